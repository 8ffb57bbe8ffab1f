"""The past of a village's class: month by month it is what was computed for that month, and list, page, summary and
past say the same class."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from kampungkb_desktop.actions.classify_village import classes, classify, history
from kampungkb_desktop.actions.cross_sector import choose_reading
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.summary import summary_content
from kampungkb_desktop.base.text import month_shift
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import Record

VILLAGE = "64.03.06.2004"
TODAY = date(2026, 11, 21)
FUNDS = ("apbn", "apbd", "dana_desa", "hibah", "csr", "swadaya")
AGENCIES = ("pemdes", "opd_kb", "bkkbn", "bps", "dukcapil", "sosial", "puskesmas", "kesehatan")


def village(chance: Random) -> list[Record]:
    """A village of a year and a half, with gaps, drafts, records of one month twice, and undated ones."""
    months = [month_shift("2025-06", back) for back in range(18)]
    made: list[Record] = []
    for month in chance.sample(months, 6):
        yes = dict.fromkeys(("has_bkb", "has_bkr", "has_pokja", "has_pkb", "has_regulation"), chance.random() < 0.7)
        made.append(
            InstitutionProfile(
                month=month,
                funds=FUNDS[: chance.randrange(7)],
                has_plan=True,
                uses_data=True,
                data_kinds=("pk", "rutin", "sektoral")[: chance.randrange(4)],
            ).changed(**yes)
        )
        made.append(PopulationSnapshot(as_of=date.fromisoformat(f"{month}-15"), pus=chance.randrange(1, 300),
                                       families=400, families_toddler=90))  # fmt: skip
    for month in chance.choices(months, k=10):
        users = chance.randrange(200)
        made.append(MonthlySnapshot(month=month, users_pill=users, users_iud=users // 3, nonuser_iat=users // 9,
                                    bkb=chance.randrange(60)))  # fmt: skip
        made.append(Activity(held_on=date.fromisoformat(f"{month}-03"),
                             institutions=tuple(chance.sample(AGENCIES, 2))))  # fmt: skip
    return [*made, InstitutionProfile(funds=FUNDS), Activity(institutions=("bps",)), MonthlySnapshot(users_pill=9)]


def keep(session: Session, records: list[Record]) -> None:
    save(session, "Simpan", [one.changed(id=new_record_id(session), village=VILLAGE) for one in records])


@pytest.mark.parametrize("seed", range(4))
def test_every_month_is_what_was_computed_for_it(officer: Session, seed: int) -> None:
    keep(officer, village(Random(seed)))
    if seed % 2:
        choose_reading(officer, VILLAGE, "tanpa_kb")
    past = history(officer, VILLAGE, "2026-11")
    assert [one.month for one in past] == [month_shift(past[0].month, at) for at in range(len(past))]
    assert past[-1].month == "2026-11"
    for one in past:
        assert one.found == classify(officer, VILLAGE, one.month), one.month
    assert history(officer, VILLAGE, "2026-11", "2026-05") == past[-7:]
    assert classify(officer, VILLAGE, month_shift(past[0].month, -1)).inputs.total_sumber_dana is None


@pytest.mark.parametrize("reading", ["portal", "tanpa_kb"])
def test_list_page_paper_and_past_say_the_same_class(officer: Session, reading: str) -> None:
    keep(officer, [one for one in village(Random(7)) if getattr(one, "held_on", TODAY) is not None])
    choose_reading(officer, VILLAGE, "portal" if reading == "portal" else "tanpa_kb")
    now = classify(officer, VILLAGE, "2026-11")
    paper = summary_content(officer, VILLAGE, "2026-11", TODAY).classification
    assert paper.name == now.level.label
    assert [one.score for one in paper.indicators] == [one.score for one in now.scores]
    assert classes(officer, [VILLAGE, "64.03.06.2001"], "2026-11")[VILLAGE] == now
    assert history(officer, VILLAGE, "2026-11")[-1].found == now
    versions = summary_content(officer, VILLAGE, "2026-11", TODAY).rule_versions
    assert ("tanpa instansi 26 dan 34" in versions[0]) == (reading == "tanpa_kb")


def test_nothing_recorded_has_no_past(officer: Session) -> None:
    assert history(officer, VILLAGE, "2026-11") == ()
    keep(officer, [MonthlySnapshot(month="2026-12")])
    assert history(officer, VILLAGE, "2026-11") == ()


def test_paper_says_whom_the_unmet_need_counts(officer: Session) -> None:
    month = MonthlySnapshot(
        month="2026-10", users_pill=50, users_lam=6, nonuser_iat=4, nonuser_tial=6, status="selesai"
    )
    keep(officer, [PopulationSnapshot(as_of=date(2026, 10, 1), pus=100), month.changed(placed_iat=2, placed_tial=4)])
    paper = summary_content(officer, VILLAGE, "2026-10", TODAY).family_planning
    assert paper.unmet_need == 16
    assert paper.source == "Diisi di Bangga Kencana Oktober 2026"
    assert paper.rates_source is not None
    assert paper.rates_source.endswith("; unmet need seperti di portal, termasuk 6 pemakai MAL/tradisional")
