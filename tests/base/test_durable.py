"""What a power cut may not take: a name that was told to be there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kampungkb_desktop.base.durable import put_in_place


@pytest.mark.skipif(os.name != "posix", reason="Windows writes names of sticks at once")
@pytest.mark.parametrize("folder", [False, True])
def test_what_was_renamed_is_flushed_under_its_new_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, folder: bool
) -> None:
    """On the kernel's vfat a new name stands without contents until the file itself is flushed after the rename; a
    flush of the folder above writes the name only (seen on a real stick: tests/stick, part carry)."""
    part, target = tmp_path / "a.part", tmp_path / "a"
    if folder:
        part.mkdir()
    else:
        part.write_bytes(b"x")
    known = {part.stat().st_ino: "the file", tmp_path.stat().st_ino: "the folder"}
    done, flush, rename = list[str](), os.fsync, Path.replace

    def flushed(handle: int) -> None:
        done.append(known[os.fstat(handle).st_ino])
        flush(handle)

    def renamed(self: Path, goal: Path) -> Path:
        done.append("renamed")
        return rename(self, goal)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    put_in_place(part, target)
    assert done == ["renamed", "the file", "the folder"]
