"""How long the KRS recap takes over the bare reading of the rows it is made from: one village, all, all once more, and
all after one family changed.

Run by hand: ``python tests/benchmarks/bench_krs.py --data-dir PRACTICE``. It works on a copy; processor time counts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kampungkb_desktop.actions.practice import PASSWORD
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, open_session
from kampungkb_desktop.actions.stunting_book import RiskBook
from kampungkb_desktop.actions.stunting_book import whole as all_of_it
from kampungkb_desktop.actions.stunting_risk import villages_of
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.store.fetch import tuples
from kampungkb_desktop.store.lock import LOCK_NAME
from tests.benchmarks.figure import Figure, show

ROUNDS = 5
_ROWS = (
    'SELECT id, state, water, latrine, state_on, formed_on, members_expected FROM "family"{}',
    'SELECT id, family_id, sex, birth_date, relation, marital, jkn, mutation, mutation_on, joined_on FROM "member"{}',
    'SELECT id, family_id, as_of, pregnant, pregnant_weeks, "using", method, wants_child FROM "family_planning"{}',
)


def best(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The least milliseconds of the processor in some rounds; ``before`` is not counted."""
    times = []
    for _ in range(ROUNDS):
        before()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def bare(session: Session, village: str | None) -> None:
    """The same rows as plain tuples, without order and without any thought."""
    where, values = ("", ()) if village is None else (" WHERE village = ?", (village,))
    with session.database.read() as conn:
        for sql in _ROWS:
            tuples(conn, sql.format(where), values)


def measure(session: Session) -> list[Figure]:
    """One village, all, all again, all after a change."""
    today = clocks.day_of(session.clock())
    semester = Semester.of(today)
    with session.database.read() as conn:
        villages = villages_of(conn)
        largest = max(villages, key=lambda code: read.count(conn, Family, {"village": code}))
        families = read.count(conn, Family)
        one = read.records(conn, Family, where={"village": largest}, limit=1)[0]
    least, every = best(lambda: bare(session, largest)), best(lambda: bare(session, None))
    village = best(lambda: RiskBook(session, all_of_it).recap(largest, semester, today))
    whole = best(lambda: RiskBook(session, all_of_it).every(semester, today))
    book = RiskBook(session, all_of_it)
    book.every(semester, today)
    again = best(lambda: book.every(semester, today))
    turn = iter(range(ROUNDS))
    changed = best(
        lambda: book.every(semester, today),
        lambda: save(session, "Isi", [one.changed(note=f"Putaran {next(turn)}")]),
    )
    return [
        Figure("recap of the largest village", village, least, "its rows as plain tuples", times=8, most=300),
        Figure(f"recap of {families} families", whole, every, "their rows as plain tuples", times=8),
        Figure("the same, nothing changed", again, every, "their rows as plain tuples", times=0.5),
        Figure("the same, one family changed", changed, every, "their rows as plain tuples", times=2),
    ]


def main() -> int:
    """Measure on a copy."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data-dir", type=Path, required=True, help="a practice database (it is not changed)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "officer"
        shutil.copytree(chosen.data_dir, folder, ignore=shutil.ignore_patterns(LOCK_NAME, "photos"))
        assert (folder / DATABASE_NAME).exists()
        session = open_session(folder, PASSWORD)
        figures = measure(session)
        close(session)
    show(figures)
    return 0 if all(one.holds() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
