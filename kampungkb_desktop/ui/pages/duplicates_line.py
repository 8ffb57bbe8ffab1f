"""The quiet line over the list of families: how many seem to be on record twice. It keeps the search going."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.page import Hint
from kampungkb_desktop.ui.pages.duplicates_watch import DoublesWatch

DOUBLES = "ganda"
"""The record id of Keluarga that opens the desk of doubles; ``ganda/<form>/<id>/<id>`` asks for one pair."""
DOUBLES_HINTS: tuple[Hint, ...] = (
    ("Spasi", "pilih isian"), ("Ctrl+Enter", "gabungkan"), ("Ctrl+B", "bukan yang sama"), ("Esc", "kembali"),
)  # fmt: skip
DOUBLES_HELP = "data-ganda"


class DoublesLine(QPushButton):
    """``wanted()`` by a click; hidden while nothing is found."""

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        set_icon(self, "merge", "accent_ink")
        self.setToolTip("Keluarga atau orang yang tampaknya tercatat dua kali (Ctrl+Shift+G)")
        self.hide()
        self.watch = DoublesWatch(self, session)
        self.watch.counted.connect(self.show_count)
        self.clicked.connect(lambda _on=False: self.wanted.emit())

    def show_count(self, count: int, late: int) -> None:
        """Say how many pairs wait, and how many joined records with late answers."""
        parts = [f"{number(n)} {words}" for n, words in ((count, "kemungkinan ganda"), (late, "isian susulan")) if n]
        self.setText(", ".join(parts))
        self.setVisible(bool(parts))
