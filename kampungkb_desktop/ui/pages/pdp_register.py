"""Register permintaan: who asked what about his data, how much of the 3×24 hours is left, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kampungkb_desktop.actions import pdp_requests
from kampungkb_desktop.actions.pdp_requests import Line
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.pdp_request import DECISIONS, PdpRequest
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.filter_chips import FilterChips
from kampungkb_desktop.ui.filter_chips import Saved as Filter
from kampungkb_desktop.ui.pages.clocked_tab import ClockedTab
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.pdp_request_dialog import ABOUT, ASKED, DECIDED, TOLD, RequestDialog
from kampungkb_desktop.ui.pages.pdp_request_panel import RequestPanel
from kampungkb_desktop.ui.pages.pdp_words import SHORT, advice, clock_tag, request_title
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, row

COLUMNS = (
    Column("clock", "Sisa waktu", 22, sortable=False, firm=True),
    Column("kind", "Yang diminta", 13, sortable=False),
    Column("about", "Tentang", 18, sortable=False, stretch=True),
    Column("received", "Diterima", 12, sortable=False, firm=True, extra=True),
    Column("decision", "Keputusan", 11, sortable=False, extra=True),
)
FILTERS = (
    Filter(pdp_requests.OPEN, "Belum dijawab", "Yang masih menunggu jawaban"),
    Filter(pdp_requests.DUE, "Kurang dari sehari", "Tenggatnya dalam 24 jam"),
    Filter(pdp_requests.LATE, "Lewat", "Tenggatnya sudah lewat dan belum dijawab"),
    Filter(pdp_requests.CLOSED, "Sudah dijawab", "Yang sudah dijawab"),
    Filter(pdp_requests.ALL, "Semua", "Seluruh register"),
)


class RequestRegister(ClockedTab):
    """``go(page, record)`` leads to the family; ``wrote`` after every change."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lines: Sequence[Line] = ()
        self._shown: dict[str, Line] = {}
        self._wanted, self._words = pdp_requests.OPEN, ""
        self.search = SearchBox("Cari nama atau isi permintaan (Ctrl+F)", rest=0)
        self.chips = FilterChips(FILTERS)
        self.table = RecordTable(COLUMNS, self._rows, name="Register permintaan data pribadi")
        self.search.list_widget = self.table
        self.panel = RequestPanel(session)
        self.add = button("&Catat permintaan…", self.begin, kind="primary", icon="add", shortcut="Ctrl+N")
        self._wire()
        head = row(self.search, None, self.add, spacing=10)
        self.lay_out((head, self.chips), self.table, self.panel)
        self.load()

    def _wire(self) -> None:
        self.search.searched.connect(self._searched)
        self.chips.chosen.connect(self._filtered)
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _id: self.answer())
        self.table.typed.connect(self.search.take)
        self.panel.answer.connect(self.answer)
        self.panel.change.connect(self.change)
        self.panel.drop.connect(self._drop)
        self.panel.go.connect(self.go)
        self.panel.state.connect(self.state)
        self.panel.wrote.connect(self._written)

    def load(self) -> None:
        """Read the register again."""
        run(self, lambda _p: pdp_requests.listed(self.session), done=self._show)

    def leave(self) -> bool:
        """What was typed in a dialog is kept there."""
        return True

    # --- deeds

    def begin(self) -> None:
        """Write down a request that came now."""
        self.begin_about(None)

    def begin_about(self, family: Family | None, member: str | None = None) -> None:
        """Write down a request about a family or one of its people."""
        self._write_down(pdp_requests.begun(self.session, family=family, member=member), new=True)

    def open_request(self, key: str) -> None:
        """Show one request; one that is only a draft is taken up again. ``baru:<family>`` begins one about it."""
        if key.startswith("baru:"):
            with self.session.database.read() as conn:
                family = read.record(conn, Family, key.removeprefix("baru:"))
            self.begin_about(family)
            return
        with self.session.database.read() as conn:
            kept = read.draft(conn, PdpRequest.FORM, key)
            known = read.record(conn, PdpRequest, key)
        if kept is not None:
            self._write_down(known or PdpRequest(id=key), new=known is None, whole=known is not None)
        elif known is not None:
            self._asked = key
            self._filtered(pdp_requests.ALL if known.answered_on else pdp_requests.OPEN)

    def answer(self) -> None:
        """Write down what was decided and told."""
        line = self._line()
        if line is None:
            return
        one = line.request
        if one.answered_on is not None:
            self.change()
            return
        dialog = RequestDialog(
            self, self.session, pdp_requests.answered(self.session, one), (DECIDED, TOLD),
            f"Jawab: {request_title(one)}", advice(one.kind),
        )  # fmt: skip
        if dialog.exec():
            made = dialog.request()
            self.do(lambda: pdp_requests.keep(self.session, made, one), "Jawaban tercatat; waktunya berhenti.")

    def change(self) -> None:
        """Mend what was written down."""
        line = self._line()
        if line is not None:
            self._write_down(line.request, new=False, whole=True)

    def _write_down(self, request: PdpRequest, *, new: bool, whole: bool = False) -> None:
        sections = (ABOUT, ASKED, DECIDED, TOLD) if whole else (ABOUT, ASKED)
        title = "Catat permintaan data pribadi" if new else f"Ubah: {request_title(request)}"
        words = (
            "Waktu 3×24 jam berjalan sejak permintaan diterima, bukan sejak dicatat. Tentang satu orang: ketik "
            "namanya saja, keluarganya ikut."
        )
        dialog = RequestDialog(self, self.session, request, sections, title, words if new else "")
        if dialog.exec():
            made, before = dialog.request(), None if new else request
            self._asked = made.id
            self.do(lambda: pdp_requests.keep(self.session, made, before), "Permintaan tercatat.")

    def _drop(self) -> None:
        line = self._line()
        if line is not None:
            request = line.request
            self.do(lambda: pdp_requests.drop(self.session, request), "Catatan permintaan dihapus.")

    # --- showing

    def _show(self, found: Sequence[Line]) -> None:
        self.lines = found
        self.add.setVisible(bool(found))  # while there is none, it stands where the register is empty
        self.chips.say_counts({one.key: sum(line.fits(one.key) for line in found) for one in FILTERS[:-1]})
        self._list()

    def _list(self) -> None:
        shown = [one for one in self.lines if one.fits(self._wanted) and one.holds(self._words)]
        self._shown = {one.request.id: one for one in shown}
        self.table.set_empty(self._nothing())
        self._choose(self.list_lines(self.table, self._shown))

    def _searched(self, words: str) -> None:
        self._words = words
        self._list()

    def _filtered(self, key: str) -> None:
        self._wanted = key
        self.chips.show_key(key)
        self._list()

    def _choose(self, key: object) -> None:
        self.panel.show_line(self._shown.get(str(key)) if key else None)

    def _line(self) -> Line | None:
        return self._shown.get(str(self.table.current_id() or ""))

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(self._shown[str(one)]) for one in ids if str(one) in self._shown]

    def _row(self, line: Line) -> Row:
        one = line.request
        where = village_name(one.village)
        about = f"{line.about}, {where}" if where else line.about
        decided = DECISIONS.label(one.decision) or ("Dijawab" if one.answered_on else "–")
        received = short_date(one.received_on) if one.received_on else "–"
        what = SHORT.get(one.kind or "", one.kind or "–")
        cells = (clock_tag(line.clock), what, about, received, decided)
        return Row(one.id, cells, strong=line.clock.open, faint=not line.clock.open)

    def _nothing(self) -> EmptyState:
        if self.lines and self._words:
            return EmptyState("Tidak ada yang cocok", "Kosongkan pencarian atau pilih “Semua”.", icon="search")
        if self.lines:
            return EmptyState("Tidak ada di bagian ini", "Pilih “Semua” untuk melihat seluruh register.", icon="check")
        begin = EmptyState(
            "Belum ada permintaan",
            "Orang berhak melihat, memperbaiki, membatasi, dan meminta dihapus datanya. Catat permintaannya saat "
            "diterima: jawabannya ditunggu dalam 3×24 jam.",
            "Catat permintaan",
            self.begin,
            icon="shield",
        )
        begin.begin_by("Ctrl+N")
        return begin
