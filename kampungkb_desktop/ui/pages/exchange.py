"""Kirim & Terima: the file that carries an officer's work to the district, and the files that come back.

An officer sends first; a district receives first and answers. What arrives is shown before anything is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import copies, quarantine
from kampungkb_desktop.actions.outbox import Outbox, outbox
from kampungkb_desktop.actions.record_states import FILES
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import preview, take_in
from kampungkb_desktop.actions.take_in_report import TakeInReport
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import FileEntry
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.exchange_arrivals import Arrivals
from kampungkb_desktop.ui.pages.exchange_board import board_of, first_of, laid
from kampungkb_desktop.ui.pages.exchange_conflicts import ConflictView, waiting_count, waiting_words
from kampungkb_desktop.ui.pages.exchange_enrolment import EnrolmentFlow
from kampungkb_desktop.ui.pages.exchange_history import FileHistory
from kampungkb_desktop.ui.pages.exchange_incoming import IncomingView
from kampungkb_desktop.ui.pages.exchange_outgoing import Outgoing
from kampungkb_desktop.ui.pages.exchange_places import Spot, documents, sticks
from kampungkb_desktop.ui.pages.exchange_practice import partner
from kampungkb_desktop.ui.pages.exchange_receive import ReceiveCard
from kampungkb_desktop.ui.pages.exchange_send import SendCard
from kampungkb_desktop.ui.pages.exchange_transport import Transport
from kampungkb_desktop.ui.pages.exchange_waiting import WaitingView
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import column

DISTRICT = "kabupaten"
ARRIVED = "masuk"
"""What ``open_record`` is asked for the files that arrived, so that Alt+Left leads back to the cards."""
LAPTOPS, CONFLICTS, STORAGE, WAITING = "laptop", "bentrok", "penyimpanan", "menunggu"
HELP_TOPICS = {ARRIVED: "kirim-terima#menerima", LAPTOPS: "pendaftaran", CONFLICTS: "kirim-terima#bentrok",
               STORAGE: "penyimpanan", WAITING: "menunggu"}  # fmt: skip
MOVED = frozenset({FILES})
"""What lists read that say how far a record has been sent."""
Hints = Sequence[tuple[str, str]]
_CARD_HINTS = (("Ctrl+Enter", "kirim"), ("Ctrl+O", "pilih berkas"))
_DESK_HINTS = (("Enter", "buka"), ("Esc", "kembali"))
_CONFLICT_HINTS = (("Enter", "ke jawaban"), ("Alt+1…", "pakai jawaban"), ("Esc", "kembali"))
_STORAGE_HINTS = (("Enter", "coba dan simpan"), ("F5", "hubungi sekarang"), ("Esc", "kembali"))
_VIEW_HINTS, _TAKEN_HINTS = (("Ctrl+Enter", "terima"), ("Esc", "kembali")), (("Enter", "selesai"), ("Esc", "kembali"))


class ExchangePage(Page):
    """The cards with the history, or over them what just arrived."""

    folder_wanted = Signal(str)

    title = "Kirim & Terima"
    hints: Hints = _CARD_HINTS
    help_topic = "kirim-terima"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.district = session.role == DISTRICT
        self.sending = SendCard(district=self.district and not session.receiving, receiving=session.receiving)
        self.outgoing = Outgoing(self, session, self.sending)
        self.receiving = ReceiveCard(district=self.district, receiving=session.receiving)
        self.history = FileHistory(today=today)
        self.arrivals = Arrivals(self, session, self.receiving, self.history)
        self.enrolment = EnrolmentFlow(self, session, today)
        self.conflicts, self.waiting = ConflictView(session), WaitingView(session, today)
        self.transport = Transport(self, session, today)
        self.practice = partner(self, session, self.outgoing.folders)
        self.disputed = Banner("", Tone.WARN, "Pu&tuskan…", lambda: self._turn_to(CONFLICTS))
        self.disputed.hide()
        self._counted = self._shown = ""
        self._refused: list[Path] = []
        cards = (self.sending, self.receiving)
        over = (self.disputed, self.practice.strip, self.waiting.strip, *self.transport.strips)
        self.board = board_of(over, cards[::-1] if self.district else cards, self.history)
        self._stack = Stack()
        self._stack.addWidget(self.board)
        self.setLayout(column(self._stack))
        for told in (self.outgoing.changed, self.arrivals.undone, self.enrolment.changed):
            told.connect(self._sent)
        self.receiving.chosen.connect(self.look_at)
        self.receiving.refused_wanted.connect(lambda: self.look_at(self._refused))
        self.arrivals.chosen.connect(self.look_at)
        self.arrivals.go.connect(self.go)
        self.history.paper_wanted.connect(self.outgoing.show_paper)
        self._connect_enrolment()
        self.transport.serve(self.outgoing, self.history, self.look_at, self._sent)
        self.transport.view_wanted.connect(lambda: self._turn_to(STORAGE))

    @cached_property
    def incoming(self) -> IncomingView:
        """What arrived; made when the first file did, as everything that lies over the cards is made when wanted."""
        made = IncomingView(self.session, self.go.emit)
        made.accepted.connect(self.take_in)
        made.closed.connect(self.back_to_cards)
        return made

    @property
    def report(self) -> TakeInReport | None:
        """Of the files that arrived, if any did."""
        return self.incoming.report if "incoming" in vars(self) else None

    def _connect_enrolment(self) -> None:
        flow, card = self.enrolment, self.sending
        card.introduction_wanted.connect(lambda: flow.introduce(card.folders.folder() or documents()))
        card.answer_wanted.connect(flow.ask_moved)
        card.mark_wanted.connect(flow.show_mark)
        card.laptops_wanted.connect(lambda: self._turn_to(LAPTOPS))
        flow.desk_wanted.connect(lambda: self._turn_to(LAPTOPS))
        flow.counted.connect(card.laptops.setText)
        flow.reopen.connect(self.folder_wanted)
        for desk in (self.conflicts, self.waiting):
            desk.closed.connect(self.back_to_cards)
            desk.decided.connect(self._sent)
        self.conflicts.counted.connect(self._show_disputed)
        self.conflicts.opened.connect(self.go)
        self.waiting.wanted.connect(lambda: self._turn_to(WAITING))
        self.practice.serve(self.look_at, self._sent, self.folder_wanted)

    def _show_disputed(self, count: int) -> None:
        self.disputed.say(waiting_words(count), Tone.WARN)
        self.disputed.setVisible(bool(count))
        if self._shown == CONFLICTS:
            self.rename("Bentrok", waiting_count(self.conflicts))

    def _sent(self, words: str) -> None:
        """After a file was made or was not, and after every decision: said, and all that counts it read again."""
        self.load()
        if words:
            self._say(words)
        self.wrote.emit(MOVED)

    # --- what the window asks

    def load(self) -> None:
        with self.session.database.read() as conn:
            files = read.files(conn)
        self._show_files(files)
        for part in (self.enrolment, self.conflicts, self.waiting, self.transport, self.practice):
            part.load()
        background.run(self, lambda progress: _look_around(self, progress), done=self._looked)

    def take_files(self, paths: Sequence[Path]) -> None:
        self.look_at(paths)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.transport.entry,)

    def search_widget(self) -> QWidget | None:
        return self.enrolment.desk.search if self._shown == LAPTOPS else None

    def first_focus(self) -> QWidget | None:
        if self._on_cards():
            return self.sending.new if self.sending.new.isEnabled() and not self.district else self.receiving.files
        return first_of(self._stack.currentWidget())

    def help_place(self) -> str:
        return HELP_TOPICS.get(self._shown, self.help_topic)

    def open_record(self, record_id: str | None) -> None:
        views = _views(self)
        barred = (record_id == ARRIVED and self.report is None) or (record_id == LAPTOPS and not self.district)
        cards = (lambda: self.board, _CARD_HINTS, "Kirim & Terima", self._counted)
        self._shown = "" if barred or record_id not in views else record_id
        made, self.hints, name, more = views.get(self._shown, cards)
        self.transport.bar_entry(barred=bool(self._shown))
        self._stack.setCurrentWidget(laid(self._stack, made(), self.back_to_cards))
        self.rename(name, more)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show what these files (or those of these folders) would change."""
        chosen = self.enrolment.take(self.arrivals.sift(paths))
        if not chosen:
            return
        run_shown(
            self,
            lambda progress: preview(self.session, chosen, progress=progress),
            done=lambda report: self._show_report(report, chosen),
            cancelled=lambda: self._say("Pemeriksaan berkas dibatalkan. Tidak ada yang berubah."),
            text="Memeriksa berkas…",
        )

    def take_in(self) -> None:
        """Keep what was shown, behind a copy of what is here now."""
        chosen = list(self.incoming.paths)

        def work(progress: Progress) -> TakeInReport:
            copies.before_take_in(self.session, progress)
            return take_in(self.session, chosen, progress=progress)

        run_shown(
            self,
            work,
            done=lambda report: self._taken(report, chosen),
            cancelled=self._stopped,
            text="Menerima berkas…",
        )

    def _show_report(self, report: TakeInReport, paths: Sequence[Path]) -> None:
        self.incoming.show_report(report, paths)
        self._turn_to(ARRIVED)

    def _taken(self, report: TakeInReport, paths: Sequence[Path]) -> None:
        self._show_report(report, paths)
        self.wrote.emit(report.forms | MOVED)

    def _stopped(self) -> None:
        self.back_to_cards()
        self._say("Penerimaan dihentikan. Berkas yang belum selesai tidak mengubah apa pun.")
        self.wrote.emit(MOVED)

    def back_to_cards(self) -> None:
        """Leave what arrived; a preview changes nothing."""
        self._turn_to(None)
        self.load()

    def _turn_to(self, what: str | None) -> None:
        """Show the cards or what arrived, as a step that the window remembers, and give it the keys."""
        self.open_record(what)
        self.go.emit("", what)
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _say(self, words: str) -> None:
        self.said.emit(words, False)  # noqa: FBT003  a signal has no names

    def _on_cards(self) -> bool:
        return self._stack.currentIndex() == 0

    def _looked(self, found: tuple[Outbox, list[Spot], list[Path]]) -> None:
        box, self.outgoing.plugged, self._refused = found
        self.arrivals.plugged = self.outgoing.plugged
        self.receiving.show_refused(len(self._refused))
        self.outgoing.offer_folders()
        self.sending.show_outbox(box, self._today())
        self.badge.emit(0 if self.district else box.changes)

    def _show_files(self, files: list[FileEntry]) -> None:
        self.history.show_files(files)
        self._counted = f"{number(len(files))} berkas tercatat" if files else ""
        if self._on_cards():
            self.rename("Kirim & Terima", self._counted)


