"""What is missing leaves KRS open: nothing is answered that filling it in could overturn (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, MARRIED, SPOUSE, UNMARRIED, WOMAN
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.stunting_risk import CODES, Answer, Reading, Risk, stunting_risk

ON = date(2026, 11, 21)
WIDOWED = "cerai_mati"
grown = st.dates(date(1950, 1, 1), date(2008, 1, 1))
young = st.dates(date(2000, 1, 1), ON)
NOT_YES = {Answer.NO, Answer.NOT_APPLICABLE}


@dataclass(frozen=True)
class Case:
    """A family with everything answered, and the same with some answers missing."""

    whole: tuple[FamilyRow, list[PersonRow], CoupleRow]
    told: int | None
    expected: int
    holes: tuple[FamilyRow, list[PersonRow], CoupleRow | None]
    told_holes: int | None
    expected_holes: int | None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    home = FamilyRow(
        "f", None, draw(st.sampled_from(["ledeng", "air_hujan"])), draw(st.sampled_from(["septik", "umum"]))
    )
    pregnant, using = draw(st.booleans()), draw(st.booleans())
    ages = st.dates(date(1980, 1, 1), date(2008, 1, 1)) if pregnant else grown
    marital = MARRIED if pregnant else draw(st.sampled_from([MARRIED, WIDOWED]))
    people = [
        PersonRow("h", "f", MAN, draw(grown), HEAD, marital),
        PersonRow("w", "f", WOMAN, draw(ages), SPOUSE, marital),
        *(PersonRow(f"c{n}", "f", WOMAN, draw(young), CHILD, UNMARRIED) for n in range(draw(st.integers(0, 4)))),
    ]
    asked = ON - timedelta(days=draw(st.integers(0, 200)))
    method = draw(st.sampled_from(["suntik", "tradisional"]))
    couple = CoupleRow("k", "f", asked, pregnant, None, using and not pregnant, method, None)
    told = len(people) - 2
    gone = draw(st.sets(st.integers(0, len(people) - 1), max_size=2)) if draw(st.booleans()) else set()
    left = [_with_holes(draw, person) for at, person in enumerate(people) if at not in gone]
    holes = (
        home._replace(
            water=draw(st.sampled_from([None, home.water])), latrine=draw(st.sampled_from([None, home.latrine]))
        ),
        left,
        draw(st.none() | st.just(couple) | st.just(_couple_holes(draw, couple))),
    )
    # Somebody who is missing is missed only where the number of people was asked, or where nobody is on record.
    expected = len(people) if gone else draw(st.sampled_from([None, len(people)]))
    return Case((home, people, couple), told, len(people), holes, draw(st.sampled_from([None, told])), expected)


def _with_holes(draw: st.DrawFn, person: PersonRow) -> PersonRow:
    return person._replace(
        birth=draw(st.sampled_from([None, person.birth])), sex=draw(st.sampled_from([None, person.sex])),
        marital=draw(st.sampled_from([None, person.marital])), relation=draw(st.sampled_from([None, person.relation])),
    )  # fmt: skip


def _couple_holes(draw: st.DrawFn, couple: CoupleRow) -> CoupleRow:
    """Who answered that she uses a method is not pregnant, so only both together are missing."""
    if draw(st.booleans()):
        return couple._replace(pregnant=None, using=None, method=None)
    return couple._replace(method=None) if couple.using else couple._replace(using=None, method=None)


def _risk(
    parts: tuple[FamilyRow, list[PersonRow], CoupleRow | None], told: int | None, expected: int | None, reading: Reading
) -> Risk:
    return stunting_risk(*parts, ON, living_children=told, expected=expected, reading=reading)


@given(cases(), st.sampled_from(Reading))
def test_an_answer_given_with_holes_holds_when_they_are_filled(case: Case, reading: Reading) -> None:
    whole = _risk(case.whole, case.told, case.expected, reading)
    holes = _risk(case.holes, case.told_holes, case.expected_holes, reading)
    for code in CODES:
        said, true = holes.answer(code), whole.answer(code)
        assert said is Answer.UNKNOWN or said is true or {said, true} <= NOT_YES, code
    assert holes.target in (Answer.UNKNOWN, whole.target)
    assert (
        holes.at_risk is Answer.UNKNOWN or holes.at_risk is whole.at_risk or {holes.at_risk, whole.at_risk} <= NOT_YES
    )


@given(cases(), st.sampled_from(Reading))
def test_a_whole_family_leaves_nothing_open_and_an_open_verdict_names_what_is_missing(
    case: Case, reading: Reading
) -> None:
    assert Answer.UNKNOWN not in _risk(case.whole, case.told, case.expected, reading).home.answers
    holes = _risk(case.holes, case.told_holes, case.expected_holes, reading)
    assert bool(holes.missing) == (holes.at_risk is Answer.UNKNOWN)
    assert bool(holes.deciding) >= (holes.at_risk is Answer.YES)


@given(cases())
def test_every_answer_says_its_reason_and_its_question(case: Case) -> None:
    known = {"f", "k", *(person.id for person in case.whole[1])}
    for factor in (
        *(risk := _risk(case.holes, case.told_holes, case.expected_holes, Reading.FOUR_ALONE)).targets,
        *risk.factors,
    ):
        assert factor.reason.endswith(".")
        assert factor.field
        assert set(factor.records) <= known
        assert factor.records or factor.answer is not Answer.YES


@given(cases())
def test_either_other_reading_finds_whoever_the_default_finds(case: Case) -> None:
    risk = _risk(case.whole, case.told, case.expected, Reading.FOUR_WITHOUT_MODERN)
    if risk.at_risk is Answer.YES:
        assert risk.under(Reading.FOUR_ALONE) is Answer.YES
        assert risk.under(Reading.WITHOUT_MODERN_ALONE) is Answer.YES


def judge(people: Sequence[PersonRow], couple: CoupleRow | None = None, expected: int | None = None) -> Risk:
    return stunting_risk(FamilyRow("f", None, "ledeng", "septik"), people, couple, ON, expected=expected)


def couple_born(wife: date | None = date(1996, 5, 1)) -> list[PersonRow]:
    return [
        PersonRow("h", "f", MAN, date(1990, 1, 1), HEAD, MARRIED), PersonRow("w", "f", WOMAN, wife, SPOUSE, MARRIED),
    ]  # fmt: skip


def child(name: str, birth: date | None) -> PersonRow:
    return PersonRow(name, "f", MAN, birth, CHILD, UNMARRIED)


def test_a_child_without_a_birth_date_leaves_baduta_balita_and_spacing_open() -> None:
    risk = judge([*couple_born(), child("a", date(2016, 5, 1)), child("b", None)])
    for code in ("baduta", "balita", "terlalu_dekat"):
        factor = risk.factor(code)
        assert (factor.answer, factor.records, factor.field) == (Answer.UNKNOWN, ("b",), "birth_date")
    assert risk.factor("baduta").reason == "Tanggal lahir seorang anggota belum diisi."
    # One small child that is known settles its own column and no other.
    known = judge([*couple_born(), child("a", date(2026, 5, 1)), child("b", None)])
    assert (known.answer("baduta"), known.answer("balita")) == (Answer.YES, Answer.UNKNOWN)


def test_nobody_on_record_and_people_not_yet_on_record_leave_it_open() -> None:
    assert judge([]).target is Answer.UNKNOWN
    assert judge([]).factor("baduta").reason == "Anggota keluarga belum dicatat."
    head = [PersonRow("h", "f", MAN, date(1950, 1, 1), HEAD, WIDOWED)]
    assert judge(head).target is Answer.NO
    risk = judge(head, expected=3)
    assert (risk.target, risk.factor("pus").reason) == (
        Answer.UNKNOWN, "Baru 1 dari 3 anggota keluarga tercatat.",
    )  # fmt: skip


def test_a_marriage_not_asked_leaves_pus_open_and_asks_for_it() -> None:
    open_couple = [person._replace(marital=None) for person in couple_born()]
    factor = judge(open_couple).factor("pus")
    assert (factor.answer, factor.field, set(factor.records)) == (Answer.UNKNOWN, "marital", {"h", "w"})


@pytest.mark.parametrize(
    ("record", "answer", "field"),
    [
        (CoupleRow("k", "f", ON, False, None, True, None, None), Answer.UNKNOWN, "method"),
        (CoupleRow("k", "f", ON, False, None, True, "suntik", None), Answer.NO, "using"),
        (CoupleRow("k", "f", ON, False, None, True, "tradisional", None), Answer.YES, "using"),
        (CoupleRow("k", "f", ON, True, 20, None, None, None), Answer.YES, "using"),
        (CoupleRow("k", "f", date(2025, 1, 1), True, 20, None, None, None), Answer.UNKNOWN, "using"),
    ],
)
def test_modern_method_where_the_answer_is_half_given(record: CoupleRow, answer: Answer, field: str) -> None:
    factor = judge(couple_born(), record).factor("bukan_kb_modern")
    assert (factor.answer, factor.field) == (answer, field)


@pytest.mark.parametrize(
    ("births", "close"),
    [
        ((date(2023, 1, 5), date(2024, 6, 1), date(2024, 6, 2)), Answer.YES),  # twins over midnight, 16 months after
        ((date(2020, 1, 5), date(2024, 6, 1), date(2024, 6, 1)), Answer.NO),
        ((date(2024, 6, 1), date(2024, 6, 1)), Answer.NO),
        ((date(2022, 6, 1), date(2024, 6, 1)), Answer.NO),
        ((date(2022, 6, 2), date(2024, 6, 1)), Answer.YES),
    ],
)
def test_twins_are_one_birth(births: tuple[date, ...], close: Answer) -> None:
    people = [*couple_born(), *(child(f"c{n}", birth) for n, birth in enumerate(births))]
    assert judge(people).answer("terlalu_dekat") is close


def test_a_wife_of_forty_one_is_not_too_old_and_a_toddler_of_23_months_is_no_balita() -> None:
    """domain.md 10, items 4 and 10."""
    assert judge(couple_born(date(1985, 5, 1))).answer("terlalu_tua") is Answer.NO
    small = judge([*couple_born(), child("a", date(2024, 11, 22))])
    assert (small.answer("baduta"), small.answer("balita")) == (Answer.YES, Answer.NO)
    older = judge([*couple_born(), child("a", date(2024, 11, 21))])
    assert (older.answer("baduta"), older.answer("balita")) == (Answer.NO, Answer.YES)


def test_a_married_person_alone_on_record_leaves_pus_open() -> None:
    husband, wife = couple_born()
    for alone, words in ((husband, "Istrinya"), (wife, "Suaminya")):
        factor = judge([alone]).factor("pus")
        assert (factor.answer, factor.records, factor.field) == (Answer.UNKNOWN, (alone.id,), "marital")
        assert factor.reason == f"{words} belum tercatat, padahal statusnya kawin."
    old = wife._replace(birth=date(1960, 1, 1))
    assert judge([old]).answer("pus") is Answer.NO
