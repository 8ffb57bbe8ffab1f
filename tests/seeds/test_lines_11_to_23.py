"""Lines 11 to 23 of domain.md 9: what the seeds from Banten and Berau ask of the software."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import activity_file
from kampungkb_desktop.actions.classify_village import classify
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import local_kind
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.base.text import full_date, percent
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MinuteItem, ServedFamily
from kampungkb_desktop.forms.award import Award, result_words
from kampungkb_desktop.forms.choices_activity import DASHAT_FUNDS, LIFE_STAGES
from kampungkb_desktop.forms.choices_institution import PROVINCE, REGENCY
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.forms.pokja import PokjaMember, serves
from kampungkb_desktop.forms.programme import ACTIVITIES, GOALS, PROGRAMMES
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.activity_checks import activity_findings
from kampungkb_desktop.rules.classification import Level, VillageInputs
from kampungkb_desktop.rules.classification import classify as judge
from kampungkb_desktop.rules.coverage import coverage
from kampungkb_desktop.rules.day_names import wrong_days
from kampungkb_desktop.rules.programme_words import find
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.village_facts import VillageLine
from kampungkb_desktop.ui.pages.village_list import VillageList
from tests.actions.devices import VILLAGE
from tests.seeds.telling import TODAY, activity, keep, printed, problems

GOOD_INPUT: dict[str, Any] = {
    "pokja_pengurusan_flag": True, "pokja_jumlah": 9, "pokja_pelatihan_flag": True, "total_sumber_dana": 5,
    "total_poktan": 5, "total_sarana": 2, "plkb_pendamping_flag": True, "regulasi_flag": True,
}  # fmt: skip
GOOD_PROCESS: dict[str, Any] = {"total_penggunaan_data": 4, "total_operasional": 5, "total_lintas_sektor": 7}
GOOD_OUTPUT: dict[str, Any] = {
    "output_persentase_poktan": 40, "output_persentase_cpr": 60, "output_persentase_mkjp": 30,
    "output_persentase_unmet": 5,
}  # fmt: skip


def villages(codes: list[str], on: date = date(2023, 6, 1)) -> Iterator[Village]:
    for at, code in enumerate(codes):
        yield Village(id=f"{at:032d}", village=code, kkb_name=f"Kampung {at:03d}", launched_on=on, active=True)


def codes_of(place: str) -> list[str]:
    return [one.code for one in regions.load().villages(place)]


def test_line_11_no_kampung_kb_was_launched_before_january_2016() -> None:
    made = Village(
        village=VILLAGE, kkb_name="Maluang Sejati", coverage="desa", description="Tepi sungai",
        launched_on=date(2016, 1, 27),
    )  # fmt: skip
    assert problems(made) == []
    assert problems(made.changed(launched_on=date(2015, 12, 31))) == ["di_luar_batas"]


def test_line_12_coverage_shows_both_figures_and_their_years() -> None:
    banten = codes_of("36")
    assert len(banten) == 1552
    made = [*villages(banten[:900], date(2022, 7, 1)), *villages(banten[900:979], date(2023, 3, 1))]
    found = coverage([v.changed(id=v.village or "") for v in made], len(banten), date(2023, 10, 25))
    assert (found.formed, found.whole, percent(found.formed, found.whole, 2)) == (979, 1552, "63,08 %")
    assert found.years == ((2022, 900), (2023, 979))
    assert coverage(made, len(banten), date(2022, 12, 31)).formed == 900


def test_line_13_the_four_sasaran_are_the_top_of_the_tree() -> None:
    below = {goal: [p.code for p in PROGRAMMES if p.goal == goal] for goal, _ in GOALS}
    assert below == {"S1": ["P1"], "S2": ["P2"], "S3": ["P3", "P4", "P5", "P6", "P7"], "S4": ["P8"]}
    assert [words.split()[0] for _, words in GOALS] == ["Penyediaan", "Peningkatan", "Peningkatan", "Penataan"]


@pytest.mark.parametrize(
    ("said", "programme"),
    [("perlindungan sosial", "P6"), ("pendidikan", "P5"), ("pemberdayaan ekonomi", "P7"), ("penataan lingkungan", "P8"),
     ("administrasi kependudukan", "P1"), ("risiko stunting", "P4"), ("perlindngan sosial", "P6")],
)  # fmt: skip
def test_line_14_the_eight_programmes_are_found_by_what_people_call_them(said: str, programme: str) -> None:
    assert [p.code for p in PROGRAMMES] == [f"P{n}" for n in range(1, 9)]
    found = find(said)
    assert found
    assert {one.code for one in ACTIVITIES if one.programme == programme} <= {one.code for one in found}


def test_line_15_targets_follow_the_life_cycle() -> None:
    stages = [option.code for option in LIFE_STAGES.items]
    assert stages == ["catin", "hamil", "pasca_salin", "baduta", "balita", "anak", "remaja", "pus", "lansia"]
    assert {"catin", "ibu_hamil", "pasca_salin", "anak", "remaja"} <= set(TARGET.codes())
    assert problems(activity(life_stages=tuple(stages))) == []


def test_line_16_regulations_of_a_province_count_for_its_villages(officer: Session) -> None:
    made = Regulation(
        level=PROVINCE, area="64", kind="gubernur", number="12/2023", issued_on=date(2023, 5, 2),
        subject="Kampung Keluarga Berkualitas", in_force=True,
    )  # fmt: skip
    assert problems(made) == []
    assert {"kind", "number", "issued_on", "level"} <= set(fields_of(Regulation))
    keep(officer, made, made.changed(level=REGENCY, area="36.01", kind="bupati", number="9/2023"))
    with officer.database.read() as conn:
        assert [one.number for one in village_books(conn, VILLAGE).regulations] == ["12/2023"]
        assert [one.number for one in village_books(conn, "36.01.01.2001").regulations] == ["9/2023"]


def test_line_17_the_day_is_derived_and_a_wrong_one_is_asked_about() -> None:
    (wrong,) = wrong_days("bersama mitra kerja di Kota Serang, Kamis (25/10/2023).")
    assert (wrong.day, wrong.name) == (date(2023, 10, 25), "Rabu")
    pasted = Activity(held_on=date(2023, 10, 25), description="Digelar Kamis (25/10/2023).")
    (asked,) = activity_findings(pasted)
    assert (asked.field, asked.strength) == ("description", "caution")
    assert full_date(date(2023, 10, 25)) == "Rabu, 25 Oktober 2023"
    assert not [name for name in fields_of(Activity) if "day_name" in name or "hari" in name]


def test_line_18_classes_add_up_and_the_official_value_stands_apart(officer: Session) -> None:
    assert len(codes_of("64.03")) == 110
    four = [
        *[{**GOOD_INPUT, **GOOD_PROCESS, **GOOD_OUTPUT}] * 16, *[{**GOOD_INPUT, **GOOD_PROCESS}] * 47,
        *[{**GOOD_PROCESS, **GOOD_OUTPUT}] * 2, *[dict[str, Any]()] * 45,
    ]  # fmt: skip
    counted = Counter(judge(VillageInputs(**inputs)).level for inputs in four)
    assert [counted[level] for level in sorted(Level)] == [45, 47, 2, 16]
    assert sum(counted.values()) == 110
    assert [level.label for level in sorted(Level)] == ["Dasar", "Berkembang", "Mandiri", "Berkelanjutan"]
    keep(officer, OfficialClass(village=VILLAGE, read_on=date(2024, 12, 11), level="berkelanjutan"),
         OfficialClass(village=VILLAGE, read_on=date(2025, 12, 11), level="mandiri"))  # fmt: skip
    assert classify(officer, VILLAGE).level is Level.DASAR
    with officer.database.read() as conn:
        assert [one.level for one in read.records(conn, OfficialClass, order=("read_on",))] == [
            "berkelanjutan", "mandiri",
        ]  # fmt: skip


def test_line_19_the_programme_has_its_own_name_and_the_desa_is_called_kampung(officer: Session) -> None:
    place = regions.load().region(VILLAGE)
    assert place is not None
    assert (place.name, local_kind(place)) == ("Maluang", "Kampung")
    keep(
        officer,
        Village(village=VILLAGE, kkb_name="Maluang Sejati", launched_on=date(2016, 1, 27), model_regency=True),
        Village(village="64.03.06.2005", kkb_name="Lain", launched_on=date(2018, 1, 1)),
    )
    words = printed(officer)
    assert "Maluang Sejati" in words
    assert "Kampung Maluang" in words
    assert "Kabupaten/kota" in words  # percontohan
    with officer.database.read() as conn:
        first = read.records(conn, Village, order=("launched_on",), limit=1)
    assert [one.kkb_name for one in first] == ["Maluang Sejati"]


def test_line_20_the_dasar_villages_stand_in_the_order_of_their_nearness(qtbot: QtBot) -> None:
    near = {**GOOD_INPUT, **GOOD_PROCESS, "total_lintas_sektor": 3, "total_penggunaan_data": 1}
    middle = {**GOOD_INPUT, "total_operasional": 3}
    codes = codes_of("64.03")
    lines = [
        VillageLine(code, regions.load().region(code), village, 0, None, judge(VillageInputs(**inputs)), "2026-10", ())
        for code, village, inputs in zip(
            codes, villages(codes), [{}, near, middle, *[dict[str, Any]()] * 30], strict=False
        )
    ]
    shown = VillageList()
    qtbot.addWidget(shown)
    shown.set_lines(lines)
    shown.level.setCurrentIndex(shown.level.findData("DASAR"))
    shown._sort("level", True)
    assert list(shown.table.model.ids[:2]) == [codes[1], codes[2]]
    row = shown.table.model.row(0)
    assert row is not None
    assert "poin lagi ke" in str(row.cells[-1])
    assert len(shown.table.model.ids) == 33


def test_line_21_the_district_has_a_pokja_minutes_and_attendance(officer: Session) -> None:
    seat = PokjaMember(
        level=REGENCY, area="64.03", generation="sasaran4", position4="pelaksana", full_name="Halimah",
        sex="perempuan", since=date(2024, 1, 1), trained=False,
    )  # fmt: skip
    assert problems(seat) == []
    (meeting,) = keep(officer, activity(village=None, level="kabupaten", title="Pertemuan Pokja kabupaten",
                                        place="Balai Mufakat", held_on=date(2024, 12, 11)))  # fmt: skip
    decided = MinuteItem(activity_id=meeting.id, kind="tindak_lanjut", text="Mendampingi yang Dasar", who="Sekretaris",
                         due_on=date(2025, 1, 31))  # fmt: skip
    keep(officer, seat, decided, Attendee(activity_id=meeting.id, full_name="Halimah", sex="perempuan"))
    with officer.database.read() as conn:
        (held,) = village_books(conn, VILLAGE).pokja
    assert serves(held, date(2024, 12, 11))
    assert {type(one).__name__ for one in activity_file.belongings(officer, meeting)} == {"MinuteItem", "Attendee"}
    assert full_date(date(2024, 12, 11)).startswith("Rabu")


def test_line_22_a_dashat_names_the_poor_families_at_risk_it_served(officer: Session) -> None:
    born = date(2025, 12, 1)
    made = []
    for name, water, rank in (("Aminah", "ledeng", 4), ("Rahmawati", "air_permukaan", 1)):
        family = Family(id=f"{rank}" * 32, village=VILLAGE, head_name=name, rt="003", water=water, latrine="tangki",
                        welfare_rank=rank)  # fmt: skip
        made += [family, Member(village=VILLAGE, family_id=family.id, full_name="Anak", sex="laki_laki",
                                relation="anak", birth_date=born)]  # fmt: skip
    keep(officer, *made)
    offered = activity_file.servable_families(officer, [VILLAGE], TODAY)
    assert offered[0] == ("1" * 32, "Rahmawati · RT 003 · KRS · peringkat 1")
    assert "KRS" not in offered[1][1]
    funds = tuple(DASHAT_FUNDS.codes()[:2])
    (dashat,) = keep(officer, activity(kegiatan="4.15", dashat_portions=40, portions_balita=25, served_balita=25,
                                       dashat_funds=funds, dashat_menu="Bubur ikan", dashat_cost=500_000))  # fmt: skip
    keep(officer, ServedFamily(village=VILLAGE, activity_id=dashat.id, family_id="1" * 32, served_as="balita",
                               portions=3))  # fmt: skip
    assert activity_file.served_ranks(officer, dashat) == {1: 1}
    assert problems(dashat) == []


def test_line_23_a_contest_keeps_its_level_year_and_how_far_it_came(officer: Session) -> None:
    made = Award(
        village=VILLAGE, kind="lomba", title="Lomba Penguatan Kampung KB", level="provinsi", year=2024,
        stage="nominasi", nomination="empat besar",
    )  # fmt: skip
    assert problems(made) == []
    assert "empat besar" in result_words(made)
    keep(officer, made, made.changed(title="Apresiasi", year=2023, stage="juara", rank=2, nomination=None))
    with officer.database.read() as conn:
        assert [one.year for one in village_books(conn, VILLAGE).awards] == [2024, 2023]
