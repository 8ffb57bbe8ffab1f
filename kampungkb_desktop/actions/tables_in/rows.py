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
    CODE,
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
    cells: Mapping[int, Cell]
    """By the place of their column in the plan of the register."""
    id: str
    code: str
    """Of the village; "" where the row does not say."""
    village: str


@dataclass(slots=True)
class SheetRows:
    """A sheet ready to be weighed. ``titles`` are the field names' columns as the file calls them."""

    plan: RegisterPlan
    title: str
    rows: list[SheetRow]
    readers: Mapping[str, Reader]
    slots: tuple[Slot, ...]
    places: Mapping[str, int]
    """Title of a column to its place in the plan."""
    hidden: bool
    """Whether numbers were written with their last digits only."""

    @classmethod
    def of(cls, sheet: RegisterSheet, at: int, today: date) -> SheetRows:
        """``at`` is the sheet's place in the file."""
        readers = {}
        for place, slot in sheet.columns.items():
            if slot.role == "answer":
                cells = [cells[place] for _, cells in sheet.rows if place < len(cells)]
                key = f"{sheet.plan.form.FORM}.{slot.field}"
                readers[slot.field] = reader_of(sheet.plan.fields[slot.field], key, cells, today)
        slots = sheet.plan.slots()
        places = {slot.column.title: place for place, slot in enumerate(slots)}
        found = {i: places[slot.column.title] for i, slot in sheet.columns.items()}
        idle = {place for place, slot in enumerate(slots) if slot.column.title in _PLACES or slot.role == "village"}
        whole = cls(sheet.plan, sheet.title, [], readers, slots, places, hidden=False)
        for number, cells in sheet.rows:
            here = {place: cells[i] for i, place in found.items() if i < len(cells) and not _empty(cells[i])}
            if not idle.issuperset(here):
                whole.rows.append(whole._row(at * ROWS_APART + number, here))
                whole.hidden = whole.hidden or any(is_masked(cell) for cell in here.values())
        return whole

    def _row(self, at: int, cells: Mapping[int, Cell]) -> SheetRow:
        own, code = id_text(cells.get(self.places["ID"])), cell_text(cells.get(self.places[CODE]))
        return SheetRow(at, cells, own, code, cell_text(cells.get(self.places[VILLAGE])))

    def ids(self) -> set[str]:
        """The ids its rows carry, as far as they are ids of ours."""
        return {row.id for row in self.rows if is_id(row.id)}

    def note_ids(self, told: dict[str, set[str]]) -> None:
        """Add every id that is named, by form."""
        told.setdefault(self.plan.form.FORM, set()).update(row.id for row in self.rows if row.id)
        for _, kind in links_of(self.plan.form):
            place = self.places[f"ID {kind.label}"]
            ids = {id_text(row.cells[place]) for row in self.rows if place in row.cells}
            told.setdefault(kind.to, set()).update(ids)

    def shown(self, row: SheetRow, title: str) -> Cell:
        """What stands in a column of a row."""
        return row.cells.get(self.places.get(title, -1))

    def told(self, row: SheetRow, village: str | None, today: date) -> Told:
        """What the shown columns say of family and person."""

        def cell(title: str) -> Cell:
            return row.cells.get(self.places.get(title, -1))

        return Told(
            village, cell_text(cell(HEAD)), _number(cell(CARD)), block_number(cell("RT")) or "",
            cell_text(cell(NAME)), _number(cell(NIK)), cell_day(cell(BIRTH), today, past=True),
        )  # fmt: skip


def id_text(cell: Cell) -> str:
    """An id as it is kept, whatever a spreadsheet or a person put between its figures."""
    text = cell_text(cell)
    bare = text.replace("-", "").replace(" ", "").casefold()
    return bare if is_id(bare) else text


def _empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _number(cell: Cell) -> str:
    if is_masked(cell):
        return ""
    try:
        return cell_digits(cell) or ""
    except LostDigits:
        return ""
