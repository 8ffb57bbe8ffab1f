"""A copy on the shelf is whole, says nothing of anybody, and is never believed when it has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import blobs, database, read, shelf, vault, write
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.entries import Row
from kampungkb_desktop.store.thinning import DAY, HOUR
from tests.store.tiny import TINY, Garden

NOW = 1_795_233_600_000


def fill(garden: Database, rows: int = 5) -> None:
    with garden.write() as conn:
        write.upsert_rows(conn, Garden, [Row(f"g{i}", (), True, {"beds": i}) for i in range(rows)])


def code_of(caught: pytest.ExceptionInfo[KnownError]) -> str:
    return caught.value.code


def kept(garden: Database, key: bytes, at: int = NOW, *, photos: bool = False, goal: Path | None = None) -> shelf.Kept:
    target = goal or garden.data_dir / shelf.SHELF
    return shelf.make(garden.path, key, target, at=at, reason="otomatis", device="d1", photos=photos)


def test_a_copy_stands_whole_with_its_keys_and_slip(garden: Database, key: bytes) -> None:
    fill(garden)
    made = kept(garden, key)
    assert shelf.found(garden.data_dir / shelf.SHELF) == (made,)
    assert made.slip is not None
    assert (made.slip.counts["garden"], made.slip.made_at, made.slip.device) == (5, NOW, "d1")
    assert made.slip.size == made.database.stat().st_size
    assert made.keys.read_bytes() == (garden.data_dir / vault.KEYS_NAME).read_bytes()
    shelf.check(made, key)
    opened = database.open_database(made.database, key, forms=TINY)
    with opened.read() as conn:
        assert read.count(conn, Garden) == 5
    opened.close()


def test_looking_at_a_copy_leaves_nothing_beside_it(garden: Database, key: bytes) -> None:
    fill(garden)
    made = kept(garden, key)
    before = {one.name: one.read_bytes() for one in made.folder.iterdir()}
    for _ in range(2):
        shelf.check(made, key)
    assert {one.name: one.read_bytes() for one in made.folder.iterdir()} == before


@pytest.mark.parametrize("place", [0, 5_000, -1])
def test_one_changed_byte_and_it_is_not_used(garden: Database, key: bytes, place: int) -> None:
    fill(garden)
    made = kept(garden, key)
    content = bytearray(made.database.read_bytes())
    content[place] ^= 1
    made.database.write_bytes(content)
    with pytest.raises(KnownError) as caught:
        shelf.check(made, key)
    assert code_of(caught) == "E-COPY-DAMAGED"


def test_another_key_is_told_from_damage(garden: Database, key: bytes) -> None:
    made = kept(garden, key)
    with pytest.raises(KnownError) as caught:
        shelf.check(made, bytes(32))
    assert code_of(caught) == "E-COPY-KEY"


@pytest.mark.parametrize(
    "slip", [b"", b"{", b"[]", b'"x"', b'{"format": "kkb-copy"}', b'{"format": "other", "version": 1}', b"\xff" * 40]
)
def test_a_slip_that_cannot_be_read_makes_the_copy_unsure(garden: Database, key: bytes, slip: bytes) -> None:
    made = kept(garden, key)
    (made.folder / shelf.SLIP).write_bytes(slip)
    (found,) = shelf.found(garden.data_dir / shelf.SHELF)
    assert found.slip is None
    with pytest.raises(KnownError) as caught:
        shelf.check(found, key)
    assert code_of(caught) == "E-COPY-DAMAGED"


def test_a_slip_of_other_types_is_not_believed(garden: Database, key: bytes) -> None:
    made = kept(garden, key)
    path = made.folder / shelf.SLIP
    whole = json.loads(path.read_bytes())
    for name, value in (("made_at", "kemarin"), ("sha256", 7), ("counts", {"garden": "x"}), ("counts", 3), ("more", 1)):
        path.write_text(json.dumps({**whole, name: value}))
        assert shelf.read_slip(made.folder) is None
    path.write_text(json.dumps(whole))
    assert shelf.read_slip(made.folder) == made.slip


def test_a_half_made_copy_is_no_copy(garden: Database, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(garden)

    def broken(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(shelf, "write_whole", broken)
    with pytest.raises(KnownError) as caught:
        kept(garden, key)
    assert code_of(caught) == "E-DISK-FULL"
    assert list((garden.data_dir / shelf.SHELF).iterdir()) == []


def test_photos_go_along_once(garden: Database, key: bytes, tmp_path: Path) -> None:
    names = {blobs.put(garden.data_dir, key, bytes([number]) * 500) for number in range(3)}
    stick = tmp_path / "stick"
    first = kept(garden, key, photos=True, goal=stick)
    stamps = {one.name: one.stat().st_mtime_ns for one in (stick / blobs.PHOTOS_FOLDER).iterdir()}
    blobs.put(garden.data_dir, key, b"one more")
    second = kept(garden, key, NOW + HOUR, photos=True, goal=stick)
    there = {one.name: one.stat().st_mtime_ns for one in (stick / blobs.PHOTOS_FOLDER).iterdir()}
    assert {name: there[name] for name in names} == stamps
    assert [one.slip.photos for one in (first, second) if one.slip] == [3, 4]
    assert shelf.found(stick) == (second, first)


def test_old_copies_go_and_damaged_ones_stay(garden: Database, key: bytes) -> None:
    target = garden.data_dir / shelf.SHELF
    made = [kept(garden, key, NOW + step * HOUR // 4) for step in range(4)]
    (made[0].folder / shelf.SLIP).write_bytes(b"?")
    gone = shelf.thin(target, NOW + 3 * DAY, most=10**12)
    assert {one.folder for one in gone} == {made[2].folder}, "of one day the oldest stays, and the newest of all"
    assert {one.folder for one in shelf.found(target)} == {made[0].folder, made[1].folder, made[3].folder}


def test_the_slip_names_nobody(garden: Database, key: bytes) -> None:
    with garden.write() as conn:
        write.put_meta(conn, "author", "Siti Rahmawati")
    made = kept(garden, key)
    whole = b"".join(one.read_bytes() for one in made.folder.iterdir())
    assert b"Siti" not in whole


def test_two_copies_of_one_second_stand_side_by_side(garden: Database, key: bytes) -> None:
    assert kept(garden, key).folder != kept(garden, key).folder
    assert garden.path.name == DATABASE_NAME
