"""Pengaturan: what opens the data beside the password. The computer's account, the district, and what this officer is
called at Masuk where several work here. Each says plainly what it means before it is wished."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from kampungkb_desktop.actions import holding, own_label, system_unlock
from kampungkb_desktop.actions.holding import Standing
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.seats import LONGEST
from kampungkb_desktop.ui.ask_password import AskPassword
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.widgets import Card, button, label, row

NO_STORE = (
    "Komputer ini tidak mempunyai tempat menyimpan kunci yang aman, jadi pilihan ini tidak tersedia. Tetap masuk "
    "dengan kata sandi."
)
NO_DISTRICT = "Laptop ini belum terdaftar di kabupaten. Pilihan ini tersedia setelah penugasannya diterima."
LOST = (
    "Bila kata sandi lupa, lembar pemulihan hilang, dan kabupaten tidak memegang kunci, data di laptop ini tidak "
    "dapat dibuka lagi oleh siapa pun."
)
HELD = (
    "Bila kata sandi lupa dan lembar pemulihan hilang, {office} dapat membantu membuka laptop ini. Setiap bantuan "
    "diberitahukan kepada Anda dan tercatat di jejak kedua pihak. Tanpa laptop atau salinannya, kunci itu tidak "
    "membuka apa pun."
)


class SystemCard(Card):
    """``state(str)`` tells what was done. The computer is asked on the worker whether it has a store at all."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Masuk tanpa mengetik kata sandi")
        self.session, self._account = session, system_unlock.account_words()
        self.switch = QCheckBox(f"Buka data dengan {self._account}")
        self.switch.setEnabled(False)
        self.switch.clicked.connect(self._clicked)
        self.words = label(self._meaning(), "soft", wrap=True)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.words)
        self.load()

    def load(self) -> None:
        """Read whether it can be, and whether it is."""
        run(self, lambda _p: (system_unlock.is_possible(), system_unlock.is_on(self.session)), done=self._show)

    def turn(self, password: str) -> None:
        """Switch it on for whoever knows the password."""
        self.switch.setEnabled(False)
        run(
            self, lambda _p: system_unlock.turn_on(self.session, password), done=lambda _nothing: self._told(on=True),
            failed=self._refused, text="Menyimpan kunci",
        )  # fmt: skip

    def _clicked(self, wished: bool) -> None:
        if not wished:
            self.switch.setEnabled(False)
            run(self, lambda _p: system_unlock.turn_off(self.session), done=lambda _nothing: self._told(on=False),
                failed=self._refused)  # fmt: skip
            return
        self.switch.setChecked(False)
        dialog = AskPassword(self, f"Buka dengan {self._account}?", self._meaning(), "&Nyalakan")
        if dialog.exec():
            self.turn(dialog.password())

    def _meaning(self) -> str:
        return (
            f"Siapa pun yang dapat memakai {self._account} dapat membuka data. Nyalakan hanya bila akunnya berkata "
            "sandi dan tidak dipakai bersama. Kata sandi Anda tetap berlaku dan diminta sesudah layar terkunci."
        )

    def _show(self, found: tuple[bool, bool]) -> None:
        possible, on = found
        self.switch.setChecked(on)
        self.switch.setEnabled(possible or on)
        self.words.setText(self._meaning() if possible or on else NO_STORE)

    def _told(self, *, on: bool) -> None:
        words = f"Data kini juga terbuka dengan {self._account}" if on else "Data hanya terbuka dengan kata sandi"
        self.state.emit(words)
        self.load()

    def _refused(self, error: KnownError) -> None:
        show_error(self, error)
        self.load()


class HoldingCard(Card):
    """``state(str)`` tells what was done."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Kunci cadangan di kabupaten")
        self.session = session
        self.switch = QCheckBox("Kabupaten memegang kunci cadangan data ini")
        self.switch.setEnabled(False)
        self.switch.clicked.connect(self.turn)
        self.words = label("", "soft", wrap=True)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.words)
        self.body.addWidget(label(LOST, "soft", wrap=True))
        self.load()

    def load(self) -> None:
        """Read how it stands."""
        run(self, lambda _p: holding.standing(self.session), done=self._show)

    def turn(self, wished: bool) -> None:
        """Give the district a key, or shut its way."""
        self.switch.setEnabled(False)
        deed = holding.agree if wished else holding.withdraw
        run(self, lambda _p: deed(self.session), done=lambda _done: self._told(on=wished), failed=self._refused)

    def _show(self, found: Standing) -> None:
        self.switch.setChecked(found.held)
        self.switch.setEnabled(found.possible)
        self.words.setText(HELD.format(office=found.office) if found.possible else NO_DISTRICT)

    def _told(self, *, on: bool) -> None:
        self.state.emit(
            "Kunci cadangan ikut terkirim dengan berkas berikutnya" if on else "Kabupaten tidak lagi memegang kunci"
        )
        self.load()

    def _refused(self, error: KnownError) -> None:
        show_error(self, error)
        self.load()


class LabelCard(Card):
    """What this officer is called at Masuk, where several work on this laptop. ``state(str)`` tells what was done."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Sebutan di layar Masuk")
        self.session = session
        self.line = QLineEdit(own_label.current(session))
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName("Sebutan di layar Masuk")
        self.line.returnPressed.connect(self.keep)
        self.problem = label("", "caution", wrap=True)
        self.problem.hide()
        self.body.addLayout(row(self.line, button("Si&mpan sebutan", self.keep)))
        self.body.addWidget(self.problem)
        self.body.addWidget(label(
            "Terbaca siapa pun sebelum kata sandi diketik. Pakai kata biasa, bukan nama orang.", "soft", wrap=True
        ))  # fmt: skip

    def keep(self) -> None:
        """Keep it; a word of the person's own name is kept too, with a caution."""
        named = own_label.rename(self.session, self.line.text())
        self.line.setText(own_label.current(self.session))
        self.problem.setText("Sebutan ini memuat nama Anda, dan terbaca tanpa kata sandi." if named else "")
        self.problem.setVisible(named)
        self.state.emit("Sebutan di layar Masuk tersimpan")
