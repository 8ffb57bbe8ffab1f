"""What of a family does not go together, each line leading to the answer that mends it; hidden where all agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.rules.family_consistency import Doubt, family_doubts
from kampungkb_desktop.ui.line_button import LineButton, LineColumn
from kampungkb_desktop.ui.pages.family_facts import empty
from kampungkb_desktop.ui.widgets import Card, label


class DoubtsCard(Card):
    """``question(tab, field, record)`` leads to one answer."""

    question = Signal(str, str, str)

    def __init__(self, *, today: Callable[[], date]) -> None:
        super().__init__("Yang perlu dicocokkan")
        self._today = today
        self._shown: tuple[Doubt, ...] = ()
        self.lines: list[LineButton] = []
        self.body.addWidget(label("Biarkan bila memang begitu keadaannya.", "soft", wrap=True))
        self._list = LineColumn()
        self.body.addLayout(self._list)
        self.hide()

    def show_family(self, file: FamilyFile) -> None:
        """Compare anew; the same again leaves the keys alone."""
        found = family_doubts(file.family, file.members, file.planning, self._today())
        if found == self._shown:
            return
        self._shown = found
        empty(self._list)
        self.lines = [
            LineButton(
                one.about, one.sentence, None,
                partial(self.question.emit, one.part, one.field, one.record), icon="warning", role="warn_ink",
            )
            for one in found
        ]  # fmt: skip
        for line in self.lines:
            self._list.addWidget(line)
        self.setVisible(bool(found))
