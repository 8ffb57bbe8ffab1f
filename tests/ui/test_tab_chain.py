"""The way of Tab leaves whom it passes where they belong."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kampungkb_desktop.ui.tab_chain import step


def test_who_comes_after_one_that_is_deleted_stays(qtbot: QtBot) -> None:
    """What lies inside a list was dead for Python once the field before it had gone, and the list's next event ended
    the program."""
    window = QWidget()
    qtbot.addWidget(window)
    rows = QVBoxLayout(window)
    first, page = QLineEdit(), QWidget()
    rows.addWidget(first)
    rows.addWidget(page)
    table = QTableView(page)
    ground = table.viewport()
    window.show()
    first.setFocus()
    for forward in (True, False, True):
        assert step(window, forward=forward)
    first.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
    assert isValid(ground)
    assert ground.parentWidget() is table
