"""Each reason of the due list: what makes it, the day it is due, and what ends it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.due import (
    BirthRow,
    PregnancyRow,
    SupportRow,
    Urgency,
    WeddingRow,
    due_of,
    horizon,
    reason_names,
    schedule_on,
    week_end,
)
from kampungkb_desktop.rules.figures_rows import PersonRow
from tests.rules.due_families_made import (
    HUSBAND,
    TODAY,
    WIFE,
    child,
    codes,
    couple,
    days,
    home,
    measured,
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


def test_a_child_is_weighed_every_calendar_month() -> None:
    row = measured("m1", "bayi", date(2026, 10, 2), 9.0, 75)
    found = only(home(BABY, measured=(row,)), "timbang")
    assert (found.due, found.late(TODAY), found.record) == (date(2026, 11, 30), 0, "m1")
    assert found.sentence == "Terakhir ditimbang 2 Oktober 2026; November 2026 belum."
    assert "timbang" not in codes(home(BABY, measured=(row, row._replace(id="m2", measured_on=date(2026, 11, 1)))))
    missed = only(home(BABY, measured=(row._replace(measured_on=date(2026, 9, 30)),)), "timbang")
    assert (missed.due, missed.late(TODAY)) == (date(2026, 10, 31), 21)


def test_never_weighed_is_late_but_not_by_years() -> None:
    found = only(home(child("anak", date(2022, 5, 5))), "timbang")
    assert (found.due, found.sentence) == (date(2026, 8, 31), "Belum pernah ditimbang.")
    newborn = only(home(child("anak", date(2026, 10, 30))), "timbang")
    assert newborn.due == date(2026, 11, 30)
    assert codes(home(child("anak", date(2021, 11, 21)))) == []  # five years old today
    assert codes(home(child("anak", date(2021, 11, 22)))) == ["timbang"]


def test_a_child_who_died_or_moved_is_not_visited() -> None:
    gone = BABY._replace(mutation="pindah", mutation_on=days(3))
    made = home(gone, visits=(visit("v1", days(40), "bayi", "anak", next_on=days(2)),))
    assert codes(made) == []


def test_results_ask_until_a_visit_follows() -> None:
    on = days(12)
    before = measured("m0", "bayi", on - timedelta(days=31), 8.9, 75.5)
    cases = {
        "edema": measured("m1", "bayi", on, 9.2, 76.0, oedema=True),
        "gizi_buruk": measured("m1", "bayi", on, 6.6, 76.0),
        "gizi_kurang": measured("m1", "bayi", on, 7.5, 76.5),
        "bgm": measured("m1", "bayi", on, 6.2, 70.0),
        "pendek": measured("m1", "bayi", on, 8.9, 68.0),
        "tidak_naik": measured("m1", "bayi", on, 8.9, 76.0),
        "ukur_ulang": measured("m1", "bayi", on, 9.1, 45.0),
    }
    for code, row in cases.items():
        made = home(BABY, measured=(before, row))
        found = only(made, code)
        assert (found.record, found.target, found.person) == ("m1", "anak", "bayi"), code
        assert found.sentence.startswith("Diukur 9 November 2026: "), code
        seen = home(BABY, measured=(before, row), visits=(visit("v1", days(1), "bayi", "anak"),))
        assert (code in codes(seen)) == (code == "ukur_ulang"), code
    assert only(home(BABY, measured=(before, cases["edema"])), "edema").urgency is Urgency.NOW


def test_only_what_is_new_asks_for_stunting_and_wasting() -> None:
    short = measured("m0", "bayi", days(43), 8.0, 67.5)
    again = measured("m1", "bayi", days(12), 8.9, 68.0)
    assert "pendek" not in codes(home(BABY, measured=(short, again)))


def test_twice_not_up_is_more_urgent() -> None:
    rows = tuple(measured(f"m{n}", "bayi", date(2026, 9 + n, 10), 8.9, 74.0 + n) for n in range(3))
    assert only(home(BABY, measured=rows), "dua_t").urgency is Urgency.SOON
    assert "tidak_naik" not in codes(home(BABY, measured=rows))


def test_an_old_result_is_left_to_the_weighing() -> None:
    made = home(BABY, measured=(measured("m1", "bayi", date(2026, 8, 20), 6.6, 76.0),))
    assert codes(made) == ["timbang"]


def test_referral_and_aid_stay_until_they_are_closed() -> None:
    open_ = visit("v1", days(30), "ibu", "ibu_hamil", referral=True, referral_to="Puskesmas Teluk", aid=True)
    made = home(visits=(open_, visit("v2", days(2), "ibu")))
    assert only(made, "rujukan").sentence == "Rujukan ke Puskesmas Teluk sejak 22 Oktober 2026 belum selesai."
    assert (only(made, "rujukan").due, only(made, "bansos").due) == (days(16), TODAY)
    assert codes(home(visits=(open_._replace(referral=False, aid=False),))) == []


def test_a_draft_asks_to_be_finished() -> None:
    found = only(home(visits=(visit("v1", days(4), draft=True),)), "draf")
    assert (found.due, found.record) == (days(1), "v1")


def test_a_family_at_risk_is_seen_every_month_and_accompanied() -> None:
    made = home(at_risk=("Jamban tidak layak.",), visits=(visit("v1", date(2026, 9, 4), support=True),))
    found = only(made, "krs")
    assert (found.due, found.late(TODAY)) == (date(2026, 10, 31), 21)
    assert "(jamban tidak layak)" in found.sentence
    assert codes(made) == ["krs"]
    assert codes(home(at_risk=(), visits=(visit("v1", days(3), support=True),))) == []
    assert codes(home(at_risk=(), visits=(visit("v1", days(3)),))) == ["krs_pendampingan"]
    told = SupportRow("s1", days(10), True)
    assert codes(home(at_risk=(), visits=(visit("v1", days(12), support=False),), support=(told,))) == []
    never = home(at_risk=())
    assert sorted(codes(never)) == ["krs", "krs_pendampingan"]
    assert only(never, "krs").due == date(2026, 8, 31)


def test_for_whom_a_family_at_risk_is_visited() -> None:
    assert only(home(at_risk=()), "krs").target == "umum"
    with_child = home(WIFE, HUSBAND, BABY, at_risk=())
    assert (only(with_child, "krs").target, only(with_child, "krs").person) == ("anak", "bayi")
    expecting = home(WIFE, HUSBAND, BABY, at_risk=(), checks=(PregnancyRow("p1", "ibu", days(2), 20, None),))
    assert (only(expecting, "krs").target, only(expecting, "krs").person) == ("ibu_hamil", "ibu")


def test_unmet_need_is_talked_about_again_after_a_visit() -> None:
    wish = couple(days(45), using=False, method=None, wants_child="tidak_ingin_lagi")
    found = only(home(couple=wish), "unmet_need")
    assert (found.due, found.person) == (days(15), "")
    assert "tidak ingin anak lagi" in found.sentence
    assert codes(home(couple=wish, visits=(visit("v1", days(20)),))) == []
    assert only(home(couple=wish, visits=(visit("v1", days(20)),)), "unmet_need", until=days(-70)).due == days(-70)
    for happy in (wish._replace(wants_child="segera"), wish._replace(using=True), wish._replace(pregnant=True)):
        assert "unmet_need" not in codes(home(couple=happy))
    old = WIFE._replace(birth=date(1970, 1, 1))
    assert codes(home(old, HUSBAND, couple=wish)) == []


def test_old_answers_about_kb_are_asked_anew() -> None:
    assert codes(home(couple=couple(date(2025, 11, 1)))) == ["kb_lama"]
    assert codes(home(couple=couple(date(2026, 1, 1)))) == []


def test_a_couple_that_married_lately_is_asked_about_kb() -> None:
    bride = WIFE._replace(mutation="menikah", mutation_on=days(50))
    assert only(home(bride, HUSBAND), "pus_baru").due == days(20)
    assert codes(home(bride, HUSBAND, couple=couple(days(10)))) == []
    assert codes(home(bride._replace(mutation_on=days(400)), HUSBAND)) == []


def test_a_promise_follows_the_person_through_life() -> None:
    promised = visit("v1", days(30), "ibu", "ibu_hamil", next_on=days(1))
    still = home(visits=(promised,), checks=(PregnancyRow("p1", "ibu", days(30), 20, None),))
    assert only(still, "janji").target == "ibu_hamil"
    born = home(visits=(promised,), checks=(PregnancyRow("p1", "ibu", days(5), None, True),))
    assert only(born, "janji").target == "pasca_salin"
    assert only(home(visits=(promised,)), "janji").target == "umum"
    grown = home(child("anak", date(2021, 1, 1)), visits=(visit("v1", days(30), "anak", "anak", next_on=TODAY),))
    assert only(grown, "janji").target == "umum"


def test_the_most_urgent_reason_of_a_person_comes_first() -> None:
    rows = (measured("m1", "bayi", days(12), 9.2, 76.0, oedema=True),)
    visits = (visit("v1", days(90), "bayi", "anak", next_on=days(60)),)
    (found,) = due_of(home(BABY, measured=rows, visits=visits), TODAY)
    assert [one.code for one in found.reasons][:2] == ["edema", "janji"]
    assert found.first.code == "edema"
    assert found.due == days(60)


def test_the_rule_file_names_every_reason_and_its_source() -> None:
    rule = schedule_on(TODAY)
    assert (rule.id, rule.covers(TODAY)) == ("jadwal-2022", True)
    assert rule.source
    assert set(reason_names(rule.id)) >= {"janji", "timbang", "krs", "hamil", "nifas", "catin", "edema", "unmet_need"}
    found = ruleset.load(rule.id).parameters["alasan"]
    assert all(0 <= one["mendesak"] <= 3 and one["nama"] for one in found.values())


def test_persons_without_dates_do_no_harm() -> None:
    odd = PersonRow("x", "f", None, None, None, None)
    made = home(odd, visits=(visit("v1", None), visit("v2", days(3), "x", "anak", next_on=days(1))))
    assert codes(made) == ["janji"]
