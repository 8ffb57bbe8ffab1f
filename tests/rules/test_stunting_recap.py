"""The recap of KRS adds up whatever the families are (domain.md 4.3, point 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, MARRIED, SPOUSE, WOMAN
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.stunting_recap import FACTORS, RANKS, TARGETS, Traits, recap
from kampungkb_desktop.rules.stunting_risk import Reading, Risk, stunting_risk

ON = date(2026, 11, 21)
births = st.none() | st.dates(date(1960, 1, 1), ON)


@st.composite
def judged(draw: st.DrawFn, reading: Reading) -> Risk:
    """One family of any kind, its id still to be given."""
    home = FamilyRow(
        "", None, draw(st.sampled_from([None, "ledeng", "air_hujan"])), draw(st.sampled_from([None, "septik", "umum"]))
    )
    people = [
        PersonRow("h", "", MAN, date(1985, 1, 1), HEAD, draw(st.sampled_from([MARRIED, "cerai_hidup"]))),
        PersonRow("w", "", WOMAN, draw(births), SPOUSE, MARRIED),
        *(PersonRow(f"c{n}", "", MAN, draw(births), CHILD, None) for n in range(draw(st.integers(0, 3)))),
    ]
    using, pregnant = draw(st.none() | st.booleans()), draw(st.none() | st.booleans())
    couple = CoupleRow("k", "", ON, pregnant, None, using, draw(st.sampled_from(["suntik", "tradisional"])), None)
    return stunting_risk(home, people, draw(st.sampled_from([None, couple])), ON, reading=reading)


@given(st.data(), st.sampled_from(Reading))
def test_the_official_sums_hold(data: st.DataObject, reading: Reading) -> None:
    drawn = data.draw(st.lists(judged(reading), max_size=8))
    risks = [replace(risk, family=f"f{n}") for n, risk in enumerate(drawn)]
    ranks = {risk.family: Traits(data.draw(st.none() | st.integers(1, 10))) for risk in risks}
    found = recap(risks, ranks)
    target = set(found.target.ids)
    assert found.at_risk.count + found.not_at_risk.count + found.unknown.count == found.target.count
    assert found.target.count + found.not_target.count + found.target_unknown.count == found.families.count
    assert sum(found.ranks[name].count for name in RANKS) == found.at_risk.count
    assert set().union(*(found.targets[code].ids for code in TARGETS)) == target
    assert all(set(found.factors[code].ids) <= target for code in FACTORS)
    four = [set(found.factors[code].ids) for code in FACTORS if code.startswith("terlalu_")]
    assert set().union(*four) == set(found.factors["empat_terlalu"].ids)
