"""Invented families for the due list: builders with short names, and a strategy that mixes all that can happen."""

from __future__ import annotations

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


_DAY = st.integers(-40, 330).map(days)
_PERSON = st.sampled_from(("ibu", "anak1", "anak2", "kakak", None))
_FLAG = st.booleans()


@st.composite
def households(draw: st.DrawFn) -> Household:
    """A couple with up to two small children and a grown one, and whatever may be on record of them."""
    young = [child(f"anak{n + 1}", days(draw(st.integers(-20, 1_900)))) for n in range(draw(st.integers(0, 2)))]
    grown = [child("kakak", date(2003, 2, 2))] if draw(_FLAG) else []
    made = home(WIFE, HUSBAND, *young, *grown)
    return replace(
        made,
        mothers={one.id: "ibu" for one in young if draw(_FLAG)},
        couple=draw(st.none() | st.builds(
            couple, st.integers(0, 330).map(days), pregnant=_FLAG, pregnant_weeks=st.none() | st.integers(4, 40),
            using=_FLAG, wants_child=st.sampled_from(("segera", "kemudian", "tidak_ingin_lagi", None)),
        )),
        at_risk=draw(st.none() | st.just(("Jamban tidak layak.",))),
        visits=_named("v", draw(st.lists(st.builds(
            visit, st.just(""), st.none() | _DAY, _PERSON, st.sampled_from(TARGETS), next_on=st.none() | _DAY,
            draft=_FLAG, referral=_FLAG, aid=_FLAG, support=st.none() | _FLAG,
        ), max_size=5))),
        support=_named("s", draw(st.lists(st.builds(
            SupportRow, st.just(""), _DAY, st.none() | _FLAG, st.none() | _FLAG,
        ), max_size=2))),
        measured=_named("m", draw(st.lists(st.builds(
            measured, st.just(""), st.sampled_from(("anak1", "anak2")), _DAY,
            st.none() | st.floats(2.5, 20), st.none() | st.floats(45, 112), oedema=st.none() | _FLAG,
        ), max_size=6))),
        checks=_named("p", draw(st.lists(st.builds(
            PregnancyRow, st.just(""), st.just("ibu"), _DAY, st.none() | st.integers(4, 41), st.none() | _FLAG,
        ), max_size=3))),
        births=_named("b", draw(st.lists(st.builds(
            BirthRow, st.just(""), st.just("ibu"), _DAY, st.none() | _DAY, st.none() | st.just(True),
        ), max_size=2))),
        weddings=_named("w", draw(st.lists(st.builds(
            WeddingRow, st.just(""), st.just("kakak"), _DAY, st.none() | st.integers(-200, 60).map(days),
        ), max_size=2))),
    )  # fmt: skip


def _named(letter: str, rows: list[Any]) -> tuple[Any, ...]:
    return tuple(row._replace(id=f"{letter}{at}") for at, row in enumerate(rows))


def flat(found: tuple[Due, ...]) -> list[tuple[str, str, str, date]]:
    """Person, code, record and day of everything, to compare two lists."""
    return [(due.person, one.code, one.record, one.due) for due in found for one in due.reasons]
