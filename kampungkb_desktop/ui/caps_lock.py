"""A password field that tells from the letters themselves whether Caps Lock is on; Qt does not say, and asking the
system differs per system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def caps_lock_of(text: str, *, shift: bool) -> bool | None:
    """Whether a typed letter shows Caps Lock on; ``None`` for anything that is no cased letter."""
    if len(text) != 1 or not text.isalpha() or text.lower() == text.upper():
        return None
    return text.isupper() != shift


class PasswordField(QLineEdit):
    """Hidden letters; ``caps_lock(bool)`` when the lock is seen on or off."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._caps = False
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def show_letters(self, shown: bool) -> None:
        """Letters or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
        seen = caps_lock_of(event.text(), shift=shift)
        if event.key() == QtCore.Qt.Key.Key_CapsLock and self._caps:
            seen = False
        if seen is not None and seen != self._caps:
            self._caps = seen
            self.caps_lock.emit(seen)
        super().keyPressEvent(event)
