"""The power cut as an experiment: work once under the recorder, then look at as many disks as one likes.

By hand: ``python -m tests.power.cuts --cuts 1000`` prints what was tried and what was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.power.disk import Disk, Step, steps_of
from tests.power.folders import prepared
from tests.power.looking import Promised, look
from tests.power.work import WORK

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("recorder.c")


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of work: the folder before it, what was done to the disk, and the sync files when all was over."""

    before: Path
    steps: Sequence[Step]
    files: dict[str, str]


def build_recorder(goal: Path) -> Path | None:
    """Compile the recorder; ``None`` where there is no compiler for it."""
    return compiled(SOURCE, goal / "recorder.so")


def compiled(source: Path, library: Path) -> Path | None:
    """A library that is loaded before libc; ``None`` where it cannot be made."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = subprocess.run(  # noqa: PLW1510  where it cannot be compiled there is none
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread"], capture_output=True
    )
    return library if made.returncode == 0 else None


def record(recorder: Path, before: Path, scratch: Path, what: str, rounds: int, seed: int) -> Record:
    """Do the work once, on a copy of ``before``, under the recorder."""
    folder, trace = scratch / "now", scratch / "trace"
    first = scratch / "first"
    shutil.copytree(before, folder)
    inodes = {str(one.relative_to(folder)): one.stat().st_ino for one in folder.rglob("*") if one.is_file()}
    ran = subprocess.run(  # noqa: PLW1510  what it said is shown below
        _command(folder, what, rounds, seed), cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "LD_PRELOAD": str(recorder), "POWER_ROOT": str(folder), "POWER_TRACE": str(trace)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    files = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in (folder / "kirim").glob("*.kkb")}
    shutil.copytree(before, first)
    steps = list(_renumbered(steps_of(trace.read_bytes()), inodes, first))
    shutil.rmtree(folder)
    return Record(first, steps, files)


def _renumbered(steps: Iterator[Step], inodes: dict[str, int], first: Path) -> Iterator[Step]:
    """The trace speaks of the inodes of the copy that was worked on: say those of the copy that is kept."""
    known = {str(number): str((first / name).stat().st_ino) for name, number in inodes.items()}
    for step in steps:
        if step.word == "create":
            inode, _, name = step.what.partition(" ")
            known[inode] = f"new {inode}"
            yield Step(step.word, f"new-{inode} {name}", step.at, step.data)
        elif step.word in ("write", "length", "flush"):
            yield Step(step.word, known.get(step.what, step.what).replace(" ", "-"), step.at, step.data)
        else:
            yield step


def cut(done: Record, at: int, chance: random.Random, goal: Path, *, drop: float | None = None) -> str:
    """The disk after ``at`` steps, and what is wrong with it."""
    disk = Disk(done.before)
    for step in done.steps[:at]:
        disk.apply(step)
    disk.image(goal, chance, drop=drop)
    try:
        return look(goal, Promised.of(disk.acks), done.files)
    finally:
        shutil.rmtree(goal, ignore_errors=True)


def killed(before: Path, scratch: Path, what: str, rounds: int, seed: int, seconds: float) -> str:
    """The same with a real process on the real disk: killed after so many seconds."""
    folder = scratch / "killed"
    shutil.copytree(before, folder)
    process = subprocess.Popen(
        _command(folder, what, rounds, seed), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    process.stdout.readline()  # until it has begun
    acks = folder / "acks"
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    process.stdout.close()
    promised = Promised.of(acks.read_bytes() if acks.exists() else b"")
    files = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in (folder / "kirim").glob("*.kkb")}
    try:
        return look(folder, promised, files)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _command(folder: Path, what: str, rounds: int, seed: int) -> list[str]:
    return [sys.executable, "-m", "tests.power.work", str(folder), what, str(rounds), str(seed)]


def main() -> int:
    """Many cuts, shared among the kinds of work; the answer is how many disks were wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cuts", type=int, default=1_000)
    asked.add_argument("--kills", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    chance, wrong, tried = random.Random(options.seed), list[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        recorder = build_recorder(scratch)
        for number, what in enumerate(WORK):
            before = prepared(scratch / what, what)
            if recorder is not None:
                done = record(recorder, before, scratch / f"{what}-record", what, 4, number)
                for at in sorted(chance.choices(range(len(done.steps) + 1), k=options.cuts // len(WORK))):
                    found = cut(done, at, chance, scratch / "disk")
                    tried[f"{what}: cuts"] += 1
                    wrong += [f"{what} after step {at} of {len(done.steps)}: {found}"] if found else []
            for _ in range(options.kills // len(WORK)):
                found = killed(before, scratch, what, 4, number, chance.random() * 1.5)
                tried[f"{what}: kills"] += 1
                wrong += [f"{what} killed: {found}"] if found else []
    for name, count in sorted(tried.items()):
        sys.stdout.write(f"{name:<20} {count:>6}\n")
    sys.stdout.write("\n".join([*wrong, f"{sum(tried.values())} disks looked at, {len(wrong)} wrong\n"]))
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(1, main()))
