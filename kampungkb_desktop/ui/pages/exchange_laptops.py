"""Papan pengiriman: which laptops this office believes, when it last heard of each, which of their files lack, and the
laptops that ask to be believed or were sent away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.enrolment import ASKING, Enrolled
from kampungkb_desktop.actions.silence import days_silent, is_late, late_first, sends
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.enrolment import ACTIVE, REPLACED, REVOKED, SHARES
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.forms.settings import QUIET_DAYS
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.pages.exchange_laptop import LaptopPanel
from kampungkb_desktop.ui.pages.exchange_words import when_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("name", "Nama", 20, sortable=False, stretch=True),
    Column("state", "Keadaan", 14, sortable=False, firm=True),
    Column("villages", "Desa", 6, Align.RIGHT, sortable=False, tip="Desa yang ditugaskan hari ini", extra=True),
    Column("last", "Berkas terakhir", 17, sortable=False, firm=True),
    Column("missing", "Kurang", 12, sortable=False, tip="Nomor berkas yang dikirim sebelumnya tetapi belum sampai"),
)
ALL, LATE, LACKING, WAITING = "semua", "terlambat", "kurang", "menunggu"
FILTERS = (
    Saved(ALL, "Semua", "Semua laptop; yang terlambat di atas"),
    Saved(LATE, "Belum mengirim", "Petugas yang terlalu lama atau belum pernah mengirim"),
    Saved(LACKING, "Berkas kurang", "Petugas dengan berkas yang dikirim sebelumnya tetapi belum sampai"),
    Saved(WAITING, "Minta didaftarkan", "Perkenalan yang menunggu dibandingkan dan didaftarkan"),
)
STATES = {
    ASKING: Tag("Menunggu", Tone.WARN, "clock"),
    ACTIVE: Tag("Terdaftar", Tone.OK),
    REVOKED: Tag("Dicabut", Tone.BAD),
    REPLACED: Tag("Diganti", Tone.NEUTRAL),
}


class LaptopDesk(QWidget):
    """``closed()`` leads back; what is decided about a laptop is asked by the signals of ``panel``. ``lost(uid)``
    reports the chosen one as lost."""

    closed = Signal()
    lost = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._laptops: Sequence[Enrolled] = ()
        self._wanted = ALL
        self.quiet_days = QUIET_DAYS
        self._deciding = True
        self.mark = label("", "soft", wrap=True, selectable=True)
        self.mark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.mark.setAccessibleName("Sidik jari kantor ini")
        self.table = RecordTable(COLUMNS, self._rows, name="Papan pengiriman", empty=_nobody(self.closed.emit))
        self.table.selected.connect(self._choose)
        self.chips = FilterChips(FILTERS)
        self.chips.chosen.connect(self._filter)
        self.search = SearchBox("Cari nama (Ctrl+F)", self.table, rest=0)
        self.search.searched.connect(lambda _text: self._narrow())
        self.table.typed.connect(self.search.take)
        self.panel = LaptopPanel(today)
        self.table.opened.connect(lambda _one: self.panel.first_focus().setFocus())
        self.back = button("Ke&mbali", self.closed.emit, shortcut="Esc")
        self.gone = button(
            "Laporkan hilang…", self._report, icon="warning", tip="Laptop yang dipilih hilang atau dicuri"
        )
        both = row(spacing=14)
        both.addWidget(self.table, 3)
        both.addWidget(self.panel, 2)
        self.tools = QWidget()
        line = row(self.chips, self.search, spacing=10)
        line.setStretch(0, 1)
        self.tools.setLayout(line)
        box = column(self.tools, spacing=10)
        box.addLayout(both, 1)
        foot = row(self.gone, self.mark, self.back, spacing=14)
        foot.setStretch(1, 1)
        box.addLayout(foot)
        self.setLayout(box)

    def receive_only(self, receiving: bool) -> None:
        """At an office that only receives the board shows who sent what, and decides nothing."""
        self._deciding = not receiving

    def show_laptops(self, laptops: Sequence[Enrolled], mark: str) -> None:
        """Show these; whoever was chosen stays chosen. ``mark`` is the office's own fingerprint, to be read out."""
        self._laptops = late_first(laptops, self._today(), self.quiet_days)
        whom = "petugas" if self._deciding else "kabupaten"
        self.mark.setText(f"Sidik jari kantor ini, untuk dibacakan kepada {whom}: {mark}")
        lost = self.back.hasFocus()  # the keys waited here while there was nothing to choose
        self.chips.say_counts({one.key: len(self._found(one.key)) for one in FILTERS})
        self.tools.setVisible(bool(laptops))
        self._narrow()
        if lost and laptops:
            self.table.setFocus()

    def _filter(self, key: str) -> None:
        self._wanted = key
        self._narrow()

    def _found(self, key: str) -> list[Enrolled]:
        """The laptops that one filter finds."""
        today = self._today()
        fits: dict[str, Callable[[Enrolled], bool]] = {
            ALL: lambda _one: True,
            LATE: lambda one: is_late(one, today, self.quiet_days),
            LACKING: lambda one: sends(one) and bool(one.missing),
            WAITING: lambda one: one.state == ASKING,
        }
        return [one for one in self._laptops if fits[key](one)]

    def _narrow(self) -> None:
        """Show what filter and search leave; whoever was chosen stays chosen while they are among them."""
        typed, chosen = self.search.text().strip().casefold(), self.table.current_id()
        uids = [one.uid for one in self._found(self._wanted) if typed in one.name.casefold()]
        if not uids:
            self.table.set_empty(_none_found() if self._laptops else _nobody(self.closed.emit))
        self.table.set_ids(uids)
        first = chosen if chosen in uids else uids[0] if uids else None
        if first is not None:
            self.table.select(first)
        self._choose(first)

    def _report(self) -> None:
        if self.panel.laptop is not None:
            self.lost.emit(self.panel.laptop.uid)

    def _choose(self, uid: object) -> None:
        chosen = next((one for one in self._laptops if one.uid == uid), None) if self._deciding else None
        self.panel.show_laptop(chosen, self._laptops)
        self.gone.setVisible(chosen is not None and chosen.state != ASKING)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        wanted = set(ids)
        return [self._row(one) for one in self._laptops if one.uid in wanted]

    def _row(self, one: Enrolled) -> Row:
        today = self._today()
        now = [a for a in one.villages if (a.since or "") <= today.isoformat() <= (a.until or "9")]
        cells = (
            one.name or "–", STATES.get(one.state, Tag(one.state)),
            number(len(now)) if now else "–", self._last(one), _numbers(one.missing),
        )  # fmt: skip
        return Row(one.uid, cells, strong=one.state == ASKING, faint=one.state in (REVOKED, REPLACED))

    def _last(self, one: Enrolled) -> Tag | str:
        """When the last file came, red where that is too long ago."""
        if one.state != ACTIVE:
            return when_words(one.last_at) or "–"
        if one.role == RECEIVER:
            return Tag(SHARES.label(one.share) or "Hanya menerima", Tone.NEUTRAL)
        days = days_silent(one, self._today())
        if days is None:
            enrolled = (self._today() - one.since).days if one.since else 0
            return Tag("Belum pernah", Tone.BAD if enrolled > self.quiet_days else Tone.WARN, "clock")
        words = "Hari ini" if days == 0 else f"{number(days)} hari lalu"
        return Tag(words, Tone.BAD if days > self.quiet_days else Tone.OK, "clock" if days > self.quiet_days else "")


def _numbers(missing: Sequence[int]) -> str:
    """``2, 4, dan 3 lagi``."""
    if not missing:
        return "–"
    shown = ", ".join(str(one) for one in missing[:3])
    return f"{shown}, dan {number(len(missing) - 3)} lagi" if len(missing) > 3 else shown


def board_words(laptops: Sequence[Enrolled], today: date, limit: int) -> str:
    """How many ask, else how many are late, for the button that leads here."""
    asking = sum(one.state == ASKING for one in laptops)
    if asking:
        return f"Papan pengiriman ({number(asking)} menunggu)…"
    late = sum(is_late(one, today, limit) for one in laptops)
    return f"Papan pengiriman ({number(late)} belum mengirim)…" if late else "Papan pengiriman…"


def _none_found() -> QWidget:
    return EmptyState("Tidak ada laptop seperti itu", "Pilih saringan lain, atau kosongkan pencarian.", icon="search")


def _nobody(back: Callable[[], object]) -> QWidget:
    return EmptyState(
        "Belum ada laptop",
        "Minta petugas membuat perkenalan di Kirim & Terima, lalu terima berkasnya seperti berkas lain.",
        "Buka Kirim && Terima",
        back,
        icon="key",
        sign="forward",
    )
