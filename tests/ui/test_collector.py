"""Garbage is collected on the window's thread alone, however much another one makes."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.collector import ELDER, Collector


class _Ring:
    """Refers to itself: only the collector ends it."""

    def __init__(self, ended_on: list[int]) -> None:
        self.itself, self.ended_on = self, ended_on

    def __del__(self) -> None:
        self.ended_on.append(threading.get_ident())


@pytest.fixture
def rings() -> Iterator[list[int]]:
    gc.collect()
    gc.enable()  # as the interpreter does by itself
    yield []
    gc.disable()


def test_what_a_worker_leaves_ends_on_the_windows_thread(qtbot: QtBot, rings: list[int]) -> None:
    """A worker makes a great deal of garbage; none of it ends there, and all of it soon."""
    owner = QObject()
    Collector(owner)
    made: list[int] = []

    def litter(_progress: object) -> int:
        for _ in range(5 * gc.get_threshold()[0]):
            _Ring(rings)
        return len(rings)

    run(owner, litter, done=made.append)
    qtbot.waitUntil(lambda: bool(made) and bool(rings), timeout=20_000)
    assert made == [0]
    assert set(rings) == {threading.get_ident()}


def test_each_generation_has_its_turn(rings: list[int]) -> None:
    """Little garbage is left alone; the elder generations come after so many turns of the younger."""
    owner = QObject()
    collector = Collector(owner)
    gc.collect()
    assert collector.step() is None
    turns: list[int | None] = []
    for _ in range(ELDER**2):
        kept = [_Ring(rings) for _ in range(gc.get_threshold()[0] + 1)]
        turns.append(collector.step())
        del kept
    assert (turns.count(2), turns.count(1), turns.count(0)) == (1, ELDER - 1, ELDER**2 - ELDER)
