"""The screen while data are opened or made: what is being done, how far it is, and when it fails, why and what next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.background import Job
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.progress_view import ProgressLine
from kampungkb_desktop.ui.widgets import Card, button, label, row


class WaitingPage(CoverPage):
    """``again`` tries once more, ``end`` closes the program; both are offered only after a refusal."""

    def __init__(
        self, title: str, words: str, *, again: Callable[[], object], end: Callable[[], object], practice: bool = False
    ) -> None:
        super().__init__(practice=practice)
        self.sign = QLabel()
        self.title, self.words = label(title, "title", wrap=True), label(words, "soft", wrap=True)
        self.code = label("", "code", wrap=True, selectable=True)
        self.again, self.end = button("&Coba lagi", again, kind="primary"), button("&Tutup aplikasi", end)
        self.card = Card("", self.sign, self.title, self.words, 6, padding=26)
        self.card.body.addWidget(self.code)
        self.card.body.addLayout(row(None, self.end, self.again))
        for hidden in (self.sign, self.code, self.again, self.end):
            hidden.hide()
        self.set_card(self.card, 460)

    def follow(self, job: Job, *, stoppable: bool = False) -> None:
        """Show how far the work is, with Batal where there is a way back."""
        line = ProgressLine(job)
        line.stop.setVisible(stoppable)
        self.card.body.insertWidget(4, line)

    def refused(self, error: KnownError) -> None:
        """Say what stands in the way and what to do."""
        set_icon(self.sign, "warning", "warn_ink", 34)
        self.title.setText(error.sentence)
        self.words.setText(error.next_step)
        self.code.setText(f"Kode untuk petugas bantuan: {error.code} (F1 menerangkannya)")
        self.setProperty("help_topic", f"kode#{error.code}")
        for shown in (self.sign, self.code, self.again, self.end):
            shown.show()
        self.setAccessibleDescription(f"{error.sentence} {error.next_step}")
        self.again.setFocus()
