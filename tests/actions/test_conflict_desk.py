"""Two people answered without knowing of each other: both answers are shown, one is chosen, and the choice travels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kampungkb_desktop.actions import conflict_desk, undo, verify
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.merge import DELETED
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from tests.actions.devices import copied, make
from tests.actions.exchanging import family, sent, taken


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bentrok")
    make(folder / "petugas", "Siti Rahma")
    make(folder / "kabupaten", "Budi Santoso", role="kabupaten")
    return folder


@pytest.fixture
def pair(templates: Path, tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with ExitStack() as stack:
        officer = stack.enter_context(copied(templates / "petugas", tmp_path / "petugas"))
        yield officer, stack.enter_context(copied(templates / "kabupaten", tmp_path / "kabupaten"))


def now(session: Session, record: str) -> Family | None:
    with session.database.read() as conn:
        return read.record(conn, Family, record)


def exchanged(officer: Session, district: Session, folder: Path, number: int) -> None:
    taken(district, sent(officer, folder / f"a{number}").path)
    taken(officer, sent(district, folder / f"b{number}").path)


def disagreed(officer: Session, district: Session, folder: Path) -> str:
    """A family that both hold, with two answers to one question, known to both sides."""
    kept = family(officer, "Pak Awal")
    exchanged(officer, district, folder, 1)
    there = now(district, kept.id)
    assert there is not None
    save(officer, "Simpan keluarga", [kept.changed(head_name="Pak Utara", rt="002")])
    save(district, "Simpan keluarga", [there.changed(head_name="Pak Selatan", rw="003")])
    exchanged(officer, district, folder, 2)
    return kept.id


def test_base_here_there_who_and_when(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    record = disagreed(officer, district, tmp_path)
    for session in pair:
        (one,) = conflict_desk.standoffs(session)
        assert (one.record, one.field, one.title, one.before) == (record, "head_name", "Keluarga", "Pak Awal")
        assert [(side.words, side.author) for side in one.sides] == [
            ("Pak Selatan", "Budi Santoso"), ("Pak Utara", "Siti Rahma"),
        ], "the district's correction stands meanwhile"  # fmt: skip
        assert all(side.trusted and side.when.year == 2026 for side in one.sides)
        found = now(session, record)
        assert found is not None
        assert (found.head_name, found.rt, found.rw) == ("Pak Selatan", "002", "003"), "other answers merge silently"
    assert conflict_desk.count(officer) == 1


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_decision_travels_and_settles_it_everywhere(
    pair: tuple[Session, Session], tmp_path: Path, chosen: int
) -> None:
    officer, district = pair
    record = disagreed(officer, district, tmp_path)
    (one,) = conflict_desk.standoffs(officer)
    side = one.sides[chosen]
    conflict_desk.decide(officer, record, one.field, side.value)
    assert conflict_desk.standoffs(officer) == []
    taken(district, sent(officer, tmp_path / "c").path)
    for session in pair:
        assert conflict_desk.count(session) == 0
        found = now(session, record)
        assert found is not None
        assert found.head_name == side.value
        assert verify.verify(session) == ()
    with pytest.raises(KnownError) as late:
        conflict_desk.decide(district, record, one.field, "Pak Terlambat")
    assert late.value.code == "E-SETTLED"


def test_a_decision_is_undone_like_anything_else(pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    record = disagreed(officer, district, tmp_path)
    (one,) = conflict_desk.standoffs(officer)
    conflict_desk.decide(officer, record, one.field, one.sides[1].value)
    assert undo.can_undo(officer) == "Putuskan isian Nama kepala keluarga"
    undo.undo(officer)
    found = now(officer, record)
    assert found is not None
    assert found.head_name == one.sides[0].value


@pytest.mark.parametrize("removed", [0, 1])
def test_removed_here_edited_there(pair: tuple[Session, Session], tmp_path: Path, removed: int) -> None:
    officer, district = pair
    kept = family(officer, "Pak Awal")
    exchanged(officer, district, tmp_path, 1)
    there = now(district, kept.id)
    assert there is not None
    save(officer, "Hapus keluarga", [], [kept])
    save(district, "Simpan keluarga", [there.changed(rt="009")])
    exchanged(officer, district, tmp_path, 2)
    (one,) = conflict_desk.standoffs(district)
    assert one.deletion
    assert [side.words for side in one.sides] == [conflict_desk.KEPT, conflict_desk.REMOVED]
    conflict_desk.decide(district, kept.id, DELETED, removed)
    assert conflict_desk.count(district) == 0
    assert (now(district, kept.id) is None) == bool(removed)
    taken(officer, sent(district, tmp_path / "c").path)
    assert (now(officer, kept.id) is None) == bool(removed)
    assert conflict_desk.count(officer) == 0
