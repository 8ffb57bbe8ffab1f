"""Counts the register of a village on the worker: the day that is shown at once, then the months before it one by one,
those that are kept not at all. What is asked last counts; what was asked before is let go.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from kampungkb_desktop.actions.register_kept import Months, keep_months, kept_months
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_register import month_day, village_register
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.rules.figures_register import VillageRegister
from kampungkb_desktop.ui import background

MONTHS = 12


class RegisterCounting(QObject):
    """``counted(VillageRegister)`` for the day asked for; ``grew()`` when there are more ``months``."""

    counted = Signal(object)
    grew = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self.months: dict[str, dict[str, int]] = {}
        self.job: background.Job | None = None
        self._code, self._day = "", today()
        self._turn = 0  # which asking the work under way belongs to
        self._due: list[date] = []
        self._state = ""
        """Which data the months that are counted from here on are true of; those that were wait to be put away."""
        self._fresh: dict[date, dict[str, int]] = {}

    def whole(self) -> bool:
        """Whether every month is there."""
        return len(self.months) >= MONTHS

    def ask(self, code: str, day: date, *, again: bool) -> None:
        """The day at once, then the months that are kept, then month after month from the newest, each a work of its
        own, so that others get their turn; months that are known only when records may have changed (``again``)."""
        self.stop()
        self._code, self._day, today = code, day, self.today()
        months = [month_shift(month_of(today), -back) for back in range(MONTHS)]
        wanted = [month for month in months if month != month_of(day) and (again or month not in self.months)]
        self._due = [month_day(month, today) for month in wanted]
        self._count(day)
        if self._due:
            turn, session = self._turn, self.session
            background.run(self, lambda _progress: (turn, *kept_months(session, code)), done=self._known)

    def stop(self) -> None:
        """Leave what is still being counted."""
        self._turn += 1
        self._state, self._fresh = "", {}
        if self.job is not None and not self.job.over:
            self.job.cancel()

    def _known(self, came: tuple[int, str, Months]) -> None:
        """What need not be counted again."""
        turn, state, months = came
        if turn != self._turn:
            return
        self._state, today = state, self.today()
        for day in [one for one in self._due if one in months and one != today]:
            self._due.remove(day)
            self.months[month_of(day)] = dict(months[day])
        self.grew.emit()
        if self._due and self.job is not None and self.job.over:
            self._count(self._due.pop(0))

    def _count(self, day: date) -> None:
        turn, state, code, session = self._turn, self._state, self._code, self.session
        self.job = background.run(
            self,
            lambda _progress: (turn, state, village_register(session, code, day)),
            done=self._came,
            cancelled=lambda: None,
        )

    def _came(self, came: tuple[int, str, VillageRegister]) -> None:
        turn, state, found = came
        if turn != self._turn:
            return
        self.months[month_of(found.on)] = found.counts()
        if state and found.on != self.today():
            self._fresh[found.on] = found.counts()
        if found.on == self._day:
            self.counted.emit(found)
        else:
            self.grew.emit()
        if self._due and self._state:
            self._count(self._due.pop(0))
        elif self._fresh:
            session, code, fresh = self.session, self._code, self._fresh
            self._fresh = {}
            background.run(self, lambda _progress: keep_months(session, code, state, fresh), done=lambda _kept: None)
