"""The list of open cases: its columns and lines say what reading every visit whole would say."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from kampungkb_desktop.actions.referrals import CaseLines, case_files, case_lines, case_words
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import OpenCase, open_cases
from kampungkb_desktop.store import read
from kampungkb_desktop.store.lists import HIDDEN

TODAY = date(2026, 11, 21)
PLACES = ("64.03.05.2001", "64.03.05.2002", None)


def _visit(drawn: Random, at: int) -> Visit:
    ended = TODAY if drawn.random() < 0.2 else None
    return Visit(
        id=f"v{drawn.randrange(1000):03d}{at}", village=drawn.choice(PLACES),
        visited_on=drawn.choice([None, *(TODAY - timedelta(days=days) for days in (-2, 0, 13, 14, 29, 30, 31, 400))]),
        family_id=drawn.choice(["f0", "f1", "f2", "elsewhere", None]),
        member_id=drawn.choice(["m0", "m1", "gone", None]),
        officer_id=drawn.choice(["o0", "o1", "unknown", None]),
        referral=drawn.choice(["proses", "sudah", "tidak", None]), referral_closed_on=ended,
        referral_to=drawn.choice(["Puskesmas Tabur", "", None]),
        social_aid=drawn.choice(["proses", "tidak", None]), social_aid_kinds=drawn.choice([("pkh",), None]),
        social_aid_other=drawn.choice(["Beras", None]),
    )  # fmt: skip


@pytest.fixture
def cases(officer: Session) -> list[OpenCase]:
    """A store with some hundred visits, and what is open by all of them read whole."""
    drawn = Random(7)
    save(officer, "isi", [
        *(Family(id=f"f{at}", village=PLACES[0], head_name=f"Kepala {at}", rt=f"00{at}", restricted=at == 2 or None)
          for at in range(3)),
        *(Member(id=f"m{at}", village=PLACES[0], family_id="f0", full_name=f"Orang {at}", restricted=at == 1 or None)
          for at in range(2)),
        *(Officer(id=f"o{at}", full_name=f"Petugas {at}") for at in range(2)),
        *(_visit(drawn, at) for at in range(240)),
    ])  # fmt: skip
    with officer.database.read() as conn:
        return list(open_cases(read.records(conn, Visit)))


def test_the_columns_and_lines_say_what_whole_visits_say(officer: Session, cases: list[OpenCase]) -> None:
    lines = case_lines(officer)
    assert list(lines.keys) == [case.key for case in cases]
    assert len(cases) > 80
    files = case_files(officer, lines.keys)
    assert list(files) == list(lines.keys)
    words = case_words(officer, lines.keys)
    for case in cases:
        one = files[case.key]
        visit = case.visit
        told = (case.kind, case.what, case.since, visit.village, visit.id, case.old(TODAY))
        assert told == (one.case.kind, one.case.what, one.case.since, one.case.visit.village, one.case.visit.id,
                        one.case.old(TODAY))  # fmt: skip
        hidden = visit.family_id == "f2" or visit.member_id == "m1"
        home = {"f0": "Keluarga Kepala 0", "f1": "Keluarga Kepala 1"}
        assert one.family == (HIDDEN if hidden else home.get(visit.family_id or "", "(keluarga belum diterima)"))
        assert one.person == ("Orang 0" if visit.member_id == "m0" and not hidden else "")
        assert one.officer == {"o0": "Petugas 0", "o1": "Petugas 1"}.get(visit.officer_id or "", "")
        assert words[case.key] == fold(f"{one.family} {one.person} {case.what} {one.officer}")
    assert case_files(officer, ["rujukan:nobody"]) == {}


def test_the_columns_narrow_as_whole_visits_would(officer: Session, cases: list[OpenCase]) -> None:
    lines, names = case_lines(officer), {"o0": "Petugas 0", "o1": "Petugas 1"}
    for kind in ("", "rujukan", "bansos"):
        for by in (None, "Petugas 1", ""):
            for villages in ((), PLACES[:1], ("64.03.05.2009",)):
                for old in (None, TODAY):
                    assert lines.fitting(kind, by, villages, old) == [
                        case.key for case in cases
                        if kind in ("", case.kind) and (old is None or case.old(old))
                        and by in (None, names.get(case.visit.officer_id or "", ""))
                        and (not villages or case.visit.village in villages)
                    ]  # fmt: skip
    assert CaseLines().fitting("", None, (), TODAY) == []
