"""Typing twice: which cells are typed a second time, where both typings differ, and how often they did. Pure;
the second typing stands in slots of its own and never changes the first by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kampungkb_desktop.actions.grid_columns import DAY, GridColumn
from kampungkb_desktop.actions.grid_sheet import PERSON, SAVED, Edit, Sheet, again, differed, real
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number, percent

FIRST, SECOND = "1", "2"
EMPTY: Final = "–"
"""What the second typing says of a cell that is empty on the paper, so that it is not asked again."""


@frozen
class Difference:
    """A cell that was typed in two ways."""

    row: str
    key: str
    first: str
    second: str


@frozen
class Rate:
    """How many cells were typed twice, how many of them differed, how many are still to be typed or settled."""

    compared: int
    differing: int
    waiting: int
    unsettled: int

    @property
    def words(self) -> str:
        """ "beda 1 dari 40 isian, 2,5 %"."""
        share = percent(self.differing, self.compared)
        return f"beda {number(self.differing)} dari {number(self.compared)} isian, {share}"


def begun(sheet: Sheet, columns: Sequence[GridColumn], *, sample: int, by: str) -> Sheet:
    """The sheet with these columns to be typed a second time, in every ``sample``-th row, by the officer ``by``."""
    keys = tuple(one.key for one in columns if one.key != DAY)
    return replace(sheet, checks=keys, sample=max(1, sample), checked_by=by)


def ended(sheet: Sheet) -> Sheet:
    """No more second typing; what it found stays remembered."""
    return replace(sheet, checks=())


def rows_checked(sheet: Sheet) -> tuple[str, ...]:
    """The rows that are typed twice: those with a person, not saved, every so many-th of them."""
    whole = [row for row in sheet.ids() if sheet.slot(row, PERSON) and not sheet.slot(row, SAVED)]
    return tuple(whole[:: sheet.sample])


def cells_checked(sheet: Sheet) -> Iterable[tuple[str, str]]:
    """(row, key) of the cells to be typed twice: those answered in the first typing."""
    for row in rows_checked(sheet):
        for key in sheet.checks:
            if sheet.slot(row, key):
                yield row, key


def is_checked(sheet: Sheet, row: str, key: str) -> bool:
    """Whether a cell is one of them."""
    return key in sheet.checks and bool(sheet.slot(row, key)) and row in rows_checked(sheet)


def differences(sheet: Sheet) -> list[Difference]:
    """The cells that both typings answer in different ways and nobody has settled, from the top."""
    found = []
    for row, slots in sheet.rows.items():
        for slot, second in slots.items():
            key = slot.removeprefix("ulang:")
            if key != slot and not slots.get(SAVED) and second != _said(slots.get(key, "")):
                found.append(Difference(row, key, slots.get(key, ""), "" if second == EMPTY else second))
    order = {row: at for at, row in enumerate(sheet.ids())}
    return sorted((one for one in found if one.row in order), key=lambda one: order[one.row])


def second_edits(sheet: Sheet, row: str, key: str, text: str) -> tuple[Edit, ...]:
    """The edits of a cell typed again; one that differs is remembered as such for the rate."""
    said = _said(text)
    edits = [sheet.edit(row, again(key), said)]
    if said != _said(sheet.slot(row, key)):
        edits.append(sheet.edit(row, differed(key), "1"))
    return real(edits)


def settled(sheet: Sheet, one: Difference, by: str) -> tuple[Edit, ...]:
    """The edits that let the first or the second typing count; both are then the same."""
    text = one.first if by == FIRST else one.second
    return real((sheet.edit(one.row, one.key, text), sheet.edit(one.row, again(one.key), _said(text))))


def rate_of(sheet: Sheet) -> Rate | None:
    """What typing twice showed so far; ``None`` where nothing was typed twice."""
    compared = differing = 0
    for slots in (sheet.rows[row] for row in sheet.ids()):
        compared += sum(slot.startswith("ulang:") for slot in slots)
        differing += sum(slot.startswith("beda:") for slot in slots)
    waiting = sum(not sheet.slot(row, again(key)) for row, key in cells_checked(sheet))
    if not compared and not sheet.checks:
        return None
    return Rate(compared, differing, waiting, len(differences(sheet)))


def _said(text: str) -> str:
    return text or EMPTY
