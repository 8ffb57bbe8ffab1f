"""Laptop petugas: which laptops this office believes, those that ask to be, their villages, and those sent away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.enrolment import ASKING, Enrolled
from kampungkb_desktop.base.text import number, short_date
from kampungkb_desktop.forms.enrolment import ACTIVE, REPLACED, REVOKED
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.exchange_laptop import LaptopPanel
from kampungkb_desktop.ui.pages.exchange_words import when_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import button, column, row

COLUMNS = (
    Column("name", "Nama", 20, sortable=False, stretch=True),
    Column("state", "Keadaan", 14, sortable=False, firm=True),
    Column("villages", "Desa", 6, Align.RIGHT, sortable=False, tip="Desa yang ditugaskan hari ini"),
    Column("since", "Terdaftar", 12, sortable=False),
    Column("last", "Berkas terakhir", 15, sortable=False),
)
STATES = {
    ASKING: Tag("Menunggu", Tone.WARN, "clock"),
    ACTIVE: Tag("Terdaftar", Tone.OK),
    REVOKED: Tag("Dicabut", Tone.BAD),
    REPLACED: Tag("Diganti", Tone.NEUTRAL),
}


class LaptopDesk(QWidget):
    """``closed()`` leads back; what is decided about a laptop is asked by the signals of ``panel``."""

    closed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._laptops: Sequence[Enrolled] = ()
        self.mark = Banner("", Tone.INFO)
        self.table = RecordTable(COLUMNS, self._rows, name="Laptop petugas", empty=_nobody())
        self.table.selected.connect(self._choose)
        self.panel = LaptopPanel(today)
        self.table.opened.connect(lambda _one: self.panel.first_focus().setFocus())
        self.back = button("Ke&mbali", self.closed.emit, shortcut="Esc")
        both = row(spacing=14)
        both.addWidget(self.table, 3)
        both.addWidget(self.panel, 2)
        box = column(self.mark, spacing=10)
        box.addLayout(both, 1)
        box.addLayout(row(None, self.back))
        self.setLayout(box)

    def show_laptops(self, laptops: Sequence[Enrolled], mark: str) -> None:
        """Show these; whoever was chosen stays chosen. ``mark`` is the office's own fingerprint, to be read out."""
        chosen = self.table.current_id()
        self._laptops = laptops
        self.mark.say(f"Sidik jari kantor ini, untuk dibacakan kepada petugas: {mark}", Tone.INFO)
        lost = self.back.hasFocus()  # the keys waited here while there was nothing to choose
        self.table.set_ids([one.uid for one in laptops])
        first = chosen if chosen in {one.uid for one in laptops} else laptops[0].uid if laptops else None
        if first is not None:
            self.table.select(first)
        self._choose(first)
        if lost and laptops:
            self.table.setFocus()

    def _choose(self, uid: object) -> None:
        self.panel.show_laptop(next((one for one in self._laptops if one.uid == uid), None), self._laptops)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        wanted = set(ids)
        return [self._row(one) for one in self._laptops if one.uid in wanted]

    def _row(self, one: Enrolled) -> Row:
        today = self._today()
        now = [a for a in one.villages if (a.since or "") <= today.isoformat() <= (a.until or "9")]
        cells = (
            one.name or "–", STATES.get(one.state, Tag(one.state)),
            number(len(now)) if now else "–", short_date(one.since) if one.since else "–",
            when_words(one.last_at) or "belum pernah",
        )  # fmt: skip
        return Row(one.uid, cells, strong=one.state == ASKING, faint=one.state in (REVOKED, REPLACED))


def waiting_words(laptops: Sequence[Enrolled]) -> str:
    """How many ask, for the button that leads here."""
    asking = sum(one.state == ASKING for one in laptops)
    return f"Laptop petugas ({number(asking)} menunggu)…" if asking else "Laptop petugas…"


def _nobody() -> QWidget:
    return EmptyState(
        "Belum ada laptop",
        "Minta petugas membuat perkenalan di Kirim & Terima, lalu terima berkasnya di sini seperti berkas lain.",
    )
