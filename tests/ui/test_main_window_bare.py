"""The window before it has pages: a cover over nothing, the room it takes on the screen, Enter on what covers it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.widgets import column


def test_a_cover_needs_no_frame(qtbot: QtBot) -> None:
    """Masuk is painted before the frame's modules are read."""
    made = MainWindow(practice=True)
    qtbot.addWidget(made)
    made.cover(QWidget())
    made.show()
    assert made._frame is None
    assert made.close()


def test_a_screen_that_is_too_small_is_filled(qtbot: QtBot) -> None:
    """With its title bar the window is higher than a screen of 768 lines: its keys would lie below the edge."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.begin()
    room = window.screen().availableSize()
    assert room.height() < 768 + 40, "the screen of these tests is a small one"
    assert window.isMaximized()
    assert window.height() <= room.height()


def test_enter_presses_the_button_that_has_the_keys(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    link, typed = QPushButton("Semua kampung"), QLineEdit()
    pressed = list[str]()
    link.clicked.connect(lambda _checked=False: pressed.append("link"))
    cover = QWidget()
    cover.setLayout(column(link, typed))
    window.cover(cover)
    window.show()
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    typed.setFocus()
    QTest.keyClick(typed, Qt.Key.Key_Return)
    link.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_Enter)
    assert pressed == ["link"]
