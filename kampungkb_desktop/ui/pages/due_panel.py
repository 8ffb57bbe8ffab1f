"""Why somebody is to be visited: every reason as a sentence with the record behind it, and the visit a key away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.due import Line
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.due import Reason, reason_names
from kampungkb_desktop.store.lists import DueName
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.pages.due_words import (
    Person,
    due_sentence_day,
    head_words,
    target_words,
    tone_of,
    who_words,
)
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

RECORD_WORDS = {
    "visit": "Buka kunjungannya", "measurement": "Buka pengukurannya", "pregnancy": "Buka pemeriksaannya",
    "postpartum": "Buka pemeriksaannya", "catin": "Buka pemeriksaannya",
}  # fmt: skip
"""The record behind a reason; everything else is shown on the family's page."""


class DuePanel(VerticalScroll):
    """``start()`` begins the visit, ``family()`` opens the family's page, ``record(form, id)`` the record behind a
    reason."""

    start = Signal()
    family = Signal()
    record = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(spacing=10, margins=(0, 0, 0, 0))
        self.setAccessibleName("Alasan dikunjungi")
        self.begin = button(
            "&Mulai kunjungan", self.start.emit, kind="primary", icon="kunjungan", tip="Mulai kunjungan (Enter)"
        )
        self.to_family = button("Buka keluarga", self.family.emit, kind="quiet", icon="keluarga")
        self.card = Card("Alasan dikunjungi")
        self.where = label("", "soft", wrap=True)
        self.reasons = column(spacing=10)
        self.rule = label("", "small", wrap=True)
        buttons = QWidget()
        buttons.setLayout(row(self.begin, self.to_family, None, spacing=8))
        self.card.body.addWidget(self.where)
        self.card.body.addLayout(self.reasons)
        self.card.body.addWidget(self.rule)
        self.body.addWidget(buttons)  # over what is told, so that they stand alike for every line
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self._inner.hide()  # its place is kept; what it says comes whole
        self.sentences: tuple[str, ...] = ()
        """Every sentence shown."""

    def show_line(self, line: Line | None, home: DueName | None, person: Person | None, today: date, rule: str) -> None:
        """Say why; without a line there is nothing to say."""
        self._clear()
        self.setVisible(line is not None)
        if line is None:
            return
        who = who_words(line.due, person, today)
        family = f"Keluarga {head_words(home)}"
        self.card.retitle(who if line.due.person else family)
        self.where.setText(_where(line, home, family if line.due.person else ""))
        names = reason_names(rule)
        for reason in line.due.reasons:
            self.reasons.addWidget(self._reason(reason, names[reason.code], today))
        self.sentences = tuple(one.sentence for one in line.due.reasons)
        version = ruleset.load(rule)
        self.rule.setText(f"Aturan {version.id}, berlaku sejak {long_date(version.valid_from)}.")
        self.card.setAccessibleDescription(" ".join((target_words(line.due), *self.sentences)))
        self._inner.show()

    def _reason(self, reason: Reason, name: str, today: date) -> QWidget:
        made = QWidget()
        chip = Chip(name, tone_of(reason, today))
        when = label(due_sentence_day(reason, today), "small", wrap=True)
        box = column(row(chip, None), label(reason.sentence, wrap=True), when, spacing=3)
        if (words := RECORD_WORDS.get(reason.form)) is not None:
            opens = button(words, lambda: self.record.emit(reason.form, reason.record), kind="quiet")
            box.addLayout(row(opens, None))
        made.setLayout(box)
        return made

    def _clear(self) -> None:
        while (item := self.reasons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.sentences = ()


def _where(line: Line, home: DueName | None, family: str) -> str:
    place = line.place
    at = f"RT {place.rt or '–'}/RW {place.rw or '–'}" if place.rt or place.rw else ""
    parts: Sequence[str] = (
        family, target_words(line.due), (home.address if home else "") or "", at, village_name(place.village),
        f"HP {home.phone}" if home is not None and home.phone else "",
    )  # fmt: skip
    return " · ".join(part for part in parts if part)
