"""Whether a family is at risk of stunting (KRS) and why: the verdict, each factor with whose answer makes it so and
the way to its question, and the verifications of the semesters.

The card says what the rule says; it decides nothing, and it names the rule and the reading in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal

from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import listing, long_date
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.stunting_headings import READING_WORDS
from kampungkb_desktop.rules.stunting_risk import Answer, Factor, Risk
from kampungkb_desktop.rules.stunting_words import FAMILY, MEMBER, PLANNING
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.line_button import LineButton, LineColumn
from kampungkb_desktop.ui.pages.risk_words import BY_OFFICER, VERDICTS, found_tag, past_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, divider, label

_FOUR = ("terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak")
_TABS = {FAMILY: "data", MEMBER: "anggota", PLANNING: "kb"}
"""Where the answers of each form are typed."""
_PAST_SHOWN = 3
_WHO_SHOWN = 3


class RiskCard(Card):
    """``question(str, str, str)`` asks for a tab, a field in it and the record it is about ("" for the family's);
    ``verify()`` wishes the verification of this semester."""

    question = Signal(str, str, str)
    verify = Signal()

    def __init__(self) -> None:
        super().__init__("Risiko stunting (KRS)")
        self.chip = Chip()
        self.title_row.addWidget(self.chip)
        self.because = label("", wrap=True)
        self.target = label("", "soft", wrap=True)
        self.rule = label("", "small", wrap=True)
        self.lines: dict[str, LineButton] = {}
        self._list = LineColumn()
        self.verval = LineButton("Verval semester ini", " ", Tag("Belum"), self.verify.emit)
        self.past = label("", "soft", wrap=True)
        for one in (self.because, self.target):
            self.body.addWidget(one)
        self.body.addLayout(self._list)
        for below in (self.rule, divider()):
            self.body.addWidget(below)
        self.body.addLayout(LineColumn(self.verval))
        self.body.addWidget(self.past)
        self._risk: Risk | None = None
        self._names: Mapping[str, str] = {}
        self.hide()

    def show_verval(self, records: Sequence[RiskVerification], today: date, *, reads: bool = False) -> None:
        """The verification of this semester and those before it, newest first; ``reads`` where others fill it in."""
        now = Semester.of(today)
        mine = next((one for one in records if one.semester == now), None)
        earlier = [past_words(one) for one in records if one.semester != now]
        begin = BY_OFFICER if reads else "Tekan Enter untuk mengisinya."
        self.verval.tell(
            f"Verval {now.label}", past_words(mine).partition(": ")[2] if mine is not None else begin, found_tag(mine)
        )
        self.past.setText("\n".join(earlier[:_PAST_SHOWN]))
        self.past.setVisible(bool(earlier))

    def show_risk(self, risk: Risk | None, names: Mapping[str, str] | None = None) -> None:
        """Show a verdict; a family that does not live here any more has none. ``names`` are those of its people, by
        id. The same again leaves the keys alone."""
        names = names or {}
        if (risk, names) == (self._risk, self._names):
            return
        self._risk, self._names = risk, names
        self.setVisible(risk is not None)
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        self.lines = {}
        if risk is None:
            return
        self.chip.show_tag(VERDICTS[risk.at_risk])
        self.because.setText(_because(risk))
        self.target.setText(_targets(risk))
        self.target.setVisible(bool(self.target.text()))
        self.rule.setText(_rule(risk))
        for factor in _shown(risk):
            self.lines[factor.code] = self._line(factor, risk)
            self._list.addWidget(self.lines[factor.code])

    def _line(self, factor: Factor, risk: Risk) -> LineButton:
        who = [self._names[one] for one in factor.records if one in self._names]
        reason = f"{factor.reason} ({listing(who)})" if who and len(who) <= _WHO_SHOWN else factor.reason
        made = LineButton(factor.label, reason, _tag(factor, risk), lambda: self._ask(factor))
        made.setToolTip(f"{factor.label}: {reason}")
        return made

    def _ask(self, factor: Factor) -> None:
        one = factor.records[-1] if factor.form == MEMBER and factor.records else ""
        self.question.emit(_TABS[factor.form], factor.field, one if one in self._names else "")


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
        f"Aturan {rule.id}, berlaku sejak {long_date(rule.valid_from)}. Bacaan: {READING_WORDS[risk.reading]}. "
        "Peringkat kesejahteraan tidak ikut menentukan."
    )
