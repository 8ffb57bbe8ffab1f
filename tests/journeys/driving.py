"""A laptop as a person sits before it: the real window over a data folder, driven by keys and looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.app import Start
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.pages.welcome import WelcomePage
from tests.actions.devices import PASSWORD

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PATIENCE = 30_000
P = TypeVar("P", bound=Page)


def focused() -> QWidget:
    """What the keys go to."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(text: str) -> None:
    """Type; a line break is Enter."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(focused(), Qt.Key.Key_Return)
        else:
            QTest.keyClicks(focused(), letter)


def press(key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """One key with modifiers, where the focus is."""
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    QTest.keyClick(focused(), key, modifiers)


def fill(view: FormView, answers: Mapping[str, Any]) -> None:
    """Answer a form: lines and paragraphs by keys, choices as if chosen."""
    for name, answer in answers.items():
        cell = view.cell(name) if isinstance(view, GrowingForm) else view.cells[name]
        inputs = cell.editor.inputs()
        if isinstance(answer, str) and len(inputs) == 1 and isinstance(inputs[0], QLineEdit | QPlainTextEdit):
            view.focus_field(name)
            QTest.keyClicks(inputs[0], answer)
        else:
            view.answer(name, answer)


def choose(within: QWidget, name: str, wanted: str) -> None:
    """Pick from a list, found by the name a screen reader says."""
    box = next(one for one in within.findChildren(QComboBox) if one.accessibleName() == name)
    box.setFocus()
    box.setCurrentIndex(box.findData(wanted))
    assert box.currentData() == wanted


class Laptop:
    """``start`` is the program; everything a test asks of it goes through the window."""

    def __init__(self, qtbot: QtBot, folder: Path, clock: Clock, **wishes: Any) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.qtbot, self.folder = qtbot, folder
        self.start = Start(app, folder, clock=clock, **wishes)
        self.start.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    @property
    def window(self) -> MainWindow:
        return self.start.window

    @property
    def session(self) -> Session:
        """The open session, for looking behind the window."""
        assert self.start.program is not None
        assert self.start.program.desk is not None
        return self.start.program.desk.session

    def wait(self, ready: Callable[[], object]) -> None:
        """Until something holds; the worker is given all the time a slow machine needs."""
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=PATIENCE)

    def rest(self) -> None:
        """Until the worker has nothing left to do."""
        self.wait(lambda: not worker_of().busy())

    def is_open(self) -> bool:
        """Whether the pages are there and nothing lies over them."""
        return self.start.program is not None and self.start.program.desk is not None and not self.window.covered()

    def welcome(self) -> WelcomePage:
        """The page of the first run."""
        found = self.window.findChild(WelcomePage)
        assert isinstance(found, WelcomePage)
        return found

    def go(self, page: type[P], key: str, record: str | None = None) -> P:
        """A place of the sidebar, read to the end."""
        assert self.window.go(key, record)
        self.rest()
        found = self.window.page(key)
        assert isinstance(found, page)
        return found

    def close(self) -> None:
        """Close the window and let go of the data."""
        self.rest()
        self.window.closing = None  # a test has no one to answer a question
        self.window.close()
        self.start.end()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def laptop(qtbot: QtBot, folder: Path, clock: Clock, **wishes: Any) -> Iterator[Laptop]:
    """A laptop that is shut at the end, whatever happens."""
    opened = Laptop(qtbot, folder, clock, **wishes)
    try:
        yield opened
    finally:
        opened.close()


def login_of(found: Laptop) -> LoginPage:
    """Masuk or the lock, as it stands."""
    page = found.window.findChild(LoginPage)
    assert isinstance(page, LoginPage)
    return page


def enter(found: Laptop, password: str = PASSWORD) -> None:
    """Type the password and wait for Beranda."""
    found.wait(lambda: login_of(found).password.hasFocus())
    keys(f"{password}\n")
    found.wait(found.is_open)
    found.rest()


def refusal_of(found: Laptop) -> str:
    """What Masuk says once it refused."""
    found.wait(lambda: not login_of(found).problem.isHidden() and login_of(found).problem.text())
    return login_of(found).problem.text()
