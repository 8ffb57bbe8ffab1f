"""Families at risk of stunting (KRS, domain.md 4.3): each factor answered ya, tidak, tidak berlaku or not yet known,
with the records that make it so. The verdict is an indicator that a person reads; the welfare rank never decides.

What is not answered stays unknown: a family is called at risk or not only where no missing answer could change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.stunting_home import (
    CODES,
    FACTORS,
    TARGETS,
    Home,
    Terms,
    home_of,
)
from kampungkb_desktop.rules.stunting_words import Factor, factor_of
from kampungkb_desktop.rules.three_valued import Answer, all_of, any_of

__all__ = [
    "CODES",
    "FACTORS",
    "RULE",
    "TARGETS",
    "Answer",
    "Factor",
    "Reading",
    "Risk",
    "Terms",
    "judge",
    "terms",
    "verdict",
]

RULE: Final = "krs-2022"


class Reading(StrEnum):
    """How 4T and KB decide together; the first is the default, the others are switches."""

    FOUR_WITHOUT_MODERN = "4t_tanpa_kb_modern"
    FOUR_ALONE = "4t_saja"
    WITHOUT_MODERN_ALONE = "tanpa_kb_modern_saja"


_ROUTES: Final = {
    Reading.FOUR_WITHOUT_MODERN: (("air",), ("jamban",), ("empat_terlalu", "bukan_kb_modern")),
    Reading.FOUR_ALONE: (("air",), ("jamban",), ("empat_terlalu",)),
    Reading.WITHOUT_MODERN_ALONE: (("air",), ("jamban",), ("bukan_kb_modern",)),
}
"""A family is at risk by any of these sets of factors, each of which holds only whole."""
_PLACES: Final = {
    reading: tuple(tuple(CODES.index(code) for code in codes) for codes in routes)
    for reading, routes in _ROUTES.items()
}
_TARGETS_END: Final = len(TARGETS)


@frozen
class Risk:
    """The verdict on one family. ``at_risk`` is NOT_APPLICABLE where ``target`` says that it is no sasaran."""

    family: str
    home: Home
    target: Answer
    at_risk: Answer
    rule_version: str
    reading: Reading

    @property
    def targets(self) -> tuple[Factor, ...]:
        """The four sasaran, said."""
        return tuple(self.factor(code) for code in TARGETS)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The eight columns of penapisan, said."""
        return tuple(self.factor(code) for code in FACTORS)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the family is at risk, one sentence for each factor that says ya."""
        return tuple(factor.reason for factor in self.factors if factor.answer is Answer.YES)

    @property
    def deciding(self) -> tuple[Factor, ...]:
        """The factors that make the family at risk under the reading in force."""
        return tuple(
            self.factor(code)
            for codes in _ROUTES[self.reading]
            if all_of(self.answer(code) for code in codes) is Answer.YES
            for code in codes
        )

    @property
    def missing(self) -> tuple[Factor, ...]:
        """What is unanswered and could still decide; a factor beside one that says tidak could not, nor can anything
        once the verdict stands."""
        if self.at_risk is not Answer.UNKNOWN:
            return ()
        open_ones = [
            code
            for codes in _ROUTES[self.reading]
            if all_of(self.answer(code) for code in codes) is Answer.UNKNOWN
            for code in codes
        ]
        whether = TARGETS if self.target is Answer.UNKNOWN else ()
        return tuple(self.factor(code) for code in (*whether, *open_ones) if self.answer(code) is Answer.UNKNOWN)

    def answer(self, code: str) -> Answer:
        """How one column is answered."""
        return self.home.answers[CODES.index(code)]

    def under(self, reading: Reading) -> Answer:
        """The verdict that another reading of the rule would give."""
        return verdict(self.home.answers, reading)[1]

    def factor(self, code: str) -> Factor:
        """One factor by its code."""
        return factor_of(self.home, code, ruleset.load(self.rule_version).parameters)


def terms(on: date, rule: str = RULE) -> Terms:
    """The parameters of a rule version on a day; made once for many families."""
    return Terms(ruleset.load(rule).parameters, on)


def default_reading(rule: str = RULE) -> Reading:
    """The reading that a rule version prescribes."""
    return Reading(ruleset.load(rule).parameters["penetapan"]["bacaan"])


def judge(home: Home, reading: Reading, rule: str) -> Risk:
    """The verdict on facts already gathered."""
    target, at_risk = verdict(home.answers, reading)
    return Risk(home.family.id, home, target, at_risk, rule, reading)


def stunting_risk(
    family: FamilyRow,
    members: Iterable[PersonRow],
    couple: CoupleRow | None,
    on: date,
    *,
    living_children: int | None = None,
    expected: int | None = None,
    reading: Reading | None = None,
    rule: str = RULE,
) -> Risk:
    """Judge one family on a day. ``couple`` are its newest KB answers, ``living_children`` the number alive that the
    couple told (children who live elsewhere count too); without it the children recorded here are counted.
    ``expected`` is how many people the family is said to have."""
    home = home_of(family, tuple(members), couple, terms(on, rule), living_children, expected)
    return judge(home, reading or default_reading(rule), rule)


@cache
def verdict(answers: tuple[Answer, ...], reading: Reading) -> tuple[Answer, Answer]:
    """Whether a family is a target and whether it is at risk, from its answers to ``CODES``. Answers that occur are
    few, so each is thought about once."""
    target = any_of(answers[:_TARGETS_END])
    if target is Answer.NO:
        return target, Answer.NOT_APPLICABLE
    found = any_of(all_of(answers[at] for at in places) for places in _PLACES[reading])
    if found is Answer.YES:
        return target, Answer.YES if target is Answer.YES else Answer.UNKNOWN
    # Where no factor applies (a widow with a small child, a safe house) the family is simply not at risk.
    return target, Answer.NO if found is Answer.NOT_APPLICABLE else found
