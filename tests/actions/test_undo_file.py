"""A whole file is taken back: countered, not removed; later work stays; and it can be taken back in turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kampungkb_desktop.actions import undo, undo_file, verify
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import IN, OUT, FileEntry
from tests.actions.devices import copied, make
from tests.actions.exchanging import family, log, names, sent, taken


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("urungkan")
    make(folder / "petugas", "Siti Rahma")
    make(folder / "kabupaten", "Budi Santoso", role="kabupaten")
    return folder


@pytest.fixture
def pair(templates: Path, tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with ExitStack() as stack:
        officer = stack.enter_context(copied(templates / "petugas", tmp_path / "petugas"))
        yield officer, stack.enter_context(copied(templates / "kabupaten", tmp_path / "kabupaten"))


def last(session: Session) -> FileEntry:
    with session.database.read() as conn:
        return read.files(conn, direction=IN)[0]


def test_everything_it_brought_is_set_back(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    old = family(officer, "Pak Lama")
    taken(district, sent(officer, tmp_path / "a").path)
    changed = old.changed(head_name="Pak Berubah")
    save(officer, "Simpan keluarga", [changed])
    save(officer, "Simpan keluarga", [changed.changed(rt="003")])
    family(officer, "Pak Baru")
    gone = family(officer, "Pak Sementara")
    save(officer, "Hapus keluarga", [], [gone])
    taken(district, sent(officer, tmp_path / "b").path)
    assert names(district) == ["Pak Baru", "Pak Berubah"]
    before = log(district)
    done = undo_file.undo_file(district, last(district))
    assert (done.back, done.left) == (2, 0), "the officer himself stays"
    assert names(district) == ["Pak Lama"]
    assert before.keys() < log(district).keys(), "nothing leaves the log"
    assert verify.verify(district) == ()
    assert undo.can_undo(district) == f"Urungkan berkas {last(district).name}"
    undo.undo(district)
    assert names(district) == ["Pak Baru", "Pak Berubah"]


def test_later_work_stays(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    kept = family(officer, "Pak Satu")
    family(officer, "Pak Dua")
    taken(district, sent(officer, tmp_path / "a").path)
    with district.database.read() as conn:
        there = read.record(conn, Family, kept.id)
    assert there is not None
    save(district, "Simpan keluarga", [there.changed(rt="007")])
    done = undo_file.undo_file(district, last(district))
    assert (done.left, names(district)) == (1, ["Pak Satu"])
    with pytest.raises(KnownError) as again:
        undo_file.undo_file(district, last(district))
    assert again.value.code == "E-UNDO"


def test_it_travels_back(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    family(officer, "Pak Salah Berkas")
    taken(district, sent(officer, tmp_path / "a").path)
    undo_file.undo_file(district, last(district))
    taken(officer, sent(district, tmp_path / "b").path)
    assert names(officer) == []
    assert verify.verify(officer) == ()


def test_only_files_that_brought_something(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    family(officer, "Pak Satu")
    taken(district, sent(officer, tmp_path / "a").path)
    assert undo_file.can_undo_file(last(district))
    taken(district, sent(officer, tmp_path / "b", full=True).path)
    assert not undo_file.can_undo_file(last(district)), "everything in it was here already"
    with officer.database.read() as conn:
        assert not any(undo_file.can_undo_file(one) for one in read.files(conn, direction=OUT))
