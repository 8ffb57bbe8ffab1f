"""What does not fit: words that are cut off, controls that lie where nobody can scroll to, and a page that scrolls
sideways (a table in it may)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)

from kampungkb_desktop.ui.page_room import PageRoom
from kampungkb_desktop.ui.tiles import StatTile
from tests.journeys.reading import whose

SLACK = 2
"""Pixels by which Qt's own hints differ from what they need."""
_PASSES = 12
_WORDED = (QPushButton, QCheckBox, QRadioButton, QToolButton)


def settled_misfits(root: QWidget) -> list[str]:
    """What does not fit once everything is laid out: a height follows a width, and another height that; and words that
    came in that very moment get their room in the next."""
    found = ["nothing was laid out"]
    for _ in range(_PASSES):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        if not (found := misfits(root)):
            break
    return found


def misfits(root: QWidget) -> list[str]:
    """Everything shown in ``root`` that is cut off or cannot be reached as it stands now."""
    found: list[str] = []
    for one in root.findChildren(QWidget):
        if not one.isVisible() or one.isWindow() or (one.visibleRegion().isNull() and one.size().isEmpty()):
            continue
        found += [f"{words}: {whose(one)}" for words in _cut(one)]
        if isinstance(one, StatTile):
            drawn = [words for words, _lines in one.drawn(one.width())]
            found += [f"cut off in a tile {whole!r}" for whole in (one.words, one.note) if whole not in drawn]
        if isinstance(one, PageRoom) and (more := one.horizontalScrollBar().maximum()):
            found.append(f"the page scrolls sideways by {more} px")
        if isinstance(one, QAbstractButton | QLabel | QLineEdit | QComboBox | QAbstractSpinBox | QTabBar):
            found += [f"{words}: {whose(one)}" for words in _outside(one, root)]
    return list(dict.fromkeys(found))


def _cut(one: QWidget) -> Iterator[str]:
    """A label or button smaller than its words. A tooltip that says all of them makes up for what is elided."""
    if isinstance(one, QLabel) and one.text() and one.pixmap().isNull():
        text = one.text()
        if one.wordWrap():
            if one.heightForWidth(one.width()) > one.height() + SLACK:
                yield f"cut off ({one.height()} of {one.heightForWidth(one.width())} px high) {text[:50]!r}"
        elif one.sizeHint().width() > one.width() + SLACK and text not in one.toolTip():
            yield f"cut off ({one.width()} of {one.sizeHint().width()} px wide) {text[:50]!r}"
        elif one.sizeHint().height() > one.height() + SLACK:
            yield f"cut off ({one.height()} of {one.sizeHint().height()} px high) {text[:50]!r}"
    elif isinstance(one, _WORDED) and one.text() and not _only_a_picture(one):
        hint = one.minimumSizeHint() if isinstance(one, QPushButton) else one.sizeHint()
        hint = one.sizeHint() if hint.isEmpty() else hint
        plain = one.text().replace("&", "")
        if hint.width() > one.width() + SLACK and (isinstance(one, QPushButton) or plain not in one.toolTip()):
            yield f"cut off ({one.width()} of {hint.width()} px wide) {one.text()[:50]!r}"
        elif hint.height() > one.height() + SLACK:
            yield f"cut off ({one.height()} of {hint.height()} px high) {one.text()[:50]!r}"


def _only_a_picture(one: QWidget) -> bool:
    return isinstance(one, QToolButton) and one.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly


def _outside(one: QWidget, root: QWidget) -> Iterator[str]:
    """Whether some part of it lies where nobody can scroll to."""
    box, here = one.rect(), one
    while here is not root:
        above = here.parentWidget()
        if above is None or isinstance(above, QHeaderView | QScrollBar | QTabBar):
            return
        box = QRect(here.mapToParent(box.topLeft()), box.size())
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            sideways = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if sideways and (box.left() < -SLACK or box.right() > above.width() + SLACK):
                yield f"out of reach sideways by {max(-box.left(), box.right() - above.width())} px"
                return
            box = QRect(QPoint(0, 0), box.size().boundedTo(above.size()))
        elif not above.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(box):
            yield f"out of its place {(box.x(), box.y(), box.width(), box.height())} in {above.size().toTuple()}"
            return
        here = above
