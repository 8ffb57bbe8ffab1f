"""An erasure travels to every laptop that holds the person, each says by its next file that it is done, and what was
written meanwhile follows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kampungkb_desktop.actions import (
    copies,
    dispatch,
    erasing,
    erasing_follow,
    erasing_here,
    erasing_proof,
    old_copy,
    quarantine,
)
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.erasing_proof import CONFIRMED, HERE, SENT, WAITING
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import REFUSED, TAKEN
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.erasure import Erasure
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import blobs, read
from tests.actions import veiling
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking
from tests.actions.enrolling import enrolled
from tests.actions.erasing_home import NAME, WIFE, Home, bring, left_on_disk, text_of
from tests.actions.exchanging import taken
from tests.actions.veiling import befriend, three_offices


def states(district: Session) -> dict[str, str]:
    (first,) = erasing.erasures(district)
    return {one.role: one.state for one in erasing_proof.state(district, first).places}


def test_what_comes_late_is_emptied_on_its_way_in(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """The officer has not heard: his new answers, sealed before the decision, leave nothing in log or tables."""
    district, officer = pair
    home = Home(officer)
    bring(officer, district, tmp_path / "a")
    save(officer, "Ubah", [home.wife.changed(note="Isian terlambat"), home.family.changed(phone="081234567890")])
    (late,) = export(officer, tmp_path / "b").files
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert taken(district, late.path).result == TAKEN
    assert [word for word in (NAME, "terlambat", "081234567890") if word in text_of(district)] == []
    bring(district, officer, tmp_path / "c")
    assert left_on_disk(officer, NAME, WIFE, "terlambat", "081234567890", "ngatinem") == []
    assert verify(district) == verify(officer) == ()
    with pytest.raises(KnownError) as refused:
        save(officer, "Ubah", [home.wife.changed(note="Lagi")])
    assert refused.value.code == "E-ERASED"


def test_a_photo_of_an_erased_family_leaves_every_place(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """From the store of laptop and office, and from the copies on a stick; a photo that others name too stays."""
    district, officer = pair
    home, stick = Home(officer), tmp_path / "flashdisk"
    hers, theirs = (blobs.put(officer.data_dir, officer.photo_key, one) for one in (b"foto rumah", b"foto posyandu"))
    save(officer, "Foto", [
        Attachment(id=new_record_id(officer), village=VILLAGE, owner_form=form, owner_id=owner, blob=sha)
        for form, owner, sha in (
            (Visit.FORM, home.visit.id, hers), (Visit.FORM, home.visit.id, theirs), ("activity", "a" * 32, theirs),
        )
    ])  # fmt: skip
    copies.copy_now(officer)
    copies.copy_to_stick(officer, stick)
    bring(officer, district, tmp_path / "a")
    copies.copy_now(district)
    places = (officer.data_dir, district.data_dir)
    assert all({hers, theirs} <= blobs.names(one) for one in places)
    assert [one for one in stick.rglob("*") if hers in one.name], "the stick has it as well"
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    erasing_here.settle(district)
    bring(district, officer, tmp_path / "b")
    erasing_here.settle(officer)
    assert [(hers in blobs.names(one), theirs in blobs.names(one)) for one in places] == [(False, True)] * 2
    copies.copy_to_stick(officer, stick)
    assert [one for one in stick.rglob("*") if hers in one.name] == []
    assert [one for one in stick.rglob("*") if theirs in one.name], "the other one belongs to somebody else too"
    for one in (officer, district):
        assert left_on_disk(one, NAME) == []


def test_an_old_stick_on_another_laptop_warns_until_the_office_is_heard(
    pair: tuple[Session, Session], tmp_path: Path
) -> None:
    district, officer = pair
    home, other = Home(officer), Home(officer, "Paiman", "Tukinah")
    bring(officer, district, tmp_path / "a")
    kept = copies.copy_to_stick(officer, tmp_path / "flashdisk")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    bring(district, officer, tmp_path / "b")
    erasing_here.settle(officer)
    assert old_copy.made_at(officer) == 0
    new = copies.move_in(tmp_path / "baru", kept, password=PASSWORD, clock=Ticking(NOON + 86_400_000))
    with closing(new.database):
        with new.database.read() as conn:
            assert len(read.records(conn, Family)) == 2, "this laptop cannot know"
        assert old_copy.made_at(new) == kept.made_at
        enrolled(district, new, tmp_path / "daftar")
        assert old_copy.made_at(new) == kept.made_at, "a grant is no file with data"
        bring(district, new, tmp_path / "c")
        assert old_copy.made_at(new) == 0
        with new.database.read() as conn:
            assert [one.id for one in read.records(conn, Family)] == [other.family.id]


def test_every_laptop_confirms_with_its_next_file(pair: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = pair
    home = Home(officer)
    bring(officer, district, tmp_path / "a")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert states(district) == {"kabupaten": WAITING, "petugas": WAITING}
    erasing_here.settle(district)
    assert states(district) == {"kabupaten": HERE, "petugas": WAITING}
    (first,) = erasing.erasures(district)
    assert erasing_proof.state(district, first).words == "menunggu konfirmasi dari 1 laptop"
    save(officer, "Tulis", [Family(id=new_record_id(officer), village=VILLAGE, head_name="Lain", status="draf")])
    bring(officer, district, tmp_path / "b")
    assert states(district)["petugas"] == WAITING, "this file was made before he heard"
    bring(district, officer, tmp_path / "c")
    bring(officer, district, tmp_path / "d")
    state = erasing_proof.state(district, first)
    assert state.words == "selesai di semua laptop"
    (place,) = (one for one in state.places if one.role == "petugas")
    assert (place.state, place.number, place.sticks) == (CONFIRMED, 3, 0)
    assert place.on is not None


def test_a_laptop_that_has_not_cleaned_up_does_not_count(
    pair: tuple[Session, Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its disk was full, or the power went: the statements are there, the copies still tell."""
    district, officer = pair
    home = Home(officer)
    bring(officer, district, tmp_path / "a")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))

    def full(*_: object) -> None:
        raise KnownError("E-DISK-FULL", "Disk penuh.", "Kosongkan.")

    with monkeypatch.context() as patched:
        patched.setattr("kampungkb_desktop.store.swept.sweep", full)
        bring(district, officer, tmp_path / "b")
    assert erasing_here.pending(officer)
    bring(officer, district, tmp_path / "c")
    assert states(district)["petugas"] == WAITING
    erasing_here.settle(officer)
    save(officer, "Tulis", [Family(id=new_record_id(officer), village=VILLAGE, head_name="Lain", status="draf")])
    bring(officer, district, tmp_path / "d")
    assert states(district)["petugas"] == CONFIRMED


