"""The search over a whole store: what a made-up register is known to hold is found, and little else. A later one, that
asks only what was written since, finds what a whole one finds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Generator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from kampungkb_desktop.actions.duplicates import asked_pair, count_open, may_join, open_doubts, tell_apart
from kampungkb_desktop.actions.duplicates_compare import compare, join
from kampungkb_desktop.actions.duplicates_facts import address_of, place_of
from kampungkb_desktop.actions.duplicates_kept import read_kept
from kampungkb_desktop.actions.duplicates_keys import Buckets
from kampungkb_desktop.actions.duplicates_search import Search, is_stale, search_all
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.own_records import assign
from kampungkb_desktop.actions.same_person import alike, alike_families
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.separating import unmerge
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.person_name import person_name, sound
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.not_same import NotSame
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.exchanging import GUNUNG_TABUR
from tests.doubles_register import Register, fill
from tests.doubles_register import make as made_up

DAY = date(2020, 5, 6)


def twice(session: Session, *villages: str) -> list[str]:
    """The same family in each of these villages."""
    found = [
        Family(id=new_record_id(session), village=one, status=DONE, head_name="Suparman Hadi", kk="6403062505180011",
               kki="KKI-77")
        for one in villages
    ]  # fmt: skip
    save(session, "Isi", found)
    return [one.id for one in found]


def found_in(search: Search, form: str, *strengths: str) -> set[tuple[str, str]]:
    return {(p.first, p.second) for p in search.found.pairs if p.form == form and p.strength in strengths}


def test_most_known_doubles_are_found_and_little_else(district: Session) -> None:
    known: Register = made_up(250, villages=2, doubles=40)
    with district.database.write() as conn:
        fill(conn, known)
    search = search_all(district, silent())
    families = found_in(search, "family", "pasti", "mungkin")
    people = found_in(search, "member", "pasti", "mungkin")
    assert len(families & known.same_families) >= 38
    assert len(families - known.same_families) <= 1
    assert len(people & known.same_people) >= 0.9 * len(known.same_people)
    assert len(people - known.same_people) <= 0.06 * len(people)


def test_asking_only_what_was_written_finds_what_asking_everything_finds(district: Session) -> None:
    known = made_up(120, villages=2, doubles=25, seed=7)
    families, people = list(known.families), list(known.members)
    late = {pair[1] for pair in known.same_families}
    early = [one for one in families if one.id not in late]
    theirs = [one for one in people if one.family_id not in late]
    with district.database.write() as conn:
        fill(conn, Register(early, theirs, known.same_families, known.same_people))
    search_all(district, silent())
    rng = Random(3)
    later = [one for one in families if one.id in late]
    rng.shuffle(later)
    for home in later:
        save(district, "Simpan keluarga", [home, *(one for one in people if one.family_id == home.id)])
        if rng.random() < 0.3:
            search_all(district, silent())
    bit_by_bit = {one.key for one in search_all(district, silent()).found.pairs if one.strength != "mirip"}
    whole = {one.key for one in search_all(district, silent(), anew=True).found.pairs if one.strength != "mirip"}
    assert bit_by_bit == whole


def test_a_search_is_kept_until_something_is_written(officer: Session) -> None:
    twice(officer, VILLAGE, VILLAGE)
    with officer.database.read() as conn:
        assert is_stale(conn)
    assert count_open(officer) == 0
    search = search_all(officer, silent())
    assert [one.key for one in search.fresh] == [one.key for one in search.found.pairs]
    with officer.database.read() as conn:
        assert not is_stale(conn)
        assert read_kept(conn) == search.found
    assert search_all(officer, silent()).fresh == ()


def test_a_search_that_is_stopped_changes_nothing(officer: Session) -> None:
    twice(officer, VILLAGE, VILLAGE)
    progress = Progress(sink=lambda _step: progress.cancel.set())
    with pytest.raises(Cancelled):
        search_all(officer, progress, anew=True)
    with officer.database.read() as conn:
        assert read_kept(conn).upto == -1


def test_an_officer_is_asked_of_his_villages_and_the_district_of_all(officer: Session, district: Session) -> None:
    for session in (officer, district):
        twice(session, VILLAGE, GUNUNG_TABUR)
        search_all(session, silent())
    assert open_doubts(officer) == []
    (doubt,) = open_doubts(district)
    assert set(doubt.villages) == {VILLAGE, GUNUNG_TABUR}
    assert may_join(district, doubt)
    found = compare(district, doubt)
    assert found is not None
    join(district, found, {"village": 1})
    with district.database.read() as conn:
        (left,) = read.records(conn, Family)
    assert left.village == doubt.second.village


def test_two_villages_of_one_officer_are_the_districts_to_join(officer: Session) -> None:
    assign(officer, GUNUNG_TABUR, since=DAY)
    twice(officer, VILLAGE, GUNUNG_TABUR)
    search_all(officer, silent())
    (doubt,) = open_doubts(officer)
    assert not may_join(officer, doubt)
    found = compare(officer, doubt)
    assert found is not None
    with pytest.raises(KnownError) as refused:
        join(officer, found, {})
    assert refused.value.code == "E-MERGE-VILLAGE"


def test_that_two_are_not_the_same_travels(officer: Session, district: Session, tmp_path: Path) -> None:
    one, other = twice(officer, VILLAGE, VILLAGE)
    tell_apart(officer, "family", one, other, VILLAGE)
    take_in(district, [made.path for made in export(officer, tmp_path).files])
    search_all(district, silent())
    assert [one.pair.form for one in open_doubts(district)] == []


def test_any_two_can_be_compared_and_one_that_is_gone_cannot(officer: Session) -> None:
    one, other = twice(officer, VILLAGE, VILLAGE)
    asked = asked_pair(officer, "family", other, one)
    assert asked is not None
    assert compare(officer, asked) is not None
    with officer.database.read() as conn:
        gone = read.record(conn, Family, other)
    assert gone is not None
    save(officer, "Hapus", [], [gone])
    assert compare(officer, asked) is None
    assert asked_pair(officer, "family", one, other) is None


def test_a_person_being_typed_is_known_again_in_another_spelling(officer: Session) -> None:
    home, _other = twice(officer, VILLAGE, VILLAGE)
    known = Member(id=new_record_id(officer), village=VILLAGE, status=DONE, family_id=home, full_name="Muhammad Rizki",
                   sex="laki_laki", birth_date=DAY)  # fmt: skip
    save(officer, "Isi", [known])
    typed = known.changed(id=new_record_id(officer), full_name="Moh. Riski")
    (found,) = alike(officer, typed)
    assert found.member == known
    assert any("ejaan" in reason for reason in found.verdict.reasons)
    tell_apart(officer, "member", typed.id, known.id, VILLAGE)
    assert alike(officer, typed) == ()
    assert alike(officer, typed.changed(birth_date=None)) == ()


def test_a_family_being_typed_is_known_again(officer: Session) -> None:
    one, other = twice(officer, VILLAGE, VILLAGE)
    typed = Family(id=new_record_id(officer), village=VILLAGE, head_name="H. Soeparman Hadi", kk="6403062505180011")
    assert {found.family.id for found in alike_families(officer, typed)} == {one, other}
    assert alike_families(officer, typed.changed(head_name="Rudi Hartono")) == ()
    assert alike_families(officer, typed.changed(head_name=None)) == ()


def test_a_key_that_too_many_share_says_nothing() -> None:
    buckets = Buckets()
    for number in range(1, 200):
        buckets.add([7 << 26 | number])
    buckets.add([9 << 26 | 1, 9 << 26 | 2])
    assert set().union(*buckets.pairs()) == {(1, 2)}


def test_two_that_say_the_same_are_asked_again_once_they_are_separated(officer: Session) -> None:
    twice(officer, VILLAGE, VILLAGE)
    search_all(officer, silent())
    found = compare(officer, open_doubts(officer)[0])
    assert found is not None
    alias = join(officer, found, {}).aliases[0]
    search_all(officer, silent())
    assert open_doubts(officer) == []
    unmerge(officer, alias)
    search_all(officer, silent())
    assert len(open_doubts(officer)) == 1


def test_nobody_answers_for_the_villages_of_others(district: Session) -> None:
    one, other = twice(district, VILLAGE, VILLAGE)
    search_all(district, silent())
    tell_apart(district, "family", one, other, GUNUNG_TABUR)
    assert len(open_doubts(district)) == 1
    first, second = sorted((one, other))
    under = NotSame(id=new_record_id(district), village=VILLAGE, status=DONE, of="family", first=first, second=second)
    save(district, "Isi", [under])
    assert len(open_doubts(district)) == 1, "not under the id of its pair"
    tell_apart(district, "family", one, other, VILLAGE)
    assert open_doubts(district) == []


def test_a_search_leaves_no_names_in_memory(district: Session) -> None:
    """Also one that is given up: its keys and names are as many as a district has people."""
    known: Register = made_up(40, villages=1, doubles=4)
    with district.database.write() as conn:
        fill(conn, known)
    begun = Search(district).steps()
    assert isinstance(begun, Generator)
    next(begun)
    assert person_name.cache_info().currsize
    begun.close()
    assert not person_name.cache_info().currsize
    search_all(district, silent())
    assert [one.cache_info().currsize for one in (person_name, sound, place_of, address_of)] == [0, 0, 0, 0]


def test_a_key_takes_no_more_than_its_number() -> None:
    buckets, draw, many = Buckets(), Random(3).getrandbits, 100_000
    tracemalloc.start()
    buckets.add(draw(64) for _ in range(many))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 12 * many
