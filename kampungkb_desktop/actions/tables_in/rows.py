"""The rows of one sheet with their cells by column, and the readers of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kampungkb_desktop.actions.lists_in.plan import ROWS_APART
from kampungkb_desktop.actions.tables_in.cells import Reader, is_masked, reader_of
from kampungkb_desktop.actions.tables_in.finding import Told, links_of
from kampungkb_desktop.actions.tables_in.recognising import RegisterSheet
from kampungkb_desktop.actions.tables_out.register_columns import (
    BIRTH,
    CARD,
    DISTRICT,
    HEAD,
    NAME,
    NIK,
    VILLAGE,
    RegisterPlan,
    Slot,
)
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.base.sheet_cells import Cell, LostDigits, block_number, cell_digits, cell_text
from kampungkb_desktop.base.sheet_days import cell_day

_PLACES = frozenset({"No", DISTRICT, VILLAGE})


@frozen
class SheetRow:
    """One row: its number in the whole file (``at``), and what stands in it by column."""

    at: int
    cells: Mapping[Slot, Cell]
    id: str
    code: str
    """Of the village; "" where the row does not say."""
    village: str

    def shown(self, title: str) -> Cell:
        """What stands in a shown column."""
        return next((cell for slot, cell in self.cells.items() if slot.column.title == title), None)


@dataclass(slots=True)
class SheetRows:
    """A sheet ready to be weighed. ``titles`` are the field names' columns as the file calls them."""

    plan: RegisterPlan
    title: str
    rows: list[SheetRow]
    readers: Mapping[str, Reader]
    slots: tuple[Slot, ...]

    @classmethod
    def of(cls, sheet: RegisterSheet, at: int, today: date) -> SheetRows:
        """``at`` is the sheet's place in the file."""
        readers = {}
        for place, slot in sheet.columns.items():
            if slot.role == "answer":
                cells = [cells[place] for _, cells in sheet.rows if place < len(cells)]
                key = f"{sheet.plan.form.FORM}.{slot.field}"
                readers[slot.field] = reader_of(sheet.plan.fields[slot.field], key, cells, today)
        rows = []
        for number, cells in sheet.rows:
            by_slot = {slot: cells[i] for i, slot in sheet.columns.items() if i < len(cells) and not _empty(cells[i])}
            if any(slot.column.title not in _PLACES and slot.role != "village" for slot in by_slot):
                rows.append(_row(at * ROWS_APART + number, by_slot))
        return cls(sheet.plan, sheet.title, rows, readers, sheet.plan.slots())

    def ids(self) -> set[str]:
        """The ids its rows carry, as far as they are ids of ours."""
        return {row.id for row in self.rows if is_id(row.id)}

    def note_ids(self, told: dict[str, set[str]]) -> None:
        """Add every id that is named, by form."""
        told.setdefault(self.plan.form.FORM, set()).update(row.id for row in self.rows if row.id)
        for name, kind in links_of(self.plan.form):
            slot = next(one for one in self.slots if one.role == "link" and one.field == name)
            ids = {id_text(row.cells[slot]) for row in self.rows if slot in row.cells}
            told.setdefault(kind.to, set()).update(ids)

    def told(self, row: SheetRow, village: str | None, today: date) -> Told:
        """What the shown columns say of family and person."""
        return Told(
            village, cell_text(row.shown(HEAD)), _number(row.shown(CARD)), block_number(row.shown("RT")) or "",
            cell_text(row.shown(NAME)), _number(row.shown(NIK)), cell_day(row.shown(BIRTH), today, past=True),
        )  # fmt: skip


def id_text(cell: Cell) -> str:
    """An id as it is kept, whatever a spreadsheet or a person put between its figures."""
    text = cell_text(cell)
    bare = text.replace("-", "").replace(" ", "").casefold()
    return bare if is_id(bare) else text


def _empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _row(at: int, cells: Mapping[Slot, Cell]) -> SheetRow:
    def of(role: str) -> str:
        return next((id_text(cell) for slot, cell in cells.items() if slot.role == role), "")

    name = next((cell_text(cell) for slot, cell in cells.items() if slot.column.title == VILLAGE), "")
    return SheetRow(at, cells, of("id"), of("village"), name)


def _number(cell: Cell) -> str:
    if is_masked(cell):
        return ""
    try:
        return cell_digits(cell) or ""
    except LostDigits:
        return ""
