"""Who hears of a merge: the officer of its village, and nobody else; what the office brings together over a border
moves to one officer and leaves the other."""

from __future__ import annotations

import pytest

from kampungkb_desktop.actions.merging import merge, merged_with, unmerge
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.exchanging import MALUANG, TANJUNG, family, log, sound
from tests.actions.test_export_scope import Berau, berau, templates

__all__ = ["berau", "templates"]


def _whole(berau_: Berau) -> None:
    assert all(sound(one) for one in (berau_.siti, berau_.andi, berau_.office))


def test_a_merge_reaches_its_village_only(berau: Berau) -> None:
    older, newer = family(berau.siti, "Suparman"), family(berau.siti, "Soeparman")
    family(berau.andi, "Tanjung", TANJUNG)
    berau.in_(berau.siti, berau.andi)
    berau.out()
    result = merge(berau.office, Family, older.id, newer.id)
    assert berau.out().keys() == {"Siti"}
    assert len(merged_with(berau.siti, Family, older.id)) == 1
    assert not any(change.form == Alias.FORM for change in log(berau.andi).values())
    unmerge(berau.siti, result.aliases[0])
    berau.in_(berau.siti)
    with berau.office.database.read() as conn:
        assert len(read.records(conn, Family, where={"village": MALUANG})) == 2
    _whole(berau)


def test_the_office_joins_over_a_border(berau: Berau) -> None:
    here, there = family(berau.siti, "Suparman"), family(berau.andi, "Soeparman", TANJUNG)
    budi = Member(id=new_record_id(berau.andi), village=TANJUNG, status="draf", family_id=there.id, full_name="Budi")
    visit = Visit(id=new_record_id(berau.andi), village=TANJUNG, status="draf", family_id=there.id)
    save(berau.andi, "Simpan", [budi, visit])
    berau.in_(berau.siti, berau.andi)
    berau.out()
    with pytest.raises(KnownError) as caught:
        merge(berau.siti, Family, here.id, there.id)
    assert caught.value.code == "E-MERGE-GONE", "it is not even here"
    shown = merge(berau.office, Family, here.id, there.id).record
    berau.out()
    with berau.siti.database.read() as conn:
        assert [one.id for one in read.records(conn, Family)] == [shown]
        kept: list[Record] = [*read.records(conn, Member), *read.records(conn, Visit)]
    assert {(one.id, one.village, getattr(one, "family_id", "")) for one in kept} == {
        (budi.id, MALUANG, shown),
        (visit.id, MALUANG, shown),
    }
    with berau.andi.database.read() as conn:
        assert not read.records(conn, Family, where={"village": TANJUNG}), "moved away"
        assert not read.records(conn, Member, where={"village": TANJUNG})
    (part,) = merged_with(berau.siti, Family, here.id)
    with pytest.raises(KnownError) as caught:
        unmerge(berau.siti, part.alias)
    assert caught.value.code == "E-MERGE-VILLAGE", "what goes back over the border is the office's to send"
    unmerge(berau.office, part.alias)
    berau.out()
    with berau.andi.database.read() as conn:
        (back,) = read.records(conn, Family, where={"village": TANJUNG})
        assert (back.id, len(read.records(conn, Member, where={"village": TANJUNG, "family_id": there.id}))) == (
            there.id,
            1,
        )
    _whole(berau)
