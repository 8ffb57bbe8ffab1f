"""What goes into the trail, and what never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, trail
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.lists_out import write_list
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.trail_file import write_csv
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from tests.actions.devices import CHEAP, PASSWORD, Ticking, copied, make
from tests.actions.enrolling import keep_family


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("laptop") / "petugas"
    make(folder, "Siti Rahma")
    return folder


@pytest.fixture
def laptop(template: Path, tmp_path: Path) -> Iterator[Session]:
    with copied(template, tmp_path / "petugas") as opened:
        yield opened


def kinds(session: Session) -> list[str]:
    return [one.what for one in session.trail.entries()]


def family_of(session: Session) -> Family:
    keep_family(session, "Rekaan")
    with session.database.read() as conn:
        (found,) = read.records(conn, Family)
    return found


def test_seeing_again_within_a_quarter_of_an_hour_is_one_seeing(laptop: Session) -> None:
    clock = laptop.clock
    assert isinstance(clock, Ticking)
    for _ in range(3):
        trail.seen(laptop, Family.FORM, "a")
    trail.seen(laptop, Family.FORM, "b")
    clock.now += trail.AGAIN
    trail.seen(laptop, Family.FORM, "a")
    assert [one.record for one in laptop.trail.entries()] == ["a", "b", "a"]
    clock.now -= 10 * trail.AGAIN
    trail.seen(laptop, Family.FORM, "a")
    assert len(laptop.trail.entries()) == 4, "a clock set back hides nothing"


def test_lists_copies_and_passwords_leave_their_entry(laptop: Session, tmp_path: Path) -> None:
    family = family_of(laptop)
    write_list(laptop, [family.id], tmp_path / "daftar.csv", "siga", date(2026, 11, 22), silent())
    kept = copies.copy_now(laptop)
    copies.copy_now(laptop, copies.AUTOMATIC)
    copies.copy_to_stick(laptop, tmp_path / "stick")
    sessions.change_password(laptop, PASSWORD, "kata sandi baru", cost=CHEAP)
    assert kinds(laptop) == [trail.LISTED, trail.COPIED, trail.COPIED, trail.PASSWORD]
    sessions.close(laptop)
    again = copies.bring_back(laptop.data_dir, kept, laptop.master, clock=laptop.clock)
    try:
        assert kinds(again)[-1] == trail.RESTORED, "bringing back a copy takes nothing out of the trail"
        assert len(kinds(again)) == 5
        assert trail.verify(again) is None
    finally:
        sessions.close(again)


def test_no_answer_reaches_the_trail(laptop: Session, tmp_path: Path) -> None:
    family = family_of(laptop)
    trail.seen(laptop, Family.FORM, family.id)
    write_list(laptop, [family.id], tmp_path / "daftar.xlsx", "templat", date(2026, 11, 22), silent())
    said = " ".join(f"{one.what} {one.form} {one.record} {one.more}" for one in laptop.trail.entries())
    assert "Rekaan" not in said
    assert {one.person for one in trail.lines(laptop)} == {"Siti Rahma"}


def test_the_trail_as_a_table(laptop: Session, tmp_path: Path) -> None:
    trail.note(laptop, trail.PRINTED, more="ringkasan 64.03.06.2004")
    trail.note(laptop, trail.LISTED, form=Family.FORM, count=3)
    path = write_csv(trail.lines(laptop), tmp_path / "jejak.csv")
    heading, latest, first = path.read_text(encoding="utf-8-sig").splitlines()
    assert heading.split(";")[:3] == ["Waktu", "Oleh", "Yang dilakukan"]
    assert latest.split(";")[1:] == ["Siti Rahma", "Mengekspor daftar", "Keluarga", "", "3", "", "2"]
    assert first.split(";")[6] == "ringkasan 64.03.06.2004"


def test_a_full_disk_keeps_nobody_from_work(
    laptop: Session, monkeypatch: pytest.MonkeyPatch, expect_log: object
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    assert callable(expect_log)
    expect_log("jejak tidak tercatat: E-DISK-FULL")
    monkeypatch.setattr(Path, "touch", full)
    trail.note(laptop, trail.OPENED)
    monkeypatch.undo()
    trail.note(laptop, trail.OPENED)
    assert kinds(laptop) == [trail.OPENED]
