"""Hangs the style sheet on windows. On the application it would reach every widget from its birth, and then each of the
dozen times that a page is put together from parts, Qt would dress all that was put together so far once more: opening a
page took twice as long.

Whoever makes a window calls ``dress``, and the house's rules know the ways to make one; should it be forgotten all the
same, ``watch`` dresses the window as soon as it has the keys."""

from __future__ import annotations

from weakref import WeakSet

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

SHEET = "kkb_sheet"
_DRESSED = "kkb_dressed"


def dress(window: QWidget) -> None:
    """Give the sheet of the look, now and at every change, to a widget that has no parent: a window, a dialog before
    there is a window, the list of a completer. What has a parent is dressed by it."""
    _dressed().add(window)
    window.setStyleSheet(_application().property(SHEET) or "")


def dress_all(sheet: str) -> None:
    """A new look for all that ``dress`` knows, and for what comes; only ``theme`` calls this."""
    _application().setProperty(SHEET, sheet)
    for window in list(_dressed()):
        if isValid(window):
            window.setStyleSheet(sheet)


def watch(app: QApplication) -> None:
    """Leave no window bare for long: called once, where the application is made."""
    app.focusWindowChanged.connect(_dress_forgotten)


def _dress_forgotten(_now: object) -> None:
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.parentWidget() is None and not window.styleSheet():
            dress(window)


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app


def _dressed() -> WeakSet[QWidget]:
    known: WeakSet[QWidget] | None = _application().property(_DRESSED)
    if known is None:
        known = WeakSet()
        _application().setProperty(_DRESSED, known)
    return known
