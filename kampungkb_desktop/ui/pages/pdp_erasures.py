"""Penghapusan: every decision to erase, how far it has come, which laptops and flash disks are still missing, and the
certificate. A list of numbers and days; whom it was about nobody can read here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import erasing, erasing_follow, erasing_proof, erasing_sticks
from kampungkb_desktop.actions.erasing_paper import ROLES, state_words
from kampungkb_desktop.actions.erasing_proof import SENT, WAITING, Place, State
from kampungkb_desktop.actions.erasing_sticks import Stick
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import number, short_date
from kampungkb_desktop.forms.erasure import ErasureWord
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui.asking import AskDialog
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.erasing_dialog import certificate_dialog
from kampungkb_desktop.ui.pages.told_tab import ToldTab
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("number", "Nomor", 20, sortable=False, firm=True),
    Column("day", "Diputuskan", 12, sortable=False, firm=True),
    Column("what", "Cakupan", 14, sortable=False),
    Column("records", "Catatan", 8, Align.RIGHT, sortable=False),
    Column("state", "Keadaan", 30, sortable=False, stretch=True),
)
Found = tuple[list[State], list[Stick], list[Member]]


class ErasureDesk(ToldTab):
    """``go(page, record)`` to somebody who is to be looked at."""

    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.states: dict[str, State] = {}
        self._owed: Sequence[Stick] = ()
        empty = EmptyState(
            "Belum ada data yang dihapus",
            "Bila seseorang meminta datanya dihapus, buka halaman keluarganya dan pilih Hak atas data pribadi. "
            "Keputusannya, laptop yang sudah melaksanakan, dan surat keterangannya terkumpul di sini.",
            icon="shield",
        )
        self.table = RecordTable(COLUMNS, self._rows, name="Penghapusan data pribadi", empty=empty)
        self.certificate = button("Surat ketera&ngan…", self.show_certificate, icon="document")
        self.certificate.setEnabled(False)
        self.places, self.lines = Card("Pelaksanaan"), column(spacing=0)
        self.places.body.addLayout(self.lines)
        self.notes = label("", "caution", wrap=True)
        self.notes.hide()
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda _id: self.show_certificate())
        box = column(self.notes, spacing=10)
        box.addWidget(self.table, 3)
        box.addLayout(row(None, self.certificate))
        inside = QWidget()
        inside.setLayout(column(self.places, None))
        box.addWidget(VerticalScroll(inside), 2)
        self.places.hide()
        self.setLayout(box)
        self.load()

    def load(self) -> None:
        """Read everything anew on the worker."""
        run(self, lambda _p: self._read(), done=self._loaded)

    def show_certificate(self) -> None:
        """The certificate of the decision chosen."""
        state = self._chosen()
        if state is not None:
            certificate_dialog(self, self.session, state.first).exec()

    # --- inside

    def _read(self) -> Found:
        states = [erasing_proof.state(self.session, one) for one in erasing.erasures(self.session)]
        owed = [one for one in erasing_sticks.sticks(self.session) if one.owed]
        return states, owed, erasing_follow.moved_in(self.session)

    def _loaded(self, found: Found) -> None:
        states, owed, strays = found
        self.states = {one.first.id: one for one in states}
        self._owed = owed
        self.notes.setText("\n".join(_notes(owed, strays)))
        self.notes.setVisible(bool(owed or strays))
        before = str(self.table.current_id() or "")
        self.table.set_ids(list(self.states))
        self.certificate.setVisible(bool(self.states))
        if self.states:
            self.table.select(before if before in self.states else next(iter(self.states)))
            self._show(self.table.current_id())

    def _rows(self, ids: Sequence[Id]) -> Sequence[Row]:
        return [_row(self.states[str(one)]) for one in ids]

    def _chosen(self) -> State | None:
        return self.states.get(str(self.table.current_id() or ""))

    def _show(self, _id: object) -> None:
        state = self._chosen()
        self.certificate.setEnabled(state is not None)
        self.places.setVisible(state is not None)
        while (item := self.lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place in state.places if state is not None else ():
            self.lines.addWidget(self._line(place))
        for stick in self._owed if state is not None else ():
            self.lines.addWidget(self._stick_line(stick))

    def _stick_line(self, stick: Stick) -> LineButton:
        words = f"Salinan terakhir {short_date(day_of(stick.last_at))}; pasang flashdisknya"
        tag = Tag("Belum bersih", Tone.WARN, "usb")
        return LineButton(f"Flashdisk {stick.name}", words, tag, lambda: self._give_up(stick))

    def _line(self, place: Place) -> LineButton:
        waits = place.state in (WAITING, SENT)
        when = short_date(place.on) if place.on else ""
        words = ", ".join(part for part in (state_words(place), when) if part)
        tag = Tag("Menunggu", Tone.WARN, "clock") if waits else Tag("Selesai", Tone.OK, "check")
        name = f"{ROLES.get(place.role, 'Laptop petugas')}: {place.name or place.uid[:8]}"
        return LineButton(name, words, tag, lambda: self._by_word(place))

    def _by_word(self, place: Place) -> None:
        """Somebody answers for an installation that sends no files."""
        state = self._chosen()
        if state is None or place.uid == self.session.device or place.state not in (WAITING, SENT):
            return
        if not erasing.may_erase(self.session):
            return
        title = "Konfirmasi dengan pernyataan"
        asked = "Menurut siapa atau surat nomor berapa penghapusan sudah dilaksanakan di sana?"
        dialog = AskDialog(self, title, asked, "&Catat")
        if dialog.exec():
            self.confirm_by_word(state, place, dialog.text())

    def confirm_by_word(self, state: State, place: Place, by: str) -> None:
        """Write the word down."""

        def deed() -> Saved:
            erasing_follow.confirm_by_word(self.session, state.first, place.uid, by)
            return Saved(forms=frozenset({ErasureWord.FORM}))

        self.do(deed, "Konfirmasi dicatat.")

    def _give_up(self, stick: Stick) -> None:
        if confirm(
            self, f"Flashdisk {stick.name} hilang atau sudah dimusnahkan?",
            "Flashdisk itu tidak ditunggu lagi. Bila masih ada, pasang saja: salinannya dibersihkan sendiri.",
            "&Tidak ditunggu lagi",
        ):  # fmt: skip
            erasing_sticks.give_up(self.session, stick.mark)
            self.load()


def _row(state: State) -> Row:
    first = state.first
    day = short_date(first.decided_on) if first.decided_on else ""
    what = "Satu orang" if first.whom == "anggota" else "Satu keluarga"
    records = number(len({record for one in state.parts for record in one.records()}))
    words = state.words[:1].upper() + state.words[1:]
    return Row(first.id, (first.number or "", day, what, records, words), strong=state.waiting > 0)


def _notes(owed: Sequence[Stick], strays: Sequence[Member]) -> list[str]:
    lines = []
    if owed:
        names = ", ".join(one.name for one in owed)
        lines.append(f"Pasang flashdisk {names}: salinan di dalamnya masih memuat data yang sudah dihapus.")
    if strays:
        names = ", ".join(one.full_name or "tanpa nama" for one in strays)
        lines.append(
            f"{names} dipindahkan petugas ke keluarga yang sudah dihapus. Tentukan keluarganya yang benar, atau hapus "
            "juga bila diminta."
        )
    return lines
