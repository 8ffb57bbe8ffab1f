"""The disk fails while one works: a few of each kind here, hundreds by hand (``tests.power.faults``)."""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.store import faults as sentences
from tests.power.faults import FAULTS, MOST, library, tried
from tests.power.folders import prepared
from tests.power.runner import Runner

TRIED = (
    ("export", "full disk"), ("password", "held by another program"), ("restore", "read-only from now on"),
    ("copy", "torn off"), ("stick", "stick pulled out"),
)  # fmt: skip


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    made = library(tmp_path_factory.mktemp("failing"))
    if made is None:
        pytest.skip(
            "FAILING DISKS WERE NOT TRIED: this machine has no C compiler (Debian: apt-get install gcc libc6-dev)"
        )
    with Runner(made) as runner:
        yield runner


@pytest.mark.parametrize(("what", "name"), TRIED)
def test_a_failing_disk_ends_in_a_sentence(what: str, name: str, failing: Runner, tmp_path: Path) -> None:
    at = random.Random(what + name).randint(1, MOST[FAULTS[name].kind])
    _code, wrong = tried(failing, prepared(tmp_path / what, what), tmp_path, what, FAULTS[name], at)
    assert wrong == ""


def test_the_experiment_does_fail(failing: Runner, tmp_path: Path) -> None:
    """From the first write on: nothing can be promised, and that is said."""
    code, wrong = tried(failing, prepared(tmp_path / "entry", "entry"), tmp_path, "entry", FAULTS["full disk"], 1)
    assert (code in {"E-DISK-FULL", "E-DISK-IO"}, wrong) == (True, "")


def test_whoever_holds_a_file_is_named() -> None:
    assert sentences.of_os(OSError(errno.EBUSY, "busy")).code == "E-FILE-IN-USE"
    held = PermissionError(errno.EACCES, "shared")
    held.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert sentences.of_os(held).code == "E-FILE-IN-USE"
    assert sentences.of_os(OSError(errno.EACCES, "no")).code == "E-READONLY"


def test_a_file_is_put_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.part").write_text("baru")
    (tmp_path / "a").write_text("lama")
    put_in_place(tmp_path / "a.part", tmp_path / "a")
    assert (tmp_path / "a").read_text() == "baru"
