"""Making practice data: repeatable, whole or not at all, never over anything else, in the past of one device."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import practice, undo
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.practice.officers import staff
from kampungkb_desktop.actions.practice.plan import Wish, village_plans
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.command_line import PRACTICE_MARK
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import blobs, lock, read
from tests.actions.practice.conftest import AS_OF, make


def everything(session: Session) -> dict[str, list[Record]]:
    with session.database.read() as conn:
        return {name: read.records(conn, form, order=("id",)) for name, form in FORMS.items()}


def test_same_seed_makes_the_same_records(small: Session, tmp_path: Path) -> None:
    again = make(tmp_path / "again")
    try:
        assert everything(again) == everything(small)
        assert again.device != small.device
    finally:
        close(again)


def test_another_seed_makes_other_people(small: Session, tmp_path: Path) -> None:
    other = make(tmp_path / "other", seed=8)
    try:
        ids = {record.id for record in everything(small)["member"]}
        assert ids.isdisjoint(record.id for record in everything(other)["member"])
    finally:
        close(other)


def test_an_officers_file_fits_the_district(small: Session, tmp_path: Path) -> None:
    district = make(tmp_path / "district", role="kabupaten", villages=4, families=80)
    try:
        before = {record.id: record for records in everything(district).values() for record in records}
        for form in ("village", "population", "monthly", "institution", "family", "member"):
            assert all(before[record.id] == record for record in everything(small)[form])
        made = export(small, tmp_path / "kirim.kkb", full=True)
        report = take_in(district, [file.path for file in made.files])
        assert [(file.code, file.conflicting, file.waiting) for file in report.files] == [("", 0, 0)]
        after = {record.id: record for records in everything(district).values() for record in records}
        assert before.items() <= after.items()
    finally:
        close(district)


def test_every_pkb_of_the_district_has_villages() -> None:
    wish = Wish("64.03", "kabupaten", 40, 0, 7, AS_OF)
    found = staff(wish, village_plans(wish))
    assert {one.officer_id for one in found.assignments} == {officer.id for officer in found.field.values()}
    assert len(found.assignments) == 40
    assert found.person.id not in {officer.id for officer in found.field.values()}


def test_it_is_practice_with_a_known_password(small: Session) -> None:
    assert small.practice
    assert practice.is_practice_folder(small.data_dir)
    assert undo.can_undo(small) is None


def test_what_is_there_already_is_opened(small: Session, tmp_path: Path) -> None:
    first = make(tmp_path / "data")
    before = everything(first)
    close(first)
    second = make(tmp_path / "data", seed=99, families=10)
    try:
        assert everything(second) == before
    finally:
        close(second)


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting")
    with pytest.raises(KnownError, match="E-NOT-EMPTY"):
        make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    close(make(folder, families=1))
    assert practice.is_practice_folder(folder)


def test_the_windows_log_may_be_there(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "log").mkdir(parents=True)
    (folder / "log" / "kampungkb.log").write_text("mulai")
    (folder / lock.WINDOW_LOCK_NAME).touch()  # a slow laptop: the window waits for files before the data are made
    close(make(folder, families=1))
    assert practice.is_practice_folder(folder)
    assert (folder / "log" / "kampungkb.log").read_text() == "mulai"
    assert not folder.with_name("data.part").exists()


def test_what_was_half_put_in_place_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "x").write_bytes(b"old")
    (folder / PRACTICE_MARK).write_text("sisa")
    close(make(folder, families=1))
    assert not (folder / "photos" / "x").exists()


def test_a_maker_at_work_is_not_disturbed(tmp_path: Path) -> None:
    part = tmp_path / "data.part"
    part.mkdir()
    (part / PRACTICE_MARK).write_text("sedang dibuat")
    with lock.take(part), pytest.raises(KnownError, match="E-SECOND-START"):
        make(tmp_path / "data", families=1)
    assert part.exists()


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    progress = Progress()
    progress.sink = lambda _step: progress.cancel.set()
    with pytest.raises(Cancelled):
        make(tmp_path / "data", progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_what_an_interruption_left_is_cleared(tmp_path: Path) -> None:
    part = tmp_path / "data.part"
    part.mkdir()
    (part / PRACTICE_MARK).write_text("sisa")
    (part / "kampungkb.kkdb").write_bytes(b"half")
    close(make(tmp_path / "data", families=1))
    assert not part.exists()


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    heard: list[Step] = []
    close(make(tmp_path / "data", families=5, progress=Progress(sink=heard.append)))
    assert heard[-1].done == heard[-1].total
    assert all(step.total is not None and step.done <= step.total for step in heard)


@pytest.mark.parametrize(
    ("wish", "code"),
    [({"regency": "64.99"}, "E-REGENCY"), ({"regency": "64.03.06"}, "E-REGENCY"), ({"villages": 111}, "E-VILLAGES"),
     ({"villages": 0}, "E-VILLAGES"), ({"families": -1}, "E-FAMILIES")],
)  # fmt: skip
def test_impossible_wishes_are_refused(tmp_path: Path, wish: dict[str, object], code: str) -> None:
    with pytest.raises(KnownError, match=code):
        make(tmp_path / "data", **wish)
    assert list(tmp_path.iterdir()) == []


def test_history_is_in_the_past_and_in_order(small: Session) -> None:
    with small.database.read() as conn:
        actions = read.own_actions(conn, small.device, limit=500)
        changes = list(read.changes_since(conn, small.device))
    assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
    walls = [action.at for action in reversed(actions)]
    assert walls == sorted(walls)
    assert day_of(walls[0]) >= date(2025, 10, 31)
    assert day_of(walls[-1]) <= AS_OF
    assert {action.name for action in actions} >= {"Data contoh Maluang: Oktober 2026"}


def test_photos_are_there(tmp_path: Path) -> None:
    session = make(tmp_path / "data", villages=5, families=0)
    try:
        with session.database.read() as conn:
            photos = read.records(conn, Attachment)
        assert photos
        for photo in photos:
            content = blobs.get(session.data_dir, session.photo_key, photo.blob or "")
            assert content[:2] == b"\xff\xd8"
            assert len(content) == photo.size
    finally:
        close(session)
