"""KRS by domain.md 4.3: sasaran, factors in three values, the default reading and the two switches."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, MARRIED, SPOUSE, WOMAN
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.stunting_risk import Answer, Reading, Risk, stunting_risk

ON = date(2026, 11, 21)
SAFE, UNSAFE = ("ledeng", "tangki"), ("air_permukaan", "umum")


def born(years: int, months: int = 0) -> date:
    total = ON.year * 12 + ON.month - 1 - years * 12 - months
    return date(total // 12, total % 12 + 1, 1)


def family(water: str | None, latrine: str | None) -> FamilyRow:
    return FamilyRow("f", None, water, latrine)


def people(wife_years: int, *children_months: int) -> list[PersonRow]:
    return [
        PersonRow("h", "f", MAN, born(30), HEAD, MARRIED),
        PersonRow("w", "f", WOMAN, born(wife_years), SPOUSE, MARRIED),
        *(PersonRow(f"c{m}", "f", WOMAN, born(0, m), CHILD, None) for m in children_months),
    ]


def couple(*, using: bool | None, method: str | None = "suntik", pregnant: bool | None = False) -> CoupleRow:
    return CoupleRow("k", "f", ON - timedelta(days=30), pregnant, None, using, method if using else None, None)


@pytest.fixture(scope="module")
def house() -> tuple[tuple[str, str], tuple[str, str]]:
    """A safe and an unsafe (water, latrine) out of the option lists."""
    from kampungkb_desktop.forms.choices_housing import LATRINE, WATER, latrine_safe, water_safe

    def pick(safe: bool) -> tuple[str, str]:
        water = next(c for c in WATER.codes() if water_safe(c) is safe)
        return water, next(c for c in LATRINE.codes() if latrine_safe(c) is safe)

    return pick(True), pick(False)


Houses = tuple[tuple[str, str], tuple[str, str]]


def judge(
    house: tuple[str, str], members: list[PersonRow], record: CoupleRow | None, reading: Reading | None = None
) -> Risk:
    return stunting_risk(family(*house), members, record, ON, reading=reading)


def test_a_family_without_target_is_not_judged(house: Houses) -> None:
    alone = [PersonRow("h", "f", WOMAN, born(70), HEAD, None)]
    risk = judge(house[1], alone, None)
    assert (risk.target, risk.at_risk) == (Answer.NO, Answer.NOT_APPLICABLE)


def test_unsafe_house_alone_makes_a_target_family_at_risk(house: Houses) -> None:
    risk = judge(house[1], people(30, 12), couple(using=True))
    assert risk.at_risk is Answer.YES
    assert risk.reasons[:2] == ("Air minum utama tidak layak.", "Jamban tidak layak.")


def test_four_too_counts_only_without_modern_method(house: Houses) -> None:
    many = people(37, 100, 50, 10)
    assert judge(house[0], many, couple(using=True)).at_risk is Answer.NO
    assert judge(house[0], many, couple(using=False)).at_risk is Answer.YES
    assert judge(house[0], many, couple(using=True, method="tradisional")).at_risk is Answer.YES


def test_the_switches_read_otherwise(house: Houses) -> None:
    many, fine = people(37, 100, 50, 10), people(28, 30)
    assert judge(house[0], many, couple(using=True), Reading.FOUR_ALONE).at_risk is Answer.YES
    assert judge(house[0], fine, couple(using=False), Reading.WITHOUT_MODERN_ALONE).at_risk is Answer.YES
    assert judge(house[0], fine, couple(using=False)).at_risk is Answer.NO


@pytest.mark.parametrize(("years", "old"), [(34, Answer.NO), (35, Answer.YES), (40, Answer.YES), (41, Answer.NO)])
def test_too_old_stops_at_forty(house: Houses, years: int, old: Answer) -> None:
    assert judge(house[0], people(years), couple(using=True)).factor("terlalu_tua").answer is old


def test_too_close_and_twins(house: Houses) -> None:
    def close(*months: int) -> Answer:
        return judge(house[0], people(28, *months), couple(using=True)).factor("terlalu_dekat").answer

    assert (close(30, 7), close(31, 7), close(10, 10), close(10)) == (Answer.YES, Answer.NO, Answer.NO, Answer.NO)


def test_four_t_does_not_apply_without_a_couple(house: Houses) -> None:
    widow = [
        PersonRow("w", "f", WOMAN, born(30), HEAD, "cerai_mati"),
        PersonRow("c", "f", MAN, born(0, 5), CHILD, None),
    ]
    risk = judge(house[0], widow, None)
    assert risk.factor("empat_terlalu").answer is Answer.NOT_APPLICABLE
    assert (risk.target, risk.at_risk) == (Answer.YES, Answer.NO)


def test_what_was_not_asked_is_not_known(house: Houses) -> None:
    risk = stunting_risk(family(None, house[0][1]), people(30, 12), couple(using=True), ON)
    assert risk.factor("air").answer is Answer.UNKNOWN
    assert risk.at_risk is Answer.UNKNOWN
    assert stunting_risk(family(None, house[1][1]), people(30, 12), None, ON).at_risk is Answer.YES


@given(
    water=st.booleans(), latrine=st.booleans(), years=st.integers(15, 49), using=st.booleans(),
    children=st.lists(st.integers(0, 200), max_size=5, unique=True),
)  # fmt: skip
def test_the_default_rule_is_the_sentence_of_the_design(
    house: Houses, water: bool, latrine: bool, years: int, using: bool, children: list[int]
) -> None:
    home = (house[0][0] if water else house[1][0], house[0][1] if latrine else house[1][1])
    risk = judge(home, people(years, *children), couple(using=using))
    four = any(
        risk.factor(c).answer is Answer.YES for c in ("terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak")
    )
    assert risk.target is Answer.YES
    assert (risk.at_risk is Answer.YES) == (not water or not latrine or (four and not using))
    assert (risk.factor("empat_terlalu").answer is Answer.YES) == four
    assert bool(risk.reasons) or risk.at_risk is not Answer.YES


def test_a_wife_without_a_birth_date_leaves_it_open_who_is_a_target(house: Houses) -> None:
    couple_only = people(30)
    couple_only[1] = couple_only[1]._replace(birth=None)
    risk = judge(house[1], couple_only, couple(using=True))
    assert (risk.target, risk.at_risk) == (Answer.UNKNOWN, Answer.UNKNOWN)
    assert [factor.code for factor in risk.missing] == ["pus"]
    assert risk.factor("terlalu_muda").answer is Answer.UNKNOWN
    with_child = [*couple_only, people(30, 12)[2]]
    assert judge(house[1], with_child, couple(using=True)).at_risk is Answer.YES


def test_what_decides_and_what_is_missing_follow_the_reading(house: Houses) -> None:
    many = people(37, 100, 50, 10)
    codes = [factor.code for factor in judge(house[0], many, couple(using=False)).deciding]
    assert codes == ["empat_terlalu", "bukan_kb_modern"]
    assert judge(house[0], many, couple(using=True)).deciding == ()
    assert [factor.code for factor in judge(house[0], many, None).missing] == ["bukan_kb_modern"]
    # A couple without any terlalu is not at risk whatever it uses, so nothing is missing.
    assert judge(house[0], people(28, 30), None).missing == ()
    alone = judge(house[0], many, couple(using=True), Reading.FOUR_ALONE)
    assert [factor.code for factor in alone.deciding] == ["empat_terlalu"]
