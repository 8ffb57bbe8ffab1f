"""How a long action tells how far it is, and hears that it should stop. Knows neither threads nor Qt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.base.frozen import frozen

STEP_SECONDS = 0.1
"""A sink hears at most ten reports a second; the last one (done == total) always arrives."""


@frozen
class Step:
    """One report: ``done`` of ``total`` (``None`` when the total is unknown) and what is being done."""

    done: int
    total: int | None
    text: str


@dataclass(slots=True)
class Progress:
    """Handed to every long action. ``report`` raises ``Cancelled`` at the next step once ``cancel`` is set."""

    sink: Callable[[Step], None] | None = None
    cancel: Event = field(default_factory=Event)
    _last: float = 0.0

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Say how far the work is. Cheap enough to call per record."""
        self.check()
        if self.sink is None:
            return
        now = time.monotonic()
        if now - self._last >= STEP_SECONDS or (total is not None and done >= total):
            self._last = now
            self.sink(Step(done, total, text))

    def check(self) -> None:
        """Raise ``Cancelled`` when the person asked to stop."""
        if self.cancel.is_set():
            raise Cancelled


def silent() -> Progress:
    """A progress nobody listens to."""
    return Progress()
