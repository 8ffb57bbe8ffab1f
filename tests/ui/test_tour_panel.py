"""The strip of the tour in a small window."""

from __future__ import annotations

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.tour_panel import TourPanel

PRAISE = "Dua petugas latihan bekerja di laptopnya masing-masing, lalu menyerahkan berkasnya."


def test_praise_that_has_no_room_ends_in_dots(qtbot: QtBot) -> None:
    """Cut in the middle of a word it reads as a fault."""
    panel = TourPanel()
    qtbot.addWidget(panel)
    panel.say("2 dari 7", "Terima satu folder", "Tekan Terima berkasnya.", "Tunjukkan", praise=PRAISE)
    panel.show()
    for width in range(620, 760, 7):
        panel.resize(width, 56)
        assert panel.praise.width() < panel.praise.sizeHint().width()
        found = panel.praise.grab().toImage()
        last = [x for x in range(found.width()) if _inked(found, x)]
        above = [y for y in range(found.height() // 2) if _dark(found, last[-1], y)]
        assert above == [], f"{width}: the last thing to be seen is a dot, which stands low"


def _inked(image: QImage, x: int) -> bool:
    return any(_dark(image, x, y) for y in range(image.height()))


def _dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 150
