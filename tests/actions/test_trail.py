"""What goes into the trail, and what never does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, trail, trail_audit
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.lists_out import write_list
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.trail_audit import Wanted
from kampungkb_desktop.actions.trail_file import write_csv
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.enrolling import keep_family
from tests.cheap import CHEAP


def kinds(session: Session) -> list[str]:
    return [one.what for one in session.trail.entries()]


def family_of(session: Session) -> Family:
    keep_family(session, "Rekaan")
    with session.database.read() as conn:
        (found,) = read.records(conn, Family)
    return found


def test_seeing_again_within_a_quarter_of_an_hour_is_one_seeing(officer: Session) -> None:
    clock = officer.clock
    assert isinstance(clock, Ticking)
    for _ in range(3):
        trail.seen(officer, Family.FORM, "a")
    trail.seen(officer, Family.FORM, "b")
    clock.now += trail.AGAIN
    trail.seen(officer, Family.FORM, "a")
    assert [one.record for one in officer.trail.entries()] == ["a", "b", "a"]
    clock.now -= 10 * trail.AGAIN
    trail.seen(officer, Family.FORM, "a")
    assert len(officer.trail.entries()) == 4, "a clock set back hides nothing"


def test_a_list_looked_at_again_and_again_is_two_lines(officer: Session) -> None:
    clock = officer.clock
    assert isinstance(clock, Ticking)
    for count in (4_310, 12, 3, 1):
        trail.looked(officer, "keluarga", count, kata="siti", desa="64.03.06.2004", rt="")
    trail.looked(officer, "keluarga", 900, desa="64.03.06.2004")
    clock.now += trail.AGAIN
    trail.looked(officer, "keluarga", 5, desa="64.03.06.1003", kata="budi")
    said = [(one.what, one.more, one.count) for one in officer.trail.entries()]
    assert said == [
        (trail.LOOKED, "keluarga:desa:kata", 4_310), (trail.LOOKED, "keluarga:desa", 900),
        (trail.LOOKED, "keluarga:desa:kata lagi", 3), (trail.LOOKED, "keluarga:desa:kata", 5),
    ]  # fmt: skip


def test_a_list_is_sifted_by_kinds_and_never_by_words(officer: Session) -> None:
    with pytest.raises(AssertionError):
        trail.looked(officer, "keluarga", siti=True)
    with pytest.raises(AssertionError):
        trail.looked(officer, "daftar rahasia")


def test_lists_copies_and_passwords_leave_their_entry(officer: Session, tmp_path: Path) -> None:
    family = family_of(officer)
    write_list(officer, [family.id], tmp_path / "daftar.csv", "siga", date(2026, 11, 22), silent())
    kept = copies.copy_now(officer)
    copies.copy_now(officer, copies.AUTOMATIC)
    copies.copy_to_stick(officer, tmp_path / "stick")
    sessions.change_password(officer, PASSWORD, "kata sandi baru", cost=CHEAP)
    assert kinds(officer) == [trail.LISTED, trail.COPIED, trail.COPIED, trail.PASSWORD]
    sessions.close(officer)
    again = copies.bring_back(officer.data_dir, kept, officer.master, clock=officer.clock)
    try:
        assert kinds(again)[-1] == trail.RESTORED, "bringing back a copy takes nothing out of the trail"
        assert len(kinds(again)) == 5
        assert trail.verify(again) is None
    finally:
        sessions.close(again)


def test_no_answer_reaches_the_trail(officer: Session, tmp_path: Path) -> None:
    family = family_of(officer)
    trail.seen(officer, Family.FORM, family.id)
    write_list(officer, [family.id], tmp_path / "daftar.xlsx", "templat", date(2026, 11, 22), silent())
    said = " ".join(f"{one.what} {one.form} {one.record} {one.more}" for one in officer.trail.entries())
    assert "Rekaan" not in said
    assert {one.person for one in trail_audit.lines(officer, Wanted())} == {"Siti Rahma"}


def test_the_trail_as_a_table(officer: Session, tmp_path: Path) -> None:
    trail.note(officer, trail.PRINTED, more="ringkasan 64.03.06.2004")
    trail.note(officer, trail.LISTED, form=Family.FORM, count=3)
    path = write_csv(trail_audit.lines(officer, Wanted()), tmp_path / "jejak.csv")
    heading, latest, first = path.read_text(encoding="utf-8-sig").splitlines()
    assert heading.split(";")[:4] == ["Waktu", "Oleh", "Laptop", "Yang dilakukan"]
    assert latest.split(";")[3:] == ["Mengekspor daftar", "3 keluarga", "Keluarga", "", "3", "", "2"]
    assert first.split(";")[8] == "ringkasan 64.03.06.2004"


def test_a_full_disk_keeps_nobody_from_work(
    officer: Session, monkeypatch: pytest.MonkeyPatch, expect_log: object
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    assert callable(expect_log)
    expect_log("jejak tidak tercatat: E-DISK-FULL")
    monkeypatch.setattr(Path, "touch", full)
    trail.note(officer, trail.OPENED)
    monkeypatch.undo()
    trail.note(officer, trail.OPENED)
    assert kinds(officer) == [trail.OPENED, trail.OPENED], "what could not be written comes with the next entry"
