"""A flash disk is plugged in: asked about once, then a copy by itself; the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import copies, stick_copies
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stick_copies import NO, YES
from kampungkb_desktop.ui.background import STICKS, worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import Page, PageEntry
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.pages.sticks_dialog import SticksDialog
from kampungkb_desktop.ui.stick_copies import StickCopies
from kampungkb_desktop.ui.stick_watch import StickWatch
from tests.actions.exchanging import family


class Drives:
    """Sticks as a system would list them."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []

    def find(self) -> list[Spot]:
        return list(self.spots)

    def mark(self) -> object:
        return tuple(spot.path for spot in self.spots)


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy() and not worker_of(STICKS).busy(), timeout=30_000)


@pytest.fixture
def drives() -> Drives:
    return Drives()


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    made = MainWindow([PageEntry("beranda", "Beranda", "beranda", Page)])
    qtbot.addWidget(made)
    made.show()
    yield made
    rest(qtbot)


@pytest.fixture
def watch(qtbot: QtBot, window: MainWindow, drives: Drives) -> StickWatch:
    made = StickWatch(window, find=drives.find, mark=drives.mark)
    rest(qtbot)
    return made


@pytest.fixture
def sticks(window: MainWindow, session: Session, watch: StickWatch) -> StickCopies:
    return StickCopies(window, window, session, watch)


def plug(drives: Drives, watch: StickWatch, qtbot: QtBot, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    drives.spots.append(Spot(folder, f"Flashdisk {folder.name}", stick=True))
    look(watch, qtbot)
    return folder


def look(watch: StickWatch, qtbot: QtBot) -> None:
    watch.look()
    rest(qtbot)
    rest(qtbot)


def test_asked_once_and_then_by_itself(
    qtbot: QtBot, sticks: StickCopies, watch: StickWatch, drives: Drives, session: Session, tmp_path: Path
) -> None:
    family(session, "Amat")
    stick = plug(drives, watch, qtbot, tmp_path / "FLASH")
    assert sticks.bar.isVisible()
    assert "Simpan salinan ke flashdisk ini setiap kali dipasang?" in sticks.bar.banner.text.text()
    assert not copies.found_on(stick), "nothing is written before somebody agrees"
    sticks.bar.yes.click()
    rest(qtbot)
    rest(qtbot)
    assert not sticks.bar.isVisible()
    (first,) = copies.found_on(stick)
    drives.spots.clear()
    look(watch, qtbot)
    plug(drives, watch, qtbot, stick)
    assert copies.found_on(stick) == (first,), "nothing is new"
    drives.spots.clear()
    look(watch, qtbot)
    family(session, "Budi")
    plug(drives, watch, qtbot, stick)
    assert len(copies.found_on(stick)) == 2
    assert not sticks.bar.isVisible()


def test_no_means_no(
    qtbot: QtBot, sticks: StickCopies, watch: StickWatch, drives: Drives, session: Session, tmp_path: Path
) -> None:
    stick = plug(drives, watch, qtbot, tmp_path / "FLASH")
    sticks.bar.no.click()
    rest(qtbot)
    drives.spots.clear()
    look(watch, qtbot)
    plug(drives, watch, qtbot, stick)
    assert not sticks.bar.isVisible()
    assert list(stick.iterdir()) == []


def test_the_question_goes_with_the_stick(
    qtbot: QtBot, sticks: StickCopies, watch: StickWatch, drives: Drives, tmp_path: Path
) -> None:
    stick = plug(drives, watch, qtbot, tmp_path / "FLASH")
    stick.rmdir()
    drives.spots.clear()
    look(watch, qtbot)
    assert not sticks.bar.isVisible()


def test_a_stick_that_fails_is_one_line(
    qtbot: QtBot,
    sticks: StickCopies,
    watch: StickWatch,
    drives: Drives,
    window: MainWindow,
    session: Session,
    tmp_path: Path,
) -> None:
    stick = plug(drives, watch, qtbot, tmp_path / "FLASH")
    (stick / copies.ON_STICK).write_text("a file in the way")
    sticks.bar.yes.click()
    rest(qtbot)
    rest(qtbot)
    assert "tidak jadi" in window.frame.toast.text()


def test_the_choice_can_be_changed_later(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    stick_copies.choose(session, "a" * 16, "FLASH", NO)
    dialog = SticksDialog(window, session)
    rest(qtbot)
    (tick,) = dialog.findChildren(QCheckBox)
    assert tick.text() == "FLASH: belum pernah"
    tick.click()
    rest(qtbot)
    assert stick_copies.sticks(session)[0].choice == YES
