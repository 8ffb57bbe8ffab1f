"""What encryption at rest costs: the same build with and without it, in one run, in turns, medians of CPU time.

By hand: ``python -m tests.benchmarks.bench_encryption [--changes N] [--rounds N]``. Targets: taking in and a warm
search at most 1.25 times plain, saving one record at most 2 times, unlock under a second. Plain is the same driver
without a key: nothing else differs. Exit status 1 when a figure does not hold.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from sqlcipher3 import dbapi2

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import connect, lists, read, vault
from tests.benchmarks import bench_take_in
from tests.benchmarks.figure import Figure, show

TYPED = ("ahmad", "ahm", "melati 1", "ahmad 12", "rt 007", "siti 4", "jalan", "64030")
SAVES, SEARCHES = 40, 4
"""Of each per round."""


def bare(path: Path, key: bytes) -> Any:
    """As ``connect.raw``, without a key: plain SQLite by the same driver."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA cache_size = -8192")
    return connection


@contextmanager
def plainly(plain: bool) -> Iterator[None]:
    """Open files without encryption, within."""
    kept = connect.raw
    if plain:
        connect.raw = bare
    try:
        yield
    finally:
        connect.raw = kept


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1_000


def wall(work: Callable[[], object]) -> float:
    """Milliseconds that one waits."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1_000


def searching(session: Session) -> None:
    """What the list of families does while one types, its pages in memory."""
    with session.database.read() as conn:
        for _ in range(SEARCHES):
            for words in TYPED:
                found = lists.family_ids(conn, text=words)
                lists.family_rows(conn, found[:40])


def saving(session: Session, families: list[Family], at: int) -> None:
    """Save families one by one, as a person does."""
    for turn in range(SAVES):
        one = families[(at + turn) % len(families)]
        save(session, "Simpan keluarga", [one.changed(address=f"Jalan Anggrek {at}-{turn}")])


def measured(folder: Path, sent: Path, plain: bool, figures: dict[tuple[str, bool], list[float]], turn: int) -> None:
    """One round in one way: take in, search, save."""
    with plainly(plain):
        district = bench_take_in.laptop(folder / f"{'plain' if plain else 'sealed'}-{turn}", "kabupaten")
        figures.setdefault(("take in", plain), []).append(cpu(lambda: take_in(district, [sent])))
        searching(district)  # the first time reads and opens the pages
        figures.setdefault(("search", plain), []).append(cpu(lambda: searching(district)))
        with district.database.read() as conn:
            families = read.records(conn, Family, limit=200)
        saving(district, families, 0)
        figures.setdefault(("save", plain), []).append(cpu(lambda: saving(district, families, 1)) / SAVES)
        figures.setdefault(("save, waited", plain), []).append(wall(lambda: saving(district, families, 2)) / SAVES)
        close(district)


def unlocking(folder: Path) -> float:
    """From the password to an open session, on the cost that this machine bears: the middle of five."""
    keys = folder / vault.KEYS_NAME
    master = vault.unlock(keys, bench_take_in.PASSWORD)
    vault.change_password(keys, master, bench_take_in.PASSWORD)

    def unlock() -> None:
        close(sessions.open_session(folder, bench_take_in.PASSWORD, clock=lambda: bench_take_in.NOON))

    return median(wall(unlock) for _ in range(5))


def figures_of(folder: Path, changes: int, rounds: int) -> list[Figure]:
    """Every figure; the two ways in turns, so that what else the machine does falls on both."""
    officer = bench_take_in.laptop(folder / "petugas", "petugas")
    with officer.database.read() as conn:
        first = read.next_seq(conn, officer.device)
    bench_take_in.write(officer, bench_take_in.records(changes, random.Random(7)), first)
    sent = export(officer, folder / "1.kkb").path
    close(officer)
    told: dict[tuple[str, bool], list[float]] = {}
    began = time.perf_counter()
    for turn in range(rounds):
        for plain in (turn % 2 == 0, turn % 2 != 0):
            measured(folder, sent, plain, told, turn)
        print(f"round {turn + 1} of {rounds}, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    limits = {"take in": 1.25, "search": 1.25, "save": 2.0, "save, waited": None}
    made = [
        Figure(what, median(told[what, False]), median(told[what, True]), "the same, not encrypted", times=limit)
        for what, limit in limits.items()
    ]
    made.append(Figure("unlock", unlocking(folder / "petugas"), 1_000.0, "one second", most=1_000.0))
    return made


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--changes", type=int, default=20_000)
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        figures = figures_of(Path(place), options.changes, options.rounds)
    show(figures)
    return 0 if all(one.holds() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
