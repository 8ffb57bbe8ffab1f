"""Lists as other programs make them, of invented people, and the way of a list through all its steps."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from kampungkb_desktop.actions.lists_in.list_file import ListFile, open_list
from kampungkb_desktop.actions.lists_in.plan import Line, Mode, Plan
from kampungkb_desktop.actions.lists_in.preview import Choices, Seen, look, preview
from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.progress import Progress, silent
from tests.actions.devices import VILLAGE

TODAY = date(2026, 11, 21)
Cells = Sequence[Any]

SIGA_HEADING = [title for title, _ in SIGA_COLUMNS]
HEADING = ["No KK", "NIK", "Nama", "L/P", "Tgl lahir", "Hubungan"]
HOUSE: list[Cells] = [
    ["6403061101150001", "6403060503900001", "Suparman", "L", "05-03-1990", "Kepala keluarga"],
    ["6403061101150001", "6403064508920002", "Aminah", "P", "5 Agustus 1992", "Istri"],
    ["6403061101150001", "6403061203150003", "Wahyu", "L", date(2015, 3, 12), "Anak"],
]


def xlsx(
    path: Path, rows: Sequence[Cells], *, prepare: Callable[[Any], object] | None = None, name: str = "Daftar"
) -> Path:
    """A workbook of one sheet, by another writer than ours."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if prepare is not None:
        prepare(sheet)
    book.save(path)
    return path


def csv_file(path: Path, rows: Sequence[Cells], *, delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:
    """A CSV file; days as people write them."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        for row in rows:
            writer.writerow([f"{one:%d/%m/%Y}" if isinstance(one, date) else one for one in row])
    return path


def siga_row(**given: Any) -> list[Any]:
    """A row of the recap by heading; ``_`` stands for a space."""
    words = {name.replace("_", " "): value for name, value in given.items()}
    assert words.keys() <= set(SIGA_HEADING), words
    return [words.get(title) for title in SIGA_HEADING]


def opened(path: Path, progress: Progress | None = None) -> ListFile:
    return open_list(path, progress or silent())


def looked(session: Session, path: Path) -> tuple[ListFile, Seen]:
    file = opened(path)
    return file, look(session, file, TODAY)


def planned(session: Session, path: Path, **settled: Any) -> tuple[ListFile, Plan]:
    """The plan of a file with the proposed columns, for the one village there is."""
    file, seen = looked(session, path)
    chosen = {"village": VILLAGE, "as_of": seen.as_of, **settled}
    columns = chosen.pop("columns", seen.columns)
    return file, preview(session, seen.table, Choices(columns, **chosen), TODAY, silent())


def line(plan: Plan, name: str) -> Line:
    """The row of a person."""
    (found,) = [one for one in plan.lines if one.name == name]
    return found


def verdicts(plan: Plan, mode: Mode = Mode.FILL) -> dict[str, str]:
    return {one.name: one.verdict(mode).value for one in plan.lines}


def sentences(plan: Plan) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.sentence) for one in plan.findings()]
