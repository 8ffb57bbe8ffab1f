"""For everyone: every screen read as a screen reader reads it, walked by Tab alone until the way closes, and no Alt
letter with two owners on any of them (pressing it would only move the focus between the two)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.choice_editors import ButtonsEditor
from kampungkb_desktop.ui.number_grid import CountButton
from kampungkb_desktop.ui.tiles import StatTile
from tests.journeys.driving import Laptop
from tests.journeys.screens import places
from tests.ui.mnemonics import duplicates
from tests.ui.pages import people

Role = QAccessible.Role
KINDS: dict[type[QWidget], frozenset[Role]] = {
    QCheckBox: frozenset({Role.CheckBox}),
    QRadioButton: frozenset({Role.RadioButton}),
    QAbstractButton: frozenset({Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton}),
    QLineEdit: frozenset({Role.EditableText}),
    QPlainTextEdit: frozenset({Role.EditableText}),
    QTextEdit: frozenset({Role.EditableText}),
    QComboBox: frozenset({Role.ComboBox}),
    QAbstractSpinBox: frozenset({Role.SpinBox}),
    QTabBar: frozenset({Role.PageTabList}),
    QTableView: frozenset({Role.Table}),
    QAbstractItemView: frozenset({Role.List, Role.Tree, Role.Table}),
}
"""What a control may say it is; the first that fits holds."""


def _controls(root: QWidget) -> list[QWidget]:
    """What a person can work with now. Lines inside a spinner or box speak and take keys through it."""
    return [
        one for one in root.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and not isinstance(one, QScrollBar | QHeaderView)
        and one.focusProxy() is None
        and (one.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(one, tuple(KINDS)))
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
    ]  # fmt: skip


def _name(widget: QWidget) -> str:
    """What is read aloud first. Of a box Qt reads what is chosen on some systems; its name must be there too."""
    if isinstance(widget, QComboBox):
        labels = [one for one in widget.window().findChildren(QLabel) if one.buddy() is widget]
        return widget.accessibleName() or "".join(one.text() for one in labels)
    found: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def _whose(widget: QWidget) -> str:
    """Where to look for it."""
    line: list[str] = []
    above: QWidget | None = widget
    while above is not None and len(line) < 4:
        line.append(type(above).__name__ + (f"({above.accessibleName()})" if above.accessibleName() else ""))
        above = above.parentWidget()
    return " in ".join(line)


def _unread(control: QWidget) -> Iterator[str]:
    """What a screen reader could not say of it."""
    name = _name(control)
    if not any(letter.isalnum() for letter in name):
        yield f"no name: {_whose(control)}"
    if isinstance(control, QToolButton | QPushButton) and not control.text() and not control.toolTip():
        yield f"only a picture and no tooltip: {_whose(control)}"
    found: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(control)
    allowed = next((roles for kind, roles in KINDS.items() if isinstance(control, kind)), None)
    if found is None or (allowed is not None and found.role() not in allowed):
        yield f"says it is a {found.role().name if found is not None else None}: {_whose(control)}"


def _without_words(root: QWidget) -> list[str]:
    """Coloured pills that say nothing beside their colour."""
    return [f"a colour alone: {_whose(one)}" for one in root.findChildren(Chip)
            if one.isVisible() and not one.tag.text.strip()]  # fmt: skip


def _walked(window: QWidget) -> tuple[list[QWidget], list[str]]:
    """The controls Tab comes by, until it is where it was, and what is wrong with the way."""
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    seen: list[QWidget] = []
    wrong: list[str] = []
    while (here := QApplication.focusWidget()) is not None and here not in seen:
        seen.append(here)
        QApplication.sendPostedEvents()
        QApplication.processEvents()  # what comes into sight moves first
        if here.visibleRegion().isEmpty():
            wrong.append(f"Tab goes out of sight: {_whose(here)}")
        QTest.keyClick(here, Qt.Key.Key_Tab)
    if here is None:
        wrong.append(f"Tab ends nowhere after {_whose(seen[-1]) if seen else 'its first step'}")
    elif here is not seen[0]:
        wrong.append(f"Tab goes round in a part: {_whose(here)}")
    return seen, wrong


def _unreached(controls: list[QWidget], seen: list[QWidget]) -> list[str]:
    """Controls the way does not pass, but for those among which the arrows move, figures that lead nowhere, and what a
    mouse adds to a line."""
    passed = {id(_group(one)) for one in seen if _group(one) is not None}
    return [
        f"Tab does not come to: {_whose(one)}" for one in controls
        if one not in seen and id(_group(one)) not in passed
        and not isinstance(one, QLabel | StatTile | CountButton)
        and not isinstance(one.parentWidget(), QLineEdit | QTabBar | QTableView)
    ]  # fmt: skip


def _group(one: QWidget) -> object:
    """What holds the buttons among which the arrows move, if it is one of them."""
    if not isinstance(one, QAbstractButton):
        return None
    if isinstance(one.parentWidget(), ButtonsEditor) or one.autoExclusive():
        return one.parentWidget()
    group: QButtonGroup | None = one.group()
    return group if group is not None and group.exclusive() else None


def _findings(at: Laptop, place: tuple[str, str | None]) -> list[str]:
    at.window.go(*place)
    at.rest()
    window = at.window
    window.activateWindow()  # a progress dialog may have come and gone
    at.wait(lambda: QApplication.activeWindow() is window)
    controls = _controls(window)
    found = [words for one in controls for words in _unread(one)]
    found += _without_words(window)
    found += [f"{keys} belongs to {texts}" for keys, texts in duplicates(window).items()]
    seen, wrong = _walked(window)
    there = {id(one) for one in controls}  # what is read meanwhile may bring more
    stayed = [one for one in _controls(window) if id(one) in there]
    return [*found, *wrong, *_unreached(stayed, seen)]


def test_every_screen_of_an_officer_is_read_and_walked(opened: Laptop) -> None:
    family, _mother, _child = people.household(opened.session)
    opened.window.touched(frozenset({"family", "member"}))
    wanted = places(opened, family.id)
    assert len(wanted) > 40
    found = {place: wrong for place in wanted if (wrong := _findings(opened, place))}
    assert found == {}
