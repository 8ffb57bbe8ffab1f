"""The real window around Kampung and Kegiatan, keys as a person presses them, and what stands in the store."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from kampungkb_desktop.ui.pages.villages import VillagesPage
from tests.ui.pages.filled import TODAY

R = TypeVar("R", bound=Record)


def window_of(qtbot: QtBot, session: Session, *, width: int = 1366) -> MainWindow:
    """The window with Kampung and Kegiatan; Ctrl+Z undoes as in the application."""

    def take_back() -> None:
        saved = undo.undo(session)
        if saved is not None:
            window.touched(saved.forms)

    window = MainWindow(
        [
            PageEntry("kampung", "&Kampung", "kampung", lambda: VillagesPage(session, today=lambda: TODAY)),
            PageEntry("kegiatan", "K&egiatan", "kegiatan", lambda: ActivitiesPage(session, today=lambda: TODAY)),
        ],
        undo=take_back,
    )
    qtbot.addWidget(window)
    window.resize(width, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def kampung(window: MainWindow) -> VillagesPage:
    page = window.page("kampung")
    assert isinstance(page, VillagesPage)
    return page


def kegiatan(window: MainWindow) -> ActivitiesPage:
    page = window.page("kegiatan")
    assert isinstance(page, ActivitiesPage)
    return page


def focus() -> QWidget:
    """Where the keys go."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, *, ctrl: bool = False) -> None:
    qtbot.keyClick(focus(), key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def type_in(qtbot: QtBot, *texts: str) -> None:
    """Type answers, Enter after each."""
    for text in texts:
        if text:
            qtbot.keyClicks(focus(), text)
        press(qtbot, Qt.Key.Key_Return)


def stored(session: Session, form: type[R]) -> list[R]:
    with session.database.read() as conn:
        return read.records(conn, form, order=("id",))
