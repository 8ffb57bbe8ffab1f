"""Joining on several laptops: what others write not knowing of it, and what travels to whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.groups import MOST
from kampungkb_desktop.actions.merging import Twins, late_answers, late_count, merge, merged_with, settle, unmerge
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo_file import undo_file
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.alias import Alias, alias_id, ordered
from kampungkb_desktop.forms.change import ERASE, PUT, Change, encode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.exchanging import GUNUNG_TABUR, MALUANG, family, laptop, log, sent, sound, taken


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Session]:
    """The district's second computer."""
    session = laptop(tmp_path / "kantor", "Rina Wati", role="kabupaten")
    yield session
    sessions.close(session)


def tell(sender: Session, *others: Session) -> None:
    """Everything that one laptop knows, straight into the logs of the others."""
    changes = list(log(sender).values())
    for other in others:
        with other.database.write() as conn:
            ledger.append(conn, changes)
        assert sound(other)


def says(session: Session) -> list[object]:
    """Families, members and visits, and what is to be decided."""
    with session.database.read() as conn:
        found = [sorted(read.rows(conn, form, ("id", *fields_of(form))), key=str) for form in (Family, Member, Visit)]
        return [*found, read.conflicts(conn)]


def families(session: Session) -> dict[str, Family]:
    with session.database.read() as conn:
        return {one.id: one for one in read.records(conn, Family)}


def visit(session: Session, home: Record) -> Visit:
    made = Visit(id=new_record_id(session), village=home.village, status="draf", family_id=home.id)
    save(session, "Simpan kunjungan", [made])
    return made


def test_a_merge_travels_and_visits_follow_it(officer: Session, district: Session, tmp_path: Path) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman")
    first = visit(officer, newer)
    taken(district, sent(officer, tmp_path / "1").path)
    merge(officer, Family, older.id, newer.id)
    merge_file = sent(officer, tmp_path / "2")
    later = visit(officer, newer)  # by a screen that still names the other one
    late_file = sent(officer, tmp_path / "3")
    taken(district, late_file.path)
    report = taken(district, merge_file.path)
    assert (report.new, report.deleted) == (1, 0), "the alias is new; nobody deleted anything"
    assert says(district) == says(officer)
    with district.database.read() as conn:
        kept = read.by_ids(conn, Visit, [first.id, later.id])
    assert {one.family_id for one in kept.values()} == {older.id}
    assert sound(district)


def test_a_file_that_brought_a_merge_is_taken_back(officer: Session, district: Session, tmp_path: Path) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman", rt="3")
    visit(officer, newer)
    taken(district, sent(officer, tmp_path / "1").path)
    before = says(district)
    merge(officer, Family, older.id, newer.id)
    taken(district, sent(officer, tmp_path / "2").path)
    assert says(district) != before
    with district.database.read() as conn:
        entry = read.files(conn)[0]
    undo_file(district, entry)
    assert says(district) == before
    assert sound(district)


def test_two_offices_join_in_opposite_directions(district: Session, officer: Session, office: Session) -> None:
    older, newer = family(officer, "Suparman", rt="1"), family(officer, "Soeparman", rt="2")
    tell(officer, district, office)
    merge(district, Family, older.id, newer.id)
    merge(office, Family, newer.id, older.id)
    tell(district, office)
    tell(office, district, officer)
    assert says(district) == says(office) == says(officer)
    assert families(officer).keys() == {older.id}
    with officer.database.read() as conn:
        # The district chose what stood already, which is no answer of its own: the other's choice stands.
        assert not read.conflicts(conn)
    assert families(officer)[older.id].head_name == "Soeparman"
    assert len(merged_with(officer, Family, older.id)) == 1
    unmerge(officer, alias_id(older.id, newer.id))
    tell(officer, district, office)
    assert families(district) == families(office) == {older.id: older, newer.id: newer}


