"""A person is erased on request: nothing of him is left anywhere in the database, whatever comes late, and everybody
else's data stand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, drafts, erasing, erasing_here, erasing_sticks, merging, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.erasure import FAMILY, PERSON, Erasure
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import put_back, read, search, shelf
from tests.actions.devices import VILLAGE
from tests.actions.erasing_home import NAME, WIFE, Home, brought_back, key_of, left_on_disk, text_of
from tests.actions.pages_of import plain_pages

ON_BOTH_STORES = True


@pytest.mark.file_only
def test_a_family_goes_with_all_that_was_ever_written_of_it(district: Session) -> None:
    home, other = Home(district), Home(district, "Paiman", "Tukinah")
    save(district, "Ubah", [home.head.changed(note="Alamat lama: Rumah Kuning")])
    save(district, "Hapus kunjungan", [], [home.visit])
    drafts.keep(district, home.wife.changed(note="setengah jadi, Ngatinem"))
    reach = erasing.look(district, Family.FORM, home.family.id)
    assert reach is not None
    assert (reach.whom, sum(reach.counts.values()), reach.anew) == (FAMILY, 5, None)
    done = erasing.erase(district, Order(form=Family.FORM, record=home.family.id, reason="Permintaan keluarga"))
    assert (done.erasure.families, done.erasure.members, done.erasure.visits, done.erasure.others) == (1, 2, 1, 1)
    with district.database.read() as conn:
        assert [one.id for one in read.records(conn, Family)] == [other.family.id]
        histories = read.changes_of(conn, [one.id for one in home.all])
        assert {change.values for history in histories.values() for change in history} == {"{}"}
        assert read.drafts(conn) == []
        assert len(read.records(conn, Erasure)) == 1
    text = text_of(district)
    assert [word for word in (NAME, WIFE, "Rumah Kuning", "20380000") if word in text] == []
    assert verify(district) == ()
    assert undo.can_undo(district) is None


@pytest.mark.file_only
def test_one_person_goes_and_the_family_goes_on(district: Session) -> None:
    """The head is erased: the family is written anew without him, and keeps wife, visit and number."""
    home = Home(district)
    save(district, "Ubah", [home.family.changed(note=f"Rumah {NAME}")])
    reach = erasing.look(district, Member.FORM, home.head.id)
    assert reach is not None
    assert (reach.whom, set(reach.records)) == (PERSON, {("member", home.head.id), ("family", home.family.id)})
    erasing.erase(district, Order(form=Member.FORM, record=home.head.id))
    with district.database.read() as conn:
        (family,) = read.records(conn, Family)
        (visit,) = read.records(conn, Visit)
        (wife,) = read.records(conn, Member)
    assert (family.head_name, family.kk, family.address, family.note) == (WIFE, home.family.kk, "Gang Melati 3", None)
    assert (visit.family_id, wife.family_id, visit.note) == (family.id, family.id, "Rahasia Ngatinem")
    assert [one for one in (NAME, home.head.nik or "?") if one in text_of(district)] == []
    assert merging.merges(district) == [], "what it was written anew from is nobody's to separate"
    assert verify(district) == ()


@pytest.mark.file_only
def test_all_names_of_a_joined_person_go(district: Session) -> None:
    one, other = Home(district), Home(district, "Rusmanto P.", "Ngatinem")
    merging.merge(
        district, Family, one.family.id, other.family.id, {}, twins=[merging.Twins(one.head.id, other.head.id)]
    )
    erasing.erase(district, Order(form=Family.FORM, record=one.family.id))
    text = text_of(district)
    assert [word for word in (NAME, "Rusmanto", "Ngatinem") if word in text] == []
    with district.database.read() as conn:
        assert [len(read.records(conn, form)) for form in (Family, Member, Visit)] == [0, 0, 0]
    assert verify(district) == ()


@pytest.mark.file_only
def test_only_the_district_decides_and_nobody_goes_on_writing(officer: Session, district: Session) -> None:
    with pytest.raises(KnownError) as refused:
        erasing.erase(officer, Order(form=Family.FORM, record=Home(officer).family.id))
    assert refused.value.code == "E-ROLE"
    home = Home(district)
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    late = Visit(id=new_record_id(district), village=VILLAGE, family_id=home.family.id, note="Susulan")
    for record in (home.family.changed(head_name="Lagi"), late):
        with pytest.raises(KnownError) as refused:
            save(district, "Simpan", [record])
        assert refused.value.code == "E-ERASED"
    drafts.keep(district, home.family.changed(head_name="Masih di layar"))
    with district.database.read() as conn:
        assert read.drafts(conn) == []
    with pytest.raises(KnownError) as refused:
        erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert refused.value.code == "E-ERASED"


@pytest.mark.file_only
def test_no_page_and_no_copy_gives_it_back(district: Session) -> None:
    home, other = Home(district), Home(district, "Paiman", "Tukinah")
    first = copies.copy_now(district)
    save(district, "Ubah", [home.head.changed(note="Alamat lama: Rumah Kuning")])
    copies.copy_now(district)
    assert left_on_disk(district, NAME, "Rumah Kuning") == [NAME, "Rumah Kuning"], "the test can see it"
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert erasing_here.pending(district)
    copies.copy_now(district)
    done = erasing_here.settle(district)
    assert (done.statements, done.copies, done.left) == (5, 3, ())
    assert left_on_disk(district, NAME, WIFE, "Rusmanto", "Ngatinem", "Rumah Kuning", home.family.kk or "?") == []
    assert not erasing_here.pending(district)
    assert erasing_here.settle(district) == erasing_here.Settled()
    kept = copies.copies_of(district)
    assert [one.made_at for one in kept][-1] == first.made_at
    for one in kept:
        shelf.check(one, key_of(district))
    back = brought_back(district, kept[-1])
    with closing(back.database):
        assert verify(back) == ()
        with back.database.read() as conn:
            assert [one.id for one in read.records(conn, Family)] == [other.family.id], "the rest of the copy is whole"
            assert lists_found(back, "paiman") == 1


def lists_found(session: Session, word: str) -> int:
    with session.database.read() as conn:
        return len(search.matching(conn, Family.FORM, word) or ())


@pytest.mark.file_only
def test_a_copy_from_before_is_erased_again_before_anything_is_shown(district: Session, tmp_path: Path) -> None:
    """A stick that was not there: its copy comes back with the person, and he is gone at once, even where the laptop
    dies right after the exchange."""
    home = Home(district)
    kept = copies.copy_to_stick(district, tmp_path / "stick")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    erasing_here.settle(district)
    assert [one.owed for one in erasing_sticks.sticks(district)] == [True]
    sessions.close(district)
    put_back.put_back(kept, district.master, district.data_dir, at=district.clock())  # and the power goes
    again = sessions.open_unlocked(district.data_dir, district.master, clock=district.clock)
    with closing(again.database):
        assert [word for word in (NAME, WIFE) if word in text_of(again)] == []
        assert verify(again) == ()
        assert erasing_here.pending(again)
        erasing_here.settle(again)
        assert left_on_disk(again, NAME, WIFE, "Ngatinem") == []


@pytest.mark.file_only
def test_copies_on_a_stick_are_cleaned_when_it_comes_again(district: Session, tmp_path: Path) -> None:
    home = Home(district)
    first = copies.copy_to_stick(district, tmp_path / "stick")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    erasing_here.settle(district)
    copies.copy_to_stick(district, tmp_path / "stick")
    assert [one.owed for one in erasing_sticks.sticks(district)] == [False]
    on_stick = copies.found_on(tmp_path / "stick")
    assert len(on_stick) == 2
    assert min(one.made_at for one in on_stick) == first.made_at
    pages = b"".join(plain_pages(one.database, key_of(district)) for one in on_stick)
    assert NAME.encode() not in pages


def test_it_is_erased_on_a_server_too(district: Session, on_server: bool) -> None:
    home, other = Home(district), Home(district, "Paiman", "Tukinah")
    assert district.database.on_server == on_server
    erasing.erase(district, Order(form=Member.FORM, record=home.head.id))
    erasing.erase(district, Order(form=Family.FORM, record=other.family.id))
    assert erasing_here.settle(district).statements == 7
    assert not erasing_here.pending(district)
    with district.database.read() as conn:
        (family,) = read.records(conn, Family)
        histories = read.changes_of(conn, [home.head.id, home.family.id, *(one.id for one in other.all)])
        assert search.matching(conn, Family.FORM, "paiman") == set()
    assert family.head_name == WIFE
    assert {change.values for history in histories.values() for change in history} == {"{}"}
    assert verify(district) == ()
