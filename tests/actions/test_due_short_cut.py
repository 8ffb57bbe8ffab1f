"""The short cut before the KRS verdict of the due list passes over no family at risk."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.actions.due_rows import may_be_at_risk
from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.forms.choices_housing import LATRINE, WATER
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow
from kampungkb_desktop.rules.stunting_risk import Reading, stunting_risk
from kampungkb_desktop.rules.three_valued import Answer
from tests.rules.due_families_made import HUSBAND, WIFE

NOW = date(2026, 11, 21)
_codes = st.sampled_from


@given(
    st.none() | _codes(sorted(WATER.codes())), st.none() | _codes(sorted(LATRINE.codes())),
    st.none() | st.booleans(), st.none() | st.booleans(), st.none() | _codes(sorted(METHOD.codes())),
    st.booleans(), st.dates(date(1977, 1, 1), date(2010, 1, 1)), st.integers(0, 6), st.sampled_from(list(Reading)),
)  # fmt: skip
def test_no_family_at_risk_is_passed_over(
    water: str | None, latrine: str | None, pregnant: bool | None, using: bool | None, method: str | None,
    asked: bool, born: date, children: int, reading: Reading,
) -> None:  # fmt: skip
    home = FamilyRow("f", None, water, latrine)
    couple = CoupleRow("kb", "f", NOW, pregnant, 12 if pregnant else None, using, method, None) if asked else None
    wife = WIFE._replace(birth=born)
    risk = stunting_risk(home, [wife, HUSBAND], couple, NOW, living_children=children, reading=reading)
    if risk.at_risk is Answer.YES:
        assert may_be_at_risk(home, couple, reading)