def test_answers_to_the_other_one_wait_to_be_compared(officer: Session, district: Session) -> None:
    older, newer = family(officer, "Suparman", rt="1"), family(officer, "Soeparman", rt="2")
    tell(officer, district)
    merge(officer, Family, older.id, newer.id)
    with district.database.read() as conn:
        there = read.record(conn, Family, newer.id)
    assert there is not None
    save(district, "Simpan keluarga", [there.changed(rt="9", phone="081234567890")])
    tell(district, officer)
    assert families(officer)[older.id].rt == "1"
    assert late_count(officer) == 1
    listed = {one.field: one for one in late_answers(officer, Family, older.id)}
    assert {name: (one.words, one.shown_words, one.author) for name, one in listed.items()} == {
        "rt": ("9", "1", "Budi Santoso"),
        "phone": ("081234567890", "(kosong)", "Budi Santoso"),
    }
    tell(officer, district)
    assert late_count(district) == 1, "the same on every laptop"
    settle(officer, Family, older.id, [(newer.id, "phone")])
    assert (families(officer)[older.id].rt, families(officer)[older.id].phone) == ("1", "081234567890")
    assert late_count(officer) == 0
    assert late_answers(officer, Family, older.id) == ()
    tell(officer, district)
    assert late_count(district) == 0
    assert says(district) == says(officer)
    with pytest.raises(KnownError, match="sudah diperiksa"):
        settle(officer, Family, older.id)


def test_a_chain_that_nobody_saw_whole_is_listed(officer: Session, district: Session) -> None:
    """One joins the first and the second, another the second and the third: nobody compared all three."""
    one, two, three = (family(officer, name) for name in ("Satu", "Dua", "Tiga"))
    tell(officer, district)
    merge(officer, Family, three.id, two.id, {"rt": "5"})
    merge(district, Family, one.id, two.id)
    tell(officer, district)
    tell(district, officer)
    assert says(officer) == says(district)
    assert families(officer).keys() == {one.id}
    assert {late.field for late in late_answers(officer, Family, one.id)} >= {"rt"}
    settle(officer, Family, one.id)
    assert late_count(officer) == 0
    assert sound(officer)


def test_one_is_deleted_elsewhere_while_they_are_joined(officer: Session, district: Session) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman")
    kept = visit(officer, older)
    tell(officer, district)
    merge(officer, Family, older.id, newer.id)
    save(district, "Hapus keluarga", [], [families(district)[older.id]])
    tell(district, officer)
    tell(officer, district)
    assert says(officer) == says(district)
    assert families(officer).keys() == {older.id}, "an edit stands beside a deletion, and a merge is one"
    with officer.database.read() as conn:
        assert [one.field for one in read.conflicts(conn)] == ["*deleted*"]
        assert read.by_ids(conn, Visit, [kept.id])[kept.id].family_id == older.id


def test_erasing_one_leaves_nothing_of_it(officer: Session, district: Session) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman", kk="6403060000000002")
    kept = visit(officer, older)
    tell(officer, district)
    merge(officer, Family, older.id, newer.id, {"kk": None})
    for gone, left in ((newer, older), (older, None)):
        with officer.database.write() as conn:
            erase = _change(officer, conn_seq(conn, officer), Family.FORM, gone.id, ERASE, {})
            ledger.append(conn, [erase])
        assert sound(officer)
        assert families(officer).keys() == ({left.id} if left else set())
        with officer.database.read() as conn:
            words = conn.exec_driver_sql("SELECT group_concat(words) FROM joined").scalar()
            assert "6403" not in (words or "")
            assert read.by_ids(conn, Visit, [kept.id])[kept.id].family_id == older.id
    tell(officer, district)
    assert says(district) == says(officer)


def test_a_district_joins_two_villages_and_all_move_along(district: Session, officer: Session) -> None:
    here, there = family(officer, "Suparman"), family(officer, "Soeparman", GUNUNG_TABUR)
    budi = Member(id=new_record_id(officer), village=GUNUNG_TABUR, status="draf", family_id=there.id, full_name="Budi")
    save(officer, "Simpan anggota", [budi])
    kept = visit(officer, there)
    tell(officer, district)
    before = says(district)
    result = merge(district, Family, here.id, there.id)
    with district.database.read() as conn:
        moved = [*read.records(conn, Member), *read.records(conn, Visit)]
        assert {(one.village, getattr(one, "family_id", "")) for one in moved} == {(MALUANG, here.id)}
        assert read.by_ids(conn, Visit, [kept.id])
    assert sound(district)
    unmerge(district, result.aliases[0])
    assert says(district) == before


