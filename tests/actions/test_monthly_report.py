"""The monthly report counts what the other screens count, and keeps what the officer writes for each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from kampungkb_desktop.actions.figures import toddlers
from kampungkb_desktop.actions.monthly_report import keep_words, month_of_work, report_words
from kampungkb_desktop.actions.monthly_report_paper import monthly_report_pdf
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.actions.work_log import work_log
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity, participants
from kampungkb_desktop.forms.choices_visit import GENERAL, IN_PROGRESS, RECEIVED
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer_report import OfficerReport, officer_report_id
from kampungkb_desktop.forms.programme import programme_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.practice.conftest import make
from tests.report.reading import pages_of

MONTH, UNTIL = "2026-10", date(2026, 10, 31)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = make(tmp_path_factory.mktemp("bulanan") / "latihan")
    yield session
    close(session)


def words(session: Session, month: str = MONTH, **wishes: str) -> str:
    pdf = monthly_report_pdf(session, session.author, month, progress=silent(), **wishes)
    return " ".join(" ".join(pages_of(pdf)).split())


def test_it_counts_what_the_store_holds(practice: Session) -> None:
    found, log = month_of_work(practice, practice.author, MONTH, silent()), work_log(practice, practice.author, MONTH)
    with practice.database.read() as conn:
        visits = read.by_ids(conn, Visit, [one.record for one in log.entries if one.form == "visit"]).values()
        held = read.by_ids(conn, Activity, [one.record for one in log.entries if one.form == "activity"]).values()
    assert visits
    assert held
    for one in found.villages:
        mine = [visit for visit in visits if visit.village == one.code]
        assert one.visits == Counter(visit.target for visit in mine)
        assert one.families_visited == len({visit.family_id for visit in mine})
        recap, growth = village_recap(practice, one.code, UNTIL), toddlers(practice, one.code, UNTIL)
        assert one.risk == (recap.at_risk.count, recap.target.count)
        assert one.risk_visited == len({visit.family_id for visit in mine} & set(recap.at_risk.ids))
        assert one.measured == (growth.measured.count, growth.children.count)
        assert sum(one.due.values()) >= one.late
    by_programme = Counter(getattr(programme_of(one.kegiatan or ""), "code", "") for one in held)
    assert {code: one.count for code, one in found.programmes.items()} == by_programme
    assert sum(one.people for one in found.programmes.values()) == sum(participants(one) or 0 for one in held)
    assert found.recorded["visit"].begun >= len(visits)


def test_the_paper_says_it(practice: Session) -> None:
    found, said = month_of_work(practice, practice.author, MONTH, silent()), words(practice)
    known = regions.load()
    for one in found.villages:
        region = known.region(one.code)
        assert region is not None
        assert f"{region.name}" in said
        assert f"{number(one.families_visited)} dari {number(one.families)}" in said
        assert f"{number(one.risk[0])} dari {number(one.risk[1])}" in said
    assert f"{number(found.log.counselling)} dari {number(found.log.wanted)} entri" in said
    for wanted in ("LAPORAN BULANAN PKB/PLKB · OKTOBER 2026", "Kendala", "Mengetahui,", found.officer.full_name or "-"):
        assert wanted in said
    assert words(practice, paper="F4")


def test_what_was_begun_in_the_month_and_what_ended(officer: Session) -> None:
    save(officer, "Isi", [
        Family(id="satu", village=VILLAGE, head_name="Rekaan"),
        Member(id="orang", village=VILLAGE, family_id="satu", full_name="Rekaan"),
        Visit(id="dulu", village=VILLAGE, family_id="satu", target=GENERAL, visited_on=date(2026, 9, 3),
              referral=RECEIVED, referral_closed_on=date(2026, 10, 9), referral_result=RECEIVED),
        Visit(id="kini", village=VILLAGE, family_id="satu", target=GENERAL, visited_on=date(2026, 10, 4),
              referral=IN_PROGRESS, social_aid=IN_PROGRESS),
        Visit(id="nanti", village=VILLAGE, family_id="satu", target=GENERAL, visited_on=date(2026, 11, 4),
              referral=IN_PROGRESS),
    ])  # fmt: skip
    found = month_of_work(officer, officer.author, MONTH, silent())
    assert (found.referrals.begun, found.referrals.ended, found.referrals.open) == (1, 1, 1)
    assert (found.aid.begun, found.aid.ended, found.aid.open) == (1, 0, 1)
    later = month_of_work(officer, officer.author, "2026-11", silent())
    assert (later.referrals.begun, later.referrals.open) == (1, 2)
    assert later.recorded["family"].begun == 1
    save(officer, "Ubah", [Family(id="satu", village=VILLAGE, head_name="Rekaan Baru")])
    assert month_of_work(officer, officer.author, "2026-11", silent()).recorded["family"].begun == 1


def test_what_is_written_is_kept_for_its_month(officer: Session) -> None:
    with officer.database.read() as conn:
        empty = report_words(conn, officer.author, MONTH)
    assert empty.id == officer_report_id(officer.author, MONTH)
    keep_words(officer, empty.changed(obstacles="Jalan putus.\nSinyal lemah.", superior_name="Kepala Balai Contoh",
                                      superior_title="Kepala Balai Penyuluhan KB"))  # fmt: skip
    said = words(officer)
    for wanted in ("Jalan putus.", "Sinyal lemah.", "Kepala Balai Contoh", "Kepala Balai Penyuluhan KB"):
        assert wanted in said
    with officer.database.read() as conn:
        following = report_words(conn, officer.author, "2026-11")
        assert len(read.records(conn, OfficerReport)) == 1
    assert (following.obstacles, following.superior_name) == (None, "Kepala Balai Contoh")
    assert "Jalan putus" not in words(officer, "2026-11")


def test_of_somebody_without_villages_and_work_there_is_no_report(officer: Session) -> None:
    with pytest.raises(KnownError, match="E-NO-DATA"):
        month_of_work(officer, "tidak-ada", MONTH, silent())
