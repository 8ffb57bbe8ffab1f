"""How a KRS verdict and a verification are said in a chip or a line, everywhere the same."""

from __future__ import annotations

from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.risk_verification import ASSISTANCE, CATEGORY, FOUND, FOUND_STATE, RiskVerification
from kampungkb_desktop.rules.stunting_headings import VERDICT_WORDS
from kampungkb_desktop.rules.stunting_risk import Answer
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

_TONES = {
    Answer.YES: Tone.BAD, Answer.NO: Tone.OK, Answer.NOT_APPLICABLE: Tone.NEUTRAL, Answer.UNKNOWN: Tone.WARN,
}  # fmt: skip
VERDICTS = {answer: Tag(words, _TONES[answer]) for answer, words in VERDICT_WORDS.items()}
BY_OFFICER = "Diisi petugas desanya dan datang bersama berkas kirimnya."
"""What an office that only reads is told where nothing was recorded yet."""


def past_words(one: RiskVerification) -> str:
    """One semester in a line: ``Semester I 2026: Ada, Berisiko Stunting; rujukan, KIE (5 Mar 2026)``."""
    parts = [FOUND_STATE.label(one.found) if one.found else "belum diverifikasi"]
    if one.computed:
        parts.append(CATEGORY.label(one.computed))
    help_ = ", ".join(ASSISTANCE.label(code).removeprefix("Ya, ") for code in one.assistance or ())
    when = f" ({short_date(one.verified_on)})" if one.verified_on else ""
    name = one.semester.label if one.semester is not None else one.name()
    return f"{name}: {', '.join(parts)}{f'; {help_}' if help_ else ''}{when}"


def found_tag(record: RiskVerification | None) -> Tag:
    """The status of the family in this verification."""
    if record is None or record.found is None:
        return Tag("Belum", Tone.NEUTRAL)
    return Tag("Ada", Tone.OK) if record.found == FOUND else Tag("Tidak ditemukan", Tone.WARN)