def test_a_family_that_moves_takes_its_aliases_along(officer: Session) -> None:
    older, newer = family(officer, "Suparman"), family(officer, "Soeparman")
    merge(officer, Family, older.id, newer.id)
    save(officer, "Pindah", [families(officer)[older.id].changed(village=GUNUNG_TABUR)])
    with officer.database.read() as conn:
        assert [one.village for one in read.records(conn, Alias)] == [GUNUNG_TABUR]
        assert ledger.folded(conn, "family", newer.id).values["village"] == GUNUNG_TABUR
    assert families(officer).keys() == {older.id}
    assert sound(officer)


# --- hostile, or only mistaken ----------------------------------------------------------------------------------------


def conn_seq(conn: object, session: Session) -> int:
    return read.next_seq(conn, session.device)  # type: ignore[arg-type]


def _change(session: Session, seq: int, form: str, record: str, kind: int, values: dict[str, str]) -> Change:
    return Change(
        session.device, seq, (), session.clock(), 0, session.author, f"{seq:032x}", "Simpan", form, record, MALUANG,
        kind, 1, encode_values(values) if kind == PUT else "", 1,
    )  # fmt: skip


def _alias(session: Session, seq: int, one: str, other: str, *, key: str = "", of: str = "family") -> Change:
    a_id, b_id = ordered(one, other)
    values = {"village": MALUANG, "of_form": of, "a_id": a_id, "b_id": b_id, "known": '[[1, []], {}, ["x", true]]'}
    return _change(session, seq, Alias.FORM, key or alias_id(one, other), PUT, values)


def test_aliases_that_mean_nothing_do_nothing(officer: Session) -> None:
    home, other = family(officer, "Suparman"), family(officer, "Soeparman")
    budi = Member(id=new_record_id(officer), village=MALUANG, status="draf", family_id=home.id, full_name="Budi")
    save(officer, "Simpan anggota", [budi])
    before = says(officer)
    with officer.database.write() as conn:
        seq = conn_seq(conn, officer)
        odd = [
            _alias(officer, seq, home.id, home.id),
            _alias(officer, seq + 1, home.id, "f" * 32),
            _alias(officer, seq + 2, home.id, budi.id),
            _alias(officer, seq + 3, home.id, other.id, key="e" * 32),
            _alias(officer, seq + 4, home.id, other.id, key="d" * 32, of="visit"),
            _change(officer, seq + 5, Alias.FORM, "c" * 32, PUT, {"of_form": "family"}),
            _change(officer, seq + 6, Alias.FORM, "b" * 32, PUT, {"a_id": "", "b_id": "x", "of_form": "member"}),
        ]
        ledger.append(conn, odd)
    assert says(officer) == before
    assert sound(officer)


def test_a_group_that_is_too_large_joins_nobody(officer: Session) -> None:
    """A star, then a chain, of more than can be one: everybody stays, and whoever is taken out again is joined."""
    homes = [Family(id=new_record_id(officer), village=MALUANG, status="draf") for _ in range(MOST + 4)]
    save(officer, "Daftar", homes)
    ids = sorted(one.id for one in homes)
    with officer.database.write() as conn:
        seq = conn_seq(conn, officer)
        star = [_alias(officer, seq + n, ids[0], other) for n, other in enumerate(ids[1:])]
        ledger.append(conn, star[: MOST - 1])
    assert len(families(officer)) == 5
    with officer.database.write() as conn:
        ledger.append(conn, star[MOST - 1 :])
    assert len(families(officer)) == MOST + 4
    assert sound(officer)
    for other in ids[-4:]:
        unmerge(officer, alias_id(ids[0], other))
    assert len(families(officer)) == 5
    assert sound(officer)


def test_members_of_two_families_are_joined_without_their_families(officer: Session) -> None:
    one, other = family(officer, "Suparman"), family(officer, "Paijo")
    people = [
        Member(id=new_record_id(officer), village=MALUANG, status="draf", family_id=home.id, full_name="Budi")
        for home in (one, other)
    ]
    save(officer, "Simpan anggota", people)
    merge(officer, Member, people[1].id, people[0].id)
    with officer.database.read() as conn:
        (left,) = read.records(conn, Member)
    assert (left.id, left.family_id) == (people[0].id, other.id), "shown under the older id, living where was chosen"
    merge(officer, Family, one.id, other.id, twins=[Twins(people[0].id, people[1].id)])
    assert sound(officer)
