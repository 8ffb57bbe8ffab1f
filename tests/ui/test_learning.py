"""What is new is told once after an update; practice is reached from Masuk; a dialog without a page of its own opens
that of the screen beneath."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import news
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.base import command_line
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.ui.learning import _Strip
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage
from tests.actions.devices import VILLAGE, Ticking, make
from tests.cheap import CHEAP
from tests.journeys.driving import enter, laptop, login_of
from tests.ui.mnemonics import duplicates


def test_news_are_told_once(session: Session) -> None:
    assert news.untold(session) == ""  # a first start: everything is new
    assert news.untold(session, "0.2.0") == __version__
    assert news.untold(session, "0.2.0") == __version__
    news.mark_told(session, "0.2.0")
    assert news.untold(session, "0.2.0") == ""


def test_the_strip_opens_the_page_and_goes_for_good(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "petugas"
    make(folder, "Siti Rahma")
    with laptop(qtbot, folder, Ticking()) as at:
        enter(at)
        news.mark_told(at.session, "0.0.9")
    with laptop(qtbot, folder, Ticking()) as at:
        enter(at)
        at.wait(lambda: at.window.findChild(_Strip) is not None)
        strip = at.window.findChild(_Strip)
        assert isinstance(strip, _Strip)
        assert duplicates(at.window) == {}, "it stands over every page: no letter is free on all of them"
        assert "0.0.9" in strip.banner.text.text()
        strip.button.click()
        assert at.start.program is not None
        shown = at.start.program.help.shown
        assert shown is not None
        assert shown.topic == "yang-baru"
        assert not strip.isVisible()
        at.rest()
        assert news.untold(at.session) == ""
        shown.close()
        _a_dialog_opens_the_page_beneath(qtbot, at.window)


def _a_dialog_opens_the_page_beneath(qtbot: QtBot, window: MainWindow) -> None:
    window.go("laporan")
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F1)
    guide = next(one for one in QApplication.topLevelWidgets() if one.windowTitle().startswith("Laporan –"))
    assert guide.isVisible()
    guide.close()
    dialog.close()


def test_practice_is_reached_from_masuk_and_left_again(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "petugas"
    make(folder, "Siti Rahma")
    ready = folder / command_line.PRACTICE_FOLDER
    made = first_run(
        ready, command_line.PRACTICE_PASSWORD, role="petugas", person=Officer(full_name="Orang Rekaan"),
        villages=[VILLAGE], practice=True, clock=Ticking(), cost=CHEAP,
    )  # fmt: skip
    sessions.close(made.session)
    (ready / command_line.PRACTICE_MARK).write_text(command_line.PRACTICE_WORDS, "utf-8")
    with laptop(qtbot, folder, Ticking()) as at:
        at.wait(lambda: login_of(at).password.hasFocus())
        login_of(at).practice.click()
        at.wait(at.is_open)
        at.rest()
        assert at.session.practice
        [out] = at.window.frame.band.findChildren(QPushButton)
        out.click()
        at.wait(lambda: at.window.findChild(LoginPage) is not None and at.window.covered())
        assert at.start.program is not None
        assert at.start.program.folder == folder
