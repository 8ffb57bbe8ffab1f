"""Ctrl+Z in a field that has nothing to take back: Qt's fields take the key all the same and do nothing with it, so the
deed that was just done (a family saved, the keys already in the next person's name) could not be taken back there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def passes_undo(field: QObject, event: QEvent) -> bool:
    """For an event filter: whether this is Ctrl+Z in a text with no past. The field must not see it then, and the event
    is left to the window's shortcut."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Undo) or _past(field):
        return False
    event.ignore()
    return True


def _past(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isUndoAvailable()
