"""Bentrok: one question, several answers by people who did not know of each other. What both started from, who said
what and when, and one key to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from kampungkb_desktop.actions import conflict_desk, trail
from kampungkb_desktop.actions.conflict_desk import Side, Standoff
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import moment, number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.pages.exchange_words import village_words
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("name", "Catatan", 20, sortable=False, stretch=True),
    Column("label", "Isian", 20, sortable=False, stretch=True),
    Column("village", "Desa", 16, sortable=False, stretch=True),
)
_PAGES = {"family": "keluarga", "visit": "kunjungan", "activity": "kegiatan", "village": "kampung"}
"""Where a record of these forms opens by its id."""


class ConflictView(QWidget):
    """``decided(sentence)`` after every choice, ``counted(n)`` after every reading, ``opened(page, record)`` for the
    record itself, ``closed()`` leads back."""

    decided = Signal(str)
    counted = Signal(int)
    opened = Signal(str, object)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: Sequence[Standoff] = ()
        empty = EmptyState("Tidak ada yang bentrok", "Semua isian yang diubah di dua laptop sudah diputuskan.")
        self.table = RecordTable(COLUMNS, self._rows, name="Isian yang bentrok", empty=empty)
        self.panel = StandoffPanel()
        self.panel.chosen.connect(self._decide)
        self.panel.open_wanted.connect(self._open)
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _at: self.panel.take_keys())
        self.back = button("Ke&mbali", self.closed.emit, shortcut="Esc")
        both = row(spacing=14)
        both.addWidget(self.table, 1)
        both.addWidget(self.panel, 1)
        box = column(
            label(
                "Isian ini diubah di dua laptop yang belum saling bertukar berkas. Kedua jawaban tersimpan; yang "
                "teratas berlaku untuk sementara. Pilihan Anda ikut terkirim ke semua laptop.",
                "soft",
                wrap=True,
            ),
            spacing=10,
        )
        box.addLayout(both, 1)
        box.addLayout(row(None, self.back))
        self.setLayout(box)

    def load(self) -> None:
        """Read again what waits for a decision."""
        run(self, lambda _p: conflict_desk.standoffs(self._session), done=self._show)

    def _show(self, found: Sequence[Standoff]) -> None:
        chosen = self.table.current_id()
        lost = self.back.hasFocus() or self.panel.has_keys()
        self.found = found
        trail.looked(self._session, "bentrok", len(found))
        self.table.set_ids(list(range(len(found))))
        at = min(int(chosen), len(found) - 1) if isinstance(chosen, int) and chosen >= 0 else 0
        if found:
            self.table.select(at)
        self._choose(at if found else None)
        if lost and self.isVisible():
            (self.table if found else self.back).setFocus()
        self.counted.emit(len(found))

    def _choose(self, at: object) -> None:
        here = isinstance(at, int) and 0 <= at < len(self.found)
        self.panel.show_standoff(self.found[at] if here and isinstance(at, int) else None)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [_row(int(at), self.found[int(at)]) for at in ids if int(at) < len(self.found)]

    def _decide(self, one: Standoff, side: Side) -> None:
        run(
            self,
            lambda _p: conflict_desk.decide(self._session, one.record, one.field, side.value),
            done=lambda _saved: self._settled(one, side),
            failed=self._refused,
        )

    def _settled(self, one: Standoff, side: Side) -> None:
        self.decided.emit(f"{one.label}: {side.words}.")
        self.load()

    def _refused(self, error: KnownError) -> None:
        show_error(self, error)
        self.load()

    def _open(self, one: Standoff) -> None:
        page = _PAGES.get(one.form)
        if page is not None:
            self.opened.emit(page, one.village if page == "kampung" else one.record)


class StandoffPanel(Card):
    """The answers of one question, the standing one first; ``chosen(standoff, side)`` by button or by its number."""

    chosen = Signal(object, object)
    open_wanted = Signal(object)

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
        self.body.addLayout(row(self.open, None))
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
        self.title_label.setText(one.label)
        named = one.name if one.name.startswith(one.title) else f"{one.title}: {one.name}"
        self.of.setText(named if one.name else one.title)
        self.before.setText(f"Semula: {one.before}")
        self.before.setVisible(bool(one.before))
        self.open.setVisible(one.form in _PAGES)
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
        choose = button(
            f"&{place}  Pakai jawaban ini", lambda: self.chosen.emit(one, side), kind="primary" if place == 1 else ""
        )
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


def waiting_words(count: int) -> str:
    """The sentence over the cards while something waits."""
    return f"{number(count)} isian diubah di dua laptop sekaligus dan menunggu keputusan."


def _row(at: int, one: Standoff) -> Row:
    village = village_words(one.village).split(",")[0] if one.village else "–"
    return Row(at, (one.name or one.title, one.label, village))
