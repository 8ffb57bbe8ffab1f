"""Whose visit it is: the box one types into over the list of families, and what is said where a visit is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.record_codes import family_of_code
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.record_code import read_code
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.family_list import FamilyList
from kampungkb_desktop.ui.saved_filters import LANE
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import column


class FamilyChoice(QWidget):
    """The box stands over the list, not in the header: it is the first thing to type. ``chosen(str)`` tells the family,
    ``begin()`` wishes a new one, ``left()`` comes with Escape."""

    chosen = Signal(str)
    begin = Signal()
    left = Signal()

    def __init__(self, session: Session, *, today: Callable[[], date], villages: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self.pick = FamilyList(session, today=today, several_villages=len(villages) > 1)
        self.whose = SearchBox("Ketik nama, KK, NIK, RT, alamat, atau kode formulir (Ctrl+F)", self.pick.table, rest=0)
        self.setLayout(column(self.whose, self.pick, spacing=10))
        self.pick.opened.connect(self.chosen)
        self.pick.begin.connect(self.begin)
        self.pick.cleared.connect(self.whose.clear)
        self.pick.table.typed.connect(self.whose.take)
        self.whose.searched.connect(self._search)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _search(self, words: str) -> None:
        """What is typed narrows the list; a code from a printed form leads straight to its family. That is looked for
        on the worker: one in thirty words of nine letters could be a code, and all families and people are asked."""
        self.pick.search(words)
        if read_code(words):
            session = self._session
            run(self, lambda _progress: family_of_code(session, words), done=partial(self._of_code, words), lane=LANE)

    def _of_code(self, words: str, family: str | None) -> None:
        if family is not None and words == self.whose.text().strip():
            self.whose.clear()
            self.whose.flush()
            self.chosen.emit(family)

    def load(self) -> None:
        """Read the families anew."""
        self.pick.load()

    def ask(self) -> None:
        """The keys go into the box, over what stood there."""
        self.whose.setFocus()
        self.whose.selectAll()


def visit_is_gone(back: Callable[[], object]) -> EmptyState:
    """What is said where the visit asked for is not there."""
    return EmptyState(
        "Kunjungan ini sudah tidak ada",
        "Mungkin kunjungannya dihapus atau penyimpanannya diurungkan. Ulangi dengan Ctrl+Y bila keliru.",
        "Kembali ke daftar",
        back,
        icon="kunjungan",
        sign="back",
    )
