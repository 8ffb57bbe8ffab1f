"""A register written as XLSX, and a whole book of registers written, read and looked through, against plain loops.

Run by hand: ``python -m tests.benchmarks.bench_tables --data-dir PRACTICE``. The floor of the writer is ``csv.writer``
with the same rows, already made; that of a book is making its rows once, which writing and comparing cannot do without.
Processor time, best of three.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.practice import PASSWORD
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.planning import plan_registers
from kampungkb_desktop.actions.tables_in.recognising import open_registers
from kampungkb_desktop.actions.tables_out.offers import offer
from kampungkb_desktop.actions.tables_out.table import Scope
from kampungkb_desktop.actions.tables_out.writing import write_tables
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.report.workbook import Page, write_workbook
from tests.benchmarks.figure import Figure, show

TODAY = date(2026, 11, 21)
ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """The least processor time of some rounds, in ms."""
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) * 1000)
    return min(found)


def writing(session: Session, scope: Scope, folder: Path) -> list[Figure]:
    """The members' register, its rows already made."""
    (table,) = offer("anggota").make(session, scope, silent())
    rows = [list(row) for row in table.rows]

    def book() -> None:
        page = Page(table.name, table.columns, rows, table.above, kept=table.kept, filtered=True)
        write_workbook(folder / "anggota.xlsx", [page])

    def plain() -> None:
        csv.writer(io.StringIO()).writerows(rows)

    what = f"XLSX of {len(rows)} people in {len(table.columns)} columns"
    return [Figure(what, best(book), best(plain), "csv.writer with the same rows", times=20)]


def coming_back(session: Session, scope: Scope, folder: Path) -> list[Figure]:
    """The book of all registers: written, read, weighed row by row."""
    path = folder / "buku.xlsx"
    book = offer("buku-register")

    def make() -> None:
        for table in book.make(session, scope, silent()):
            for _row in table.rows:
                pass

    floor = best(make)
    written = best(lambda: write_tables(session, book, scope, path, silent()))
    read = best(lambda: open_registers(path, silent()))
    file = open_registers(path, silent())
    weighed = best(lambda: plan_registers(session, file, file.sheets, TODAY, silent()))
    count = sum(len(one.rows) for one in file.sheets)
    told = "making the rows of the book once"
    return [
        Figure(f"book of {count} rows written", written, floor, told, times=3),
        Figure(f"book of {count} rows read", read, floor, told, times=3),
        Figure(f"book of {count} rows looked through", weighed, floor, told, times=4),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    session = sessions.open_session(parser.parse_args().data_dir, PASSWORD)
    try:
        scope = Scope(own_villages(session), "2026-10", TODAY, masked=False)
        with tempfile.TemporaryDirectory() as folder:
            show([*writing(session, scope, Path(folder)), *coming_back(session, scope, Path(folder))])
    finally:
        sessions.close(session)


if __name__ == "__main__":
    main()
