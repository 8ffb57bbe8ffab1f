"""Two families that are one: what is seen, that it is taken back whole, and what may not be joined."""

from __future__ import annotations

import pytest

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.merging import merge, merged_with, unmerge
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.exchanging import MALUANG, family, sound


def rows(session: Session) -> dict[str, list[Record]]:
    """Every row of every form but the aliases themselves."""
    with session.database.read() as conn:
        return {name: read.records(conn, form, order=("id",)) for name, form in FORMS.items() if name != "alias"}


def test_two_families_become_one_with_all_their_visits(officer: Session) -> None:
    older = family(officer, "Suparman", kk="6403060000000001", rt="1")
    newer = family(officer, "Suparmann", rt="2", rw="3")
    person = Member(id=new_record_id(officer), village=MALUANG, status="draf", family_id=newer.id, full_name="Budi")
    visit = Visit(id=new_record_id(officer), village=MALUANG, status="draf", family_id=newer.id)
    save(officer, "Simpan kunjungan", [person, visit])
    before = rows(officer)
    result = merge(officer, Family, newer.id, older.id, note="KK sama")
    assert result.record == older.id
    with officer.database.read() as conn:
        (one,) = read.records(conn, Family)
        assert (one.id, one.head_name, one.rt, one.rw, one.kk) == (older.id, "Suparmann", "2", "3", older.kk)
        assert {r.family_id for r in (*read.records(conn, Member), *read.records(conn, Visit))} == {older.id}
        found = read.record(conn, Family, newer.id)
    assert found is not None
    assert found.id == older.id
    (part,) = merged_with(officer, Family, older.id)
    assert (part.record.id, part.author, part.note) == (newer.id, "Siti Rahma", "KK sama")
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
