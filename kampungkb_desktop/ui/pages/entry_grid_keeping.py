"""Keeps a grid of visits on the disk while it is typed: every row that changed, on the worker, a moment after it
changed. The grid never waits for the disk; leaving it waits until all is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.actions import grid_drafts
from kampungkb_desktop.actions.grid_sheet import Edit, Sheet, applied
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import text as words
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import attempt

_AGAIN_MS = 3000
"""After a refusal of the disk it is tried again."""


class _Writer:
    """Writes snapshots of a list, never an older one over a newer one, whichever thread comes first."""

    def __init__(self, session: Session) -> None:
        self._session, self._lock, self._newest = session, Lock(), 0

    def write(self, at: int, sheet: Sheet, rows: set[str] | None) -> bool:
        """Keep these rows as they stood at a moment; nothing where a later one was kept."""
        with self._lock:
            if at > self._newest:
                grid_drafts.keep(self._session, sheet, rows)
                self._newest = at
        return True

    def shut(self, at: int) -> None:
        """Nothing that stood before this moment is written any more."""
        with self._lock:
            self._newest = at


class Keeper(QObject):
    """``sheet()`` gives what stands on the screen. ``kept(str)`` says when it was written last."""

    kept = Signal(str)

    def __init__(self, session: Session, sheet: Callable[[], Sheet], parent: QObject) -> None:
        super().__init__(parent)
        self.session, self._sheet, self._writer = session, sheet, _Writer(session)
        self._dirty: set[str] = set()
        self._flying: set[str] | None = set()
        self._pending: Edit | None = None
        self._whole = self._writing = self._there = False
        self._at = 0
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._write)

    def touch(self, rows: Iterable[str]) -> None:
        """These rows changed; without any, the list itself did."""
        self._dirty.update(rows)
        self._pending = None
        self._whole = True
        if not self._writing:
            self._soon.start()

    def keep_pending(self, row: str, key: str, text: str) -> None:
        """What stands in a cell that nobody left yet is kept too, until the row changes."""
        self.touch([row])
        self._pending = self._sheet().edit(row, key, text)

    def write_now(self) -> None:
        """Everything is on the disk when this returns; a refusal is told."""
        self._soon.stop()
        if not self._whole and not self._writing:
            return
        rows = None if self._flying is None else self._dirty | self._flying
        at, sheet, wanted = self._moment(rows)
        if attempt(self.parent(), lambda: self._writer.write(at, sheet, wanted)) is None:
            self._stopped(wanted)

    def forget(self) -> None:
        """The list is gone, or another one stands here: nothing older is written, and what is kept next is kept
        whole."""
        self._soon.stop()
        self._at += 1
        self._writer.shut(self._at)
        self._dirty.clear()
        self._whole = self._there = False

    # --- inside

    def _moment(self, rows: set[str] | None) -> tuple[int, Sheet, set[str] | None]:
        """What is to be written now: when, the list as it stands, and its rows; all of them the first time."""
        self._at += 1
        there, self._there = self._there, True
        self._dirty, self._whole = set(), False
        sheet = self._sheet()
        if self._pending is not None:
            sheet = applied(sheet, [self._pending])
        return self._at, sheet, rows if there else None

    def _write(self) -> None:
        if self._writing or not self._whole:
            return
        at, sheet, rows = self._moment(set(self._dirty))
        self._writing, self._flying = True, rows
        run(
            self, lambda _progress: self._writer.write(at, sheet, rows), done=lambda _done: self._written(),
            failed=lambda error: self._refused(rows, error), cancelled=lambda: self._stopped(rows),
        )  # fmt: skip

    def _written(self) -> None:
        self._writing, self._flying = False, set()
        self.kept.emit(f"Draf tersimpan {words.moment(moment_of(self.session.clock())).rsplit(' ', 1)[1]}")
        if self._whole:
            self._soon.start()

    def _refused(self, rows: set[str] | None, error: KnownError) -> None:
        self._stopped(rows)
        self.kept.emit(f"Draf belum tersimpan: {error.sentence}")
        QTimer.singleShot(_AGAIN_MS, self, self._write)

    def _stopped(self, rows: set[str] | None) -> None:
        self._writing, self._flying, self._whole = False, set(), True
        if rows is None:
            self._there = False
        else:
            self._dirty |= rows
