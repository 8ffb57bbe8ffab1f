"""The lists of Kunjungan as tabs: who is to be visited, the visits made, what they began and nobody closed, and the
reporting calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.due_view import WEEK
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.background import works_for
from kampungkb_desktop.ui.page import Hint
from kampungkb_desktop.ui.pages.calendar_list import CalendarList
from kampungkb_desktop.ui.pages.due_bar import FILTERS as DUE_FILTERS
from kampungkb_desktop.ui.pages.due_list import DueList
from kampungkb_desktop.ui.pages.visit_list import VisitList
from kampungkb_desktop.ui.pages.visit_referrals import ReferralList
from kampungkb_desktop.ui.saved_filters import KEPT_FILTER
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.widgets import column

FILTERED = "saring:"
DUE, LIST, OPEN_CASES, CALENDAR = "perlu", "daftar", "rujukan", "kalender"
_HINTS: dict[str, Sequence[Hint]] = {
    DUE: (("Enter", "mulai kunjungan"), ("Ctrl+N", "kunjungan lain")),
    LIST: (("Enter", "buka"), ("Ctrl+N", "kunjungan baru")),
    OPEN_CASES: (("Enter", "buka kunjungannya"), ("Ctrl+T", "tutup dengan hasilnya")),
    CALENDAR: (("Enter", "tandai"), ("Ctrl+N", "kunjungan baru")),
}
FIRST_HINTS = _HINTS[DUE]
_HELP = {DUE: "jadwal", LIST: "kunjungan", OPEN_CASES: "rujukan", CALENDAR: "jadwal#kalender"}
Listed = DueList | VisitList | ReferralList | CalendarList
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
    wrote = Signal(object)

    def __init__(self, session: Session, *, today: Callable[[], date], villages: Sequence[str]) -> None:
        super().__init__()
        self.due = DueList(session, today=today, villages=villages)
        self.list = VisitList(session, today=today, villages=villages)
        self.cases = ReferralList(session, today=today, villages=villages)
        self._new_calendar: Callable[[], CalendarList] = lambda: CalendarList(session, today=today)
        self._tabs: dict[str, Listed] = {DUE: self.due, LIST: self.list, OPEN_CASES: self.cases}
        self._counted = dict.fromkeys((*self._tabs, CALENDAR), "")
        self._begun = False
        self._unread: set[str] = set()
        """The tabs that are read when somebody goes there: not everybody who comes to see who is due wants them."""
        self._untyped: set[str] = set()
        """The tabs that what was typed meanwhile narrows when somebody goes there."""
        self._wanted: Visit | None = None
        self._month: date | None = None
        """Of the calendar, before its tab is visited."""
        self.strip = TabStrip()
        for key, tab in self._tabs.items():
            tab.counted.connect(partial(self._count, key))
        for lists in (self.due, self.list, self.cases):
            lists.table.typed.connect(self.typed)
            lists.begin.connect(self.begin)
            lists.cleared.connect(self.cleared)
        self.list.opened.connect(lambda record: self.opened.emit("", record))
        self.cases.opened.connect(lambda record: self.opened.emit("", record))
        self.cases.wrote.connect(self.tell_written)
        self.list.many.wrote.connect(self.tell_written)
        self.list.filters.kept.connect(lambda words: self.said.emit(words, False))  # noqa: FBT003  a signal
        self.due.opened.connect(self.opened)
        self.due.said.connect(self.said)
        self.due.start.connect(self.start)
        self.strip.add_tab(DUE, "&Perlu dikunjungi", lambda: self.due)
        self.strip.add_tab(LIST, "&Semua kunjungan", lambda: self.list)
        self.strip.add_tab(OPEN_CASES, "&Rujukan terbuka", lambda: self.cases)
        self.strip.add_tab(CALENDAR, "Kalen&der", self._make_calendar)
        self.strip.changed.connect(self._turn)
        self.setLayout(column(self.strip))

    @property
    def calendar(self) -> CalendarList:
        """The calendar, once its tab was visited."""
        found = self._tabs[CALENDAR]
        assert isinstance(found, CalendarList)
        return found

    def _make_calendar(self) -> CalendarList:
        """Built at the first visit: its form and its reading would make everybody wait who comes for the lists."""
        made = self._tabs[CALENDAR] = self._new_calendar()
        made.counted.connect(partial(self._count, CALENDAR))
        made.wrote.connect(self.tell_written)
        made.opened.connect(self.opened)
        if self._month is not None:
            made.show_month(self._month)
        if self._begun:  # otherwise the page is about to read what is seen
            self._unread.add(CALENDAR)
        return made

    @property
    def shown(self) -> Listed:
        """The list of the tab one is on."""
        return self._tabs[self.strip.current_key()]

    @property
    def searches(self) -> bool:
        """Whether the search box has something to narrow."""
        return self.strip.current_key() != CALENDAR

    @property
    def leads(self) -> bool:
        """Whether the main button of the screen stands beside the list: what to do about the line one is on."""
        return self.strip.current_key() in (DUE, CALENDAR)

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
        """Read anew what is seen, and the others when somebody goes there; the due list comes when it is ready."""
        self._begun, self._unread = True, set(self._tabs)
        self._read(DUE)
        self._read(self.strip.current_key())

    def search(self, text: str) -> None:
        """Narrow the list one sees by words while they are typed, and the others when one goes there."""
        for key, narrowed in ((DUE, self.due), (LIST, self.list), (OPEN_CASES, self.cases)):
            narrowed.text = text
            if key == self.strip.current_key() and key not in self._unread:
                narrowed.search(text)
            else:
                self._untyped.add(key)

    def filter(self, key: str) -> None:
        """Go where a filter lives: days (with a reason: "terlambat/janji") narrow who is due, the rest the visits."""
        if key == OPEN_CASES:
            self.strip.go(key)
            return
        days, _, reason = key.partition("/")
        window = _WINDOW_OF.get(days, days)
        due = any(one.key == window for one in DUE_FILTERS)
        self.strip.go(DUE if due else LIST)
        if due:
            self.due.choose(window, reason)
        else:
            self.list.choose(key)

    def opens(self, record_id: str) -> bool:
        """Go where a record id of the page leads, if it leads to a list: the calendar, a filter, a kept one."""
        if record_id.startswith(KEPT_FILTER):
            self.go(LIST)
            self.list.filters.take(record_id.removeprefix(KEPT_FILTER))
        elif record_id == CALENDAR:
            self.go(CALENDAR)
        elif record_id.startswith(FILTERED):
            self.filter(record_id.removeprefix(FILTERED))
        else:
            return False
        return True

    def go(self, key: str) -> None:
        """Show a tab."""
        self.strip.go(key)

    def rest(self) -> None:
        """Open referrals of an office are thousands: out of sight they are forgotten, and read when one returns."""
        if not self.cases.isVisible() and self._begun and not works_for(self.cases):
            self._unread.add(OPEN_CASES)
            self.cases.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read(self.strip.current_key())

    def stand(self) -> dict[str, Any]:
        """What the lists are narrowed to, but for that of all visits, which writes it down by itself."""
        month = getattr(self._tabs.get(CALENDAR), "month", self._month)
        return {DUE: self.due.bar.stand(), OPEN_CASES: self.cases.stand(), CALENDAR: month}

    def stand_again(self, stand: Mapping[str, Any]) -> None:
        """Narrowed as they were; the calendar when somebody goes there."""
        self.due.bar.stand_again(stand[DUE])
        self.cases.stand_again(stand[OPEN_CASES])
        self._month = stand[CALENDAR]
        if CALENDAR in self._tabs and self._month is not None:
            self.calendar.show_month(self._month)

    def tell_written(self, written: Saved, words: str) -> None:
        """Something was written that can be undone."""
        self.wrote.emit(written.forms)
        self.said.emit(words, bool(written.action))

    def select(self, visit: Visit) -> None:
        """Go to a visit in the list of all of them, now or when that is read."""
        self._wanted = visit
        if LIST not in self._unread:
            self.list.select(visit)

    def _turn(self, key: str) -> None:
        self._read(key)
        narrowed = self._tabs[key]
        if key in self._untyped and not isinstance(narrowed, CalendarList):
            narrowed.search(narrowed.text)
        self._untyped.discard(key)
        self.turned.emit()

    def _read(self, key: str) -> None:
        if key in self._unread:
            self._unread.discard(key)
            self._untyped.discard(key)
            self._tabs[key].load()
            if key == LIST and self._wanted is not None:
                self.list.select(self._wanted)

    def _count(self, key: str, words: str) -> None:
        self._counted[key] = words
        if self.strip.current_key() == key:
            self.turned.emit()
