"""What Beranda says while nobody has shown that the recovery sheet is on paper, as when the first run was cut off over
it. A new sheet is made, for the old code is kept nowhere; or the person says that he wants none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.ask_password import AskPassword
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import attempt, confirm, show_error
from kampungkb_desktop.ui.pages.recovery_dialog import put_on_paper
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column

WORDS = (
    "Lembar pemulihan belum dicatat. Bila kata sandi lupa, data di laptop ini tidak dapat dibuka lagi tanpa lembar "
    "itu. Cetak atau tulis kodenya sekarang; perlu dua menit."
)
ASKED = "Kodenya yang dahulu tidak disimpan di mana pun, jadi dibuat kode baru. Ketik kata sandi Anda dahulu."
ALONE = (
    "Bila kata sandi lupa, data di laptop ini tidak dapat dibuka lagi oleh siapa pun. Lembar pemulihan tetap dapat "
    "dibuat di Pengaturan, bagian Laptop ini."
)
NONE = (
    "Bila kata sandi lupa, data di laptop ini hanya dapat dibuka dengan bantuan kabupaten, dan hanya bila kabupaten "
    "memegang kunci cadangan. Lembar pemulihan tetap dapat dibuat di Pengaturan, bagian Laptop ini."
)
DECLINE = ("Tidak memakai lembar pemulihan?", "&Jangan ingatkan lagi")


class SheetReminder(QWidget):
    """``settled(str)`` once the sheet is on paper, or declined; with what to say."""

    settled = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.banner = Banner(WORDS, Tone.WARN)
        self.make = button("Buat lembar pemuli&han…", self.begin, kind="primary", icon="key")
        self.none = button("Ja&ngan ingatkan lagi…", self.decline, kind="quiet")
        line = self.banner.layout()
        assert line is not None
        line.addWidget(self.none)
        line.addWidget(self.make)
        self.setLayout(column(self.banner))

    def begin(self) -> None:
        """Ask for the password, then show a new code and let it be typed back."""
        dialog = AskPassword(self, "Buat lembar pemulihan", ASKED, "&Lanjut")
        if not dialog.exec():
            return
        password = dialog.password()
        self.make.setEnabled(False)
        run(
            self, lambda _p: sessions.new_code(self.session, password), done=self._show, failed=self._refused,
            text="Memeriksa kata sandi",
        )  # fmt: skip

    def decline(self) -> None:
        """Not be reminded any more, knowing what it means."""
        words = NONE if self.session.role != DISTRICT else ALONE
        if confirm(self, DECLINE[0], words, DECLINE[1]) and attempt(self, lambda: self._decline()):
            self.settled.emit("Lembar pemulihan tidak diingatkan lagi")

    def _decline(self) -> bool:
        sessions.sheet_declined(self.session)
        return True

    def _show(self, code: str) -> None:
        self.make.setEnabled(True)
        if put_on_paper(self, self.session, code):
            self.settled.emit("Kode pemulihan berlaku. Simpan lembarnya di tempat terkunci")

    def _refused(self, error: KnownError) -> None:
        self.make.setEnabled(True)
        show_error(self, error)
