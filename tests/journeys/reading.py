"""A window as a screen reader reads it: which controls there are, what each is called, what it says it is, and what
stands in its cells."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
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
    QTreeView,
    QWidget,
)

from kampungkb_desktop.ui.chart_ground import Chart, Picture
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.choice_editors import ButtonsEditor
from kampungkb_desktop.ui.combo_box import ANSWER_IS_NAME
from kampungkb_desktop.ui.told_paper import ToldPaper

Role = QAccessible.Role
KINDS: dict[type[QWidget], frozenset[Role]] = {
    QCheckBox: frozenset({Role.CheckBox}),
    QRadioButton: frozenset({Role.RadioButton}),
    QAbstractButton: frozenset({Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton}),
    QLineEdit: frozenset({Role.EditableText}),
    QPlainTextEdit: frozenset({Role.EditableText}),
    QTextEdit: frozenset({Role.EditableText, Role.StaticText}),  # the latter while it is only read
    QComboBox: frozenset({Role.ComboBox}),
    QAbstractSpinBox: frozenset({Role.SpinBox}),
    QTabBar: frozenset({Role.PageTabList}),
    QTableView: frozenset({Role.Table}),
    QAbstractItemView: frozenset({Role.List, Role.Tree, Role.Table}),
    Picture: frozenset({Role.Graphic}),
}
"""What a control may say it is; the first that fits holds."""
LOOKED_AT = 3
"""Rows of a table that are read cell by cell; the others are made of the same stuff."""


def controls(root: QWidget) -> list[QWidget]:
    """What a person can work with now. Lines inside a spinner or box speak and take keys through it."""
    return [
        one for one in root.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and not isinstance(one, QScrollBar | QHeaderView)
        and one.focusProxy() is None
        and (one.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(one, tuple(KINDS)))
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
    ]  # fmt: skip


def whose(widget: QWidget) -> str:
    """Where to look for it."""
    line: list[str] = []
    above: QWidget | None = widget
    while above is not None and len(line) < 4:
        line.append(type(above).__name__ + (f"({above.accessibleName()})" if above.accessibleName() else ""))
        above = above.parentWidget()
    return " in ".join(line)


def unread(root: QWidget, shown: list[QWidget]) -> list[str]:
    """What a screen reader could not say of ``shown``, and colours in ``root`` that say nothing beside themselves."""
    return [
        *(words for one in shown for words in _unread(one)),
        *(f"a colour alone: {whose(one)}" for one in root.findChildren(Chip)
          if one.isVisible() and not one.tag.text.strip()),
    ]  # fmt: skip


def _found(widget: QWidget) -> QAccessibleInterface | None:
    return QAccessible.queryAccessibleInterface(widget)


def _name(widget: QWidget) -> str:
    """What is read aloud first. Of a list to choose from that is on some systems what is chosen: what it asks is then
    read after it, or of a label beside it."""
    found = _found(widget)
    if found is None:
        return ""
    if not isinstance(widget, QComboBox) or not ANSWER_IS_NAME:
        return found.text(QAccessible.Text.Name).strip()
    around = widget.parentWidget() or widget
    beside = around.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    asked = widget.accessibleName() or "".join(one.text() for one in beside if one.buddy() is widget)
    said = [found.text(QAccessible.Text.Description), *(one.text() for one in beside if one.buddy() is widget)]
    return asked if any(asked in one for one in said) else ""


def _one_of(control: QWidget) -> bool:
    """Whether pressing another button lets this one go."""
    if not isinstance(control, QAbstractButton) or not control.isCheckable():
        return False
    group: QButtonGroup | None = control.group()
    return isinstance(control.parentWidget(), ButtonsEditor) or (group is not None and group.exclusive())


def _unread(control: QWidget) -> Iterator[str]:
    if not any(letter.isalnum() for letter in _name(control)):
        yield f"no name: {whose(control)}"
    if isinstance(control, QToolButton | QPushButton) and not control.text() and not control.toolTip():
        yield f"only a picture and no tooltip: {whose(control)}"
    found = _found(control)
    if _one_of(control) and found is not None and found.role() != Role.RadioButton:
        yield f"one of several, and says it is a {found.role().name}: {whose(control)}"
    allowed = next((roles for kind, roles in KINDS.items() if isinstance(control, kind)), None)
    if found is None or (allowed is not None and found.role() not in allowed):
        yield f"says it is a {found.role().name if found is not None else None}: {whose(control)}"
    elif isinstance(control, Chart | ToldPaper) and not found.text(QAccessible.Text.Description).strip():
        yield f"a picture that tells none of its figures: {whose(control)}"
    elif isinstance(control, QAbstractItemView):
        yield from _mute_cells(control, found)


def _mute_cells(view: QAbstractItemView, found: QAccessibleInterface) -> Iterator[str]:
    """Cells of the first rows that show something (a picture, a colour, a painted chip) and say nothing."""
    model = view.model()
    for row in range(min(LOOKED_AT, model.rowCount())):
        for column in range(model.columnCount() if isinstance(view, QTableView | QTreeView) else 1):
            index = model.index(row, column)
            shows = index.data(Qt.ItemDataRole.DecorationRole) or index.data(Qt.ItemDataRole.BackgroundRole)
            says = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or "")
            box = view.visualRect(index)
            if shows and not says.strip():
                yield f"a cell that only shows ({row}, {column}): {whose(view)}"
            elif says.strip() and view.viewport().rect().contains(box):
                at = view.viewport().mapToGlobal(box.center())
                cell = found.childAt(at.x(), at.y())  # as a reader under a finger or a mouse finds it
                if cell.text(QAccessible.Text.Name).strip() != says.strip():
                    yield f"a cell that is not read ({row}, {column}): {whose(view)}"
