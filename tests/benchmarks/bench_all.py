"""Every figure that the product promises, in one table, on an officer's database of 15 villages and 13,000 families.

Run by hand: ``python tests/benchmarks/bench_all.py [--data-dir PRACTICE] [--rounds N] [--processor-time]``. Without a
practice database one is made for the run, which takes a minute. ``--scale 1k=FOLDER 88k=FOLDER …`` adds how every
screen, letter and start grows over stores of several sizes. Exit status 1 when a figure does not hold.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import close
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.store import read
from tests.benchmarks import bench_scale, bench_start, bench_take_in
from tests.benchmarks.figure import Figure, show

OFFICER = ("--villages", "15", "--families", "13000")


def practice(folder: Path) -> Path:
    """A practice database of an officer's size."""
    command = (sys.executable, "-m", "kampungkb_desktop", "--data-dir", str(folder), "demo", *OFFICER)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=bench_start.ROOT)
    return folder


def taking_in(folder: Path, count: int = 20_000) -> list[Figure]:
    """A district takes in an officer's first file, against a bare upsert of the same rows; processor time."""
    made = bench_take_in.records(count, random.Random(7))
    floor = min(bench_take_in.floor(folder / f"floor-{turn}", made)[0] for turn in range(3))
    officer = bench_take_in.laptop(folder / "petugas", "petugas")
    district = bench_take_in.laptop(folder / "kabupaten", "kabupaten")
    with officer.database.read() as conn:
        first = read.next_seq(conn, officer.device)
    bench_take_in.write(officer, made, first)
    sent = export(officer, folder / "1.kkb")
    ours, _ = bench_take_in.timed(lambda: take_in(district, [sent.path]))
    for session in (officer, district):
        close(session)
    return [Figure("taking in 20,000 changes", ours * 1000, floor * 1000, "bare upsert of the same rows", times=4)]


def screens(folder: Path, *, processor_time: bool) -> list[Figure]:
    """The open window, in a process of its own: its memory is measured too."""
    command = [sys.executable, str(Path(__file__).with_name("bench_screens.py")), "--data-dir", str(folder), "--json"]
    command += ["--processor-time"] if processor_time else []
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return [Figure(*one) for one in json.loads(told.splitlines()[-1])]


def main() -> int:
    """Measure one after the other."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data-dir", type=Path, help="a practice database to measure on (it is not changed)")
    options.add_argument("--rounds", type=int, default=11)
    options.add_argument("--processor-time", action="store_true", help="for a machine that does other work too")
    options.add_argument("--scale", nargs="+", default=(), metavar="NAME=FOLDER", help="how it grows over these stores")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.data_dir or practice(Path(made) / "officer")
        figures = bench_start.measure(folder, chosen.rounds)
        figures += screens(folder, processor_time=chosen.processor_time)
        figures += taking_in(Path(made))
    show(figures)
    if chosen.scale:
        print()
        bench_scale.show(bench_scale.short(bench_scale.lines(bench_scale.measure(chosen.scale), wall=False)))
    return 0 if all(one.holds() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
