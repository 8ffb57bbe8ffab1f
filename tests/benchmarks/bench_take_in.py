"""Taking in, previewing, taking in again and exporting, as ratios to plain writing and reading of the same rows on the
same encrypted engine in the same run. By hand: ``python -m tests.benchmarks.bench_take_in [--changes N] [--profile]``.

Targets: take-in at most 4 times the raw upsert; the same file again, and everything again, at least 5 times faster than
the first time; export at most 1.5 times the raw upsert (also told against a raw read of the log, which neither packs
nor hashes nor seals). CPU time, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.take_in import preview, take_in
from kampungkb_desktop.base.ids import new_id
from kampungkb_desktop.forms.change import Change, ChangeId, encode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import Record, fields_of, to_scalars
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read, vault

PASSWORD = "ukuran kecepatan"
VILLAGES = tuple(f"64.03.06.{2000 + n}" for n in range(1, 8))
NOON = 1_795_233_600_000
T = TypeVar("T")


def laptop(folder: Path, role: str) -> Session:
    """A fresh installation; its password is cheap to try, for that is not measured here."""
    started = first_run(
        folder, PASSWORD, role=role, person=Officer(full_name="Siti Rahma"), villages=VILLAGES, practice=True,
        clock=lambda: NOON, cost=vault.Cost(64, 1, 1),
    )  # fmt: skip
    return started.session


def records(count: int, chance: random.Random) -> list[Record]:
    """An officer's mix: families, three members each, two visits each."""
    made: list[Record] = []
    while len(made) < count:
        village, home = chance.choice(VILLAGES), new_id(NOON, chance.randbytes(10))
        made.append(Family(
            id=home, village=village, head_name=f"Ahmad {chance.randrange(10**6)}", rt=f"{chance.randrange(20):03d}",
            rw="001", kk=f"{chance.randrange(10**16):016d}", address=f"Jalan Melati {chance.randrange(200)}",
            status="selesai",
        ))  # fmt: skip
        made += [
            Member(
                id=new_id(NOON, chance.randbytes(10)), village=village, family_id=home,
                full_name=f"Siti {chance.randrange(10**6)}", nik=f"{chance.randrange(10**16):016d}", status="selesai",
            )
            for _ in range(3)
        ]  # fmt: skip
        made += [
            Visit(id=new_id(NOON, chance.randbytes(10)), village=village, family_id=home, status="draf")
            for _ in range(2)
        ]
    return made[:count]


def write(session: Session, made: list[Record], first: int) -> int:
    """Put new records into the officer's log, a user action for each family; returns the next counter."""
    changes, action = [], new_id(NOON)
    for seq, record in enumerate(made, first):
        if isinstance(record, Family):
            action = new_id(NOON + seq)
        values = {name: value for name, value in to_scalars(record).items() if value is not None}
        changes.append(_change(session, seq, record, action, values, ()))
    with session.database.write() as conn:
        ledger.append(conn, changes, bulk=True, fresh=True)
    return first + len(made)


def edit(session: Session, made: list[Record], first: int, *, based_on: int) -> int:
    """Change one answer of records that were written from counter ``based_on`` on, in their order."""
    changes, action = [], new_id(NOON)
    for place, record in enumerate(made):
        if not place % 6:
            action = new_id(NOON + place)
        based = (ChangeId(session.device, based_on + place),)
        changes.append(_change(session, first + place, record, action, {"status": "draf"}, based))
    with session.database.write() as conn:
        ledger.append(conn, changes, bulk=True, fresh=True)
    return first + len(made)


