"""Masuk: one try at a time, the reason under the field, and a wait after wrong passwords."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.caps_lock import caps_lock_of
from kampungkb_desktop.ui.pages.login import LoginPage
from tests.ui.mnemonics import duplicates

WRONG = KnownError("E-PASSWORD", "Kata sandi salah.", "Coba lagi.")
NEWER = KnownError("E-NEWER", "Data ini dari versi yang lebih baru.", "Pasang versi baru.")


@pytest.fixture
def tried() -> list[str]:
    return []


@pytest.fixture
def page(qtbot: QtBot, tried: list[str]) -> LoginPage:
    made = LoginPage(tried.append, who="Rina Astuti", others=True)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def _type(page: LoginPage, password: str) -> None:
    page.password.clear()
    QTest.keyClicks(page.password, password)
    QTest.keyClick(page.password, Qt.Key.Key_Return)


def test_enter_tries_once(page: LoginPage, tried: list[str]) -> None:
    _type(page, "rahasia")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert tried == ["rahasia"], "a second Enter during the try does nothing"
    assert not page.enter.isEnabled()
    page.opened()
    assert page.password.text() == ""
    assert page.enter.isEnabled()


def test_an_empty_password_is_not_tried(page: LoginPage, tried: list[str]) -> None:
    _type(page, "")
    assert tried == []
    assert page.problem.text() == "Kata sandi belum diisi. Ketik kata sandi, lalu tekan Enter."


def test_the_reason_is_under_the_field_and_goes_while_typing(page: LoginPage) -> None:
    _type(page, "salah")
    page.refused(NEWER)
    assert page.problem.isVisible()
    assert page.problem.text() == "Data ini dari versi yang lebih baru. Pasang versi baru."
    assert page.password.accessibleDescription() == page.problem.text()
    assert page.password.hasFocus()
    assert page.password.selectedText() == "salah"
    QTest.keyClicks(page.password, "b")
    assert not page.problem.isVisible()


def test_the_wait_is_shown_and_holds_the_button(page: LoginPage, tried: list[str]) -> None:
    _type(page, "x")
    page.refused(WRONG)
    page.hold(2, 0)
    assert page.enter.isEnabled(), "nothing to wait for yet"
    _type(page, "x")
    page.refused(WRONG)
    page.hold(3, 5)
    assert page.enter.text() == "Tunggu 5 detik"
    count = len(tried)
    _type(page, "y")
    assert len(tried) == count, "no try during the wait"
    assert "3 kali" in page.problem.text(), "typing does not hide why"
    assert "Jam laptop" not in page.problem.text()
    page.hold(4, 5, True)
    assert "Jam laptop digeser" in page.problem.text(), "setting the clock ahead has not helped, and it is said"
    for _ in range(5):
        page.patience.step()
    assert page.enter.isEnabled()
    _type(page, "z")
    assert len(tried) == count + 1


def test_the_account_of_the_computer_is_offered_only_where_it_opens(page: LoginPage, qtbot: QtBot) -> None:
    assert page.system.isHidden()
    page.offer_system("akun Windows ini")
    assert page.system.text() == "&Buka dengan akun Windows ini"
    assert duplicates(page) == {}
    with qtbot.waitSignal(page.system_wanted):
        QTest.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert not page.enter.isEnabled(), "one try at a time"


def test_several_officers_choose_whose_data(qtbot: QtBot, tried: list[str]) -> None:
    seats = [("/a", "Petugas 1"), ("/a/petugas-2", "Meja depan")]
    made = LoginPage(tried.append, others=True, seats=seats, seat="/a/petugas-2")
    qtbot.addWidget(made)
    made.show()
    assert made.seat is not None
    assert made.seat.currentText() == "Meja depan"
    assert duplicates(made) == {}
    with qtbot.waitSignal(made.seat_wanted) as wanted:
        made.seat.setFocus()
        QTest.keyClick(made.seat, Qt.Key.Key_Up)
        made.seat.activated.emit(made.seat.currentIndex())
    assert wanted.args == ["/a"]


def test_the_password_can_be_seen_and_hidden(page: LoginPage) -> None:
    assert page.password.echoMode() == QLineEdit.EchoMode.Password
    page.reveal.click()
    assert page.password.echoMode() == QLineEdit.EchoMode.Normal
    assert page.reveal.accessibleName() == "Sembunyikan kata sandi"


@pytest.mark.parametrize(
    ("text", "shift", "on"),
    [
        ("a", False, False),
        ("A", True, False),
        ("A", False, True),
        ("a", True, True),
        ("1", False, None),
        ("", False, None),
    ],
)
def test_caps_lock_shows_in_the_letters(text: str, shift: bool, on: bool | None) -> None:
    assert caps_lock_of(text, shift=shift) is on


def test_caps_lock_is_told_and_forgotten(page: LoginPage) -> None:
    QTest.keyClick(page.password, Qt.Key.Key_A)
    assert not page.caps.isVisible()
    page.password.caps_lock.emit(True)
    assert page.caps.isVisible()
    page.password.caps_lock.emit(False)
    assert not page.caps.isVisible()


def test_letters_of_the_page_are_claimed_once(page: LoginPage) -> None:
    assert duplicates(page) == {}


def test_small_buttons_tell(page: LoginPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.recovery_wanted):
        QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(page.others_wanted):
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)


START = """
import builtins, sys
plain = builtins.__import__
import kampungkb_desktop.app as program
from pathlib import Path
(Path(sys.argv[1]) / program.DATABASE_NAME).touch()
program.Start._read_the_rest = lambda self, login: None
start = program.Start(program.application(["kampungkb"]), Path(sys.argv[1]))
start.show()
import PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets
heavy = {"sqlalchemy", "reportlab", "pypdfium2", "PIL", "cryptography", "msgspec", "sqlcipher3"}
late = heavy | {"socket", "platform", "datetime", "json", "kampungkb_desktop.ui.frame", "PySide6.QtSvg"}
built = {"Qt", "QStyle", "QPainter"} & {*vars(PySide6.QtCore), *vars(PySide6.QtGui), *vars(PySide6.QtWidgets)}
print(start.window.covered(), sorted(late & set(sys.modules)), sorted(built), builtins.__import__ is plain)
"""


def test_the_first_paint_reads_nothing_heavy(tmp_path: Path) -> None:
    """Neither the database nor paper, nor Qt's largest classes with their two thousand enumeration members, nor the
    frame of the pages; and Python's own import stays in force."""
    result = subprocess.run([sys.executable, "-c", START, str(tmp_path)], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "True [] [] True"
