"""The line over a list while several of its lines are chosen: how many, what can be done with them, and the way out.

It holds no deeds of its own: each list hands in its buttons. Esc lets the choice go.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.widgets import column, label, tool


class SelectionBar(QFrame):
    """``noun`` names the lines ("keluarga"). Shown from two lines on."""

    def __init__(self, table: RecordTable, noun: str, *buttons: QPushButton) -> None:
        super().__init__()
        self._table, self._noun = table, noun
        self.setObjectName("card")
        self.count = label("", "label")
        away = tool("close", "Lepas pilihan (Esc)", self.let_go)
        self.setLayout(column(FlowLayout(self.count, *buttons, away, spacing=8), margins=(10, 4, 10, 4)))
        self.setAccessibleName("Yang dipilih")
        quit_ = QShortcut(QKeySequence(Qt.Key.Key_Escape), table, self.let_go)
        quit_.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        quit_.setEnabled(False)
        self._quit = quit_
        table.picked.connect(self._picked)
        self.hide()

    def let_go(self) -> None:
        """Only the line one is on stays chosen."""
        here = self._table.current_id()
        self._table.view.clearSelection()
        if here is not None:
            self._table.select(here)
        self._table.setFocus()

    def _picked(self, count: int) -> None:
        self.count.setText(f"{number(count)} {self._noun} dipilih")
        self.setVisible(count > 1)
        self._quit.setEnabled(count > 1)
