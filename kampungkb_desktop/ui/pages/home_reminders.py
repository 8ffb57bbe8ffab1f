"""What Beranda tells a moment after the rest: the deadlines of the calendar, and how many people are to be visited.

Loaded late on purpose: judging every family is work of seconds, and nobody waits for it at the first screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.deadlines import open_reminders
from kampungkb_desktop.actions.due import DueBook, begin_book
from kampungkb_desktop.actions.due_counts import keep_counts, kept_counts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.rules.deadlines import Deadline, Task, tasks
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.due_reader import DueReader
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.calendar_panel import tag_of
from kampungkb_desktop.ui.pages.home_lines import show_people
from kampungkb_desktop.ui.tiles import StatTile

SHOWN = 5
"""Lines of the card; the calendar shows all."""


class Reminders(QObject):
    """Fills ``tile`` and, by ``shown(lines)``, a card; ``wanted()`` leads to the calendar."""

    shown = Signal(object)
    wanted = Signal()

    def __init__(self, session: Session, tile: StatTile, *, today: Callable[[], date], page: QWidget) -> None:
        super().__init__(page)
        self.session, self._tile, self._today, self._page = session, tile, today, page
        self._reader = DueReader(session, self)
        self._reader.grew.connect(self._grew)

    def load(self) -> None:
        """Read both anew, the deadlines first; what was counted for this day and these data is not counted again."""
        session, today = self.session, self._today()
        run(self, lambda _progress: open_reminders(session, today), done=self._remind)
        run(self, lambda _progress: kept_counts(session, begin_book(session, today)), done=self._counted)

    def _remind(self, found: Sequence[Deadline]) -> None:
        today = self._today()
        self.shown.emit([self._line(task, today) for task in tasks(found)[:SHOWN]])

    def _line(self, task: Task, today: date) -> QWidget:
        first, open_ = task.first, task.open
        where = f"{number(len(open_))} desa" if first.village and len(task.deadlines) > 1 else first.words.rstrip(".")
        words = f"{first.period.label} · {where}"
        return LineButton(first.duty.title, words, tag_of(task.state, first.due, today), self.wanted.emit)

    def _counted(self, found: dict[str, int] | None) -> None:
        if found is None:
            self._reader.resume()
            self._reader.want(self._today)
            return
        show_people(self._tile, found)

    def _grew(self, book: DueBook) -> None:
        """The rest is counted while somebody looks at Beranda, and kept for the next time."""
        if book.whole:
            session = self.session
            run(self, lambda _progress: keep_counts(session, book), done=self._counted)
        elif not self._page.isVisible():
            self._reader.pause()
