"""Data ganda: families and people that seem to be on record twice, one at a time, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import duplicates, duplicates_apart, trail
from kampungkb_desktop.actions.duplicates import FAMILIES, Doubt
from kampungkb_desktop.actions.duplicates_apart import Apart
from kampungkb_desktop.actions.duplicates_compare import Comparison, compare, join
from kampungkb_desktop.actions.duplicates_search import Search
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Step
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.pages.duplicates_late import LateLine
from kampungkb_desktop.ui.pages.duplicates_list import DoubtList
from kampungkb_desktop.ui.pages.duplicates_panel import ComparePanel
from kampungkb_desktop.ui.pages.duplicates_watch import DoublesWatch
from kampungkb_desktop.ui.pages.duplicates_words import found_words
from kampungkb_desktop.ui.widgets import button, column, label, row


class DuplicatesView(QWidget):
    """``settled(sentence, Saved)`` after every decision, ``opened(route)`` for a record, ``closed()`` leads back,
    ``counted(words)`` for the header."""

    settled = Signal(str, object)
    opened = Signal(str)
    closed = Signal()
    counted = Signal(str)

    def __init__(self, session: Session, watch: DoublesWatch) -> None:
        super().__init__()
        self._session, self._watch = session, watch
        self.asked: Doubt | None = None
        self.list, self.panel = DoubtList(), ComparePanel()
        self.status = label("", "small")
        self.again = button("&Periksa ulang semua", self._search_again, kind="quiet", icon="refresh")
        self.stop = button("Hen&tikan", watch.stop, kind="quiet", icon="close")
        self.back = button("Ke&mbali", self.closed.emit, shortcut="Esc")
        both = row(spacing=14)
        both.addWidget(self.list, 2)
        both.addWidget(self.panel, 3)
        self.late = LateLine(session)
        box = column(self.late, spacing=10)
        box.addLayout(self.list.tools)
        box.addLayout(both, 1)
        box.addLayout(row(self.again, self.stop, self.status, None, self.back))
        self.setLayout(box)
        self.setFocusProxy(self.list)
        self.late.opened.connect(self.opened)
        self.list.chosen.connect(self._compare)
        self.list.table.opened.connect(self._into_panel)
        self.panel.join_wanted.connect(self._join)
        self.panel.apart_wanted.connect(self._apart)
        self.panel.again_wanted.connect(self._ask_again)
        self.panel.open_wanted.connect(self._open)
        watch.stepped.connect(self._stepped)
        watch.ended.connect(self._searched)
        self._show_running(on=False)

    # --- what is shown

    def load(self, asked: Doubt | None = None) -> None:
        """Read again what waits; ``asked`` is a pair that a person wants to see first, whatever is thought of it."""
        self.asked = asked
        self._read()
        self.late.load()
        self._watch.wake()

    def _read(self) -> None:
        run(
            self,
            lambda _p: (duplicates.open_doubts(self._session), duplicates_apart.apart(self._session)),
            done=self._show,
        )

    def _show(self, came: tuple[Sequence[Doubt], Sequence[Apart]]) -> None:
        (found, apart), asked = came, self.asked
        self.list.searching = self._watch.running
        same = next((one for one in found if asked is not None and one.pair.key == asked.pair.key), asked)
        self.list.show_doubts(found if asked is None or same in found else [asked, *found], same, apart)
        self.asked = None
        trail.looked(self._session, "ganda", len(found))
        self.counted.emit(found_words(len(found)))

    def _compare(self, doubt: Doubt | None) -> None:
        if doubt is None:
            self.panel.show_pair(None)
            return
        run(self, lambda _p: (doubt, compare(self._session, doubt)), done=self._compared)

    def _compared(self, came: tuple[Doubt, Comparison | None]) -> None:
        doubt, found = came
        if doubt == self.list.current():
            may = found is not None and duplicates.may_join(self._session, doubt)
            self.panel.show_pair(found, may_join=may, said=self.list.current_apart())

    def _into_panel(self, _key: object) -> None:
        self.panel.take_keys()

    # --- deciding

    def _join(self) -> None:
        found = self.panel.found
        if found is None or not self.panel.join.isEnabled():
            return
        chosen, twins = dict(self.panel.table.chosen), self.panel.twins()
        self.panel.join.setEnabled(False)  # until the next pair is shown: two quick presses mean one
        run(
            self,
            lambda _p: join(self._session, found, chosen, twins).saved,
            done=lambda saved: self._done(found.doubt, f"{found.doubt.about} digabungkan.", saved),
            failed=self._refused,
        )

    def _apart(self) -> None:
        doubt = self.panel.found.doubt if self.panel.found is not None else None
        if doubt is None:
            return
        pair, village = doubt.pair, doubt.villages[0] or None
        run(
            self,
            lambda _p: duplicates.tell_apart(self._session, pair.form, pair.first, pair.second, village),
            done=lambda saved: self._done(doubt, f"{doubt.about}: bukan yang sama, tidak ditanyakan lagi.", saved),
            failed=self._refused,
        )

    def _ask_again(self) -> None:
        said = self.panel.said
        if said is not None:
            run(
                self,
                lambda _p: duplicates_apart.take_back(self._session, said),
                done=lambda saved: self._done(said.doubt, f"{said.doubt.about}: ditanyakan lagi.", saved),
                failed=self._refused,
            )

    def _done(self, doubt: Doubt, words: str, saved: Saved) -> None:
        """On to the next one; the keys go back to the list."""
        had = self.panel.has_keys() or self.back.hasFocus()
        self.list.step_off(doubt)
        self.settled.emit(words, saved)
        self.load()
        if had and self.isVisible():
            self.list.table.setFocus()

    def _refused(self, error: KnownError) -> None:
        show_error(self, error)
        self.load()

    def _open(self, side: int) -> None:
        found = self.panel.found
        if found is None:
            return
        record = (found.doubt.first, found.doubt.second)[side]
        tab = "" if found.doubt.pair.form == FAMILIES else "/anggota"
        if record.family:
            self.opened.emit(f"{record.family}{tab}")

    # --- searching

    def _search_again(self) -> None:
        self._watch.search(anew=True)
        self._show_running(on=True)

    def _stepped(self, step: Step) -> None:
        self._show_running(on=True)
        part = f" {number(100 * step.done // step.total)} persen" if step.total else ""
        self.status.setText(f"Sedang mencari…{part}")

    def _searched(self, search: Search | None) -> None:
        self._show_running(on=False)
        self.status.setText("" if search is not None else "Pencarian dihentikan.")
        if self.isVisible() and search is not None:
            self._read()

    def _show_running(self, *, on: bool) -> None:
        self.again.setVisible(not on)
        self.stop.setVisible(on)
