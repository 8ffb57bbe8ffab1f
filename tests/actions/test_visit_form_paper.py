"""Forms for the door: blank for each sasaran, prefilled with who it is and what was said last, and found again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pypdfium2 import PdfDocument

from kampungkb_desktop.actions import restricting
from kampungkb_desktop.actions.record_codes import family_of_code
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_form_paper import blank_forms_pdf, prefilled_forms_pdf
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.forms.choices_family import SPOUSE, WOMAN
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE

NIK = "6403065203200001"


def home(session: Session) -> date:
    """A family with a toddler, an expectant mother and a grown son."""
    today = day_of(session.clock())
    save(session, "Isi", [
        Family(id="keluarga", village=VILLAGE, head_name="Rekaan", rt="007", address="Gang Contoh"),
        Member(id="ibu", village=VILLAGE, family_id="keluarga", full_name="Ibu Rekaan", sex=WOMAN, relation=SPOUSE),
        Member(id="anak", village=VILLAGE, family_id="keluarga", full_name="Bayi Rekaan", nik=NIK,
               birth_date=today - timedelta(days=400)),
        Member(id="besar", village=VILLAGE, family_id="keluarga", full_name="Kakak Besar", birth_date=date(2000, 1, 1)),
        FamilyPlanning(id="kb", village=VILLAGE, family_id="keluarga", as_of=today, pregnant=True),
        Visit(id="dulu", village=VILLAGE, family_id="keluarga", visited_on=date(2025, 1, 1), findings="Lama sekali"),
        Visit(id="baru", village=VILLAGE, family_id="keluarga", visited_on=date(2026, 10, 1), findings="Anak sehat"),
        ChildMeasurement(id="ukur", village=VILLAGE, member_id="anak", measured_on=date(2026, 10, 1), weight_kg=9.6),
    ])  # fmt: skip
    return today


def words(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_prefilled_form_says_who_and_what_was_said_last(officer: Session) -> None:
    home(officer)
    said = words(prefilled_forms_pdf(officer, "keluarga"))
    for wanted in ("Rekaan", "RT 007", "Bayi Rekaan", "Ibu Rekaan", "Anak 0–59 bulan", "Ibu hamil", "Keluarga (umum)",
                   "Terakhir: Anak sehat", "Terakhir: 9,60 kg", "•••• 0001"):  # fmt: skip
        assert wanted in said, wanted
    for unwanted in (NIK, "Kakak Besar", "Lama sekali"):
        assert unwanted not in said, unwanted


def test_its_codes_lead_back_to_the_family(officer: Session) -> None:
    home(officer)
    said = words(prefilled_forms_pdf(officer, "keluarga"))
    for one in ("keluarga", "anak", "ibu"):
        assert record_code(one) in said
        assert family_of_code(officer, record_code(one).lower()) == "keluarga"
    assert family_of_code(officer, record_code("tidak-ada")) is None
    assert family_of_code(officer, "Rekaan") is None


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_there_is_a_blank_form_of_each_sasaran(officer: Session, paper: str) -> None:
    said = words(blank_forms_pdf(officer, VILLAGE, paper=paper))
    assert [one.label for one in TARGET.items if one.label not in said] == []
    assert "Terakhir" not in said
    assert "Panjang/tinggi badan" in said


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_no_blank_form_needs_a_page_for_a_few_lines(officer: Session, paper: str) -> None:
    with PdfDocument(blank_forms_pdf(officer, VILLAGE, paper=paper)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert not any("dari 3" in words.split("Halaman")[-1] for words in pages)
    assert "Halaman 1 dari 1" in next(words for words in pages if "Anak dan remaja 5–18 tahun" in words)


def test_who_asked_for_restriction_is_not_printed(officer: Session) -> None:
    home(officer)
    with officer.database.read() as conn:
        child, family = read.record(conn, Member, "anak"), read.record(conn, Family, "keluarga")
    assert child is not None
    assert family is not None
    restricting.restrict(officer, child, "atas permintaan")
    assert "Bayi Rekaan" not in words(prefilled_forms_pdf(officer, "keluarga"))
    restricting.restrict(officer, family, "atas permintaan")
    with pytest.raises(KnownError, match="E-RESTRICTED"):
        prefilled_forms_pdf(officer, "keluarga")


def test_a_family_that_is_gone_is_said(officer: Session) -> None:
    with pytest.raises(KnownError, match="E-GONE"):
        prefilled_forms_pdf(officer, "tidak-ada")
