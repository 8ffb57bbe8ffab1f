"""What the classification reads off the records: the base village of domain.md 2.5 as records, drafts, and gaps."""

from __future__ import annotations

from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.rules.classification import Level, VillageInputs, classify
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of, poktan_percents

PROFILE = InstitutionProfile(
    has_bkb=True, has_bkr=True, has_bkl=True, has_uppka=True, has_pikr=True, has_secretariat=True, has_data_house=True,
    funds=("apbn", "apbd", "dana_desa"), has_pokja=True, pokja_members=15, pokja_trained=True, has_pkb=True,
    has_regulation=True, has_plan=True, uses_data=True, data_kinds=("pk", "rutin", "sektoral"), planning_done=True,
    coordination_done=True, socialisation_done=True, monitoring_done=True, reporting_done=True,
)  # fmt: skip
POPULATION = PopulationSnapshot(
    families_toddler=180, families_adolescent=200, families_elderly=160, families=700, adolescents=520, pus=480
)
MONTHLY = MonthlySnapshot(
    bkb=60, bkr=50, bkl=40, uppka=12, pikr=80, users_iud=40, users_mow=12, users_mop=0, users_implant=20,
    users_condom=8, users_injection=150, users_pill=60, users_lam=3, users_traditional=4, nonuser_iat=18,
    nonuser_tial=20,
)  # fmt: skip
SIX = ("pemdes", "opd_kb", "puskesmas", "bps", "dukcapil", "sosial")
BASE = VillageState(PROFILE, POPULATION, MONTHLY, SIX)


def test_base_village() -> None:
    found = classify(inputs_of(BASE))
    assert [score.score for score in found.scores] == [4, 3, 4, 3, 3, 3, 4, 3, 2, 4, 4, 3]
    assert found.level == Level.BERKELANJUTAN
    assert poktan_percents(BASE) == (33, 25, 25, 2, 15)


def test_portal_counts_seven_methods() -> None:
    assert inputs_of(BASE).output_persentase_cpr == 60


def test_nothing_recorded_is_no_data() -> None:
    assert inputs_of(VillageState()) == VillageInputs()
    assert classify(inputs_of(VillageState())).level == Level.DASAR


def test_answers_that_do_not_apply_do_not_count() -> None:
    without_plan = VillageState(PROFILE.changed(has_plan=False), POPULATION, MONTHLY, SIX)
    assert inputs_of(without_plan).total_penggunaan_data == 0
    unused = VillageState(PROFILE.changed(uses_data=False), POPULATION, MONTHLY, SIX)
    assert inputs_of(unused).total_penggunaan_data == 0
    unasked = VillageState(PROFILE.changed(uses_data=None), POPULATION, MONTHLY, SIX)
    assert inputs_of(unasked).total_penggunaan_data is None


def test_an_empty_list_means_none_only_when_finished() -> None:
    assert inputs_of(VillageState(PROFILE.changed(funds=None))).total_sumber_dana is None
    assert inputs_of(VillageState(PROFILE.changed(funds=None, status="selesai"))).total_sumber_dana == 0


def test_drafts_count_what_they_hold() -> None:
    begun = VillageState(InstitutionProfile(status="draf", has_bkb=True, has_bkr=False, has_pokja=True))
    inputs = inputs_of(begun)
    assert (inputs.total_poktan, inputs.total_sarana, inputs.pokja_pengurusan_flag) == (1, None, True)


def test_no_activity_is_no_data_and_an_empty_one_is_nobody() -> None:
    assert inputs_of(VillageState(agencies=None)).total_lintas_sektor is None
    assert inputs_of(VillageState(agencies=())).total_lintas_sektor == 0
