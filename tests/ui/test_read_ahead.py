"""What is read ahead stays, so the collector leaves it alone from then on."""

from __future__ import annotations

import gc
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui import read_ahead
from kampungkb_desktop.ui.read_ahead import ReadAhead


def test_when_all_is_read_it_rests_from_the_collector(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules from below on the worker, the pages' one at a turn, then the collector's rest."""
    rested: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: rested.append(True))
    owner = QObject()
    reader = ReadAhead(owner, ("welcome_steps",))
    qtbot.waitUntil(lambda: bool(rested), timeout=20_000)
    assert {f"kampungkb_desktop.{name}" for name in read_ahead.BELOW} <= sys.modules.keys()
    assert "kampungkb_desktop.ui.pages.welcome_steps" in sys.modules
    assert reader.parent() is owner
