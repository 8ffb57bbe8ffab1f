"""What hands do at the window without asking what it is for: a key, a click, a word, somewhere else."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.app import Start
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import read
from tests.journeys.driving import Laptop
from tests.journeys.screens import places

W = TypeVar("W", bound=QWidget)
_SHOWN = 25
NO, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_K = Qt.Key
MOVES = [_K.Key_Tab, _K.Key_Backtab, _K.Key_Up, _K.Key_Down, _K.Key_Left, _K.Key_Right, _K.Key_PageDown, _K.Key_PageUp,
         _K.Key_Home, _K.Key_End]  # fmt: skip
DEEDS = [_K.Key_Return, _K.Key_Space, _K.Key_Escape, _K.Key_Delete, _K.Key_Backspace, _K.Key_F2, _K.Key_F1, _K.Key_F5,
         _K.Key_F6, _K.Key_Menu]  # fmt: skip
HELD = [(_K.Key_Z, CTRL), (_K.Key_Y, CTRL), (_K.Key_K, CTRL), (_K.Key_F, CTRL), (_K.Key_S, CTRL), (_K.Key_N, CTRL),
        (_K.Key_A, CTRL), (_K.Key_D, CTRL), (_K.Key_P, CTRL), (_K.Key_Return, CTRL), (_K.Key_Tab, CTRL),
        (_K.Key_Down, SHIFT), (_K.Key_PageDown, SHIFT), (_K.Key_Left, ALT), (_K.Key_Right, ALT), (_K.Key_Down, ALT),
        (_K.Key_Plus, CTRL), (_K.Key_Minus, CTRL), (_K.Key_V, CTRL), (_K.Key_X, CTRL), (_K.Key_C, CTRL),
        *((Qt.Key(_K.Key_1 + n), CTRL) for n in range(9)),
        *((Qt.Key(_K.Key_A + n), ALT) for n in range(26))]  # fmt: skip
WORDS = ["Siti", "rahma", "31-02-2026", "12-05-2024", "0", "-1", "9,75", "1e9", "999999999", "08123", "", " ",
         "a" * 300, "'; --", "%_\\", "Ñur Aïni 👶", "<b>x</b>", "{}", "{nama}", "\u202eabc", "6403064505900001", "2026",
         "1/2/24"]  # fmt: skip


class Hands:
    """``last`` tells what was done, each deed before it is done: it may not come back."""

    def __init__(self, start: Start, chance: random.Random) -> None:
        self.start, self.chance = start, chance
        self.last: deque[str] = deque(maxlen=_SHOWN)
        self._ways: list[tuple[Callable[[QWidget], None], int]] = [
            (self._move, 16), (self._deed, 18), (self._held, 12), (self._type, 14), (self._click, 26), (self._line, 8),
            (self._pick, 5), (self._tab, 5), (self._go, 6), (self._size, 1), (self._rest, 6),
        ]  # fmt: skip

    def do(self, here: QWidget) -> None:
        """One deed in ``here``, whichever comes; nothing where there is nothing to do it to."""
        (way,) = self.chance.choices([one for one, _often in self._ways], [often for _one, often in self._ways])
        way(here)

    def _say(self, what: str, one: QWidget) -> None:
        self.last.append(f"{what} in {_name(one)} of {type(one.window()).__name__} at {self.start.window.current_key}")

    def _one(self, here: QWidget, kind: type[W]) -> W | None:
        """Any of a kind that a hand could reach."""
        there = [one for one in here.findChildren(kind) if _open(one)]
        return self.chance.choice(there) if there else None

    def _keys_go(self, here: QWidget) -> QWidget:
        """Never to what a dialog keeps from the keys: a test's key would reach it all the same."""
        focus, modal = QApplication.focusWidget(), QApplication.activeModalWidget()
        shut = modal is not None and focus is not None and focus.window() is not modal
        return here if focus is None or shut else focus

    def _move(self, here: QWidget) -> None:
        key, times = self.chance.choice(MOVES), self.chance.choice((1, 1, 2, 5))
        self._say(f"{key.name}×{times}", self._keys_go(here))
        for _ in range(times):
            QTest.keyClick(self._keys_go(here), key)

    def _deed(self, here: QWidget) -> None:
        key = self.chance.choice(DEEDS)
        self._say(key.name, self._keys_go(here))
        QTest.keyClick(self._keys_go(here), key)

    def _held(self, here: QWidget) -> None:
        key, held = self.chance.choice(HELD)
        self._say(f"{held.name}+{key.name}", self._keys_go(here))
        QTest.keyClick(self._keys_go(here), key, held)

    def _type(self, here: QWidget) -> None:
        kind = self.chance.choice((QLineEdit, QLineEdit, QPlainTextEdit))
        into: QWidget = self._one(here, kind) or self._keys_go(here)
        word = self.chance.choice(WORDS)
        self._say(repr(word[:20]), into)
        if into.focusPolicy() != Qt.FocusPolicy.NoFocus:
            into.setFocus()
        for letter in word:
            if not isValid(into):
                return
            key = QKeyEvent(QEvent.Type.KeyPress, 0, NO, letter)
            QApplication.sendEvent(self._keys_go(into), key)

    def _click(self, here: QWidget) -> None:
        if (one := self._one(here, QAbstractButton)) is not None:
            self._say("click", one)
            QTest.mouseClick(one, Qt.MouseButton.LeftButton)

    def _line(self, here: QWidget) -> None:
        if (one := self._one(here, QAbstractItemView)) is None:
            return
        room, left = one.viewport(), Qt.MouseButton.LeftButton
        where = QPoint(self.chance.randrange(max(1, room.width())), self.chance.randrange(max(1, room.height())))
        which, twice = self.chance.choice((left, left, Qt.MouseButton.RightButton)), self.chance.choice((True, False))
        self._say(f"{which.name}{' twice' if twice else ''} {where.x()},{where.y()}", one)
        (QTest.mouseDClick if twice else QTest.mouseClick)(room, which, pos=where)

    def _pick(self, here: QWidget) -> None:
        if (one := self._one(here, QComboBox)) is None or not one.count():
            return
        index = self.chance.randrange(one.count())
        self._say(f"choice {index}", one)
        one.setFocus()
        one.setCurrentIndex(index)
        one.activated.emit(index)

    def _tab(self, here: QWidget) -> None:
        if (one := self._one(here, QTabBar)) is None or not one.count():
            return
        index = self.chance.randrange(one.count())
        self._say(f"tab {index}", one)
        QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=one.tabRect(index).center())

    def _go(self, _here: QWidget) -> None:
        program = self.start.program
        if program is None or program.desk is None or self.start.window.covered() or QApplication.activeModalWidget():
            return
        session = program.desk.session
        place = self.chance.choice(places(_Laptop(session), _any_family(session)))
        self._say(f"go to {place}", self.start.window)
        self.start.window.go(*place)

    def _size(self, _here: QWidget) -> None:
        self.start.window.resize(*self.chance.choice(((1366, 768), (1024, 768), (683, 384), (1920, 1080))))

    def _rest(self, _here: QWidget) -> None:
        for _ in range(self.chance.choice((1, 5, 50))):
            QApplication.processEvents()


class _Laptop(Laptop):
    """As much of it as ``screens.places`` asks for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def session(self) -> Session:
        return self._session


def _any_family(session: Session) -> str:
    with session.database.read() as conn:
        return next((one.id for one in read.records(conn, FORMS["family"])), "")


def _open(one: QWidget) -> bool:
    """Whether a hand could reach it."""
    return one.isVisible() and one.isEnabled() and not one.visibleRegion().isEmpty()


def _name(one: QWidget) -> str:
    said = one.text() if isinstance(one, QAbstractButton) else ""
    return f"{type(one).__name__}<{(one.accessibleName() or said or one.objectName())[:40]}>"
