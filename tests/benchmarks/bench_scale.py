"""The one table: how everything a person does grows with the store, from 1,000 to 300,000 families, in the real window.
Ours beside a floor of the same run, and under it what a peer needs for the same families where one runs here.

Run by hand: ``python -m tests.benchmarks.bench_scale --brief 1k=FOLDER 13k=FOLDER 88k=FOLDER 300k=FOLDER [--wall]``,
smallest first; officer's and district's stores may be mixed, growth is told within a role. The folders are practice
data (``demo``, and ``python -m tests.benchmarks.stress`` for the largest): the window opens them as they are, and what
writes works on a copy beside them. Every store and every part has a process of its own; one that fails is told below
the table, and the others go on. Processor time of all threads is told, since it does not count what others do on the
machine; ``--wall`` tells what one waits. Peers: ``peers``; without them a loud line says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import bench_start, peers

AIMS = {
    "mulai, ": 4.0, "layar: ": 200.0, "layar lagi: ": 200.0, "gulir: ": 16.0, "ketik: ": 20.0,
    "memori: ": 250.0, "simpan: ": 50.0, "cetak: ": 1_500.0,
}  # fmt: skip
"""By how a figure begins: milliseconds or megabytes at most; for the start, times the floor."""
START, MEMORY, ROLE, FAILED = "mulai, ", "memori: ", "peran", "gagal"
STARTS = 3
LEAST_FLOOR = 0.5
"""A floor of less, milliseconds or megabytes, says nothing by how many times it is."""
Told = dict[str, Any]


def starts(folder: Path, floor: list[bench_start.Run], cache: str) -> Told:
    """From nothing to a filled Beranda, as whole processes, with the key known (deriving it is slow on purpose)."""
    from kampungkb_desktop.store import vault

    master = vault.unlock(folder / vault.KEYS_NAME, bench_start.PASSWORD).hex()
    bench_start.settle(folder)
    runs = []
    for _ in range(STARTS):
        floor.append(bench_start.whole(bench_start.BARE, cache))
        runs.append(bench_start.whole(
            bench_start.BERANDA, cache, "--data-dir", str(folder), KAMPUNGKB_PASSWORD=bench_start.PASSWORD,
            BENCH_MASTER=master,
        ))  # fmt: skip
    bare, ours = min(floor, key=lambda run: run.cpu), min(runs, key=lambda run: run.cpu)
    return {
        START + "Beranda terisi": (ours.cpu, min(run.marks["filled"] for run in runs) * 1000, bare.cpu),
        "memori: saat Beranda terisi": (ours.peak_mb, ours.peak_mb, bare.peak_mb),
    }


def part(module: str, folder: Path, *options: str) -> Told:
    """What another module measures, in a process of its own; a line with the reason where that failed."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", str(folder), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=bench_start.ROOT)
    sys.stderr.write("".join(f"{line}\n" for line in done.stderr.splitlines() if line.startswith("    ")))
    try:
        found: Told = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        said = [line for line in done.stderr.splitlines() if line.strip()]
        return {f"{module}: ": {FAILED: f"status {done.returncode}: {said[-1][:200] if said else 'tanpa pesan'}"}}
    return found


