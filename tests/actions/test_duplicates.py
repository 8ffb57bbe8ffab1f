"""The search for doubles, what a person decides of them, and that both travel. Everybody here is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from kampungkb_desktop.actions.duplicates import (
    ask_again,
    asked_pair,
    open_doubts,
    tell_apart,
    told_apart,
    why,
)
from kampungkb_desktop.actions.duplicates_compare import chosen_twins, compare, hanging_words, join
from kampungkb_desktop.actions.duplicates_search import search_all
from kampungkb_desktop.actions.merged import merged_with
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.separating import unmerge
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, SPOUSE, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.exchanging import sound

ON_BOTH_STORES = True
FAMILY, MEMBER = "family", "member"
KK = "6403062505180011"


def home(
    session: Session, head: str, *people: tuple[str, str, str, date], **answers: Any
) -> tuple[Family, list[Member]]:
    """A family and its members (name, sex, relation, birth date)."""
    answers = {"village": VILLAGE, "rt": "003", "rw": "01", **answers}
    family = Family(id=new_record_id(session), head_name=head, status="selesai", **answers)
    members = [
        Member(id=new_record_id(session), village=family.village, family_id=family.id, full_name=name, sex=sex,
               relation=relation, birth_date=born, status="selesai")
        for name, sex, relation, born in people
    ]  # fmt: skip
    save(session, "Simpan keluarga", [family, *members])
    return family, members


def visit(session: Session, member: Member, day: date) -> Visit:
    made = Visit(id=new_record_id(session), village=member.village, family_id=member.family_id, member_id=member.id,
                 visited_on=day, status="selesai")  # fmt: skip
    save(session, "Simpan kunjungan", [made])
    return made


def twice(session: Session) -> tuple[tuple[Family, list[Member]], tuple[Family, list[Member]]]:
    """One family, written down by two hands."""
    head, wife = (MAN, HEAD, date(1985, 3, 5)), (WOMAN, SPOUSE, date(1990, 7, 19))
    child = ("Rahmat Hidayat", MAN, CHILD, date(2021, 4, 2))
    return (
        home(session, "Suparman", ("Suparman", *head), ("Siti Aminah", *wife), child, kk=KK),
        home(session, "H. Soeparman", ("Soeparman", *head), ("St. Aminah", *wife), kk=KK, phone="081200001111"),
    )


def test_a_family_written_down_twice_is_found_and_explained(officer: Session) -> None:
    twice(officer)
    search_all(officer, silent())
    (doubt,) = open_doubts(officer)
    assert doubt.pair.form == FAMILY
    assert doubt.pair.strength == "pasti"
    reasons = why(officer, [doubt.pair])[doubt.pair.key].reasons
    assert "Nomor KK sama." in reasons
    assert any("ejaan" in one for one in reasons)
    assert any(one.startswith("2 anggota") for one in reasons)


def test_a_shared_card_is_no_double(officer: Session) -> None:
    home(officer, "Suparman", ("Suparman", MAN, HEAD, date(1955, 3, 5)), kk=KK)
    home(officer, "Rudi Hartono", ("Rudi Hartono", MAN, HEAD, date(1985, 9, 9)), kk=KK)
    search_all(officer, silent())
    assert open_doubts(officer) == []


def test_father_and_son_of_one_name_are_two(officer: Session) -> None:
    home(
        officer,
        "Suparman",
        ("Suparman", MAN, HEAD, date(1960, 3, 5)),
        ("Suparman", MAN, CHILD, date(1990, 3, 5)),
        kk=KK,
    )
    search_all(officer, silent())
    assert open_doubts(officer) == []


def test_twins_are_two(officer: Session) -> None:
    born = date(2022, 8, 17)
    home(officer, "Suparman", ("Hasan", MAN, CHILD, born), ("Husen", MAN, CHILD, born), ("Hasna", WOMAN, CHILD, born))
    search_all(officer, silent())
    assert open_doubts(officer) == []


def test_joining_keeps_all_visits_and_is_taken_back(officer: Session) -> None:
    (one, people), (other, others) = twice(officer)
    visit(officer, people[1], date(2026, 10, 1))
    visit(officer, others[1], date(2026, 11, 2))
    search_all(officer, silent())
    (doubt,) = open_doubts(officer)
    found = compare(officer, doubt)
    assert found is not None
    assert hanging_words(found.sides[0].hanging) == "3 anggota, 1 kunjungan"
    assert [len(chosen_twins(found)), len(found.twins)] == [2, 2]
    done = join(officer, found, {"head_name": 0}, chosen_twins(found))
    with officer.database.read() as conn:
        (left,) = read.records(conn, Family)
        assert (left.head_name, left.phone) == ("Suparman", "081200001111")
        assert len(read.records(conn, Member, where={"family_id": left.id})) == 3
        assert len(read.records(conn, Visit, where={"family_id": left.id})) == 2
    search_all(officer, silent())
    assert open_doubts(officer) == []
    (part,) = merged_with(officer, Family, left.id)
    assert (part.alias, part.others_too) == (done.aliases[0], 2)
    assert "Nomor KK sama." in part.note
    unmerge(officer, part.alias)
    with officer.database.read() as conn:
        assert {f.id: f for f in read.records(conn, Family)} == {one.id: one, other.id: other}
        assert read.count(conn, Member) == 5
    search_all(officer, silent())
    assert len(open_doubts(officer)) == 1
    assert sound(officer)


def test_ctrl_z_takes_a_joining_back(officer: Session) -> None:
    twice(officer)
    search_all(officer, silent())
    found = compare(officer, open_doubts(officer)[0])
    assert found is not None
    join(officer, found, {}, chosen_twins(found))
    undo(officer)
    with officer.database.read() as conn:
        assert (read.count(conn, Family), read.count(conn, Member)) == (2, 5)


def test_members_left_out_are_asked_by_themselves(officer: Session) -> None:
    twice(officer)
    search_all(officer, silent())
    found = compare(officer, open_doubts(officer)[0])
    assert found is not None
    join(officer, found, {})
    search_all(officer, silent())
    assert [one.pair.form for one in open_doubts(officer)] == [MEMBER, MEMBER]


def test_nobody_is_asked_twice(officer: Session) -> None:
    (one, _), (other, _) = twice(officer)
    search_all(officer, silent())
    tell_apart(officer, FAMILY, one.id, other.id, VILLAGE)
    assert [doubt.pair.form for doubt in open_doubts(officer)] == [MEMBER, MEMBER]  # they may still be one each
    assert told_apart(officer, FAMILY, other.id, [one.id, "0" * 32]) == {one.id}
    search_all(officer, silent(), anew=True)
    assert FAMILY not in {doubt.pair.form for doubt in open_doubts(officer)}
    ask_again(officer, FAMILY, other.id, one.id)
    assert [doubt.pair.form for doubt in open_doubts(officer)] == [FAMILY]


def test_that_two_are_not_the_same_is_taken_back_by_undo(officer: Session) -> None:
    (one, _), (other, _) = twice(officer)
    search_all(officer, silent())
    tell_apart(officer, FAMILY, one.id, other.id, VILLAGE)
    undo(officer)
    assert [doubt.pair.form for doubt in open_doubts(officer)] == [FAMILY]


def test_what_is_said_of_one_holds_for_those_joined_with_it(officer: Session) -> None:
    (first, _), (second, _) = twice(officer)
    (third, _), _ = twice(officer)
    tell_apart(officer, FAMILY, second.id, third.id, VILLAGE)
    asked = asked_pair(officer, FAMILY, first.id, second.id)
    found = compare(officer, asked) if asked is not None else None
    assert found is not None
    shown = join(officer, found, {}).record
    assert told_apart(officer, FAMILY, shown, [third.id]) == {third.id}
