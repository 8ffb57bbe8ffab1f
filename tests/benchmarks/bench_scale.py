"""How everything a person does grows with the store: one table over stores of 1,000 to 300,000 families, in the real
window, each figure beside a floor of the same run.

Run by hand: ``python -m tests.benchmarks.bench_scale 1k=FOLDER 13k=FOLDER 88k=FOLDER 300k=FOLDER [--wall]``, smallest
first. The folders are practice data (``demo``, and ``python -m tests.benchmarks.stress`` for the largest); they are
opened as they are, so that a store of some gigabytes need not be copied. Every store has a process of its own.
Processor time of all threads is told, since it does not count what others do on the machine; ``--wall`` tells what one
waits. No peer of this kind runs on this machine: the floors are a bare Qt window, a plain table and raw queries.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import bench_start

AIMS = {
    "mulai, ": 4.0, "layar: ": 200.0, "layar lagi: ": 200.0, "isi: ": 200.0, "gulir: ": 16.0, "ketik: ": 20.0,
    "memori: ": 250.0,
}  # fmt: skip
"""By how a figure begins: milliseconds or megabytes at most; for the start, times the floor."""
START, MEMORY = "mulai, ", "memori: "
STARTS = 3
Told = dict[str, tuple[float, float, float]]


def starts(folder: Path, floor: list[bench_start.Run], cache: str) -> Told:
    """From nothing to a filled Beranda, as whole processes, with the key known (deriving it is slow on purpose)."""
    from kampungkb_desktop.store import vault

    master = vault.unlock(folder / vault.KEYS_NAME, bench_start.PASSWORD).hex()
    runs = []
    for _ in range(STARTS):
        floor.append(bench_start.whole(bench_start.BARE, cache))
        runs.append(bench_start.whole(
            bench_start.BERANDA, cache, "--data-dir", str(folder), KAMPUNGKB_PASSWORD=bench_start.PASSWORD,
            BENCH_MASTER=master,
        ))  # fmt: skip
    bare, ours = min(floor, key=lambda run: run.cpu), min(runs, key=lambda run: run.cpu)
    wall = min(run.marks["filled"] for run in runs) * 1000
    return {
        START + "Beranda terisi": (ours.cpu, wall, bare.cpu),
        "memori: saat Beranda terisi": (ours.peak_mb, ours.peak_mb, bare.peak_mb),
    }


def window(folder: Path) -> Told:
    """What ``scale_store`` measures, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.scale_store", str(folder)]
    told = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=bench_start.ROOT
    ).stdout
    found: Told = {name: tuple(values) for name, values in json.loads(told.splitlines()[-1]).items()}
    return found


def aim_of(what: str) -> float | None:
    """The most it may be; ``None`` where it is only told."""
    return next((most for beginning, most in AIMS.items() if what.startswith(beginning)), None)


def lines(stores: Sequence[tuple[str, Told]], *, wall: bool) -> list[tuple[str, ...]]:
    """The table: what, each store, the floor and the ratio of the largest, growth from smallest to largest, the aim."""
    made = [("apa", *(name for name, _ in stores), "lantai", "kali", "tumbuh", "batas", "tercapai")]
    for what in dict.fromkeys(what for _, told in stores for what in told):
        values = [told[what][1 if wall else 0] if what in told else None for _, told in stores]
        have = [value for value in values if value is not None]
        floor, aim = [told[what][2] for _, told in stores if what in told][-1], aim_of(what)
        compared = have[-1] / floor if what.startswith(START) else have[-1]
        grown = f"{have[-1] / have[0]:.2f}" if len(have) > 1 and have[0] else ""
        holds = "" if aim is None else "ya" if compared <= aim else "TIDAK"
        made.append((
            what, *("" if value is None else f"{value:.1f}" for value in values), f"{floor:.1f}" if floor else "",
            f"{have[-1] / floor:.1f}" if floor else "", grown,
            "" if aim is None else f"{aim:g}{' kali' if what.startswith(START) else ''}", holds,
        ))  # fmt: skip
    return made


def show(table: Sequence[Sequence[str]]) -> None:
    """Print it; words stand left, figures right."""
    widths = [max(len(line[at]) for line in table) for at in range(len(table[0]))]
    for line in table:
        cells = [
            line[0].ljust(widths[0]),
            *(text.rjust(width) for text, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print("  ".join(cells).rstrip())


def measure(stores: Sequence[str]) -> list[tuple[str, Told]]:
    """Each of ``NAME=FOLDER``, one after the other."""
    measured: list[tuple[str, Told]] = []
    floor: list[bench_start.Run] = []
    with tempfile.TemporaryDirectory() as cache:
        for one in stores:
            name, _, folder = one.partition("=")
            print(f"{name} …", file=sys.stderr, flush=True)
            measured.append((name, {**starts(Path(folder), floor, cache), **window(Path(folder))}))
    return measured


def short(table: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Without second visits, and without the memory after each screen but the start's and the last."""
    return [
        one for one in table
        if " lagi: " not in one[0] and (MEMORY not in one[0] or " saat " in one[0] or " sesudah " in one[0])
    ]  # fmt: skip


def main() -> int:
    """Measure each store, smallest first, and print the one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stores", nargs="+", help="NAME=FOLDER, smallest first")
    options.add_argument("--wall", action="store_true", help="tell what one waits instead of processor time")
    options.add_argument("--brief", action="store_true", help="without the memory after each screen and second visits")
    chosen = options.parse_args()
    table = lines(measure(chosen.stores), wall=chosen.wall)
    if chosen.brief:
        table = short(table)
    show(table)
    return 1 if any(line[-1] == "TIDAK" for line in table) else 0


if __name__ == "__main__":
    sys.exit(main())
