"""What became of what was sent: sent, received by the office's word, refused with the reason; and which files lack."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, quarantine, receipts
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.outbox import outbox
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import REFUSED, TAKEN, take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.entries import IN, OUT
from tests.actions.devices import copied, make
from tests.actions.exchanging import family, sent, taken


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tanda-terima")
    make(folder / "petugas", "Siti Rahma")
    make(folder / "kabupaten", "Budi Santoso", role="kabupaten")
    return folder


@pytest.fixture
def pair(templates: Path, tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with ExitStack() as stack:
        officer = stack.enter_context(copied(templates / "petugas", tmp_path / "petugas"))
        yield officer, stack.enter_context(copied(templates / "kabupaten", tmp_path / "kabupaten"))


def state(session: Session, record: str) -> str:
    found = receipts.sending_of(session, record)
    return found.state if found else ""


def test_a_record_on_its_way(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    kept = family(officer, "Pak Awal")
    assert state(officer, kept.id) == "waiting"
    made = sent(officer, tmp_path / "a")
    assert state(officer, kept.id) == "sent"
    taken(district, made.path)
    assert state(officer, kept.id) == "sent", "nobody has said yet that it arrived"
    family(district, "Bu Balasan")
    taken(officer, sent(district, tmp_path / "b").path)
    assert state(officer, kept.id) == "received"
    with officer.database.read() as conn:
        (entry,) = read.files(conn, direction=OUT)
    assert receipts.told(entry)[:2] == (TAKEN, "")
    save(officer, "Simpan keluarga", [kept.changed(rt="004")])
    assert state(officer, kept.id) == "waiting", "the last answer has not gone out"
    assert receipts.sending_of(district, kept.id) is None


def test_refused_with_its_reason_and_sent_again(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    family(officer, "Pak Pertama")
    taken(district, sent(officer, tmp_path / "a").path)
    kept = family(officer, "Pak Kedua")
    made = sent(officer, tmp_path / "b")
    _set_state(district, officer.device, "dicabut")
    assert taken(district, made.path).result == REFUSED
    _set_state(district, officer.device, "aktif")
    family(district, "Bu Balasan")
    taken(officer, sent(district, tmp_path / "c").path)
    found = receipts.sending_of(officer, kept.id)
    assert found is not None
    assert found.state == "refused"
    assert "tidak dikenal" in found.reason
    assert export(officer, tmp_path / "d").changes >= 1, "it goes out again by itself"
    assert state(officer, kept.id) == "sent"


def _set_state(session: Session, uid: str, state: str) -> None:
    with session.database.write() as conn:
        (device,) = [one for one in read.devices(conn) if one.uid == uid]
        write.put_device(conn, replace(device, state=state))


def test_files_that_lack_are_named(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    files = []
    for number in range(5):
        family(officer, f"Keluarga {number}")
        files.append(sent(officer, tmp_path / f"f{number}").path)
    for at in (0, 2, 4):
        taken(district, files[at])
    with district.database.read() as conn:
        assert receipts.missing_numbers(read.files(conn), officer.device) == [2, 4]
    taken(district, files[3])
    with district.database.read() as conn:
        assert receipts.missing_numbers(read.files(conn), officer.device) == [2]
    taken(district, sent(officer, tmp_path / "all", full=True).path)
    with district.database.read() as conn:
        assert receipts.missing_numbers(read.files(conn), officer.device) == [], (
            "a whole file makes up for all before it"
        )


def _board(district: Session, officer: Session) -> tuple[int, ...]:
    return next(one for one in enrolment.listed(district) if one.uid == officer.device).missing


def test_lost_last_files_are_named_by_any_later_word(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """The files at the end of a row: nobody can know of them until the sender is heard once more, be it to say thank
    you only. What came again with a later file is not asked for any more."""
    officer, district = pair
    family(officer, "Pak Satu")
    taken(district, sent(officer, tmp_path / "1").path)
    for name in ("Pak Dua", "Pak Tiga"):
        family(officer, name)
        sent(officer, tmp_path / "hilang")
    assert _board(district, officer) == ()
    family(district, "Bu Balasan")
    answer = sent(district, tmp_path / "balasan").path  # made before the two were missed
    taken(officer, answer)
    with officer.database.write() as conn:  # they are taken to have arrived: only a receipt is left to send
        peer = next(one for one in read.peers(conn) if one.number_out)
        whole = json.dumps({"*": {officer.device: [[1, 1000]]}})
        write.put_peer(conn, replace(peer, seen=whole))
    thanks = sent(officer, tmp_path / "4")
    assert (thanks.kind, thanks.number) == (fmt.RECEIPT, 4)
    taken(district, thanks.path)
    assert _board(district, officer) == (2, 3)
    family(district, "Bu Kabar")
    taken(officer, sent(district, tmp_path / "lagi").path)  # it says what it has, so the lost ones go out again
    taken(district, sent(officer, tmp_path / "5").path)
    assert _board(district, officer) == (), "nothing lacks any more"


def test_files_without_a_word_of_the_office_are_counted(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    assert receipts.unanswered(officer) == (0, 0)
    family(officer, "Pak Satu")
    first = sent(officer, tmp_path / "1").path
    family(officer, "Pak Dua")
    second = sent(officer, tmp_path / "2").path
    with officer.database.read() as conn:
        at = min(one.at for one in read.files(conn, direction=OUT))
    assert receipts.unanswered(officer) == outbox(officer).unanswered == (2, at)
    taken(district, first)
    taken(officer, sent(district, tmp_path / "balasan").path)
    assert receipts.unanswered(officer) == (0, 0), "the office has spoken: what it lacks counts as not sent"
    assert outbox(officer).changes > 0
    last = outbox(officer).last
    assert last is not None
    assert (last.number, last.at >= at, receipts.told(last)[0]) == (2, True, "")
    taken(district, second)
    third = sent(officer, tmp_path / "3").path
    assert receipts.unanswered(officer)[0] == 2
    taken(district, third)
    taken(officer, sent(district, tmp_path / "balasan").path)
    assert receipts.unanswered(district) == (0, 0)


def test_what_was_refused_is_kept_and_can_be_taken_in_later(
    pair: tuple[Session, Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, district = pair
    family(officer, "Pak Awal")
    made = sent(officer, tmp_path / "a").path
    _set_state_new(district, officer)
    assert taken(district, made).code == "E-SENDER"
    made.unlink()
    (kept,) = quarantine.kept(district)
    assert (kept.entry.name, kept.entry.receipt, kept.entry.result) == (made.name, "E-SENDER", REFUSED)
    assert taken(district, kept.path).result == REFUSED
    assert len(quarantine.kept(district)) == 1, "again is as once"
    _set_state(district, officer.device, "aktif")

    def held(path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EBUSY, "a scanner holds it", str(path))

    with monkeypatch.context() as scanning:
        scanning.setattr(Path, "unlink", held)
        assert taken(district, kept.path).result == TAKEN, "it is in, though what was kept of it cannot be removed"
        with pytest.raises(KnownError, match="E-FILE-IN-USE"):
            quarantine.release(district, kept.entry.sha256)
    quarantine.release(district, kept.entry.sha256)
    assert quarantine.kept(district) == []


def _set_state_new(district: Session, officer: Session) -> None:
    """The district has sent the laptop away before it ever heard from it."""
    with officer.database.read() as conn:
        own = read.own_device(conn)
    assert own is not None
    with district.database.write() as conn:
        write.put_device(conn, replace(own, own=False, state="dicabut"))


def test_what_is_no_sync_file_is_noted_but_not_kept(pair: tuple[Session, Session], tmp_path: Path) -> None:
    _officer, district = pair
    odd = tmp_path / "foto.kkb"
    odd.write_bytes(b"\xff\xd8\xff")
    assert [one.code for one in take_in(district, [odd]).files] == ["E-NOTBUNDLE"]
    assert quarantine.kept(district) == []
    with district.database.read() as conn:
        assert [one.receipt for one in read.files(conn)] == ["E-NOTBUNDLE"]


def test_the_answers_to_others_on_the_same_stick_are_left_to_them(
    pair: tuple[Session, Session], tmp_path: Path
) -> None:
    """Kept, they would be offered for another try for ever: no laptop but the other's ever opens them."""
    officer, _district = pair
    others = sent(officer, tmp_path / "stik").path  # sealed for the office
    assert [one.code for one in take_in(officer, [others]).files] == ["E-RECIPIENT"]
    assert quarantine.kept(officer) == []
    with officer.database.read() as conn:
        assert [one for one in read.files(conn) if one.direction == IN] == []


