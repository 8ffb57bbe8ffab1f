"""The fingerprint large enough to be read out, scanned by a phone or printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from kampungkb_desktop.actions.fingerprint_sheet import Mark, sheet_pdf
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.settings import load as load_settings
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import plain
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.qr_view import QrView
from kampungkb_desktop.ui.widgets import button, column, divider, label, row

SMALL, LARGE = 230, 390


class MarkDialog(Dialog):
    """``said`` holds what was done, for the page to tell."""

    help_topic = "pendaftaran#sidik-jari-sebagai-qr"

    def __init__(self, parent: QWidget | None, session: Session, shown: Mark) -> None:
        super().__init__(parent)
        self.session, self.shown = session, shown
        self.said = ""
        office = session.role == DISTRICT
        self.setWindowTitle("Sidik jari kantor" if office else "Sidik jari laptop ini")
        self.setModal(True)
        self.code = QrView(shown.code, SMALL, f"QR sidik jari {shown.mark}")
        self.whole = QrView(shown.introduction, LARGE, "QR perkenalan") if shown.introduction is not None else None
        self.letters = label(shown.mark, "figure", selectable=True)
        self.copy = button("&Salin", lambda: QApplication.clipboard().setText(shown.mark), icon="copy")
        self.paper = button("Simpan &lembar PDF…", self._ask, icon="print")
        close = button("&Tutup", self.accept, kind="primary", shortcut="Esc")
        body = column(label(shown.owner, "section"), self.letters, spacing=8, margins=(20, 18, 20, 16))
        body.addWidget(label(f"Dibacakan dengan kata: {shown.words}", wrap=True, selectable=True))
        body.addWidget(divider())
        codes = row(spacing=24)
        codes.addLayout(_under(self.code, "Pindai dengan ponsel: tulisannya harus sama dengan yang di atas."))
        if self.whole is not None:
            codes.addLayout(_under(self.whole, "Perkenalan lengkap, bila berkasnya tidak dapat dibawa."))
        codes.addStretch(1)
        body.addLayout(codes)
        body.addLayout(row(self.copy, self.paper, None, close))
        self.setLayout(body)
        close.setFocus()

    def save_to(self, target: Path) -> None:
        """Write the enrolment sheet."""
        paper = load_settings(self.session).paper or "A4"
        run(
            self,
            lambda _p: write_pdf(target, sheet_pdf(self.session, paper=paper)),
            done=self._saved,
            failed=self._refused,
            text="Membuat lembar",
        )

    def _ask(self) -> None:
        start = documents() / f"Sidik-jari_{plain(self.shown.owner)}.pdf"
        name, _kind = QFileDialog.getSaveFileName(self, "Simpan lembar", str(start), "PDF (*.pdf)")
        if name:
            self.save_to(Path(name).with_suffix(".pdf"))

    def _saved(self, path: Path) -> None:
        self.said = f"Lembar disimpan: {path.name}."
        self.accept()

    def _refused(self, error: KnownError) -> None:
        show_error(self, error)


def _under(code: QrView, words: str) -> QVBoxLayout:
    told = label(words, "soft", wrap=True)
    told.setFixedWidth(code.sizeHint().width())
    return column(code, told, None, spacing=6)
