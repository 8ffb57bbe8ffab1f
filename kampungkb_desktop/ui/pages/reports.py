"""Laporan: choose what is to be printed, see it as it will be on paper, then save or print it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from kampungkb_desktop.actions import settings, trail
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.papers import offer
from kampungkb_desktop.actions.preview import page_sizes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import month_name, month_of, month_shift, number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.exchange_places import documents, open_folder
from kampungkb_desktop.ui.pages.reports_choice import ReportChoice, Wish
from kampungkb_desktop.ui.pages.reports_print import print_pdf, printer_for
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.pdf_preview import PagesView, PreviewBar
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

_LEFT = 290


class ReportsPage(Page):
    """The choice at the left, the paper at the right. ``open_record`` takes a village, ``village/month``, or with the
    kind of paper before it ``krs:village/semester``."""

    title = "Laporan"
    hints = (("Ctrl+S", "simpan PDF"), ("Ctrl+P", "cetak"), ("PgUp/PgDn", "halaman"), ("Ctrl++", "perbesar"))
    help_topic = "laporan"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session = session
        self._pdf, self._shown, self._wanted = b"", Wish("", "", ""), Wish("", "", "")
        self._kept: Path | None = None
        now = month_of(today())
        self.choice = ReportChoice(now, month_shift(now, -1), today())
        self.view = PagesView()
        self.bar = PreviewBar(self.view)
        self.state = label("", "soft", wrap=True)
        self.done = Banner("", Tone.OK, "Buka &folder", self._open_folder)
        self.save = button("&Simpan PDF…", self.save_pdf, kind="primary", icon="save", shortcut="Ctrl+S")
        self.print = button("&Cetak…", self.print_paper, icon="print", shortcut="Ctrl+P")
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._paper())
        self._stack.addWidget(_nothing(lambda: self.go.emit("kampung", None)))
        self.setLayout(column(self._stack))
        self.choice.wished.connect(self._make)
        self._recall()

    def _paper(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(tokens().px(_LEFT))
        self.done.hide()
        left.setLayout(column(self.choice, row(self.save, self.print, None), self.done, self.state, None, spacing=12))
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
        self.choice.village.offer(codes)
        self._stack.setCurrentIndex(0 if codes else 1)
        self._shown = Wish("", "", "")
        self.choice.flush()

    def first_focus(self) -> QWidget | None:
        return self.choice.village if self._stack.currentIndex() == 0 else None

    def open_record(self, record_id: str | None) -> None:
        if record_id:
            self.choice.go(record_id)
            self.choice.flush()

    def leave(self) -> bool:
        self._remember()
        return True

    # --- making

    def _make(self, wish: Wish) -> None:
        """Make the paper, unless it is the one that is shown or under way."""
        if wish in (self._shown, self._wanted):
            return
        self._wanted = wish
        self.done.hide()
        self.state.setText("Menyusun laporan…")
        for one in (self.save, self.print):
            one.setEnabled(False)
        background.run(
            self,
            lambda progress: self._made(wish, progress),
            done=lambda made: self._show(wish, *made),
            failed=lambda error: self._failed(wish, error),
            text="Menyusun laporan…",
        )

    def _made(self, wish: Wish, progress: Progress) -> tuple[bytes, list[tuple[float, float]]]:
        """On the worker. One that is no longer wanted is not made."""
        if wish != self._wanted:
            return b"", []
        progress.check()
        pdf = offer(wish.kind).make(self.session, wish.village, wish.month, wish.paper)
        return pdf, page_sizes(pdf)

    def _show(self, wish: Wish, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        if wish != self._wanted or not pdf:
            return
        self._pdf, self._shown, self._wanted = pdf, wish, Wish("", "", "")
        self.view.show_pdf(pdf, sizes)
        self._sheet.setCurrentWidget(self.view)
        self.bar.show()
        self.state.setText("")
        self.rename("Laporan", f"{_about(wish)} · {number(len(sizes))} halaman")
        for one in (self.save, self.print):
            one.setEnabled(True)

    def _failed(self, wish: Wish, error: KnownError) -> None:
        if wish == self._wanted:
            self._wanted, self._shown, self._pdf = Wish("", "", ""), Wish("", "", ""), b""
            self.state.setText("")
            self.rename("Laporan", _about(wish))
            self._say_instead(wish, error)

    def _say_instead(self, wish: Wish, error: KnownError) -> None:
        """Where the paper would be: why there is none, and the way to what is lacking."""
        while (old := self._sheet.widget(1)) is not None:
            self._sheet.removeWidget(old)
            old.deleteLater()
        self._sheet.addWidget(_reason(error, lambda: self._go_and_mend(wish)))
        self._sheet.setCurrentIndex(1)
        self.bar.hide()

    def _go_and_mend(self, wish: Wish) -> None:
        """To the page where what is lacking is typed."""
        page = offer(wish.kind).lacking
        self.go.emit(page, wish.village if page == "kampung" else None)

    # --- saving and printing

    def save_pdf(self) -> None:
        """Ask where, and write the file that is shown."""
        if not self._pdf:
            return
        kept = settings.load(self.session)
        start = Path(kept.output_folder) if kept.output_folder and Path(kept.output_folder).is_dir() else documents()
        name = str(start / _file_name(self._shown))
        found, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", name, "PDF (*.pdf)")
        if found:
            self.keep(Path(found))

    def keep(self, target: Path) -> None:
        """Write the file and say where it stands."""
        whole = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        path = attempt(self, lambda: write_pdf(whole, self._pdf))
        if path is None:
            return
        self._note()
        kept = settings.load(self.session)
        if kept.output_folder != str(path.parent):
            settings.store(self.session, kept.changed(output_folder=str(path.parent)))
        self._kept = path
        self.done.say("PDF tersimpan.", Tone.OK)
        self.state.setText(str(path.name).replace("_", "_\u200b"))  # Qt breaks a line only between words
        self.done.setToolTip(str(path))
        self.done.show()

    def _note(self) -> None:
        trail.note(self.session, trail.PRINTED, more=f"{self._shown.kind} {self._shown.village}")

    def _open_folder(self) -> None:
        if self._kept is not None:
            open_folder(self._kept)

    def print_paper(self) -> None:
        """Ask which printer and pages, then print on the worker."""
        if not self._pdf:
            return
        printer = printer_for(self._shown.paper)
        printer.setDocName(f"{offer(self._shown.kind).title} {_about(self._shown)}")
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self.view.sizes))
        if not dialog.exec():
            return
        pdf = self._pdf
        self._note()
        run_shown(
            self,
            lambda progress: print_pdf(pdf, printer, progress),
            done=lambda pages: self._say(f"{number(pages)} halaman dikirim ke pencetak."),
            cancelled=lambda: self._say("Pencetakan dihentikan."),
            text="Mencetak…",
        )

    def _say(self, words: str) -> None:
        self.said.emit(words, False)  # noqa: FBT003  a signal has no names

    # --- what is remembered

    def _recall(self) -> None:
        """The village and paper of the last time."""
        kept = settings.load(self.session)
        self.choice.village.offer(own_villages(self.session))
        if kept.last_village:
            self.choice.village.choose(kept.last_village)
        self.choice.paper.setCurrentIndex(max(0, self.choice.paper.findData(kept.paper or "A4")))

    def _remember(self) -> None:
        if (wish := self.choice.wish()) is None:
            return
        kept = settings.load(self.session)
        if (kept.last_village, kept.paper or "A4") != (wish.village, wish.paper):
            settings.store(self.session, kept.changed(last_village=wish.village, paper=wish.paper))


def _place(code: str) -> str:
    region = regions.load().region(code)
    return region.name if region else code


def _about(wish: Wish) -> str:
    """The village and the time of a paper."""
    by_month = offer(wish.kind).period == "month"
    when = month_name(wish.month) if by_month else Semester.parse(wish.month).label
    return f"{_place(wish.village)} · {when}"


def _file_name(wish: Wish) -> str:
    return f"{offer(wish.kind).file}_{_place(wish.village).replace(' ', '-')}_{wish.month}.pdf"


def _nothing(go: Callable[[], object]) -> EmptyState:
    words = "Ringkasan dibuat dari data Kampung KB. Catat dahulu kampung di wilayah tugas Anda."
    return EmptyState("Belum ada kampung", words, "&Buka Kampung", go, icon="laporan")


def _reason(error: KnownError, go: Callable[[], object]) -> EmptyState:
    return EmptyState(error.sentence, error.next_step, "Buka dan lengkapi", go, icon="laporan")
