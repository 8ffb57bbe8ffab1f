"""Masuk: the password, and whose data it opens. It is the first thing painted, so it knows neither database nor
vault; ``unlock`` is handed in and runs on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QToolButton

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.pages.login_wait import Patience
from kampungkb_desktop.ui.speech import language_button
from kampungkb_desktop.ui.theme import restyle
from kampungkb_desktop.ui.widgets import Card, button, column, flush, label, row

LOST = frozenset({"E-DAMAGED-DB", "E-MISSING-DB", "E-KEYS-MISSING", "E-KEYS-DAMAGED"})
"""Codes of data that only a copy can bring back."""
SERVER = "E-SERVER-"
"""How the codes of an office's server begin that cannot be reached."""
_TURNED = "Jam laptop digeser sejak percobaan terakhir; waktu tunggu dihitung tanpa jam itu."
_LOCKED = "Isian Anda tersimpan dan menunggu seperti semula."
_CLOSED = "Ketik kata sandi untuk membuka data."


class LoginPage(CoverPage):
    """``unlock(password)`` runs off the window's thread; what comes of it the program tells by ``opened`` or
    ``refused``, and by ``hold`` how long wrong passwords have to wait. ``seats`` (folder and label) are the officers
    of this laptop where there are several, ``seat`` the one whose data are asked for.

    ``recovery_wanted`` and ``others_wanted`` tell of the small buttons, ``seat_wanted(folder)`` of another officer,
    ``system_wanted`` of the way by the computer's account (``offer_system``), ``copy_wanted`` of the button that
    appears where the data cannot be opened any more, ``server_wanted(password)`` of the one that appears where the
    office's server does not answer. ``locked`` words it as a lock of the running application instead of its start.
    """

    help_topic = "masuk"

    recovery_wanted = Signal()
    others_wanted = Signal()
    seat_wanted = Signal(str)
    system_wanted = Signal()
    copy_wanted = Signal()
    server_wanted = Signal(str)
    practice_wanted = Signal()

    def __init__(
        self,
        unlock: Callable[[str], object],
        *,
        who: str = "",
        practice: bool = False,
        locked: bool = False,
        recovery: bool = True,
        others: bool = False,
        hint: str = "",
        seats: Sequence[tuple[str, str]] = (),
        seat: str = "",
    ) -> None:
        super().__init__(practice=practice)
        self._unlock, self._trying = unlock, False
        self._build_field(hint)
        self.enter = button("&Masuk", self.submit, kind="primary")
        self.patience = Patience(self)
        self.patience.changed.connect(self._say_wait)
        self.seat = self._seats(seats, seat) if len(seats) > 1 else None
        self._build_buttons(locked=locked)
        self._build_card(who, locked=locked, recovery=recovery, others=others)
        self.setFocusProxy(self.password)

    def _build_field(self, hint: str) -> None:
        self.password = PasswordField()
        self.password.setAccessibleName("Kata sandi")
        self.password.returnPressed.connect(self.submit)
        self.password.textEdited.connect(self._typed)
        self.reveal = QToolButton()
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._show_password)
        self.problem = label("", "error", wrap=True)
        self.caps = label("Caps Lock menyala.", "caution")
        self.hint = label(hint, "small", wrap=True)
        for line in (self.problem, self.caps, *([] if hint else [self.hint])):
            line.hide()  # never setVisible before it has a parent: that would open it as a window
        self.password.caps_lock.connect(self.caps.setVisible)
        self._show_password(shown=False)

    def _seats(self, seats: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
        box = ComboBox()
        box.setAccessibleName("Data milik")
        for folder, name in seats:
            box.addItem(name, folder)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda at: self.seat_wanted.emit(str(box.itemData(at))))
        return box

    def _build_buttons(self, *, locked: bool) -> None:
        self.system = button("", self._by_system, kind="", icon="key")
        self.from_copy = button("Pulihkan dari &cadangan…", self.copy_wanted.emit, kind="quiet")
        self.server = button("Perbaiki &sambungan server…", self._ask_for_server, kind="quiet")
        self.lost = button("&Lupa kata sandi", self.recovery_wanted.emit, kind="quiet")
        words = "&Ganti petugas atau lupa kata sandi…" if locked else "&Petugas lain di laptop ini…"
        self.others = button(words, self.others_wanted.emit, kind="quiet")
        self.practice = button("Lati&han", self.practice_wanted.emit, kind="quiet", tip="Berlatih dengan data rekaan")
        for hidden in (self.system, self.from_copy, self.server):
            hidden.hide()

    def _build_card(self, who: str, *, locked: bool, recovery: bool, others: bool) -> None:
        name = label("&Kata sandi", "label")
        name.setBuddy(self.password)
        words = _LOCKED if locked else _CLOSED
        title = label("Terkunci" if locked else "Masuk", "title")
        card = Card("", title, label(who or words, "soft", wrap=True), 6, padding=26)
        if who:
            card.body.addWidget(label(words, "soft", wrap=True))
        if self.seat is not None:
            whose = label("&Data milik", "label")
            whose.setBuddy(self.seat)
            card.body.addLayout(column(whose, self.seat, spacing=8))
        card.body.addWidget(name)
        card.body.addLayout(row(self.password, self.reveal, spacing=4))
        for line in (self.problem, self.caps, self.hint):
            card.body.addWidget(line)
        card.body.addSpacing(8)
        for one in (self.enter, self.system, self.from_copy, self.server):
            card.body.addWidget(one)
        links = row(spacing=4)
        if recovery:
            links.addWidget(flush(self.lost))
        links.addStretch(1)
        if others and not locked:
            links.addWidget(flush(self.practice, "right"))
        card.body.addLayout(links)
        last = [self.others] if others else []  # a line of its own: three do not fit beside each other
        card.body.addLayout(row(*last, None, *([] if locked else [language_button(self.refused)])))
        self.set_card(card)

    # --- what happens

    def submit(self) -> None:
        """Try the password. Nothing happens while a try is under way or the wait is not over."""
        if self._trying or self.patience.left:
            return
        if not self.password.text():
            self.show_problem("Kata sandi belum diisi. Ketik kata sandi, lalu tekan Enter.")
            return
        self._begin()
        self._unlock(self.password.text())

    def _by_system(self) -> None:
        if not self._trying:
            self._begin()
            self.system_wanted.emit()

    def _begin(self) -> None:
        self.show_problem("")
        self.enter.setEnabled(False)
        self.enter.setText("Membuka…")
        self.system.setEnabled(False)
        self._trying = True

    def _ask_for_server(self) -> None:
        self.server_wanted.emit(self.password.text())

    def offer_system(self, account: str) -> None:
        """The computer's account opens these data too; ``account`` is what a person calls it, "" where it does not."""
        self.system.setText(f"&Buka dengan {account}" if account else "")
        self.system.setToolTip(f"Buka dengan {account} (Alt+B)")
        self.system.setVisible(bool(account))

    def show_problem(self, sentence: str) -> None:
        """A sentence under the field, or none."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.password.setAccessibleDescription(sentence)
        self.password.setProperty("state", "error" if sentence else "")
        restyle(self.password)

    def _typed(self, _text: str) -> None:
        """Typing clears an error at once, but not the sentence that says how long to wait."""
        if not self.patience.left:
            self.show_problem("")

    def opened(self) -> None:
        """The data are open: forget the password."""
        self._trying = False
        self.password.clear()
        self._ready()

    def refused(self, error: KnownError) -> None:
        """Say why under the field."""
        self._trying = False
        self._ready()
        self.show_problem(f"{error.sentence} {error.next_step}".strip())
        self.from_copy.setVisible(error.code in LOST)
        self.server.setVisible(error.code.startswith(SERVER))
        self.password.selectAll()
        self.password.setFocus()

    def hold(self, wrong: int, seconds: int, turned: bool = False) -> None:
        """So many wrong passwords came that the next one has to wait, counted on over a restart; ``turned`` says that
        setting the clock has not helped."""
        if seconds:
            words = f"Kata sandi salah {wrong} kali. Tunggu sebentar dahulu."
            self.show_problem(f"{words} {_TURNED}" if turned else words)
            self.patience.begin(seconds)

    def _say_wait(self, left: int) -> None:
        if left:
            self.enter.setEnabled(False)
            self.enter.setText(f"Tunggu {left} detik")
        else:
            self._ready()
            self.show_problem("Silakan coba lagi.")

    def _ready(self) -> None:
        self.enter.setEnabled(True)
        self.enter.setText("&Masuk")
        self.system.setEnabled(True)

    def _show_password(self, shown: bool) -> None:
        self.password.show_letters(shown)
        set_icon(self.reveal, "eye-off" if shown else "eye", "ink_soft", 20)
        words = "Sembunyikan kata sandi" if shown else "Tampilkan kata sandi"
        self.reveal.setToolTip(words)
        self.reveal.setAccessibleName(words)
