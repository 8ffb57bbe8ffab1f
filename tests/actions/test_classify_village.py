"""Classes from what a laptop holds: the newest records, by month, many villages at once."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.classify_village import classes, classify, month_end, village_inputs
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.classification import Level, VillageInputs

MALUANG, TASUK = "64.03.06.2004", "64.03.06.2001"


def keep(session: Session, *records: Record) -> None:
    save(session, "Simpan", [r.changed(id=new_record_id(session), village=r.village or MALUANG) for r in records])


def test_a_village_nobody_wrote_about_is_dasar(officer: Session) -> None:
    assert village_inputs(officer, MALUANG) == VillageInputs()
    assert classify(officer, MALUANG).level == Level.DASAR


def test_newest_record_up_to_the_month_counts(officer: Session) -> None:
    keep(
        officer,
        InstitutionProfile(month="2026-09", funds=("apbn",)),
        InstitutionProfile(month="2026-10", funds=("apbn", "apbd"), status="draf"),
        InstitutionProfile(funds=("apbn", "apbd", "csr", "hibah")),
    )
    assert village_inputs(officer, MALUANG).total_sumber_dana == 2
    assert village_inputs(officer, MALUANG, "2026-10").total_sumber_dana == 2
    assert village_inputs(officer, MALUANG, "2026-09").total_sumber_dana == 1
    assert village_inputs(officer, MALUANG, "2026-08").total_sumber_dana is None


def test_output_comes_from_both_counts(officer: Session) -> None:
    keep(
        officer,
        PopulationSnapshot(as_of=date(2026, 6, 30), pus=100, families=200),
        PopulationSnapshot(as_of=date(2026, 10, 15), pus=50, families=210),
        MonthlySnapshot(month="2026-09", users_pill=40, nonuser_iat=5),
        MonthlySnapshot(month="2026-10", users_pill=30, nonuser_iat=5, users_lam=9),
    )
    assert village_inputs(officer, MALUANG).output_persentase_cpr == 60
    assert village_inputs(officer, MALUANG, "2026-09").output_persentase_cpr == 40
    assert village_inputs(officer, MALUANG, "2026-09").output_persentase_unmet == 5


def test_agencies_over_all_activities(officer: Session) -> None:
    keep(
        officer,
        Activity(held_on=date(2024, 1, 5), institutions=("bps", "pemdes")),
        Activity(held_on=date(2026, 11, 5), institutions=("pemdes", "sosial")),
        Activity(institutions=("dukcapil",)),
        Activity(village=TASUK, held_on=date(2026, 10, 5)),
    )
    assert village_inputs(officer, MALUANG).total_lintas_sektor == 4
    assert village_inputs(officer, MALUANG, "2026-10").total_lintas_sektor == 2
    assert village_inputs(officer, TASUK).total_lintas_sektor == 0
    assert village_inputs(officer, TASUK, "2026-09").total_lintas_sektor is None


def test_many_villages_as_one_by_one(officer: Session) -> None:
    keep(
        officer,
        InstitutionProfile(month="2026-10", has_pokja=True),
        InstitutionProfile(village=TASUK, month="2026-10", has_pkb=True, has_regulation=True),
    )
    together = classes(officer, [TASUK, MALUANG, "64.03.06.2002"])
    assert list(together) == [TASUK, MALUANG, "64.03.06.2002"]
    assert together == {code: classify(officer, code) for code in together}


def test_month_end_knows_leap_years() -> None:
    assert month_end("2028-02") == date(2028, 2, 29)
    assert month_end("2026-12") == date(2026, 12, 31)
