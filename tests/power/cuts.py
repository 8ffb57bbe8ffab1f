"""The power cut as an experiment: work once under the recorder, then look at as many disks as one likes.

By hand: ``python -m tests.power.cuts --cuts 1000 --kills 1000`` prints what was tried and what was found. Cuts are
looked at in memory where the machine has such a folder; processes are killed on the real disk.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.power.disk import ACKS, Disk, Step, steps_of
from tests.power.folders import prepared
from tests.power.looking import Promised, look
from tests.power.runner import Runner
from tests.power.trying import Tried, in_memory, jobs_and_seed, try_all
from tests.power.work import WORK

SOURCE = Path(__file__).with_name("recorder.c")
ROUNDS = 4
LATE = "late"
"""The answer where a process had ended before it could be killed."""


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


def record(runner: Runner, before: Path, scratch: Path, what: str, rounds: int, seed: int) -> Record:
    """Do the work once, on a copy of ``before``, in a runner with the recorder."""
    folder, trace = scratch / "now", scratch / "trace"
    first = scratch / "first"
    shutil.copytree(before, folder)
    inodes = {str(one.relative_to(folder)): one.stat().st_ino for one in folder.rglob("*") if one.is_file()}
    ended = runner.do(
        folder, what, rounds, seed, environment={"POWER_ROOT": str(folder), "POWER_TRACE": str(trace)}
    )  # fmt: skip
    assert ended.status == 0, ended.said
    files = sent_files(folder)
    shutil.copytree(before, first)
    steps = list(_renumbered(steps_of(trace.read_bytes()), inodes, first))
    shutil.rmtree(folder)
    return Record(first, steps, files)


def sent_files(folder: Path) -> dict[str, str]:
    """The sync files by name, with the hash of each."""
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in (folder / "kirim").glob("*.kkb")}


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


def killed(runner: Runner, before: Path, scratch: Path, what: str, rounds: int, seed: int, seconds: float) -> str:
    """The same with a real process on the real disk: killed so many seconds after it began. What is wrong; LATE where
    it had ended by then."""
    folder = scratch / "killed"
    shutil.copytree(before, folder)
    try:
        ended = runner.do(folder, what, rounds, seed, kill_after=seconds)
        if ended.status not in (0, -signal.SIGKILL):
            return f"ended by itself: {ended.status} {ended.said}"
        acks = folder / ACKS
        promised = Promised.of(acks.read_bytes() if acks.exists() else b"")
        return look(folder, promised, sent_files(folder)) or (LATE if ended.status == 0 else "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lasting(runner: Runner, before: Path, scratch: Path, what: str, rounds: int) -> float:
    """Seconds that the work takes when nobody kills it."""
    folder = scratch / "undisturbed"
    shutil.copytree(before, folder)
    try:
        ended = runner.do(folder, what, rounds, 1)
        assert ended.status == 0, ended.said
        return ended.seconds
    finally:
        shutil.rmtree(folder)


def _cut_one_kind(number: int, what: str, asked: argparse.Namespace) -> Tried:
    """As many cuts of one kind of work as are its share."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as place:
        scratch, chance = Path(place), random.Random(f"{asked.seed} {what}")
        recorder = build_recorder(scratch)
        assert recorder is not None, "no C compiler"
        before = prepared(scratch / "prepared", what)
        with Runner(recorder) as runner:
            done = record(runner, before, scratch / "record", what, ROUNDS, number)
        for at in sorted(chance.choices(range(len(done.steps) + 1), k=math.ceil(asked.cuts / len(WORK)))):
            found = cut(done, at, chance, scratch / "disk")
            yield f"{what}: cuts", f"{what} after step {at} of {len(done.steps)}: {found}" if found else ""


def _kill_one_kind(number: int, what: str, asked: argparse.Namespace) -> Tried:
    """As many kills; a process that had ended by then is no kill and does not count."""
    with tempfile.TemporaryDirectory() as place, Runner() as runner:
        scratch, chance = Path(place), random.Random(f"{asked.seed} {what}")
        before = prepared(scratch / "prepared", what)
        long = lasting(runner, before, scratch, what, ROUNDS)
        left = math.ceil(asked.kills / len(WORK))
        for _ in range(4 * left):
            after = chance.uniform(0, long)
            found = killed(runner, before, scratch, what, ROUNDS, number, after)
            long *= 0.8 if found == LATE else 1.05  # how quick the machine is just now
            if found != LATE:
                yield f"{what}: kills", f"{what} killed after {after:.3f} s: {found}" if found else ""
                left -= 1
            if not left:
                return


def main() -> int:
    """Many cuts and kills, shared among the kinds of work; the exit status is 1 where a disk was wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cuts", type=int, default=1_000)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--only", choices=list(WORK), help="one kind of work")
    jobs_and_seed(options)
    asked = options.parse_args()
    kinds = [(one, what) for one, what in enumerate(WORK) if asked.only in (None, what)]
    parts = [partial(_cut_one_kind, *kind, asked) for kind in kinds if asked.cuts]
    parts += [partial(_kill_one_kind, *kind, asked) for kind in kinds if asked.kills]
    return try_all(parts, asked.jobs)


if __name__ == "__main__":
    sys.exit(main())
