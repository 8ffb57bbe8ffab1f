"""The way of Tab, walked by keys: where it comes by, whether it closes, and what it leaves out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)

from kampungkb_desktop.ui.chart_ground import Picture
from kampungkb_desktop.ui.choice_editors import ButtonsEditor
from kampungkb_desktop.ui.number_grid import CountButton
from kampungkb_desktop.ui.tiles import StatTile
from tests.journeys.reading import whose

LINKS = 200
"""As many as a page of the guide may have."""


def walked(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> tuple[list[QWidget], list[str]]:
    """The controls ``key`` comes by, until it is where it was, and what is wrong with the way."""
    QTest.keyClick(QApplication.focusWidget() or window, key)
    seen: list[QWidget] = []
    passed: set[int] = set()
    wrong: list[str] = []
    while (here := QApplication.focusWidget()) is not None and id(here) not in passed:
        seen.append(here)
        passed.add(id(here))
        if _hidden(here):
            for _ in range(3):  # what comes into sight may have to be laid out first
                QApplication.sendPostedEvents()
                QApplication.processEvents()
            if _hidden(here):
                wrong.append(f"{key.name} goes out of sight: {whose(here)}")
        QTest.keyClick(here, key)
        for _ in range(LINKS if isinstance(here, QTextBrowser) else 0):  # Tab goes from link to link in it
            if QApplication.focusWidget() is not here:
                break
            QTest.keyClick(here, key)
    if here is None:
        wrong.append(f"{key.name} ends nowhere after {whose(seen[-1]) if seen else 'its first step'}")
    elif here is not seen[0]:
        wrong.append(f"{key.name} goes round in a part: {whose(here)}")
    return seen, wrong


def _hidden(one: QWidget) -> bool:
    """Whether nothing of it is in sight; of a list, nothing of what scrolls in it."""
    seen = one.viewport() if isinstance(one, QAbstractScrollArea) else one
    return seen.visibleRegion().isEmpty()


def both_ways(window: QWidget, wanted: list[QWidget]) -> list[str]:
    """Everything wrong with Tab and Shift+Tab in ``window``; ``wanted`` are the controls they must come by."""
    seen, wrong = walked(window)
    there = {id(one) for one in wanted}  # what is read meanwhile may bring more
    back, wrong_back = walked(window, Qt.Key.Key_Backtab)
    stayed = [one for one in wanted if id(one) in there and one.isVisible() and one.isEnabled()]
    lost = [f"Shift+Tab does not come to: {whose(one)}" for one in seen if one not in back and one in stayed]
    return [*wrong, *wrong_back, *_unreached(stayed, seen), *lost]


def _unreached(controls: list[QWidget], seen: list[QWidget]) -> list[str]:
    """Controls the way does not pass, but for those among which the arrows move, figures that lead nowhere, and what a
    mouse adds to a line."""
    passed = {id(_group(one)) for one in seen if _group(one) is not None}
    come = {id(one) for one in seen}
    wanted = [one for one in controls if not isinstance(one, Picture) or one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [
        f"Tab does not come to: {whose(one)}" for one in wanted
        if id(one) not in come and id(_group(one)) not in passed
        and (isinstance(one, Picture) or not isinstance(one, QLabel | StatTile | CountButton))
        and not isinstance(one.parentWidget(), QLineEdit | QTabBar | QTableView)
    ]  # fmt: skip


def _group(one: QWidget) -> object:
    """What holds the buttons among which the arrows move, if it is one of them."""
    if not isinstance(one, QAbstractButton):
        return None
    group: QButtonGroup | None = one.group()
    if group is not None and group.exclusive():
        return group
    return one.parentWidget() if isinstance(one.parentWidget(), ButtonsEditor) or one.autoExclusive() else None
