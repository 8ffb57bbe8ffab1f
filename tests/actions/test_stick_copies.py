"""Copies on a flash disk: asked once, made when something is new, room made by the oldest, and sticks that fail."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, stick_copies
from kampungkb_desktop.actions.health import quick
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stick_copies import ASK, NO, YES
from kampungkb_desktop.base import volumes
from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.volumes import mark_of
from kampungkb_desktop.store import faults, shelf
from tests.actions.devices import Ticking
from tests.actions.exchanging import family

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "FLASH"
    made.mkdir()
    return made


def refused(session: Session, stick: Path) -> str:
    with pytest.raises(KnownError) as error:
        stick_copies.copy(session, stick)
    assert "laptop ini penuh" not in error.value.sentence
    return error.value.code


def test_a_stick_is_asked_about_once(officer: Session, stick: Path) -> None:
    found = stick_copies.stick_at(officer, stick)
    assert found.choice == ASK
    assert found.mark == mark_of(stick)
    stick_copies.choose(officer, found.mark, "FLASH", YES)
    assert stick_copies.stick_at(officer, stick).choice == YES
    kept = stick_copies.copy(officer, stick)
    (known,) = stick_copies.sticks(officer)
    assert (known.name, known.choice, known.last) == ("FLASH", YES, kept.made_at)
    stick_copies.choose(officer, found.mark, "FLASH", NO)
    assert stick_copies.stick_at(officer, stick).last == kept.made_at
    assert "hari ini" in next(one.sentence for one in quick(officer) if one.key == "stick")


def test_a_copy_is_due_when_something_is_new(officer: Session, stick: Path) -> None:
    assert stick_copies.is_due(officer, stick)
    stick_copies.copy(officer, stick)
    assert not stick_copies.is_due(officer, stick)
    family(officer, "Amat")
    assert stick_copies.is_due(officer, stick)


def test_the_oldest_make_room_and_the_last_one_stays(
    officer: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = officer.clock
    assert isinstance(clock, Ticking)
    for _ in range(4):
        clock.now += 40 * 86_400_000
        family(officer, "Amat")
        stick_copies.copy(officer, stick)
    before = copies.found_on(stick)
    assert len(before) == 4
    needed = copies.room_for(officer)

    def usage(_path: object) -> Usage:
        """Each copy weighs as much as all that is needed."""
        return Usage(9, 9, needed * (4 - len(copies.found_on(stick))) + needed // 2)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    shelf.make_room(before[0].folder.parent, 2 * needed)
    assert copies.found_on(stick) == before[:2]
    shelf.make_room(before[0].folder.parent, 9 * needed)
    assert copies.found_on(stick) == before[:1]


def test_a_full_stick_says_so_and_keeps_what_it_has(
    officer: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick_copies.copy(officer, stick)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(9, 9, 10))
    assert refused(officer, stick) == "E-STICK-FULL"
    monkeypatch.undo()
    assert len(copies.found_on(stick)) == 1


def test_a_write_protected_stick(officer: Session, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "write-protected")

    monkeypatch.setattr(Path, "write_bytes", locked)
    assert refused(officer, stick) == "E-STICK-READONLY"


def test_a_stick_that_is_pulled_out_on_the_way(officer: Session, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def pulled(part: Path, goal: Path) -> None:
        if goal.parent.parent.parent == stick:
            shutil.move(stick, stick.with_name("away"))
        put_in_place(part, goal)

    monkeypatch.setattr("kampungkb_desktop.store.shelf.put_in_place", pulled)
    assert refused(officer, stick) == "E-STICK"
    monkeypatch.undo()
    shutil.move(stick.with_name("away"), stick)
    left = [one for one in (stick / copies.ON_STICK / officer.device[:8]).iterdir() if one.name.endswith(".part")]
    assert left, "what was begun is still there"
    stick_copies.copy(officer, stick)
    assert not any(one.exists() for one in left)
    assert len(copies.found_on(stick)) == 1


def test_marks_differ_and_stay(tmp_path: Path) -> None:
    assert mark_of(tmp_path) == mark_of(tmp_path)
    assert len(mark_of(tmp_path)) == 16
    if os.name == "posix":  # Windows names the volume by its letter, whatever is on it
        assert mark_of(tmp_path / "not there") != mark_of(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="the kernel's list of mounts")
def test_a_stick_whose_format_bears_no_such_file_says_so_and_loses_no_copy(
    officer: Session, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT32 ends at 4 GB, whatever is free: as the kernel's vfat answers (tests/stick)."""
    for _ in range(2):
        family(officer, "Amat")
        stick_copies.copy(officer, stick)
    before = copies.found_on(stick)
    device, mounts = stick.stat().st_dev, tmp_path / "mountinfo"
    mounts.write_text(f"36 35 {os.major(device)}:{os.minor(device)} / /media/FLASH rw shared:1 - vfat /dev/sdb rw\n")
    monkeypatch.setattr(volumes, "_MOUNTS", mounts)
    assert volumes.most_bytes(stick) == (1 << 32) - 1
    monkeypatch.setattr(volumes, "_FAT_MOST", 1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**10, 10**10, 0))
    assert refused(officer, stick) == "E-FILE-SIZE"
    assert copies.found_on(stick) == before
    mounts.write_text(mounts.read_text().replace("vfat", "exfat"))
    assert volumes.most_bytes(stick) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the volume is gone at once")
def test_a_stick_that_was_pulled_out_and_calls_itself_read_only_is_told_as_pulled_out(
    officer: Session, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux goes on from memory until it is unmounted: the probe is refused with EROFS (seen in tests/stick)."""
    (tmp_path / "block").mkdir()
    monkeypatch.setattr(volumes, "_BLOCKS", tmp_path / "block")
    monkeypatch.setattr(os, "major", lambda _device: 8)

    def refuse(self: Path, _data: bytes) -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert refused(officer, stick) == "E-STICK"
    (tmp_path / "block" / f"8:{os.minor(stick.stat().st_dev)}").touch()
    assert refused(officer, stick) == "E-STICK-READONLY"


def test_a_file_that_grew_too_large_is_no_full_disk() -> None:
    assert faults.of_os(OSError(errno.EFBIG, "File too large")).code == "E-FILE-SIZE"
