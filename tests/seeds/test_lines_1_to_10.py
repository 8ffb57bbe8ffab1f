"""Lines 1 to 10 of domain.md 9: what the first two seeds (Barito Timur, Kaltim) ask of the software."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.classify_village import village_inputs
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.base.text import full_date
from kampungkb_desktop.forms.activity import Activity, tags_of
from kampungkb_desktop.forms.choices_activity import GROUPS, MODES
from kampungkb_desktop.forms.choices_institution import PROVINCE, REGENCY
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.problem import Problem, overdue
from kampungkb_desktop.forms.record import applies, check, missing
from kampungkb_desktop.forms.regions import is_village_code, level_of
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from kampungkb_desktop.rules.consistency import village_findings
from kampungkb_desktop.rules.legal_basis import decrees, printed_basis
from kampungkb_desktop.rules.programme_words import suggest
from kampungkb_desktop.rules.village_books import plan_progress
from kampungkb_desktop.store import lists
from kampungkb_desktop.ui.help_pages import load
from kampungkb_desktop.ui.help_search import search
from kampungkb_desktop.ui.pages.activity_marks import marks_card
from kampungkb_desktop.ui.pages.village_facts import facts
from tests.actions.devices import VILLAGE
from tests.seeds.telling import TODAY, activity, keep, printed, printed_district, problems


def test_line_1_the_unit_is_a_desa_by_its_ten_digits_and_older_ones_may_be_rw() -> None:
    assert is_village_code(VILLAGE)
    assert len(VILLAGE.replace(".", "")) == 10
    assert level_of(VILLAGE) == "village"
    old = Village(id="a", village=VILLAGE, coverage="rw", active=True)
    assert applies(old, "rw")
    assert "rw" in missing(old)
    assert not applies(old.changed(coverage="desa"), "rw")
    second = Village(id="b", village=VILLAGE, active=True)
    assert list(village_findings(second, [old])), "one active Kampung KB per desa"


def test_line_2_the_inpres_has_its_date_and_stands_on_the_paper(officer: Session) -> None:
    (inpres,) = [one for one in decrees() if one.code == "inpres-3-2022"]
    assert inpres.issued_on == date(2022, 5, 20)
    keep(officer, Village(village=VILLAGE, kkb_name="Maluang Sejati"))
    words = printed(officer)
    assert "Instruksi Presiden Nomor 3 Tahun 2022 (20 Mei 2022)" in words
    assert "Peraturan BKKBN Nomor 20 Tahun 2023" in words
    assert printed_basis(date(2022, 6, 1)) == ("Instruksi Presiden Nomor 3 Tahun 2022 (20 Mei 2022)",)


OFFICES = (
    ("DP3AKB", "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana", "Plt. Kepala Dinas"),
    ("DP3AKKB", "Dinas Pemberdayaan Perempuan, Pelindungan Anak, Kependudukan dan Keluarga Berencana", "Kepala Dinas"),
    ("DPPKBP3A", "Dinas Pengendalian Penduduk, KB, Pemberdayaan Perempuan dan Perlindungan Anak", "Pj. Kepala Dinas"),
    ("DP3AP2KB", "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan KB", "Kepala Dinas"),
)


@pytest.mark.parametrize(("acronym", "name", "title"), OFFICES, ids=[one[0] for one in OFFICES])
def test_line_3_every_district_has_its_own_office_and_its_head_his_own_title(
    officer: Session, acronym: str, name: str, title: str
) -> None:
    office = Office(
        regency=VILLAGE[:5], government="Pemerintah Kabupaten Berau", full_name=name, acronym=acronym,
        head_title=title, head_name="Hj. Nur Hayati", head_nip="197001012000012001",
    )  # fmt: skip
    keep(officer, office, Village(village=VILLAGE, kkb_name="Maluang Sejati"))
    assert problems(office) == []
    village, district = printed(officer).casefold(), printed_district(officer).casefold()
    for wanted in ("Pemerintah Kabupaten Berau", name.split(",", maxsplit=1)[0], acronym):
        assert wanted.casefold() in village
        assert wanted.casefold() in district
    for wanted in (f"Mengetahui, {title} {acronym}", "Hj. Nur Hayati", "197001012000012001"):
        assert wanted.casefold() in district, "the head of the office signs the papers of the district"


def test_line_4_a_district_meeting_has_groups_a_host_speakers_and_no_village(officer: Session) -> None:
    made = activity(
        village=None, level="kabupaten", title="Sosialisasi Inpres 3 Tahun 2022", held_on=date(2022, 8, 24),
        place="Aula DP3AKB", host="DP3AKB Barito Timur", groups=("mitra", "pkb", "pejabat"),
        speakers="Ibu Ratna; Sub Koordinator, Dinas Kesehatan\nBapak Anton; Bappeda",
    )  # fmt: skip
    assert problems(made) == []
    assert {GROUPS.label(code) for code in made.groups or ()} == {
        "Pemangku kepentingan/mitra kerja", "PKB/PLKB", "Pejabat daerah",
    }  # fmt: skip
    assert full_date(date(2022, 8, 24)) == "Rabu, 24 Agustus 2022"
    keep(officer, made)
    with officer.database.read() as conn:
        beyond = lists.activity_rows(conn, lists.activity_ids(conn, filter=lists.ActivityFilter(beyond=True)))
        here = lists.activity_ids(conn, villages=[VILLAGE])
        by_speaker = lists.activity_ids(conn, text="anton")
    assert [row.title for row in beyond] == ["Sosialisasi Inpres 3 Tahun 2022"]
    assert (len(here), len(by_speaker)) == (0, 1)
    assert village_inputs(officer, VILLAGE).total_lintas_sektor is None


def test_line_5_an_activity_is_tagged_to_a_programme_and_to_risk_indicators(qtbot: QtBot, officer: Session) -> None:
    keep(
        officer,
        activity(kegiatan="4.15", risk_tags=("balita", "jamban"), held_on=date(2026, 3, 5)),
        activity(kegiatan="8.1", risk_tags=("jamban",), held_on=date(2026, 4, 5)),
        activity(kegiatan="8.1", risk_tags=("jamban",), held_on=date(2025, 4, 5)),
    )
    found = facts(officer, VILLAGE)
    assert found.marks.programmes == Counter({"P4": 1, "P8": 1})
    assert found.marks.risk_tags == Counter({"jamban": 2, "balita": 1})
    card = marks_card(found.marks, found.today, lambda: None)
    qtbot.addWidget(card)
    said = " ".join(one.text() for one in card.findChildren(QLabel))
    assert "Jamban layak (2)" in said
    with officer.database.read() as conn:
        assert len(lists.activity_ids(conn, filter=lists.ActivityFilter(risk_tag="balita"))) == 1


def test_line_6_a_plan_has_a_level_and_shows_its_progress(officer: Session) -> None:
    plan, regional = keep(
        officer,
        WorkPlan(level=REGENCY, area="64.03", title="Rencana aksi Berau", year_from=2026, state="disahkan"),
        WorkPlan(level=PROVINCE, area="64", title="Rencana aksi Kaltim", year_from=2026, state="disusun"),
    )
    done = PlanLine(plan_id=plan.id, problem="Jamban", title="STBM", kegiatan="8.1", year=2026, state="selesai")
    keep(officer, done, done.changed(title="DASHAT", kegiatan="4.15", state="berjalan", progress=50))
    with officer.database.read() as conn:
        books = village_books(conn, VILLAGE)
        elsewhere = village_books(conn, "36.01.01.2001")
    assert {one.title for one in books.plans} == {plan.title, regional.title}
    assert elsewhere.plans == ()
    progress = plan_progress([line for line in books.lines if line.plan_id == plan.id])
    assert (progress.lines, progress.finished, progress.percent) == (2, 1, 75)


def test_line_7_an_activity_is_held_luring_daring_or_both() -> None:
    assert [option.label for option in MODES.items] == ["Luring", "Daring", "Hibrida"]
    for code in MODES.codes():
        assert problems(activity(mode=code)) == []
    assert problems(activity(mode="telepati")) != []


def test_line_8_the_field_has_its_log_of_problems_and_its_words_are_explained(officer: Session) -> None:
    open_one, solved = keep(
        officer,
        Problem(village=VILLAGE, noted_on=date(2026, 9, 1), problem="Posyandu tanpa timbangan", state="terbuka",
                due_on=date(2026, 10, 1)),
        Problem(village=VILLAGE, noted_on=date(2026, 8, 1), problem="Air keruh", state="selesai",
                solution="Saringan pasir", closed_on=date(2026, 9, 1)),
    )  # fmt: skip
    with officer.database.read() as conn:
        assert [one.id for one in village_books(conn, VILLAGE).problems] == [open_one.id, solved.id]
    assert (overdue(open_one, TODAY), overdue(solved, TODAY)) == (True, False)
    assert "istilah" in [hit.topic for hit in search(load(), "tapak")]


def test_line_9_a_provinces_own_programmes_are_labels_and_never_the_eight(officer: Session) -> None:
    tag = "ekonomi yang merakyat"
    made = activity(tags=f"{tag}, kesehatan yang prima", kegiatan=None, title="Pertemuan rutin")
    keep(officer, made)
    assert tags_of(made) == (tag, "kesehatan yang prima")
    assert suggest(made.title or "", made.description or "") == suggest("Pertemuan rutin", "Tujuan: gizi keluarga.")
    assert facts(officer, VILLAGE).marks.programmes == Counter()
    with officer.database.read() as conn:
        assert len(lists.activity_ids(conn, filter=lists.ActivityFilter(tag=tag))) == 1
        assert len(lists.activity_ids(conn, filter=lists.ActivityFilter(tag="ekonomi"))) == 0
        assert len(lists.activity_ids(conn, text="merakyat")) == 1


def test_line_10_welfare_rank_uppka_and_economic_activities_are_in_the_summary(officer: Session) -> None:
    born = date(1996, 5, 5)
    family = Family(id="f" * 32, village=VILLAGE, head_name="Rahmawati", water="air_permukaan", latrine="umum",
                    welfare_rank=1)  # fmt: skip
    child = Member(village=VILLAGE, family_id=family.id, full_name="Adi", sex="laki_laki", relation="anak",
                   birth_date=date(2025, 12, 1))  # fmt: skip
    keep(
        officer, family, child, child.changed(full_name="Rahmawati", relation="kepala_keluarga", birth_date=born),
        Village(village=VILLAGE, kkb_name="Maluang Sejati"),
        PopulationSnapshot(village=VILLAGE, as_of=date(2026, 10, 1), families=700, pus=480),
        MonthlySnapshot(village=VILLAGE, month="2026-10", uppka=35),
        activity(kegiatan="7.6", title="Pelatihan keripik"),
    )  # fmt: skip
    found = village_recap(officer, VILLAGE, TODAY)
    assert found.at_risk.count == sum(figure.count for figure in found.ranks.values()) == 1
    words = printed(officer)
    assert "UPPKA" in words
    assert "5,0 %" in words or "5 %" in words  # 35 of 700 families
    assert "Pemberdayaan ekonomi keluarga" in words
    assert "Pelatihan keripik" in words
    assert check(Activity(kegiatan="7.6"), today=TODAY)
