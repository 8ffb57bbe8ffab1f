"""What one does with a finished paper: save it, print it, find the file again, hand it on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import settings, trail
from kampungkb_desktop.actions.paper_kinds import NAMED, NO_WISH, Wish
from kampungkb_desktop.actions.papers import SUMMARY, offer
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.reports_check import CheckCodeDialog
from kampungkb_desktop.ui.pages.reports_print import print_pdf
from kampungkb_desktop.ui.pages.reports_print_dialog import PrintDialog
from kampungkb_desktop.ui.pages.reports_words import about, file_name
from kampungkb_desktop.ui.pages.saved_paper import SavedPaper
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.widgets import button, column, label, row


class PaperOutput(QWidget):
    """The buttons under the choice. ``said`` is a sentence for the window's foot."""

    said = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.pdf, self.wish, self.pages = b"", NO_WISH, 0
        self.save = button("&Simpan PDF…", self.save_pdf, kind="primary", icon="save", shortcut="Ctrl+S")
        self.print = button("&Cetak…", self.print_paper, icon="print", shortcut="Ctrl+P")
        self.state = label("", "soft", wrap=True)
        self.after = SavedPaper()
        self.after.said.connect(self.said)
        self.check = button("Cocokka&n kode…", self.check_code, kind="quiet", tip=CHECK_TIP)
        self.setLayout(
            column(row(self.save, self.print, None), row(self.check, None), self.after, self.state, spacing=8)
        )
        kept = self.state.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the list over it stays as high while a paper is made
        self.state.setSizePolicy(kept)
        self.state.hide()

    def take(self, pdf: bytes, wish: Wish, pages: int) -> None:
        """A paper that is shown now; none at all for no bytes."""
        self.pdf, self.wish, self.pages = pdf, wish, pages
        for one in (self.save, self.print):
            one.setEnabled(bool(pdf))
        self.check.setVisible(wish.kind in ("", SUMMARY))  # only a summary bears such a code

    def say(self, words: str) -> None:
        """What is being done; the file saved before is no longer spoken of."""
        self.after.hide()
        self.state.setText(words)
        self.state.setVisible(bool(words))

    # --- a file

    def save_pdf(self) -> None:
        """Ask where, and write the file that is shown."""
        if not self.pdf:
            return
        kept = settings.load(self.session)
        start = Path(kept.output_folder) if kept.output_folder and Path(kept.output_folder).is_dir() else documents()
        found, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", str(start / file_name(self.wish)), "PDF (*.pdf)")
        if found:
            self.keep(Path(found))

    def keep(self, target: Path) -> None:
        """Write the file and say where it stands."""
        whole = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        path = attempt(self, lambda: write_pdf(whole, self.pdf))
        if path is None:
            return
        self._note()
        kept = settings.load(self.session)
        if kept.output_folder != str(path.parent):
            settings.remember(self.session, kept.changed(output_folder=str(path.parent)))
        self.state.hide()
        self.after.show_file(path)

    # --- paper

    def print_paper(self) -> None:
        """Ask which printer and pages, then print on the worker."""
        if not self.pdf:
            return
        dialog = PrintDialog(self.wish.paper, self.pages, self)
        if not dialog.exec():
            return
        pdf, printer, chosen = self.pdf, dialog.printer, dialog.chosen
        printer.setDocName(f"{offer(self.wish.kind).title} {about(self.wish)}")
        self._note()
        run_shown(
            self,
            lambda progress: print_pdf(pdf, printer, progress, chosen),
            done=lambda pages: self.said.emit(f"{number(pages)} halaman dikirim ke pencetak."),
            cancelled=lambda: self.said.emit("Pencetakan dihentikan."),
            text="Mencetak…",
        )

    def check_code(self) -> None:
        """The code at the foot of a summary against the data here."""
        CheckCodeDialog(self.session, self).exec()

    def _note(self) -> None:
        record = self.wish.place if offer(self.wish.kind).about in NAMED else ""
        more = self.wish.kind if record else f"{self.wish.kind} {self.wish.place}"
        trail.note(self.session, trail.PRINTED, record=record, more=more)


CHECK_TIP = "Bandingkan kode periksa di kaki ringkasan yang tercetak dengan data di laptop ini."
