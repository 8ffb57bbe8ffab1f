"""Menunggu: records that came before the file they build on. Which file of whom is missing, since when, what to do; and
at the district, for a laptop that was sent away, to go on without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog

from kampungkb_desktop.actions import forgiving, predecessors
from kampungkb_desktop.actions.predecessors import Held
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import Gap
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import listing, number, short_date
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.exchange_words import ASK_AGAIN, village_words
from kampungkb_desktop.ui.pages.settings_reason import ReasonDialog
from kampungkb_desktop.ui.pages.settling_list import SettlingList
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Row
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, label, row

COLUMNS = (
    Column("name", "Catatan", 22, sortable=False, stretch=True),
    Column("village", "Desa", 14, sortable=False, extra=True),
    Column("file", "Berkas yang belum datang", 28, sortable=False, stretch=True),
    Column("since", "Sejak", 12, sortable=False, firm=True),
)
ABOUT = (
    "Catatan ini sudah sampai, tetapi melanjutkan isian dari berkas yang belum diterima. Isinya tersimpan dan "
    "diterapkan sendiri begitu berkasnya datang."
)


class WaitingView(SettlingList[Held]):
    """``strip`` tells over the cards how many wait and asks for this view by ``wanted()``; ``decided(sentence)`` comes
    after a loss was declared."""

    wanted = Signal()

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        self._session, self._today = session, today
        self.words = label("", wrap=True)
        super().__init__(COLUMNS, name="Catatan yang menunggu berkas", about=ABOUT, shares=(5, 3), empty=_nothing)
        self.strip = Banner("", Tone.WARN, "Li&hat…", self.wanted.emit)
        self.strip.hide()
        self.forgive = button("Anggap &hilang…", self._forgive, kind="danger")
        self._gap: Gap | None = None

    @cached_property
    def panel(self) -> Card:
        made = Card("Catatan yang menunggu", padding=16)
        made.body.addWidget(VerticalScroll(self.words, None, margins=(0, 0, 0, 0)), 1)
        made.body.addLayout(row(self.forgive, None))
        return made

    def load(self) -> None:
        run(self, lambda _p: predecessors.held(self._session), done=self.show_found)

    def show_found(self, found: Sequence[Held]) -> None:
        super().show_found(found)
        self.strip.say(f"{number(len(found))} catatan menunggu berkas yang belum diterima.", Tone.WARN)
        self.strip.setVisible(bool(found))

    def into_panel(self) -> None:
        (self.forgive if self.forgive.isVisible() else self.back).setFocus()

    def panel_has_keys(self) -> bool:
        return self.forgive.hasFocus()

    def row_of(self, at: int, one: Held) -> Row:
        files = listing([gap.words for gap in one.lacking]) or "berkas sebelumnya"
        since = short_date(day_of(one.since)) if one.since else "–"
        village = village_words(one.village).split(",")[0] if one.village else "–"
        return Row(at, (one.name, village, f"{files[0].upper()}{files[1:]}", since))

    def show_one(self, one: Held | None) -> None:
        self.panel.setVisible(one is not None)
        if one is None:
            return
        self.panel.retitle(one.name)
        self._gap = one.lacking[0] if one.lacking else None
        together = sum(self._gap is not None and self._gap in other.lacking for other in self.found)
        gone = self._gap is not None and forgiving.may_forgive(self._session, self._gap.device)
        district = self._session.role == DISTRICT
        self.words.setText("\n\n".join(_advice(self._gap, together, district=district, gone=gone)))
        self.forgive.setVisible(gone)

    def _forgive(self) -> None:
        gap = self._gap
        if gap is None:
            return
        count = sum(any(other.device == gap.device for other in one.lacking) for one in self.found)
        dialog = ReasonDialog(
            self, "Anggap hilang", f"Lanjutkan tanpa {gap.words}?", consequence(count), "&Anggap hilang"
        )
        dialog.help_topic = "menunggu#anggap-hilang"
        if dialog.exec() == QDialog.DialogCode.Accepted:
            reason = dialog.reason()
            run(
                self,
                lambda _p: forgiving.forgive(self._session, gap.device, reason),
                done=lambda _saved: self._forgiven(gap),
                failed=self.refused,
            )

    def _forgiven(self, gap: Gap) -> None:
        self.settled(f"{gap.words[0].upper()}{gap.words[1:]} dianggap hilang.")


def _nothing() -> EmptyState:
    return EmptyState("Tidak ada yang menunggu", "Semua berkas yang diperlukan sudah datang.", icon="check-circle")


def consequence(count: int) -> str:
    """What follows from declaring a file lost."""
    return (
        f"{number(count)} catatan yang menunggu laptop ini langsung diterapkan dengan isian yang sudah sampai. Isian "
        "yang hanya ada di berkas itu tidak ikut. Keputusan ini sampai ke semua laptop dengan berkas balasan, "
        "tercatat di Riwayat, dan tidak dapat diurungkan. Bila berkasnya kelak ditemukan, isinya tetap dapat diterima."
    )


def _advice(gap: Gap | None, together: int, *, district: bool, gone: bool) -> list[str]:
    if gap is None:
        return ["Pengirim berkas yang belum datang belum dikenal di sini. Minta semua petugas mengirim lagi."]
    said = [f"{gap.words[0].upper()}{gap.words[1:]} belum diterima; {number(together)} catatan menunggu.", ASK_AGAIN]
    if gone:
        said.append(
            "Laptop itu sudah dicabut atau diganti. Bila berkasnya tidak akan pernah datang, lanjutkan tanpa berkas "
            "itu: anggap hilang."
        )
    elif district:
        said.append(
            "Bila laptopnya hilang atau rusak dan berkasnya tidak akan pernah datang, cabut laptop itu di Papan "
            "pengiriman. Sesudah itu berkasnya dapat dianggap hilang di sini."
        )
    else:
        said.append("Bila laptop itu hilang atau rusak, kantor kabupaten yang memutuskan cara melanjutkannya.")
    return said
