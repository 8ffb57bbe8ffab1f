"""One request beside the register: what it is about, how long there is, and the deeds that answer it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.pdp_requests import Line
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pdp_request import PdpRequest
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.pages.own_data_dialog import OwnDataDialog
from kampungkb_desktop.ui.pages.pdp_words import advice, clock_tag, facts, request_title
from kampungkb_desktop.ui.pages.rights_menu import RightsMenu
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row


class RequestPanel(Card):
    """``answer()``, ``change()`` and ``drop()`` are asked of the register; ``go(page, record)`` leads to the family."""

    answer = Signal()
    change = Signal()
    drop = Signal()
    go = Signal(str, object)
    state = Signal(str)
    wrote = Signal(object, str)

    def __init__(self, session: Session) -> None:
        super().__init__("Permintaan", padding=16)
        self.session = session
        self.line: Line | None = None
        self.chip = Chip()
        self.words, self.advice = label("", wrap=True, selectable=True), label("", "soft", wrap=True)
        self.reply = button(
            "Jawab…", self.answer.emit, kind="primary", icon="check", tip="Catat keputusan dan jawaban (Enter)"
        )
        self.family = button("Buka keluarga", self._open_family, icon="keluarga")
        self.copy = button("Salinan &data…", self._show_copy, icon="document", tip="Cetak atau simpan datanya sendiri")
        self.rights = RightsMenu(session)
        self.rights.wrote.connect(self.wrote)
        self.rights.gone.connect(self.wrote)
        self.rights.ask.setVisible(False)
        self.mend = button("Ubah…", self.change.emit)
        self.remove = button("Hapus catata&n", self.drop.emit, kind="quiet", tip="Bila tercatat karena keliru")
        inside = QWidget()
        inside.setLayout(column(row(self.chip, None), self.words, self.advice, None, spacing=10))
        self.body.addWidget(VerticalScroll(inside, margins=(0, 0, 0, 0)), 1)
        deeds = QWidget()
        deeds.setLayout(FlowLayout(self.reply, self.copy, self.family, self.mend, self.rights, self.remove, spacing=6))
        self.body.addWidget(deeds)
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
        """Show one request, or nothing."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        one = line.request
        self.retitle(request_title(one))
        self.chip.show_tag(clock_tag(line.clock))
        self.words.setText("\n\n".join(facts(line, self.session.clock())))
        self.advice.setText(advice(one.kind) if line.clock.open else "")
        self.advice.setVisible(line.clock.open)
        self.reply.setVisible(line.clock.open)
        for deed in (self.family, self.copy):
            deed.setVisible(bool(line.family))
        whom = self._whom(one)
        self.rights.show_record(whom)
        self.rights.setVisible(whom is not None)

    def _whom(self, one: PdpRequest) -> Family | Member | None:
        """The record that restricting and erasing are about."""
        with self.session.database.read() as conn:
            person = read.record(conn, Member, one.about_member) if one.about_member else None
            return person or read.record(conn, Family, one.about_family or "")

    def _show_copy(self) -> None:
        """The data of whoever the request is about, to be handed over."""
        if self.line is not None and self.line.request.about_family:
            one = self.line.request
            OwnDataDialog(self, self.session, str(one.about_family), one.about_member).exec()

    def _open_family(self) -> None:
        if self.line is not None:
            self.go.emit("keluarga", self.line.request.about_family)
