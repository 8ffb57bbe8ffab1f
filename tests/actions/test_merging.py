"""Two families that are one: what is seen, that it is taken back whole, and what may not be joined."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import drafts, undo
from kampungkb_desktop.actions.history import record_history
from kampungkb_desktop.actions.merging import Twins, merge, merged_with, merges, unmerge
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.stunting_verval import begun
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import lists, read
from tests.actions.exchanging import GUNUNG_TABUR, MALUANG, family, sound


def rows(session: Session) -> dict[str, list[Record]]:
    """Every row of every form but the aliases themselves."""
    with session.database.read() as conn:
        return {name: read.records(conn, form, order=("id",)) for name, form in FORMS.items() if name != "alias"}


def person(session: Session, home: Family, name: str, **answers: Any) -> Member:
    made = Member(
        id=new_record_id(session), village=home.village, status="draf", family_id=home.id, full_name=name, **answers
    )
    save(session, "Simpan anggota", [made])
    return made


def alias_of(session: Session, record: str, form: type[Record] = Family) -> str:
    (part,) = merged_with(session, form, record)
    return part.alias


def test_two_families_become_one_with_all_their_visits(officer: Session) -> None:
    older = family(officer, "Suparman", kk="6403060000000001", rt="1")
    newer = family(officer, "Suparmann", rt="2", rw="3")
    budi = person(officer, newer, "Budi")
    visit = Visit(id=new_record_id(officer), village=MALUANG, status="draf", family_id=newer.id)
    save(officer, "Simpan kunjungan", [visit])
    before = rows(officer)
    result = merge(officer, Family, newer.id, older.id, note="KK sama")
    assert result.record == older.id
    with officer.database.read() as conn:
        (one,) = read.records(conn, Family)
        assert (one.id, one.head_name, one.rt, one.rw, one.kk) == (older.id, "Suparmann", "2", "3", older.kk)
        homes = {one.family_id for one in read.records(conn, Member)}
        assert homes | {one.family_id for one in read.records(conn, Visit)} == {older.id}
        found = read.record(conn, Family, newer.id)
        assert found is not None
        assert found.id == older.id, "an old id leads to the one that is shown"
        assert not read.by_ids(conn, Family, [newer.id])
    (part,) = merged_with(officer, Family, older.id)
    assert (part.record.id, part.author, part.note) == (newer.id, "Siti Rahma", "KK sama")
    assert merged_with(officer, Family, newer.id) == (part,)
    (whole,) = merges(officer)
    assert (whole.shown.id, whole.parts, whole.late) == (older.id, (part,), 0)
    assert merges(officer, [GUNUNG_TABUR]) == []
    assert sound(officer)
    joined = rows(officer)
    unmerge(officer, part.alias)
    assert rows(officer) == before
    undo.undo(officer)
    assert rows(officer) == joined
    undo.undo(officer)
    assert rows(officer) == before
    undo.redo(officer)
    assert rows(officer) == joined
    assert sound(officer)
    with pytest.raises(KnownError, match="sudah menjadi satu"):
        merge(officer, Family, newer.id, older.id)
    with officer.database.read() as conn:
        assert read.records(conn, Member)[0].id == budi.id


def test_members_are_joined_in_the_same_action_with_what_was_measured(officer: Session) -> None:
    here, there = family(officer, "Suparman"), family(officer, "Soeparman")
    mother, again = person(officer, here, "Siti", nik="6403064101900001"), person(officer, there, "Sitti")
    child = person(officer, there, "Ani", mother_id=again.id)
    measured = ChildMeasurement(
        id=new_record_id(officer), village=MALUANG, status="draf", member_id=child.id, measured_on=date(2026, 11, 1)
    )
    save(officer, "Simpan pengukuran", [measured])
    before = rows(officer)
    merge(officer, Family, here.id, there.id, twins=[Twins(again.id, mother.id)])
    with officer.database.read() as conn:
        people = {one.id: one for one in read.records(conn, Member)}
    assert people.keys() == {mother.id, child.id}
    assert people[child.id].mother_id == mother.id
    assert {one.family_id for one in people.values()} == {here.id}
    assert people[mother.id].nik == mother.nik
    (part,) = merged_with(officer, Family, here.id)
    assert part.others_too == 1
    assert sound(officer)
    unmerge(officer, alias_of(officer, mother.id, Member))
    with officer.database.read() as conn:
        back = {one.id: one for one in read.records(conn, Member)}
        assert len(read.records(conn, Family)) == 1
    assert {key: one.changed(family_id=None) for key, one in back.items()} == {
        one.id: one.changed(family_id=None) for one in (mother, again, child)
    }
    undo.undo(officer)
    unmerge(officer, part.alias)
    assert rows(officer) == before
    assert sound(officer)


def test_what_was_written_after_the_merge_stays_after_separating(officer: Session) -> None:
    older, newer = family(officer, "Suparman", rt="1"), family(officer, "Soeparman", rt="2", rw="7")
    merge(officer, Family, newer.id, older.id)
    with officer.database.read() as conn:
        (one,) = read.records(conn, Family)
    save(officer, "Simpan keluarga", [one.changed(head_name="Suparman bin Amat")])
    visit = Visit(id=new_record_id(officer), village=MALUANG, status="draf", family_id=one.id)
    save(officer, "Simpan kunjungan", [visit])
    unmerge(officer, alias_of(officer, older.id))
    with officer.database.read() as conn:
        back = read.by_ids(conn, Family, [older.id, newer.id])
        kept = read.by_ids(conn, Visit, [visit.id])[visit.id]
    assert back[older.id] == older.changed(head_name="Suparman bin Amat")
    assert back[newer.id] == newer
    assert kept.family_id == older.id


def test_the_middle_of_a_chain_is_separated(officer: Session) -> None:
    first, second, third = (family(officer, name) for name in ("Satu", "Dua", "Tiga"))
    merge(officer, Family, second.id, third.id)
    merge(officer, Family, first.id, second.id)
    assert len(merged_with(officer, Family, third.id)) == 2
    link = next(one for one in merged_with(officer, Family, first.id) if one.record.id == second.id)
    unmerge(officer, link.alias)
    with officer.database.read() as conn:
        assert {one.id for one in read.records(conn, Family)} == {first.id, second.id}
    assert sound(officer)


def test_deleting_what_is_shown_deletes_all_of_it_and_is_undone(officer: Session) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman")
    merge(officer, Family, older.id, newer.id)
    joined = rows(officer)
    with officer.database.read() as conn:
        shown = read.records(conn, Family)
    save(officer, "Hapus keluarga", [], shown)
    with officer.database.read() as conn:
        assert read.records(conn, Family) == []
    assert sound(officer)
    undo.undo(officer)
    assert rows(officer) == joined


def test_a_form_that_was_open_on_the_other_one_is_not_lost(officer: Session) -> None:
    older, newer = family(officer, "Suparman", rt="1"), family(officer, "Soeparman", rw="3")
    drafts.keep(officer, newer.changed(rt="9"), {"house_no": "12 a"})
    merge(officer, Family, older.id, newer.id)
    with officer.database.read() as conn:
        (shown,) = read.records(conn, Family)
    half = drafts.restore(officer, Family, older.id)
    assert half is not None
    assert half.record == shown.changed(rt="9")
    assert half.typed == {"house_no": "12 a"}
    assert drafts.open_drafts(officer) == [half]
    drafts.keep(officer, shown.changed(hamlet="Ilir"))
    both = drafts.restore(officer, Family, older.id)
    assert both is not None
    assert both.record == shown.changed(rt="9", hamlet="Ilir")
    save(officer, "Simpan keluarga", [both.record])
    assert drafts.open_drafts(officer) == []


def test_a_stale_screen_still_names_the_other_one(officer: Session) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman")
    budi = person(officer, newer, "Budi")
    merge(officer, Family, older.id, newer.id)
    saved = save(officer, "Simpan anggota", [budi.changed(full_name="Budiman")], seen=[budi])
    assert saved.forms
    with officer.database.read() as conn:
        (now,) = read.records(conn, Member)
        assert not read.conflicts(conn)
    assert (now.full_name, now.family_id) == ("Budiman", older.id)
    unmerge(officer, alias_of(officer, older.id))
    with officer.database.read() as conn:
        assert read.records(conn, Member)[0].family_id == newer.id, "nobody ever said anything else"


def test_the_history_tells_of_all_and_of_the_merge(officer: Session) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman")
    merge(officer, Family, older.id, newer.id)
    told = record_history(officer, older.id)
    assert {one.record for one in told} >= {older.id, newer.id}
    (alias,) = [one for one in told if one.form == "alias"]
    assert alias.record_name == "Penggabungan data ganda: Keluarga Suparman"
    assert not {"a_id", "b_id", "known"} & {field.field for field in alias.fields}
    assert told == record_history(officer, newer.id)


def test_the_other_ones_numbers_still_find_it(officer: Session) -> None:
    older = family(officer, "Suparman", kk="6403060000000001")
    newer = family(officer, "Paijo", kk="6403060000000002")
    budi, other = person(officer, older, "Budi"), person(officer, newer, "Yayan", nik="6403064101900009")

    def found(text: str) -> int:
        with officer.database.read() as conn:
            return len(list(lists.family_ids(conn, text=text)))

    merge(officer, Family, older.id, newer.id, twins=[Twins(budi.id, other.id, budi.changed(nik="6403064101900001"))])
    assert [found(text) for text in ("6403060000000002", "paijo", "yayan", "6403064101900009")] == [1, 1, 1, 1]
    unmerge(officer, alias_of(officer, older.id))
    assert [found(text) for text in ("6403060000000002", "Suparman Paijo")] == [1, 0]
    assert sound(officer)


def test_a_verification_of_the_other_one_is_found(officer: Session) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman")
    half = Semester(2026, 2)
    made = begun(officer, newer, half, date(2026, 11, 21))
    save(officer, "Verval", [made])
    merge(officer, Family, older.id, newer.id)
    assert begun(officer, older, half, date(2026, 11, 21)).id == made.id


def test_what_may_not_be_joined(officer: Session) -> None:
    here, far = family(officer, "Suparman"), family(officer, "Soeparman", GUNUNG_TABUR)
    nowhere = family(officer, "Tanpa desa", None)
    before = rows(officer)
    for other, code in ((far.id, "VILLAGE"), (nowhere.id, "VILLAGE"), (here.id, "DONE"), ("f" * 32, "GONE")):
        with pytest.raises(KnownError) as caught:
            merge(officer, Family, here.id, other)
        assert caught.value.code == f"E-MERGE-{code}"
    with pytest.raises(KnownError) as caught:
        unmerge(officer, "f" * 32)
    assert caught.value.code == "E-MERGE-DONE"
    assert rows(officer) == before


def test_separating_gives_back_after_separating_was_undone(officer: Session) -> None:
    older, newer = family(officer, "Suparman", rt="1"), family(officer, "Soeparman", rt="2")
    before = rows(officer)
    merge(officer, Family, newer.id, older.id)
    joined = rows(officer)
    for _ in range(2):
        unmerge(officer, alias_of(officer, older.id))
        assert rows(officer) == before
        undo.undo(officer)
        assert rows(officer) == joined
    unmerge(officer, alias_of(officer, older.id))
    merge(officer, Family, older.id, newer.id, {"rt": "5"})
    unmerge(officer, alias_of(officer, older.id))
    assert rows(officer) == before
    assert sound(officer)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(st.permutations((0, 1, 2)), min_size=1, max_size=3),
    values=st.sampled_from((None, {"rt": "8"}, {"head_name": None})),
    with_people=st.booleans(),
    picks=st.lists(st.integers(0, 5), min_size=6, max_size=6),
)
def test_separating_everything_again_changes_nothing(
    officer: Session, pairs: list[list[int]], values: Any, with_people: bool, picks: list[int]
) -> None:
    """Whatever was joined in whatever order, with whatever answers, and separated in whatever order."""
    homes = [family(officer, name, rt=rt) for name, rt in (("Satu", "1"), ("Dua", None), ("Tiga", "3"))]
    people = [person(officer, home, "Budi", nik=nik) for home, nik in zip(homes, ("1", "2", None), strict=True)]
    before = rows(officer)
    for one, other, _ in pairs:
        twins = [Twins(people[one].id, people[other].id)] if with_people else []
        try:
            merge(officer, Family, homes[one].id, homes[other].id, values, twins=twins)
        except KnownError as error:
            assert error.code == "E-MERGE-DONE"  # noqa: PT017  a circle: they are one already
    assert sound(officer)
    for pick in picks:
        if left := [part.alias for whole in merges(officer) for part in whole.parts]:
            unmerge(officer, left[pick % len(left)])
    assert merges(officer) == []
    assert rows(officer) == before
    assert sound(officer)
    save(officer, "Bersihkan", [], [*homes, *people])
