"""The sheet of a family says what its page says, and nothing of who asked that his data be left alone."""

from __future__ import annotations

from datetime import date

import pytest

from kampungkb_desktop.actions import restricting
from kampungkb_desktop.actions.attendance_paper import attendance_pdf
from kampungkb_desktop.actions.family_file import family_file
from kampungkb_desktop.actions.family_sheet import family_sheet_pdf
from kampungkb_desktop.actions.family_sheet_visits import MOST_VISITS
from kampungkb_desktop.actions.record_codes import family_of_code
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee
from kampungkb_desktop.forms.choices_visit import GENERAL, IN_PROGRESS, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.report.reading import pages_of

LONG = "Raden Mas Kanjeng Bagus Suryaningrat Kusumadiningrat Wirasasmita"


def household(session: Session) -> None:
    save(session, "Isi", [
        Family(id="keluarga", village=VILLAGE, head_name=LONG, rt="007", rw="002", address="Gang Contoh 5",
               kk="6403061234567890", water="air_hujan", latrine="umum", welfare_rank=2),
        Member(id="ayah", village=VILLAGE, family_id="keluarga", full_name=LONG, sex="laki_laki",
               relation="kepala_keluarga", birth_date=date(1990, 1, 1), nik="6403060101900001", marital="kawin"),
        Member(id="ibu", village=VILLAGE, family_id="keluarga", full_name="Ibu Contoh", sex="perempuan",
               relation="istri_suami", birth_date=date(1992, 2, 2), marital="kawin"),
        Member(id="anak", village=VILLAGE, family_id="keluarga", full_name="Wulan Contoh", sex="perempuan",
               relation="anak", birth_date=date(2025, 6, 1)),
        FamilyPlanning(id="kb", village=VILLAGE, family_id="keluarga", as_of=date(2026, 9, 1), pregnant=False,
                       using=True, method="implan"),
        *(Visit(id=f"kunjungan{n:02d}", village=VILLAGE, family_id="keluarga", target=GENERAL,
                visited_on=date(2026, 1, 1 + n), findings=f"Temuan ke-{n}") for n in range(12)),
        Visit(id="ukur", village=VILLAGE, family_id="keluarga", member_id="anak", target=YOUNG_CHILD,
              visited_on=date(2026, 11, 3), findings="Berat naik", referral=IN_PROGRESS,
              referral_to="Puskesmas Contoh", next_visit_on=date(2026, 12, 5)),
        ChildMeasurement(id="hasil", village=VILLAGE, member_id="anak", visit_id="ukur",
                         measured_on=date(2026, 11, 3), weight_kg=9.4, lenhei_cm=76.5, position="berbaring"),
    ])  # fmt: skip


def words(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


def test_everything_of_a_family_on_two_pages(officer: Session) -> None:
    household(officer)
    for paper in ("A4", "F4"):
        assert len(pages_of(family_sheet_pdf(officer, "keluarga", paper=paper))) == 2
    said = words(family_sheet_pdf(officer, "keluarga"))
    file = family_file(officer, "keluarga", day_of(officer.clock()))
    assert file is not None
    assert file.risk is not None
    for wanted in (
        LONG, "Gang Contoh 5, RT 007/RW 002", "•••• 7890", "•••• 0001", "tidak layak", "Implan (1 Sep 2026)",
        "Wulan Contoh", "BB 9,4 kg, PB 76,5 cm", "Berat naik", "5 Des 2026", "Rujukan ke Puskesmas Contoh",
        "Masih berjalan", "Temuan ke-11", record_code("keluarga"),
    ):  # fmt: skip
        assert wanted in said, wanted
    for factor in file.risk.deciding:
        assert factor.reason in said
    assert f"Dan {len(file.visits) - MOST_VISITS} kunjungan yang lebih lama" in said
    assert "6403060101900001" not in said
    assert "6403061234567890" not in said
    assert family_of_code(officer, record_code("keluarga")) == "keluarga"


def test_who_asked_for_restriction_is_not_described(officer: Session) -> None:
    household(officer)
    with officer.database.read() as conn:
        child, family = read.record(conn, Member, "anak"), read.record(conn, Family, "keluarga")
    assert child is not None
    assert family is not None
    restricting.restrict(officer, child, "atas permintaan")
    said = words(family_sheet_pdf(officer, "keluarga"))
    assert "(data dibatasi)" in said
    for hidden in ("Wulan", "9,4", "Berat naik", "Puskesmas Contoh"):
        assert hidden not in said
    restricting.restrict(officer, family, "atas permintaan")
    with pytest.raises(KnownError, match="E-RESTRICTED"):
        family_sheet_pdf(officer, "keluarga")
    with pytest.raises(KnownError, match="E-NO-FAMILY"):
        family_sheet_pdf(officer, "tidak-ada")


def test_a_family_nobody_knows_anything_of(officer: Session) -> None:
    save(officer, "Isi", [Family(id="kosong", village=VILLAGE)])
    said = words(family_sheet_pdf(officer, "kosong"))
    for wanted in ("Anggota keluarganya belum dicatat", "Belum pernah dikunjungi", "belum direncanakan"):
        assert wanted in said


def meeting(session: Session) -> None:
    save(session, "Isi", [
        Activity(id="rapat", village=VILLAGE, title="Rapat Pokja", held_on=date(2026, 11, 25), starts_at="09.00",
                 groups=("pokja",)),
        PokjaMember(id="ketua", village=VILLAGE, generation="8", position8="ketua", full_name="Pak Ketua",
                    sex="laki_laki"),
        PokjaMember(id="rangkap", village=VILLAGE, generation="8", position8="sekretaris", full_name="PAK KETUA"),
        PokjaMember(id="lama", village=VILLAGE, generation="8", position8="bendahara", full_name="Bu Mantan",
                    until=date(2025, 1, 1)),
        Activity(id="warga", village=VILLAGE, title="Penyuluhan", held_on=date(2026, 11, 26)),
    ])  # fmt: skip


def test_who_is_known_to_come_stands_on_the_attendance_sheet(officer: Session) -> None:
    meeting(officer)
    said = words(attendance_pdf(officer, "rapat", 12))
    assert said.lower().count("pak ketua") == 1, "one person signs once"
    assert "Bu Mantan" not in said
    assert " 13 " in f"{said} ", "twelve empty lines follow the one that is known"
    assert " 14 " not in said
    save(officer, "Isi", [Attendee(id="tamu", village=VILLAGE, activity_id="rapat", full_name="Tamu Contoh")])
    said = words(attendance_pdf(officer, "rapat", 3))
    assert "Tamu Contoh" in said
    assert "Ketua" not in said, "the list that was begun is the list"
    assert "data pribadi" not in words(attendance_pdf(officer, "warga", 10))
    with pytest.raises(KnownError, match="E-NO-ACTIVITY"):
        attendance_pdf(officer, "tidak-ada", 10)
