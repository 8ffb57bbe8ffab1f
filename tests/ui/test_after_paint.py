"""What of a page is built after its first paint (``ui/after_paint.py``)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.after_paint import AfterPaint


def shown(qtbot: QtBot) -> QWidget:
    """A window on the screen."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    return window


def test_it_goes_on_in_another_window_when_the_first_has_ended(qtbot: QtBot) -> None:
    first, second = shown(qtbot), shown(qtbot)
    page, left, held = QWidget(first), [3], [True]

    def step() -> bool:
        if not held[0] and left[0]:
            left[0] -= 1
        return bool(left[0])

    growing = AfterPaint(page, step)
    page.resize(200, 100)
    page.show()
    growing.begin()
    qtbot.waitUntil(lambda: growing._door is first.windowHandle())
    page.hide()
    page.setParent(second)
    first.destroy()  # ends its own window of the system, as a dialog does that is closed for good
    held[0] = False
    growing.finish()
    assert growing.whole
    assert left[0] == 0
