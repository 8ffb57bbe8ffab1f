"""Joining and separating say the same in a file and on an office's server."""

from __future__ import annotations

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.merging import Twins, merge, merged_with, unmerge
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read
from tests.actions.exchanging import family, sound
from tests.actions.test_merging import person, rows

ON_BOTH_STORES = True


def test_joined_found_edited_and_separated(officer: Session) -> None:
    older = family(officer, "Suparman", kk="6403060000000001")
    newer = family(officer, "Paijo", kk="6403060000000002", rw="3")
    budi, again = person(officer, older, "Budi"), person(officer, newer, "Budi", nik="6403064101900009")
    before = rows(officer)
    merge(officer, Family, older.id, newer.id, twins=[Twins(budi.id, again.id)])
    with officer.database.read() as conn:
        (home,), (someone,) = read.records(conn, Family), read.records(conn, Member)
        assert list(lists.family_ids(conn, text="6403060000000002")) == list(lists.family_ids(conn, text="paijo"))
        assert len(lists.family_ids(conn, text="paijo")) == 1
    assert (home.id, home.rw, someone.family_id, someone.nik) == (older.id, "3", older.id, again.nik)
    assert sound(officer)
    save(officer, "Hapus", [], [home, someone])
    assert sound(officer)
    undo.undo(officer)
    (part,) = merged_with(officer, Family, newer.id)
    unmerge(officer, part.alias)
    assert rows(officer) == before
    assert sound(officer)
