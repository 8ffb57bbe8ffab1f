"""Invented families for the due list: builders with short names, and a strategy that mixes all that can happen."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from kampungkb_desktop.rules.due import (
    BirthRow,
    Due,
    Household,
    PregnancyRow,
    Reason,
    SupportRow,
    VisitMade,
    WeddingRow,
    due_of,
)
from kampungkb_desktop.rules.figures_growth import MeasuredRow
from kampungkb_desktop.rules.figures_rows import CoupleRow, PersonRow

TODAY = date(2026, 11, 21)
WIFE = PersonRow("ibu", "f", "perempuan", date(1996, 3, 1), "istri_suami", "kawin")
HUSBAND = PersonRow("ayah", "f", "laki_laki", date(1993, 5, 1), "kepala_keluarga", "kawin")
TARGETS = ("catin", "ibu_hamil", "pasca_salin", "anak", "umum")


def days(back: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=back)


def child(person: str, born: date, sex: str = "perempuan") -> PersonRow:
    return PersonRow(person, "f", sex, born, "anak", "belum_kawin")


def visit(name: str, on: date | None, person: str | None = None, target: str = "umum", **more: Any) -> VisitMade:
    made = VisitMade(
        id=name, person=person, target=target, on=on, next_on=None, draft=False, referral=False, referral_to=None,
        aid=False, support=None,
    )  # fmt: skip
    return made._replace(**more)


def measured(name: str, person: str, on: date, kg: float | None, cm: float | None, **more: Any) -> MeasuredRow:
    return MeasuredRow(name, person, on, kg, cm, "berbaring", None)._replace(**more)


def couple(on: date, **more: Any) -> CoupleRow:
    return CoupleRow("kb", "f", on, False, None, True, "suntik", None)._replace(**more)


def home(*people: PersonRow, **more: Any) -> Household:
    return Household("f", people or (WIFE, HUSBAND), **more)


def reasons(made: Household, today: date = TODAY, until: date | None = None) -> list[Reason]:
    """Every reason of a family, person by person."""
    return [reason for due in due_of(made, today, until=until) for reason in due.reasons]


def codes(made: Household, today: date = TODAY, until: date | None = None) -> list[str]:
    return [one.code for one in reasons(made, today, until)]


def only(made: Household, code: str, today: date = TODAY, until: date | None = None) -> Reason:
    """The one reason with this code."""
    found = [one for one in reasons(made, today, until) if one.code == code]
    assert len(found) == 1, (code, codes(made, today, until))
    return found[0]


def all_rows(made: Household) -> set[str]:
    """The ids of every record of a family."""
    found = {made.family, *(one.id for one in made.people)}
    for rows in (made.visits, made.support, made.measured, made.checks, made.births, made.weddings):
        found |= {one.id for one in rows}
    return found | ({made.couple.id} if made.couple is not None else set())


def households() -> st.SearchStrategy[Household]:
    """A couple with up to two small children and a grown one, and whatever may be on record of them. Made by a seed:
    hundreds of families a second find more than dozens that shrink well."""
    return st.integers(0, 10**9).map(lambda seed: _household(random.Random(seed)))


def _household(chance: random.Random) -> Household:
    young = [child(f"anak{n + 1}", days(chance.randint(-20, 1_900))) for n in range(chance.randint(0, 2))]
    grown = [child("kakak", date(2003, 2, 2))] * chance.randint(0, 1)
    return replace(
        home(WIFE, HUSBAND, *young, *grown),
        mothers={one.id: "ibu" for one in young if chance.random() < 0.5},
        couple=_couple(chance) if chance.random() < 0.6 else None,
        at_risk=chance.choice((None, ("Jamban tidak layak.",))),
        visits=_some(chance, 5, "v", _visit),
        support=_some(chance, 2, "s", lambda one: SupportRow("", _day(one), _maybe(one), _maybe(one))),
        measured=_some(chance, 6, "m", _measured),
        checks=_some(chance, 3, "p", lambda one: PregnancyRow(
            "", "ibu", _day(one), one.choice((None, one.randint(4, 41))), _maybe(one)
        )),
        births=_some(chance, 2, "b", lambda one: BirthRow(
            "", "ibu", _day(one), one.choice((None, _day(one))), one.choice((None, True))
        )),
        weddings=_some(chance, 2, "w", lambda one: WeddingRow(
            "", "kakak", _day(one), one.choice((None, days(one.randint(-200, 60))))
        )),
    )  # fmt: skip


def _couple(chance: random.Random) -> CoupleRow:
    return couple(
        days(chance.randint(0, 400)), pregnant=chance.random() < 0.4,
        pregnant_weeks=chance.choice((None, chance.randint(4, 40))), using=chance.random() < 0.5,
        wants_child=chance.choice(("segera", "kemudian", "tidak_ingin_lagi", None)),
    )  # fmt: skip


def _visit(chance: random.Random) -> VisitMade:
    return visit(
        "", chance.choice((None, *[_day(chance)] * 9)), chance.choice(("ibu", "anak1", "anak2", "kakak", None)),
        chance.choice(TARGETS), next_on=chance.choice((None, _day(chance))), draft=chance.random() < 0.2,
        referral=chance.random() < 0.2, aid=chance.random() < 0.2, support=_maybe(chance),
    )  # fmt: skip


def _measured(chance: random.Random) -> MeasuredRow:
    return measured(
        "", chance.choice(("anak1", "anak2")), _day(chance), chance.choice((None, round(chance.uniform(2.5, 20), 1))),
        chance.choice((None, round(chance.uniform(45, 112), 1))), oedema=_maybe(chance),
    )  # fmt: skip


def _day(chance: random.Random) -> date:
    return days(int(chance.triangular(-40, 330, 10)))


def _maybe(chance: random.Random) -> bool | None:
    return chance.choice((None, True, False))


def _some(chance: random.Random, most: int, letter: str, make: Callable[[random.Random], Any]) -> tuple[Any, ...]:
    return tuple(make(chance)._replace(id=f"{letter}{at}") for at in range(chance.randint(0, most)))


def flat(found: tuple[Due, ...]) -> list[tuple[str, str, str, date]]:
    """Person, code, record and day of everything, to compare two lists."""
    return [(due.person, one.code, one.record, one.due) for due in found for one in due.reasons]
