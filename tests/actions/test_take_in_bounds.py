"""What a sender with bad intentions and a good signature may try against memory, patience and what is noted: bounds of
a file, of a record and of a claim, and the same file sealed once more."""

from __future__ import annotations

import hashlib
import json
import random
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest

from kampungkb_desktop.actions import ledger, receipts
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.histories import slices
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.undo_file import undo_file
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import Assigned, Certificate, issue, read_certificate
from kampungkb_desktop.bundle.format import Receipt
from kampungkb_desktop.forms.change import FORGIVE
from kampungkb_desktop.forms.kinds import Measure, Number
from kampungkb_desktop.forms.record import from_scalar
from kampungkb_desktop.store import blobs, read, write
from kampungkb_desktop.store.entries import IN, OUT, FileEntry
from tests.actions.exchanging import family, names, sent, sound, taken
from tests.actions.spoiling import everything
from tests.bundle.forging import DEVICE, OFFICE, SITI, VILLAGE, Sender, forge, line
from tests.bundle.forging import refused as refused_at_opening

ONE = "9" * 32
SAID = {"village": VILLAGE, "head_name": "Keluarga", "status": "draf"}


def refused(session: Session, path: Path, code: str) -> None:
    before = everything(session)
    (report,) = take_in(session, [path]).files
    assert report.code == code, report
    assert everything(session) == before


# --- Bounds of a file -------------------------------------------------------------------------------------------------


LISTS: list[tuple[str, dict[str, Any]]] = [
    ("a number nobody counts to", {"number": fmt.MOST_NUMBER}),
    ("a receipt for such a file", {"receipts": [["a" * 64, fmt.MOST_NUMBER, "diterima", "", 1]]}),
    ("more laptops than there are", {"devices": [f"{n:032x}" for n in range(fmt.MOST_DEVICES + 1)]}),
    ("a laptop twice", {"devices": [DEVICE, DEVICE]}),
    ("a village in other digits", {"cover": {"٦٤": {}}}),
]


@pytest.mark.parametrize("changed", [one[1] for one in LISTS], ids=[one[0] for one in LISTS])
def test_lists_beyond_measure(tmp_path: Path, changed: dict[str, Any]) -> None:
    refused_at_opening(forge(tmp_path / "a.kkb", [line(1)], manifest=lambda m: m.update(changed)), "E-FORMAT")


LINES: list[tuple[str, dict[str, Any], str]] = [
    ("too many parents", {"parents": [[0, n] for n in range(1, fmt.MOST_PARENTS + 2)], "seq": 5_000}, "E-FORMAT"),
    ("too many answers", {"values": {f"isian_{n}": n for n in range(fmt.MOST_ANSWERS + 1)}}, "E-BOMB"),
    ("a village in other digits", {"village": "٦٤"}, "E-FORMAT"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "code"), [one[1:] for one in LINES], ids=[one[0] for one in LINES])
def test_lines_beyond_measure(tmp_path: Path, changed: dict[str, Any], code: str) -> None:
    refused_at_opening(forge(tmp_path / "a.kkb", [line(**changed)]), code)


def test_a_member_larger_than_any_honest_one(tmp_path: Path) -> None:
    refused_at_opening(forge(tmp_path / "a.kkb", [line(1)], signature="0" * 300), "E-BOMB")


def test_members_that_lie_over_each_other(tmp_path: Path) -> None:
    """A directory that gives the same bytes to two members makes much of little."""
    photos = [bytes([n]) * 5_000 for n in range(4)]

    def longer(plain: bytes) -> bytes:
        at, changed = plain.find(b"PK\1\2"), bytearray(plain)
        while at >= 0:
            name = plain[at + 46 : at + 110]
            if name.startswith(b"blobs/"):
                struct.pack_into("<LL", changed, at + 20, 9_000, 9_000)
            at = plain.find(b"PK\1\2", at + 4)
        return bytes(changed)

    refused_at_opening(forge(tmp_path / "a.kkb", [line(1)], photos=photos, zipped=longer), "E-BOMB")


