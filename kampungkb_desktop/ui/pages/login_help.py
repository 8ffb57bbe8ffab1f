"""Lupa kata sandi, and the district holds a key: ask it, and set a new password with its answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.asking_help import Asked, Opened
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.pages.help_request import HelpRequest
from kampungkb_desktop.ui.password_pair import PasswordPair
from kampungkb_desktop.ui.shrink_scroll import ShrinkScroll
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_WORDS = "Layar ini boleh ditutup sambil menunggu. Kodenya tetap sama sampai jawabannya dipakai."
_NEW = "3. Buat kata sandi baru:"


class DistrictHelpPage(CoverPage):
    """``unlock(answer, new_password)``; afterwards the program calls ``refused`` or lays the page aside. ``back``
    returns to the printed code."""

    help_topic = "masuk#bantuan-kabupaten"

    back = Signal()

    def __init__(self, asked: Asked, unlock: Callable[[Callable[[], Opened], str], object]) -> None:
        super().__init__()
        self._unlock, self._trying = unlock, False
        self.request = HelpRequest(asked)
        self.pair = PasswordPair()
        self.request.entered.connect(self.pair.first.setFocus)
        self.request.edited.connect(lambda: self._say(""))
        self.pair.entered.connect(self.submit)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.enter = button("Buka dan &ganti kata sandi", self.submit, kind="primary")
        inside = QWidget()
        inside.setLayout(column(self.request, 4, label(_NEW), self.pair, spacing=8))
        card = Card(
            "", label("Bantuan kabupaten", "title"), label(_WORDS, "soft", wrap=True), 2, ShrinkScroll(inside),
            self.problem, padding=22,
        )  # fmt: skip
        card.body.addLayout(row(button("&Kembali", self.back.emit), None, self.enter))
        self.set_card(card, 560)
        self.setFocusProxy(self.request)

    def submit(self) -> None:
        """Try the answer, one try at a time."""
        if self._trying:
            return
        if problem := self.request.problem():
            self._say(problem)
            self.request.setFocus()
            return
        if problem := self.pair.problem():
            self._say(problem)
            return
        self._say("")
        self._trying = True
        self.enter.setEnabled(False)
        self._unlock(self.request.answer(), self.pair.password())

    def refused(self, error: KnownError) -> None:
        """Say what is wrong with the answer, or with the data."""
        self._trying = False
        self.enter.setEnabled(True)
        self.request.setFocus()
        self._say(f"{error.sentence} {error.next_step}".strip())

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
