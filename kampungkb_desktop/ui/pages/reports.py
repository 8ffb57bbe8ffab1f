"""Laporan: choose what is to be printed, see it as it will be on paper, then save or print it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.file_handing_paper import handed_files
from kampungkb_desktop.actions.monthly_report import keep_words, reporting_officers
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.paper_kinds import NO_WISH, Wish
from kampungkb_desktop.actions.papers import MONTHLY, offer
from kampungkb_desktop.actions.preview import page_sizes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.reports_choice import ReportChoice
from kampungkb_desktop.ui.pages.reports_kinds import PLACE
from kampungkb_desktop.ui.pages.reports_output import PaperOutput
from kampungkb_desktop.ui.pages.reports_words import about, begin, choose_first, nothing_yet, reason
from kampungkb_desktop.ui.pdf_preview import PagesView, PreviewBar
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.widgets import button, column, row

WRITE_TIP = "Kendala, upaya, rencana, dan yang mengetahui, untuk laporan bulanan bulan ini"


class ReportsPage(Page):
    """The choice at the left, the paper at the right. ``open_record`` takes a village, ``village/month``, or with the
    kind of paper before it ``krs:village/semester``, ``notulen:record``."""

    title = "Laporan"
    hints = (("Ctrl+S", "simpan PDF"), ("Ctrl+P", "cetak"), ("PgUp/PgDn", "halaman"), ("Ctrl++", "perbesar"))
    help_topic = "laporan"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session = session
        self._shown, self._wanted = NO_WISH, NO_WISH
        self.choice = ReportChoice(session, today())
        self.view = PagesView()
        self.bar = PreviewBar(self.view)
        self.out = PaperOutput(session)
        self.write = button("Tulis ken&dala dan rencana…", self.write_words, icon="edit", tip=WRITE_TIP)
        self.write.hide()
        self._sheet = Stack()
        self._sheet.addWidget(self.view)
        self._stack = Stack()
        self._stack.addWidget(self._paper())
        self._stack.addWidget(nothing_yet(lambda: self.go.emit("kampung", None)))
        self.setLayout(column(self._stack))
        self.choice.wished.connect(self._make)
        self.choice.wished.connect(self._offer_words)
        self.out.said.connect(lambda words: self.said.emit(words, False))  # noqa: FBT003  a signal has no names
        self._recall()

    def _paper(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(tokens().px(PLACE))
        stack = column(spacing=10)
        stack.addWidget(self.choice, 1)
        stack.addWidget(self.write)
        stack.addWidget(self.out)
        left.setLayout(stack)
        right = column(self.bar, spacing=6)
        right.addWidget(self._sheet, 1)
        box = QWidget()
        inside = row(left, spacing=14)
        inside.addLayout(right, 1)
        box.setLayout(inside)
        return box

    # --- what the window asks

    def load(self) -> None:
        codes = own_villages(self.session)
        self.choice.offer_villages(codes)
        self.choice.offer_named(reporting_officers(self.session), handed_files(self.session))
        self._stack.setCurrentIndex(0 if codes else 1)
        self._shown = NO_WISH
        self.choice.flush()

    def search_widget(self) -> QWidget | None:
        return self.choice.kind.search if self._stack.currentIndex() == 0 else None

    def first_focus(self) -> QWidget | None:
        return self.choice.kind if self._stack.currentIndex() == 0 else None

    def open_record(self, record_id: str | None) -> None:
        if record_id:
            self.choice.go(record_id)
            self.choice.flush()

    def leave(self) -> bool:
        self._remember()
        return True

    # --- making

    def _make(self, wish: Wish) -> None:
        """Make the paper, unless it is the one that is shown or under way, or a long one nobody has asked for yet."""
        if wish in (self._shown, self._wanted):
            return
        chosen = offer(wish.kind)
        if not wish.place:
            self._say_instead(wish, choose_first(chosen))
        elif chosen.slow:
            self._say_instead(wish, begin(chosen, lambda: self._begin(wish)))
        else:
            self._begin(wish)

    def _begin(self, wish: Wish) -> None:
        self._wanted = wish
        self.out.say("Menyusun laporan…")
        self.out.take(b"", wish, 0)
        run = run_shown if offer(wish.kind).slow or offer(wish.kind).counted else background.run
        run(
            self,
            lambda progress: self._made(wish, progress),
            done=lambda made: self._show(wish, *made),
            failed=lambda error: self._failed(wish, error),
            cancelled=lambda: self._stopped(wish),
            text="Menyusun laporan…",
        )

    def _made(self, wish: Wish, progress: Progress) -> tuple[bytes, list[tuple[float, float]]]:
        """On the worker. One that is no longer wanted is not made."""
        if wish != self._wanted:
            return b"", []
        progress.check()
        pdf = offer(wish.kind).make(self.session, wish, progress)
        return pdf, page_sizes(pdf)

    def _show(self, wish: Wish, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        if wish != self._wanted or not pdf:
            return
        self._shown, self._wanted = wish, NO_WISH
        self.view.show_pdf(pdf, sizes)
        self._sheet.setCurrentWidget(self.view)
        self.bar.show()
        self.out.take(pdf, wish, len(sizes))
        self.out.say("")
        self.rename("Laporan", f"{about(wish)} · {number(len(sizes))} halaman")

    def _stopped(self, wish: Wish) -> None:
        """Batal: nothing was made, and nothing half made is kept."""
        if wish == self._wanted:
            self._say_instead(wish, begin(offer(wish.kind), lambda: self._begin(wish)))

    def _failed(self, wish: Wish, error: KnownError) -> None:
        if wish == self._wanted:
            self._say_instead(wish, reason(error, lambda: self._go_and_mend(wish)))

    def _say_instead(self, wish: Wish, said: QWidget) -> None:
        """Where the paper would be: why there is none, and the way to what is lacking."""
        self._wanted = self._shown = NO_WISH
        self.out.take(b"", wish, 0)
        self.out.say("")
        self.rename("Laporan", about(wish))
        while (old := self._sheet.widget(1)) is not None:
            self._sheet.removeWidget(old)
            old.deleteLater()
        self._sheet.addWidget(said)
        self._sheet.setCurrentIndex(1)
        self.bar.hide()

    def _go_and_mend(self, wish: Wish) -> None:
        """To the page where what is lacking is typed."""
        page = offer(wish.kind).lacking
        self.go.emit(page, wish.place if page == "kampung" else None)

    # --- what is written before printing

    def _offer_words(self, wish: Wish) -> None:
        """Only his own report is an officer's to write."""
        self.write.setVisible(wish.kind == MONTHLY and wish.place == self.session.author)

    def write_words(self) -> None:
        """Ask for the words of the month that is shown, and make its paper again."""
        from kampungkb_desktop.ui.pages.monthly_words import MonthlyWords  # noqa: PLC0415  once a month

        dialog = MonthlyWords(self, self.session, self.choice.wish().period)
        if not dialog.exec():
            return
        saved = attempt(self, lambda: keep_words(self.session, dialog.words()))
        if saved is not None:
            self.wrote.emit(saved.forms)
            self._shown = NO_WISH
            self.choice.flush()

    # --- what is remembered

    def _recall(self) -> None:
        """The village and paper of the last time."""
        kept = settings.load(self.session)
        self.choice.offer_villages(own_villages(self.session))
        if kept.last_village:
            self.choice.village.choose(kept.last_village)
        self.choice.paper.setCurrentIndex(max(0, self.choice.paper.findData(kept.paper or "A4")))

    def _remember(self) -> None:
        village, paper = self.choice.village.code(), str(self.choice.paper.currentData())
        if not village:
            return
        kept = settings.load(self.session)
        if (kept.last_village, kept.paper or "A4") != (village, paper):
            settings.remember(self.session, kept.changed(last_village=village, paper=paper))
