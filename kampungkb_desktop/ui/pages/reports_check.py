"""Cocokkan kode: the check code at the foot of a printed summary against what this laptop holds."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.actions.check_code import Compared, compare_code
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import long_date, month_name
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column, label, row


class CheckCodeDialog(Dialog):
    """Typed, pasted or scanned; Enter compares."""

    help_topic = "laporan#kode-periksa"

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("Cocokkan kode periksa")
        self.line = QLineEdit()
        self.line.setPlaceholderText("6403062004-20261031-…")
        self.line.setAccessibleName("Kode periksa")
        name = label("&Kode periksa", "label")
        name.setBuddy(self.line)
        self.go = button("&Cocokkan", self.compare, kind="primary")
        self.go.setDefault(True)
        self.answer = Banner("", Tone.INFO)
        self.figures = label("", wrap=True, selectable=True)
        told = label(_TOLD, "soft", wrap=True)
        self.setLayout(
            column(
                told, column(name, self.line, spacing=4), self.answer, self.figures,
                row(None, button("&Tutup", self.reject), self.go),
                spacing=10, margins=(18, 16, 18, 16),
            )
        )  # fmt: skip
        self.answer.hide()
        self.figures.hide()
        self.setMinimumWidth(tokens().px(520))
        self.line.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.go.setEnabled(False)

    def compare(self) -> None:
        """On the worker: the summary is made again."""
        typed = self.line.text()
        self.go.setEnabled(False)
        background.run(
            self,
            lambda _progress: compare_code(self.session, typed),
            done=self._show,
            failed=self._failed,
            text="Mencocokkan kode…",
        )

    def _show(self, found: Compared) -> None:
        self.go.setEnabled(True)
        about = f"{found.village}, {month_name(found.month)}, data per {long_date(found.code.data_on)}"
        if found.same:
            self._say(f"Sama. Semua angka pada kertas sama dengan data di laptop ini ({about}).", Tone.OK)
        elif found.figures:
            self._say(f"Berbeda ({about}). Angka berikut lain pada kertas; menurut data di laptop ini:", Tone.WARN)
            self.figures.setText("\n".join(f"• {one.label}: {one.value}" for one in found.figures))
        else:
            self._say(f"Berbeda ({about}). Angka pokoknya sama, tetapi ada rincian lain yang berbeda.", Tone.WARN)
        self.figures.setVisible(bool(found.figures) and not found.same)

    def _failed(self, error: KnownError) -> None:
        self.go.setEnabled(True)
        self.figures.hide()
        self._say(f"{error.sentence} {error.next_step}", Tone.BAD)

    def _say(self, words: str, tone: Tone) -> None:
        self.answer.say(words, tone)
        self.answer.show()


_TOLD = (
    "Kode periksa ada di kaki setiap halaman ringkasan kampung. Kode yang sama berarti angka pada kertas sama dengan "
    "data di laptop ini."
)
