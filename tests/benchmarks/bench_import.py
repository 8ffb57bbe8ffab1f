"""A list of 10,000 rows looked through, against the plain reading of the same file; and taken in, and back out.

Run by hand: ``python -m tests.benchmarks.bench_import [--rows N] [--data-dir PRACTICE] [--elapsed]``. The list is
SIGA's recap of 25 columns, of invented people, as XLSX (written by openpyxl) and as CSV. The floor is openpyxl in
read-only mode, or the standard library's csv, walking over every cell. Processor time unless ``--elapsed``.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.lists_in.accepting import accept
from kampungkb_desktop.actions.lists_in.list_file import ListFile, open_list
from kampungkb_desktop.actions.lists_in.plan import Mode, Plan
from kampungkb_desktop.actions.lists_in.preview import Choices, look, preview
from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS
from kampungkb_desktop.actions.practice import PASSWORD as PRACTICE_PASSWORD
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.progress import silent
from tests.actions.devices import PASSWORD, VILLAGE, make
from tests.benchmarks.figure import Figure, show

TODAY = date(2026, 11, 21)
ROUNDS = 3
MOST_SECONDS = 5.0
"""What is promised for the preview of 10,000 rows."""
_NAMES = ("Siti", "Budi", "Aminah", "Joko", "Rina", "Agus"), ("Santoso", "Wati", "Rahman", "Lestari")


def rows(count: int) -> Iterator[list[Any]]:
    """The recap: families of two to five, the couple's answers with the wife."""
    chance, family, made = random.Random(26), 0, 0
    while made < count:
        family += 1
        size = chance.randint(2, 5)
        for place in range(min(size, count - made)):
            yield _person(chance, family, place, size, made)
            made += 1


def _person(chance: random.Random, family: int, place: int, size: int, made: int) -> list[Any]:
    born = date(2026 - (40, 36, 12, 8, 3)[place], chance.randint(1, 12), chance.randint(1, 28))
    woman = place % 2
    nik = f"640306{born.day + 40 * woman:02d}{born.month:02d}{born.year % 100:02d}{made % 9_999 + 1:04d}"
    told = {
        "No keluarga": f"{family:03d}", "KKI": f"64030620040001{family:09d}", "NIK": nik,
        "Nama": f"{chance.choice(_NAMES[0])} {chance.choice(_NAMES[1])}", "Hubungan dengan KK": (1, 2, 3, 3, 3)[place],
        "Tgl lahir": f"{born:%d-%m-%Y}", "Usia": 2026 - born.year, "Kesertaan JKN": chance.randint(1, 4),
        "Status PUS": "Ya" if place == 1 else "Tidak", "BKB sasaran": "Ya" if size > 3 else "Tidak",
        "UPPKA kesertaan": "Tidak",
    }  # fmt: skip
    if place == 1:
        told |= {"Jumlah anak": size - 2, "Status hamil": "Tidak", "Lama ber-KB (bulan)": 12,
                 "Metode kontrasepsi": chance.choice(("IUD", "Suntik", "Pil"))}  # fmt: skip
    return [told.get(title) for title, _ in SIGA_COLUMNS]


def files(folder: Path, count: int) -> tuple[Path, Path]:
    """The same list as XLSX and CSV, with titles above and a sum below."""
    table: list[list[Any]] = [
        ["REKAPITULASI DATA KELUARGA"],
        ["Desa Maluang, Oktober 2026"],
        [title for title, _ in SIGA_COLUMNS],
    ]
    table += [*rows(count), ["Jumlah", None, None, None, None, None, count]]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("RT 001")
    for row in table:
        sheet.append(row)
    book.save(folder / "siga.xlsx")
    with (folder / "siga.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    return folder / "siga.xlsx", folder / "siga.csv"


def plain_xlsx(path: Path) -> None:
    """The quick way of openpyxl."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        for _cell in row:
            pass
    book.close()


def plain_csv(path: Path) -> None:
    """The standard library's way."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            for _cell in row:
                pass


def looked_through(session: Session, path: Path) -> tuple[ListFile, Plan]:
    """Open, match, look through: what the screen does before it shows the rows."""
    file = open_list(path, silent())
    seen = look(session, file, TODAY)
    plan = preview(session, seen.table, Choices(seen.columns, VILLAGE, None, seen.as_of), TODAY, silent())
    plan.counts(Mode.FILL)
    return file, plan


def best(deed: Callable[[], object], clock: Callable[[], float]) -> float:
    """Milliseconds of the quickest of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        begun = clock()
        deed()
        taken.append(clock() - begun)
    return min(taken) * 1000


def laptop(folder: Path, practice: Path | None) -> Session:
    """A fresh laptop, or a copy of a practice database with many families on record."""
    if practice is None:
        make(folder, "Siti Rahma")
        return sessions.open_session(folder, PASSWORD)
    shutil.copytree(practice, folder)
    return sessions.open_session(folder, PRACTICE_PASSWORD)


def measure(folder: Path, count: int, practice: Path | None, clock: Callable[[], float]) -> list[Figure]:
    """Preview of both files, then taking in and undoing once."""
    book, text = files(folder, count)
    session = laptop(folder / "petugas", practice)
    figures = []
    for path, plain, floor_is in ((book, plain_xlsx, "openpyxl, read only"), (text, plain_csv, "csv.reader")):
        floor = best(lambda path=path, plain=plain: plain(path), clock)  # type: ignore[misc]
        ours = best(lambda path=path: looked_through(session, path), clock)  # type: ignore[misc]
        limit = MOST_SECONDS * 1000 * count / 10_000
        figures.append(Figure(f"preview of {count:,} rows, {path.suffix}", ours, floor, floor_is, most=limit))
    file, plan = looked_through(session, book)
    begun = clock()
    accept(session, file, plan, Mode.FILL, TODAY, silent())
    middle = clock()
    undo.undo(session)
    floor = figures[0].floor
    figures.append(Figure(f"taking {count:,} rows in", (middle - begun) * 1000, floor, "openpyxl, read only"))
    figures.append(Figure("taking them back", (clock() - middle) * 1000, floor, "openpyxl, read only"))
    sessions.close(session)
    return figures


def main() -> int:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument(
        "--data-dir", type=Path, help="a practice database to look through against (it is not changed)"
    )
    options.add_argument("--elapsed", action="store_true", help="what was waited, not what was worked")
    chosen = options.parse_args()
    clock = time.perf_counter if chosen.elapsed else time.process_time
    with tempfile.TemporaryDirectory() as made:
        figures = measure(Path(made), chosen.rows, chosen.data_dir, clock)
    show(figures)
    return 0 if all(one.holds() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
