"""The sheet of a grid of visits as a value: rows of texts, and every change of it as edits that can be taken back.

Everything of a row stands in a slot as a text: the answers by the key of their column, who is visited, why a caution
stays, and what the second typing said. So typing, pasting, filling down, verifying and undoing are one algebra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from kampungkb_desktop.base.frozen import frozen

WHO: Final = "siapa"
"""The slot with what was typed or is shown of the person."""
PERSON: Final = "orang"
"""The slot with the ids found for it: ``family|member``; ``family|`` for a visit of no one person."""
BLANK: Final = "baris"
"""The slot that an empty row has, so that it is there."""
GONE: Final = "keluar"
"""The slot that says a row was taken out of the list; its place stays, so that undo finds it."""
SAVED: Final = "tersimpan"
"""The slot that says a row stands in the records as a visit."""
_WHY, _AGAIN, _DIFFERED = "alasan:", "ulang:", "beda:"


def why(key: str) -> str:
    """The slot with the reason for which an answer stays in spite of a caution."""
    return _WHY + key


def again(key: str) -> str:
    """The slot with what the second typing said of a cell."""
    return _AGAIN + key


def differed(key: str) -> str:
    """The slot that remembers that both typings differed, after it was settled."""
    return _DIFFERED + key


@frozen
class Edit:
    """One slot of one row: what stood there, and what stands there now; "" is nothing."""

    row: str
    slot: str
    before: str
    after: str


Slots = Mapping[str, str]


@frozen
class Sheet:
    """``rows`` in their order, by the id that each visit will have; ``checked_by`` is who typed the second time."""

    id: str
    target: str
    title: str = ""
    day: str = ""
    """The day of every visit of the list, as a cell has it; empty where each has its own."""
    rows: Mapping[str, Slots] = field(default_factory=dict)
    typed_by: str = ""
    checked_by: str = ""
    columns: tuple[str, ...] = ()
    """The keys of the columns that are shown; empty for all."""
    checks: tuple[str, ...] = ()
    """The keys of the columns that are typed a second time, empty while nothing is."""
    sample: int = 1
    """Every how many-th row is typed a second time."""

    def ids(self) -> tuple[str, ...]:
        """The rows that are in the list."""
        return tuple(one for one, slots in self.rows.items() if GONE not in slots)

    def slot(self, row: str, slot: str) -> str:
        """What stands in a slot."""
        return self.rows[row].get(slot, "") if row in self.rows else ""

    def edit(self, row: str, slot: str, text: str) -> Edit:
        """The edit that writes a text into a slot."""
        return Edit(row, slot, self.slot(row, slot), text)


def applied(sheet: Sheet, edits: Iterable[Edit]) -> Sheet:
    """The sheet after the edits, in their order. A row that is not there yet is added at the end."""
    rows = dict(sheet.rows)
    for edit in edits:
        slots = dict(rows.get(edit.row, {}))
        if edit.after:
            slots[edit.slot] = edit.after
        else:
            slots.pop(edit.slot, None)
        rows[edit.row] = slots
    return replace(sheet, rows=rows)


def taken_back(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that undo these."""
    return tuple(Edit(one.row, one.slot, one.after, one.before) for one in reversed(edits))


def real(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Only the edits that change something."""
    return tuple(one for one in edits if one.before != one.after)


def filled_down(sheet: Sheet, rows: Sequence[str], keys: Sequence[str]) -> tuple[Edit, ...]:
    """The answers of the first of these rows written into the others, saved rows left alone."""
    if len(rows) < 2:
        return ()
    first, *others = rows
    return real(
        sheet.edit(row, key, sheet.slot(first, key))
        for row in others if not sheet.slot(row, SAVED) for key in keys
    )  # fmt: skip


def filled_where_empty(
    sheet: Sheet, key: str, text: str, before: str = "", *, rows: Iterable[str] = ()
) -> tuple[Edit, ...]:
    """One answer for every row where none stands, or where that of ``before`` does (the list's day was changed)."""
    return real(
        sheet.edit(row, key, text)
        for row in (rows or sheet.ids())
        if not sheet.slot(row, SAVED) and sheet.slot(row, key) in ("", before)
    )


def parse_table(text: str) -> list[list[str]]:
    """Rows of cells as a spreadsheet puts them on the clipboard: tabs between cells, line breaks between rows, cells
    with either in quotes that are doubled inside. The empty line at the end is no row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        if quoted:
            cell, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            assert plain is not None, "an empty cell matches everywhere"
            cell, at = plain[0], plain.end()
        rows[-1].append(cell)
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    return rows[:-1] if rows[-1] == [""] and len(rows) > 1 else rows


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """Cells as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(_cell(cell) for cell in row) for row in rows)


_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def _cell(text: str) -> str:
    if any(mark in text for mark in "\t\n") or text.startswith('"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


class Steps:
    """What was done to a sheet, to be taken back and done again: a stack of named steps, forgotten with the grid."""

    def __init__(self) -> None:
        self._done: list[tuple[str, tuple[Edit, ...]]] = []
        self._undone: list[tuple[str, tuple[Edit, ...]]] = []

    def add(self, name: str, edits: tuple[Edit, ...]) -> None:
        """A step was taken; what was undone before it is gone."""
        self._done.append((name, edits))
        self._undone.clear()

    def back(self) -> tuple[str, tuple[Edit, ...]] | None:
        """The last step's name and the edits that take it back; ``None`` where there is none."""
        if not self._done:
            return None
        name, edits = self._done.pop()
        self._undone.append((name, edits))
        return name, taken_back(edits)

    def forward(self) -> tuple[str, tuple[Edit, ...]] | None:
        """The step that was taken back last."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    @property
    def some(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def undone(self) -> bool:
        """Whether there is one to take again."""
        return bool(self._undone)

    def forget(self) -> None:
        """The rows stand elsewhere now: there is nothing to take back any more."""
        self._done.clear()
        self._undone.clear()
