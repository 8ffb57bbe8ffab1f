"""The portal's reading beside the computed class: what differs is named, with a cause the records give."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.official_class import LEVELS, OfficialClass, level_of
from kampungkb_desktop.forms.record import check
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.rules.classification_history import VillageRecords
from kampungkb_desktop.rules.classification_official import Comparison, compare, month_meant
from tests.rules.test_figures_village import MONTHLY, POPULATION, PROFILE, SIX

SCORES = {"i1": 4, "i2": 3, "i3": 4, "i4": 3, "i5": 3, "p1": 3, "p2": 4, "p3": 3, "o1": 2, "o2": 4, "o3": 4, "o4": 3}
RECORDS = VillageRecords(
    profiles=(
        PROFILE.changed(id="1", month="2026-08", status="selesai", funds=("apbn",)),
        PROFILE.changed(id="2", month="2026-10", status="selesai"),
    ),
    populations=(POPULATION.changed(id="3", as_of=date(2026, 8, 1), status="selesai"),),
    monthlies=(MONTHLY.changed(id="4", month="2026-09", status="selesai"),),
    activities=(("2026-08", frozenset(SIX)),),
)


def compared(**answers: object) -> Comparison:
    official = OfficialClass(read_on=date(2026, 10, 5), level="berkelanjutan").changed(**(SCORES | answers))
    found = compare(official, RECORDS.history("2026-11"))
    assert found is not None
    return found


def test_the_same_scores_agree() -> None:
    found = compared()
    assert (found.month, found.level, found.unread) == ("2026-10", Level.BERKELANJUTAN, 0)
    assert found.agrees
    assert compared(i1=None, o4=None).unread == 2
    assert compared(i1=None, o4=None).agrees


def test_another_class_or_score_is_a_difference() -> None:
    assert not compared(level="mandiri").agrees
    found = compared(i2=2)
    (one,) = found.differences
    assert (one.code, one.official, one.score.score) == ("I2", 2, 3)
    assert one.causes[0] == (
        "Sama dengan nilai di sini pada September 2026: data portal mungkin belum diperbarui sejak itu."
    )


def test_the_other_reading_is_named_where_it_explains_the_difference() -> None:
    three = VillageRecords(activities=(("2026-10", frozenset({"opd_kb", "bkkbn", "sosial", "bps"})),))
    found = compare(OfficialClass(read_on=date(2026, 10, 5), level="dasar", p3=2), three.history("2026-10"))
    assert found is not None
    assert found.differences[0].causes[0] == "Sama dengan portal bila OPD-KB dan Perwakilan BKKBN tidak ikut dihitung."


def test_no_data_here_drafts_and_edges_are_causes() -> None:
    bare = VillageRecords(profiles=(InstitutionProfile(id="1", month="2026-10", has_pkb=True, status="draf"),))
    official = OfficialClass(read_on=date(2026, 10, 5), level="dasar", i1=3, i5=1)
    found = compare(official, bare.history("2026-10"))
    assert found is not None
    said = {one.code: one.causes for one in found.differences}
    assert said["I1"] == ("Di sini belum ada datanya; isi dari sumber yang sama dengan portal.",)
    assert said["I5"][0].endswith("di sini masih draf, jadi mungkin belum dimasukkan ke portal.")
    assert said["I5"][1].startswith("Di portal nilainya 1")
    edge = compared(o3=3).differences[0]
    assert edge.causes[-1].startswith("Angkanya (25 %) tepat di batas")


def test_the_portals_own_month_counts_before_the_day_it_was_read() -> None:
    assert month_meant(OfficialClass(read_on=date(2026, 11, 3), period="2026-09")) == "2026-09"
    assert month_meant(OfficialClass(read_on=date(2026, 11, 3))) == "2026-11"
    assert compare(OfficialClass(), RECORDS.history("2026-11")) is None
    assert compare(OfficialClass(read_on=date(2020, 1, 1)), RECORDS.history("2026-11")) is None


@given(st.fixed_dictionaries({code: st.none() | st.integers(1, 3) for code in SCORES}))
def test_every_score_that_was_read_is_either_the_same_or_explained(scores: dict[str, int | None]) -> None:
    found = compared(**scores)
    told = {one.code.lower() for one in found.differences}
    assert told == {code for code, score in scores.items() if score not in (None, SCORES[code])}
    assert all(one.causes and all(one.causes) for one in found.differences)
    assert found.unread == sum(score is None for score in scores.values())


def test_slips_while_typing_off_are_cautions() -> None:
    right = OfficialClass(
        read_on=date(2026, 10, 5), level="berkelanjutan", index_input=3.4, index_process=3.33, index_output=3.25
    ).changed(**SCORES)
    assert check(right, today=date(2026, 11, 1)) == ()
    found = check(right.changed(index_input=3.2, level="mandiri"), today=date(2026, 11, 1))
    assert {(one.field, one.strength) for one in found} == {("index_input", "caution"), ("level", "caution")}
    assert {one.field for one in check(OfficialClass(i4=4), today=date(2026, 11, 1))} == {"read_on", "level", "i4"}


def test_the_class_code_is_the_one_of_the_rule() -> None:
    labels = [LEVELS.label(level_of(*good)) for good in ((True,) * 3, (True, True, False), (False, True, True))]
    assert labels == ["Berkelanjutan", "Berkembang", "Mandiri"]
    assert level_of(False, False, True) == "dasar"
