"""Letters say what is recorded, leave lines for what is not, and are not printed for who asked that they should not."""

from __future__ import annotations

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from kampungkb_desktop.actions import restricting
from kampungkb_desktop.actions.letters import dashat_sheet_pdf, invitation_pdf, referral_letter_pdf
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE

NIK = "6403065203200001"


def referred(session: Session, closed: date | None = None) -> None:
    save(session, "Isi", [
        Family(id="keluarga", village=VILLAGE, head_name="Rekaan", rt="007", address="Gang Contoh"),
        Member(id="anak", village=VILLAGE, family_id="keluarga", full_name="Bayi Rekaan", nik=NIK),
        Member(id="kakak", village=VILLAGE, family_id="keluarga", full_name="Kakak Rekaan"),
        Visit(id="kunjungan", village=VILLAGE, family_id="keluarga", member_id="anak", target=YOUNG_CHILD,
              visited_on=date(2026, 11, 2), referral=IN_PROGRESS, referral_to="Puskesmas Contoh",
              findings="Berat tidak naik\ndua bulan", referral_closed_on=closed),
    ])  # fmt: skip


def words(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_referral_says_who_where_to_and_why(officer: Session) -> None:
    referred(officer)
    said = words(referral_letter_pdf(officer, "anak"))
    for wanted in ("SURAT RUJUKAN", "Bayi Rekaan", "Puskesmas Contoh", "2 November 2026", "Berat tidak naik",
                   "dua bulan", "•••• 0001", "RT 007, Gang Contoh", "Jawaban rujukan"):  # fmt: skip
        assert wanted in said, wanted
    assert NIK not in said
    assert said.index("PKB/PLKB") < said.index("Jawaban rujukan"), "the officer signs the asking, not the answer"
    assert "Halaman 1 dari 1" in said


def test_a_referral_without_findings_announces_none(officer: Session) -> None:
    referred(officer)
    with officer.database.read() as conn:
        visit = read.record(conn, Visit, "kunjungan")
    assert visit is not None
    announced = "Hasil kunjungan kami:"
    assert announced in words(referral_letter_pdf(officer, "anak"))
    save(officer, "Ubah", [visit.changed(findings=None)])
    assert announced not in words(referral_letter_pdf(officer, "anak"))


def test_only_an_open_referral_of_that_person_is_printed(officer: Session) -> None:
    referred(officer)
    with pytest.raises(KnownError, match="E-NO-REFERRAL"):
        referral_letter_pdf(officer, "kakak")
    with pytest.raises(KnownError, match="E-GONE"):
        referral_letter_pdf(officer, "tidak-ada")


def test_a_referral_that_has_ended_is_not_printed_again(officer: Session) -> None:
    referred(officer, closed=date(2026, 11, 9))
    with pytest.raises(KnownError, match="E-NO-REFERRAL"):
        referral_letter_pdf(officer, "anak")


def test_who_asked_for_restriction_gets_no_letter(officer: Session) -> None:
    referred(officer)
    with officer.database.read() as conn:
        child = read.record(conn, Member, "anak")
    assert child is not None
    restricting.restrict(officer, child, "atas permintaan")
    with pytest.raises(KnownError, match="E-RESTRICTED"):
        referral_letter_pdf(officer, "anak")


def meeting(session: Session) -> None:
    save(session, "Isi", [
        Activity(id="rapat", village=VILLAGE, title="Rembuk stunting", held_on=date(2026, 11, 25), starts_at="09.00",
                 dashat_menu="Bubur ikan", served_balita=12, portions_balita=12, dashat_cost=1_250_000),
        Activity(id="kosong", village=VILLAGE),
    ])  # fmt: skip


def test_an_invitation_says_when_and_leaves_a_line_for_where(officer: Session) -> None:
    meeting(officer)
    said = words(invitation_pdf(officer, "rapat"))
    for wanted in ("UNDANGAN", "Rabu, 25 November 2026", "09.00 sampai selesai", "Rembuk stunting", "Tempat ......"):
        assert wanted in said, wanted


def test_a_dashat_sheet_says_what_was_cooked_for_whom(officer: Session) -> None:
    meeting(officer)
    said = words(dashat_sheet_pdf(officer, "rapat"))
    for wanted in ("Bubur ikan", "Balita 12 12", "Rp 1.250.000", "Ibu hamil ........"):
        assert wanted in said, wanted


@pytest.mark.parametrize("make", [invitation_pdf, dashat_sheet_pdf])
def test_a_meeting_without_anything_is_a_sheet_to_fill_in(officer: Session, make: object) -> None:
    assert callable(make)
    meeting(officer)
    assert "......" in words(make(officer, "kosong"))
    with pytest.raises(KnownError, match="E-NO-ACTIVITY"):
        make(officer, "tidak-ada")
