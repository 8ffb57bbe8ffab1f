"""Copies come by themselves, and what is brought back from one goes on without loss or double."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, enrolment, grants, identity, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.outbox import outbox
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.waiting import waiting_to_send
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import blobs, read, shelf, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from tests.actions.devices import PASSWORD, VILLAGE, Ticking, make
from tests.actions.enrolling import TODAY, end_of, enrolled, families, keep_family, said, strangers
from tests.cheap import CHEAP


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as both:
        yield both


def clock_of(session: Session) -> Ticking:
    assert isinstance(session.clock, Ticking)
    return session.clock


def brought_back(session: Session, kept: shelf.Kept) -> Session:
    sessions.close(session)
    return copies.bring_back(session.data_dir, kept, session.master, clock=session.clock)


def test_a_copy_is_due_after_half_an_hour_of_work_only(officer: Session) -> None:
    assert copies.due(officer), "there is none yet"
    made = copies.copy_now(officer, copies.AUTOMATIC)
    assert not copies.due(officer)
    clock_of(officer).now += copies.EVERY
    assert not copies.due(officer), "nothing was written since"
    keep_family(officer, "Sesudah salinan")
    assert copies.due(officer)
    assert copies.changed_since(officer, made) == 1
    clock_of(officer).now -= 400 * 24 * 3_600_000
    assert copies.due(officer), "also by a clock that went back over a year"


def test_a_take_in_is_preceded_by_a_copy_unless_one_holds_everything(officer: Session) -> None:
    first = copies.before_take_in(officer)
    assert first is not None
    assert first.slip is not None
    assert first.slip.reason == copies.TAKE_IN
    assert copies.before_take_in(officer) is None
    keep_family(officer, "Baru")
    assert copies.before_take_in(officer) is not None


def test_of_large_data_copies_come_at_longer_intervals(officer: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute's work is not done before every file of a day; the first of them has its copy, and so has the next
    half day."""
    size = (officer.data_dir / DATABASE_NAME).stat().st_size
    monkeypatch.setattr(copies, "_EASY", size // 8)
    assert copies.before_take_in(officer) is not None
    keep_family(officer, "Baru")
    assert copies.before_take_in(officer) is None
    clock_of(officer).now += 4 * copies.EVERY
    assert not copies.due(officer)
    assert copies.before_take_in(officer) is None
    clock_of(officer).now += 6 * copies.EVERY
    assert copies.due(officer)
    assert copies.before_take_in(officer) is not None


def test_bringing_back_undoes_the_day_and_can_itself_be_undone(officer: Session) -> None:
    keep_family(officer, "Pagi")
    morning = copies.copy_now(officer)
    keep_family(officer, "Sore")
    old = officer.device
    again = brought_back(officer, morning)
    try:
        assert families(again) == {"Pagi"}
        assert again.device != old
        assert verify.verify(again) == ()
        assert identity.settle(again), "nobody has to say which laptop this is"
        before = next(one for one in copies.copies_of(again) if one.slip and one.slip.reason == "sebelum-pulih")
        evening = brought_back(again, before)
        again = evening
        assert families(evening) == {"Pagi", "Sore"}
    finally:
        sessions.close(again)


def test_after_bringing_back_nothing_is_lost_or_double(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    keep_family(officer, "Sebelum salinan")
    kept = copies.copy_now(officer)
    keep_family(officer, "Terkirim sesudahnya")
    take_in(district, [export(officer, tmp_path / "a").path])
    restored = brought_back(officer, kept)
    try:
        keep_family(restored, "Sesudah dipulihkan")
        newly = enrolment.receive(district, grants.introduce(restored, tmp_path))
        enrolment.enrol(district, newly.uid, end_of(newly.mark), [(VILLAGE, TODAY, None)])
        grants.accept(restored, grants.look_at(restored, grants.write_grant(district, newly.uid, tmp_path)))
        take_in(district, [export(restored, tmp_path / "b").path])
        answer = export(district, tmp_path / "c", full=True).path
        take_in(restored, [answer])
        everything = {"Sebelum salinan", "Terkirim sesudahnya", "Sesudah dipulihkan"}
        assert families(district) == families(restored) == everything
        assert verify.verify(district) == verify.verify(restored) == ()
    finally:
        sessions.close(restored)


def test_what_was_recorded_before_the_office_knew_the_laptop_arrives_after_two_restores(
    laptops: tuple[Session, Session], tmp_path: Path
) -> None:
    """Nobody has enrolled this laptop when it is restored, and again: its earlier names are in no office's books."""
    district, officer = laptops
    keep_family(officer, "Sebelum salinan")
    first = brought_back(officer, copies.copy_now(officer))
    assert waiting_to_send(first) == outbox(first).changes > 0, "it is not sent, and it is not said to be"
    keep_family(first, "Di antaranya")
    restored = brought_back(first, copies.copy_now(first))
    try:
        keep_family(restored, "Sesudahnya")
        newly = enrolment.receive(district, grants.introduce(restored, tmp_path))
        enrolment.enrol(district, newly.uid, end_of(newly.mark), [(VILLAGE, TODAY, None)])
        looked = grants.look_at(restored, grants.write_grant(district, newly.uid, tmp_path))
        grants.accept(restored, looked, end_of(looked.grant.office.mark))
        (taken,) = take_in(district, [export(restored, tmp_path / "kirim").path]).files
        assert (taken.code, families(district)) == ("", {"Sebelum salinan", "Di antaranya", "Sesudahnya"})
        assert waiting_to_send(restored) == 0
        assert verify.verify(district) == ()
    finally:
        sessions.close(restored)


def test_a_damaged_copy_is_refused_and_the_data_stay(officer: Session) -> None:
    kept = copies.copy_now(officer)
    keep_family(officer, "Tetap ada")
    kept.database.write_bytes(kept.database.read_bytes()[:-1])
    with pytest.raises(KnownError) as caught:
        brought_back(officer, kept)
    assert said(caught) == "E-COPY-DAMAGED"
    opened = sessions.open_session(officer.data_dir, PASSWORD)
    assert families(opened) == {"Tetap ada"}
    sessions.close(opened)


def test_data_that_cannot_be_read_are_laid_aside(officer: Session) -> None:
    keep_family(officer, "Selamat")
    kept = copies.copy_now(officer)
    sessions.close(officer)
    present = officer.data_dir / DATABASE_NAME
    torn = b"\x00" * 4096 + present.read_bytes()[4096:]
    present.write_bytes(torn)
    again = copies.bring_back(officer.data_dir, kept, officer.master, clock=officer.clock)
    assert families(again) == {"Selamat"}
    sessions.close(again)
    assert (officer.data_dir / f"{DATABASE_NAME}.rusak-1").read_bytes() == torn


def test_an_open_database_is_not_exchanged(officer: Session) -> None:
    kept = copies.copy_now(officer)
    with pytest.raises(KnownError) as caught:
        copies.bring_back(officer.data_dir, kept, officer.master)
    assert said(caught) == "E-SECOND-START"


def test_a_new_laptop_begins_with_the_stick_and_the_password(officer: Session, tmp_path: Path) -> None:
    keep_family(officer, "Dibawa")
    photo = blobs.put(officer.data_dir, officer.photo_key, b"sebuah foto")
    stick = tmp_path / "stick"
    kept = copies.copy_to_stick(officer, stick)
    for place in (stick, kept.folder, kept.folder.parent):
        assert copies.found_on(place) == (kept,)
    assert copies.found_on(tmp_path / "nowhere") == ()
    elsewhere = tmp_path / "baru"
    with pytest.raises(KnownError) as caught:
        copies.move_in(elsewhere, kept, password="salah")
    assert said(caught) == "E-PASSWORD"
    assert not elsewhere.exists()
    moved = copies.move_in(elsewhere, kept, password=PASSWORD)
    assert families(moved) == {"Dibawa"}
    assert moved.device != officer.device
    assert blobs.get(moved.data_dir, moved.photo_key, photo) == b"sebuah foto"
    sessions.close(moved)
    with pytest.raises(KnownError) as caught:
        copies.move_in(elsewhere, kept, password=PASSWORD)
    assert said(caught) == "E-EXISTS"


def test_a_new_laptop_begins_with_the_sheet_and_sets_a_password(tmp_path: Path) -> None:
    folder = tmp_path / "lama"
    make(folder, "Siti Rahma")
    code = vault.renew_recovery(folder / vault.KEYS_NAME, vault.unlock(folder / vault.KEYS_NAME, PASSWORD))
    old = sessions.open_session(folder, PASSWORD, clock=Ticking())
    kept = copies.copy_to_stick(old, tmp_path / "stick")
    sessions.close(old)
    new = tmp_path / "baru"
    moved = copies.move_in(new, kept, code=code, new_password="jagung kuning", clock=Ticking(), cost=CHEAP)
    sessions.close(moved)
    sessions.close(sessions.open_session(new, "jagung kuning"))
    with pytest.raises(KnownError):
        sessions.open_session(new, PASSWORD)


def test_a_full_disk_is_said_before_anything_is_copied(officer: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(officer.data_dir)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000))
    with pytest.raises(KnownError) as caught:
        copies.copy_now(officer)
    assert said(caught) == "E-COPY-SPACE"
    assert copies.copies_of(officer) == ()


def test_every_reason_has_words(officer: Session) -> None:
    made = [copies.copy_now(officer, reason) for reason in (copies.AUTOMATIC, copies.BY_HAND, copies.TAKE_IN)]
    assert all(one.slip and one.slip.reason in copies.REASONS for one in made)
    with officer.database.read() as conn:
        assert read.own_device(conn) is not None
