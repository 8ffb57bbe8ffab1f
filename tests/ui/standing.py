"""Where everything stands in a window, to see that it stays there when something comes that was waited for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget


def stands(window: QWidget) -> Mapping[QWidget, QRect]:
    """Every widget in sight, with its place in the window."""
    return {
        one: QRect(one.mapTo(window, QPoint(0, 0)), one.size())
        for one in window.findChildren(QWidget)
        if one.isVisible() and not one.visibleRegion().isEmpty()
    }


def moved(before: Mapping[QWidget, QRect], after: Mapping[QWidget, QRect]) -> list[str]:
    """What stands elsewhere than before, by name and way."""
    return [
        f"{one.metaObject().className()} {one.accessibleName() or one.property('text') or ''}: "
        f"{after[one].x() - box.x():+d}, {after[one].y() - box.y():+d}"
        for one, box in before.items()
        if one in after and after[one].topLeft() != box.topLeft()
    ]
