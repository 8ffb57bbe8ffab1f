"""Tells from the letters themselves whether Caps Lock is on; Qt does not say, and asking the system differs
per system."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def caps_lock_of(text: str, shift: bool) -> bool | None:
    """Whether a typed letter shows Caps Lock on; ``None`` for anything that is no cased letter."""
    if len(text) != 1 or not text.isalpha() or text.lower() == text.upper():
        return None
    return text.isupper() != shift


class CapsLockWatch(QObject):
    """Watches the keys of one field; ``changed(bool)`` when the lock is seen on or off."""

    changed = Signal(bool)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._on = False
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            seen = caps_lock_of(event.text(), shift)
            if event.key() == Qt.Key.Key_CapsLock:
                seen = False if self._on else None
            if seen is not None and seen != self._on:
                self._on = seen
                self.changed.emit(seen)
        return False
