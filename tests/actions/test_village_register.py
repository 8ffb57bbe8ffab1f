"""The register of a stored village: its figures are those of plain counting over the records, on any day, and each
opens exactly the records it counts."""

from __future__ import annotations

from datetime import date

import pytest

from kampungkb_desktop.actions.family_filters import kind_of
from kampungkb_desktop.actions.figure_lines import figure_families, figure_lines, figure_words, lines_of
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import risks
from kampungkb_desktop.actions.village_register import month_day, village_register
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.figures_register import keys
from kampungkb_desktop.rules.stunting_risk import Answer
from tests.actions.households import NOW, VILLAGE, settle

BEFORE = date(2026, 7, 31)


@pytest.mark.parametrize("day", [BEFORE, NOW])
def test_figures_are_plain_counts_over_the_records(officer: Session, day: date) -> None:
    records = settle(officer)
    found = village_register(officer, VILLAGE, day)
    families = {one.id: one for one in records if isinstance(one, Family)}
    gone = {id_ for id_, one in families.items() if one.state_on is not None and one.state_on <= day}
    here = set(families) - gone
    members = [
        one for one in records
        if isinstance(one, Member) and one.family_id in here and (one.birth_date is None or one.birth_date <= day)
    ]  # fmt: skip
    assert set(found.figure("families").ids) == here
    assert set(found.figure("persons").ids) == {one.id for one in members}
    assert found.figure("families_open").count == sum(families[one].status == "draf" for one in here)
    assert found.figure("bpjs").count == sum(str(one.jkn).startswith("bpjs") for one in members)
    old = [one for one in members if one.birth_date and (day - one.birth_date).days // 365.25 >= 60]
    assert found.figure("elderly").count == len(old)
    judged = risks(officer, VILLAGE, day)
    assert set(found.figure("krs").ids) == {id_ for id_, risk in judged.items() if risk.at_risk is Answer.YES}
    assert found.counts()["krs"] + found.counts()["krs_unknown"] <= len(here)
    assert village_register(officer, "64.03.06.2001", day).figure("persons").count == 0


def test_half_the_work_gives_the_same_figures_without_growth_and_risk(officer: Session) -> None:
    settle(officer)
    whole, half = (village_register(officer, VILLAGE, NOW, health=health).counts() for health in (True, False))
    left_out = whole.keys() - half.keys()
    assert half == {key: count for key, count in whole.items() if key not in left_out}
    assert {"krs", "stunted", "measured"} <= left_out
    assert not left_out & {"pus", "balita", "unsafe_water", "bpjs"}


def test_every_figure_opens_exactly_its_records(officer: Session) -> None:
    settle(officer)
    found = village_register(officer, VILLAGE, NOW)
    opened = 0
    for one in keys():
        figure = found.figure(one.key)
        lines = lines_of(officer, figure, NOW)
        assert sorted(line.id for line in lines) == sorted(figure.ids), one.key
        assert all(line.place and line.family for line in lines), one.key
        if one.form == "family":
            asked = f"angka:{one.key}:{NOW.isoformat()}"
            kind = kind_of(asked)
            assert kind is not None
            assert sorted(kind.families(officer, asked, VILLAGE, NOW)) == sorted(figure.ids), one.key
            assert one.label in kind.words(asked)
        opened += bool(figure.count)
    assert opened > 25
    assert figure_lines(officer, "persons", VILLAGE, NOW) == lines_of(officer, found.figure("persons"), NOW)


def test_families_of_all_villages_and_keys_that_mean_nothing(officer: Session) -> None:
    records = settle(officer)
    asked = f"angka:families:{NOW.isoformat()}"
    elsewhere = Family(id="f" * 32, village="64.03.06.2001", head_name="Sulaiman")
    save(officer, "Simpan", [elsewhere])
    here = figure_families(officer, asked, VILLAGE, NOW)
    assert sorted(figure_families(officer, asked, None, NOW)) == sorted([*here, elsewhere.id])
    assert len(here) < sum(isinstance(one, Family) for one in records)
    for wrong in ("angka:", "angka:pus:", "angka:pus:2026-13-40", f"angka:persons:{NOW}", "angka:nothing:2026-10-31"):
        assert figure_families(officer, wrong, VILLAGE, NOW) == []
        assert figure_words(wrong) == "Angka"


def test_the_months_are_counted_as_they_were(officer: Session) -> None:
    records = settle(officer)
    july, november = (
        village_register(officer, VILLAGE, month_day(month, NOW)).counts() for month in ("2026-07", "2026-11")
    )
    assert july["families"] > november["families"]
    assert "bkb" not in july
    assert "bkb" in november
    save(officer, "Hapus", [], records)
    assert village_register(officer, VILLAGE, NOW).counts()["persons"] == 0


def test_a_month_stands_for_its_end_and_never_for_later_than_today() -> None:
    assert month_day("2026-10", NOW) == date(2026, 10, 31)
    assert month_day("2026-11", NOW) == NOW
