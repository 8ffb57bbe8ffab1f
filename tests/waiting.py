"""How tests wait for the window: until something is so, asked every millisecond. pytest-qt asks every ten, and the
suite waits thousands of times; and its five seconds are short on a machine that does other work too."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.exceptions import TimeoutError as TimedOut
from pytestqt.qtbot import QtBot

_PAUSE_MS = 1


def wait_until(_bot: QtBot, asked: Callable[[], bool | None], *, timeout: int = 20_000) -> None:
    """As pytest-qt's ``waitUntil``: until ``asked`` says True, or nothing (None) without an AssertionError. After
    ``timeout`` milliseconds it fails, with the assertion that did not come true."""
    __tracebackhide__ = True
    end = time.monotonic() + timeout / 1_000
    while True:
        failed: AssertionError | None = None
        try:
            met = asked()
        except AssertionError as error:
            met, failed = False, error
        if met is None or met:
            return
        if time.monotonic() > end:
            raise TimedOut(f"waited {timeout} milliseconds for it") from failed
        loop = QEventLoop()
        QTimer.singleShot(_PAUSE_MS, loop, loop.quit)
        loop.exec()
