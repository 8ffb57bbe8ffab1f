"""The growth of one child as it will be on paper: seen first, then saved or printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from kampungkb_desktop.actions import settings, trail
from kampungkb_desktop.actions.growth_paper import growth_pdf
from kampungkb_desktop.actions.preview import page_sizes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.reports_print import print_pdf, printer_for
from kampungkb_desktop.ui.pdf_preview import PagesView, PreviewBar
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.widgets import button, column, label, row

PAPERS = ("A4", "F4")


class GrowthPaper(QDialog):
    """The paper is made on the worker; Ctrl+S saves it, Ctrl+P prints it."""

    help_topic = "mengukur#mencetak"

    def __init__(self, session: Session, child: Member, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session, self.child = session, child
        self.pdf = b""
        self.setWindowTitle(f"Cetak pertumbuhan {child.name()}")
        self.paper = QComboBox()
        self.paper.setAccessibleName("Ukuran kertas")
        self.paper.addItems(PAPERS)
        self.paper.setCurrentText(settings.load(session).paper or "A4")
        self.paper.activated.connect(lambda _at: self.make())
        self.view = PagesView()
        self.state = label("", "soft")
        self.save = button("&Simpan PDF…", self.save_pdf, kind="primary", icon="save", shortcut="Ctrl+S")
        self.print = button("&Cetak…", self.print_paper, icon="print", shortcut="Ctrl+P")
        done = button("&Tutup", self.accept)
        box = column(PreviewBar(self.view), spacing=8, margins=(14, 12, 14, 12))
        box.addWidget(self.view, 1)
        box.addLayout(row(label("Kertas"), self.paper, self.state, None, done, self.print, self.save))
        self.setLayout(box)
        self.resize(tokens().px(860), tokens().px(680))
        self.view.setFocus()
        self.make()

    def make(self) -> None:
        """Make the paper of the size chosen."""
        size, member = self.paper.currentText(), self.child.id
        self._ready(b"")
        self.state.setText("Menyusun…")

        def made(progress: Progress) -> tuple[bytes, list[tuple[float, float]]]:
            progress.check()
            pdf = growth_pdf(self.session, member, paper=size)
            return pdf, page_sizes(pdf)

        background.run(self, made, done=lambda found: self._show(*found), failed=self._failed)

    def _show(self, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        self._ready(pdf)
        self.view.show_pdf(pdf, sizes)
        self.state.setText("")

    def _failed(self, error: KnownError) -> None:
        self.state.setText(f"{error.sentence} {error.next_step}")

    def _ready(self, pdf: bytes) -> None:
        self.pdf = pdf
        for one in (self.save, self.print):
            one.setEnabled(bool(pdf))

    def save_pdf(self) -> None:
        """Ask where, and write the file that is shown."""
        kept = settings.load(self.session)
        start = Path(kept.output_folder) if kept.output_folder and Path(kept.output_folder).is_dir() else documents()
        name = f"Pertumbuhan_{self.child.name().replace(' ', '-')}.pdf"
        found, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", str(start / name), "PDF (*.pdf)")
        if found:
            self.keep(Path(found))

    def keep(self, target: Path) -> None:
        """Write the file and say so."""
        whole = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        path = attempt(self, lambda: write_pdf(whole, self.pdf))
        if path is not None:
            trail.note(self.session, trail.PRINTED, form=Member.FORM, record=self.child.id, more="grafik pertumbuhan")
            self.state.setText(f"Tersimpan: {path.name}")
            self.state.setToolTip(str(path))

    def print_paper(self) -> None:
        """Ask which printer and pages, then print on the worker."""
        printer = printer_for(self.paper.currentText())
        printer.setDocName(f"Pertumbuhan {self.child.name()}")
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self.view.sizes))
        if not dialog.exec():
            return
        pdf = self.pdf
        trail.note(self.session, trail.PRINTED, form=Member.FORM, record=self.child.id, more="grafik pertumbuhan")
        run_shown(
            self,
            lambda progress: print_pdf(pdf, printer, progress),
            done=lambda pages: self.state.setText(f"{number(pages)} halaman dikirim ke pencetak."),
            cancelled=lambda: self.state.setText("Pencetakan dihentikan."),
            text="Mencetak…",
        )
