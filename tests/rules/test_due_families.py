"""Why somebody is to be visited, continued: children, results, referrals, families at risk, couples."""

from __future__ import annotations

from datetime import date, timedelta

from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.due import (
    PregnancyRow,
    SupportRow,
    Urgency,
    due_of,
    reason_names,
    schedule_on,
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
    visit,
)

BABY = child("bayi", date(2025, 9, 14))
"""A girl of 14 months."""


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
