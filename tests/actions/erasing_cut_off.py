"""A program that erases a family and dies at a chosen statement or flush, as by ``kill -9``; run by the test.

python -m tests.actions.erasing_cut_off FOLDER FAMILY WHERE
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import erasing, erasing_here
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.store.connection import Connection
from tests.actions.devices import NOON, PASSWORD, Ticking


class Fate:
    """Counts statements and flushes down to the end."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, family: str, where: int) -> None:
    """Erase, clean up, and say how many steps that were in case nothing happened on the way."""
    session = sessions.open_session(folder, PASSWORD, clock=Ticking(NOON + 7_200_000))
    fate, run, flush = Fate(where), Connection.exec_driver_sql, os.fsync

    def statement(self: Connection, sql: str, values: Any = None) -> Any:
        fate.step()
        return run(self, sql, values)

    def flushed(handle: int) -> None:
        fate.step()
        flush(handle)

    Connection.exec_driver_sql = statement  # type: ignore[method-assign]
    os.fsync = flushed  # type: ignore[assignment]
    erasing.erase(session, Order(form="family", record=family))
    erasing_here.settle(session)
    sys.stdout.write(str(where - fate.left))
    sessions.close(session)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