def is_silent(session: Session, folder: Path) -> bool:
    with pytest.raises(KnownError) as nothing:
        sent(session, folder)
    return nothing.value.code == "E-NOTHING-NEW"


def test_a_receipt_goes_out_also_when_there_is_nothing_else_to_tell(
    pair: tuple[Session, Session], tmp_path: Path
) -> None:
    officer, district = pair
    family(officer, "Pak Awal")
    taken(district, sent(officer, tmp_path / "0").path)
    taken(officer, sent(district, tmp_path / "1").path)  # who the office is
    kept = family(officer, "Pak Menunggu")
    taken(district, sent(officer, tmp_path / "a").path)
    made = sent(district, tmp_path / "b")
    assert (made.kind, made.changes) == (fmt.RECEIPT, 0)
    taken(officer, made.path)
    assert state(officer, kept.id) == "received"
    assert is_silent(district, tmp_path / "c")
    assert is_silent(officer, tmp_path / "d")


def test_an_officer_thanks_once_and_is_not_thanked_for_it(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    family(officer, "Pak Awal")
    taken(district, sent(officer, tmp_path / "a").path)
    family(district, "Bu Kantor")
    taken(officer, sent(district, tmp_path / "b").path)
    thanks = sent(officer, tmp_path / "c")
    assert (thanks.kind, thanks.changes) == (fmt.RECEIPT, 0)
    taken(district, thanks.path)
    assert is_silent(officer, tmp_path / "d")
    assert is_silent(district, tmp_path / "e")
