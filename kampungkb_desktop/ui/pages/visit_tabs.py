"""The lists of Kunjungan as tabs: who is to be visited, and the visits made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.due_view import WEEK
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.page import Hint
from kampungkb_desktop.ui.pages.due_bar import FILTERS as DUE_FILTERS
from kampungkb_desktop.ui.pages.due_list import DueList
from kampungkb_desktop.ui.pages.visit_list import VisitList
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.widgets import column

DUE, LIST = "perlu", "daftar"
_HINTS: dict[str, Sequence[Hint]] = {
    DUE: (("Enter", "mulai kunjungan"), ("Ctrl+N", "kunjungan lain")),
    LIST: (("Enter", "buka"), ("Ctrl+N", "kunjungan baru")),
}
FIRST_HINTS = _HINTS[DUE]
_HELP = {DUE: "jadwal", LIST: "kunjungan"}
_WINDOW_OF = {"jatuh_tempo": WEEK}
"""Names of windows that other pages use."""


class VisitTabs(QWidget):
    """``turned()`` when the header must be written anew, ``opened(page, record)``, ``start(family, target, person)``
    wishes a visit to somebody, ``begin()`` to anybody, ``typed`` letters for the search box."""

    turned = Signal()
    opened = Signal(str, str)
    start = Signal(str, str, str)
    begin = Signal()
    cleared = Signal()
    typed = Signal(str)
    said = Signal(str, bool)

    def __init__(self, session: Session, *, today: Callable[[], date], villages: Sequence[str]) -> None:
        super().__init__()
        self.due = DueList(session, today=today, villages=villages)
        self.list = VisitList(session, today=today, villages=villages)
        self._counted = {DUE: "", LIST: ""}
        self.strip = TabStrip()
        for key, tab in ((DUE, self.due), (LIST, self.list)):
            tab.counted.connect(partial(self._count, key))
            tab.begin.connect(self.begin)
            tab.cleared.connect(self.cleared)
            tab.table.typed.connect(self.typed)
        self.list.opened.connect(lambda record: self.opened.emit("", record))
        self.due.opened.connect(self.opened)
        self.due.said.connect(self.said)
        self.due.start.connect(self.start)
        self.strip.add_tab(DUE, "&Perlu dikunjungi", lambda: self.due)
        self.strip.add_tab(LIST, "&Semua kunjungan", lambda: self.list)
        self.strip.changed.connect(lambda _key: self.turned.emit())
        self.setLayout(column(self.strip))

    @property
    def shown(self) -> DueList | VisitList:
        """The list of the tab one is on."""
        return self.due if self.strip.current_key() == DUE else self.list

    @property
    def words(self) -> str:
        """What the header says of it."""
        return self._counted[self.strip.current_key()]

    @property
    def hints(self) -> Sequence[Hint]:
        """Its keys."""
        return _HINTS[self.strip.current_key()]

    @property
    def help_topic(self) -> str:
        """Its page of the guide."""
        return _HELP[self.strip.current_key()]

    def load(self) -> None:
        """Read both anew; the due list comes when it is ready."""
        self.list.load()
        self.due.load()

    def search(self, text: str) -> None:
        """Narrow both by words while they are typed."""
        self.due.search(text)
        self.list.search(text)

    def filter(self, key: str) -> None:
        """Go where a filter lives: days narrow who is due, the rest the visits made."""
        window = _WINDOW_OF.get(key, key)
        due = any(one.key == window for one in DUE_FILTERS)
        self.strip.go(DUE if due else LIST)
        if due:
            self.due.choose(window)
        else:
            self.list.choose(key)

    def _count(self, key: str, words: str) -> None:
        self._counted[key] = words
        if self.strip.current_key() == key:
            self.turned.emit()
