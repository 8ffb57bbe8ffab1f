"""The computed class beside what was read on the portal: which indicators differ, and what most likely explains each.

A cause is named only where the records give it; otherwise both figures are told and the person is sent to compare.
"""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_name, month_of
from kampungkb_desktop.forms.official_class import LEVELS, OfficialClass
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.rules.classification import Classification, Level, Rules, cross_sector_count, rules
from kampungkb_desktop.rules.classification_history import MonthClass
from kampungkb_desktop.rules.figures_village import VillageState
from kampungkb_desktop.rules.indicators import Indicator, IndicatorScore

_RECORDS = {"I": ("profile",), "P": ("profile",), "O": ("monthly", "population")}
"""Which records of the village an indicator's figure stands in; P3 comes from the activities."""
_CLOSE = 1
"""Per cent from a threshold within which another rounding or one couple decides."""


@frozen
class Difference:
    """One indicator that scores otherwise on the portal. ``causes`` are likely, the likeliest first."""

    score: IndicatorScore
    official: int
    causes: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.score.code


@frozen
class Comparison:
    """A reading of the portal beside the class computed for ``month``."""

    official: OfficialClass
    month: str
    found: Classification
    differences: tuple[Difference, ...]
    unread: int
    """How many of the twelve scores were not typed off."""

    @property
    def level(self) -> Level | None:
        """The portal's class."""
        return level_of(self.official)

    @property
    def agrees(self) -> bool:
        """Whether the classes are the same and no score that was read differs."""
        return self.level is self.found.level and not self.differences


def level_of(official: OfficialClass) -> Level | None:
    """The portal's class as one of the four."""
    codes = LEVELS.codes()
    return Level(codes.index(official.level) + 1) if official.level in codes else None


def month_meant(official: OfficialClass) -> str | None:
    """The month a reading stands for: the portal's own when it told one, else that of the day it was read."""
    return official.period or (month_of(official.read_on) if official.read_on else None)


def compare(official: OfficialClass, history: Sequence[MonthClass]) -> Comparison | None:
    """The reading beside the computed class of its month; ``None`` without a month, or before anything was recorded
    here. A month after the last known one is compared with the last."""
    month = month_meant(official)
    past = [one for one in history if month is not None and one.month <= month]
    if not past:
        return None
    here, earlier = past[-1], past[:-1]
    read = {score.code: getattr(official, score.code.lower()) for score in here.found.scores}
    by = rules(here.found.rule_version)
    differences = tuple(
        Difference(score, read[score.code], _causes(score, read[score.code], here.state, earlier, by))
        for score in here.found.scores
        if read[score.code] is not None and read[score.code] != score.score
    )
    return Comparison(official, here.month, here.found, differences, sum(one is None for one in read.values()))


def _causes(
    score: IndicatorScore, official: int, state: VillageState, earlier: Sequence[MonthClass], by: Rules
) -> tuple[str, ...]:
    said = [
        _empty_here(score, official),
        _other_reading(score, official, state, by),
        _older(score, official, earlier),
        _draft(score, official, state),
        _near(score.indicator, score.figure, official),
        "Di portal nilainya 1: angkanya di sana mungkin belum diisi." if official == 1 else "",
    ]
    known = tuple(sentence for sentence in said if sentence)
    return known or (f"Di sini {score.shown}. Bandingkan dengan angka yang tertulis di portal.",)


def _empty_here(score: IndicatorScore, official: int) -> str:
    return "Di sini belum ada datanya; isi dari sumber yang sama dengan portal." if (
        score.figure is None and official > score.score
    ) else ""  # fmt: skip


def _other_reading(score: IndicatorScore, official: int, state: VillageState, by: Rules) -> str:
    if score.code != "P3" or state.agencies is None:
        return ""
    other = cross_sector_count(state.agencies, state.other_reading.reading, by)
    if by.indicator("P3").score(other) != official:
        return ""
    if state.reading == "portal":
        return "Sama dengan portal bila OPD-KB dan Perwakilan BKKBN tidak ikut dihitung."
    return "Sama dengan portal bila OPD-KB dan Perwakilan BKKBN ikut dihitung."


def _older(score: IndicatorScore, official: int, earlier: Sequence[MonthClass]) -> str:
    same = next((one.month for one in reversed(earlier) if one.found.score(score.code).score == official), None)
    if same is None:
        return ""
    return f"Sama dengan nilai di sini pada {month_name(same)}: data portal mungkin belum diperbarui sejak itu."


def _draft(score: IndicatorScore, official: int, state: VillageState) -> str:
    if score.code == "P3" or official > score.score:
        return ""
    found: list[Record | None] = [getattr(state, name) for name in _RECORDS[score.indicator.group]]
    drafts = [one.name() for one in found if one is not None and one.status != DONE]
    return f"{drafts[0]} di sini masih draf, jadi mungkin belum dimasukkan ke portal." if drafts else ""


def _near(rule: Indicator, figure: int | None, official: int) -> str:
    """A percentage that would give the portal's score if it were one per cent more or less."""
    if rule.unit != "%" or figure is None or rule.code == "O1":
        return ""
    near = (figure - _CLOSE, figure + _CLOSE)
    if official not in {rule.score(value) for value in near if value >= 0}:
        return ""
    return f"Angkanya ({figure} %) tepat di batas; selisih beberapa pasangan sudah mengubah nilainya."
