"""A newcomer's hand: presses keys and counts them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.driving import CTRL, Laptop, focused


class Hand:
    """Presses keys and counts them."""

    def __init__(self, at: Laptop) -> None:
        self.at, self.keys = at, 0

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= one
        self.keys += 1
        QTest.keyClick(focused(), key, modifiers)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(Qt.Key.Key_Return) if letter == "\n" else self._letter(letter)

    def _letter(self, letter: str) -> None:
        self.keys += 1
        QTest.keyClicks(focused(), letter)

    def to(self, number: int) -> None:
        """A place of the sidebar."""
        self.press(Qt.Key(Qt.Key.Key_0.value + number), CTRL)
        self.at.rest()

    def point(self) -> None:
        """F6 and Enter: let the tour give the keys to what comes next."""
        self.press(Qt.Key.Key_F6)
        self.press(Qt.Key.Key_Return)
