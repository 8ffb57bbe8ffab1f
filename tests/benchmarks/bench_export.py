"""What an export costs beside the raw read of the same rows, in pairs of runs. By hand:
``python -m tests.benchmarks.bench_export [--changes N]``.

The raw read is what any reader of the log does: every column of every change and of its action, through the cipher,
as Python values; it neither chooses nor counts nor writes. Each pair opens the file anew for both (what a first export
meets), or asks one open file twice (pages in memory). Processor time, the median of the pairs; wall time beside it.
The bare way is the least that any export of this format does: one text per change out of the database, squeezed,
hashed, sealed, written and read back; nothing else about it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyrage

from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session, close, open_session
from kampungkb_desktop.bundle.zipped import squeezing
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from kampungkb_desktop.store.read import lines
from tests.benchmarks import bench_take_in as base
from tests.benchmarks.figure import Figure, show

PAIRS = 7
AIM = 1.5
"""Issue 4: an export within so many times the raw read."""


class Cost(NamedTuple):
    """Seconds of processor and of the clock on the wall."""

    work: float
    wall: float


def main() -> None:
    """Measure and print; see the module."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--changes", type=int, default=20_000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), base.records(options.changes, random.Random(7)))
    show(figures)
    sys.exit(0 if all(one.holds() for one in figures) else 1)


def run(folder: Path, made: list[Record]) -> list[Figure]:
    """Every figure of an export of these records."""
    place = folder / "asal"
    officer = base.laptop(place, "petugas")
    with officer.database.read() as conn:
        first = read.next_seq(conn, officer.device)
    base.write(officer, made, first)
    close(officer)
    export_once(place, folder, full=True)  # what is loaded and noted once for all is paid here
    return [*cold(folder, place), *warm(folder, place)]


def cold(folder: Path, place: Path) -> list[Figure]:
    """From a file that was just opened, each time another copy of it."""
    whole, new, raw = list[Cost](), list[Cost](), list[Cost]()
    for number in range(PAIRS):
        copy = Path(shutil.copytree(place, folder / f"salinan-{number}"))
        raw.append(_with(copy, raw_read))
        whole.append(export_once(copy, folder, full=True))
        shutil.rmtree(copy)
    for number in range(PAIRS):
        copy = Path(shutil.copytree(place, folder / f"baru-{number}"))
        _forget_what_was_sent(copy)
        new.append(export_once(copy, folder, full=False))
        shutil.rmtree(copy)
    said = "raw read, file just opened"
    return [
        *_paired("export of what is new", new, raw, said),
        *_paired("export of everything", whole, raw, said),
    ]


def warm(folder: Path, place: Path) -> list[Figure]:
    """From one open file, its pages in memory."""
    session = open_session(place, base.PASSWORD, clock=lambda: base.NOON)
    raw, ours, bare = list[Cost](), list[Cost](), list[Cost]()
    raw_read(session)
    for number in range(PAIRS):
        raw.append(_cost(lambda: raw_read(session)))
        path = folder / f"lagi-{number}.kkb"
        ours.append(_cost(lambda path=path: export(session, path, full=True)))  # type: ignore[misc]
        bare.append(_cost(lambda path=path: bare_way(session, path.with_suffix(".bare"))))  # type: ignore[misc]
    close(session)
    return [
        *_paired("export of everything, once more", ours, raw, "raw read, pages in memory"),
        Figure("the same", _ms(ours), _ms(bare), "the bare way: text, deflate, hash, age, disk", times=1.3),
    ]


def export_once(place: Path, folder: Path, *, full: bool) -> Cost:
    """What one export out of a file that was just opened costs; opening is not counted."""
    return _with(place, lambda session: export(session, folder / "berkas.kkb", full=full))


def raw_read(session: Session) -> None:
    """Every row of the log with its action, as the driver gives it."""
    with session.database.read() as conn:
        sql = "SELECT c.*, a.id, a.name, a.author FROM change c JOIN action a ON a.n = c.action"
        assert conn.exec_driver_sql(sql).all()


def bare_way(session: Session, target: Path) -> None:
    """The least there is to do for a file of all changes."""
    packing, digest, packed = squeezing(), hashlib.sha256(), list[bytes]()
    with session.database.read() as conn:
        crc = 0
        for rows in lines.lines_since(conn, session.device, (), {session.device: 0}):
            text = "".join([row[2] for row in rows]).encode()
            digest.update(text)
            crc = zlib.crc32(text, crc)
            packed.append(packing.compress(text))
    packed.append(packing.flush())
    key = pyrage.x25519.Identity.generate().to_public()
    with target.open("wb") as out:
        out.write(pyrage.encrypt(b"".join(packed), [key]))
        out.flush()
        os.fsync(out.fileno())
    hashlib.sha256(target.read_bytes())


def _forget_what_was_sent(place: Path) -> None:
    session = open_session(place, base.PASSWORD, clock=lambda: base.NOON)
    with session.database.write() as conn:
        conn.exec_driver_sql("UPDATE peer SET seen = ''")
    close(session)


def _with(place: Path, work: Callable[[Session], object]) -> Cost:
    session = open_session(place, base.PASSWORD, clock=lambda: base.NOON)
    cost = _cost(lambda: work(session))
    close(session)
    return cost


def _cost(work: Callable[[], object]) -> Cost:
    wall, spent = time.perf_counter(), time.process_time()
    work()
    return Cost(time.process_time() - spent, time.perf_counter() - wall)


def _paired(what: str, ours: list[Cost], floors: list[Cost], said: str) -> list[Figure]:
    """The median of the pairs; on the wall only told, for other work on the machine is in it."""
    ratio = median(one.work / floor.work for one, floor in zip(ours, floors, strict=True))
    walls = median(one.wall / floor.wall for one, floor in zip(ours, floors, strict=True))
    floor, wall = _ms(floors), median(one.wall for one in floors) * 1000
    return [
        Figure(what, ratio * floor, floor, said, times=AIM),
        Figure(f"{what}, on the wall", walls * wall, wall, said),
    ]


def _ms(costs: list[Cost]) -> float:
    return median(one.work for one in costs) * 1000


if __name__ == "__main__":
    main()
