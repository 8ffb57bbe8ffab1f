"""iBangga's eleven indicators of a family in their three dimensions; each line leads to the answer that decides it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from kampungkb_desktop.actions.family_file import FamilyFile, gone
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.ibangga import Indicator, indicators
from kampungkb_desktop.rules.stunting_risk import Answer
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.line_button import EDGE, LineButton, LineColumn
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.family_facts import empty
from kampungkb_desktop.ui.pages.risk_words import BY_OFFICER
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, label

_TAGS = {
    Answer.YES: Tag("Ya", Tone.OK),
    Answer.NO: Tag("Tidak", Tone.WARN),
    Answer.NOT_APPLICABLE: Tag("Tidak berlaku", Tone.NEUTRAL),
    Answer.UNKNOWN: Tag("Belum diketahui", Tone.INFO),
}
_OF_MEMBERS = frozenset({"jkn", "education"})
FILL = "Tekan Enter untuk mengisi pertanyaan 1–18 dan 29–32."


class IbanggaCard(Card):
    """``question(tab, field, record)`` leads to one answer."""

    question = Signal(str, str, str)

    def __init__(self, *, today: Callable[[], date]) -> None:
        super().__init__("Pembangunan keluarga (iBangga)")
        self._today = today
        self._shown: tuple[tuple[Indicator, ...], bool] | None = None
        self.lines: dict[str, LineButton] = {}
        self.sum = label("", wrap=True)
        self._list = LineColumn()
        self.rule = label("", "small", wrap=True)
        self.body.addWidget(self.sum)
        self.body.addLayout(self._list)
        self.body.addWidget(self.rule)

    def show_family(self, file: FamilyFile, *, reads: bool = False) -> None:
        """Judge by the newest answers; the same again leaves the keys alone. ``reads`` where others fill them in."""
        today = self._today()
        found = indicators(file.development, [one for one in file.members if not gone(one)], today)
        rule = ruleset.in_force("ibangga", today)
        day = file.development.as_of if file.development is not None else None
        self.rule.setText(
            f"Aturan {rule.id}. Bobot dan batas kelas iBangga belum terbit, jadi tidak ada skor; pertanyaan yang "
            f"dipakai tiap indikator adalah dugaan.{f' Jawaban {long_date(day)}.' if day else ''}"
        )
        self.rule.setVisible(file.development is not None)
        if (found, file.development is None) == self._shown:
            return
        self._shown = (found, file.development is None)
        if file.development is None:
            self._begin(BY_OFFICER if reads else FILL)
            return
        met = sum(1 for one in found if one.answer is Answer.YES)
        applies = sum(1 for one in found if one.answer is not Answer.NOT_APPLICABLE)
        self.sum.setText(f"{number(met)} dari {number(applies)} indikator yang berlaku terpenuhi.")
        self._fill(found)

    def _begin(self, how: str) -> None:
        """Nothing was asked yet: one line that leads to the questions instead of eleven that are not known."""
        empty(self._list)
        line = LineButton(
            "Belum ditanyakan", how, Tag("Belum", Tone.NEUTRAL),
            lambda: self.question.emit("pembangunan", "worship", ""),
        )  # fmt: skip
        self.lines = {"": line}
        self._list.addWidget(line)
        self.sum.setText("Sebelas indikator iBangga dibaca dari pertanyaan pembangunan keluarga.")

    def _fill(self, found: tuple[Indicator, ...]) -> None:
        empty(self._list)
        self.lines = {}
        dimension = ""
        for one in found:
            if one.dimension != dimension:
                dimension = one.dimension
                self._list.addSpacing(6)
                named = label(dimension, "label")
                named.setContentsMargins(tokens().px(EDGE), 0, tokens().px(EDGE), 0)
                self._list.addWidget(named)
            tab = "anggota" if one.field in _OF_MEMBERS else "pembangunan"
            line = LineButton(
                one.name, one.reason, _TAGS[one.answer],
                partial(self.question.emit, tab, one.field, one.record),
            )  # fmt: skip
            self.lines[one.code] = line
            self._list.addWidget(line)
