"""Icons of one optical size: each fills about as much of its square, stands in its middle, and is drawn by one pen with
round ends."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.ui.icons import drawing, drawn

GRID, FINE = 24, 240
SMALLEST, LARGEST, OFF = 13.5, 21.0, 1.0
"""Of the longer side, on a grid of 24; and how far from the middle one may stand."""
PEN = 'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'


def _faults(name: str, svg: str) -> list[str]:
    ink = QRegion(drawn(svg.replace("currentColor", "#000000"), FINE, FINE).mask()).boundingRect()
    step = FINE / GRID
    side = max(ink.width(), ink.height()) / step
    middle = QRect(0, 0, FINE, FINE).center()
    away = max(abs(ink.center().x() - middle.x()), abs(ink.center().y() - middle.y())) / step
    found = [] if SMALLEST <= side <= LARGEST else [f"{name} is {side:.1f} large"]
    found += [] if away <= OFF else [f"{name} stands {away:.1f} beside the middle"]
    return found + ([] if PEN in svg else [f"{name} is drawn by another pen"])


def test_every_icon_has_one_optical_size(qapp: QApplication) -> None:
    names = [path.stem for path in resource("icons").glob("*.svg")]
    ours = [name for name in names if name != "app" and not name.startswith("qss-")]
    assert len(ours) > 60
    assert [fault for name in ours for fault in _faults(name, drawing(name))] == []


def test_another_hand_is_seen(qapp: QApplication) -> None:
    plus = drawing("add")
    assert _faults("add", plus) == []
    assert _faults("small", plus.replace("M12 5v14", "M12 9v6").replace("M5 12h14", "M9 12h6"))
    assert _faults("beside", plus.replace('viewBox="0 0 24 24"', 'viewBox="-2 0 24 24"'))
    assert _faults("thin", plus.replace('"1.75"', '"1.5"'))
