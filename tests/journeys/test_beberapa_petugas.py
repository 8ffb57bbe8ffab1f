"""Several officers on one laptop, through the real window: one more begins, both choose at Masuk, and neither sees the
other's data. Who works alone goes on as ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import open_session
from kampungkb_desktop.base import seats
from kampungkb_desktop.base.clock import steady
from kampungkb_desktop.store import tries
from kampungkb_desktop.ui.pages.login_others import OthersPage
from kampungkb_desktop.ui.pages.settings import LAPTOP, SettingsPage
from kampungkb_desktop.ui.pages.settings_keys import LabelCard
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.enrolling import started_at
from tests.journeys.driving import ALT, CTRL, Laptop, enter, keys, laptop, login_of, press, refusal_of
from tests.ui.mnemonics import duplicates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of an officer at work, closed."""
    sessions.close(started_at(tmp_path / "petugas", "Siti Rahma", "petugas"))
    return tmp_path / "petugas"


def second(folder: Path) -> Path:
    """Another officer's data, as if they had been begun from Masuk."""
    other = folder / "petugas-2"
    sessions.close(started_at(other, "Rina Contoh", "petugas"))
    seats.note_opened(folder, other, "Meja depan")
    return other


def test_one_more_officer_begins_from_masuk(qtbot: QtBot, folder: Path) -> None:
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(lambda: found.start.program and login_of(found).password.hasFocus())
        assert login_of(found).seat is None
        press(Qt.Key.Key_P, ALT)
        found.wait(lambda: found.window.findChild(OthersPage))
        page = found.window.findChild(OthersPage)
        assert isinstance(page, OthersPage)
        assert duplicates(page) == {}
        assert page.called.text() == "Petugas 2"
        keys("Meja depan\n")
        found.wait(lambda: found.start.program and found.start.program.folder == folder / "petugas-2")
        welcome = found.welcome()
        assert welcome.back.isVisible()
        welcome.back.click()
        found.wait(lambda: login_of(found).password.hasFocus())
        assert found.start.program is not None
        assert found.start.program.folder == folder
    assert not (folder / "petugas-2").exists(), "nothing is left of what was not begun"
    assert not (folder / seats.NAME).exists()


def test_each_opens_his_own_and_the_last_one_is_offered_first(qtbot: QtBot, folder: Path) -> None:
    other = second(folder)
    with laptop(qtbot, folder, Ticking()) as found:
        box = login_of(found).seat
        assert box is not None
        assert [box.itemText(at) for at in range(box.count())] == ["Petugas 1", "Meja depan"]
        assert box.currentText() == "Meja depan"
        enter(found)
        assert found.session.data_dir == other
        press(Qt.Key.Key_L, CTRL)
        found.rest()
        assert tries.noted(other).locked
        press(Qt.Key.Key_G, ALT)
        found.wait(lambda: found.start.program and found.start.program.desk is None and login_of(found).seat)
        choose(found, "Petugas 1")
        found.wait(lambda: found.start.program and found.start.program.folder == folder)
        enter(found)
        assert found.session.data_dir == folder
    assert seats.last(folder) == folder
    sessions.close(open_session(other, PASSWORD))


def test_one_is_open_elsewhere_and_the_other_is_not_held_up(qtbot: QtBot, folder: Path) -> None:
    first = open_session(folder, PASSWORD, clock=Ticking())
    try:
        second(folder)
        with laptop(qtbot, folder, Ticking()) as found:
            enter(found)
            assert found.session.data_dir == folder / "petugas-2"
    finally:
        sessions.close(first)


def test_the_folder_of_one_can_be_named_on_the_command_line(qtbot: QtBot, folder: Path) -> None:
    other = second(folder)
    with laptop(qtbot, other, Ticking()) as found:
        assert login_of(found).seat is None
        enter(found)
        assert found.session.data_dir == other


def test_wrong_passwords_wait_over_a_restart(qtbot: QtBot, folder: Path) -> None:
    for _ in range(5):
        tries.add(folder, Ticking().now, steady())
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(lambda: login_of(found).patience.left)
        assert login_of(found).enter.text().startswith("Tunggu")
        assert refusal_of(found).startswith("Kata sandi salah 5 kali.")


def test_the_label_is_changed_in_pengaturan_with_a_word_about_names(qtbot: QtBot, folder: Path) -> None:
    second(folder)
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        page = found.go(SettingsPage, "pengaturan", LAPTOP)
        card = page.findChild(LabelCard)
        assert isinstance(card, LabelCard)
        card.line.clear()
        QTest.keyClicks(card.line, "Meja  belakang")
        QTest.keyClick(card.line, Qt.Key.Key_Return)
        assert card.line.text() == "Meja belakang"
        assert card.problem.isHidden()
        card.line.setText("Rina")
        card.keep()
        assert "memuat nama Anda" in card.problem.text()
    assert [one.label for one in seats.seats(folder)] == ["Petugas 1", "Rina"]


def choose(found: Laptop, label: str) -> None:
    """Another officer at Masuk."""
    box = login_of(found).seat
    assert box is not None
    box.setCurrentIndex(box.findText(label))
    box.activated.emit(box.currentIndex())
