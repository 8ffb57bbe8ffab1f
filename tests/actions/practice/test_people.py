"""The invented people: proportions, names and numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from kampungkb_desktop.actions.practice.chance import Lot, chance, split
from kampungkb_desktop.actions.practice.children import growth_line, measurement
from kampungkb_desktop.actions.practice.names import name_lists
from kampungkb_desktop.actions.practice.numbers import Numbers
from kampungkb_desktop.actions.practice.people import Household, household
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, DRAFT, check
from kampungkb_desktop.forms.visit import Visit, referral_open
from kampungkb_desktop.rules.figures_growth import ChildRow, MeasuredRow, judge
from kampungkb_desktop.rules.nik import check_nik, parse_nik
from kampungkb_desktop.store import read
from tests.actions.practice.conftest import AS_OF

ON = date(2026, 11, 1)


@pytest.fixture(scope="module")
def homes() -> list[Household]:
    return [household(chance("test", number), ON) for number in range(4000)]


def test_families_are_as_large_as_in_the_domain(homes: list[Household]) -> None:
    persons = sum(len(home.people) for home in homes) / len(homes)
    couples = sum(home.couple_on(ON) is not None for home in homes) / len(homes)
    young = sum(person.months(ON) < 60 for home in homes for person in home.people) / len(homes)
    assert 3.2 <= persons <= 3.6
    assert 0.57 <= couples <= 0.68
    assert 0.26 <= young <= 0.36


def test_parents_are_older_than_their_children(homes: list[Household]) -> None:
    for home in homes:
        mother = home.wife or home.head
        for child in home.children():
            assert (child.birth - mother.birth).days > 15 * 365
            assert child.birth < ON


def test_names_fit_the_sex(homes: list[Household]) -> None:
    lists = name_lists()._options
    given = {sex: {name for one in lists for name in one.given[sex]} for sex in (MAN, WOMAN)}
    last = {sex: {name for one in lists for name in one.last[sex]} for sex in (MAN, WOMAN)}
    assert given[MAN].isdisjoint(given[WOMAN])
    assert last[MAN].isdisjoint(last[WOMAN])
    for home in homes[:500]:
        for person in home.people:
            assert any(person.name == name or person.name.startswith(f"{name} ") for name in given[person.sex])


def test_numbers_belong_to_nobody_and_to_one_person() -> None:
    villages = regions.load().count("village", "64.03")
    given: Counter[str] = Counter()
    for place in (0, 1, 109):
        numbers = Numbers("64.03", place, villages)
        for _ in range(9):
            given[numbers.nik(date(1990, 5, 3), WOMAN)] += 1
            given[numbers.nik(date(1990, 5, 3), MAN)] += 1
            given[numbers.card(date(2015, 5, 3))] += 1
    assert max(given.values()) == 1
    assert all(number[12] == "9" for number in given)
    assert all(len(number) == 16 for number in given)
    code = next(iter(given))[:6]
    assert regions.load().region(f"{code[:2]}.{code[2:4]}.{code[4:]}") is None
    assert parse_nik(Numbers("64.03", 0, villages).nik(date(1990, 5, 3), WOMAN)) is not None


def test_every_nik_says_birth_and_sex(small: Session) -> None:
    with small.database.read() as conn:
        members = read.records(conn, Member)
    assert members
    for member in members:
        if member.nik:
            assert not check_nik(member.nik, member.birth_date, "L" if member.sex == MAN else "P", today=AS_OF)
        else:
            assert member.nik_missing


def test_finished_records_have_no_problems(small: Session) -> None:
    with small.database.read() as conn:
        for form in FORMS.values():
            for record in read.records(conn, form):
                problems = [f for f in check(record, today=AS_OF) if f.strength == "problem"]
                assert record.status in (DONE, DRAFT)
                assert record.status == DRAFT or not problems, (record.FORM, problems)


def test_links_lead_somewhere(small: Session) -> None:
    with small.database.read() as conn:
        families = {family.id for family in read.records(conn, Family)}
        members = {member.id: member for member in read.records(conn, Member)}
        assert {member.family_id for member in members.values()} <= families
        assert all(m.mother_id is None or m.mother_id in members for m in members.values())
        assert {couple.family_id for couple in read.records(conn, FamilyPlanning)} <= families
        for visit in read.records(conn, Visit):
            assert visit.family_id in families
            assert visit.member_id is None or members[visit.member_id].family_id == visit.family_id
            assert visit.visited_on is not None
            assert visit.visited_on <= AS_OF
        visits = {visit.id for visit in read.records(conn, Visit)}
        for measured in read.records(conn, ChildMeasurement):
            assert measured.visit_id is None or measured.visit_id in visits
            child = members[measured.member_id or ""]
            assert child.birth_date is not None
            assert measured.measured_on is not None
            assert child.birth_date < measured.measured_on <= AS_OF


def test_about_a_fifth_of_children_are_stunted() -> None:
    stunted = flagged = judged = 0
    for number in range(3000):
        rng = chance("child", number)
        sex = rng.choice((MAN, WOMAN))
        birth = date(2026, 10, 31).replace(year=2022) if number % 5 == 0 else date(2024, 1 + number % 12, 9)
        line = growth_line(rng, f"c{number}", sex, birth)
        read_off = measurement(rng, line, ON)
        row = MeasuredRow("m", line.member, ON, read_off.weight_kg, read_off.lenhei_cm, read_off.position, False)
        growth = judge(ChildRow(line.member, sex, birth), row)
        assert growth is not None
        judged += growth.stunted is not None
        stunted += bool(growth.stunted)
        flagged += growth.flen
    assert 0.16 <= stunted / judged <= 0.26
    assert flagged < 30


def test_a_child_never_shrinks() -> None:
    rng = chance("line", 1)
    line = growth_line(rng, "c", WOMAN, date(2025, 1, 5))
    line.careful = True
    days = [date(2025, month, 10) for month in range(2, 13)] + [date(2026, month, 10) for month in range(1, 11)]
    lengths = [measurement(rng, line, day).lenhei_cm or 0 for day in days]
    assert all(later >= earlier or earlier - later > 15 for earlier, later in pairwise(lengths))


def test_there_is_work_left_to_do(small: Session) -> None:
    with small.database.read() as conn:
        visits = read.records(conn, Visit)
    newest: dict[str | None, Visit] = {}
    for visit in visits:
        if visit.family_id not in newest or (newest[visit.family_id].visited_on or ON) < (visit.visited_on or ON):
            newest[visit.family_id] = visit
    assert any(visit.next_visit_on and visit.next_visit_on < AS_OF for visit in newest.values())
    assert all(visit.referral_closed_on is None or not referral_open(visit) for visit in visits)


def test_split_gives_everything_away() -> None:
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert split(0, [3, 1]) == [0, 0]
    assert split(7, []) == []
    assert sum(split(1201, [0.2, 7, 3.3, 1])) == 1201


def test_lot_draws_what_it_holds() -> None:
    lot = Lot({"often": 9.0, "never": 0.0, "seldom": 1.0})
    drawn = Counter(lot.draw(chance("lot", number)) for number in range(500))
    assert drawn["never"] == 0
    assert drawn["often"] > drawn["seldom"] > 0
