"""As it was left: what a list is narrowed to, the line one was on, how far it was scrolled, and the tab one was on are
there again at the next start. Ids and choices only, never a name or a typed word (``actions.kept_here``)."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kampungkb_desktop.actions import kept_here, saved_filters
from kampungkb_desktop.actions.saved_filters import Sifting
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import run, unsaid
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.saved_filters import LANE, Sifted
from kampungkb_desktop.ui.tabs import TabStrip

_REST_MS = 1_200
_LINE, _TOP, _OF = "baris", "gulir", "dari"
"""Beside what the list is narrowed to: the line one was on, the first one in sight, and of how many lines."""
_PLACE = (_LINE, _TOP, _OF)


class LeftAs(QObject):
    """Puts a list as it was left and remembers how it stands; ``look`` after every change of it."""

    def __init__(self, table: RecordTable, session: Session, where: str, sifted: Sifted) -> None:
        super().__init__(table)
        self._session, self._where, self._sifted, self._table = session, where, sifted, table
        self._known: Sifting = saved_filters.left(session, where)
        self._place = {key: self._known[key] for key in _PLACE if key in self._known}
        """Where it stood, until its lines are there."""
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._keep)
        if self._place:
            table.model.modelReset.connect(self._filled)
            table.model.rowsInserted.connect(self._filled)
        table.selected.connect(self.look)
        table.view.verticalScrollBar().valueChanged.connect(self.look)

    def back(self) -> None:
        """As it was left, where anything is known."""
        if self._known:
            self._sifted.sift({key: one for key, one in self._known.items() if key not in _PLACE}, show=False)

    def look(self, *_what: object) -> None:
        """Something may have changed."""
        self._rest.start()

    def waits(self) -> bool:
        """Whether a change is still to be written down."""
        return self._rest.isActive()

    def _filled(self, *_rows: object) -> None:
        if self._place and len(self._table.model.ids) and self._table.whole:
            QTimer.singleShot(0, self, self._stand)  # the view knows its lines then

    def _stand(self) -> None:
        """On the line one was on, unless somebody went to another meanwhile."""
        place, self._place, table = self._place, {}, self._table
        chosen = table.view.currentIndex().row() > 0  # the first is chosen by whoever comes in by the keys
        line = place.get(_LINE)
        if chosen or not isinstance(line, int | str) or not table.select(line):
            return
        many = len(table.model.ids)  # words that were typed are not kept: the place among fewer lines is another one
        if isinstance(top := place.get(_TOP), int) and place.get(_OF, many) == many:
            table.view.executeDelayedItemsLayout()
            table.view.verticalScrollBar().setValue(top)

    def _keep(self) -> None:
        session, where, table = self._session, self._where, self._table
        place = self._place or _place_of(table)
        now: Sifting = {**self._sifted.sifting(), **place}
        if now != self._known:
            self._known = now
            run(
                self,
                lambda _p: saved_filters.leave(session, where, now),
                done=lambda _n: None,
                failed=unsaid,
                lane=LANE,
            )


def _place_of(table: RecordTable) -> Sifting:
    top = table.view.verticalScrollBar().value()
    return {_LINE: table.current_id(), _TOP: top, _OF: len(table.model.ids)}


class KeptTab(QObject):
    """Shows the tab one was on the last time, and remembers the present one."""

    def __init__(self, strip: TabStrip, session: Session, where: str) -> None:
        super().__init__(strip)
        self._session, self._where = session, f"tab:{where}"
        known = kept_here.kept(session, self._where)
        if known in strip.keys:
            strip.go(known)
        strip.changed.connect(self._turned)

    def _turned(self, key: str) -> None:
        session, where = self._session, self._where
        run(self, lambda _p: kept_here.keep(session, where, key), done=lambda _n: None, failed=unsaid, lane=LANE)
