"""The traps of domain.md 10 that figures and classes can fall into; each test names its number."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.forms.choices_family import METHOD, SEX
from kampungkb_desktop.forms.choices_village import FREQUENCY, PORTAL_FREQUENCY
from kampungkb_desktop.forms.monthly import OTHER_METHODS, PORTAL_METHODS, MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.rules.classification import Level, VillageInputs, classify
from kampungkb_desktop.rules.figures import FamilyRow, PersonRow, register_figures
from kampungkb_desktop.rules.figures_register import METHOD_OF, GroupRow, group_figures
from kampungkb_desktop.rules.figures_village import VillageState, output_percentages

ON = date(2026, 10, 31)


def test_trap_1_no_bare_letter_for_a_sex() -> None:
    assert {one.code for one in SEX.items} == {"laki_laki", "perempuan"}
    ages = [name for name in fields_of(PopulationSnapshot) if name[0] in "mfpwl" and "_" in name and name[-1].isdigit()]
    assert len(ages) == 32
    assert {name.split("_")[0] for name in ages} == {"male", "female"}
    for name in ages:
        word = {"male": "laki-laki", "female": "perempuan"}[name.split("_")[0]]
        assert fields_of(PopulationSnapshot)[name].label.endswith(word)


def test_trap_2_the_portals_order_of_methods_is_not_that_of_the_register() -> None:
    portal = [METHOD_OF[name] for name, _ in PORTAL_METHODS]
    assert portal == ["iud", "mow", "mop", "kondom", "implan", "suntik", "pil"]
    register = list(METHOD.codes())
    assert (portal.index("iud"), register.index("iud")) == (0, 2)
    assert portal != [code for code in register if code in portal]


def test_trap_3_seven_methods_on_the_portal_nine_in_the_register() -> None:
    assert len(PORTAL_METHODS) == 7
    assert sorted(METHOD_OF.values()) == sorted(METHOD.codes())
    assert [METHOD_OF[name] for name, _ in OTHER_METHODS] == ["mal", "tradisional"]


def _family(birth: date) -> PersonRow:
    return PersonRow("anak", "f", "perempuan", birth, "anak", "belum_kawin")


def test_traps_4_and_5_under_fives_of_the_portal_are_0_to_59_months_and_so_is_its_bkb() -> None:
    joins = [GroupRow("g", "f", date(2026, 9, 1), bkb="ya")]
    for birth, counted in ((date(2026, 10, 1), 1), (date(2021, 11, 1), 1), (date(2021, 10, 31), 0)):
        found = register_figures([FamilyRow("f")], [_family(birth)], [], ON)
        assert found.families_toddler.count == counted
        assert group_figures(joins, found)["bkb"].count == counted, "a child of 5 or 6 is sasaran in PK only"


def test_trap_8_frequencies_are_shown_in_order_of_time_and_known_by_the_portals_numbers() -> None:
    assert list(FREQUENCY.codes())[:5] == ["mingguan", "bulanan", "triwulan", "semesteran", "tahunan"]
    assert [code for code, _ in sorted(PORTAL_FREQUENCY.items(), key=lambda one: one[1])][2] == "tahunan"


def test_trap_11_a_pregnant_couple_neither_uses_nor_has_unmet_need() -> None:
    population = PopulationSnapshot(pus=100)
    month = MonthlySnapshot(users_pill=40, nonuser_pregnant=50, nonuser_iat=5, nonuser_tial=5)
    rates = output_percentages(VillageState(None, population, month))
    assert (rates.cpr, rates.unmet) == (40, 10)


def test_trap_12_berkembang_is_managed_better_than_mandiri_may_be() -> None:
    managed = VillageInputs(
        pokja_pengurusan_flag=True, pokja_jumlah=9, pokja_pelatihan_flag=True, total_sumber_dana=5, total_poktan=5,
        total_sarana=2, plkb_pendamping_flag=True, regulasi_flag=True, total_penggunaan_data=4, total_operasional=5,
        total_lintas_sektor=7,
    )  # fmt: skip
    half = VillageInputs(
        total_penggunaan_data=4, total_operasional=5, total_lintas_sektor=7, output_persentase_poktan=40,
        output_persentase_cpr=60, output_persentase_mkjp=30, output_persentase_unmet=5,
    )  # fmt: skip
    berkembang, mandiri = classify(managed), classify(half)
    assert (berkembang.level, mandiri.level) == (Level.BERKEMBANG, Level.MANDIRI)
    assert berkembang.level < mandiri.level
    assert berkembang.indices[0].value > mandiri.indices[0].value
