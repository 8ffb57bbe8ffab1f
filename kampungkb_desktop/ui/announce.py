"""Says aloud, to whoever uses a screen reader, what appeared without the keys going there: saved, refused, undone."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announcement(where: QWidget, words: str, *, urgent: bool = False) -> QAccessibleAnnouncementEvent:
    """The event that a screen reader hears. ``urgent`` interrupts what is being read."""
    made = QAccessibleAnnouncementEvent(where, words)
    level = QAccessible.AnnouncementPoliteness
    made.setPoliteness(level.Assertive if urgent else level.Polite)
    return made


def announce(where: QWidget, words: str, *, urgent: bool = False) -> None:
    """Say it, where somebody listens."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(announcement(where, words, urgent=urgent))