def _change(
    session: Session, seq: int, record: Record, action: str, values: dict[str, Any], parents: tuple[ChangeId, ...]
) -> Change:
    return Change(
        session.device, seq, parents, NOON, 0, session.author, action, "Simpan keluarga", record.FORM, record.id,
        record.village or "", 0, 1, encode_values(values), record.VERSION,
    )  # fmt: skip


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def floor(folder: Path, made: list[Record]) -> tuple[float, float]:
    """The rows of these records by ``executemany`` upsert into the same tables on the same engine, no log, no merge:
    where they are new, and half of them once more with another answer, where they are there."""
    session = laptop(folder, "kabupaten")
    fresh, _ = timed(lambda: _upsert(session, made))
    again, _ = timed(lambda: _upsert(session, [one.changed(status="draf") for one in made[: len(made) // 2]]))
    close(session)
    return fresh, again


def _upsert(session: Session, made: list[Record]) -> None:
    by_form: dict[type[Record], list[tuple[Any, ...]]] = {}
    for record in made:
        by_form.setdefault(type(record), []).append((record.id, "", 1, *to_scalars(record).values()))
    with session.database.write() as conn:
        for form, rows in by_form.items():
            names = ("id", "heads", "linear", *fields_of(form))
            updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
            quoted = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" * len(names))
            sql = f'INSERT INTO "{form.FORM}" ({quoted}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}'
            conn.exec_driver_sql(sql, rows)


def read_floor(session: Session) -> float:
    """Every row of the log, as the driver gives it."""
    with session.database.read() as conn:
        sql = "SELECT c.*, a.id, a.name, a.author FROM change c JOIN action a ON a.n = c.action"
        spent, rows = timed(lambda: conn.exec_driver_sql(sql).all())
    assert rows
    return spent


def main() -> None:
    """Measure and print; see the module."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--changes", type=int, default=20_000)
    asked.add_argument("--profile", action="store_true")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), options.changes, profile=options.profile)


def run(folder: Path, count: int, *, profile: bool) -> None:
    """Measure, with a profile of the first take-in and of everything again when asked for, and tell."""
    profiler = cProfile.Profile() if profile else None
    one = measure(folder, count, profiler)
    _tell(one)
    print(f"{one.size / one.changes:.0f} bytes a change in the file")
    size = (folder / "kabupaten" / "kampungkb.kkdb").stat().st_size
    print(f"{size / (count * 1.5):.0f} bytes a change in the database of the district, rows and search included")
    if profiler:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(28)


def measure(folder: Path, count: int, profiler: cProfile.Profile | None = None) -> Times:
    """A first file of new records, everything once more, and a file of changes to half of them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = records(count, random.Random(7))
    floors = [floor(folder / f"lantai-{n}", made) for n in range(3)]
    base, rewritten = min(one[0] for one in floors), min(one[1] for one in floors)
    officer, district = laptop(folder / "petugas", "petugas"), laptop(folder / "kabupaten", "kabupaten")
    with officer.database.read() as conn:
        begun = read.next_seq(conn, officer.device)
    seq = write(officer, made, begun)
    logged = read_floor(officer)
    out, first = timed(lambda: export(officer, folder / "1.kkb"))
    look, _ = timed(lambda: preview(district, [first.path]))
    with profiler or nullcontext():
        new, taken = timed(lambda: take_in(district, [first.path]))
    assert taken.files[0].new >= count, taken
    known, _ = timed(lambda: take_in(district, [first.path]))
    whole, second = timed(lambda: export(officer, folder / "2.kkb", full=True))
    with profiler or nullcontext():
        again, report = timed(lambda: take_in(district, [second.path]))
    assert report.files[0].changes == 0
    edit(officer, made[: count // 2], seq, based_on=begun)
    third = export(officer, folder / "3.kkb")
    changed, report = timed(lambda: take_in(district, [third.path]))
    assert report.files[0].changed == count // 2, report
    close(officer)
    close(district)
    return Times(count, base, rewritten, logged, out, look, new, known, again, changed, whole, first.size)


class Times(NamedTuple):
    """What was measured, in seconds of CPU, over so many changes; ``size`` are the bytes of the first file."""

    changes: int
    base: float
    rewritten: float
    logged: float
    out: float
    look: float
    new: float
    known: float
    again: float
    changed: float
    whole: float
    size: int


def _tell(one: Times) -> None:
    count, base = one.changes, one.base
    print(f"{count:,} changes; raw upsert {count / base / 1000:.1f} k/s, raw read {count / one.logged / 1000:.1f} k/s")
    print(f"take-in of new records      {one.new / base:5.2f} x raw upsert   (target 4)")
    print(f"preview of the same         {one.look / base:5.2f} x")
    print(f"take-in of {count // 2:,} edits     {one.changed / one.rewritten:5.2f} x raw upsert of these rows")
    print(f"the same file again         {one.new / one.known:5.0f} times faster than the first")
    print(f"everything again            {one.new / one.again:5.1f} times faster than the first (target 5)")
    print(f"export                      {one.out / base:5.2f} x raw upsert   (target 1.5); ", end="")
    print(f"{one.out / one.logged:.1f} x raw read")


if __name__ == "__main__":
    main()
