"""Whose visit it is: the box one types into over the list of families, and what is said where a visit is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.record_codes import family_of_code
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.pages.family_list import FamilyList
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
        self.whose = SearchBox("Ketik nama, KK, NIK, RT, alamat, atau kode formulir (Ctrl+F)", self.pick.table)
        self.setLayout(column(self.whose, self.pick, spacing=10))
        self.pick.opened.connect(self.chosen)
        self.pick.begin.connect(self.begin)
        self.pick.cleared.connect(self.whose.clear)
        self.pick.table.typed.connect(self.whose.take)
        self.whose.searched.connect(self._search)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _search(self, words: str) -> None:
        """A code from a printed form leads straight to its family; everything else narrows the list."""
        family = family_of_code(self._session, words)
        if family is not None:
            self.whose.clear()
            self.chosen.emit(family)
        else:
            self.pick.search(words)

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
