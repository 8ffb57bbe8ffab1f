"""Each reason of the due list: what makes it, the day it is due, and what ends it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kampungkb_desktop.rules.due import (
    BirthRow,
    PregnancyRow,
    SupportRow,
    Urgency,
    WeddingRow,
    due_of,
    horizon,
    week_end,
)
from tests.rules.due_families_made import (
    HUSBAND,
    TODAY,
    WIFE,
    child,
    codes,
    couple,
    days,
    home,
    only,
    reasons,
    visit,
)

BABY = child("bayi", date(2025, 9, 14))
"""A girl of 14 months."""


def test_a_family_without_anything_is_left_alone() -> None:
    assert due_of(home(), TODAY) == ()
    assert due_of(home(child("besar", date(2012, 1, 1))), TODAY) == ()


def test_a_planned_visit_is_due_on_its_day_until_somebody_comes() -> None:
    planned = visit("v1", days(40), next_on=days(10))
    found = only(home(visits=(planned,)), "janji")
    assert (found.due, found.late(TODAY), found.record, found.person) == (days(10), 10, "v1", "")
    assert found.sentence == "Direncanakan 11 November 2026 pada kunjungan 12 Oktober 2026."
    assert codes(home(visits=(planned, visit("v2", days(5))))) == []
    # A visit to somebody else does not keep the promise.
    other = visit("v3", days(5), "ibu", "ibu_hamil")
    assert codes(home(visits=(planned, other))) == ["janji"]


def test_of_two_visits_on_a_day_the_later_record_counts() -> None:
    first, second = visit("v1", days(8), next_on=days(1)), visit("v2", days(8), next_on=days(-3))
    assert only(home(visits=(second, first)), "janji").due == days(-3)


def test_a_planned_visit_far_ahead_waits() -> None:
    planned = visit("v1", days(40), next_on=date(2026, 12, 24))
    assert codes(home(visits=(planned,))) == []
    assert codes(home(visits=(planned,)), until=date(2026, 12, 24)) == ["janji"]
    assert horizon(TODAY) == date(2026, 11, 30)
    assert horizon(date(2026, 11, 28)) == week_end(date(2026, 11, 28)) == date(2026, 12, 5)


def test_an_engaged_person_is_accompanied_three_months_before_the_wedding() -> None:
    bride = child("dewi", date(2002, 1, 1))
    wedding = WeddingRow("w1", "dewi", days(150), date(2027, 1, 10))
    found = only(home(bride, weddings=(wedding,)), "catin")
    assert (found.due, found.target, found.record) == (date(2026, 10, 10), "catin", "w1")
    assert "Rencana menikah 10 Januari 2027" in found.sentence
    assert codes(home(bride, weddings=(wedding,), visits=(visit("v1", days(30), "dewi", "catin"),))) == []
    checked = WeddingRow("w2", "dewi", days(20), date(2027, 1, 10))
    assert codes(home(bride, weddings=(wedding, checked))) == []
    # Past, or too far ahead.
    assert codes(home(bride, weddings=(wedding._replace(wedding_on=days(1)),))) == []
    assert codes(home(bride, weddings=(wedding._replace(wedding_on=date(2027, 6, 1)),))) == []


def test_a_verification_that_names_a_wedding_asks_who_marries() -> None:
    told = SupportRow("s1", days(20), None, wedding=True)
    found = only(home(support=(told,)), "catin")
    assert (found.due, found.person, found.target, found.record) == (days(6), "", "catin", "s1")
    assert codes(home(support=(told, SupportRow("s2", days(2), None, wedding=False)))) == []
    assert codes(home(support=(told,), visits=(visit("v1", days(3), "ibu", "catin"),))) == []
    assert codes(home(support=(told._replace(on=days(120)),))) == []


def test_an_expectant_mother_is_seen_at_her_weeks() -> None:
    # Week 24 reached 4 days ago, last seen in week 20.
    checks = (PregnancyRow("p1", "ibu", days(32), 20, None),)
    found = only(home(checks=checks), "hamil")
    assert (found.due, found.target) == (days(4), "ibu_hamil")
    assert found.sentence.startswith("Kunjungan usia kehamilan 24 minggu")
    # A visit a week early is early enough; the next is week 28.
    early = (*checks, PregnancyRow("p2", "ibu", days(11), 23, None))
    assert codes(home(checks=early)) == []
    assert only(home(checks=early), "hamil", until=days(-24)).due == days(-24)


def test_weeks_that_passed_are_not_asked_for_again() -> None:
    found = [
        one
        for one in reasons(home(checks=(PregnancyRow("p1", "ibu", days(126), 12, None),)))
        if "minggu" in one.sentence
    ]
    assert [one.sentence[:33] for one in found] == ["Kunjungan usia kehamilan 28 minggu"[:33]]


def test_a_pregnancy_known_only_from_kb_asks_for_the_first_contact() -> None:
    found = only(home(couple=couple(days(20), pregnant=True, pregnant_weeks=8, using=False)), "kontak_awal")
    assert (found.due, found.person, found.form, found.record) == (days(13), "ibu", "family_planning", "kb")
    assert "Usia kehamilan 10 minggu" in found.sentence


def test_the_birth_is_waited_for_and_then_asked_for() -> None:
    begun = days(7 * 39)  # 39 weeks today
    check = PregnancyRow("p1", "ibu", begun + timedelta(weeks=36), 36, None)
    found = only(home(checks=(check,)), "persalinan")
    assert (found.due, found.urgency) == (begun + timedelta(days=266), Urgency.SOON)
    later = begun + timedelta(days=300)
    assert "belum dicatat" in only(home(checks=(check,)), "persalinan", later).sentence
    assert codes(home(checks=(check,)), begun + timedelta(days=341)) == []


@pytest.mark.parametrize("told", ["check", "birth", "baby"])
def test_a_birth_ends_the_pregnancy_however_it_is_told(told: str) -> None:
    check = PregnancyRow("p1", "ibu", days(60), 34, None)
    delivered = PregnancyRow("p2", "ibu", days(3), None, True)
    birth = BirthRow("b1", "ibu", days(1), days(3), True)
    made = {
        "check": home(checks=(check, delivered)),
        "birth": home(checks=(check,), births=(birth,)),
        "baby": home(WIFE, HUSBAND, child("baru", days(3)), checks=(check,), mothers={"baru": "ibu"}),
    }[told]
    found = codes(made)
    assert "hamil" not in found
    assert "persalinan" not in found
    if told != "birth":
        assert only(made, "nifas").due == days(-4)


def test_a_new_mother_is_seen_in_each_of_the_weeks_after_birth() -> None:
    def due(since: int, *seen: int) -> list[tuple[date, int]]:
        births = (BirthRow("b1", "ibu", days(since), days(since), True),) if not seen else ()
        checks = (PregnancyRow("p1", "ibu", days(since), None, True),)
        visits = tuple(visit(f"v{n}", days(since - after), "ibu", "pasca_salin") for n, after in enumerate(seen))
        made = home(checks=checks, births=births, visits=visits)
        return [(one.due, one.late(TODAY)) for one in reasons(made) if one.code == "nifas"]

    assert due(5, 1) == [(days(5 - 7), 0)]  # KF2 until day 7
    assert due(5, 1, 4) == []  # KF3 begins on day 8 but is due only on day 28, beyond the month's end
    assert due(20, 1, 4) == [(days(-8), 0)]
    assert due(60, 30) == []
    never = PregnancyRow("p1", "ibu", days(60), None, True)
    assert only(home(checks=(never,)), "nifas").late(TODAY) == 18
    assert codes(home(checks=(never._replace(on=days(95)),))) == []


def test_a_mother_who_died_is_not_visited() -> None:
    assert codes(home(births=(BirthRow("b1", "ibu", days(2), days(3), False),))) == []
