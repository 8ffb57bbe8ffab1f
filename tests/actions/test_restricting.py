"""Who asked that his data be used no further is counted everywhere and named nowhere, until that is ended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import duplicates, history, lists_out, restricting, trail, trail_audit
from kampungkb_desktop.actions.duplicates_search import search_all
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.offers import OFFERS
from kampungkb_desktop.actions.tables_out.table import Scope
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read
from tests.actions.devices import VILLAGE
from tests.actions.erasing_home import NAME, WIFE, Home

ON_BOTH_STORES = True


def restricted(session: Session, home: Home) -> Family:
    restricting.restrict(session, home.family, "Mempersoalkan ketepatan datanya")
    with session.database.read() as conn:
        (found,) = read.by_ids(conn, Family, [home.family.id]).values()
    return found


def said(session: Session) -> str:
    """Everything that the lists of the screens say."""
    with session.database.read() as conn:
        rows = [
            lists.family_rows(conn, lists.family_ids(conn)), lists.member_rows(conn, lists.member_ids(conn)),
            lists.visit_rows(conn, lists.visit_ids(conn)), lists.mutation_rows(conn),
            lists.due_families(conn, [one.id for one in read.records(conn, Family)]),
            lists.due_people(conn, [one.id for one in read.records(conn, Member)]),
        ]  # fmt: skip
    return repr(rows)


def found(session: Session, text: str) -> tuple[int, int, int]:
    """How many families, people and visits a search finds."""
    with session.database.read() as conn:
        counts = lists.family_ids(conn, text=text), lists.member_ids(conn, text=text), lists.visit_ids(conn, text=text)
    return len(counts[0]), len(counts[1]), len(counts[2])


def test_a_restricted_family_stands_in_the_lists_without_a_name(officer: Session) -> None:
    home, other = Home(officer), Home(officer, "Paiman", "Tukinah")
    assert NAME in said(officer)
    family = restricted(officer, home)
    words = said(officer)
    hidden = (NAME, WIFE, home.head.nik or "?", home.family.kk or "?")
    assert [one for one in hidden if one in words] == []
    assert lists.HIDDEN in words
    assert other.family.head_name is not None
    assert other.family.head_name in words
    with officer.database.read() as conn:
        assert len(lists.family_ids(conn)) == 2, "it is counted"
        only = lists.family_ids(conn, filter=lists.FamilyFilter(restricted=True))
        assert [one.head_name for one in lists.family_rows(conn, only, named=True)] == [NAME]
    assert (family.restricted, family.restricted_why) == (True, "Mempersoalkan ketepatan datanya")


def test_it_is_found_by_its_whole_number_only(officer: Session) -> None:
    home = Home(officer)
    assert found(officer, "rusmanto") == (1, 1, 1)
    restricted(officer, home)
    assert found(officer, "rusmanto") == (0, 0, 0)
    assert found(officer, (home.family.kk or "")[:12]) == (0, 0, 0)
    assert found(officer, home.family.kk or "") == (1, 0, 1)
    assert found(officer, home.head.nik or "") == (1, 1, 1)


def test_one_person_may_ask_for_it(officer: Session) -> None:
    home = Home(officer)
    restricting.restrict(officer, home.wife, "Diminta sendiri")
    words = said(officer)
    assert WIFE not in words
    assert NAME in words
    assert found(officer, "ngatinem") == (0, 0, 0)
    assert found(officer, home.wife.nik or "") == (1, 1, 1)
    with officer.database.read() as conn:
        assert restricting.restricted_people(conn) == {home.wife.id}


def test_a_head_who_is_restricted_is_not_what_his_family_is_called(officer: Session) -> None:
    home, other = Home(officer), Home(officer, "Paiman", "Tukinah")
    ids = [(Family.FORM, home.family.id), (Member.FORM, home.wife.id), (Member.FORM, home.head.id)]
    restricting.restrict(officer, home.head, "Diminta sendiri")
    words = said(officer)
    assert NAME not in words
    assert lists.HEAD_HIDDEN in words
    assert WIFE in words, "she did not ask for it"
    assert "Paiman" in words
    assert found(officer, "rusmanto") == (0, 0, 0)
    assert found(officer, home.family.kk or "") == (1, 0, 1), "the number on the card in his hand finds his family"
    with officer.database.read() as conn:
        assert NAME not in repr([lists.first_found(conn, Family.FORM, text, [], 9) for text in ("rusmanto", "nga")])
        assert NAME not in repr(lists.found_records(conn, ids))
        families = {one.id: one for one in read.records(conn, Family)}
        named = restricting.veiled(conn, families)
    assert [named[one.family.id].head_name for one in (home, other)] == [lists.HEAD_HIDDEN, "Paiman"]
    assert families[home.family.id].head_name == NAME
    scope = Scope((VILLAGE,), "2026-11", date(2026, 11, 22), masked=False)
    told = repr([[list(table.rows) for table in one.make(officer, scope, silent())] for one in OFFERS])
    assert (NAME in told, WIFE in told, "Paiman" in told) == (False, True, True)
    restricting.lift(officer, _now(officer, home.head), "Selesai")
    assert NAME in said(officer)


def _now(session: Session, member: Member) -> Member:
    with session.database.read() as conn:
        return read.by_ids(conn, Member, [member.id])[member.id]


def test_lists_and_doubles_leave_it_out(officer: Session, tmp_path: Path) -> None:
    home, other = Home(officer), Home(officer, NAME, "Ngatinem")
    search_all(officer, silent())
    assert duplicates.open_doubts(officer) != []
    restricted(officer, home)
    assert duplicates.open_doubts(officer) == []
    target = tmp_path / "daftar.csv"
    both = [home.family.id, other.family.id]
    written = lists_out.write_list(officer, both, target, "templat", date(2026, 11, 21), silent())
    assert (written.families, written.members) == (1, 2)
    assert WIFE not in target.read_text(encoding="utf-8-sig")


def test_it_is_ended_with_a_reason_that_stays(officer: Session) -> None:
    home = Home(officer)
    family = restricted(officer, home)
    with pytest.raises(KnownError) as refused:
        restricting.lift(officer, family, "  ")
    assert refused.value.code == "E-REASON"
    restricting.lift(officer, family, "Sudah diperbaiki")
    assert NAME in said(officer)
    told = history.record_history(officer, home.family.id)
    assert [one.action_name for one in told][:2] == [restricting.LIFT, restricting.RESTRICT]
    assert any("Sudah diperbaiki" in answer.after for answer in told[0].fields)


def test_riwayat_and_the_names_of_files_do_not_name_a_head_who_is_restricted_alone(officer: Session) -> None:
    """What happened stays to be read; who it was does not, also by the names that he bore before."""
    home = Home(officer)
    save(officer, "Ubah", [home.family.changed(head_name="Rusmanto P."), home.head.changed(full_name="Rusmanto P.")])
    with officer.database.read() as conn:
        head = read.by_ids(conn, Member, [home.head.id])[home.head.id]
        family = read.by_ids(conn, Family, [home.family.id])[home.family.id]
    restricting.restrict(officer, head, "Diminta")
    head = head.changed(restricted=True)
    told = [one for record in (home.family.id, home.head.id) for one in history.record_history(officer, record)]
    told += [one for action in history.recent_actions(officer) for one in history.action_changes(officer, action.id)]
    assert [word for word in ("Rusmanto", NAME, home.head.nik or "?") if word in repr(told)] == []
    assert {one.record_name for one in told if one.record == home.family.id} == {lists.HEAD_HIDDEN}
    assert WIFE in repr(told), "the others are named"
    assert (home.family.kk or "?") in repr(told), "the number is that of all of them"
    assert NAME in repr(history.record_history(officer, home.head.id, named=True)), "his own data are his"
    assert history.recent_actions(officer, about="Rusmanto") == []
    people = (head, home.wife)
    assert restricting.family_called(family, people) == restricting.called(officer, family) == lists.HEAD_HIDDEN
    assert restricting.called(officer, head) == restricting.person_called(head) == lists.HIDDEN
    assert restricting.called(officer, home.wife) == WIFE
    with officer.database.read() as conn:
        assert NAME not in repr(lists.mutation_rows(conn, family=home.family.id))
    restricting.lift(officer, head, "Selesai")
    assert "Rusmanto P." in repr(history.record_history(officer, home.family.id))


def test_a_whole_family_that_is_restricted_is_named_in_no_history(officer: Session) -> None:
    home = Home(officer)
    restricted(officer, home)
    told = [one for record in home.all for one in history.record_history(officer, record.id)]
    hidden = (NAME, WIFE, home.head.nik or "?", home.wife.nik or "?", home.family.kk or "?")
    assert [word for word in hidden if word in repr(told)] == []
    assert restricting.called(officer, home.wife) == lists.HIDDEN
    assert restricting.called(officer, home.family.changed(restricted=True)) == lists.HIDDEN


def test_the_trail_of_access_does_not_name_him_either(officer: Session) -> None:
    home = Home(officer)
    trail.seen(officer, Family.FORM, home.family.id)
    trail.seen(officer, Member.FORM, home.head.id)
    lines = trail_audit.lines(officer, trail_audit.Wanted(trail_audit.OWN))
    assert NAME in repr(trail_audit.record_names(officer, lines))
    restricting.restrict(officer, home.head, "Diminta")
    names = trail_audit.record_names(officer, lines)
    assert (names[Family.FORM, home.family.id], names[Member.FORM, home.head.id]) == (lists.HEAD_HIDDEN, lists.HIDDEN)
