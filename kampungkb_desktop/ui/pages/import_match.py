"""One line per column of a file: its heading, what stands in it, and where it goes. A target is used at most once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from kampungkb_desktop.actions.lists_in.heading import Table
from kampungkb_desktop.actions.lists_in.reading import letter_of, title_of
from kampungkb_desktop.actions.lists_in.targets import TARGETS
from kampungkb_desktop.base.sheet_cells import cell_text
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.finder import finder
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.family_words import HIDDEN_DIGITS
from kampungkb_desktop.ui.widgets import VerticalScroll, label

UNUSED = "(tidak dipakai)"
_SAMPLES = 3
_LONGEST = 46
_LONG_NUMBER = 12
_AT_ONCE = 3
"""So many lines are made in one go."""


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


class TargetBox(ComboBox):
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
        self._finds = False
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
        if not self._finds:  # at the first visit only: a file may have many columns
            self._finds = True
            self.setCompleter(finder(self.model(), self))
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
    """``changed`` whenever a column goes elsewhere. What is matched is kept apart from the boxes: those of a wide file
    are made a few at a time, so that the window never waits for them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=0)
        self._model = targets_model()
        self._boxes: dict[int, TargetBox] = {}
        self._columns: dict[int, str] = {}
        self._table: Table | None = None
        self._waiting: list[int] = []
        self._grid: QGridLayout | None = None
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._some_more)

    def show_table(self, table: Table, columns: Mapping[int, str]) -> None:
        """One line per column that has a heading or something in it."""
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._table, self._boxes = table, {}
        used = _used(table)
        self._columns = {at: key for at, key in columns.items() if at in used}
        sheet = QWidget(self.widget())
        self.body.addWidget(sheet)
        self.body.addStretch(1)
        look, grid = tokens(), QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(6))
        for at, (words, share) in enumerate((("Kolom di berkas", 4), ("Contoh isinya", 5), ("Dipasangkan dengan", 4))):
            grid.addWidget(label(words, "label"), 0, at)
            grid.setColumnStretch(at, share)
        self._grid, self._waiting = grid, used
        self._some_more()

    def columns(self) -> dict[int, str]:
        """Place to target, of the columns that are used."""
        return dict(self._columns)

    def first(self) -> QWidget | None:
        """Where the keys go first: a column that nobody has matched, else the first."""
        boxes: Sequence[TargetBox] = list(self._boxes.values())
        return next((box for box in boxes if box.key() is None), boxes[0] if boxes else None)

    def _some_more(self) -> None:
        """The next few lines."""
        table, grid = self._table, self._grid
        if table is None or grid is None:
            return
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for at in some:
            line, title = grid.rowCount(), title_of(table, at)
            box = TargetBox(self._model, title)
            box.choose(self._columns.get(at))
            box.picked.connect(lambda place=at: self._picked(place))
            self._boxes[at] = box
            grid.addWidget(label(f"{letter_of(at)}  {title}", wrap=True), line, 0)
            grid.addWidget(label(_sample(table, at), "soft", wrap=True), line, 1)
            grid.addWidget(box, line, 2)
        if self._waiting:
            self._rest.start()

    def _picked(self, place: int) -> None:
        key = self._boxes[place].key()
        self._columns.pop(place, None)
        for at in [at for at, one in self._columns.items() if one == key]:
            del self._columns[at]
            if at in self._boxes:
                self._boxes[at].choose(None)
        if key is not None:
            self._columns[place] = key
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
