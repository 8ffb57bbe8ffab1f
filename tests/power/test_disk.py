"""The disk of the experiment itself: what was flushed is always there, what was not may be lost, in part or whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.power.disk import Disk, Step, steps_of


def disk_of(start: Path, *steps: Step) -> Disk:
    disk = Disk(start)
    for step in steps:
        disk.apply(step)
    return disk


def seen(disk: Disk, goal: Path, *, tries: int = 40) -> set[tuple[tuple[str, bytes], ...]]:
    """Every folder that may be found."""
    found = set()
    for seed in range(tries):
        place = goal / str(seed)
        disk.image(place, random.Random(seed))
        files = [(str(one.relative_to(place)), one.read_bytes()) for one in sorted(place.rglob("*")) if one.is_file()]
        found.add(tuple(files))
    return found


@pytest.fixture
def start(tmp_path: Path) -> Path:
    folder = tmp_path / "start"
    folder.mkdir()
    (folder / "old").write_bytes(b"lama")
    return folder


def inode(path: Path) -> str:
    return str(path.stat().st_ino)


def test_a_trace_is_read_with_whatever_its_contents_hold() -> None:
    trace = b"create 7 a\nwrite 7 0 12\nmove x\ty\n\x00\xff\nflush 7\nmove a\tb\nlength 7 3\n"
    assert [(one.word, one.what, one.at, one.data) for one in steps_of(trace)] == [
        ("create", "7 a", 0, b""),
        ("write", "7", 0, b"move x\ty\n\x00\xff\n"),
        ("flush", "7", 0, b""),
        ("move", "a\tb", 0, b""),
        ("length", "7", 3, b""),
    ]


def test_what_was_flushed_is_always_there(start: Path, tmp_path: Path) -> None:
    disk = disk_of(
        start, Step("create", "n1 new"), Step("write", "n1", 0, b"baru"), Step("flush", "n1"), Step("names", "")
    )
    assert seen(disk, tmp_path / "disks") == {(("new", b"baru"), ("old", b"lama"))}


def test_a_write_that_was_not_flushed_may_be_lost_or_torn(start: Path, tmp_path: Path) -> None:
    disk = disk_of(start, Step("write", inode(start / "old"), 4, b"x" * 8_000))
    contents = {dict(found)["old"] for found in seen(disk, tmp_path / "disks")}
    assert {b"lama", b"lama" + b"x" * 8_000} < contents
    assert any(b"\0" in one and b"x" in one for one in contents), "the second page without the first"
    assert disk_of(start).acks == b""


def test_names_are_lost_from_the_last_one_backwards(start: Path, tmp_path: Path) -> None:
    disk = disk_of(
        start, Step("create", "n1 part"), Step("write", "n1", 0, b"baru"), Step("flush", "n1"),
        Step("move", "part\told"), Step("folder", "copies"), Step("move", "old\tcopies/old"),
    )  # fmt: skip
    assert {tuple(name for name, _content in found) for found in seen(disk, tmp_path / "disks", tries=120)} == {
        ("old",), ("old", "part"), ("copies/old",),
    }  # fmt: skip


def test_a_folder_moves_with_what_is_in_it(start: Path, tmp_path: Path) -> None:
    disk = disk_of(
        start, Step("folder", "a.part"), Step("create", "n1 a.part/x"), Step("move", "a.part\ta"), Step("names", "")
    )
    assert seen(disk, tmp_path / "disks") == {(("a/x", b""), ("old", b"lama"))}


def test_acks_are_read_and_never_on_the_disk(start: Path, tmp_path: Path) -> None:
    disk = disk_of(start, Step("create", "n1 acks"), Step("write", "n1", 0, b"satu\n"), Step("names", ""),
                   Step("write", "n1", 5, b"dua\n"))  # fmt: skip
    assert disk.acks == b"satu\ndua\n"
    assert seen(disk, tmp_path / "disks") == {(("old", b"lama"),)}