def test_what_he_wrote_before_he_heard_is_erased_too(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """A new visit and a new child of the family: nobody decided on them by name. Somebody who was moved in stays."""
    district, officer = pair
    home = Home(officer)
    other = Home(officer, "Paiman", "Tukinah")
    bring(officer, district, tmp_path / "a")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    visit = Visit(id=new_record_id(officer), village=VILLAGE, family_id=home.family.id, note="Kunjungan susulan")
    child = Member(id=new_record_id(officer), village=VILLAGE, family_id=home.family.id, full_name="Bayi Rusmanto")
    save(officer, "Tulis", [visit, child, other.wife.changed(family_id=home.family.id)])
    bring(officer, district, tmp_path / "b")
    assert [word for word in ("susulan", "Bayi") if word in text_of(district)] == []
    assert [one.full_name for one in erasing_follow.moved_in(district)] == ["Tukinah"]
    (first,) = erasing.erasures(district)
    with district.database.read() as conn:
        assert len(read.records(conn, Erasure, where={"follows": first.id})) == 1
    bring(district, officer, tmp_path / "c")
    assert left_on_disk(officer, "susulan", "Bayi Rusmanto") == []
    bring(officer, district, tmp_path / "d")
    erasing_here.settle(district)
    assert erasing_proof.state(district, first).waiting == 0
    assert verify(district) == verify(officer) == ()


def test_waiting_and_refused_files_do_not_keep_it(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """What the officer has sealed and not sent is made anew; what the office refused and kept is gone."""
    district, officer = pair
    home = Home(officer)
    bring(officer, district, tmp_path / "a")
    stranger = Home(officer, "Paiman", "Tukinah")
    save(officer, "Ubah", [home.wife.changed(note="Menunggu dikirim")])
    dispatch.queue(officer)
    (waiting,) = dispatch.waiting(officer)
    spoilt = tmp_path / "rusak.kkb"
    spoilt.write_bytes((dispatch.waiting_folder(officer) / waiting.transit.name).read_bytes())
    with district.database.write() as conn:  # the office has sent him away meanwhile, and takes him back later
        conn.exec_driver_sql("UPDATE device SET state = 'dicabut' WHERE uid = ?", (officer.device,))
    assert taken(district, spoilt).result == REFUSED
    assert len(quarantine.kept(district)) == 1
    with district.database.write() as conn:
        conn.exec_driver_sql("UPDATE device SET state = 'aktif' WHERE uid = ?", (officer.device,))
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert erasing_here.settle(district).refused == 1
    assert quarantine.kept(district) == []
    bring(district, officer, tmp_path / "b")
    assert dispatch.waiting(officer) == []
    assert list(dispatch.waiting_folder(officer).iterdir()) == []
    bring(officer, district, tmp_path / "c")
    with district.database.read() as conn:
        assert [one.id for one in read.records(conn, Family)] == [stranger.family.id], "what was in it comes anew"


def test_it_reaches_an_office_that_knows_no_names(tmp_path: Path) -> None:
    with three_offices(tmp_path) as (district, officer, province):
        home, _other = Home(officer), Home(officer, "Paiman", "Tukinah")
        bring(officer, district, tmp_path / "a")
        befriend(district, province, tmp_path / "b")
        assert veiling.taken(province, veiling.sent(district, tmp_path / "c")).result == TAKEN
        erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
        assert states(district)["penerima"] == WAITING
        made = veiling.sent(district, tmp_path / "d")
        assert states(district)["penerima"] == SENT
        assert veiling.taken(province, made).result == TAKEN
        with province.database.read() as conn:
            assert [len(read.records(conn, form)) for form in (Family, Member, Visit)] == [1, 2, 1]
        assert verify(province) == ()
        (first,) = erasing.erasures(district)
        (place,) = (one for one in erasing_proof.state(district, first).places if one.role == "penerima")
        erasing_follow.confirm_by_word(district, first, place.uid, "Surat 12/XI/2026")
        assert states(district)["penerima"] == CONFIRMED
