"""What a village's past classes and register figures cost, against reading the same rows and nothing else.

Run by hand: ``python tests/benchmarks/bench_figures.py --data-dir PRACTICE``, on a database made by ``demo``. Of its
villages the one with the most families is measured. Nothing is written.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kampungkb_desktop.actions.classify_village import history, records_of
from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.actions.session import Session, close, open_session
from kampungkb_desktop.actions.village_register import month_day, village_register
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from tests.benchmarks.figure import Figure, show

ROUNDS = 7
READ = {
    Family: ("id", "state", "water", "latrine"),
    Member: ("id", "family_id", "sex", "birth_date", "relation", "marital", "jkn", "mutation", "mutation_on"),
    FamilyPlanning: ("id", "family_id", "as_of", "pregnant", "using", "method", "wants_child"),
    ChildMeasurement: ("id", "member_id", "measured_on", "weight_kg", "lenhei_cm", "position"),
}


def timed(work: Callable[[], object]) -> float:
    """The median of some rounds in milliseconds, after one that warms."""
    work()
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def largest(session: Session) -> tuple[str, int]:
    """The village with the most families, and how many."""
    with session.database.read() as conn:
        found = Counter(str(row[0]) for row in read.rows(conn, Family, ("village",)))
    return found.most_common(1)[0]


def figures(session: Session) -> list[Figure]:
    """History of the class (promised: under 200 ms), the register of a day, and twelve months of it."""
    village, families = largest(session)
    today = day_of(session.clock())
    this = month_of(today)
    days = [month_day(month_shift(this, -back), today) for back in range(12)]

    def snapshots() -> None:
        with session.database.read() as conn:
            records_of(conn, village)

    def rows() -> None:
        with session.database.read() as conn:
            for form, fields in READ.items():
                answers(conn, form, fields, village)

    def year() -> None:
        for day in days:
            village_register(session, village, day)

    reading, plain = timed(snapshots), timed(rows)
    what = f"register of {families} families"
    return [
        Figure("class by month", timed(lambda: history(session, village, this)), reading,
               "reading its snapshots", most=200),
        Figure(what, timed(lambda: village_register(session, village, today)), plain, "reading the rows", times=12),
        Figure(f"{what}, 12 months", timed(year), 12 * plain,
               "reading the rows 12 times", times=12),
    ]  # fmt: skip


def main() -> int:
    """Measure and print; 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    asked = parser.parse_args()
    session = open_session(asked.data_dir, os.environ.get("KAMPUNGKB_PASSWORD", "latihan"))
    try:
        found = figures(session)
    finally:
        close(session)
    show(found)
    return 0 if all(one.holds() for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
