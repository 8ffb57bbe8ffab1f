"""Perangkat hilang: at the office the lost laptops with their 3×24 hours, what they held, the notices and what comes
next; at an officer's laptop how to report one."""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.actions import device_losses, drafts
from kampungkb_desktop.actions.device_losses import Loss
from kampungkb_desktop.actions.enrolment import Enrolled
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.device_loss import DeviceLoss
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.asking import AskDialog
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.dialogs import confirm, show_error
from kampungkb_desktop.ui.form_view import Section
from kampungkb_desktop.ui.pages.clocked_tab import ClockedTab
from kampungkb_desktop.ui.pages.pdp_loss_panel import LossPanel
from kampungkb_desktop.ui.pages.pdp_request_dialog import RecordDialog
from kampungkb_desktop.ui.pages.pdp_words import clock_tag
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, label, row

COLUMNS = (
    Column("clock", "Sisa waktu", 22, sortable=False, firm=True),
    Column("who", "Pemegang laptop", 16, sortable=False, stretch=True),
    Column("lost", "Hilang", 12, sortable=False, firm=True),
    Column("agency", "Ke Lembaga", 12, sortable=False),
    Column("people", "Ke keluarga", 12, sortable=False),
)
WHAT = Section(
    "Kejadian",
    ("how", "device_name", "lost_on", "lost_at", "known_on", "known_at", "place", "circumstances", "police_number",
     "police_on"),
    columns=2,
)  # fmt: skip
LOCK = Section("Pengaman di laptop itu", ("unlocked", "password_known", "sheet_lost", "stick_lost"), columns=2)
HANDLING = Section("Penanganan", ("handling",), columns=1)
NOTICE = Section(
    "Pemberitahuan tertulis",
    ("agency_on", "agency_at", "agency_number", "people_on", "people_at", "people_how"),
    columns=2,
)
NO_LAPTOP = KnownError(
    "E-NO-OFFICER", "Belum ada laptop petugas yang dikenal kantor ini.", "Terima dahulu perkenalan atau berkas petugas."
)
HOW_TO_REPORT = (
    "Laptop Anda hilang atau dicuri? Hubungi operator kabupaten saat itu juga, lewat telepon, dan laporkan ke polisi. "
    "Sebutkan kapan dan di mana, apakah aplikasi sedang terbuka, dan apakah kata sandi atau lembar pemulihan ada "
    "bersama laptop. Kabupaten mencabut laptop itu dan mengurus pemberitahuan dalam 3×24 jam; Anda melanjutkan di "
    "laptop lain dari salinan di flashdisk."
)


