"""Photos: kept once, encrypted, checked when read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import blobs

KEY = bytes(range(32))
PHOTO = b"\xff\xd8 a photo of the posyandu " * 40


def refused(folder: Path, key: bytes, name: str) -> str:
    with pytest.raises(KnownError) as caught:
        blobs.get(folder, key, name)
    return caught.value.code


def test_a_photo_comes_back_and_is_kept_once(tmp_path: Path) -> None:
    name = blobs.put(tmp_path, KEY, PHOTO)
    assert name == hashlib.sha256(PHOTO).hexdigest()
    path = tmp_path / blobs.PHOTOS_FOLDER / name
    sealed = path.read_bytes()
    assert b"posyandu" not in sealed
    assert blobs.put(tmp_path, KEY, PHOTO) == name
    assert path.read_bytes() == sealed
    assert blobs.get(tmp_path, KEY, name) == PHOTO
    assert blobs.exists(tmp_path, name)
    assert blobs.names(tmp_path) == {name}
    blobs.drop(tmp_path, name)
    blobs.drop(tmp_path, name)
    assert not blobs.exists(tmp_path, name)
    assert blobs.names(tmp_path / "none") == frozenset()


def test_damage_and_exchange_are_noticed(tmp_path: Path) -> None:
    name = blobs.put(tmp_path, KEY, PHOTO)
    other = blobs.put(tmp_path, KEY, b"another")
    assert refused(tmp_path, bytes(32), name) == "E-PHOTO-DAMAGED"
    path = tmp_path / blobs.PHOTOS_FOLDER / name
    sealed = path.read_bytes()
    for damaged in (
        b"",
        sealed[:10],
        sealed[:-1],
        sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:],
        b"XXXXX" + sealed[5:],
    ):
        path.write_bytes(damaged)
        assert refused(tmp_path, KEY, name) == "E-PHOTO-DAMAGED"
    (tmp_path / blobs.PHOTOS_FOLDER / other).replace(path)
    assert refused(tmp_path, KEY, name) == "E-PHOTO-DAMAGED"
    path.unlink()
    assert refused(tmp_path, KEY, name) == "E-PHOTO-MISSING"


@pytest.mark.parametrize("name", ["../kampungkb.keys", "", "A" * 64, "a" * 63])
def test_only_hashes_are_names(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, KEY, name) == "E-PHOTO-MISSING"
