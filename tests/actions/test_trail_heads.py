"""The end of every trail travels with the files, so that none can be cut unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, trail, trail_heads
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from tests.actions.enrolling import enrolled, keep_family, strangers


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as both:
        yield both


def cut_at(district: Session, officer: Session) -> int:
    return next(one.trail_cut_at for one in enrolment.listed(district) if one.uid == officer.device)


def sent(officer: Session, district: Session, folder: Path, name: str) -> Path:
    keep_family(officer, name)
    path = export(officer, folder / name).path
    assert take_in(district, [path]).accepted
    return path


def test_a_trail_that_grows_is_well(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    for name in ("satu", "dua", "tiga"):
        trail.note(officer, trail.OPENED)
        sent(officer, district, tmp_path, name)
    assert cut_at(district, officer) == 0
    assert [one.what for one in district.trail.entries()].count(trail.TAKEN) == 3
    assert [one.what for one in officer.trail.entries()].count(trail.SENT) == 3


def test_an_older_file_that_comes_late_is_no_cut(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    keep_family(officer, "awal")
    first = export(officer, tmp_path / "a").path
    sent(officer, district, tmp_path, "akhir")
    assert take_in(district, [first]).accepted
    assert cut_at(district, officer) == 0


def test_a_trail_that_was_cut_or_begun_anew_is_noticed_for_good(
    laptops: tuple[Session, Session], tmp_path: Path
) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    for _ in range(3):
        trail.note(officer, trail.OPENED)
    sent(officer, district, tmp_path, "satu")
    officer.trail.path.unlink()
    officer.trail.__init__(officer.data_dir, lambda: bytes(32))  # type: ignore[misc]  # as after a new start
    sent(officer, district, tmp_path, "dua")
    assert cut_at(district, officer) > 0
    for _ in range(9):
        trail.note(officer, trail.OPENED)
    sent(officer, district, tmp_path, "tiga")
    assert cut_at(district, officer) > 0


def test_another_trail_of_the_same_length_is_noticed(laptops: tuple[Session, Session]) -> None:
    district, officer = laptops
    with district.database.write() as conn:
        for mark in ("a" * 64, "a" * 64):
            trail_heads.hear(conn, officer.device, (4, mark), 1)
        assert trail_heads.cut_at(conn, officer.device) == 0
        trail_heads.hear(conn, officer.device, (0, ""), 2)
        trail_heads.hear(conn, officer.device, (4, "b" * 64), 3)
        assert trail_heads.cut_at(conn, officer.device) == 3
