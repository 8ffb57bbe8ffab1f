"""Above a form: who on record may be the same, why, and what to do about it. Hidden while there is nobody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kampungkb_desktop.rules.duplicates import Verdict
from kampungkb_desktop.ui.pages.family_facts import empty
from kampungkb_desktop.ui.widgets import button, column, label, row

_REASONS = 3


class AlikeLine(NamedTuple):
    """One who may be the same: his record, the family it opens with, a sentence, and the signs."""

    record: str
    family: str
    words: str
    verdict: Verdict


class AlikeStrip(QWidget):
    """``opened(family)``, ``join_wanted(record)``, ``apart_wanted(record)``; ``apart`` is how the last is called."""

    opened = Signal(str)
    join_wanted = Signal(str)
    apart_wanted = Signal(str)

    def __init__(self, apart: str) -> None:
        super().__init__()
        self._apart = apart
        self._shown: Sequence[AlikeLine] = ()
        self._box = column(spacing=6)
        self.setLayout(self._box)
        self.buttons: list[QWidget] = []
        self.hide()

    def show_alike(self, found: Sequence[AlikeLine]) -> None:
        """One frame for each; the same again leaves the keys alone."""
        if found == self._shown:
            return
        empty(self._box)
        self._shown, self.buttons = tuple(found), []
        for one in found:
            self._box.addWidget(self._line(one))
        self.setVisible(bool(self.buttons))

    def _line(self, one: AlikeLine) -> QWidget:
        open_it = button("Buka", partial(self.opened.emit, one.family), kind="quiet", icon="link")
        join = button("Gabungkan…", partial(self.join_wanted.emit, one.record), kind="quiet", icon="merge")
        apart = button(self._apart, partial(self.apart_wanted.emit, one.record), kind="quiet", icon="close")
        open_it.setAccessibleName(f"Buka: {one.words}")
        join.setToolTip("Simpan isian ini, lalu bandingkan keduanya")
        apart.setToolTip("Tidak akan ditanyakan lagi")
        self.buttons += [open_it, join, apart]
        line = QFrame()
        line.setObjectName("chosen")
        why = " ".join(one.verdict.reasons[:_REASONS])
        doubts = f" Tetapi: {' '.join(one.verdict.doubts)}" if one.verdict.doubts else ""
        line.setLayout(
            column(
                label(one.words, "caution", wrap=True), label(why + doubts, "small", wrap=True),
                row(open_it, join, apart, None, spacing=4), margins=(10, 6, 10, 4), spacing=2,
            )
        )  # fmt: skip
        return line
