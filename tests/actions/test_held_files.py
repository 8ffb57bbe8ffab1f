"""A file that another program holds, as a virus scanner or a viewer does: waited for where it is let go in time, else
said in a sentence, with nothing half and nothing changed. On Linux it is held for real, by making it immutable."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Timer

import pytest

from kampungkb_desktop.actions import copies, grants, lists_out, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.store import shelf, trail, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from tests.actions.devices import PASSWORD
from tests.actions.enrolling import families, keep_family
from tests.cheap import CHEAP
from tests.conftest import ExpectLog

NEW = "kata sandi yang baru"


class Scanner:
    """Whoever holds files. ``Scanner.for_a_moment`` lets go by itself."""

    def __init__(self) -> None:
        self._held: list[Path] = []

    def hold(self, path: Path) -> None:
        subprocess.run(["chattr", "+i", path], check=True)
        self._held.append(path)

    def let_go(self) -> None:
        while self._held:
            subprocess.run(["chattr", "-i", self._held.pop()], check=True)


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Scanner]:
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("chattr") is None:
        pytest.skip("only root of a Linux can hold a file so that not even root may replace it")
    probe = tmp_path / "probe"
    probe.write_bytes(b"")
    if subprocess.run(["chattr", "+i", probe], capture_output=True).returncode:  # noqa: PLW1510
        pytest.skip("this file system holds nothing")
    found = Scanner()
    found.hold(probe)
    yield found
    found.let_go()


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        work()
    assert caught.value.sentence.endswith(".")
    assert caught.value.next_step.endswith(".")
    return caught.value.code


def change(session: Session) -> None:
    sessions.change_password(session, PASSWORD, NEW, cost=CHEAP)


def test_the_key_file_is_held_while_the_password_changes(officer: Session, scanner: Scanner) -> None:
    keys = officer.data_dir / vault.KEYS_NAME
    before = keys.read_bytes()
    scanner.hold(keys)
    assert refused(lambda: change(officer)) == "E-FILE-IN-USE"
    assert keys.read_bytes() == before
    assert not [one for one in officer.data_dir.iterdir() if one.name.endswith(".part")]
    assert vault.unlock(keys, PASSWORD) == officer.master
    letting_go = Timer(0.1, scanner.let_go)
    letting_go.start()
    change(officer)
    letting_go.join()
    assert vault.unlock(keys, NEW) == officer.master


def test_a_file_that_is_open_elsewhere_is_not_written_over(officer: Session, scanner: Scanner, tmp_path: Path) -> None:
    family = keep_family(officer, "Rekaan")
    paper, table, sent = tmp_path / "a.pdf", tmp_path / "a.xlsx", tmp_path / "a.kkb"
    for one in (paper, table, sent):
        one.write_bytes(b"yang lama")
        scanner.hold(one)
    work: dict[Path, tuple[Callable[[], object], str]] = {
        paper: (lambda: write_file(paper, b"%PDF", "PDF"), "E-TARGET-WRITE"),
        table: (
            lambda: lists_out.write_list(officer, [family.id], table, "templat", date(2026, 11, 22), silent()),
            "E-LIST-WRITE",
        ),
        sent: (lambda: export(officer, sent, full=True), "E-WRITE"),
    }
    for one, (write, code) in work.items():
        assert refused(write) == code
        assert one.read_bytes() == b"yang lama"
    assert not list(tmp_path.glob("*.part"))
    scanner.let_go()
    for one, (write, _code) in work.items():
        write()
        assert one.read_bytes() != b"yang lama"


def test_the_shelf_of_copies_is_held(officer: Session, scanner: Scanner) -> None:
    """Nothing may be renamed there; work goes on without a copy, and the next one is made."""
    first = copies.copy_now(officer)
    keep_family(officer, "Sesudah salinan")
    scanner.hold(copies.shelf_of(officer.data_dir))
    assert refused(lambda: copies.copy_now(officer)) in {"E-READONLY", "E-FILE-IN-USE"}
    assert copies.copies_of(officer) == (first,)
    keep_family(officer, "Tetap tersimpan")
    scanner.let_go()
    made = copies.copy_now(officer)
    shelf.check(made, vault.derive(officer.master, vault.DATABASE))
    assert copies.changed_since(officer, made) == 0


def test_the_trail_is_held_and_work_goes_on(officer: Session, scanner: Scanner, expect_log: ExpectLog) -> None:
    copies.copy_now(officer)
    scanner.hold(officer.data_dir / trail.TRAIL_NAME)
    expect_log("jejak tidak tercatat")
    copies.copy_now(officer)
    keep_family(officer, "Tersimpan juga")
    scanner.let_go()
    copies.copy_now(officer)
    assert [one.what for one in officer.trail.entries()][-3:] == [trail.COPIED] * 3, "written later"
    assert officer.trail.verify() is None


def test_the_data_themselves_are_held(officer: Session, scanner: Scanner) -> None:
    """They can still be read; saving says what is wrong, and nothing takes their place."""
    folder, clock = officer.data_dir, officer.clock
    keep_family(officer, "Sebelumnya")
    kept = copies.copy_now(officer)
    sessions.close(officer)
    scanner.hold(folder / DATABASE_NAME)
    opened = sessions.open_session(folder, PASSWORD, clock=clock)
    assert families(opened) == {"Sebelumnya"}
    assert refused(lambda: keep_family(opened, "Tidak jadi")) == "E-READONLY"
    sessions.close(opened)
    assert refused(lambda: copies.bring_back(folder, kept, officer.master, clock=clock)) == "E-FILE-IN-USE"
    scanner.let_go()
    again = sessions.open_session(folder, PASSWORD, clock=clock)
    keep_family(again, "Jadi")
    assert families(again) == {"Sebelumnya", "Jadi"}
    assert verify.verify(again) == ()
    sessions.close(again)


def test_an_introduction_waits_until_the_scanner_has_looked_at_it(
    officer: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file just written is looked at for a moment, during which it cannot be renamed."""
    rename, refusals = Path.replace, [errno.EACCES, errno.EACCES]

    def looked_at(part: Path, target: Path) -> Path:
        if refusals:
            raise OSError(refusals.pop(), "in use")
        return rename(part, target)

    monkeypatch.setattr(Path, "replace", looked_at)
    made = grants.introduce(officer, tmp_path / "flashdisk")
    assert refusals == []
    assert [one.name for one in made.parent.iterdir()] == [made.name]
    refusals += [errno.EACCES] * 20
    assert refused(lambda: grants.introduce(officer, tmp_path / "flashdisk")) == "E-FILE-IN-USE"
    (tmp_path / "berkas").write_bytes(b"")
    assert refused(lambda: grants.introduce(officer, tmp_path / "berkas")) == "E-WRITE"
    assert [one.name for one in made.parent.iterdir()] == [made.name]
