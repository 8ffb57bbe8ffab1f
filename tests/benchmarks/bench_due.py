"""How soon the due list of an officer stands, and how it is kept up, against reading the same rows and nothing else.

Run by hand: ``python tests/benchmarks/bench_due.py --data-dir PRACTICE``. It works on a copy. The floor fetches the
same columns of the same tables in one go, in the same process; milliseconds rank machines, ratios are remembered.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from kampungkb_desktop.actions import due_rows
from kampungkb_desktop.actions.deadlines import month_deadlines
from kampungkb_desktop.actions.due import DueBook, begin_book, due_book, read_on
from kampungkb_desktop.actions.due_view import BY_PLACE, MONTH, DueFilter, in_order, narrowed
from kampungkb_desktop.actions.figures import COUPLE
from kampungkb_desktop.actions.register_rows import FAMILY, PERSON
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id, open_session
from kampungkb_desktop.base.command_line import PRACTICE_PASSWORD
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from tests.benchmarks.figure import Figure, show

T = TypeVar("T")
_COLUMNS = {
    "family": (*FAMILY, "members_expected", "village", "rw", "rt"),
    "member": (*PERSON, "mother_id"),
    "family_planning": (*COUPLE, "living_male", "living_female"),
    "visit": due_rows._VISIT, "measurement": due_rows._MEASURED, "pregnancy": due_rows._CHECK,
    "postpartum": due_rows._BIRTH, "catin": due_rows._WEDDING, "risk_verification": due_rows._VERIFIED,
}  # fmt: skip


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds of the processor, and what came of it: other work on the machine is left out."""
    begun = time.process_time()
    found = work()
    return (time.process_time() - begun) * 1000, found


def best(work: Callable[[], T], rounds: int) -> float:
    """The least of some rounds."""
    return min(timed(work)[0] for _ in range(rounds))


def scan(session: Session) -> int:
    """The floor: every row that the list reads, fetched and dropped."""
    with session.database.read() as conn:
        return sum(
            len(conn.exec_driver_sql(f'SELECT {_named(columns)} FROM "{table}"').all())
            for table, columns in _COLUMNS.items()
        )


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f'"{one}"' for one in columns)


def first_village(session: Session, today: date) -> DueBook:
    """What the screen shows first."""
    return read_on(session, begin_book(session, today))


def visited(session: Session, book: DueBook) -> None:
    """Write a visit to somebody on the list."""
    line = next(book.lines())
    made = Visit(
        id=new_record_id(session), village=line.place.village, status=DONE, family_id=line.due.family,
        member_id=line.due.person or None, target=line.due.first.target, visited_on=book.today,
        next_visit_on=book.today + timedelta(days=30),
    )  # fmt: skip
    save(session, "Simpan kunjungan", [made])


def followed(session: Session, book: DueBook) -> float:
    """Milliseconds to bring the book up after one visit."""
    visited(session, book)
    return timed(lambda: due_book(session, book.today, book))[0]


def memory_mb(session: Session, today: date) -> float:
    """Megabytes that the book holds."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    book = due_book(session, today)
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert book.whole
    return held / 1e6


def measure(session: Session, today: date, rounds: int) -> list[Figure]:
    """One after the other in one process."""
    rows = scan(session)
    floor = best(lambda: scan(session), rounds)
    book = due_book(session, today)
    people = sum(1 for _ in book.lines())
    month = DueFilter(MONTH)
    said = f"reading the same {rows} rows"
    return [
        Figure(f"whole list, {people} people", best(lambda: due_book(session, today), rounds), floor, said, times=8),
        Figure("first village", best(lambda: first_village(session, today), rounds), floor, said, most=1000),
        Figure("after one visit", min(followed(session, book) for _ in range(rounds)), floor, said, times=1),
        Figure(
            "narrow and order", best(lambda: in_order(narrowed(book, month), BY_PLACE), rounds), floor, said, most=50
        ),
        Figure("month of the calendar", best(lambda: month_deadlines(session, today, today), rounds), floor, said),
        Figure("held in memory", memory_mb(session, today), 1, "a megabyte", unit="MB", most=15),
    ]


def main() -> int:
    """Measure on a copy of a practice database."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data-dir", type=Path, required=True, help="a practice database (it is not changed)")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--today", type=date.fromisoformat, default=None)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "petugas"
        shutil.copytree(chosen.data_dir, copy)
        session = open_session(copy, PRACTICE_PASSWORD)
        with session.database.read() as conn:
            last = conn.exec_driver_sql("SELECT max(visited_on) FROM visit").scalar()
        figures = measure(session, chosen.today or date.fromisoformat(last), chosen.rounds)
        close(session)
    show(figures)
    return 0 if all(one.holds() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
