"""A process that has imported the program once and forks for each piece of work: beginning takes ten milliseconds
instead of a second, so that thousands of disks can be tried. A library that stands before libc is loaded into it.

It is spoken to by lines: a request is JSON; answers are what the work says, then ``end STATUS``.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from tests.power import work

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds of silence after which a piece of work counts as hanging."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a piece of work ended: its exit status (negative: the signal), what it said, and the seconds from "begun"."""

    status: int
    said: tuple[str, ...]
    seconds: float

    @property
    def refused(self) -> str:
        """The code of the refusal, "" where there was none."""
        return next((line.removeprefix("refused ") for line in self.said if line.startswith("refused ")), "")


class Runner:
    """One such process. Used by one thread at a time."""

    def __init__(self, library: Path | None = None) -> None:
        preload = {"LD_PRELOAD": str(library)} if library else {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.power.runner"], cwd=ROOT, env={**os.environ, **preload},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        self._rest = b""

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process.wait()

    def do(
        self, folder: Path, what: str, rounds: int, seed: int, *, environment: Mapping[str, str] | None = None,
        kill_after: float | None = None,
    ) -> Ended:  # fmt: skip
        """Do a piece of work; kill it so many seconds after it has begun. TimeoutError where it hangs."""
        asked = {"work": [str(folder), what, str(rounds), str(seed)], "environment": dict(environment or {})}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        said, pid, begun = list[str](), 0, 0.0
        while True:
            line = self._line(kill_after if begun and kill_after is not None else PATIENCE)
            word, _, rest = line.partition(" ")
            if word == "end":
                return Ended(int(rest), tuple(said), time.perf_counter() - begun if begun else 0.0)
            if word == "pid":
                pid = int(rest)
            elif word == "begun":
                begun = time.perf_counter()
            elif line:
                said.append(line)
            else:
                os.kill(pid, signal.SIGKILL)
                if not begun or kill_after is None:
                    raise TimeoutError(f"silent for {PATIENCE:.0f} seconds: {said}")
                kill_after = None

    def _line(self, seconds: float) -> str:
        """The next line that is said, "" where nothing is for so long."""
        assert self._process.stdout is not None
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._process.stdout], [], [], seconds)
            if not ready:
                return ""
            block = self._process.stdout.read(65_536)
            if not block:
                raise EOFError("the runner ended")
            self._rest += block
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode(errors="replace")


def say(line: str) -> None:
    """To whoever watches, at once."""
    os.write(1, f"{line}\n".encode())


def _work(asked: Mapping[str, Any]) -> NoReturn:
    """In the fork: the library begins anew with this environment, and the work is done."""
    say(f"pid {os.getpid()}")
    os.environ.update(asked["environment"])
    begin_anew = getattr(ctypes.CDLL(None), "begin_anew", None)
    if begin_anew is not None:
        begin_anew()
    status = 1
    try:
        status = work.run(asked["work"])
    except BaseException as error:
        say(f"died {type(error).__name__}: {' '.join(str(error).split())}")
        raise
    finally:
        os._exit(status)


def serve() -> None:
    """Until nobody asks any more."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _work(json.loads(line))
        _, status = os.waitpid(child, 0)
        say(f"end {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    serve()