def _look_around(page: ExchangePage, progress: Progress) -> tuple[Outbox, list[Spot], list[Path]]:
    regions.load()  # or the window stands still for a tenth of a second when a report names its first village
    refused = [one.path for one in quarantine.kept(page.session)]
    return outbox(page.session, progress, page.outgoing.order.kind), sticks(), refused


def _views(page: ExchangePage) -> dict[str, tuple[Callable[[], QWidget], Hints, str, str]]:
    """What lies over the cards when it is asked for: the view, its keys, its name and a word more."""
    report = page.report
    counted = f"{number(len(report.files))} berkas, " if report else ""
    asked = report is not None and report.preview
    hints, words = (_VIEW_HINTS, "belum disimpan") if asked else (_TAKEN_HINTS, "sudah diperiksa dan disimpan")
    return {
        ARRIVED: (lambda: page.incoming, hints, "Berkas masuk", counted + words),
        LAPTOPS: (lambda: page.enrolment.desk, _DESK_HINTS, "Papan pengiriman", "laptop yang dipercaya kantor ini"),
        CONFLICTS: (lambda: page.conflicts, _CONFLICT_HINTS, "Bentrok", waiting_count(page.conflicts)),
        WAITING: (lambda: page.waiting, _DESK_HINTS, "Menunggu", "berkas yang belum diterima"),
        STORAGE: (
            lambda: page.transport.view,
            _STORAGE_HINTS,
            "Penyimpanan kantor",
            "kirim dan terima tanpa flashdisk",
        ),
    }
