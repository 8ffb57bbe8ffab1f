"""Every visit to one family, newest first, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.actions.restricting import person_called
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.forms.visit import Visit, referral_open, social_aid_open
from kampungkb_desktop.rules.open_referrals import open_cases
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import column, label

_COLUMNS = (
    Column("day", "Tanggal", 12, sortable=False, firm=True),
    Column("target", "Sasaran", 16, sortable=False),
    Column("who", "Orang", 18, sortable=False),
    Column("findings", "Hasil kunjungan", 24, sortable=False, stretch=True),
    Column("next", "Berikutnya", 13, sortable=False, firm=True),
    Column("state", "Keadaan", 20, sortable=False),
)


class FamilyVisits(QWidget):
    """``go`` leads to a visit."""

    go = Signal(str, object)

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._today, self._writes = today, session.role != DISTRICT
        self._visits: dict[str, Visit] = {}
        self._names: dict[str, str] = {}
        self._family = ""
        self.count = label("", "soft")
        self.table = RecordTable(_COLUMNS, self._rows, name="Kunjungan ke keluarga ini")
        self.table.opened.connect(lambda record: self.go.emit("kunjungan", record))
        box = column(self.count, spacing=8)
        box.addWidget(self.table, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def show_family(self, file: FamilyFile) -> None:
        """Show the visits of this family."""
        self._family = file.family.id
        self._visits = {one.id: one for one in file.visits}
        self._names = {one.id: person_called(one) for one in (*file.members, *file.former)}
        open_ = len(open_cases(file.visits))
        still = f" {open_} rujukan atau bantuan masih terbuka." if open_ else ""
        begin = ", Ctrl+Shift+K mencatat yang baru" if self._writes else ""
        self.count.setText(f"{len(file.visits)} kunjungan.{still} Enter membuka kunjungan{begin}.")
        self.count.setVisible(bool(file.visits))
        if not file.visits:
            self.table.set_empty(self._nothing())
        self.table.set_ids(list(self._visits))

    def _nothing(self) -> EmptyState:
        """An officer begins a visit; to a district it comes."""
        words = "Setiap kunjungan ke keluarga ini tercatat di sini, dengan hasil ukur dan rencana berikutnya."
        if not self._writes:
            words = "Kunjungan dicatat petugas desanya dan datang bersama berkas kirimnya."
            return EmptyState("Belum pernah dikunjungi", words, icon="kunjungan")
        begin = partial(self.go.emit, "kunjungan", f"baru:{self._family}")
        return EmptyState("Belum pernah dikunjungi", words, "Kunjungan baru", begin, icon="kunjungan")

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(self._visits[str(one)]) for one in ids if str(one) in self._visits]

    def _row(self, visit: Visit) -> Row:
        day = short_date(visit.visited_on) if visit.visited_on else "tanpa tanggal"
        after = short_date(visit.next_visit_on) if visit.next_visit_on else ""
        who = self._names.get(visit.member_id or "", "")
        return Row(visit.id, (day, TARGET.label(visit.target), who, visit.findings or "", after, visit_tag(visit)))


def visit_tag(visit: Visit) -> Tag:
    """What is still open about a visit."""
    if visit.status == DRAFT:
        return Tag("Draf", Tone.INFO, "edit")
    if referral_open(visit):
        return Tag("Rujukan berjalan", Tone.WARN)
    if social_aid_open(visit):
        return Tag("Bansos berjalan", Tone.WARN)
    return Tag("Selesai", Tone.OK)
