"""The log makes room for itself, so that a laptop that is never cleaned does not fill up with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kampungkb_desktop.base import log
from kampungkb_desktop.base.log_codes import NAMES


def test_a_full_file_steps_aside_and_the_eldest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST", 400)
    log.log_to(tmp_path)
    try:
        for number in range(60):
            log.logger.info("baris %d", number)
    finally:
        log.log_off()
    folder = tmp_path / "log"
    assert {one.name for one in folder.iterdir()} == set(NAMES)
    texts = [(folder / name).read_text("utf-8") for name in reversed(NAMES)]
    assert all(text.splitlines() and len(text) < 480 for text in texts)
    told = [int(line.split()[-1]) for text in texts for line in text.splitlines()]
    assert told == list(range(told[0], 60)), "what is left are the last lines, none of them lost"
    assert told[0] > 0


def test_it_goes_on_where_it_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST", 60)
    for number in range(3):
        log.log_to(tmp_path)
        log.logger.info("baris %d dari program yang dibuka lagi", number)
        log.log_off()
    assert (tmp_path / "log" / NAMES[1]).exists(), "what an earlier start wrote counts too"
