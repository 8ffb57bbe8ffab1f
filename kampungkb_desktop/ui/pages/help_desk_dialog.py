"""The page for the help desk on the screen: seen, copied as text, saved or printed; and, on the other end of the
telephone, a code that somebody reads out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QLabel, QLineEdit, QWidget

from kampungkb_desktop.actions import health_code, help_desk
from kampungkb_desktop.actions.health import Line
from kampungkb_desktop.actions.preview import page_sizes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.reports_print import print_pdf, printer_for
from kampungkb_desktop.ui.pdf_preview import PagesView, PreviewBar
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.widgets import button, column, label, row

FILE_NAME = "Lembar-meja-bantuan.pdf"
Sizes = list[tuple[float, float]]


class HelpDeskDialog(Dialog):
    """Ctrl+Shift+C copies the text, Ctrl+S saves the PDF, Ctrl+P prints it."""

    help_topic = "kesehatan#lembar-meja-bantuan"

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session, self._lines = session, lines
        self.page: help_desk.HelpPage | None = None
        self.pdf = b""
        self.setWindowTitle("Lembar meja bantuan")
        self.code = label("", "title", selectable=True)
        self.code.setAccessibleName("Kode kesehatan")
        words = "Bacakan kode ini lewat telepon, atau kirim lembarnya. Keduanya tidak memuat nama, NIK, atau isian."
        self.view = PagesView()
        self.state = label("Menyusun…", "soft")
        self.copy = button("Sa&lin sebagai teks", self.copy_text, icon="copy", shortcut="Ctrl+Shift+C")
        self.save = button("&Simpan PDF…", self.save_pdf, kind="primary", icon="save", shortcut="Ctrl+S")
        self.print = button("&Cetak…", self.print_paper, icon="print", shortcut="Ctrl+P")
        head = column(self.code, label(words, "soft", wrap=True), spacing=4)
        box = column(head, PreviewBar(self.view), spacing=8, margins=(16, 14, 16, 12))
        box.addWidget(self.view, 1)
        box.addLayout(row(self.state, None, button("&Tutup", self.accept), self.copy, self.print, self.save))
        self.setLayout(box)
        self.resize(tokens().px(820), tokens().px(680))
        for one in (self.copy, self.save, self.print):
            one.setEnabled(False)
        self.view.setFocus()  # as every paper opens; the first button, that makes letters smaller, had the keys
        screen = screen_words(self)
        run(self, lambda progress: self._made(progress, screen), done=lambda made: self._show(*made))

    def copy_text(self) -> None:
        """Put the page as text where it can be pasted into a message."""
        if self.page is not None:
            QApplication.clipboard().setText(help_desk.as_text(self.page))
            self.state.setText("Tersalin. Tempel ke pesan untuk petugas bantuan.")

    def save_pdf(self) -> None:
        """Ask where, and write the file that is shown."""
        found, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", str(documents() / FILE_NAME), "PDF (*.pdf)")
        if found:
            self.keep(Path(found))

    def keep(self, target: Path) -> None:
        """Write the file and say so."""
        whole = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        path = attempt(self, lambda: write_file(whole, self.pdf, "PDF"))
        if path is not None:
            self.state.setText(f"Tersimpan: {path.name}")

    def print_paper(self) -> None:
        """Ask which printer, then print on the worker."""
        printer = printer_for("A4")
        printer.setDocName("Lembar meja bantuan")
        if not QPrintDialog(printer, self).exec():
            return
        pdf = self.pdf
        run_shown(
            self,
            lambda progress: print_pdf(pdf, printer, progress),
            done=lambda pages: self.state.setText(f"{number(pages)} halaman dikirim ke pencetak."),
            text="Mencetak…",
        )

    def _made(self, progress: Progress, screen: str) -> tuple[help_desk.HelpPage, bytes, Sizes]:
        made = help_desk.page(self.session, self._lines, screen=screen)
        progress.check()
        pdf = help_desk.pdf(self.session, made)
        return made, pdf, page_sizes(pdf)

    def _show(self, made: help_desk.HelpPage, pdf: bytes, sizes: Sizes) -> None:
        self.page, self.pdf = made, pdf
        self.code.setText(made.code)
        self.state.clear()
        self.view.show_pdf(pdf, sizes)
        for one in (self.copy, self.save, self.print):
            one.setEnabled(True)


class ReadCodeDialog(Dialog):
    """For whoever helps: type the code that is read out and see what it says."""

    help_topic = "kesehatan#membaca-kode"

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Baca kode kesehatan")
        self.field = QLineEdit()
        self.field.setAccessibleName("Kode kesehatan")
        self.field.setPlaceholderText("misalnya 4G01A-9K2M5-…")
        self.field.textChanged.connect(self._typed)
        self.wrong = label("", "error", wrap=True)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(tokens().px(18))
        self.facts.setVerticalSpacing(tokens().px(5))
        self.facts.setColumnStretch(1, 1)
        words = "Ketik kode yang dibacakan dari laptop lain. Huruf O dan angka 0, huruf I atau L dan angka 1 sama saja."
        done = button("&Tutup", self.accept)
        parts = (label(words, "soft", wrap=True), self.field, self.wrong, self.facts, None, row(None, done))
        self._box = column(*parts, spacing=10, margins=(18, 16, 18, 14))
        self.setLayout(self._box)
        self._fit()

    def _fit(self) -> None:
        """As high as what the code says; before there is one, a field and a sentence."""
        wide = max(self.width() if self.isVisible() else 0, tokens().px(460))
        self._box.activate()  # what the last code said is gone
        high = self._box.heightForWidth(wide)
        self.resize(wide, max(high, self.minimumSizeHint().height()))

    def _typed(self, text: str) -> None:
        letters = sum(one.isalnum() for one in text)
        found: list[tuple[str, str]] = []
        said = ""
        if letters >= health_code.LETTERS:
            try:
                found = health_code.as_lines(health_code.told_by(text))
            except KnownError as error:
                said = f"{error.sentence} {error.next_step}"
        self.wrong.setText(said)
        self._show(found)

    def _show(self, found: Sequence[tuple[str, str]]) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, (name, words) in enumerate(found):
            fact: QLabel = label(words)
            self.facts.addWidget(label(name, "soft"), at, 0)
            self.facts.addWidget(fact, at, 1)
        self._fit()


def screen_words(widget: QWidget) -> str:
    """``1366 × 768, 100 %``: the screen a window is on."""
    screen = widget.screen()
    size, scale = screen.size(), screen.devicePixelRatio()
    return f"{size.width()} × {size.height()}, {number(scale * 100)} %"
