"""Pengaturan of the office's server: where the records are, moving them there, joining what is there already, and
saying anew where it is. What is typed is tried out before anything is changed."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import attempt, confirm
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.server_fields import ServerFields
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

if TYPE_CHECKING:
    from kampungkb_desktop.actions.office_server import Found, Where

_FILE = (
    "Semua catatan kini ada di satu berkas tersandi di laptop ini. Itu cukup untuk satu kabupaten. Pindah ke server "
    "kantor bila beberapa komputer harus bekerja pada data yang sama, atau bila berkasnya terlalu besar."
)
_NEEDS = (
    "Yang diperlukan: PostgreSQL 13 atau lebih baru milik kantor, satu basis data kosong, dan seorang pengelola yang "
    "membuat cadangannya. Aplikasi ini tidak membuat dan tidak mengurus server."
)
_OWN = (
    "Kunci, kata sandi, pengaturan, foto, dan isian yang belum selesai tetap di laptop ini, tersandi. Alamat dan sandi "
    "server juga tersimpan tersandi."
)
_CONSEQUENCE = (
    "Data disalin dan dibandingkan di kedua sisi. Bila gagal, semuanya tetap di laptop ini. Sesudahnya laptop ini "
    "memerlukan jaringan kantor untuk bekerja."
)
_TOLD: dict[Found, tuple[str, Tone]] = {
    "empty": ("Server tersambung dan basis datanya masih kosong: data dapat dipindahkan ke sana.", Tone.OK),
    "office": ("Server tersambung dan sudah berisi data kantor: laptop ini dapat ikut memakainya.", Tone.OK),
    "other": (
        "Basis data itu berisi jenis data yang lain (latihan atau sungguhan), jadi tidak dapat dipakai.",
        Tone.BAD,
    ),
}


class ServerTab(QWidget):
    """``server_wanted(Address)`` asks the program to close the data and go on at that server."""

    server_wanted = Signal(object)
    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._found: Found | None = None
        self._where: Where | None = None
        self.now, self.old, self.form = Card("Letak catatan"), Card("Data sebelum pindah"), Card("Server kantor")
        self.place = label("", wrap=True, selectable=True)
        self.fields = ServerFields()
        self.result = Banner("", Tone.INFO)
        self.try_ = button("&Periksa sambungan", self.try_out, icon="check")
        self.go = button("Pindahkan ke se&rver kantor…", self.settle, kind="primary", icon="send")
        self.forget = button("&Hapus data lama di laptop ini…", self._forget)
        self._lay_out()
        self.fields.edited.connect(self._changed)
        self.fields.entered.connect(self.try_out)
        self.load()

    def _lay_out(self) -> None:
        for one in (self.place, label(_OWN, "soft", wrap=True)):
            self.now.body.addWidget(one)
        words = (
            "Berkas di laptop ini masih memuat semua catatan seperti saat dipindahkan. Hapus bila server sudah beres."
        )
        self.old.body.addWidget(label(words, wrap=True))
        self.old.body.addLayout(row(self.forget, None))
        self.needs = label(_NEEDS, "soft", wrap=True)
        self.form.body.addWidget(self.needs)
        self.form.body.addWidget(self.fields)
        self.form.body.addWidget(self.result)
        self.form.body.addLayout(row(self.try_, None, self.go))
        self.result.hide()
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.now, self.old, None, spacing=14))
        right.setLayout(column(self.form, None, spacing=14))
        self.setLayout(column(VerticalScroll(SideBySide(left, right)), spacing=0))

    def load(self) -> None:
        """Say where the records are."""
        self._where = _deeds().where(self.session) if self.session.database.on_server else None
        self.old.setVisible(self._where is not None and self._where.left_behind)
        self.needs.setVisible(self._where is None)
        if self._where is None:
            self.place.setText(_FILE)
            self.go.setText("Pindahkan ke se&rver kantor…")
        else:
            self.place.setText(f"Catatan kantor ada di server {self._where.address.place}.")
            self.fields.show_address(self._where.address)
            self.go.setText("Pakai &sambungan ini")
        self._changed()

    # --- deeds

    def try_out(self) -> None:
        """Ask the server what it holds; nothing is changed."""
        if problem := self.fields.problem():
            self._say(problem, Tone.BAD)
            return
        address, practice = self.fields.address(), self.session.practice
        self._say("Menghubungi server kantor…", Tone.INFO)
        self.try_.setEnabled(False)
        run(
            self, lambda _p: _deeds().look(address, practice=practice), done=self._looked, failed=self._refused,
            text="Menghubungi server kantor",
        )  # fmt: skip

    def _looked(self, found: Found) -> None:
        self.try_.setEnabled(True)
        self._found = found
        words, tone = _TOLD[found]
        if self._where is not None:
            words = "Server tersambung." if found == "office" else "Basis data itu tidak berisi data kantor ini."
            tone = Tone.OK if found == "office" else Tone.BAD
        elif found == "office":
            self.go.setText("Ikut memakai data di se&rver…")
        self._say(words, tone)
        self.go.setEnabled(tone is Tone.OK)
        if self.go.isEnabled():
            self.go.setFocus()

    def _refused(self, error: KnownError) -> None:
        self.try_.setEnabled(True)
        self._say(f"{error.sentence} {error.next_step} ({error.code})", Tone.BAD)

    def settle(self) -> None:
        """Ask once more, then hand over to the program."""
        address: Address = self.fields.address()
        if self._where is not None or confirm(self, *self._question(address)):
            self.server_wanted.emit(address)

    def _question(self, address: Address) -> tuple[str, str, str]:
        if self._found == "office":
            return (
                f"Ikut memakai data di {address.place}?",
                "Yang Anda lihat sesudahnya ialah data kantor di server itu, bersama komputer lain.",
                "&Ikut memakai",
            )
        return (
            f"Pindahkan semua catatan ke {address.place}?",
            _CONSEQUENCE,
            "&Pindahkan",
        )

    def _forget(self) -> None:
        sure = confirm(
            self,
            "Hapus data lama di laptop ini?",
            "Catatan hanya tinggal di server kantor. Pastikan server sudah dicadangkan oleh pengelolanya.",
            "&Hapus data lama",
        )
        if sure:
            run(
                self, lambda _p: _deeds().forget_file(self.session), done=self._forgotten,
                text="Menghapus data lama",
            )  # fmt: skip

    def _forgotten(self, _nothing: None) -> None:
        attempt(self, self.load)
        self.state.emit("Data lama dihapus")

    # --- words

    def _changed(self) -> None:
        """Another address is another question."""
        self._found = None
        self.go.setEnabled(False)
        self.result.hide()

    def _say(self, words: str, tone: Tone) -> None:
        self.result.say(words, tone)
        self.result.show()


def _deeds() -> ModuleType:
    """The driver of such a server and what it brings take 20 MB, and many only come to read what this is about."""
    from kampungkb_desktop.actions import office_server  # noqa: PLC0415  20 MB, seldom needed

    return office_server
