"""Petugas di laptop ini: who else works here, and taking somebody out. His data cannot be looked into from here, so
what goes and what stays is said before each of the two decisions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.actions import laptop_seats, own_label
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.seats import Seat
from kampungkb_desktop.ui.ask_password import AskPassword
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

WORDS = (
    "Setiap petugas mempunyai data, kata sandi, dan lembar pemulihan sendiri. Petugas yang pindah atau berhenti dapat "
    "dikeluarkan dari layar Masuk. Petugas yang sedang bekerja di sini tidak dapat mengeluarkan dirinya sendiri, jadi "
    "selalu ada yang tersisa."
)
OUT = (
    "Ia tidak ditawarkan lagi di layar Masuk laptop ini.\n\n"
    "Yang tetap: catatan, foto, dan salinan cadangannya di laptop ini, tersandi. Semuanya hanya terbuka dengan kata "
    "sandi atau lembar pemulihannya. Yang belum ia kirim belum sampai di kabupaten.\n\n"
    "Ia dapat dikembalikan di sini kapan saja. Tindakan ini tercatat di jejak Anda."
)
DESTROY = (
    "Yang dihapus untuk selamanya: catatan, foto, draf, jejak, dan salinan cadangannya di laptop ini. Kuncinya "
    "dimusnahkan lebih dahulu. Yang belum ia kirim hilang; dari sini tidak dapat dilihat apakah masih ada.\n\n"
    "Yang tetap: data yang sudah sampai di kabupaten, dan salinannya di flashdisk, yang masih terbuka dengan kata "
    "sandinya. Minta kabupaten melepas laptop petugas itu.\n\n"
    "Tidak dapat diurungkan. Tindakan ini tercatat di jejak Anda."
)
DONE_OUT, DONE_BACK, DONE_DESTROYED = "dikeluarkan dari layar Masuk", "dikembalikan ke layar Masuk", "dihapus"


class DestroyDialog(AskPassword):
    """The password, and the seat's own word typed: nothing brings this back."""

    help_topic = "masuk#mengeluarkan-petugas"

    def __init__(self, owner: QWidget, seat: Seat) -> None:
        super().__init__(owner, f"Hapus data {seat.label} dari laptop ini?", DESTROY, "&Hapus untuk selamanya")
        self._label = seat.label
        self.typed = QLineEdit()
        self.typed.setAccessibleName(f"Ketik {seat.label}")
        name = label(f"Ketik “{seat.label}” untuk melanjutkan", "label")
        name.setBuddy(self.typed)
        self.add_question(name, self.typed)
        self.typed.textChanged.connect(self._allow)
        self.field.textChanged.connect(self._allow)
        self._allow()

    def _allow(self, _text: str = "") -> None:
        said = " ".join(self.typed.text().split()).casefold() == " ".join(self._label.split()).casefold()
        self.go.setEnabled(said and bool(self.field.text()))

    def _enter(self) -> None:
        if self.go.isEnabled():
            super()._enter()


class OutDialog(AskPassword):
    """The password of whoever takes somebody out."""

    help_topic = "masuk#mengeluarkan-petugas"

    def __init__(self, owner: QWidget, seat: Seat) -> None:
        super().__init__(owner, f"Keluarkan {seat.label} dari layar Masuk?", OUT, "Kel&uarkan")


class SeatsCard(Card):
    """``state(str)`` tells what was done."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Petugas di laptop ini")
        self.session = session
        self.body.addWidget(label(WORDS, "soft", wrap=True))
        self.lines = column(spacing=6)
        self.body.addLayout(self.lines)
        self.load()

    def load(self) -> None:
        """Read the list again."""
        while (item := self.lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        here, out = laptop_seats.others(self.session)
        self.lines.addWidget(_line(own_label.current(self.session), Tag("Anda", Tone.OK, "check")))
        for one in here:
            self.lines.addWidget(_line(one.label, None, _deed("Keluarkan…", one, self.take_out)))
        for one in out:
            back, end = _deed("Kembalikan", one, self.bring_back), _deed("Hapus datanya…", one, self.end_data)
            self.lines.addWidget(_line(one.label, Tag("Dikeluarkan", Tone.NEUTRAL, "lock"), back, end))

    def take_out(self, seat: Seat) -> None:
        """After the consequences were read and the password typed."""
        dialog = OutDialog(self, seat)
        if dialog.exec():
            password = dialog.password()
            self._do(lambda: laptop_seats.take_out(self.session, seat, password), seat, DONE_OUT)

    def bring_back(self, seat: Seat) -> None:
        """Needs no question: it opens nothing."""
        self._do(lambda: laptop_seats.bring_back(self.session, seat), seat, DONE_BACK)

    def end_data(self, seat: Seat) -> None:
        """After the consequences were read, his word and the password typed."""
        dialog = DestroyDialog(self, seat)
        if dialog.exec():
            password = dialog.password()
            self._do(lambda: laptop_seats.destroy(self.session, seat, password), seat, DONE_DESTROYED)

    def _do(self, deed: Callable[[], None], seat: Seat, words: str) -> None:
        def done(_nothing: None) -> None:
            self.load()
            self.setFocus()
            self.state.emit(f"{seat.label} {words}" if words != DONE_DESTROYED else f"Data {seat.label} {words}")

        self.setEnabled(False)
        job = run(self, lambda _p: deed(), done=done, failed=self._refused, text="Mengubah petugas di laptop ini")
        job.ended.connect(self._ready)

    def _ready(self) -> None:
        self.setEnabled(True)

    def _refused(self, error: KnownError) -> None:
        show_error(self, error)
        self.load()


def _deed(words: str, seat: Seat, deed: Callable[[Seat], None]) -> QWidget:
    made = button(words, lambda: deed(seat))
    made.setAccessibleName(f"{words.rstrip('…')} {seat.label}")
    return made


def _line(name: str, tag: Tag | None, *buttons: QWidget) -> QWidget:
    line = QWidget()
    line.setLayout(row(label(name, "label"), *([Chip(*tag)] if tag is not None else []), None, *buttons, spacing=8))
    return line
