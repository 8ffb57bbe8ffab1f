"""Whether a family is at risk of stunting (KRS) and why: the verdict, each factor, and the way to its question.

The card says what the rule says; it decides nothing, and it names the rule and the reading in force.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.stunting_risk import Answer, Factor, Reading, Risk
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, column, label

_VERDICTS = {
    Answer.YES: Tag("Berisiko", Tone.BAD),
    Answer.NO: Tag("Tidak berisiko", Tone.OK),
    Answer.NOT_APPLICABLE: Tag("Bukan sasaran", Tone.NEUTRAL),
    Answer.UNKNOWN: Tag("Belum diketahui", Tone.WARN),
}
_READINGS = {
    Reading.FOUR_WITHOUT_MODERN: "4 Terlalu menentukan bila pasangan bukan peserta KB modern",
    Reading.FOUR_ALONE: "4 Terlalu menentukan, ber-KB atau tidak",
    Reading.WITHOUT_MODERN_ALONE: "bukan peserta KB modern sudah menentukan",
}
_FOUR = ("terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak")
_QUESTIONS = {
    "air": ("data", "water"),
    "jamban": ("data", "latrine"),
    "bukan_kb_modern": ("kb", "using"),
    "hamil": ("kb", "pregnant"),
}
"""Tab and field where a factor is answered; the others rest on birth dates."""
_BIRTH = ("anggota", "birth_date")


class RiskCard(Card):
    """``question(str, str, str)`` asks for a tab, a field in it and the record it is about ("" for the family's)."""

    question = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("Risiko stunting (KRS)")
        self.chip = Chip()
        self.title_row.addWidget(self.chip)
        self.because = label("", wrap=True)
        self.target = label("", "soft", wrap=True)
        self.rule = label("", "small", wrap=True)
        self.lines: dict[str, LineButton] = {}
        self._list = column(spacing=0)
        for one in (self.because, self.target):
            self.body.addWidget(one)
        self.body.addLayout(self._list)
        self.body.addWidget(self.rule)
        self._risk: Risk | None = None
        self.hide()

    def show_risk(self, risk: Risk | None) -> None:
        """Show a verdict; a family that does not live here any more has none. The same again leaves the keys alone."""
        if risk == self._risk:
            return
        self._risk = risk
        self.setVisible(risk is not None)
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        self.lines = {}
        if risk is None:
            return
        self.chip.show_tag(_VERDICTS[risk.at_risk])
        self.because.setText(_because(risk))
        self.target.setText(_targets(risk))
        self.target.setVisible(bool(self.target.text()))
        self.rule.setText(_rule(risk))
        for factor in _shown(risk):
            self.lines[factor.code] = self._line(factor, risk)
            self._list.addWidget(self.lines[factor.code])

    def _line(self, factor: Factor, risk: Risk) -> LineButton:
        made = LineButton(factor.label, factor.reason, _tag(factor, risk), lambda: self._ask(factor))
        made.setToolTip(f"{factor.label}: {factor.reason}")
        return made

    def _ask(self, factor: Factor) -> None:
        tab, field = _QUESTIONS.get(factor.code, _BIRTH)
        self.question.emit(tab, field, factor.records[-1] if tab == _BIRTH[0] and factor.records else "")


def _shown(risk: Risk) -> list[Factor]:
    """Nothing of a family that is no sasaran; the four terlalu one by one only where there is a couple."""
    if risk.at_risk is Answer.NOT_APPLICABLE:
        return []
    open_targets = [one for one in risk.missing if one in risk.targets]
    couple = risk.factor("empat_terlalu").answer is not Answer.NOT_APPLICABLE
    return open_targets + [one for one in risk.factors if couple or one.code not in _FOUR]


def _because(risk: Risk) -> str:
    if risk.at_risk is Answer.YES:
        return f"Berisiko karena: {_together(risk.deciding)}"
    if risk.at_risk is Answer.UNKNOWN:
        return f"Belum dapat ditentukan: {_together(risk.missing)}"
    if risk.at_risk is Answer.NOT_APPLICABLE:
        return "Tidak ada pasangan usia subur atau anak di bawah lima tahun."
    return "Tidak ada faktor yang menjadikan keluarga ini berisiko."


def _together(factors: tuple[Factor, ...]) -> str:
    """Reasons within one sentence: small letters but for what is always large (KB)."""
    words = (factor.reason.rstrip(".").split() for factor in factors)
    return "; ".join(" ".join(w if w.isupper() else w.lower() for w in one) for one in words) + "."


def _targets(risk: Risk) -> str:
    names = [one.label for one in risk.targets if one.answer is Answer.YES]
    return f"Sasaran: {', '.join(names)}" if names else ""


def _tag(factor: Factor, risk: Risk) -> Tag:
    """A factor that decides nothing here is a caution and no alarm. Each terlalu decides where all four together do."""
    if factor.answer is Answer.YES:
        stands_for = risk.factor("empat_terlalu") if factor.code in _FOUR else factor
        return Tag("Ya", Tone.BAD if stands_for in risk.deciding else Tone.WARN)
    if factor.answer is Answer.UNKNOWN:
        return Tag("Belum diketahui", Tone.WARN if factor in risk.missing else Tone.INFO)
    return Tag("Tidak", Tone.OK) if factor.answer is Answer.NO else Tag("Tidak berlaku", Tone.NEUTRAL)


def _rule(risk: Risk) -> str:
    rule = ruleset.load(risk.rule_version)
    return (
        f"Aturan {rule.id}, berlaku sejak {long_date(rule.valid_from)}. Bacaan: {_READINGS[risk.reading]}. "
        "Peringkat kesejahteraan tidak ikut menentukan."
    )
