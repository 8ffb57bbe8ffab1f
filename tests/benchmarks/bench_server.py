"""Taking in on a real PostgreSQL server of this machine: one worker and several, as ratios to a bare ``executemany``
upsert of the same rows through psycopg in the same run. By hand: ``python -m tests.benchmarks.bench_server
[--changes N] [--files F]``.

Targets: one worker at most 4 times the raw upsert, by the processor seconds of both sides together, so that other work
on the machine counts little; several workers faster than one by the clock, where the machine has nothing else to do.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kampungkb_desktop.actions import office_server, take_in_workers
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session, close, open_session
from kampungkb_desktop.actions.take_in_report import TAKEN, FileReport
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.record import Record, fields_of, to_scalars
from kampungkb_desktop.store import read
from kampungkb_desktop.store.server import connect
from tests.benchmarks.bench_take_in import PASSWORD, laptop, records, write
from tests.postgres import Cluster, cluster

WORKERS = (1, 2, 3, 4)
MOST = 4.0


class Spent(NamedTuple):
    """Seconds: of processors here and at the server, and by the clock."""

    here: float
    there: float
    clock: float

    @property
    def both(self) -> float:
        return self.here + self.there


def timed(server: Cluster, work: Callable[[], object]) -> Spent:
    here, there, clock = time.process_time(), server.processor_seconds(), time.perf_counter()
    work()
    return Spent(time.process_time() - here, server.processor_seconds() - there, time.perf_counter() - clock)


def files_of(folder: Path, files: int, changes: int) -> tuple[list[Path], list[Record]]:
    """A first file of each of several officers, and all records in them."""
    paths, everything = list[Path](), list[Record]()
    for n in range(files):
        officer = laptop(folder / f"petugas-{n}", "petugas")
        made = records(changes // files, random.Random(n))
        with officer.database.read() as conn:
            first = read.next_seq(conn, officer.device)
        write(officer, made, first)
        paths.append(export(officer, folder / f"petugas-{n}.kkb").path)
        everything += made
        close(officer)
    return paths, everything


def raw(server: Cluster, made: Sequence[Record]) -> Spent:
    """The rows of all records by the driver alone, in one transaction, into the same tables with their indexes."""
    by_form: dict[type[Record], list[tuple[Any, ...]]] = {}
    for record in made:
        values = (int(one) if isinstance(one, bool) else one for one in to_scalars(record).values())
        by_form.setdefault(type(record), []).append((record.id, "", 1, *values))
    with connect(server.office("raw", FORMS)) as bare:
        return timed(server, lambda: _upsert(bare, by_form))


def _upsert(bare: Any, by_form: dict[type[Record], list[tuple[Any, ...]]]) -> None:
    with bare.transaction(), bare.cursor() as cursor:
        for form, rows in by_form.items():
            names = ("id", "heads", "linear", *fields_of(form))
            quoted, marks = ", ".join(f'"{one}"' for one in names), ", ".join(["%s"] * len(names))
            sets = ", ".join(f'"{one}" = excluded."{one}"' for one in names[1:])
            cursor.executemany(
                f'INSERT INTO "{form.FORM}" ({quoted}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}', rows
            )


def take(server: Cluster, session: Session, paths: Sequence[Path], workers: int) -> Spent:
    """Take all files in."""
    found: list[tuple[Path, take_in_workers.Outcome]] = []
    spent = timed(server, lambda: found.extend(take_in_workers.outcomes(session, paths, Progress(), workers)))
    for _path, outcome in found:
        assert isinstance(outcome, FileReport), outcome
        assert outcome.result == TAKEN
    return spent


def at_the_office(folder: Path, template: Path, server: Cluster | None) -> Session:
    """A fresh district, in a file or on the server."""
    shutil.copytree(template, folder)
    session = open_session(folder, PASSWORD)
    return session if server is None else office_server.join(session, server.office("office", FORMS))


def main() -> None:
    """Measure and print; see the module."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--changes", type=int, default=24_000)
    asked.add_argument("--files", type=int, default=8)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name, cluster() as server:
        folder = Path(name)
        paths, made = files_of(folder, options.files, options.changes)
        close(laptop(folder / "kabupaten", "kabupaten"))
        floor = min((raw(server, made) for _ in range(3)), key=lambda one: one.both)
        _tell("raw executemany upsert, psycopg", floor, floor)
        for workers in (0, *WORKERS):
            kind = "file (SQLite)" if not workers else f"server, {workers} worker{'s' if workers > 1 else ''}"
            session = at_the_office(folder / f"kantor-{workers}", folder / "kabupaten", server if workers else None)
            spent = take(server, session, paths, workers or 1)
            close(session)
            _tell(f"take-in, {kind}", spent, floor)
            if workers == 1 and spent.both > MOST * floor.both:
                print(f"MISSED: at most {MOST:g} times")


def _tell(what: str, spent: Spent, floor: Spent) -> None:
    times = f"{spent.both / floor.both:5.2f} x the raw upsert"
    print(
        f"{what:34} {spent.here:6.2f} s here + {spent.there:6.2f} s there   {times}   {spent.clock:6.2f} s by the clock"
    )


if __name__ == "__main__":
    main()
