"""What a record was joined with, and the way back; and the answers that somebody still gave to the other one, to be
compared. Hidden for nearly every record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kampungkb_desktop.actions.merged import Late, Part, late_answers, merged_with, settle
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.separating import unmerge
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date, moment, number
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.family_facts import empty
from kampungkb_desktop.ui.pages.family_words import card_number
from kampungkb_desktop.ui.widgets import Card, button, column, label, row


class MergedCard(Card):
    """``settled(sentence, Saved)`` after separating or comparing."""

    settled = Signal(str, object)

    def __init__(self, session: Session | None) -> None:
        super().__init__("Digabung dari catatan lain")
        self._session = session
        self._record: Record | None = None
        self._said: tuple[object, ...] = ()
        self.buttons: list[QWidget] = []
        self.ticks: list[tuple[QCheckBox, Late]] = []
        self._parts, self._late = column(spacing=8), column(spacing=6)
        self.late_box = QWidget()
        self.compared = button("Selesai dibandingkan", self._settle, icon="check")
        self.late_box.setLayout(
            column(
                label("Isian susulan", "label"),
                label(
                    "Diubah di catatan yang digabungkan, oleh orang yang belum tahu bahwa keduanya sudah satu. "
                    "Centang yang benar; yang lain tetap seperti sekarang.",
                    "soft", wrap=True,
                ),
                self._late, row(self.compared, None), spacing=6,
            )
        )  # fmt: skip
        self.body.addLayout(self._parts)
        self.body.addWidget(self.late_box)
        self.hide()

    def show_record(self, record: Record) -> None:
        """Say what this family or person was joined with. Nothing to say costs one look-up."""
        if self._session is None:
            return
        form = type(record)
        parts = merged_with(self._session, form, record.id)
        late = late_answers(self._session, form, record.id) if parts else ()
        if (record.id, parts, late) == self._said:
            return
        self._record, self._said = record, (record.id, parts, late)
        self._show_parts(parts)
        self._show_late(late)
        self.setVisible(bool(parts))

    # --- inside

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        empty(self._parts)
        self.buttons = []
        for one in parts:
            back = button("Pisahkan lagi", partial(self._separate, one), icon="undo")
            back.setToolTip(separate_tip(one))
            line = row(column(label(part_words(one), wrap=True), label(one.note, "small", wrap=True), spacing=2))
            line.setStretch(0, 1)
            line.addWidget(back)
            self._parts.addLayout(line)
            self.buttons.append(back)

    def _show_late(self, late: tuple[Late, ...]) -> None:
        empty(self._late)
        self.ticks = []
        for one in late:
            tick = QCheckBox(f"{one.label}: {one.words}")
            tick.setAccessibleDescription(late_words(one))
            why = label(late_words(one), "small", wrap=True)
            why.setIndent(tokens().px(26))
            self._late.addWidget(tick)
            self._late.addWidget(why)
            self.ticks.append((tick, one))
        self.late_box.setVisible(bool(late))

    def _separate(self, part: Part) -> None:
        session = self._session
        assert session is not None
        run(
            self,
            lambda _p: unmerge(session, part.alias),
            done=lambda saved: self._done(f"{part.record.name()} dipisahkan lagi.", saved),
        )

    def _settle(self) -> None:
        record, session = self._record, self._session
        if record is None or session is None:
            return
        take = [(one.record, one.field) for tick, one in self.ticks if tick.isChecked()]
        form = type(record)
        run(
            self,
            lambda _p: settle(session, form, record.id, take),
            done=lambda saved: self._done("Isian susulan sudah dibandingkan.", saved),
        )

    def _done(self, words: str, saved: Saved) -> None:
        self._said = ()
        self.settled.emit(words, saved)


def part_words(part: Part) -> str:
    """``Keluarga Soeparman (KK 6403…), digabungkan oleh Siti Rahma pada 21 November 2026.``"""
    name, record = part.record.name(), part.record
    more = ""
    if isinstance(record, Family) and record.kk:
        more = f" (KK {card_number(record.kk)})"
    elif isinstance(record, Member) and record.birth_date:
        more = f" (lahir {long_date(record.birth_date)})"
    return f"{name}{more}, digabungkan oleh {part.author} pada {long_date(part.when.date())}."


def separate_tip(part: Part) -> str:
    """What separating does."""
    also = f", juga {number(part.others_too)} anggota yang digabungkan bersamanya" if part.others_too else ""
    return f"Kedua catatan menjadi dua lagi{also}; dapat diurungkan"


def late_words(late: Late) -> str:
    """What stands now, and who wrote the late answer when."""
    return f"Sekarang: {late.shown_words}. Isian susulan dari {late.author}, {moment(late.when)}."
