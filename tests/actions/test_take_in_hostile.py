"""What an enrolled sender may not do to the database, by a sealed and signed file that is otherwise in order. Preview
and taking in say the same; nothing changes, also where thousands of good lines stand before the bad one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.take_in import preview, take_in
from kampungkb_desktop.bundle.certificate import make_keys
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import read, write
from tests.actions.exchanging import family, laptop, log, picture, sent, sound, taken
from tests.bundle.forging import DEVICE, ELSEWHERE, OTHER_DEVICE, SITI, VILLAGE, Sender, forge, line

CONTENT: dict[str, Any] = {"village": VILLAGE, "head_name": "Keluarga", "status": "draf"}

_SECOND_LINE: dict[str, Any] = {"seq": 2, "values": CONTENT}


def refused(session: Session, path: Path, code: str) -> str:
    """Refused by preview and by taking in, with nothing changed by either; the sentence."""
    before = picture(session)
    seen, done = preview(session, [path]), take_in(session, [path])
    assert picture(session) == before
    assert seen.files == done.files
    (report,) = done.files
    assert (report.result, report.code) == ("ditolak", code), report
    assert not done.accepted
    return report.sentence


FOREIGN: list[tuple[str, list[dict[str, Any]], str]] = [
    ("another device", [{"device": 1}], "E-FOREIGN"),
    ("another village", [{"village": ELSEWHERE, "values": {"village": ELSEWHERE}}], "E-SCOPE"),
    ("village of change and data differ", [{"values": {"village": ELSEWHERE}}], "E-SCOPE"),
    ("a village by the back door", [{"village": "", "form": "visit", "values": {"village": ELSEWHERE}}], "E-SCOPE"),
    ("a district's decision", [{"priority": 2}], "E-SCOPE"),
    ("an erasure", [{"kind": 2}], "E-SCOPE"),
    ("a forgiving", [{"kind": 3, "values": {"device": DEVICE, "from": 1, "to": 9}}], "E-SCOPE"),
    ("the same number twice", [{"seq": 5}, {"seq": 5, "record": "9" * 32}], "E-FORK"),
    ("one deed of two people", [{"seq": 1}, {"seq": 2, "author": "9" * 32}], "E-FORMAT"),
    ("one deed of two names", [{"seq": 1}, {"seq": 2, "action_name": "Lain"}], "E-FORMAT"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "code"), [(one[1], one[2]) for one in FOREIGN], ids=[one[0] for one in FOREIGN])
def test_beyond_the_senders_rights(
    district: Session, tmp_path: Path, changed: Sequence[dict[str, Any]], code: str
) -> None:
    lines = [line(100), *(line(**({"values": CONTENT} | one)) for one in changed)]
    refused(district, forge(tmp_path / "a.kkb", lines), code)


def test_one_bad_line_after_thousands_of_good_ones(district: Session, tmp_path: Path) -> None:
    lines = [line(seq) for seq in range(1, 4_200)]
    lines.append(line(4_200, village=ELSEWHERE))
    refused(district, forge(tmp_path / "a.kkb", lines), "E-SCOPE")


def test_relabelling_another_villages_record(district: Session, tmp_path: Path) -> None:
    theirs = family(district, "Milik desa lain", ELSEWHERE)
    grab = line(1, {"village": VILLAGE, "head_name": "Direbut"}, record=theirs.id)
    assert "catatan desa lain" in refused(district, forge(tmp_path / "a.kkb", [grab]), "E-SCOPE")
    wipe = line(1, {}, record=theirs.id, kind=1)
    refused(district, forge(tmp_path / "b.kkb", [wipe]), "E-SCOPE")


def test_writing_into_another_person(district: Session, tmp_path: Path) -> None:
    with district.database.read() as conn:
        (head,) = read.records(conn, Officer)
    fake = line(1, {"full_name": "Bukan dia"}, form="officer", village="", record=head.id)
    refused(district, forge(tmp_path / "a.kkb", [fake]), "E-SCOPE")


def test_writing_under_another_persons_deed(district: Session, officer: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    taken(district, sent(officer, tmp_path).path)
    deed = next(iter(log(officer).values())).action
    refused(district, forge(tmp_path / "a.kkb", [line(1, action=deed)]), "E-FORMAT")


COVERS: list[dict[str, Any]] = [
    {"*": {DEVICE: [[1, 3]]}}, {"*": {DEVICE: [[1, 2], [4, 4]]}}, {"*": {OTHER_DEVICE: [[1, 1]]}},
    {"*": {DEVICE: [[1, 2]], OTHER_DEVICE: []}}, {VILLAGE: {DEVICE: [[1, 2]]}},
]  # fmt: skip


@pytest.mark.parametrize("cover", COVERS, ids=str)
def test_vouching_for_more_than_is_inside(district: Session, tmp_path: Path, cover: dict[str, Any]) -> None:
    path = forge(tmp_path / "a.kkb", [line(1), line(2)], manifest=lambda m: m.update(cover=cover))
    refused(district, path, "E-COVER")


@pytest.mark.parametrize(
    "counts", [{}, {"family": 1}, {"family": 3}, {"member": 2}, {"family": 2, "member": 1}], ids=str
)
def test_counts_that_differ(district: Session, tmp_path: Path, counts: dict[str, int]) -> None:
    path = forge(tmp_path / "a.kkb", [line(1), line(2)], manifest=lambda m: m.update(counts=counts))
    refused(district, path, "E-COUNT")


def test_the_same_change_with_other_content(district: Session, tmp_path: Path) -> None:
    taken(district, forge(tmp_path / "a.kkb", [line(1), line(2)]))
    others: list[dict[str, Any]] = [
        {"values": {"head_name": "Lain"}}, {"wall": 5}, {"record": "9" * 32}, {"kind": 1}, {"parents": [[0, 1]]},
    ]  # fmt: skip
    for what in others:
        again = forge(tmp_path / "b.kkb", [line(1), line(**({**_SECOND_LINE, **what}))], manifest=_second)
        refused(district, again, "E-FORK")
    same = forge(tmp_path / "c.kkb", [line(1), line(2)], manifest=_second)
    assert taken(district, same).duplicates == 2


def test_a_laptop_that_was_sent_away(district: Session, tmp_path: Path) -> None:
    taken(district, forge(tmp_path / "a.kkb", [line(1)]))
    with district.database.write() as conn:
        known = next(one for one in read.devices(conn) if one.uid == SITI.uid)
        write.put_device(conn, type(known)(known.uid, known.name, known.role, known.verify_key, state="dicabut"))
    refused(district, forge(tmp_path / "b.kkb", [line(2)], manifest=_second), "E-SENDER")


def test_somebody_else_under_a_known_name(district: Session, tmp_path: Path) -> None:
    taken(district, forge(tmp_path / "a.kkb", [line(1)]))
    refused(district, forge(tmp_path / "b.kkb", [line(2)], sender=Sender(keys=make_keys()), manifest=_second),
            "E-SIGNATURE")  # fmt: skip


def test_taking_the_place_of_another_file_in_the_history(officer: Session, district: Session, tmp_path: Path) -> None:
    taken(district, sent(officer, tmp_path).path)
    save(district, "x", [Family(id="7" * 32, village=VILLAGE, status="draf")])
    export(district, tmp_path / "balasan")
    with district.database.read() as conn:
        ids = [one.id for one in read.files(conn)]
    assert len(ids) == 2
    for one in ids:

        def same_id(manifest: dict[str, Any], bundle: str = one) -> None:
            manifest["bundle"] = bundle

        refused(district, forge(tmp_path / "a.kkb", [line(1)], manifest=same_id), "E-FORMAT")


def test_practice_files_and_real_data(officer: Session, tmp_path: Path) -> None:
    """Neither to a real office nor to a real officer; the sentence says why."""
    path = sent(officer, tmp_path).path
    for role in ("kabupaten", "petugas"):
        real = laptop(tmp_path / f"{role}-asli", "Rina", role=role, practice=False)
        try:
            assert "latihan" in refused(real, path, "E-PRACTICE").lower()
        finally:
            close(real)


def test_ones_own_file(district: Session, officer: Session, tmp_path: Path) -> None:
    path = sent(officer, tmp_path).path
    refused(officer, path, "E-RECIPIENT")
    mirrored = Sender(uid=district.device)
    refused(district, forge(tmp_path / "a.kkb", [line(1)], sender=mirrored), "E-OWN")


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0", b"PK\3\4", b"age-encryption.org/v1\nrusak"])
def test_what_is_no_sync_file(district: Session, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.kkb").write_bytes(content)
    codes = {b"": "E-DAMAGED", b"age": "E-DAMAGED", b"PK\3": "E-ZIP"}
    refused(district, tmp_path / "a.kkb", codes.get(content[:3], "E-NOTBUNDLE"))


# --- Strange, and yet no reason to refuse -----------------------------------------------------------------------------


def test_what_a_newer_version_asks_is_kept_and_sent_on(district: Session, tmp_path: Path) -> None:
    newer = {"village": VILLAGE, "head_name": "Ahmad", "status": "draf", "pendapatan_2031": 5, "catatan": "é"}
    lines = [
        line(1, newer, form_version=9),
        line(2, {"village": VILLAGE, "apa": "saja"}, form="formulir_2031"),
        line(3, {"n": 1, "id": "x", "heads": "y"}, record="4" * 32),
    ]
    report = taken(district, forge(tmp_path / "a.kkb", lines))
    assert (report.result, report.new, report.waiting) == ("diterima", 2, 3)
    entries = log(district)
    assert json.loads(entries[ChangeId(DEVICE, 1)].values) == newer
    assert entries[ChangeId(DEVICE, 2)].form == "formulir_2031"
    with district.database.read() as conn:
        assert read.record(conn, Family, f"{1:032x}") == Family(id=f"{1:032x}", village=VILLAGE, head_name="Ahmad",
                                                                status="draf")  # fmt: skip
        assert {one.reason for one in read.waiting(conn)} == {"versi"}
    assert sound(district)


def test_missing_and_circular_parents_are_held(district: Session, tmp_path: Path) -> None:
    lines = [
        line(2, parents=[[0, 1]]),
        line(10, parents=[[0, 11]], record="5" * 32),
        line(11, parents=[[0, 10]], record="5" * 32),
        line(20, parents=[[0, 20]], record="6" * 32),
        line(30, parents=[[1, 77]], record="7" * 32),
    ]
    report = taken(district, forge(tmp_path / "a.kkb", lines))
    assert (report.result, report.new, report.waiting) == ("diterima", 0, 4)
    assert sound(district)


def test_values_of_the_wrong_kind_are_kept_and_shown_as_nothing(district: Session, tmp_path: Path) -> None:
    strange = {"village": VILLAGE, "status": "belum pernah ada", "rt": 5, "head_name": 3.5, "kk": "bukan angka"}
    assert taken(district, forge(tmp_path / "a.kkb", [line(1, strange)])).result == "diterima"
    assert json.loads(log(district)[ChangeId(DEVICE, 1)].values) == strange
    with district.database.read() as conn:
        assert read.record(conn, Family, f"{1:032x}") is not None
    assert sound(district)


def test_a_wild_clock_is_no_reason(district: Session, tmp_path: Path) -> None:
    lines = [line(1, wall=-5), line(2, wall=(1 << 62)), line(3, wall=0, clock=1)]
    assert taken(district, forge(tmp_path / "a.kkb", lines)).new == 3
    assert sound(district)


def _second(manifest: dict[str, Any]) -> None:
    """A file of its own, made after the first."""
    manifest.update(bundle="f" * 32, number=2)
