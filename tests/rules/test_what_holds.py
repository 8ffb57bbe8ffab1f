"""What is copied from visit to visit: only what holds, only where nothing stands yet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.what_holds import held_answers, house_answers

DAY = date(2026, 11, 21)


def test_the_house_as_last_time_else_as_the_family_says() -> None:
    before = Visit(water=("ledeng",), latrine=("septik",), findings="Sehat")
    assert house_answers(Visit(), before, None) == {"water": ("ledeng",), "latrine": ("septik",)}
    assert house_answers(Visit(water=("lainnya",)), before, None) == {"latrine": ("septik",)}
    family = Family(water="sumur_bor")
    assert house_answers(Visit(), Visit(findings="Sehat"), family) == {"water": ("sumur_bor",)}
    assert house_answers(Visit(), None, None) == {}


def test_one_pregnancy_is_not_the_next() -> None:
    before = PregnancyCheck(measured_on=DAY - timedelta(days=60), height_cm=152.0, child_number=2, weight_kg=60.0,
                            weight_first_trimester_kg=50.0, hb_g_dl=10.0)  # fmt: skip
    same = held_answers(PregnancyCheck(), before, DAY)
    assert same == {"height_cm": 152.0, "child_number": 2, "weight_first_trimester_kg": 50.0}
    for later, old in ((DAY + timedelta(days=300), before), (DAY, before.changed(delivered=True))):
        assert held_answers(PregnancyCheck(), old, later) == {"height_cm": 152.0}


def test_a_birth_and_a_wedding_hold_for_their_time() -> None:
    born = PostpartumCheck(delivered_on=DAY - timedelta(days=20), birth_weight_g=2900, troubles=("infeksi",))
    assert held_answers(PostpartumCheck(), born, DAY) == {"delivered_on": born.delivered_on, "birth_weight_g": 2900}
    assert held_answers(PostpartumCheck(), born, DAY + timedelta(days=400)) == {}
    engaged = CatinCheck(role="calon_istri", wedding_on=DAY, height_cm=155.0, weight_kg=50.0)
    assert held_answers(CatinCheck(), engaged, DAY) == {
        "role": "calon_istri", "height_cm": 155.0, "wedding_on": DAY
    }  # fmt: skip
    assert "wedding_on" not in held_answers(CatinCheck(), engaged, DAY + timedelta(days=1))


def test_another_form_holds_nothing() -> None:
    assert held_answers(ChildMeasurement(), PregnancyCheck(height_cm=150.0), DAY) == {}
    assert held_answers(ChildMeasurement(), None, DAY) == {}


checks: st.SearchStrategy[Record] = st.builds(
    ChildMeasurement,
    birth_weight_g=st.none() | st.integers(300, 7000),
    birth_length_cm=st.none() | st.floats(20, 70),
    gestation_weeks=st.none() | st.integers(20, 45),
    weight_kg=st.none() | st.floats(1, 30),
)


@given(checks, checks, st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nothing_answered_is_written_over_and_twice_is_once(now: Record, before: Record, on: date | None) -> None:
    held = held_answers(now, before, on)
    assert "weight_kg" not in held
    for name, answer in held.items():
        assert getattr(now, name) is None
        assert getattr(before, name) == answer
    assert held_answers(now.changed(**held), before, on) == {}
