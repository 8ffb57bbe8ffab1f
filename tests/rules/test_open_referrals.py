"""What is open among visits, how long, and how it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_visit import CANCELLED, CLOSURE, FACILITATION, RECEIVED, REFUSED
from kampungkb_desktop.forms.record import check
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import closed, open_cases

DAY = date(2026, 11, 1)
BEGUN = Visit(id="v", family_id="f", target="umum", visited_on=DAY, referral="proses", referral_to="Puskesmas",
              social_aid="proses", social_aid_kinds=("pkh", "lainnya"), social_aid_other="Beras desa")  # fmt: skip


def test_a_visit_may_begin_one_of_each() -> None:
    referral, aid = sorted(open_cases([BEGUN]), key=lambda case: case.kind, reverse=True)
    assert referral.words(DAY + timedelta(days=12)) == "Rujukan ke Puskesmas, terbuka 12 hari"
    assert aid.words(DAY) == "Bantuan sosial: Program Keluarga Harapan (PKH), Beras desa, terbuka 0 hari"
    assert (referral.key, aid.key) == ("rujukan:v", "bansos:v")


def test_the_longest_open_comes_first_and_no_day_comes_last() -> None:
    visits = [BEGUN.changed(id=name, visited_on=day, social_aid=None)
              for name, day in (("new", DAY), ("none", None), ("old", DAY - timedelta(days=40)))]  # fmt: skip
    found = open_cases(visits)
    assert [case.visit.id for case in found] == ["old", "new", "none"]
    assert found[2].days(DAY) is None
    assert not found[2].old(DAY)
    assert [case.old(DAY + timedelta(days=13)) for case in found[:2]] == [True, False]
    assert found[1].old(DAY + timedelta(days=14))


@pytest.mark.parametrize("result", [RECEIVED, REFUSED, CANCELLED])
def test_what_has_ended_is_not_open(result: str) -> None:
    for case in open_cases([BEGUN]):
        after = closed(case, DAY + timedelta(days=3), result, "kuota habis")
        assert [one.kind for one in open_cases([after])] == [{"rujukan": "bansos", "bansos": "rujukan"}[case.kind]]
        assert check(after, today=DAY + timedelta(days=5)) == ()
        answer = after.referral if case.kind == "rujukan" else after.social_aid
        assert answer == (RECEIVED if result == RECEIVED else "proses")


visits = st.lists(
    st.builds(
        Visit,
        id=st.uuids().map(str),
        visited_on=st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
        referral=st.none() | st.sampled_from(FACILITATION.codes()),
        referral_closed_on=st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
        social_aid=st.none() | st.sampled_from(FACILITATION.codes()),
        social_aid_closed_on=st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    ),
    max_size=8,
)


@given(visits, st.dates(date(2019, 1, 1), date(2028, 1, 1)), st.sampled_from(CLOSURE.codes()))
def test_each_closing_leaves_one_less(some: list[Visit], on: date, result: str) -> None:
    left = {one.id: one for one in some}
    count = len(open_cases(left.values()))
    while found := open_cases(left.values()):
        assert len(found) == count
        assert [case.since or date.max for case in found] == sorted(case.since or date.max for case in found)
        assert all((case.days(on) or 0) >= 0 for case in found)
        left[found[0].visit.id] = closed(found[0], on, result)
        count -= 1
    assert count == 0
