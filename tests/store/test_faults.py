"""What the system says of a disk, as the sentence that helps."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import faults, lock

LONG = "folder di dalam folder "


def test_a_name_that_is_too_long_is_no_failing_disk(tmp_path: Path) -> None:
    """259 letters on Windows as it comes, 255 in one name on other systems; wine bears more of them."""
    deep = tmp_path.joinpath(LONG * 20)
    with pytest.raises(OSError, match=r".+") as refused:
        deep.mkdir(parents=True)
    assert faults.of_os(refused.value).code == "E-PATH-LONG"


def test_windows_calls_what_is_too_long_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    deep, short = f"/D/{LONG * 12}", "/D/data"
    told = [faults.of_os(OSError(errno.ENOENT, "No such file", name)).code for name in (deep, short)]
    assert told == ["E-PATH-LONG", "E-DISK-IO"]


def test_a_folder_that_is_gone_is_not_called_too_long(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        lock.take(tmp_path / "tidak ada")
    assert refused.value.code == "E-DISK-IO"
