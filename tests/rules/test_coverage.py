"""Coverage with both its figures, as the seeds tell it: 24 of Tabalong's 131, 979 of Banten's 1,552."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.text import percent
from kampungkb_desktop.forms.record import missing
from kampungkb_desktop.forms.village import Village, is_planned, programme_name
from kampungkb_desktop.rules.coverage import coverage

TODAY = date(2026, 11, 21)


def villages(count: int, *, year: int = 2022) -> list[Village]:
    return [Village(id=f"v{n}", village=f"63.09.{n // 100:02d}.2{n % 1000:03d}", active=True,
                    launched_on=date(year, 6, 1)) for n in range(count)]  # fmt: skip


def test_seed_12_and_24_both_figures_stand_beside_the_share() -> None:
    tabalong = coverage(villages(24), 131, TODAY)
    assert (tabalong.formed, tabalong.whole, percent(tabalong.formed, tabalong.whole)) == (24, 131, "18,3 %")
    assert percent(coverage(villages(979), 1552, TODAY).formed, 1552, 2) == "63,08 %"


def test_planned_ones_count_apart_and_only_while_none_is_formed() -> None:
    plan = Village(id="p", village="63.09.00.2001", standing="rencana", target_year=2027)
    other = plan.changed(id="q", village="63.09.09.2009")
    found = coverage([*villages(2), plan, other], 131, TODAY)
    assert found.formed == 2
    assert found.planned == ((2027, 1),)
    assert is_planned(plan)
    assert "launched_on" not in missing(plan)
    assert "target_year" in missing(plan.changed(target_year=None))
    assert not is_planned(Village(launched_on=TODAY))


def test_the_past_is_counted_as_of_a_day() -> None:
    mixed = [*villages(3, year=2016), *[v.changed(id=f"w{v.id}", village=f"{v.village}x") for v in villages(2)]]
    assert coverage(mixed, 131, TODAY).years == ((2016, 3), (2022, 5))
    assert coverage(mixed, 131, date(2020, 1, 1)).formed == 3
    assert coverage([v.changed(active=False) for v in mixed], 131, TODAY).formed == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(2016, 2030), st.booleans(), st.booleans())))
def test_no_village_counts_twice(rows: list[tuple[int, int | None, bool, bool]]) -> None:
    made = [
        Village(id=str(n), village=f"63.09.01.200{code}", launched_on=date(year, 1, 1) if year else None,
                active=active, standing="rencana" if planned else None)
        for n, (code, year, active, planned) in enumerate(rows)
    ]  # fmt: skip
    found = coverage(made, 10, TODAY)
    assert 0 <= found.formed <= 10
    assert 0 <= found.share <= 100
    assert found.formed + sum(count for _, count in found.planned) <= 10
    assert found.years == () or found.years[-1][1] == found.formed
    assert [count for _, count in found.years] == sorted(count for _, count in found.years)


def test_seed_25_the_programme_has_a_name_for_its_day() -> None:
    assert programme_name(date(2016, 1, 27)) == "Kampung Keluarga Berencana"
    assert programme_name(date(2020, 4, 14)) == "Kampung Keluarga Berencana"
    assert programme_name(date(2020, 4, 15)) == "Kampung Keluarga Berkualitas"
    assert programme_name(None) == "Kampung Keluarga Berkualitas"
