"""What narrows Riwayat: who, which form, which village, and how far back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.pages.line_words import village_name

SPANS = (("Hari ini", 1), ("7 hari terakhir", 7), ("30 hari terakhir", 30), ("1 tahun terakhir", 366))


class HistoryFilters(QWidget):
    """``changed()`` after every choice."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.who, self.what = _box("Semua orang", "Oleh siapa"), _box("Semua formulir", "Formulir")
        self.where, self.span = _box("Semua desa", "Desa atau kelurahan"), _box("Semua waktu", "Waktu")
        for name in sorted(FORMS, key=form_title):
            self.what.addItem(form_title(name), name)
        for code in own_villages(session):
            self.where.addItem(village_name(code), code)
        for words, days in SPANS:
            self.span.addItem(words, days)
        boxes = (self.who, self.what, self.where, self.span)
        for box in boxes:
            box.activated.connect(lambda _at: self.changed.emit())
        self.setLayout(FlowLayout(*boxes))

    def offer(self, people: list[tuple[str, str]]) -> None:
        """Offer these people; whoever was chosen stays chosen."""
        chosen = self.who.currentData()
        while self.who.count() > 1:
            self.who.removeItem(1)
        for author, name in people:
            self.who.addItem(name, author)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))

    def wanted(self) -> Mapping[str, Any]:
        """What is chosen, as ``history.recent_actions`` takes it."""
        days = self.span.currentData()
        return {
            "author": self.who.currentData(),
            "form": self.what.currentData(),
            "village": self.where.currentData(),
            "since": self._session.clock() - days * DAY_MS if days else None,
        }


def _box(everything: str, name: str) -> QComboBox:
    made = ComboBox()
    made.addItem(everything, None)
    made.setAccessibleName(name)
    made.setMinimumContentsLength(12)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made
