"""Masuk: the password, and nothing else. It is the first thing painted, so it knows neither database nor
vault; ``unlock`` is handed in and runs on the worker."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QToolButton

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.theme import restyle
from kampungkb_desktop.ui.widgets import Card, button, label, row

WRONG = frozenset({"E-PASSWORD"})
"""Codes of a wrong guess; other refusals (a newer file, a damaged disk) do not slow anyone down."""
LOST = frozenset({"E-DAMAGED-DB", "E-MISSING-DB", "E-KEYS-MISSING", "E-KEYS-DAMAGED"})
"""Codes of data that only a copy can bring back."""
SERVER = "E-SERVER-"
"""How the codes of an office's server begin that cannot be reached."""
FREE_TRIES = 3
LONGEST_WAIT = 60


def wait_after(wrong_tries: int) -> int:
    """Seconds to wait after so many wrong tries: none for the first three, then 5, 10, 20, 40 and at most
    60."""
    return 0 if wrong_tries < FREE_TRIES else min(LONGEST_WAIT, 5 * 2 ** (wrong_tries - FREE_TRIES))


class LoginPage(CoverPage):
    """``unlock(password)`` runs off the window's thread and may raise ``KnownError``; what it returns comes
    with ``unlocked``. ``recovery_wanted`` and ``setup_wanted`` tell of the two small buttons, ``copy_wanted`` of
    the one that appears where the data cannot be opened any more, ``server_wanted(password)`` of the one that appears
    where the office's server does not answer.

    ``locked`` words it as a lock of the running application instead of its start.
    """

    help_topic = "masuk"

    recovery_wanted = Signal()
    setup_wanted = Signal()
    copy_wanted = Signal()
    server_wanted = Signal(str)

    def __init__(
        self,
        unlock: Callable[[str], object],
        *,
        who: str = "",
        practice: bool = False,
        locked: bool = False,
        recovery: bool = True,
        setup: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(practice=practice)
        self._unlock, self._tries, self._left = unlock, 0, 0
        self._trying = False
        self._build_field(hint)
        self.enter = button("&Masuk", self.submit, kind="primary")
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count_down)
        self._build_card(who, locked=locked, recovery=recovery, setup=setup)
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

    def _build_card(self, who: str, *, locked: bool, recovery: bool, setup: bool) -> None:
        name = label("&Kata sandi", "label")
        name.setBuddy(self.password)
        field = row(self.password, self.reveal, spacing=4)
        words = (
            "Isian Anda tersimpan dan menunggu seperti semula." if locked else "Ketik kata sandi untuk membuka data."
        )
        title = label("Terkunci" if locked else "Masuk", "title")
        card = Card("", title, label(who or words, "soft", wrap=True), 6, name, field, padding=26)
        if who:
            card.body.insertWidget(3, label(words, "soft", wrap=True))
        for line in (self.problem, self.caps, self.hint):
            card.body.addWidget(line)
        card.body.addSpacing(8)
        card.body.addWidget(self.enter)
        self.from_copy = button("Pulihkan dari &cadangan…", self.copy_wanted.emit, kind="quiet")
        self.from_copy.hide()
        card.body.addWidget(self.from_copy)
        self.server = button("Perbaiki &sambungan server…", self._ask_for_server, kind="quiet")
        self.server.hide()
        card.body.addWidget(self.server)
        links = row(spacing=4)
        if recovery:
            links.addWidget(button("&Lupa kata sandi", self.recovery_wanted.emit, kind="quiet"))
        links.addStretch(1)
        if setup:
            links.addWidget(button("&Siapkan data baru", self.setup_wanted.emit, kind="quiet"))
        card.body.addLayout(links)
        self.set_card(card)

    # --- what happens

    def submit(self) -> None:
        """Try the password. Nothing happens while a try is under way or the wait is not over."""
        if self._trying or self._left:
            return
        if not self.password.text():
            self.show_problem("Kata sandi belum diisi. Ketik kata sandi, lalu tekan Enter.")
            return
        self.show_problem("")
        self.enter.setEnabled(False)
        self.enter.setText("Membuka…")
        self._trying = True
        self._unlock(self.password.text())

    def _ask_for_server(self) -> None:
        self.server_wanted.emit(self.password.text())

    def show_problem(self, sentence: str) -> None:
        """A sentence under the field, or none."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.password.setAccessibleDescription(sentence)
        self.password.setProperty("state", "error" if sentence else "")
        restyle(self.password)

    def _typed(self, _text: str) -> None:
        """Typing clears an error at once, but not the sentence that says how long to wait."""
        if not self._left:
            self.show_problem("")

    def opened(self) -> int:
        """The password was right: forget it and the wrong tries; says how many those were."""
        wrong = self._tries
        self._trying, self._tries = False, 0
        self.password.clear()
        self._ready()
        return wrong

    def refused(self, error: KnownError) -> None:
        """Say why under the field; after three wrong passwords also how long to wait."""
        self._trying = False
        self._ready()
        self.show_problem(f"{error.sentence} {error.next_step}".strip())
        self.from_copy.setVisible(error.code in LOST)
        self.server.setVisible(error.code.startswith(SERVER))
        self.password.selectAll()
        self.password.setFocus()
        if error.code in WRONG:
            self._tries += 1
            self._left = wait_after(self._tries)
            if self._left:
                self._tick.start()
                self._say_wait()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._say_wait()
            return
        self._tick.stop()
        self._left = 0
        self._ready()
        self.show_problem("Silakan coba lagi.")

    def _say_wait(self) -> None:
        self.enter.setEnabled(False)
        self.enter.setText(f"Tunggu {self._left} detik")
        if not self.problem.text().endswith("dahulu."):
            self.show_problem(f"Kata sandi salah {self._tries} kali. Tunggu sebentar dahulu.")

    def _ready(self) -> None:
        self.enter.setEnabled(True)
        self.enter.setText("&Masuk")

    def _show_password(self, shown: bool) -> None:
        self.password.show_letters(shown)
        set_icon(self.reveal, "eye-off" if shown else "eye", "ink_soft", 20)
        words = "Sembunyikan kata sandi" if shown else "Tampilkan kata sandi"
        self.reveal.setToolTip(words)
        self.reveal.setAccessibleName(words)