class LossDesk(ClockedTab):
    """``wrote(Saved, sentence)`` after every change; ``go(page, record)`` leads to the board of laptops."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.losses: dict[str, Loss] = {}
        self._decides = session.role == DISTRICT and not session.receiving
        self.table = RecordTable(COLUMNS, self._rows, name="Perangkat hilang", empty=self._nothing())
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _id: self.change())
        self.panel = LossPanel(session)
        self.panel.change.connect(self.change)
        self.panel.revoke.connect(self._revoke)
        self.add = button("La&porkan laptop hilang…", self.report, kind="primary", icon="add", shortcut="Ctrl+N")
        words = label(
            "Waktu berjalan sejak kantor mengetahuinya sampai kedua pemberitahuan disampaikan.", "soft", wrap=True
        )
        head = row(spacing=12)
        head.addWidget(words, 1)
        head.addWidget(self.add)
        self.lay_out((head,), self.table, self.panel)
        for one in (self.add, words):
            one.setVisible(self._decides)
        self._choose(None)
        self.load()

    def load(self) -> None:
        """Read the losses again; an officer's laptop has none."""
        if self._decides:
            run(self, lambda _p: device_losses.losses(self.session), done=self._show)

    # --- deeds

    def report(self) -> None:
        """Report one of the laptops on the board."""
        run(self, lambda _p: device_losses.laptops(self.session), done=self._ask_which)

    def report_laptop(self, laptop: Enrolled) -> None:
        """Report this laptop, known now."""
        self._write_down(device_losses.begun(self.session, laptop), new=True)

    def open_loss(self, key: str) -> None:
        """Show one loss; ``baru:<uid>`` reports that laptop."""
        if key.startswith("baru:"):
            uid = key.removeprefix("baru:")
            run(self, lambda _p: device_losses.laptops(self.session), done=lambda all_: self._report_uid(all_, uid))
            return
        self._asked = key
        with self.session.database.read() as conn:
            known = read.record(conn, DeviceLoss, key)
        if drafts.restore(self.session, DeviceLoss, key) is not None:
            self._write_down(known or DeviceLoss(id=key), new=known is None)
        else:
            self.load()

    def change(self) -> None:
        """Mend the report, or write down that the notices are out."""
        loss = self._loss()
        if loss is not None:
            self._write_down(loss.record, new=False)

    def _ask_which(self, found: Sequence[Enrolled]) -> None:
        if not found:
            show_error(self, NO_LAPTOP)
            return
        names = [f"{one.name or 'Laptop'} ({one.uid[:4].upper()})" for one in found]
        asked = AskDialog(self, "Laptop hilang", "Laptop siapa yang hilang?", "&Lanjut", names)
        if asked.exec():
            self.report_laptop(found[asked.place()])

    def _report_uid(self, found: Sequence[Enrolled], uid: str) -> None:
        laptop = next((one for one in found if one.uid == uid), None)
        if laptop is not None:
            self.report_laptop(laptop)

    def _write_down(self, loss: DeviceLoss, *, new: bool) -> None:
        sections = (WHAT, LOCK, HANDLING) if new else (WHAT, LOCK, HANDLING, NOTICE)
        words = "Isi yang sudah diketahui dan simpan; sisanya dapat dilengkapi nanti." if new else ""
        dialog = LossDialog(
            self, self.session, loss, sections, "Laporkan laptop hilang" if new else "Perangkat hilang", words
        )
        if dialog.exec():
            made, before = dialog.record(), None if new else loss
            assert isinstance(made, DeviceLoss)
            self._asked = made.id
            self.do(lambda: device_losses.keep(self.session, made, before), "Laporan perangkat hilang tersimpan.")

    def _revoke(self) -> None:
        loss = self._loss()
        if loss is None or loss.laptop is None:
            return
        question = f"Tidak lagi menerima berkas dari laptop {loss.laptop.name}?"
        if confirm(
            self, question, "Berkas dari laptop itu ditolak mulai sekarang, juga yang belum sempat diterima. Yang "
            "sudah diterima tetap tersimpan. Tidak dapat diurungkan.", "&Cabut laptop ini",
        ):  # fmt: skip
            run(self, lambda _p: device_losses.revoke(self.session, loss), done=lambda _none: self._revoked())

    def _revoked(self) -> None:
        self.wrote.emit(Saved(forms=frozenset({"enrolment"})), "Laptop dicabut; berkas darinya ditolak.")
        self.load()

    # --- showing

    def _show(self, found: Sequence[Loss]) -> None:
        self.losses = {one.record.id: one for one in found}
        self._choose(self.list_lines(self.table, self.losses))

    def _choose(self, key: object) -> None:
        self.panel.show_loss(self.losses.get(str(key)) if key else None)

    def _loss(self) -> Loss | None:
        return self.losses.get(str(self.table.current_id() or ""))

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(self.losses[str(one)]) for one in ids if str(one) in self.losses]

    def _row(self, loss: Loss) -> Row:
        one = loss.record
        agency = Tag(short_date(one.agency_on), Tone.OK) if one.agency_on else Tag("Belum", Tone.WARN)
        people = Tag(short_date(one.people_on), Tone.OK) if one.people_on else Tag("Belum", Tone.WARN)
        lost = short_date(one.lost_on) if one.lost_on else "–"
        cells = (clock_tag(loss.clock), one.device_name or "–", lost, agency, people)
        return Row(one.id, cells, strong=loss.clock.open, faint=not loss.clock.open)

    def _nothing(self) -> EmptyState:
        if not self._decides:
            return EmptyState("Bila laptop hilang", HOW_TO_REPORT, icon="shield")
        return EmptyState(
            "Tidak ada laptop yang hilang",
            "Bila laptop petugas hilang, dicuri, atau dipakai orang lain tanpa hak, laporkan di sini. Aplikasi "
            "menghitung keluarga di dalamnya dan menyusun pemberitahuan tertulis yang harus keluar dalam 3×24 jam.",
            "Laporkan laptop hilang",
            self.report,
            icon="shield",
        )


class LossDialog(RecordDialog):
    """The report of a lost laptop."""

    help_topic = "data-pribadi#laptop-hilang"