def guarded(name: str, work: Callable[[], Told]) -> Told:
    """Its figures, or why there are none; how long it took goes to the terminal."""
    began = time.monotonic()
    try:
        return work()
    except (Exception, SystemExit) as error:  # noqa: BLE001  the other parts and stores go on
        return {f"{name}: ": {FAILED: f"{type(error).__name__}: {error}"[:200]}}
    finally:
        print(f"  {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def aim_of(what: str) -> float | None:
    """The most it may be; ``None`` where it is only told. A peer has none."""
    return None if "|" in what else next((most for begin, most in AIMS.items() if what.startswith(begin)), None)


def in_order(stores: Sequence[tuple[str, Told]]) -> list[str]:
    """Our lines as they came, each followed by those of peers that do the same."""
    every = list(dict.fromkeys(what for _, told in stores for what in told))
    ours = [what for what in every if "|" not in what and what != ROLE]
    found = []
    for what in ours:
        found += [
            what,
            *(one for one in every if "|" in one and one not in found and what.startswith(one.split("|")[0])),
        ]
    return [*found, *(one for one in every if "|" in one and one not in found)]


def line_of(what: str, stores: Sequence[tuple[str, Told]], at: int) -> tuple[str, ...]:
    """One line; ``at`` is 0 for processor time, 1 for what one waits."""
    have = {name: told[what] for name, told in stores if isinstance(told.get(what), list | tuple)}
    values = [have[name][at] for name in have]
    aim, floor = aim_of(what), next(reversed(have.values()))[2]
    compared = values[-1] / floor if what.startswith(START) and floor else values[-1]
    times = f"{values[-1] / floor:.1f}" if floor >= LEAST_FLOOR else ""
    words = f"  {what.partition('|')[2]}" if "|" in what else what
    shown = (f"{have[name][at]:.1f}" if name in have else "" for name, _ in stores)
    return (
        words, *shown, f"{floor:.1f}" if floor else "",
        times, grown(what, stores, at), "" if aim is None else f"{aim:g}{' kali' if what.startswith(START) else ''}",
        "" if aim is None else "ya" if compared <= aim else "TIDAK",
    )  # fmt: skip


def grown(what: str, stores: Sequence[tuple[str, Told]], at: int) -> str:
    """From the smallest to the largest store of a role; peers know no role."""
    told: list[str] = []
    for role in ("kabupaten", "petugas", None) if "|" not in what else (None,):
        values = [
            one[what][at] for _, one in stores
            if isinstance(one.get(what), list | tuple) and (role is None or one.get(ROLE) == role)
        ]  # fmt: skip
        if len(values) > 1 and values[0] and (role is not None or not told):
            told.append(f"{values[-1] / values[0]:.2f}")
    return " / ".join(told[:2] if "|" not in what else told)


def lines(stores: Sequence[tuple[str, Told]], *, wall: bool) -> list[tuple[str, ...]]:
    """The table: what, each store, the floor and the ratio of the largest, growth from smallest to largest, the aim."""
    head = (f"{name} ({str(told.get(ROLE, '?'))[:3]})" for name, told in stores)
    made = [("apa", *head, "lantai", "kali", "tumbuh", "batas", "tercapai")]
    there = (what for what in in_order(stores) if any(isinstance(told.get(what), list | tuple) for _, told in stores))
    return [*made, *(line_of(what, stores, int(wall)) for what in there)]


def failures(stores: Sequence[tuple[str, Told]]) -> list[str]:
    """What could not be measured, and why."""
    return [
        f"{name}: {what.partition('|')[2] or what.rstrip(': ')}: {told[what][FAILED]}"
        for name, told in stores for what in told if isinstance(told[what], dict)
    ]  # fmt: skip


def show(table: Sequence[Sequence[str]]) -> None:
    """Print it; words stand left, figures right."""
    widths = [max(len(line[at]) for line in table) for at in range(len(table[0]))]
    for line in table:
        cells = [
            line[0].ljust(widths[0]),
            *(text.rjust(width) for text, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print("  ".join(cells).rstrip())


def measure(stores: Sequence[str], *, brief: bool = True, keep: Path | None = None) -> list[tuple[str, Told]]:
    """Each of ``NAME=FOLDER``, one after the other; what ``keep`` holds already is not measured again."""
    measured: list[tuple[str, Told]] = []
    if keep is not None and keep.exists():
        measured = [(name, told) for name, told in json.loads(keep.read_text())]
    floor: list[bench_start.Run] = []
    once = ("--brief",) if brief else ()
    with tempfile.TemporaryDirectory() as cache:
        for one in stores:
            name, _, folder = one.partition("=")
            if any(name == known for known, _ in measured):
                continue
            print(f"{name} …", file=sys.stderr, flush=True)
            path = Path(folder)
            works: tuple[tuple[str, Callable[[], Told]], ...] = (
                ("mulai", partial(starts, path, floor, cache)),
                ("layar", partial(part, "scale_store", path, *once)),
                ("simpan, cetak, kirim", partial(part, "scale_deeds", path, *once)),
                ("pembanding", partial(peers.measure, path)),
            )
            told: Told = {}
            for words, work in works:
                told |= guarded(words, work)
            measured.append((name, told))
            if keep is not None:
                keep.write_text(json.dumps(measured))
    return measured


def short(table: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Without second visits, and without the memory after each screen but the start's and the last."""
    return [
        one for one in table
        if " lagi: " not in one[0] and (MEMORY not in one[0] or " saat " in one[0] or " sesudah " in one[0])
    ]  # fmt: skip


def main() -> int:
    """Measure each store, smallest first, and print the one table; 1 where an aim is missed or a part failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stores", nargs="+", help="NAME=FOLDER, smallest first")
    options.add_argument("--wall", action="store_true", help="tell what one waits instead of processor time")
    options.add_argument("--brief", action="store_true", help="without the memory after each screen and second visits")
    options.add_argument("--keep", type=Path, help="write what was measured there, or go on from it")
    chosen = options.parse_args()
    measured = measure(chosen.stores, brief=chosen.brief, keep=chosen.keep)
    table = lines(measured, wall=chosen.wall)
    show(short(table) if chosen.brief else table)
    print("tumbuh: dari toko terkecil ke terbesar, kabupaten / petugas")
    failed = failures(measured)
    print("\n".join(f"GAGAL {one}" for one in failed))
    return 1 if failed or any(line[-1] == "TIDAK" for line in table) else 0


if __name__ == "__main__":
    sys.exit(main())
