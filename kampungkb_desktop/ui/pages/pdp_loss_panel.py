"""One lost laptop beside the list: what was on it, how it was locked, and the notices and deeds that follow."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.device_loss_paper import AGENCY, LIST, PEOPLE, TITLES, due_line, loss_pdf
from kampungkb_desktop.actions.device_losses import Loss, lock_words
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.file_names import plain
from kampungkb_desktop.base.text import listing, long_date, moment, number
from kampungkb_desktop.forms.device_loss import HOW_LOST, DeviceLoss
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from kampungkb_desktop.ui.pages.pdp_words import clock_tag
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

_FILES = {AGENCY: "Pemberitahuan-Lembaga", PEOPLE: "Pemberitahuan-keluarga", LIST: "Lampiran-keluarga"}


class LossPanel(Card):
    """``change()`` and ``revoke()`` are asked of the desk; the papers open here."""

    change = Signal()
    revoke = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Perangkat hilang", padding=16)
        self.session = session
        self.loss: Loss | None = None
        self.chip, self.words = Chip(), label("", wrap=True, selectable=True)
        self.next = label("", "soft", wrap=True)
        self.away = button("&Cabut laptop ini…", self.revoke.emit, kind="danger")
        self.agency = button("Surat ke Lem&baga…", lambda: self.show_paper(AGENCY), kind="primary", icon="print")
        self.people = button("Surat ke keluarga…", lambda: self.show_paper(PEOPLE), icon="print")
        self.list = button("Lampiran…", lambda: self.show_paper(LIST), icon="document")
        self.mend = button(
            "Lengkapi…", self.change.emit, tip="Lengkapi laporan, atau catat bahwa pemberitahuan sudah keluar"
        )
        inside, deeds = QWidget(), QWidget()
        inside.setLayout(column(row(self.chip, None), self.words, self.next, None, spacing=10))
        deeds.setLayout(FlowLayout(self.away, self.agency, self.people, self.list, self.mend, spacing=6))
        self.body.addWidget(VerticalScroll(inside, margins=(0, 0, 0, 0)), 1)
        self.body.addWidget(deeds)

    def show_loss(self, loss: Loss | None) -> None:
        """Show one loss, or nothing."""
        self.loss = loss
        self.setVisible(loss is not None)
        if loss is None:
            return
        self.retitle(loss.record.device_name or "Perangkat hilang")
        self.chip.show_tag(clock_tag(loss.clock))
        self.words.setText("\n\n".join(_facts(loss, self.session.clock())))
        self.next.setText(_advice(loss))
        self.away.setVisible(loss.laptop is not None and loss.laptop.state == ACTIVE)

    def paper(self, which: str) -> PaperDialog | None:
        """The window of one of the papers, not yet shown."""
        loss, session = self.loss, self.session
        if loss is None:
            return None

        def note() -> None:
            count = loss.families if which == LIST else 0
            trail.note(session, trail.PRINTED, form=DeviceLoss.FORM, record=loss.record.id, count=count, more=which)

        name = f"{_FILES[which]}_{plain(loss.record.device_name or 'laptop')}"
        return PaperDialog(
            self, session, TITLES[which], name, lambda paper: loss_pdf(session, loss, which, paper=paper), note
        )

    def show_paper(self, which: str) -> None:
        """See one of the papers, then save or print it."""
        dialog = self.paper(which)
        if dialog is not None:
            dialog.exec()


def _facts(loss: Loss, now: int) -> list[str]:
    one, laptop = loss.record, loss.laptop
    lost = (
        f"{HOW_LOST.label(one.how) or 'Hilang'} {long_date(one.lost_on)}" if one.lost_on else "Belum diisi kapan hilang"
    )
    at = f" sekitar pukul {one.lost_at}" if one.lost_at else ""
    where = f" di {one.place}" if one.place else ""
    said = [f"{lost}{at}{where}.", due_line(loss, now) if loss.clock.open else "Kedua pemberitahuan sudah disampaikan."]
    villages = [f"{village_name(held.village)} {number(held.families)}" for held in loss.held]
    children = sum(held.children for held in loss.held)
    said.append(
        f"Di laptop itu: {number(loss.families)} keluarga, {number(loss.people)} orang, {number(children)} di "
        f"antaranya di bawah 18 tahun. Menurut desa: {listing(villages) if villages else 'belum ada yang dikenal'}."
    )
    if laptop is not None:
        last = moment(moment_of(laptop.last_at)) if laptop.last_at else "belum pernah"
        said.append(f"Berkas terakhir darinya: {last}. Catatan sesudah itu belum sampai di kantor.")
    said += lock_words(loss)
    if one.police_number:
        said.append(f"Laporan polisi {one.police_number}.")
    return said


def _advice(loss: Loss) -> str:
    """What comes next, in order."""
    steps = []
    if loss.laptop is not None and loss.laptop.state == ACTIVE:
        steps.append("cabut laptop itu")
    if not loss.record.police_number:
        steps.append("minta nomor laporan polisi")
    if loss.record.agency_on is None:
        steps.append("kirim surat ke Lembaga")
    if loss.record.people_on is None:
        steps.append("sampaikan surat kepada keluarga")
    steps.append("petugas memasang aplikasi di laptop lain dari salinan flashdisk, lalu didaftarkan lagi")
    return "Berikutnya: " + "; ".join(steps) + "."
