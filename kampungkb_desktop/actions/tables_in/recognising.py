"""Which sheets of a file are registers of ours: by the headings over their columns, near the top."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from kampungkb_desktop.actions.lists_in.list_file import ListFile, open_list
from kampungkb_desktop.actions.lists_in.sheets import MOST_BYTES, MOST_ROWS, Row, Sheet
from kampungkb_desktop.actions.tables_in.cells import bare
from kampungkb_desktop.actions.tables_out.offers import REGISTERS
from kampungkb_desktop.actions.tables_out.register_columns import RegisterPlan, Slot
from kampungkb_desktop.actions.tables_out.registers import Register
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.sheet_cells import cell_text, plain_words
from kampungkb_desktop.forms.kinds import Link

_TOP: Final = 15
_LEAST: Final = 4
_MOSTLY: Final = 0.6
"""Such a part of the titles must be those of the register."""


@frozen
class RegisterSheet:
    """One sheet that is a register: where each of its columns stands, and the rows under the heading."""

    sheet: str
    register: Register
    plan: RegisterPlan
    columns: Mapping[int, Slot]
    rows: tuple[Row, ...]
    unknown: tuple[str, ...] = ()
    """Titles that are none of the register's."""

    @property
    def title(self) -> str:
        """How the sheet is called to a person."""
        return self.register.name


@frozen
class RegisterFile:
    """An opened file with the registers in it, those first that others lead to; ``others`` are sheets that are none."""

    file: ListFile
    sheets: tuple[RegisterSheet, ...]
    others: tuple[str, ...]


def open_registers(path: Path, progress: Progress) -> RegisterFile:
    """Read a file of registers. Raises ``KnownError`` like ``open_list``, E-LIST-REGISTER where it holds none, and
    ``Cancelled``."""
    file = open_list(path, progress)
    found, others = [], []
    for sheet in file.sheets:
        one = recognise(sheet) if sheet.name else recognise(_unmarked(_exact_csv(path) or sheet))
        if one is not None:
            found.append(one)
        elif not sheet.hidden:
            others.append(sheet.name)
    if not found:
        raise KnownError(
            "E-LIST-REGISTER",
            "Berkas ini bukan tabel dari layar Tabel yang dapat dimasukkan kembali. Rekap, KRS, dan isian portal "
            "dihitung aplikasi, jadi tidak dapat diimpor.",
            "Untuk daftar keluarga dari luar aplikasi, buka Keluarga, tekan Daftar, lalu Impor dari berkas.",
        )
    order = reading_order()
    return RegisterFile(file, tuple(sorted(found, key=lambda one: order[one.plan.form.FORM])), tuple(others))


def refuse_registers(file: ListFile) -> None:
    """``KnownError`` E-LIST-OWN for a register of ours where lists from elsewhere are taken in: told by its ids and the
    codes of its villages, which no other list has."""
    for sheet in file.sheets:
        found = recognise(sheet)
        if found is not None and {"id", "village"} <= {slot.role for slot in found.columns.values()}:
            raise KnownError(
                "E-LIST-OWN",
                f"Berkas ini tabel “{found.title}” dari layar Tabel.",
                "Buka Tabel, lalu tekan Impor tabel: setiap baris dikenali dari ID-nya.",
            )


def recognise(sheet: Sheet) -> RegisterSheet | None:
    """The register a sheet holds; ``None`` where its headings are not those of any."""
    best: tuple[float, RegisterSheet] | None = None
    for at, (_, cells) in enumerate(sheet.rows[:_TOP]):
        titles = [plain_words(cell_text(cell)) for cell in cells]
        filled = sum(bool(title) for title in titles)
        if filled < _LEAST:
            continue
        above = {plain_words(cell_text(cell)) for _, line in sheet.rows[:at] for cell in line}
        for register, known in _titles():
            columns = _columns(titles, known)
            if len(columns) < max(_LEAST, _MOSTLY * filled):
                continue
            own = any(plain_words(register.name) in name for name in (plain_words(sheet.name), *above))
            score = len(columns) + own - len(columns) / (10 * len(known))
            if any(slot.role != "shown" for slot in columns.values()) and (best is None or score > best[0]):
                unknown = tuple(cell_text(cells[i]) for i, title in enumerate(titles) if title and i not in columns)
                plan = RegisterPlan.of(register.form)
                best = score, RegisterSheet(sheet.name, register, plan, columns, sheet.rows[at + 1 :], unknown)
    return best[1] if best else None


def _columns(titles: Sequence[str], known: Mapping[str, Slot]) -> dict[int, Slot]:
    """Place of a column to its slot; a title that stands twice counts the first time."""
    found: dict[int, Slot] = {}
    taken: set[str] = set()
    for at, title in enumerate(titles):
        if title in known and title not in taken:
            taken.add(title)
            found[at] = known[title]
    return found


@cache
def _titles() -> tuple[tuple[Register, Mapping[str, Slot]], ...]:
    return tuple(
        (one, {plain_words(slot.column.title): slot for slot in RegisterPlan.of(one.form).slots()})
        for one in REGISTERS.values()
    )


@cache
def reading_order() -> Mapping[str, int]:
    """Form to its turn: a record comes after those it leads to."""
    forms = {one.form.FORM: one.form for one in REGISTERS.values()}
    order: dict[str, int] = {}

    def visit(name: str) -> None:
        if name in order or name not in forms:
            return
        for kind in RegisterPlan.of(forms[name]).fields.values():
            if isinstance(kind, Link) and kind.to != name:
                visit(kind.to)
        order[name] = len(order)

    for name in forms:
        visit(name)
    return order


def _unmarked(sheet: Sheet) -> Sheet:
    """A CSV without the marks that only keep a spreadsheet from calculating."""
    return Sheet(sheet.name, tuple((at, [bare(cell) for cell in cells]) for at, cells in sheet.rows))


def _exact_csv(path: Path) -> Sheet | None:
    """Our own CSV as it was written, with every break of a line; ``None`` where another program has saved it since."""
    try:
        if path.stat().st_size > MOST_BYTES // 4:
            return None
        with path.open(encoding="utf-8-sig", newline="") as reading:
            rows = list(csv.reader(reading, delimiter=";", strict=True))
    except (OSError, UnicodeError, csv.Error):
        return None
    if not rows or len(rows[0]) < _LEAST or len(rows) > MOST_ROWS or any(len(row) != len(rows[0]) for row in rows):
        return None
    return Sheet("", tuple((at, [cell or None for cell in row]) for at, row in enumerate(rows, 1)))
