"""Lupa kata sandi, and the district holds a key: ask it, and set a new password with its answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.asking_help import Asked, Opened
from kampungkb_desktop.ui.pages.help_request import HelpRequest
from kampungkb_desktop.ui.pages.login_way import WayIn
from kampungkb_desktop.ui.shrink_scroll import ShrinkScroll
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_WORDS = "Layar ini boleh ditutup sambil menunggu. Kodenya tetap sama sampai jawabannya dipakai."
_NEW = "3. Buat kata sandi baru:"


class DistrictHelpPage(WayIn):
    """``unlock(answer, new_password)``; afterwards the program calls ``refused`` or lays the page aside. ``back``
    returns to the printed code."""

    help_topic = "masuk#bantuan-kabupaten"

    back = Signal()

    def __init__(self, asked: Asked, unlock: Callable[[Callable[[], Opened], str], object]) -> None:
        super().__init__()
        self._unlock = unlock
        self.request = HelpRequest(asked)
        self.request.entered.connect(self.pair.first.setFocus)
        self.request.edited.connect(lambda: self.say(""))
        inside = QWidget()
        inside.setLayout(column(self.request, 4, label(_NEW), self.pair, spacing=8))
        card = Card(
            "", label("Bantuan kabupaten", "title"), label(_WORDS, "soft", wrap=True), 2, ShrinkScroll(inside),
            self.problem, padding=22,
        )  # fmt: skip
        card.body.addLayout(row(button("&Kembali", self.back.emit), None, self.enter))
        self.set_card(card, 560)
        self.setFocusProxy(self.request)

    def missing(self) -> str:
        return self.request.problem()

    def attempt(self) -> None:
        self._unlock(self.request.answer(), self.pair.password())

    def back_to_secret(self) -> None:
        self.request.setFocus()
