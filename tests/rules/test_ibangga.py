"""iBangga's indicators: eleven in three dimensions, three-valued, and never a score."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import JKN, NO, NOT_APPLICABLE, YES
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.rules.ibangga import Indicator, indicators
from kampungkb_desktop.rules.stunting_risk import Answer

ON = date(2026, 11, 21)
GOOD = FamilyDevelopment(
    worship=YES, marriage_book=YES, conflict_silence=NO, conflict_beds=NO, conflict_left=NO, conflict_violence=NO,
    has_income=YES, varied_food=YES, savings=YES, illness=NO, online_media=YES, interaction=YES, shared_parenting=YES,
    recreation=YES, community_work=YES,
)  # fmt: skip
PUPIL = Member(id="m", full_name="Bayu", birth_date=date(2014, 1, 1), jkn="bpjs_pbi", education="masih_sd")


def _by_code(development: FamilyDevelopment | None, *people: Member) -> dict[str, Indicator]:
    return {one.code: one for one in indicators(development, people, ON)}


def test_eleven_in_three_dimensions_four_five_two() -> None:
    found = indicators(GOOD, [PUPIL], ON)
    dimensions = [one.dimension for one in found]
    assert [dimensions.count(d) for d in ("Ketenteraman", "Kemandirian", "Kebahagiaan")] == [4, 5, 2]
    assert {one.answer for one in found} == {Answer.YES}


def test_without_answers_nothing_is_guessed() -> None:
    found = _by_code(None)
    assert {one.answer for code, one in found.items() if code != "pendidikan"} == {Answer.UNKNOWN}
    assert found["pendidikan"].answer is Answer.NOT_APPLICABLE


def test_one_conflict_or_one_uninsured_decides_and_is_named() -> None:
    found = _by_code(
        GOOD.changed(conflict_beds=YES), PUPIL, PUPIL.changed(id="n", full_name="Ida", jkn=JKN.codes()[-1])
    )
    assert (found["keharmonisan"].answer, found["keharmonisan"].field) == (Answer.NO, "conflict_beds")
    assert (found["jaminan_kesehatan"].answer, found["jaminan_kesehatan"].record) == (Answer.NO, "n")
    assert "Ida" in found["jaminan_kesehatan"].reason


def test_a_widow_has_no_conflicts_to_be_asked_of() -> None:
    asked = {f"conflict_{what}": NOT_APPLICABLE for what in ("silence", "beds", "left", "violence")}
    assert _by_code(GOOD.changed(**asked))["keharmonisan"].answer is Answer.NOT_APPLICABLE


def test_a_child_out_of_school() -> None:
    assert _by_code(GOOD, PUPIL.changed(education="tidak_tamat_sd"))["pendidikan"].answer is Answer.NO
    assert _by_code(GOOD, PUPIL.changed(education=None))["pendidikan"].answer is Answer.UNKNOWN


@given(st.fixed_dictionaries({
    name: st.sampled_from([None, YES, NO, NOT_APPLICABLE])
    for name in ("worship", "conflict_beds", "has_income", "varied_food", "interaction", "recreation", "illness")
}))  # fmt: skip
def test_every_indicator_leads_to_a_question_that_decides(answers: dict[str, str | None]) -> None:
    for one in indicators(GOOD.changed(**answers), [PUPIL], ON):
        form = Member if one.record else FamilyDevelopment
        assert one.field in fields_of(form)
        if one.answer is Answer.UNKNOWN:
            assert getattr(GOOD.changed(**answers), one.field) is None
