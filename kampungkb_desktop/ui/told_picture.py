"""A part that draws itself, told to a screen reader as what it is: a picture, its name, and its words as description.

Qt tells every scrolling area it has no name for as a frame that only holds others ("filler"), and Orca and NVDA pass
those by. What lies over the picture is its only child.
"""

from __future__ import annotations

from typing import Any
from weakref import ReferenceType, ref

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_ASKED = "kkb_told_pictures"


def tell_as_picture(widget: QWidget, over: QWidget) -> None:
    """Call it while ``widget`` is made, before anything asks who it is; ``over`` is what may lie over it."""
    app = QCoreApplication.instance()
    assert app is not None
    widget.setProperty(_ASKED, ref(over))
    if app.property(_ASKED) is None:
        app.setProperty(_ASKED, _told)
        QAccessible.installFactory(_told)


def _told(_kind: str, found: QObject) -> QAccessibleInterface | None:
    if isinstance(found, QWidget) and isinstance(over := found.property(_ASKED), ReferenceType):
        return _Picture(found, over)
    return None


class _Picture(QAccessibleInterface):
    def __init__(self, widget: QWidget, over: ReferenceType[QWidget]) -> None:
        super().__init__()
        self._widget, self._over = ref(widget), over

    def isValid(self) -> bool:  # noqa: N802  Qt's name
        return self._is() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return self._is()

    def window(self) -> QWindow | None:  # type: ignore[override]
        widget = self._is()
        return widget.window().windowHandle() if widget is not None else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Graphic

    def text(self, which: QAccessible.Text) -> str:
        widget = self._is()
        if widget is None:
            return ""
        if which == QAccessible.Text.Name:
            return widget.accessibleName()
        return widget.accessibleDescription() if which == QAccessible.Text.Description else ""

    def setText(self, _which: QAccessible.Text, _words: str) -> None:  # noqa: N802  Qt's name
        """Nobody types into a picture."""

    def state(self) -> QAccessible.State:
        told, widget = QAccessible.State(), self._is()
        told.focusable = told.readOnly = True
        if widget is not None:
            told.focused, told.invisible = widget.hasFocus(), not widget.isVisible()
            told.disabled = not widget.isEnabled()
        return told

    def rect(self) -> QRect:
        widget = self._is()
        return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()) if widget is not None else QRect()

    # --- who is around it

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        widget = self._is()
        above = widget.parentWidget() if widget is not None else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def child(self, at: int) -> QAccessibleInterface | None:  # type: ignore[override]
        over = self._shown()
        return QAccessible.queryAccessibleInterface(over) if over is not None and not at else None

    def childCount(self) -> int:  # noqa: N802  Qt's name
        return int(self._shown() is not None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802  Qt's name
        return 0 if self._shown() is not None and child.object() is self._shown() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802  Qt's name
        return self.child(0) if self.rect().contains(x, y) else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802  Qt's name
        over, widget = self._shown(), self._is()
        if over is not None and over.hasFocus():
            return self.child(0)
        return QAccessible.queryAccessibleInterface(widget) if widget is not None and widget.hasFocus() else None

    def relations(self, _match: Any = None) -> list[Any]:
        return []

    def interface_cast(self, _which: Any) -> None:  # type: ignore[override]
        """Neither table nor text: the words are its description, and the text over it."""

    def _is(self) -> QWidget | None:
        widget = self._widget()
        return widget if widget is not None and isValid(widget) else None

    def _shown(self) -> QWidget | None:
        over = self._over()
        return over if over is not None and isValid(over) and over.isVisible() else None
