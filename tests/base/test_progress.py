"""Progress is told at most ten times a second, always at the end, and hears that it should stop."""

from __future__ import annotations

import pytest

from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.base.progress import Progress, Step, silent


def test_the_last_report_always_arrives() -> None:
    heard: list[Step] = []
    progress = Progress(sink=heard.append)
    for done in range(1, 10_001):
        progress.report(done, 10_000, "menghitung")
    assert heard[-1] == Step(10_000, 10_000, "menghitung")
    assert len(heard) < 1_000


def test_cancelling_stops_the_next_step() -> None:
    progress = silent()
    progress.report(1)
    progress.cancel.set()
    with pytest.raises(Cancelled):
        progress.report(2)
