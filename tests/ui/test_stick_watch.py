"""A flash disk that comes and goes while the window is open; the drives are folders, the noticing is the program's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.stick_watch import StickWatch, drives_mark


class Drives:
    """Sticks as a system would list them."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.asked = 0

    def find(self) -> list[Spot]:
        self.asked += 1
        return list(self.spots)

    def mark(self) -> object:
        return tuple(spot.path for spot in self.spots)


def looked(watch: StickWatch, qtbot: QtBot) -> None:
    watch.look()
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)


def test_a_stick_is_told_of_once_when_it_comes_and_when_it_goes(qtbot: QtBot, tmp_path: Path) -> None:
    owner, drives = QObject(), Drives()
    drives.spots = [Spot(tmp_path / "lama", "Flashdisk lama", stick=True)]
    watch = StickWatch(owner, find=drives.find, mark=drives.mark)
    came: list[Spot] = []
    went: list[bool] = []
    watch.came.connect(came.append)
    watch.went.connect(lambda: went.append(True))
    looked(watch, qtbot)
    assert came == [], "what was there at the beginning is known"
    new = Spot(tmp_path / "baru", "Flashdisk baru", stick=True)
    drives.spots.append(new)
    looked(watch, qtbot)
    assert came == [new]
    asked = drives.asked
    looked(watch, qtbot)
    assert drives.asked == asked, "nothing changed, so the drives are left alone"
    drives.spots.remove(new)
    looked(watch, qtbot)
    assert went == [True]
    drives.spots.append(new)
    looked(watch, qtbot)
    assert came == [new, new]


@pytest.mark.skipif(sys.platform == "win32", reason="letters, not folders")
def test_the_mark_of_this_system_is_cheap_and_steady() -> None:
    assert drives_mark() == drives_mark()
    assert drives_mark() is not None
