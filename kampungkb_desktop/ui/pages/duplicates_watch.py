"""Keeps the search for doubles up to date while other things are done: a little work at a time on the one worker, so
that whatever a person asks for comes between."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from kampungkb_desktop.actions.duplicates import count_open, late_sides
from kampungkb_desktop.actions.duplicates_search import Search, is_stale
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.ui.background import run

_AT_ONCE = 3
"""Steps of the search between which nothing else gets its turn: some hundredths of a second."""


class DoublesWatch(QObject):
    """``wake`` after anything was written. ``counted(pairs, joined records with late answers)`` at once by what is
    known and again when the search is over, ``stepped(Step)`` while it runs, ``ended(Search or None)`` when it is over
    or was stopped."""

    counted = Signal(int, int)
    stepped = Signal(object)
    ended = Signal(object)

    def __init__(self, owner: QObject, session: Session) -> None:
        super().__init__(owner)
        self._session = session
        self._search: Search | None = None
        self._steps: Iterator[Step] | None = None
        self._again = self._stopped = False

    @property
    def running(self) -> bool:
        """Whether a search is under way."""
        return self._steps is not None

    def wake(self) -> None:
        """Count what is known, then search what was written since the last time. A search under way is followed by
        another one."""
        if self.running:
            self._again = True
            return
        run(self, self._look, done=self._looked, failed=self._failed)

    def search(self, *, anew: bool) -> None:
        """Search now; ``anew`` asks everything again, not only what was written since."""
        if not self.running:
            self._begin(anew=anew)

    def stop(self) -> None:
        """Give the search up; what was known stays."""
        self._stopped = self.running

    # --- inside

    def _look(self, progress: Progress) -> tuple[int, int, bool]:
        count, late = self._count(progress)
        with self._session.database.read() as conn:
            return count, late, is_stale(conn)

    def _count(self, _progress: Progress) -> tuple[int, int]:
        return count_open(self._session), len(late_sides(self._session))

    def _looked(self, found: tuple[int, int, bool]) -> None:
        count, late, stale = found
        self.counted.emit(count, late)
        if stale and not self.running:
            self._begin(anew=False)

    def _begin(self, *, anew: bool) -> None:
        self._stopped = False
        self._search = Search(self._session, anew=anew)
        self._steps = self._search.steps()
        run(self, self._some, done=self._went_on, failed=self._failed, cancelled=self._end)

    def _some(self, progress: Progress) -> Step | None:
        """A few steps; ``None`` after the last."""
        step: Step | None = None
        for _turn in range(_AT_ONCE):
            progress.check()
            step = next(self._steps, None) if self._steps is not None else None
            if step is None:
                return None
        return step

    def _went_on(self, step: Step | None) -> None:
        if step is None:
            self._end(self._search)
            return
        self.stepped.emit(step)
        if self._stopped:
            self._end()
            return
        run(self, self._some, done=self._went_on, failed=self._failed, cancelled=self._end)

    def _end(self, search: Search | None = None) -> None:
        self._steps, self._search = None, None
        self.ended.emit(search)
        if search is not None:
            run(self, self._count, done=lambda both: self.counted.emit(*both), failed=self._failed)
        if self._again:
            self._again = False
            self.wake()

    def _failed(self, _error: KnownError) -> None:
        """A full disk or the like is told where something is saved; here the search just waits for the next time."""
        self._steps, self._search = None, None
        self.ended.emit(None)
