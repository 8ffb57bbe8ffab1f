"""Sealing: what goes in comes out, whole or not at all, and the place it goes to keeps its old file when it refuses."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import make_keys
from kampungkb_desktop.bundle.opening import file_hash, is_for, open_sealed
from kampungkb_desktop.bundle.seal import Packed, pack, seal
from kampungkb_desktop.forms.change import Change
from tests.bundle.forging import DEVICE, NOON, OFFICE, SITI, opened

COUNT = 1_200


def changes(count: int = COUNT) -> list[Change]:
    return [
        Change(
            DEVICE, seq, (), NOON, 0, "", f"{seq:032x}", "Simpan", "family", f"{seq:032x}", "", 0, 1,
            f'{{"head_name":"Keluarga {seq}"}}', 1,
        )
        for seq in range(1, count + 1)
    ]  # fmt: skip


def packed(photos: tuple[tuple[str, bytes], ...] = (), progress: Progress | None = None) -> Packed:
    lines = fmt.encode_changes(changes(), {DEVICE: 0})
    batches = [(len(some), b"".join(some)) for some in (lines[:500], lines[500:])]
    return pack(batches, lambda _used: photos, progress or silent(), COUNT)


def listed(pack_: Packed, **changed: object) -> fmt.Manifest:
    text, signature = SITI.certificate()
    usual: dict[str, object] = {
        "format": fmt.FORMAT, "major": fmt.MAJOR, "minor": fmt.MINOR, "bundle": "e" * 32, "number": 1, "kind": fmt.NEW,
        "sender": SITI.uid, "certificate": text, "certificate_sig": signature, "recipients": [OFFICE.verify_key],
        "made_at": NOON, "app": "0.1", "forms": {}, "villages": [], "devices": [DEVICE], "cover": {}, "seen": {},
        "counts": {"family": COUNT}, "changes": COUNT, "members": pack_.members,
    }  # fmt: skip
    return fmt.Manifest(**(usual | changed))  # type: ignore[arg-type]


class Pulled(io.FileIO):
    """A file on a stick that is pulled out once so much of it was read."""

    left = 20_000

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size) or b""
        self.left -= len(found)
        if self.left < 0:
            raise OSError(errno.EIO, "Input/output error")
        return found


def test_a_stick_pulled_out_while_it_is_read_is_not_called_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.kkb"
    photo = os.urandom(70_000)
    pack_ = packed(((hashlib.sha256(photo).hexdigest(), photo),))
    seal(pack_, listed(pack_), SITI.keys, [OFFICE.recipient], path)
    monkeypatch.setattr(Path, "open", lambda at, _mode: Pulled(at))
    with pytest.raises(KnownError, match="E-READ"):
        opened(path)


def test_what_went_in_comes_out(tmp_path: Path) -> None:
    photo = os.urandom(70_000)
    sha = hashlib.sha256(photo).hexdigest()
    path = tmp_path / "a.kkb"
    pack_ = packed(((sha, photo),))
    digest, size = seal(pack_, listed(pack_), SITI.keys, [OFFICE.recipient], path)
    assert (digest, size) == (file_hash(path), path.stat().st_size)
    assert [one.name for one in tmp_path.iterdir()] == ["a.kkb"]
    file = opened(path)
    try:
        assert list(file.changes()) == changes()
        assert file.blob_names() == [sha]
        assert file.blob(sha) == photo
    finally:
        file.close()


def test_several_receivers_open_the_same_file(tmp_path: Path) -> None:
    reserve, stranger = make_keys(), make_keys()
    pack_ = packed()
    seal(pack_, listed(pack_), SITI.keys, [OFFICE.recipient, reserve.recipient], tmp_path / "a.kkb")
    opened(tmp_path / "a.kkb", keys=reserve).close()
    assert is_for(tmp_path / "a.kkb", OFFICE)
    assert is_for(tmp_path / "a.kkb", reserve)
    assert not is_for(tmp_path / "a.kkb", stranger)
    with pytest.raises(KnownError) as caught:
        open_sealed(
            tmp_path / "a.kkb", stranger, office=frozenset({OFFICE.verify_key}), trusted=frozenset(), practice=True
        )
    assert caught.value.code == "E-RECIPIENT"


def test_a_place_that_refuses_leaves_nothing(tmp_path: Path) -> None:
    pack_ = packed()
    with pytest.raises(KnownError) as caught:
        seal(pack_, listed(pack_), SITI.keys, [OFFICE.recipient], tmp_path / "tidak-ada" / "a.kkb")
    assert caught.value.code == "E-WRITE"
    assert not any(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device that is always full")
def test_a_full_stick_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.kkb"
    target.write_bytes(b"yang lama")
    (tmp_path / "a.kkb.part").symlink_to("/dev/full")
    pack_ = packed()
    with pytest.raises(KnownError) as caught:
        seal(pack_, listed(pack_), SITI.keys, [OFFICE.recipient], target)
    assert caught.value.code == "E-TARGET-FULL", "that it is full, not that it might be"
    assert target.read_bytes() == b"yang lama"
    assert not (tmp_path / "a.kkb.part").exists()


@pytest.mark.parametrize("size", [100, 20_000, 300_000])
def test_a_stick_that_fills_up_on_the_way_says_so_and_keeps_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """The sealing library wraps what the disk refuses in an error of its own, and swallows it for small files; closing
    such a file is no trouble (seen on a full vfat stick, tests/stick)."""

    class Filling(io.FileIO):
        def write(self, _data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    known = Path.open
    monkeypatch.setattr(Path, "open", lambda self, mode="r": Filling(self, mode) if mode == "wb" else known(self, mode))
    photo = os.urandom(size)
    pack_ = pack([], lambda _used: ((hashlib.sha256(photo).hexdigest(), photo),), silent(), 0)
    with pytest.raises(KnownError) as caught:
        seal(pack_, listed(pack_), SITI.keys, [OFFICE.recipient], tmp_path / "a.kkb")
    assert caught.value.code == "E-TARGET-FULL"
    assert list(tmp_path.iterdir()) == []


def test_cancelling_stops_the_packing() -> None:
    stop = threading.Event()
    work = Progress(sink=lambda _step: stop.set(), cancel=stop)
    with pytest.raises(Cancelled):
        packed(progress=work)


def test_a_file_is_small() -> None:
    """About 60 bytes a change and the seal around it."""
    pack_ = packed()
    pack_.archive.close()
    assert pack_.spool.seek(0, os.SEEK_END) < 60 * COUNT
    pack_.spool.close()


def test_a_worn_stick_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk keeps as many bytes as it was given, but other ones."""
    target, flush = tmp_path / "a.kkb", os.fsync

    def wear(handle: int) -> None:
        flush(handle)
        with (tmp_path / "a.kkb.part").open("r+b") as worn:
            worn.seek(100)
            worn.write(b"\0" * 8)

    monkeypatch.setattr(os, "fsync", wear)
    inside = packed()
    with pytest.raises(KnownError) as caught:
        seal(inside, listed(inside), SITI.keys, [OFFICE.recipient], target)
    assert caught.value.code == "E-WRITE"
    assert list(tmp_path.iterdir()) == []
