"""A disk that fails while one works, for real: full, torn off, or held by another program. The work is done with a
library before libc that makes calls fail; it must end well or with a sentence, and leave a folder that opens.

By hand: ``python -m tests.power.faults --each 40`` tries so many places of every kind of work and fault.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.power.cuts import ROOT, compiled
from tests.power.disk import ACKS
from tests.power.folders import prepared
from tests.power.looking import Promised, look
from tests.power.work import REFUSED, WORK

SOURCE = Path(__file__).with_name("failing.c")


@dataclass(frozen=True, slots=True)
class Fault:
    """Calls of a kind that fail, how, and how many of them (0: from then on)."""

    kind: str
    number: int
    times: int = 0


FAULTS = {
    "full disk": Fault("write", errno.ENOSPC),
    "full for a moment": Fault("write", errno.ENOSPC, 3),
    "torn off": Fault("write", errno.EIO),
    "flush fails": Fault("flush", errno.EIO),
    "held by a scanner for a moment": Fault("name", errno.EACCES, 2),
    "held by another program": Fault("name", errno.EBUSY),
    "read-only from now on": Fault("open", errno.EROFS),
    "no leave from now on": Fault("open", errno.EACCES),
}
MOST = {"write": 250, "flush": 60, "name": 40, "open": 60}
"""Calls of a kind among which the failing ones begin."""
CODES = {"E-DISK-FULL", "E-DISK-IO", "E-READONLY", "E-FILE-IN-USE", "E-WRITE", "E-TARGET-WRITE", "E-BUSY", "E-COPY"}


def library(goal: Path) -> Path | None:
    """The library that makes calls fail; ``None`` where there is no compiler for it."""
    return compiled(SOURCE, goal / "failing.so")


def tried(failing: Path, before: Path, scratch: Path, what: str, fault: Fault, at: int) -> tuple[str, str]:
    """Work while the disk fails from its ``at``-th call on: the code of the refusal ("" where it went well), and what
    is wrong."""
    folder = scratch / "failing"
    shutil.copytree(before, folder)
    try:
        ran = subprocess.run(  # noqa: PLW1510  how it ended is what is looked at
            [sys.executable, "-m", "tests.power.work", str(folder), what, "2", "1"], cwd=ROOT, capture_output=True,
            text=True, env={**os.environ, "LD_PRELOAD": str(failing), "FAIL_ROOT": str(folder), "FAIL_KIND": fault.kind,
                            "FAIL_AT": str(at), "FAIL_ERRNO": str(fault.number), "FAIL_FOR": str(fault.times)},
        )  # fmt: skip
        code = ran.stdout.split("refused ")[-1].strip() if ran.returncode == REFUSED else ""
        if ran.returncode not in (0, REFUSED):
            return code, f"ended by {ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else ran.returncode}"
        if code and code not in CODES:
            return code, f"refused with {code}"
        acks = folder / ACKS
        promised = Promised.of(acks.read_bytes() if acks.exists() else b"")
        acks.unlink(missing_ok=True)
        files = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in (folder / "kirim").glob("*.kkb")}
        return code, look(folder, promised, files)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Many places of every kind; the answer is how many went wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--each", type=int, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", help="a kind of work")
    options = asked.parse_args()
    chance, wrong, ends = random.Random(options.seed), list[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        failing = library(scratch)
        assert failing is not None, "no C compiler"
        for what in WORK:
            if options.only and what != options.only:
                continue
            before = prepared(scratch / what, what)
            for name, fault in FAULTS.items():
                for _ in range(options.each):
                    at = chance.randint(1, MOST[fault.kind])
                    code, found = tried(failing, before, scratch, what, fault, at)
                    ends[f"{name}: {code or 'went on'}"] += 1
                    wrong += [f"{what}, {name} from call {at}: {found}"] if found else []
    for line, count in sorted(ends.items()):
        sys.stdout.write(f"{line:<50} {count:>5}\n")
    sys.stdout.write("\n".join([*wrong, f"{sum(ends.values())} tried, {len(wrong)} wrong\n"]))
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(1, main()))
