"""The copy of a person's own data: everything under the form's own labels, nothing of the others unless it was said so,
corrections, who looked, and the file that other programs read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kampungkb_desktop.actions import own_data_file, trail
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.notice_paper import consent_pdf, notice_pdf
from kampungkb_desktop.actions.own_access import accesses, sent
from kampungkb_desktop.actions.own_data import NAMED, UNNAMED, WHOLE, OwnData, own_data
from kampungkb_desktop.actions.own_data_paper import corrections_pdf, own_data_pdf
from kampungkb_desktop.actions.preview import page_count
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, SPOUSE, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.visit import Visit
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import enrolled, strangers
from tests.report.reading import pages_of


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as made:
        enrolled(*made, tmp_path)
        yield made


def household(session: Session) -> tuple[Family, Member, Member]:
    """A couple with a child of two: a measuring, a visit to the mother and one to the whole family, KB."""
    family = Family(
        id=new_record_id(session), village=VILLAGE, head_name="Suparman", rt="003", address="Jalan Rekaan 5",
        note="Ibu sering sakit kepala.", child_consent_by="Rohana",
    )  # fmt: skip
    link: Any = {"village": VILLAGE, "family_id": family.id}
    father, mother, child = (
        Member(id=new_record_id(session), full_name=name, relation=relation, sex=sex, birth_date=born, **link)
        for name, relation, sex, born in (
            ("Suparman", HEAD, MAN, date(1990, 1, 2)), ("Rohana", SPOUSE, WOMAN, date(1992, 5, 6)),
            ("Kirana", CHILD, WOMAN, date(2024, 8, 9)),
        )
    )  # fmt: skip
    visits = [
        Visit(id=new_record_id(session), target="umum", visited_on=date(2026, 9, 1), findings="Rumah rapi.", **link),
        Visit(id=new_record_id(session), target="pus", member_id=mother.id, visited_on=date(2026, 9, 2),
              findings="Tekanan darah tinggi.", **link),
    ]  # fmt: skip
    planning = FamilyPlanning(id=new_record_id(session), as_of=date(2026, 9, 1), using=True, method="suntik", **link)
    measured = ChildMeasurement(
        id=new_record_id(session), village=VILLAGE, member_id=child.id, measured_on=date(2026, 9, 3), weight_kg=10.4,
        lenhei_cm=82.5, position="berdiri",
    )  # fmt: skip
    save(session, "Simpan keluarga", [family, father, mother, child, *visits, planning, measured])
    corrected = family.changed(rt="004", note="Ibu sudah sembuh.")
    save(session, "Perbaiki alamat", [corrected], seen=[family])
    return corrected, mother, child


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def said(data: OwnData) -> str:
    return "\n".join(f"{f.label}: {f.words}" for one in data.items for f in one.fields)


def test_a_family_gets_all_that_is_kept_under_the_labels_of_its_forms(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    family, _mother, _child = household(officer)
    data = own_data(officer, family.id)
    assert [one.form for one in data.items] == [
        "family", "member", "member", "member", "family_planning", "visit", "visit", "measurement",
    ]  # fmt: skip
    assert [one.title for one in data.items[1:4]] == ["Suparman", "Rohana", "Kirana"]
    words = said(data)
    assert "Hasil kunjungan: Tekanan darah tinggi." in words
    assert "Berat badan: 10,40 kg" in words
    assert not data.hidden
    labels = {kind.label for form in FORMS.values() for kind in fields_of(form).values()}
    assert {f.label for one in data.items for f in one.fields} <= labels
    (measuring,) = (one for one in data.items if one.form == "measurement")
    assert "BB/U" in measuring.computed[0]
    assert data.risk is not None


def test_one_person_gets_nothing_of_the_health_of_the_others(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    family, mother, child = household(officer)
    data = own_data(officer, family.id, child.id)
    words = said(data) + "".join(f.before + f.after for one in data.corrections for f in one.fields)
    for secret in ("Tekanan darah", "Rumah rapi", "sakit kepala", "sembuh", "Suntik"):
        assert secret not in words
    assert "Berat badan: 10,40 kg" in words
    assert [name for name, _relation in data.household] == ["Suparman", "Rohana"]
    assert data.hidden
    assert own_data(officer, family.id, child.id, others=UNNAMED).household == ()
    own = said(own_data(officer, family.id, mother.id, others=NAMED))
    assert "Tekanan darah tinggi." in own
    assert "Metode kontrasepsi: Suntik" in own.replace("7. ", "")
    assert "10,40 kg" not in own
    assert "Rumah rapi." in said(own_data(officer, family.id, child.id, others=WHOLE))


def test_corrections_say_before_and_after_and_no_first_writing(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    family, _mother, _child = household(officer)
    (change,) = own_data(officer, family.id).corrections
    assert {(f.label, f.before, f.after) for f in change.fields} >= {("RT", "003", "004")}
    words = text_of(corrections_pdf(officer, family.id))
    for part in ("Riwayat koreksi", "003", "004", "Siti Rahmah"):
        assert part in words


def test_who_looked_and_where_it_went_is_told_by_role(pair: tuple[Session, Session], tmp_path: Path) -> None:
    _district, officer = pair
    family, _mother, child = household(officer)
    trail.seen(officer, Family.FORM, family.id)
    own_data_file.note(officer, family.id, child.id, 3, "salinan data pribadi")
    trail.note(officer, trail.PRINTED, more=f"krs-daftar {VILLAGE}")
    trail.note(officer, trail.PRINTED, more="krs-daftar 64.03.05.2002")
    trail.seen(officer, Family.FORM, "f" * 32)
    export(officer, tmp_path / "kirim")
    data = own_data(officer, family.id)
    found = {(one.what, one.by, one.about) for one in accesses(officer, data)}
    assert found == {
        ("Melihat", "PKB/PLKB", ""), ("Mencetak atau menyimpan PDF", "PKB/PLKB", ""),
        ("Mencetak atau menyimpan PDF", "PKB/PLKB", "laporan atau daftar sedesa"),
    }  # fmt: skip
    assert [one.what for one in sent(officer, data)] == ["Berkas kirim lengkap dengan nama"]


def test_the_paper_says_rights_reasons_and_that_a_person_decides(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    family, _mother, child = household(officer)
    words = " ".join(text_of(own_data_pdf(officer, family.id, child.id, paper="F4")).split())
    for part in ("Salinan data pribadi: Kirana", "Yang memutuskan pendampingan adalah petugas", "Masa simpan",
                 "itu data mereka", "Pasal 20"):  # fmt: skip
        assert part in words
    assert "Tekanan darah" not in words


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_the_notice_and_the_consent_stand_on_one_page(pair: tuple[Session, Session], paper: str) -> None:
    _district, officer = pair
    family, _mother, _child = household(officer)
    notice, consent = notice_pdf(officer, VILLAGE, paper=paper), consent_pdf(officer, family.id, paper=paper)
    assert (page_count(notice), page_count(consent)) == (1, 1)
    words = " ".join(text_of(notice).split())
    for part in ("Dasar hukum", "Untuk apa", "Berapa lama disimpan", "Hak Anda", "3×24 jam"):
        assert part in words
    assert "Rohana" in text_of(consent)
    assert "Kirana" in text_of(consent)


def test_the_same_as_json_and_as_sheets(pair: tuple[Session, Session], tmp_path: Path) -> None:
    _district, officer = pair
    family, _mother, child = household(officer)
    data = own_data(officer, family.id, child.id)
    path = own_data_file.write_own_data(officer, data, tmp_path / "salinan")
    found = json.loads(path.read_text(encoding="utf-8"))
    assert (path.suffix, found["format"], found["tentang"]) == (".json", "kkb-data-pribadi/1", "Kirana")
    weight = next(f for one in found["catatan"] for f in one["isian"] if f["kode"] == "weight_kg")
    assert (weight["nilai"], weight["dibaca"]) == (10.4, "10,40 kg")
    book = load_workbook(own_data_file.write_own_data(officer, data, tmp_path / "salinan.xlsx"))
    assert book.sheetnames == ["Keluarga", "Anggota keluarga", "Kunjungan", "Pengukuran anak", "Riwayat koreksi",
                               "Akses", "Dikirim"]  # fmt: skip
    noted = [one.more for one in officer.trail.entries() if one.what == trail.PRINTED]
    assert noted == ["berkas data pribadi"] * 2


def test_a_family_that_is_not_here_is_said_so(pair: tuple[Session, Session], tmp_path: Path) -> None:
    _district, officer = pair
    family, _mother, _child = household(officer)
    for ids in (("f" * 32, None), (family.id, "f" * 32)):
        with pytest.raises(KnownError) as caught:
            own_data(officer, *ids)
        assert caught.value.code == "E-NO-FAMILY"
    with pytest.raises(KnownError) as caught:
        own_data_file.write_own_data(officer, own_data(officer, family.id), tmp_path / "tidak ada" / "x.xlsx")
    assert caught.value.code == "E-LIST-WRITE"
