"""What the due list knows of one family: plain rows of its people, visits and checks, and how a reason is told.

Rows dated after today have not happened: a clock that was wrong must not make anybody late or done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.days import month_index, months_after
from kampungkb_desktop.rules.figures_growth import MeasuredRow
from kampungkb_desktop.rules.figures_rows import CoupleRow, PersonRow, lives

FAMILY_OF_RULES = "jadwal"
WEEK_DAYS = 7
"""A visit due within so many days is due this week, as Beranda and Keluarga count it."""


class Urgency(IntEnum):
    """How soon, whatever the day: the first rank of the list."""

    NOW = 0
    SOON = 1
    USUAL = 2
    ROUTINE = 3

    @property
    def label(self) -> str:
        return ("Segera", "Penting", "Biasa", "Rutin")[self.value]


class VisitMade(NamedTuple):
    """A home visit as the due list needs it. ``support`` says whether pendampingan was received, if asked."""

    id: str
    person: str | None
    target: str | None
    on: date | None
    next_on: date | None
    draft: bool
    referral: bool
    """Open: begun and not closed."""
    referral_to: str | None
    aid: bool
    support: bool | None


class SupportRow(NamedTuple):
    """What a verification (verval KRS) says of the pendampingan that a family received, and whether somebody of it
    plans to marry within three months."""

    id: str
    on: date | None
    support: bool | None
    wedding: bool | None = None


class PregnancyRow(NamedTuple):
    """One check of an expectant mother."""

    id: str
    person: str | None
    on: date | None
    weeks: int | None
    delivered: bool | None


class BirthRow(NamedTuple):
    """One check after a birth."""

    id: str
    person: str | None
    on: date | None
    delivered_on: date | None
    mother_alive: bool | None


class WeddingRow(NamedTuple):
    """One check of an engaged person."""

    id: str
    person: str | None
    on: date | None
    wedding_on: date | None


@frozen
class Household:
    """One family that lives there, with everything a reason may rest on. ``at_risk`` holds why it is KRS, and is
    ``None`` where it is not (or not known to be)."""

    family: str
    people: tuple[PersonRow, ...] = ()
    mothers: Mapping[str, str] | None = None
    """Child to mother, where that is recorded."""
    couple: CoupleRow | None = None
    """The newest answers about KB given by today."""
    at_risk: tuple[str, ...] | None = None
    visits: tuple[VisitMade, ...] = ()
    support: tuple[SupportRow, ...] = ()
    measured: tuple[MeasuredRow, ...] = ()
    checks: tuple[PregnancyRow, ...] = ()
    births: tuple[BirthRow, ...] = ()
    weddings: tuple[WeddingRow, ...] = ()


class Reason(NamedTuple):
    """Why somebody is to be visited. Reasons compare by how urgent, then by how long due, then by their place in the
    rule; the fact stands in ``sentence``, the record that makes it so in ``form`` and ``record``."""

    urgency: Urgency
    due: date
    place: int
    code: str
    person: str
    """Whom; empty for the family as a whole."""
    target: str
    """The sasaran of the visit that answers it."""
    sentence: str
    form: str
    record: str

    def late(self, today: date) -> int:
        """Days since it was due; 0 until then."""
        return max(0, (today - self.due).days)


@frozen
class Home:
    """A household looked at on a day: who lives there, and what happened until then in order of time."""

    household: Household
    today: date
    people: tuple[PersonRow, ...]
    visits: tuple[VisitMade, ...]
    rule: ruleset.RuleSet

    @property
    def id(self) -> str:
        return self.household.family

    @property
    def births(self) -> tuple[BirthRow, ...]:
        """What was told of births until today; the day of a check may be missing."""
        return tuple(one for one in self.household.births if one.on is None or one.on <= self.today)

    def reason(
        self, code: str, person: str | None, target: str, due: date, sentence: str, form: str, record: str
    ) -> Reason:
        """A reason, as urgent as the rule says."""
        place, urgency = _ranks(self.rule.id)[code]
        return Reason(urgency, due, place, code, person or "", target, sentence, form, record)

    def parameter(self, code: str, name: str) -> Any:
        """What the rule file says of a reason."""
        return self.rule.parameters["alasan"][code][name]

    def person(self, person: str | None) -> PersonRow | None:
        """Somebody who lives here."""
        return next((one for one in self.people if one.id == person), None)

    def visited(self, person: str | None, target: str | None = None) -> list[date]:
        """The days on which somebody was visited, for one sasaran or any."""
        return [
            one.on
            for one in self.visits
            if one.person == person and one.on is not None and target in (None, one.target)
        ]

    def monthly_floor(self) -> int:
        """The month before which nobody is called late for something monthly."""
        return month_index(self.today) - int(self.rule.parameters["umum"]["tunggakan_bulan"])


def at_home(household: Household, today: date, rule: ruleset.RuleSet) -> Home:
    """The household on a day."""
    past = [one for one in household.visits if one.on is not None and one.on <= today]
    past.sort(key=lambda one: (one.on or today, one.id))
    return Home(household, today, tuple(one for one in household.people if lives(one, today)), tuple(past), rule)


def quiet(household: Household, today: date, rule: ruleset.RuleSet) -> bool:
    """Whether nothing is on record of a family that could ever be a reason: most families of a register."""
    one = household
    if one.visits or one.checks or one.births or one.weddings or one.couple is not None or one.at_risk is not None:
        return False
    if any(told.wedding for told in one.support):
        return False
    oldest = int(rule.parameters["alasan"]["timbang"]["sampai_bulan"])
    born = months_after(today, -oldest - 1)
    wed = months_after(today, -int(rule.parameters["alasan"]["pus_baru"]["baru_bulan"]))
    return not any(
        (person.birth is not None and person.birth > born)
        or (person.mutation_on is not None and person.mutation_on > wed)
        for person in one.people
    )


def schedule_on(today: date) -> ruleset.RuleSet:
    """The schedule in force on a day."""
    return ruleset.in_force(FAMILY_OF_RULES, today)


@ruleset.kept
def reason_names(rule: str) -> dict[str, str]:
    """Code to name of every reason of a schedule, in its order."""
    return {code: one["nama"] for code, one in ruleset.load(rule).parameters["alasan"].items()}


@ruleset.kept
def _ranks(rule: str) -> dict[str, tuple[int, Urgency]]:
    found = ruleset.load(rule).parameters["alasan"].items()
    return {code: (place, Urgency(one["mendesak"])) for place, (code, one) in enumerate(found)}
