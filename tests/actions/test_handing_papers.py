"""Berita acara: both sides of a file print the same check, and what is handed over with a village is what is there."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment
from kampungkb_desktop.actions.due import due_book
from kampungkb_desktop.actions.due_view import LATE, MONTH, counts
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.file_handing_paper import check_words, file_handing_pdf, handed_files
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.village_handing import village_handing
from kampungkb_desktop.actions.village_handing_paper import village_handing_pdf
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.base.text import full_date, number
from kampungkb_desktop.forms.choices_visit import GENERAL, IN_PROGRESS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import IN, OUT
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import TODAY, enrolled, keep_family, strangers
from tests.actions.households import settle
from tests.report.reading import pages_of
from tests.report.strict import check_tags


def words(pdf: bytes) -> str:
    check_tags(pdf)
    return " ".join(" ".join(pages_of(pdf)).split())


def test_both_sides_of_a_file_print_the_same_check(tmp_path: Path) -> None:
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path)
        keep_family(officer, "Suparman")
        made = export(officer, tmp_path / "stik")
        take_in(district, [tmp_path / "stik"])
        with officer.database.read() as conn:
            sent = read.files(conn, direction=OUT)[0]
        with district.database.read() as conn:
            came = read.files(conn, direction=IN)[0]
        here, there = words(file_handing_pdf(officer, sent.id)), words(file_handing_pdf(district, came.id, paper="F4"))
        told = json.loads(sent.counts)
        for said in (here, there):
            for wanted in (check_words(sent.sha256), made.path.name, "Siti Rahmah", "Pihak Pertama", "Pihak Kedua",
                           f"Jumlah perubahan {number(told['changes'])}"):  # fmt: skip
                assert wanted in said, wanted
            assert "Suparman" not in said, "nobody of the families is named"
        assert "Dinas Rekaan" in there
        assert "DPPKBP3A" in here, "as far as the officer has heard of his office"
        assert handed_files(officer)[0][0] == sent.id
        with pytest.raises(KnownError, match="E-FILE-GONE"):
            file_handing_pdf(officer, "tidak-ada")


def test_two_files_have_two_checks() -> None:
    assert check_words("3f2a91bc07de55a1" + "0" * 48) == "3F2A 91BC 07DE 55A1"


def test_what_is_handed_over_is_what_is_there(officer: Session) -> None:
    settle(officer)
    save(officer, "Isi", [
        Visit(id="terbuka", village=VILLAGE, family_id="rujuk", target=GENERAL, visited_on=date(2026, 10, 1),
              referral=IN_PROGRESS, referral_to="Puskesmas Contoh"),
        Family(id="rujuk", village=VILLAGE, head_name="Nama Rahasia", rt="003", status="draf"),
    ])  # fmt: skip
    today = day_of(officer.clock())
    found = village_handing(officer, VILLAGE, today, silent())
    book, recap = due_book(officer, today), village_recap(officer, VILLAGE, today)
    assert found.due == counts(book)
    assert (found.at_risk, found.targets) == (recap.at_risk.count, recap.target.count)
    with officer.database.read() as conn:
        families = read.records(conn, Family, where={"village": VILLAGE})
    held = {one.title: one for one in found.held}
    assert held["Keluarga"].count == len(families)
    assert held["Keluarga"].drafts == sum(one.status == "draf" for one in families) > 1
    assert held["Kunjungan"].newest == "2026-10-01"
    said = words(village_handing_pdf(officer, VILLAGE, today, progress=silent()))
    for wanted in (full_date(today), f"{found.due[LATE]} terlambat", f"{found.due[MONTH]} sampai akhir bulan",
                   record_code("rujuk"), "Rujukan ke Puskesmas Contoh", "Siti Rahma",
                   f"{recap.at_risk.count} dari {recap.target.count} keluarga sasaran"):  # fmt: skip
        assert wanted in said, wanted
    assert "Nama Rahasia" not in said, "families stand there by their codes"


def test_an_empty_village_can_be_handed_over(officer: Session) -> None:
    said = words(village_handing_pdf(officer, "64.03.06.2001", date(2026, 12, 1), progress=silent()))
    assert "Belum ada yang tercatat" in said
    with pytest.raises(KnownError, match="E-VILLAGE"):
        village_handing_pdf(officer, "64.03", date(2026, 12, 1), progress=silent())


def test_who_gives_and_who_takes_is_what_the_district_arranged(tmp_path: Path) -> None:
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path)
        save(district, "Isi", [Officer(id="baru", full_name="Petugas Baru", role="petugas", nip="198001012005011001")])
        day = TODAY + timedelta(days=7)
        before = village_handing(district, VILLAGE, day, silent())
        assert before.giver is not None
        assert (before.giver.full_name, before.taker) == ("Siti Rahmah", None)
        enrolment.hand_over(district, VILLAGE, officer.author, "baru", day)
        said = words(village_handing_pdf(district, VILLAGE, day, progress=silent()))
        for wanted in ("Siti Rahmah", "Petugas Baru", "198001012005011001", full_date(day)):
            assert wanted in said, wanted
