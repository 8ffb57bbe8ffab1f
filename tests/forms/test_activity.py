"""The form of a kegiatan: what is asked when, sums and hours that must fit, and counts that may be partial."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.clock_words import clock_minutes
from kampungkb_desktop.forms.activity import SERVED, Activity, participants, tags_of
from kampungkb_desktop.forms.programme import ACTIVITIES, GOALS, PROGRAMMES, programme_of
from kampungkb_desktop.forms.record import applies, check, missing

TODAY = date(2026, 11, 21)
COUNTS = st.one_of(st.none(), st.integers(0, 200))


def codes(activity: Activity) -> set[str]:
    return {finding.code for finding in check(activity, today=TODAY) if finding.strength == "caution"}


def test_the_tree_has_its_sizes() -> None:
    assert (len(GOALS), len(PROGRAMMES), len(ACTIVITIES)) == (4, 8, 59)
    assert {programme_of(a.code) for a in ACTIVITIES} == set(PROGRAMMES)


@given(COUNTS, COUNTS, COUNTS)
def test_the_sum_of_men_and_women_is_asked_about(male: int | None, female: int | None, attended: int | None) -> None:
    made = Activity(male=male, female=female, attended=attended)
    both = None if male is None or female is None else male + female
    wrong = both is not None and attended is not None and both != attended
    assert ("jumlah_peserta" in codes(made)) == wrong
    if wrong:
        (finding,) = [f for f in check(made, today=TODAY) if f.code == "jumlah_peserta"]
        assert "jumlah_peserta" not in codes(made.changed(attended=finding.fix))
    counted = participants(made)
    assert (counted is None) == (male is None and female is None and attended is None)
    assert both is None or counted == both


@given(st.lists(st.integers(0, 50), min_size=5, max_size=5), st.integers(0, 250))
def test_portions_by_sasaran_never_exceed_all(parts: list[int], whole: int) -> None:
    given_ = {f"portions_{name}": n for name, n in zip(SERVED, parts, strict=True)}
    made = Activity(kegiatan="4.15", dashat_portions=whole, **given_)  # type: ignore[arg-type]
    assert ("jumlah_porsi" in codes(made)) == (sum(parts) > whole)
    assert "jumlah_porsi" not in codes(made.changed(kegiatan="2.3"))


@given(st.integers(0, 23), st.integers(0, 59))
def test_hours_are_read_as_people_write_them(hour: int, minute: int) -> None:
    for text in (f"{hour}.{minute:02d}", f"{hour:02d}:{minute:02d}", f"{hour:02d}{minute:02d}"):
        assert clock_minutes(text) == hour * 60 + minute


@pytest.mark.parametrize("text", ["", None, "24.00", "8.60", "pagi", "8.3.0"])
def test_what_is_no_hour_is_none(text: str | None) -> None:
    assert clock_minutes(text) is None


def test_hours_are_cautions_only() -> None:
    assert codes(Activity(starts_at="10.00", ends_at="9.00")) == {"urutan_jam"}
    assert codes(Activity(starts_at="pagi")) == {"jam"}
    assert codes(Activity(starts_at="08.00", ends_at="10.30")) == set()


def test_office_work_is_asked_no_programme() -> None:
    work = Activity(
        title="Rapat staf", held_on=TODAY, place="Balai", description="Membahas laporan.", topic="pertemuan"
    )
    assert missing(work) == ()
    assert not applies(work, "institutions")
    assert {"kegiatan", "section", "targets", "institutions"} <= set(missing(work.changed(level="kabupaten")))


def test_a_detail_belongs_to_its_topic() -> None:
    assert codes(Activity(topic="kie", topic_detail="kie_individu")) == set()
    assert codes(Activity(topic="kie", topic_detail="pelayanan_kb")) == {"rincian_topik"}
    assert not applies(Activity(topic="pertemuan"), "topic_detail")


def test_villages_join_only_beyond_a_village() -> None:
    assert not applies(Activity(level="desa"), "joined")
    assert applies(Activity(level="kecamatan", village="64.03.06.2004"), "joined")


def test_local_labels_stand_once_in_their_order() -> None:
    assert tags_of(Activity(tags="Berdaulat , Sejahtera,, Berdaulat")) == ("Berdaulat", "Sejahtera")
    assert tags_of(Activity()) == ()
