"""No family at risk of stunting is read otherwise on a day before the one that was named for it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import (
    ACTIVE,
    CHILD,
    DIED,
    HEAD,
    MAN,
    MARRIED,
    MOVED,
    SPOUSE,
    UNMARRIED,
    WOMAN,
)
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_couples import newest_answers
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow, family_lives, lives
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.stunting_days import NextDays, reached
from kampungkb_desktop.rules.stunting_home import home_of
from kampungkb_desktop.rules.stunting_risk import terms

DAYS = 45
"""So many days are looked at, one by one."""
ON = st.dates(date(2023, 12, 1), date(2028, 3, 31))
_codes = st.sampled_from


@st.composite
def near(draw: st.DrawFn, on: date) -> date:
    """A day within some weeks of ``on``, before or after."""
    return on + timedelta(days=draw(st.integers(-40, DAYS)))


@st.composite
def births(draw: st.DrawFn, on: date, months: list[int]) -> date:
    """Somebody who comes to one of these ages about now."""
    back = (on.year * 12 + on.month - 1) - draw(_codes(months))
    return date(back // 12, back % 12 + 1, 1) + timedelta(days=draw(st.integers(-8, DAYS + 8)))


def _ages(on: date) -> tuple[list[int], list[int]]:
    """Of small children and of couples, in months: read from the parameters and not from what is made of them."""
    rules = ruleset.in_force("krs", on).parameters
    four, target = rules["empat_terlalu"], rules["sasaran"]
    years = (15, four["muda_di_bawah"], *four["tua"], *target["istri_pus"])
    small = [*target["baduta_bulan"], *target["balita_bulan"]]
    grown = [12 * one + more for one in years for more in (0, 12)]
    return sorted({one + more for one in small for more in (0, 1)}), sorted({*grown, 12 * 30})


@st.composite
def people(draw: st.DrawFn, on: date, sex: str, relation: str, marital: str) -> PersonRow:
    """Somebody as he should be on record, of whom now and then an answer lacks or who comes and goes."""
    birth = draw(births(on, _ages(on)[relation != CHILD]))
    person = PersonRow(draw(st.uuids()).hex, "f", sex, birth, relation, marital)
    if draw(st.integers(0, 5)):
        return person
    gone = person._replace(mutation=draw(_codes([DIED, MOVED, "menikah"])), mutation_on=draw(near(on)))
    joined = person._replace(joined_on=draw(near(on)))
    lacking = (person._replace(sex=None), person._replace(birth=None), person._replace(relation=None))
    return draw(_codes([gone, joined, *lacking, person._replace(marital=None)]))


def members_on(on: date) -> st.SearchStrategy[list[PersonRow]]:
    """A couple, or one of it, and its children."""
    husband = people(on, MAN, HEAD, MARRIED).map(lambda one: [one])
    wife = people(on, WOMAN, SPOUSE, MARRIED).map(lambda one: [one])
    children = st.lists(people(on, WOMAN, CHILD, UNMARRIED), max_size=2)
    return st.tuples(husband | husband | st.just([]), wife | wife | st.just([]), children).map(
        lambda of: [*of[0], *of[1], *of[2]]
    )


@st.composite
def couples(draw: st.DrawFn, on: date) -> CoupleRow:
    as_of = draw(near(on) | st.integers(-330, 0).map(lambda days: on + timedelta(days=days)) | st.none())
    pregnant = draw(_codes([True, True, False, None]))
    weeks = draw(st.integers(0, 42) | st.none())
    using, method = draw(_codes([True, False, None])), draw(_codes(["suntik", "tradisional", None]))
    return CoupleRow(draw(st.uuids()).hex, "f", as_of, pregnant, weeks, using, method, None)


@settings(max_examples=200)
@given(st.data(), ON)
def test_nothing_is_read_otherwise_before_the_day_that_is_named(data: st.DataObject, on: date) -> None:
    family = FamilyRow("f", None, "ledeng", "septik")
    if data.draw(_codes([False, False, True])):
        family = family._replace(state=data.draw(_codes([None, ACTIVE, MOVED])), state_on=data.draw(near(on)))
        family = family._replace(formed_on=data.draw(st.none() | near(on)))
    members = data.draw(members_on(on))
    answers = data.draw(st.lists(couples(on), max_size=2))

    def read(day: date) -> object:
        newest = newest_answers(answers, day).get("f")
        home = home_of(family, members, newest, terms(day), None, None)
        here = [one.id for one in members if lives(one, day)]
        return family_lives(family, day), here, home.answers, newest

    until, first, day = NextDays(terms(on)).of(family, members, answers), read(on), on
    assert until > on
    while day < min(until, on + timedelta(days=DAYS)):
        assert read(day) == first
        day += timedelta(days=1)


@given(st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.integers(0, 700))
def test_an_age_is_reached_on_its_first_day(birth: date, months: int) -> None:
    day = reached(birth, months)
    assert completed_months(birth, day) >= months
    assert completed_months(birth, day - timedelta(days=1)) < months or months == 0
    assert reached(birth, 100_000_000) == date.max
