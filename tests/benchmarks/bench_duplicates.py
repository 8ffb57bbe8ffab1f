"""How long the search for doubles takes over a plain SQL join on the same rows, how long one waits while typing, and
how many of the known doubles of a made-up register are found and how many of those found are doubles.

Run by hand: ``python tests/benchmarks/bench_duplicates.py [--families 13000] [--villages 15] [--doubles 300]``.
Processor time counts; 88,000 families in 110 villages are a district.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from kampungkb_desktop.actions.duplicates_facts import household_typed, person_typed
from kampungkb_desktop.actions.duplicates_kept import Pair
from kampungkb_desktop.actions.duplicates_near import families_near, people_near
from kampungkb_desktop.actions.duplicates_search import Search
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.store.fetch import tuples
from tests.actions.exchanging import laptop
from tests.benchmarks.figure import Figure, p95, show
from tests.doubles_register import Register, fill, make

_TYPED = 300
_JOINS = (
    "SELECT a.id, b.id FROM member a JOIN member b ON a.nik = b.nik AND a.id < b.id",
    "SELECT a.id, b.id FROM member a JOIN member b USING (birth_date, full_name) WHERE a.id < b.id",
    "SELECT a.id, b.id FROM family a JOIN family b ON a.kk = b.kk AND a.id < b.id",
)


def floor(session: Session) -> float:
    """Milliseconds of the bare joins: same NIK, same name and birth, same KK, letter by letter."""
    began = time.process_time()
    with session.database.read() as conn:
        for sql in _JOINS:
            tuples(conn, sql)
    return (time.process_time() - began) * 1000


def searched(session: Session, *, anew: bool) -> tuple[Search, float, float]:
    """The search, its milliseconds, and its longest step."""
    search = Search(session, anew=anew)
    began = last = time.process_time()
    longest = 0.0
    for _step in search.steps():
        now = time.process_time()
        longest, last = max(longest, now - last), now
    return search, (time.process_time() - began) * 1000, longest * 1000


def typing(session: Session, register: Register) -> tuple[float, float]:
    """The wait of 95 in 100 entries, of a person and of a family, in milliseconds."""
    rng, people, families = Random(1), [], []
    by_id = {one.id: one for one in register.families}
    with session.database.read() as conn:
        for one in rng.sample(register.members, _TYPED):
            began = time.process_time()
            people_near(conn, person_typed(one, by_id[one.family_id or ""]))
            people.append((time.process_time() - began) * 1000)
        for home in rng.sample(register.families, _TYPED // 3):
            began = time.process_time()
            families_near(conn, household_typed(home, ()))
            families.append((time.process_time() - began) * 1000)
    return p95(people), p95(families)


def quality(found: Iterable[Pair], form: str, truth: frozenset[tuple[str, str]]) -> list[str]:
    """Precision and recall as strengths are let in, one after the other."""
    lines, seen = [], set[tuple[str, str]]()
    pairs = [one for one in found if one.form == form]
    for strength in ("pasti", "mungkin", "mirip"):
        seen |= {(one.first, one.second) for one in pairs if one.strength == strength}
        right = len(seen & truth)
        precision = right / len(seen) if seen else 1.0
        lines.append(f"  {form:7} down to {strength:8} {len(seen):6} asked   precision {precision:.3f}   "
                     f"recall {right / len(truth):.3f}")  # fmt: skip
    return lines


def main() -> int:
    """Make the register, search it, and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--families", type=int, default=13_000)
    options.add_argument("--villages", type=int, default=15)
    options.add_argument("--doubles", type=int, default=300)
    chosen = options.parse_args()
    register = make(chosen.families, villages=chosen.villages, doubles=chosen.doubles)
    with tempfile.TemporaryDirectory() as folder:
        session = laptop(Path(folder) / "kabupaten", "Siti Rahma", role="kabupaten")
        with session.database.write() as conn:
            fill(conn, register)
        joined = min(floor(session) for _turn in range(3))
        gc.freeze()  # the register itself is no part of what is measured, and the program rests its collector too
        search, first, longest = searched(session, anew=True)
        home = register.families[5]
        save(session, "Simpan keluarga", [home.changed(id=new_record_id(session))])
        _again, one, _longest = searched(session, anew=False)
        person, family = typing(session, register)
        size = f"{len(register.families)} families, {len(register.members)} people"
        show([
            Figure(f"search of {size}", first, joined, "three bare joins, letter by letter"),
            Figure("the same after one more family", one, joined, "the same", times=2),
            Figure("its longest step", longest, joined, "the same", most=50),
            Figure("a person being typed, 95 of 100", person, joined, "the same", most=16),
            Figure("a family being typed (in the background)", family, joined, "the same", most=200),
        ])  # fmt: skip
        found = search.found.pairs
        print("\n".join((*quality(found, "family", register.same_families),
                         *quality(found, "member", register.same_people))))  # fmt: skip
        close(session)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
