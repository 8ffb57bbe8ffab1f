"""From two laptops that know nothing of each other to files that are believed, without internet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, grants, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.outbox import outbox
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import REFUSED, TAKEN, take_in
from kampungkb_desktop.actions.waiting import waiting_to_send
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import enrolment as files
from kampungkb_desktop.forms.enrolment import ACTIVE, REVOKED, Enrolment
from kampungkb_desktop.forms.officer import DISTRICT, Assignment
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import TODAY, end_of, enrolled, families, keep_family, said, started_at, strangers

OTHER = "64.03.06.2005"


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as both:
        yield both


def test_from_strangers_to_files_that_are_believed(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    keep_family(officer, "Pak Rekaan")
    with pytest.raises(KnownError) as before:
        export(officer, tmp_path / "stick")
    assert said(before) == "E-ENROL"
    assert "perkenalan" in before.value.next_step
    enrolled(district, officer, tmp_path)
    assert waiting_to_send(officer) > 0
    sent = export(officer, tmp_path / "stick")
    assert [one.result for one in take_in(district, [sent.path]).files] == [TAKEN]
    assert families(district) == {"Pak Rekaan"}
    assert (waiting_to_send(officer), outbox(officer).receivers[0].name) == (0, "DPPKBP3A")
    back = keep_family(district, "Bu Rekaan")
    answer = export(district, tmp_path / "answers")
    assert [one.result for one in take_in(officer, [answer.path]).files] == [TAKEN]
    assert back.head_name in families(officer)
    assert verify.verify(district) == verify.verify(officer) == ()


def test_nothing_is_trusted_on_first_sight(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    asked = enrolment.receive(district, grants.introduce(officer, tmp_path))
    for typed in ("", "0000-0000", asked.mark[:9]):
        with pytest.raises(KnownError) as wrong:
            enrolment.enrol(district, asked.uid, typed, [])
        assert said(wrong) == "E-FINGERPRINT"
    assert [one.state for one in enrolment.listed(district)] == [enrolment.ASKING]
    with pytest.raises(KnownError):
        grants.write_grant(district, asked.uid, tmp_path)
    enrolment.enrol(district, asked.uid, end_of(asked.mark), [])
    looked = grants.look_at(officer, grants.write_grant(district, asked.uid, tmp_path))
    assert not looked.known
    with pytest.raises(KnownError) as wrong:
        grants.accept(officer, looked, "0000-0000")
    assert said(wrong) == "E-FINGERPRINT"
    with pytest.raises(KnownError):
        export(officer, tmp_path)
    grants.accept(officer, looked, end_of(looked.office.mark))
    assert grants.look_at(officer, grants.write_grant(district, asked.uid, tmp_path)).known


def test_an_introduction_twice_and_put_aside(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    path = grants.introduce(officer, tmp_path)
    enrolment.receive(district, path)
    asked = enrolment.receive(district, path)
    assert len(enrolment.listed(district)) == 1
    enrolment.dismiss(district, asked.uid)
    assert enrolment.listed(district) == []
    enrolment.receive(district, path)
    enrolment.enrol(district, asked.uid, end_of(asked.mark), [])
    with pytest.raises(KnownError) as again:
        enrolment.receive(district, path)
    assert said(again) == "E-ENROLLED"
    with pytest.raises(KnownError) as there:
        enrolment.receive(officer, path)
    assert said(there) == "E-ROLE"


def test_a_grant_for_somebody_else(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    other = started_at(tmp_path / "lain", "Andi", "petugas")
    try:
        asked = enrolment.receive(district, grants.introduce(officer, tmp_path))
        enrolment.enrol(district, asked.uid, end_of(asked.mark), [])
        with pytest.raises(KnownError) as wrong:
            grants.look_at(other, grants.write_grant(district, asked.uid, tmp_path))
        assert said(wrong) == "E-RECIPIENT"
    finally:
        sessions.close(other)


def test_a_laptop_sent_away_is_heard_no_more(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    keep_family(officer, "Sebelum hilang")
    take_in(district, [export(officer, tmp_path / "a").path])
    enrolment.send_away(district, officer.device, "Laptop hilang di perjalanan")
    keep_family(officer, "Sesudah hilang")
    (report,) = take_in(district, [export(officer, tmp_path / "b").path]).files
    assert (report.result, report.code) == (REFUSED, "E-SENDER")
    assert families(district) == {"Sebelum hilang"}
    (one,) = enrolment.listed(district)
    assert (one.state, one.reason, one.until) == (REVOKED, "Laptop hilang di perjalanan", TODAY)
    with pytest.raises(KnownError) as again:
        enrolment.receive(district, grants.introduce(officer, tmp_path))
    assert said(again) == "E-SENT-AWAY"


def test_new_villages_come_with_the_answer(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    keep_family(district, "Keluarga desa lain", OTHER)
    enrolment.assign(district, officer.author, [(VILLAGE, TODAY, None), (OTHER, TODAY, None)])
    assert take_in(officer, [export(district, tmp_path / "a").path]).accepted
    assert families(officer) == {"Keluarga desa lain"}, "a village newly assigned comes whole"
    keep_family(officer, "Catatan baru", OTHER)
    assert take_in(district, [export(officer, tmp_path / "b").path]).accepted
    assert families(district) == {"Keluarga desa lain", "Catatan baru"}


def test_a_village_is_handed_over(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    other = started_at(tmp_path / "lain", "Andi", "petugas")
    try:
        enrolled(district, officer, tmp_path)
        asked = enrolment.receive(district, grants.introduce(other, tmp_path))
        enrolment.enrol(district, asked.uid, end_of(asked.mark), [(OTHER, TODAY, None)])
        looked = grants.look_at(other, grants.write_grant(district, asked.uid, tmp_path))
        grants.accept(other, looked, end_of(looked.office.mark))
        keep_family(officer, "Sebelum serah terima")
        take_in(district, [export(officer, tmp_path / "a").path])
        enrolment.hand_over(district, VILLAGE, officer.author, other.author, TODAY + timedelta(days=7))
        answers = export(district, tmp_path / "b")
        assert take_in(other, [one.path for one in answers.files if one.receiver == "Andi"]).accepted
        assert "Sebelum serah terima" in families(other)
        with district.database.read() as conn:
            dates = {
                one.officer_id: (one.since, one.until)
                for one in read.records(conn, Assignment, where={"village": VILLAGE})
            }
        assert dates[officer.author] == (TODAY, TODAY + timedelta(days=6))
        assert dates[other.author] == (TODAY + timedelta(days=7), None)
    finally:
        sessions.close(other)


def test_another_computer_of_the_office(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    second = started_at(tmp_path / "kedua", "Operator dua", "kabupaten")
    try:
        enrolled(district, officer, tmp_path)
        asked = enrolment.receive(district, grants.introduce(second, tmp_path))
        enrolment.enrol(district, asked.uid, end_of(asked.mark), [])
        looked = grants.look_at(second, grants.write_grant(district, asked.uid, tmp_path))
        grants.accept(second, looked, end_of(looked.office.mark))
        keep_family(officer, "Untuk kantor")
        sent = export(officer, tmp_path / "a").path
        to_second = [one.path for one in export(district, tmp_path / "b").files if one.receiver == "Operator dua"]
        assert take_in(second, to_second).accepted
        assert {one.uid: one.state for one in enrolment.listed(second)}[officer.device] == ACTIVE
        assert take_in(second, [sent]).accepted, "whichever computer of the office opens it"
        assert families(second) == {"Untuk kantor"}
        enrolment.send_away(second, officer.device, "Pindah tugas")
        to_first = [one.path for one in export(second, tmp_path / "c").files if one.receiver == "Kabupaten"]
        assert take_in(district, to_first).accepted
        assert {one.uid: one.state for one in enrolment.listed(district)}[officer.device] == REVOKED
    finally:
        sessions.close(second)


def test_an_officer_cannot_enrol_anybody(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    false = Enrolment(id="e" * 32, officer_id=officer.author, state=ACTIVE, device_name="Palsu")
    with pytest.raises(KnownError, match="E-OFFICE-RECORD"):
        save(officer, "Coba", [false])
    save(replace(officer, role=DISTRICT), "Coba", [false])  # a program that does not ask itself what it may write
    (report,) = take_in(district, [export(officer, tmp_path / "a").path]).files
    assert (report.result, report.code) == (REFUSED, "E-SCOPE")
    assert len(enrolment.listed(district)) == 1


def test_names_of_the_files_tell_what_they_are(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    asked = grants.introduce(officer, tmp_path)
    assert asked.name.startswith("Perkenalan_Siti-Rahmah_")
    assert files.kind_of(asked) == "introduction"
    waits = enrolment.receive(district, asked)
    enrolment.enrol(district, waits.uid, end_of(waits.mark), [])
    granted = grants.write_grant(district, waits.uid, tmp_path)
    assert granted.name.startswith("Penugasan_Siti-Rahmah_")
    assert files.kind_of(granted) == "grant"