# --- Bounds of a record -----------------------------------------------------------------------------------------------


def test_no_record_has_more_heads_than_there_are_laptops(district: Session, tmp_path: Path) -> None:
    """Everybody who bases something on it would carry them all."""
    many = [line(seq, SAID, record=ONE) for seq in range(1, fmt.MOST_PARENTS + 2)]
    refused(district, forge(tmp_path / "a.kkb", many), "E-BOMB")
    assert taken(district, forge(tmp_path / "b.kkb", many[:-1])).conflicting == 0
    refused(
        district, forge(tmp_path / "c.kkb", [line(5_000, {"head_name": "x"}, record=ONE)], manifest=_second), "E-BOMB"
    )
    assert sound(district)


def test_no_record_outgrows_its_folding(district: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kampungkb_desktop.actions.incoming_lines.MOST_TEXT_OF_ONE", 190_000)
    text = "".join(random.Random(1).choices("abcdefgh", k=10_000))  # so that it is not the squeezing that tells
    long = {"village": VILLAGE, "head_name": text}
    chain = [line(seq, long, record=ONE, parents=[[0, seq - 1]] if seq > 1 else []) for seq in range(1, 20)]
    refused(district, forge(tmp_path / "a.kkb", chain), "E-BOMB")
    assert taken(district, forge(tmp_path / "b.kkb", chain[:18])).new == 1
    refused(district, forge(tmp_path / "c.kkb", chain[18:], manifest=_second), "E-BOMB")


def test_histories_are_read_in_portions(district: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [family(district, f"Keluarga {n}") for n in range(5)]
    monkeypatch.setattr("kampungkb_desktop.actions.histories._AT_ONCE", 150)
    with district.database.read() as conn:
        portions = list(slices(conn, [one.id for one in made]))
        assert [one for some in portions for one in some] == [one.id for one in made]
        assert len(portions) > 1
        assert list(slices(conn, [])) == []


# --- What is noted ----------------------------------------------------------------------------------------------------


def _second(manifest: dict[str, Any]) -> None:
    manifest.update(bundle="f" * 32, number=2)


def _sealed_again(path: Path, target: Path) -> Path:
    plain = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(OFFICE.identity)])
    target.write_bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(OFFICE.recipient)]))
    return target


def test_the_same_file_sealed_once_more_is_known(district: Session, tmp_path: Path) -> None:
    """Who carries it could do that; what is noted of it, and its undoing, must not be lost."""
    first = forge(tmp_path / "a.kkb", [line(1)])
    taken(district, first)
    before = everything(district)
    assert taken(district, _sealed_again(first, tmp_path / "b.kkb")).result == "sudah ada"
    assert everything(district) == before
    with district.database.read() as conn:
        (entry,) = read.files(conn, direction=IN)
    undo_file(district, entry)
    assert names(district) == []


def test_another_file_under_the_same_id(district: Session, tmp_path: Path) -> None:
    taken(district, forge(tmp_path / "a.kkb", [line(1)]))
    refused(district, forge(tmp_path / "b.kkb", [line(1), line(2)]), "E-FORMAT")


def test_an_older_file_after_a_newer_one_takes_nothing_back(
    officer: Session, district: Session, tmp_path: Path
) -> None:
    family(officer, "Ahmad")
    older = sent(officer, tmp_path / "1")
    family(officer, "Budi")
    newer = sent(officer, tmp_path / "2", full=True)
    taken(district, newer.path)
    with district.database.read() as conn:
        said = read.peer(conn, officer.device)
    assert taken(district, older.path).changes == 0
    with district.database.read() as conn:
        again = read.peer(conn, officer.device)
    assert (again.seen, again.number_in) == (said.seen, said.number_in)


