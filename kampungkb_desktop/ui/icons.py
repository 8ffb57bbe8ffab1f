"""Icons drawn by one hand (24 grid, 1.75 stroke) and tinted with a token; one file per name under
``resources/icons``.

A tinted icon does not follow a change of look by itself: set it with ``set_icon`` and ``theme`` tints it
again.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QIcon, QPixmap, QPixmapCache
from PySide6.QtWidgets import QAbstractButton, QLabel
from shiboken6 import isValid

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.ui.look import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

SIZE = 18
"""Pixels of an icon in a button at 100 %."""

_MEASURES = re.compile(r'\s(?:width|height)="[^"]*"')


@cache
def drawing(name: str) -> str:
    """The SVG text of an icon; the stroke is ``currentColor``. An unknown name is a bug
    (``FileNotFoundError``)."""
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon of ``size`` logical pixels in ``colour``, drawn for a screen of ``ratio`` device pixels per
    pixel."""
    key = f"kkb/{name}/{colour}/{size}/{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = drawn(drawing(name).replace("currentColor", colour), size, size, ratio)
        QPixmapCache.insert(key, picture)
    return picture


def drawn(svg: str, width: int, height: int, ratio: float = 1.0) -> QPixmap:
    """SVG text as a picture of ``width`` by ``height`` logical pixels.

    Read as a picture file and not painted by hand: ``QPainter`` and ``QtSvg`` would cost the first paint a twentieth
    of a bare window's start.
    """
    head, body = svg.split(">", 1)
    size = f'width="{max(1, round(width * ratio))}" height="{max(1, round(height * ratio))}"'
    picture = QPixmap()
    picture.loadFromData(f"{_MEASURES.sub('', head)} {size}>{body}".encode(), "SVG")
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, role: str = "ink", size: int = SIZE) -> QIcon:
    """An icon tinted with the token ``role`` ("ink", "accent_ink", "bad_ink", ...), for 1x and 2x screens.

    ``size`` is at 100 % and grows with the text size. The disabled picture is tinted ``ink_off``.
    """
    look = tokens()
    side = look.px(size)
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, getattr(look, role)), (QIcon.Mode.Disabled, look.ink_off)):
        for ratio in (1.0, 2.0):
            made.addPixmap(pixmap(name, colour, side, ratio), mode)
    return made


def set_icon(widget: QAbstractButton | QLabel | QAction, name: str, role: str = "ink", size: int = SIZE) -> None:
    """Give a button, label or action an icon that follows the look: ``theme.apply_theme`` has all drawn again."""
    widget.setProperty("kkb_icon", [name, role, size])
    _tinted().add(widget)
    retint(widget)


def _tinted() -> WeakSet[QAbstractButton | QLabel | QAction]:
    """The widgets with such an icon, kept at the application. Qt's own list of all widgets is not asked: it also names
    those that are just being destroyed, and reading one of these ends the program."""
    app = QCoreApplication.instance()
    assert app is not None
    known: WeakSet[QAbstractButton | QLabel | QAction] | None = app.property("kkb_tinted")
    if known is None:
        known = WeakSet()
        app.setProperty("kkb_tinted", known)
    return known


def retint_all() -> None:
    """Draw every icon of ``set_icon`` that is still there again."""
    for widget in list(_tinted()):
        if isValid(widget):
            retint(widget)


def retint(widget: QAbstractButton | QLabel | QAction) -> None:
    """Draw the icon of ``set_icon`` again in the present look. Without one nothing happens."""
    wanted = widget.property("kkb_icon")
    if not wanted:
        return
    name, role, size = str(wanted[0]), str(wanted[1]), int(wanted[2])
    look = tokens()
    side = look.px(size)
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, getattr(look, role), side, widget.devicePixelRatioF()))
    else:
        widget.setIcon(icon(name, role, size))
        if isinstance(widget, QAbstractButton):
            widget.setIconSize(QSize(side, side))
