"""The flash disks one was asked about: which of them get a copy by themselves whenever they are plugged in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from kampungkb_desktop.actions import stick_copies
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stick_copies import NO, YES, Stick
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row

WORDS = "Flashdisk yang dicentang mendapat salinan sendiri setiap kali dipasang selagi aplikasi terbuka."
NOBODY = (
    "Belum ada flashdisk yang dikenal. Pasang flashdisk selagi aplikasi terbuka; pertanyaannya muncul di atas layar."
)


class SticksDialog(Dialog):
    """A tick for each; it counts at once."""

    help_topic = "salinan#salinan-di-flashdisk"

    def __init__(self, owner: QWidget, session: Session) -> None:
        super().__init__(owner)
        self.session = session
        self.ticks: list[QCheckBox] = []
        self.setWindowTitle("Flashdisk yang dikenal")
        self.words = label(WORDS, "soft", wrap=True)
        self.lines = column(spacing=8)
        box = column(self.words, spacing=12, margins=(20, 18, 20, 16))
        box.addLayout(self.lines)
        box.addStretch(1)
        box.addLayout(row(None, button("&Tutup", self.accept, kind="primary")))
        self.setLayout(box)
        look = tokens()
        self.resize(look.px(520), look.px(260))
        run(self, lambda _p: stick_copies.sticks(session), done=self._show)

    def _show(self, found: Sequence[Stick]) -> None:
        if not found:
            self.words.setText(NOBODY)
        for stick in found:
            last = f"terakhir {moment(moment_of(stick.last))}" if stick.last else "belum pernah"
            tick = QCheckBox(f"{stick.name or 'Flashdisk'}: {last}")
            tick.setChecked(stick.choice == YES)
            tick.toggled.connect(lambda on, one=stick: self._choose(one, on=on))
            self.lines.addWidget(tick)
            self.ticks.append(tick)
        if self.ticks:
            self.ticks[0].setFocus()

    def _choose(self, stick: Stick, *, on: bool) -> None:
        choice = YES if on else NO
        run(self, lambda _p: stick_copies.choose(self.session, stick.mark, stick.name, choice), done=lambda _n: None)
