"""Copied and restored laptops: two hands never count under one name, and nothing that either wrote is lost."""

from __future__ import annotations

import shutil

import pytest

from kampungkb_desktop.actions import identity
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import read, write
from tests.actions.devices import PASSWORD
from tests.actions.enrolling import families, keep_family
from tests.actions.exchanging import picture
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.places import MALUANG, enrol


def copied(group: Group, device: Device, name: str, *, elsewhere: bool) -> sessions.Session:
    """The same data folder a second time, going on beside the first; ``elsewhere`` on another computer."""
    folder = group.folder / name
    shutil.copytree(device.session.data_dir, folder, ignore=shutil.ignore_patterns("*.lock"))
    session = sessions.open_session(folder, PASSWORD, clock=device.clock)
    if elsewhere:
        with session.database.write() as conn:
            write.put_meta(conn, "machine", "another computer")
        sessions.close(session)
        session = sessions.open_session(folder, PASSWORD, clock=device.clock)
    return session


def accepted(office: Device, session: sessions.Session, group: Group, name: str) -> list[str]:
    made = export(session, group.folder / name)
    return [one.code or one.result for one in take_in(office.session, [made.path]).files]


def test_two_that_write_under_one_name_are_recognised(group: Group) -> None:
    """A copy that believes to be at home: the second file of the two is refused by name, and changes nothing."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    other = copied(group, siti, "kembar", elsewhere=False)
    try:
        keep_family(siti.session, "Dari yang asli", MALUANG)
        keep_family(other, "Dari salinan", MALUANG)
        assert accepted(office, siti.session, group, "a") == ["diterima"]
        made = export(other, group.folder / "b")
        before = picture(office.session)
        (report,) = take_in(office.session, [made.path]).files
        assert report.code == "E-FORK"
        assert "daftarkan ulang" in report.next_step
        assert picture(office.session) == before
        assert families(other) >= {"Dari salinan"}, "it is still where it was written"
        assert families(office.session) >= {"Dari yang asli"}
    finally:
        sessions.close(other)


@pytest.mark.parametrize("replaces", [False, True])
def test_what_a_copy_wrote_before_it_was_asked_is_not_lost(group: Group, replaces: bool) -> None:
    """Both wrote under the same counters. The copy gets a name of its own, and takes what it wrote along."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    other = copied(group, siti, "kembar", elsewhere=True)
    try:
        keep_family(siti.session, "Dari yang asli", MALUANG)
        keep_family(other, "Dari salinan", MALUANG)
        keep_family(other, "Dari salinan juga", MALUANG)
        assert accepted(office, siti.session, group, "a") == ["diterima"]
        with pytest.raises(KnownError, match="salinan"):
            export(other, group.folder / "b")
        old = other.device
        other = identity.renew(other, replaces=replaces)
        assert verify(other) == ()
        enrol(office.session, other, [MALUANG], group.folder / "kecil")
        assert accepted(office, other, group, "c") == ["diterima"]
        assert families(office.session) >= {"Dari yang asli", "Dari salinan", "Dari salinan juga"}
        for made in export(office.session, group.folder / "d").files:
            take_in(other, [made.path])
        assert families(other) >= {"Dari yang asli", "Dari salinan", "Dari salinan juga"}
        assert other.device != old
        assert verify(other) == verify(office.session) == ()
    finally:
        sessions.close(other)


def test_a_copy_that_was_edited_goes_on_from_its_edits(group: Group) -> None:
    """Edits of records from before the copy keep their past: no conflict comes of the new name."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    family = keep_family(siti.session, "Sebelum disalin", MALUANG)
    assert accepted(office, siti.session, group, "a") == ["diterima"]
    other = copied(group, siti, "kembar", elsewhere=True)
    try:
        once = family.changed(rt="001")
        save(other, "Simpan keluarga", [once])
        save(other, "Simpan keluarga", [once.changed(rt="002", head_name="Sesudah disalin")])
        save(other, "Hapus keluarga", [], [keep_family(other, "Lahir dan pergi", MALUANG)])
        other = identity.renew(other, replaces=True)
        assert verify(other) == ()
        enrol(office.session, other, [MALUANG], group.folder / "kecil")
        assert accepted(office, other, group, "b") == ["diterima"]
        with office.session.database.read() as conn:
            assert read.by_ids(conn, type(family), [family.id])[family.id].rt == "002"
            assert read.conflicts(conn) == []
            assert read.waiting(conn) == []
        assert "Lahir dan pergi" not in families(office.session)
    finally:
        sessions.close(other)
