"""A disk that fails while one works, for real: full, torn off, or held by another program. The work is done with a
library before libc that makes calls fail; it must end well or with a sentence, and leave a folder that opens.

By hand: ``python -m tests.power.faults --each 40`` tries so many places of every kind of work and fault.
"""

from __future__ import annotations

import argparse
import errno
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.power.cuts import compiled, sent_files
from tests.power.disk import ACKS
from tests.power.folders import STICK, prepared
from tests.power.looking import Promised, look
from tests.power.runner import Runner
from tests.power.trying import Tried, in_memory, jobs_and_seed, try_all
from tests.power.work import REFUSED, WORK

SOURCE = Path(__file__).with_name("failing.c")


@dataclass(frozen=True, slots=True)
class Fault:
    """Calls of a kind that fail, how, and how many of them (0: from then on)."""

    kind: str
    number: int
    times: int = 0
    names: int = 0
    """The error of what is asked for by name, where it is another one."""
    stick: bool = False
    """Only what lies on a stick fails."""


FAULTS = {
    "full disk": Fault("write", errno.ENOSPC),
    "full for a moment": Fault("write", errno.ENOSPC, 3),
    "torn off": Fault("write", errno.EIO),
    "flush fails": Fault("flush", errno.EIO),
    "held by a scanner for a moment": Fault("name", errno.EACCES, 2),
    "held by another program": Fault("name", errno.EBUSY),
    "read-only from now on": Fault("open", errno.EROFS),
    "no leave from now on": Fault("open", errno.EACCES),
    "stick pulled out": Fault("gone", errno.EIO, stick=True),
    "stick pulled out, as Windows tells it": Fault("gone", errno.EIO, names=errno.ENOENT, stick=True),
}
ON_STICK = {"stick": STICK, "export": "kirim", "clock": "kirim", "take-in": "datang"}
"""What lies on a stick, by the kind of work: copies, files to be sent, files to be taken in."""
MOST = {"write": 250, "flush": 60, "name": 40, "open": 60, "gone": 200}
"""Calls of a kind among which the failing ones begin."""
CODES = {"E-DISK-FULL", "E-DISK-IO", "E-READONLY", "E-FILE-IN-USE", "E-WRITE", "E-TARGET-WRITE", "E-TARGET-FULL",
         "E-BUSY", "E-COPY", "E-STICK", "E-STICK-FULL", "E-STICK-READONLY", "E-READ"}  # fmt: skip


def library(goal: Path) -> Path | None:
    """The library that makes calls fail; ``None`` where there is no compiler for it."""
    return compiled(SOURCE, goal / "failing.so")


def tried(runner: Runner, before: Path, scratch: Path, what: str, fault: Fault, at: int) -> tuple[str, str]:
    """Work while the disk fails from its ``at``-th call on: the code of the refusal ("" where it went well), and what
    is wrong."""
    folder = scratch / "failing"
    shutil.copytree(before, folder)
    failing = folder / ON_STICK[what] if fault.stick else folder
    environment = {
        "FAIL_ROOT": str(failing), "FAIL_KIND": fault.kind, "FAIL_AT": str(at), "FAIL_ERRNO": str(fault.number),
        "FAIL_NAME_ERRNO": str(fault.names or fault.number), "FAIL_FOR": str(fault.times),
    }  # fmt: skip
    try:
        ended = runner.do(folder, what, 2, 1, environment=environment)
        code = ended.refused
        if ended.status not in (0, REFUSED):
            return code, f"ended by {ended.status} {ended.said}"
        if code and code not in CODES:
            return code, f"refused with {code}"
        acks = folder / ACKS
        promised = Promised.of(acks.read_bytes() if acks.exists() else b"")
        acks.unlink(missing_ok=True)
        return code, look(folder, promised, sent_files(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _one_kind(what: str, asked: argparse.Namespace) -> Tried:
    """Every fault of one kind of work."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as place:
        scratch, chance = Path(place), random.Random(f"{asked.seed} {what}")
        failing = library(scratch)
        assert failing is not None, "no C compiler"
        before = prepared(scratch / "prepared", what)
        with Runner(failing) as runner:
            for name, fault in FAULTS.items():
                for _ in range(0 if fault.stick and what not in ON_STICK else asked.each):
                    at = chance.randint(1, MOST[fault.kind])
                    code, found = tried(runner, before, scratch, what, fault, at)
                    yield f"{name}: {code or 'went on'}", f"{what}, {name} from call {at}: {found}" if found else ""


def main() -> int:
    """Many places of every kind; the exit status is 1 where one went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--each", type=int, default=10)
    options.add_argument("--only", choices=list(WORK), help="one kind of work")
    jobs_and_seed(options)
    asked = options.parse_args()
    return try_all([partial(_one_kind, what, asked) for what in WORK if asked.only in (None, what)], asked.jobs)


if __name__ == "__main__":
    sys.exit(main())
