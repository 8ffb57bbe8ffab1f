"""The register of mutations of a month: of one village or of all one works in, with the sums a report asks for."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import month_name, month_of, month_shift, number
from kampungkb_desktop.forms.choices_family import FOLLOWED, MUTATION_KIND, SIGA_CODE
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import lists
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.page import Hint
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.mutation_words import day_words, kind_tag, siga_words, where_words, who_words
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row, tool

MUTATIONS = "mutasi:"
"""What Keluarga is asked to open for this register."""
HINTS: tuple[Hint, ...] = (
    ("Enter", "buka keluarga"), ("Ctrl+PgUp", "bulan sebelumnya"), ("Ctrl+PgDn", "bulan berikutnya"),
)  # fmt: skip
_COLUMNS = (
    Column("day", "Tanggal", 12, sortable=False, firm=True),
    Column("who", "Orang", 18, sortable=False, stretch=True),
    Column("family", "Keluarga", 16, sortable=False, stretch=True),
    Column("village", "Desa", 13, sortable=False),
    Column("kind", "Mutasi", 20, sortable=False, firm=True),
    Column("siga", "SIGA", 6, sortable=False, tip="Nomor pada kolom Mutasi rekapitulasi SIGA"),
    Column("where", "Dari, ke, dan dengan siapa", 22, sortable=False, stretch=True),
)


class MutationRegister(QWidget):
    """``opened(str)`` gives a family, ``closed()`` wishes the list, ``counted(str)`` the words for the header."""

    opened = Signal(str)
    closed = Signal()
    counted = Signal(str)

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.month = month_of(today())
        self._shown: dict[str, lists.MutationRow] = {}
        self.back = button("Ke&mbali", self.closed.emit, tip="Kembali (Esc)")
        self.earlier = tool("chevron-left", "Bulan sebelumnya (Ctrl+PgUp)", lambda: self.turn(-1))
        self.later = tool("chevron-right", "Bulan berikutnya (Ctrl+PgDn)", lambda: self.turn(1))
        self.name = label("", "section")
        self.where = ComboBox()
        self.where.setAccessibleName("Desa/kelurahan")
        self.where.activated.connect(lambda _at: self.load())
        self.follow = button("Tampilkan penyesuaian", self.load, kind="quiet")
        self.follow.setCheckable(True)
        self.follow.setToolTip("Perubahan yang mengikuti mutasi orang lain: kepala keluarga baru, cerai mati")
        self.sums = label("", wrap=True)
        self.table = RecordTable(_COLUMNS, self._rows, name="Register mutasi")
        self.table.opened.connect(self._open)
        box = column(
            row(self.earlier, self.name, self.later, None, self.follow, self.where), self.sums, spacing=10,
        )  # fmt: skip
        box.addWidget(self.table, 1)
        box.addLayout(row(None, self.back))
        self.setLayout(box)
        self.setFocusProxy(self.table)
        for keys, deed in (
            ("Ctrl+PgUp", lambda: self.turn(-1)), ("Ctrl+PgDown", lambda: self.turn(1)), ("Esc", self.closed.emit),
        ):  # fmt: skip
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    def begin(self) -> None:
        """This month again, and the villages as they are assigned now."""
        chosen = self.where.currentData()
        self.where.clear()
        self.where.addItem("Semua desa", None)
        for code in own_villages(self.session):
            self.where.addItem(village_name(code), code)
        self.where.setCurrentIndex(max(0, self.where.findData(chosen)))
        self.where.setVisible(self.where.count() > 2)
        self.load()

    def turn(self, step: int) -> None:
        """An earlier or later month, never one that has not begun."""
        self.month = min(month_shift(self.month, step), month_of(self._today()))
        self.load()

    def load(self) -> None:
        """Read the month."""
        year, month = int(self.month[:4]), int(self.month[5:])
        village = self.where.currentData()
        with self.session.database.read() as conn:
            found = lists.mutation_rows(
                conn,
                villages=None if village is None else [village],
                since=date(year, month, 1),
                until=date(year, month, calendar.monthrange(year, month)[1]),
            )
        shown = [one for one in found if one.kind != FOLLOWED or self.follow.isChecked()]
        self._shown = {one.id: one for one in shown}
        self.name.setText(month_name(self.month))
        self.later.setEnabled(self.month < month_of(self._today()))
        self.sums.setText(sums_words(found))
        if not shown:
            how = "Mutasi dicatat pada orangnya: buka keluarganya, bagian Anggota, lalu tekan Ctrl+M."
            if self.session.role == DISTRICT:
                how = "Mutasi dicatat petugas pada orangnya dan datang bersama berkas kirimnya."
            title = f"Belum ada mutasi pada {month_name(self.month)}"
            back = ("Ke daftar keluarga", self.closed.emit)
            self.table.set_empty(EmptyState(title, how, *back, icon="keluarga", sign="back"))
        self.table.set_ids(list(self._shown))
        trail.looked(self.session, "mutasi", len(shown), bulan=self.month, desa=village)
        self.counted.emit(f"{number(len(shown))} mutasi pada {month_name(self.month)}")

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [
            Row(one.id, (
                day_words(one), who_words(one), one.head_name or "", village_name(one.village), kind_tag(one),
                siga_words(one), where_words(one),
            ))
            for one in (self._shown[str(i)] for i in ids if str(i) in self._shown)
        ]  # fmt: skip

    def _open(self, mutation: Id) -> None:
        one = self._shown.get(str(mutation))
        family = None if one is None else one.to_family_id or one.family_id
        if family is not None:
            self.opened.emit(f"{family}/mutasi")


def sums_words(rows: Sequence[lists.MutationRow]) -> str:
    """``2 lahir, 1 meninggal, 4 pindah``, persons each; marriages and divorces are couples only where both are here."""
    counts = Counter(one.kind for one in rows if one.member_id is not None and one.kind in SIGA_CODE)
    parts = [
        f"{number(counts[code])} {MUTATION_KIND.label(code).lower()}"
        for code in MUTATION_KIND.codes() if counts[code]
    ]  # fmt: skip
    return f"{', '.join(parts)} (orang)." if parts else ""
