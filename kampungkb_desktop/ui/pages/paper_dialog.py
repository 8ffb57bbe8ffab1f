"""One paper as it will be printed: seen first, then saved or printed. What the paper is, is handed in; every one that
is saved or printed is noted by its owner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.preview import page_sizes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.reports_print import print_pdf
from kampungkb_desktop.ui.pages.reports_print_dialog import PrintDialog
from kampungkb_desktop.ui.pages.saved_paper import SavedPaper
from kampungkb_desktop.ui.pdf_preview import PagesView, PreviewBar
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.widgets import button, column, label, row

PAPERS = ("A4", "F4")
Make = Callable[[str], bytes]


def _paper_choice(chosen: str) -> QComboBox:
    """The sizes of paper, ``chosen`` among them."""
    choice = ComboBox()
    choice.setAccessibleName("Ukuran kertas")
    choice.addItems(PAPERS)
    choice.setCurrentText(chosen)
    return choice


class PaperDialog(Dialog):
    """``make(paper)`` gives the PDF on the worker, ``noted()`` is told of every save and print. ``file`` is the name
    proposed, ``topic`` its page of help. ``beside`` are further widgets at the foot, before the buttons."""

    help_topic = "data-pribadi"

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        title: str,
        file: str,
        make: Make,
        noted: Callable[[], object],
        *,
        beside: tuple[QWidget, ...] = (),
        topic: str = "",
    ) -> None:
        super().__init__(parent)
        self.help_topic = topic or self.help_topic
        self.session, self._make, self._noted, self._file = session, make, noted, file
        self.pdf = b""
        self._wanted = 0
        self.setWindowTitle(title)
        self.paper = _paper_choice(settings.load(session).paper or "A4")
        self.paper.activated.connect(lambda _at: self.make())
        self.view = PagesView()
        self.state = label("", "soft")
        self.after = SavedPaper()
        self.after.said.connect(self.state.setText)
        self.save = button("&Simpan PDF…", self.save_pdf, kind="primary", icon="save", shortcut="Ctrl+S")
        self.print = button("&Cetak…", self.print_paper, icon="print", shortcut="Ctrl+P")
        self._arrange(beside)
        self.resize(tokens().px(880), tokens().px(690))
        self.view.setFocus()
        self.make()

    def _arrange(self, beside: tuple[QWidget, ...]) -> None:
        box = column(PreviewBar(self.view), spacing=8, margins=(14, 12, 14, 12))
        box.addWidget(self.view, 1)
        if beside:
            box.addLayout(FlowLayout(*beside))
        box.addWidget(self.after)
        self.state.setWordWrap(True)
        foot = row(label("Kertas"), self.paper, self.state, button("&Tutup", self.accept), self.print, self.save)
        foot.setStretchFactor(self.state, 1)
        box.addLayout(foot)
        self.setLayout(box)

    def make(self) -> None:
        """Make the paper of the size chosen; one that is no longer wanted is not shown."""
        self._wanted += 1
        mine, size = self._wanted, self.paper.currentText()
        self._ready(b"")
        self.after.hide()
        self.state.setText("Menyusun…")

        def made(progress: Progress) -> tuple[bytes, list[tuple[float, float]]]:
            progress.check()
            pdf = self._make(size)
            return pdf, page_sizes(pdf)

        background.run(self, made, done=lambda found: self._show(mine, *found), failed=self._failed)

    def _show(self, mine: int, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        if mine == self._wanted:
            self._ready(pdf)
            self.view.show_pdf(pdf, sizes)
            self.state.setText(f"{number(len(sizes))} halaman")

    def _failed(self, error: KnownError) -> None:
        self.state.setText(f"{error.sentence} {error.next_step}")

    def _ready(self, pdf: bytes) -> None:
        self.pdf = pdf
        for one in (self.save, self.print):
            one.setEnabled(bool(pdf))

    def save_pdf(self) -> None:
        """Ask where, and write the file that is shown."""
        found, _ = QFileDialog.getSaveFileName(
            self, "Simpan PDF", str(self.folder() / f"{self._file}.pdf"), "PDF (*.pdf)"
        )
        if found:
            self.keep(Path(found))

    def folder(self) -> Path:
        """Where papers went last, else Dokumen."""
        kept = settings.load(self.session).output_folder
        return Path(kept) if kept and Path(kept).is_dir() else documents()

    def keep(self, target: Path) -> None:
        """Write the file and say so."""
        whole = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        path = attempt(self, lambda: write_pdf(whole, self.pdf))
        if path is not None:
            self._noted()
            self._remember(path.parent)
            self.say(path)

    def _remember(self, folder: Path) -> None:
        """The next paper is offered the same folder."""
        kept = settings.load(self.session)
        if kept.output_folder != str(folder):
            settings.remember(self.session, kept.changed(output_folder=str(folder)))

    def say(self, path: Path) -> None:
        """Say that a file was written, and offer the ways on."""
        self.after.show_file(path)

    def print_paper(self) -> None:
        """Ask which printer and pages, then print on the worker."""
        if not self.pdf:
            return
        dialog = PrintDialog(self.paper.currentText(), len(self.view.sizes), self)
        if not dialog.exec():
            return
        pdf, printer, chosen = self.pdf, dialog.printer, dialog.chosen
        printer.setDocName(self.windowTitle())
        self._noted()
        run_shown(
            self,
            lambda progress: print_pdf(pdf, printer, progress, chosen),
            done=lambda pages: self.state.setText(f"{number(pages)} halaman dikirim ke pencetak."),
            cancelled=lambda: self.state.setText("Pencetakan dihentikan."),
            text="Mencetak…",
        )
