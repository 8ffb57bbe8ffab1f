"""One line per column of a file: its heading, what stands in it, and where it goes. A target is used at most once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QWidget

from kampungkb_desktop.actions.lists_in.heading import Table
from kampungkb_desktop.actions.lists_in.reading import letter_of, title_of
from kampungkb_desktop.actions.lists_in.targets import TARGETS
from kampungkb_desktop.base.sheet_cells import cell_text
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.family_words import HIDDEN_DIGITS
from kampungkb_desktop.ui.widgets import VerticalScroll, label

UNUSED = "(tidak dipakai)"
_SAMPLES = 3
_LONGEST = 46
_LONG_NUMBER = 12


def targets_model() -> QStandardItemModel:
    """Every target under its group, once for all the boxes of a screen."""
    model = QStandardItemModel()
    none = QStandardItem(UNUSED)
    none.setData(None, Qt.ItemDataRole.UserRole)
    model.appendRow(none)
    groups = dict.fromkeys(target.group for target in TARGETS.values())
    for group in groups:
        heading = QStandardItem(group.upper())
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        model.appendRow(heading)
        for key, target in TARGETS.items():
            if target.group == group:
                item = QStandardItem(target.title)
                item.setData(key, Qt.ItemDataRole.UserRole)
                model.appendRow(item)
    return model


class TargetBox(QComboBox):
    """A target found by typing any part of its name; a rolling wheel does not change it."""

    picked = Signal()

    def __init__(self, model: QStandardItemModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setMinimumContentsLength(24)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAccessibleName(f"Kolom {name} dipasangkan dengan")
        finder = QCompleter(model, self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(12)
        self.setCompleter(finder)
        self.activated.connect(lambda _at: self.picked.emit())
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._settle)
        self._last: str | None = None

    def key(self) -> str | None:
        """The chosen target; ``None`` for unused."""
        found = self.currentData()
        return str(found) if found is not None else None

    def choose(self, key: str | None) -> None:
        """Show a target without telling."""
        self._last = key
        at = 0 if key is None else self.findData(key)
        self.setCurrentIndex(max(0, at))
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _settle(self) -> None:
        """Words that are no target give way to what was chosen; words of one choose it."""
        at = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if at >= 0:
            self.setCurrentIndex(at)
        else:
            self.choose(self._last)
        if self.key() != self._last:
            self._last = self.key()
            self.picked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentText() == self.itemText(self.currentIndex()):
            self.choose(None)
            self.picked.emit()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MatchTable(VerticalScroll):
    """``changed`` whenever a column goes elsewhere."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=0)
        self._model = targets_model()
        self._boxes: dict[int, TargetBox] = {}
        self._sheet = QWidget()
        self.body.addWidget(self._sheet)
        self.body.addStretch(1)

    def show_table(self, table: Table, columns: Mapping[int, str]) -> None:
        """One line per column that has a heading or something in it."""
        old, self._boxes = self._sheet, {}
        self._sheet = QWidget()
        grid = QGridLayout(self._sheet)
        look = tokens()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(6))
        for at, words in enumerate(("Kolom di berkas", "Contoh isinya", "Dipasangkan dengan")):
            grid.addWidget(label(words, "label"), 0, at)
        for line, at in enumerate(_used(table), 1):
            title = title_of(table, at)
            box = TargetBox(self._model, title)
            box.choose(columns.get(at))
            box.picked.connect(lambda place=at: self._picked(place))
            self._boxes[at] = box
            name = label(f"{letter_of(at)}  {title}", wrap=True)
            sample = label(_sample(table, at), "soft", wrap=True)
            for place, widget in enumerate((name, sample, box)):
                grid.addWidget(widget, line, place)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 4)
        self.body.replaceWidget(old, self._sheet)
        old.hide()
        old.deleteLater()

    def columns(self) -> dict[int, str]:
        """Place to target, of the columns that are used."""
        return {at: key for at, box in self._boxes.items() if (key := box.key()) is not None}

    def first(self) -> QWidget | None:
        """Where the keys go first: a column that nobody has matched, else the first."""
        boxes: Sequence[TargetBox] = list(self._boxes.values())
        return next((box for box in boxes if box.key() is None), boxes[0] if boxes else None)

    def _picked(self, place: int) -> None:
        key = self._boxes[place].key()
        for at, box in self._boxes.items():
            if at != place and key is not None and box.key() == key:
                box.choose(None)
        self.changed.emit()


def _used(table: Table) -> list[int]:
    width = max([len(table.titles), *(len(cells) for _, cells in table.rows[:50])])
    return [at for at in range(width) if (at < len(table.titles) and table.titles[at]) or _sample(table, at)]


def _sample(table: Table, at: int) -> str:
    """A few of its cells; long numbers show their last figures only, as elsewhere on an open screen."""
    found: list[str] = []
    for _, cells in table.rows[:60]:
        text = cell_text(cells[at]) if at < len(cells) else ""
        if len(text) >= _LONG_NUMBER and text.isdecimal():
            text = f"{HIDDEN_DIGITS}{text[-4:]}"
        if text and text not in found:
            found.append(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
        if len(found) == _SAMPLES:
            break
    return " · ".join(found)
