"""What sync promises, in one run and one table: against raw upserts, a raw read, a plain zip, and Morango on the same
records. By hand: ``python -m tests.benchmarks.bench_sync [--changes N] [--no-morango] [--million]``.

Processor time throughout. The raw upsert writes the same rows into the same tables of the same encrypted engine; of
the raw read says ``bench_export``, which measures the exports; the plain zip is the same answers as JSON lines,
deflated, with nothing else about them. Exit status 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import close
from kampungkb_desktop.forms.record import Record, to_scalars
from kampungkb_desktop.store import read
from tests.benchmarks import bench_export
from tests.benchmarks import bench_take_in as base
from tests.benchmarks.bench_morango import measure as morango_measured
from tests.benchmarks.figure import Figure, show

MONTH = 8_000
"""Changes of a busy officer in a month: two thousand a week."""
MEGABYTE = 1_000_000


def main() -> None:
    """Measure and print; see the module."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--changes", type=int, default=20_000)
    asked.add_argument("--no-morango", action="store_true")
    asked.add_argument("--morango-python", type=Path, help="one that has Morango installed already")
    asked.add_argument("--million", action="store_true", help="also the memory of taking in a million changes")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), options)
    show(figures)
    sys.exit(0 if all(one.holds() for one in figures) else 1)


def run(folder: Path, options: argparse.Namespace) -> list[Figure]:
    """Every figure of the table."""
    made = base.records(options.changes, random.Random(7))
    times = base.measure(folder / "ours", options.changes)
    zipped = plain_zip(folder, made)
    exported = bench_export.run(folder / "kirim", made)
    figures = [*_against_floors(times), *exported, *_against_zip(times, zipped), month(folder)]
    if not options.no_morango:
        there = morango_measured(folder / "morango", made, options.morango_python)
        if there is not None:
            figures += [
                Figure("export, against Morango", ms(times.out), ms(there.export), "Morango's export", times=1),
                Figure("take-in, against Morango", ms(times.new), ms(there.take_in), "Morango's take-in", times=1),
                Figure(
                    "size, against Morango", times.size / 1e3, there.size / 1e3, "its JSON, unpacked", "kB", times=1
                ),
            ]
    if options.million:
        figures.append(memory())
    return figures


def _against_floors(one: base.Times) -> list[Figure]:
    base_ms = ms(one.base)
    return [
        Figure("take-in of new records", ms(one.new), base_ms, "raw upsert", times=4),
        Figure("preview of the same", ms(one.look), base_ms, "raw upsert", times=4),
        Figure("take-in of edits to half", ms(one.changed), ms(one.rewritten), "raw upsert of these rows", times=4),
        Figure("the same file again", ms(one.known), ms(one.new), "the first take-in", times=0.2),
        Figure("known changes in another file", ms(one.again), ms(one.new), "the first take-in", times=0.2),
    ]


def _against_zip(one: base.Times, zipped: tuple[float, float, int]) -> list[Figure]:
    out, into, size = zipped
    return [
        Figure("export", ms(one.out), ms(out), "a plain zip of the answers"),
        Figure("take-in", ms(one.new), ms(into), "unpacking that zip"),
        Figure("size", one.size / 1e3, size / 1e3, "that zip", "kB"),
    ]


def plain_zip(folder: Path, made: list[Record]) -> tuple[float, float, int]:
    """Seconds of writing the answers as JSON lines into a zip, of reading them back, and its bytes."""
    path = folder / "plain.zip"

    def write() -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr("records.jsonl", "\n".join(json.dumps([one.id, to_scalars(one)]) for one in made))

    def unpack() -> int:
        with zipfile.ZipFile(path) as archive:
            return sum(1 for line in archive.read("records.jsonl").splitlines() if json.loads(line))

    out, _ = base.timed(write)
    into, count = base.timed(unpack)
    assert count == len(made)
    return out, into, path.stat().st_size


def month(folder: Path) -> Figure:
    """The size of one officer's month without photos: new records and edits of them."""
    officer = base.laptop(folder / "sebulan", "petugas")
    made = base.records(MONTH * 2 // 3, random.Random(11))
    with officer.database.read() as conn:
        first = read.next_seq(conn, officer.device)
    following = base.write(officer, made, first)
    base.edit(officer, made[: MONTH // 3], following, based_on=first)
    sent = export(officer, folder / "sebulan.kkb")
    close(officer)
    return Figure("a month of one officer, no photos", sent.size / 1e3, 1e3, "a megabyte", "kB", times=1)


def memory() -> Figure:
    """The most memory of a process that takes in a million changes."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_memory"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(done.stdout.strip())
    peak, before = json.loads(done.stdout.strip().splitlines()[-1])
    return Figure("memory of taking in 1,000,000 changes", peak, before, "the same process before it", "MB", most=500)


def ms(seconds: float) -> float:
    """Milliseconds."""
    return seconds * 1000


if __name__ == "__main__":
    main()