def test_a_receipt_for_somebody_elses_file(district: Session) -> None:
    entry = FileEntry("a" * 32, OUT, "1" * 32, 1, "baru", "b" * 64, "a.kkb", 1)
    with district.database.write() as conn:
        write.put_file(conn, entry)
        receipts.hear(conn, "2" * 32, {}, [Receipt("b" * 64, 1, "ditolak", "E-HASH", 5)], 9)
        assert read.files(conn) == [entry]
        receipts.hear(conn, "1" * 32, {}, [Receipt("b" * 64, 1, "diterima", "", 5)], 9)
        assert receipts.told(read.files(conn)[0]) == ("diterima", "", 5)


def test_a_false_photo_leaves_no_other_behind(district: Session, tmp_path: Path) -> None:
    photos = [b"foto satu", b"foto dua"]
    last = f"blobs/{hashlib.sha256(photos[1]).hexdigest()}"

    def spoil(members: list[tuple[str, bytes, int]]) -> None:
        members[:] = [(name, b"foto DUA" if name == last else content, how) for name, content, how in members]

    refused(district, forge(tmp_path / "a.kkb", [line(1)], photos=photos, members=spoil), "E-HASH")
    assert not list((district.data_dir / "photos").glob("*"))


def test_a_claim_in_a_thousand_pieces(officer: Session, district: Session, tmp_path: Path) -> None:
    """Somebody says to hold every second change: the answer is still made."""
    for n in range(3):
        family(district, f"Keluarga {n}")
    pieces = [[n, n] for n in range(1, 4_000, 2)]
    family(officer, "Ahmad")
    taken(district, sent(officer, tmp_path / "1").path)
    with district.database.write() as conn:
        peer = read.peer(conn, officer.device)
        write.put_peer(conn, replace(peer, seen=json.dumps({"*": {district.device: pieces}})))
    (made,) = export(district, tmp_path / "2").files
    assert made.changes >= 1


ODD: list[Callable[[Certificate], Certificate]] = [
    lambda one: _changed(one, villages=(Assigned("desa"),)),
    lambda one: _changed(one, villages=(Assigned("٦٤"),)),
    lambda one: _changed(one, villages=(Assigned(VILLAGE, "2026-02-30"),)),
    lambda one: _changed(one, villages=(Assigned(VILLAGE, "", "besok"),)),
    lambda one: _changed(one, role="Kabupaten"),
    lambda one: _changed(one, issued_at=-1),
]


def _changed(one: Certificate, **changed: Any) -> Certificate:
    return msgspec.structs.replace(one, **changed)


@pytest.mark.parametrize("odd", ODD)
def test_an_office_that_writes_nonsense(odd: Callable[[Certificate], Certificate]) -> None:
    text, signature = SITI.certificate()
    trusted = frozenset({OFFICE.verify_key})
    sane = read_certificate(text, signature, trusted, practice=True)
    with pytest.raises(KnownError) as caught:
        read_certificate(*issue(odd(sane), OFFICE), trusted, practice=True)
    assert caught.value.code == "E-FORMAT"


def test_a_forgiving_that_names_nothing(district: Session, tmp_path: Path) -> None:
    """By another computer of the office: taken in, and forgives nothing."""
    office = Sender(uid="5" * 32, role="kabupaten")
    lines = [
        line(seq, said, device=0, kind=FORGIVE, form="family", village="")
        for seq, said in enumerate(({"device": 5}, {"device": DEVICE, "from": "x", "to": 1.5}, {}), 1)
    ]
    assert taken(district, forge(tmp_path / "a.kkb", lines, sender=office)).result == "diterima"
    with district.database.read() as conn:
        assert (DEVICE, 1) not in ledger.forgiven_of(conn)


def test_what_a_foreign_record_may_say_and_nothing_can_hold(district: Session) -> None:
    """It stays in the log; rows, screens and exports go on without it."""
    for kind in (Number("Anak"), Measure("Berat")):
        assert [from_scalar(kind, value) for value in (1e308, -1e308, 10**18)] == [None] * 3
    assert not blobs.exists(district.data_dir, "x")
    assert blobs.size(district.data_dir, "../kampungkb.keys") == 0
