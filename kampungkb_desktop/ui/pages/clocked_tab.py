"""A register whose lines have a clock: the list at the left, the one chosen at the right, read again every minute for
as long as somebody looks."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.pages.told_tab import ToldTab
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.widgets import column, row

EVERY_MS = 60_000
"""The clocks on the screen go on once a minute."""


class ClockedTab(ToldTab):
    """``go(page, record)`` leads elsewhere. ``_asked`` is the line to be chosen when it comes."""

    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._asked = ""
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self.load)

    def lay_out(self, heads: Collection[QWidget | QLayout], table: RecordTable, panel: QWidget) -> None:
        """What stands above, and below it the list beside its panel."""
        both = row(spacing=14)
        both.addWidget(table, 5)
        both.addWidget(panel, 3)
        box = column(*heads, spacing=10)
        box.addLayout(both, 1)
        self.setLayout(box)
        self.setFocusProxy(table)

    def list_lines(self, table: RecordTable, keys: Collection[str]) -> str | None:
        """Show these lines and choose the one asked for, the one chosen before, or the first; which one it is."""
        here = self._asked or str(table.current_id() or "")
        table.set_ids(list(keys))
        table.refresh()
        first = here if here in keys else next(iter(keys), None)
        if first is not None:
            table.select(first)
            self._asked = ""
        return first

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
