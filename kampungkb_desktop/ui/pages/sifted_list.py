"""What the lists of families and of visits do alike: narrowed by chips and by words, ordered by a column, and telling
how many are left of how many. What they show, and what they are narrowed by besides, is theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.filter_chips import FilterChips
from kampungkb_desktop.ui.left_as import LeftAs
from kampungkb_desktop.ui.long_list import LongList
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.widgets import column

ALL = "semua"


class SiftedList(QWidget):
    """``counted(str)`` gives the words for the header, ``opened(str)`` the id of a record, ``begin()`` wishes a new
    one, ``cleared()`` tells that all are shown again. Children make ``left`` after ``_furnish``."""

    counted = Signal(str)
    opened = Signal(str)
    begin = Signal()
    cleared = Signal()

    what = ""
    """How one of them is called ("keluarga")."""
    left: LeftAs

    def __init__(self, session: Session, *, today: Callable[[], date], order: tuple[str, bool]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.text, self.filter = "", ALL
        self.order = order
        self._total = self._most = 0

    def _furnish(self, chips: FilterChips, table: RecordTable, numbers: LongList, many: QWidget) -> None:
        self.table, self.numbers = table, numbers
        chips.chosen.connect(self.choose)
        table.show_sorted(*self.order)
        table.sort_requested.connect(self._sorted)
        numbers.told.connect(self._told)
        self.setLayout(column(chips, many, table, spacing=10))
        self.setFocusProxy(table)

    def choose(self, key: str) -> None:
        """One of the saved filters."""
        raise NotImplementedError

    def show_found(self) -> None:
        """Read the numbers of what meets every condition, and show them."""
        raise NotImplementedError

    def search(self, text: str) -> None:
        """Narrow by words while they are typed."""
        self.text = text
        self.numbers.search(text)

    def _sorted(self, key: str, descending: bool) -> None:
        self.order = (key, descending)
        self.show_found()

    def _told(self, whole: bool) -> None:
        if whole:
            self._note(len(self.table.model.ids))
            self._tell_count()
            self.left.look()

    def _note(self, found: int) -> None:
        """For the trail: so many were looked at, sifted by this."""
        raise NotImplementedError

    def _counted_again(self, total: int) -> None:
        """How many there are, from the worker."""
        if total != self._total:
            self._total = total
            self._tell_count()

    def _tell_count(self) -> None:
        found = len(self.table.model.ids)
        if not self.table.whole or (found and not self._total):
            return  # what is not known yet is told when it is
        words = f"{number(found)} dari {number(self._total)} {self.what}"
        self.counted.emit(self._all_of_them() if found == self._total else words)

    def _all_of_them(self) -> str:
        """What is said where nothing is left out."""
        return f"{number(self._total)} {self.what}"
