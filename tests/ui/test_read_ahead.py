"""What is read ahead comes after the first screen, and stays, so the collector leaves it alone from then on."""

from __future__ import annotations

import gc
import subprocess
import sys
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui import read_ahead
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.read_ahead import FirstScreen, ReadAhead


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


def test_nothing_is_read_ahead_while_the_first_screen_is_being_read(qtbot: QtBot) -> None:
    owner, goes_on, told = QObject(), Event(), list[str]()
    first = FirstScreen(owner)
    first.there.connect(lambda: told.append("ada"))
    run(owner, lambda _progress: goes_on.wait(20), done=lambda _nothing: told.append("dibaca"))
    run(owner, lambda _progress: None, done=lambda _nothing: told.append("lagi"))
    qtbot.wait(5 * read_ahead.REST_MS)
    assert told == []
    goes_on.set()
    qtbot.waitUntil(lambda: len(told) == 3, timeout=20_000)
    qtbot.wait(5 * read_ahead.REST_MS)
    assert told == ["dibaca", "lagi", "ada"], "once, after all that was asked for"


def test_beranda_waits_for_nothing_of_sending_saving_or_the_network() -> None:
    """At an office; an officer's one figure of sending reads what counts it."""
    above = ("actions.outbox", "actions.parcels", "actions.undo", "actions.ledger", "actions.start", "ui.tour")
    code = "import sys, importlib\nfor one in sys.argv[1:]: importlib.import_module(one)\nprint(*sys.modules)"
    wanted = [f"kampungkb_desktop.{name}" for name in ("ui.program", "ui.pages.home", "store.lists", "actions.home")]
    said = subprocess.run([sys.executable, "-c", code, *wanted], check=True, capture_output=True, text=True)
    there = set(said.stdout.split())
    assert set(wanted) <= there
    unwanted = {f"kampungkb_desktop.{name}" for name in above} | {
        "msgspec",
        "socket",
        "uuid",
        "logging.handlers",
        "xml",
    }
    assert there & unwanted == set()
