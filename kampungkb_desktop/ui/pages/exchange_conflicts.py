"""Bentrok: one question, several answers by people who did not know of each other. What both started from, who said
what and when, and one key to choose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from kampungkb_desktop.actions import conflict_desk, trail
from kampungkb_desktop.actions.conflict_desk import Side, Standoff
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import moment, number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.exchange_words import village_words
from kampungkb_desktop.ui.pages.settling_list import SettlingList
from kampungkb_desktop.ui.record_table import Column, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("name", "Catatan", 24, sortable=False, stretch=True),
    Column("label", "Isian", 13, sortable=False),
    Column("village", "Desa", 13, sortable=False, extra=True),
)
_PAGES = {"family": "keluarga", "visit": "kunjungan", "activity": "kegiatan", "village": "kampung"}
"""Where a record of these forms opens by its id."""

ABOUT = (
    "Isian ini diubah di dua laptop yang belum saling bertukar berkas. Kedua jawaban tersimpan; yang teratas berlaku "
    "untuk sementara. Pilihan Anda ikut terkirim ke semua laptop."
)


OTHER_TIP = "Bila tidak ada yang benar: ketik jawaban yang benar"


class ConflictView(SettlingList[Standoff]):
    """``counted(n)`` after every reading, ``opened(page, record)`` for the record itself."""

    counted = Signal(int)
    opened = Signal(str, object)

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__(COLUMNS, name="Isian yang bentrok", about=ABOUT, shares=(1, 1), empty=_nothing)

    @cached_property
    def panel(self) -> StandoffPanel:
        made = StandoffPanel()
        made.chosen.connect(self._decide)
        made.open_wanted.connect(self._open)
        made.other_wanted.connect(self._answer)
        return made

    def load(self) -> None:
        run(self, lambda _p: conflict_desk.standoffs(self._session), done=self.show_found)

    def show_found(self, found: Sequence[Standoff]) -> None:
        trail.looked(self._session, "bentrok", len(found))
        super().show_found(found)
        self.counted.emit(len(found))

    def into_panel(self) -> None:
        self.panel.take_keys()

    def panel_has_keys(self) -> bool:
        return self.panel.has_keys()

    def show_one(self, one: Standoff | None) -> None:
        self.panel.show_standoff(one)

    def row_of(self, at: int, one: Standoff) -> Row:
        village = village_words(one.village).split(",")[0] if one.village else "–"
        return Row(at, (one.name or one.title, one.label, village))

    def _decide(self, one: Standoff, side: Side) -> None:
        run(
            self,
            lambda _p: conflict_desk.decide(self._session, one.record, one.field, side.value),
            done=lambda _saved: self.settled(f"{one.label}: {side.words}."),
            failed=self.refused,
        )

    def _answer(self, one: Standoff) -> None:
        """Neither is right."""
        from kampungkb_desktop.ui.pages.exchange_other_answer import OtherAnswerDialog  # noqa: PLC0415  seldom

        kind = conflict_desk.question(one)
        if kind is None:
            return
        dialog = OtherAnswerDialog(self, self._session, one, kind)
        if dialog.exec():
            self.settled(dialog.told)

    def _open(self, one: Standoff) -> None:
        page = _PAGES.get(one.form)
        if page is not None:
            self.opened.emit(page, one.village if page == "kampung" else one.record)


def _nothing() -> EmptyState:
    return EmptyState(
        "Tidak ada yang bentrok", "Semua isian yang diubah di dua laptop sudah diputuskan.", icon="check-circle"
    )


class StandoffPanel(Card):
    """The answers of one question, the standing one first; ``chosen(standoff, side)`` by button or by its number."""

    chosen = Signal(object, object)
    open_wanted = Signal(object)
    other_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Isian", padding=16)
        self.shown: Standoff | None = None
        self.of = label("", "soft", wrap=True)
        self.before = label("", wrap=True)
        self.sides = column(spacing=8)
        inside = QWidget()
        inside.setLayout(column(self.of, self.before, self.sides, None, spacing=10))
        self.open = button("&Buka catatannya", lambda: self.open_wanted.emit(self.shown), kind="quiet")
        self.body.addWidget(VerticalScroll(inside, None, margins=(0, 0, 0, 0)), 1)
        self.other = button("Jawaba&n lain…", lambda: self.other_wanted.emit(self.shown), tip=OTHER_TIP)
        self.body.addLayout(row(self.other, self.open, None, spacing=8))
        self._buttons: list[QPushButton] = []
        self.show_standoff(None)

    def show_standoff(self, one: Standoff | None) -> None:
        """Show another one."""
        self.shown = one
        self.setVisible(one is not None)
        while (item := self.sides.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._buttons = []
        if one is None:
            return
        self.retitle(one.label)
        named = one.name if one.name.startswith(one.title) else f"{one.title}: {one.name}"
        self.of.setText(named if one.name else one.title)
        self.before.setText(f"Semula: {one.before}")
        self.before.setVisible(bool(one.before))
        self.open.setVisible(one.form in _PAGES)
        self.other.setVisible(conflict_desk.question(one) is not None)
        for place, side in enumerate(one.sides, 1):
            self.sides.addWidget(self._side(one, place, side))

    def take_keys(self) -> None:
        """Give the keys to the first answer."""
        if self._buttons:
            self._buttons[0].setFocus()

    def has_keys(self) -> bool:
        """Whether one of the answers has the keys."""
        return any(one.hasFocus() for one in self._buttons)

    def _side(self, one: Standoff, place: int, side: Side) -> QWidget:
        line = QFrame()
        line.setObjectName("chosen")
        stands = " Berlaku untuk sementara." if place == 1 else ""
        clock = "" if side.trusted else " Jam laptop itu waktu itu salah."
        choose = button(f"&{place}  Pakai jawaban ini", lambda: self.chosen.emit(one, side))  # neither is favoured
        choose.setAccessibleName(f"Pakai jawaban {place}: {side.words}")
        self._buttons.append(choose)
        laptop = "" if side.device == side.author else f", {side.device}"
        said = f"{side.author}{laptop}, {moment(side.when)}.{stands}{clock}"
        line.setLayout(
            column(
                label(side.words, "section", wrap=True), label(said, "soft", wrap=True), row(choose, None),
                margins=(12, 10, 12, 10), spacing=6,
            )
        )  # fmt: skip
        return line


def waiting_count(view: ConflictView) -> str:
    """The word beside the title; "" where nothing waits."""
    return f"{number(len(view.found))} menunggu keputusan" if view.found else ""


def waiting_words(count: int) -> str:
    """The sentence over the cards while something waits."""
    return f"{number(count)} isian diubah di dua laptop sekaligus dan menunggu keputusan."
