"""The first run, and opening again: by password, by the printed code, and not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.effects import NEWER
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id, state
from kampungkb_desktop.actions.start import FIRST_ACTION, first_run
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Assignment, Office, Officer
from kampungkb_desktop.store import numbers, read, vault, write
from kampungkb_desktop.store.entries import Waiting
from tests.actions.devices import PASSWORD, VILLAGE, Ticking, copied
from tests.cheap import CHEAP

OFFICE = Office(regency="64.03", government="Pemerintah Kabupaten Berau", full_name="DPPKBP3A", acronym="DPPKBP3A")


def begin(folder: Path, **more: object) -> Session:
    clock = Ticking()
    started = first_run(
        folder, PASSWORD, role="petugas", person=Officer(full_name="Siti Rahma", phone="0812"),
        villages=[VILLAGE, "64.03.06.2005", VILLAGE], office=OFFICE, clock=clock, cost=CHEAP, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    assert started.recovery_code
    return started.session


def test_everything_stands_after_the_first_run(data_dir: Path) -> None:
    assert state(data_dir) == "empty"
    session = begin(data_dir, practice=True)
    assert state(data_dir) == "ready"
    assert (session.role, session.practice, session.data_dir) == ("petugas", True, data_dir)
    with session.database.read() as conn:
        person = read.record(conn, Officer, session.author)
        assert person == Officer(
            id=session.author, full_name="Siti Rahma", phone="0812", role="petugas", status="selesai"
        )
        assigned = read.records(conn, Assignment, order=("village",))
        assert [(one.village, one.since) for one in assigned] == [
            (VILLAGE, date(2026, 11, 21)), ("64.03.06.2005", date(2026, 11, 21)),
        ]  # fmt: skip
        assert assigned[0].id == derived_id(session.author, VILLAGE)
        assert [one.acronym for one in read.records(conn, Office)] == ["DPPKBP3A"]
        assert [one.name for one in read.own_actions(conn, session.device, limit=9)] == [FIRST_ACTION]
        device = read.own_device(conn)
        keys = own_keys(conn)
    assert device is not None
    assert (device.name, device.role, device.own) == ("Siti Rahma", "petugas", True)
    assert (device.verify_key, device.recipient) == (keys.verify_key, keys.recipient)
    assert verify(session) == ()
    sessions.close(session)


def test_opened_again_it_is_the_same_laptop(officer_template: Path, tmp_path: Path) -> None:
    with copied(officer_template, tmp_path / "a") as first:
        device, author = first.device, first.author
    again = sessions.open_session(tmp_path / "a", PASSWORD)
    assert (again.device, again.author, again.role, again.practice) == (device, author, "petugas", True)
    sessions.close(again)


def test_two_installations_are_two_laptops(tmp_path: Path) -> None:
    one, two = begin(tmp_path / "a"), begin(tmp_path / "b")
    assert one.device != two.device
    assert one.master != two.master
    assert one.photo_key != one.master
    for session in (one, two):
        sessions.close(session)


def test_a_wrong_password_opens_nothing(officer_template: Path) -> None:
    with pytest.raises(KnownError, match="E-PASSWORD"):
        sessions.open_session(officer_template, "salah")


def test_the_printed_code_opens_and_sets_a_new_password(data_dir: Path) -> None:
    started = first_run(data_dir, PASSWORD, role="petugas", person=Officer(full_name="Siti"), cost=CHEAP)
    sessions.close(started.session)
    session = sessions.open_by_recovery(data_dir, started.recovery_code, "kata baru", cost=CHEAP)
    sessions.close(session)
    with pytest.raises(KnownError, match="E-PASSWORD"):
        sessions.open_session(data_dir, PASSWORD)
    session = sessions.open_session(data_dir, "kata baru")
    with pytest.raises(KnownError, match="E-PASSWORD"):
        sessions.change_password(session, "salah", "lain", cost=CHEAP)
    sessions.change_password(session, "kata baru", "lain", cost=CHEAP)
    sessions.close(session)
    sessions.close(sessions.open_session(data_dir, "lain"))


def test_a_folder_with_data_is_never_begun_again(officer: Session) -> None:
    with pytest.raises(KnownError, match="E-KEYS-EXIST"):
        begin(officer.data_dir)
    assert state(officer.data_dir) == "ready"


def test_keys_left_without_a_database_are_set_aside_not_lost(data_dir: Path) -> None:
    data_dir.mkdir()
    vault.create(data_dir / vault.KEYS_NAME, "lama", CHEAP)
    before = (data_dir / vault.KEYS_NAME).read_bytes()
    sessions.close(begin(data_dir))
    assert (data_dir / f"{vault.KEYS_NAME}.lama-1").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(KnownError):
        begin(tmp_path / "berkas" / "data")


def test_a_database_that_cannot_be_made_leaves_no_keys(data_dir: Path) -> None:
    (data_dir / "kampungkb.lock").mkdir(parents=True)
    with pytest.raises(KnownError):
        begin(data_dir)
    assert not (data_dir / vault.KEYS_NAME).exists()


def test_a_first_run_that_was_cut_off_says_so(officer: Session) -> None:
    with officer.database.write() as conn:
        write.put_meta(conn, numbers.OWN, "")
    sessions.close(officer)
    with pytest.raises(KnownError, match="E-UNFINISHED"):
        sessions.open_session(officer.data_dir, PASSWORD)


def test_a_version_that_knows_more_folds_again_what_waited(officer: Session) -> None:
    family = Family(id=new_record_id(officer), village=VILLAGE, rt="001")
    save(officer, "Simpan", [family])
    with officer.database.write() as conn:
        # As an older version would have left it: one row without a column it did not have, one form it did not have.
        conn.exec_driver_sql("UPDATE family SET rt = NULL")
        conn.exec_driver_sql("DELETE FROM assignment")
        for assigned in read.changes_of(conn, [derived_id(officer.author, VILLAGE)]).values():
            write.set_waiting(conn, [Waiting(one.record, one.form, one.village, NEWER) for one in assigned])
        write.put_meta(conn, "refold", '["assignment", "family"]')
    sessions.close(officer)
    again = sessions.open_session(officer.data_dir, PASSWORD)
    assert verify(again) == ()
    assert again.database.refold == ("assignment", "family")
    with again.database.read() as conn:
        assert read.record(conn, Family, family.id) == family
        assert read.count(conn, Assignment) == 1
        assert read.meta(conn, "refold") == "[]"
    sessions.close(again)
