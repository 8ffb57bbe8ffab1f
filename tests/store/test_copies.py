"""Copies are equal and encrypted or they are not kept; a file is brought up to date behind one, whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store import connect, copies, database, read, shelf, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.entries import Row
from kampungkb_desktop.store.migrations import STEPS, Step, layout
from tests.store.tiny import LARGER, TINY, Garden, LargerGarden


def fill(garden: Database, rows: int = 50) -> None:
    with garden.write() as conn:
        write.upsert_rows(conn, Garden, [Row(f"g{i}", (), True, {"beds": i}) for i in range(rows)])


def test_a_copy_is_equal_and_encrypted_while_in_use(garden: Database, key: bytes, tmp_path: Path) -> None:
    fill(garden)
    made = garden.copy_to(tmp_path / "usb" / "copy.kkdb")
    assert made.counts["garden"] == 50
    assert made.size == made.path.stat().st_size
    assert b"SQLite format" not in made.path.read_bytes()[:4096]
    copy = database.open_database(made.path, key, forms=TINY)
    with copy.read() as conn:
        assert read.count(conn, Garden) == 50
    copy.close()


def test_a_copy_that_differs_is_not_kept(garden: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(garden)
    target = tmp_path / "copy.kkdb"
    target.write_bytes(b"the copy of yesterday")
    real = connect.raw

    def dropping(path: Path, key: bytes) -> object:
        connection = real(path, key)
        if path.suffix == ".part" and path.stat().st_size:
            connection.execute("DELETE FROM garden WHERE id = 'g7'")
        return connection

    monkeypatch.setattr(connect, "raw", dropping)
    with pytest.raises(KnownError) as caught:
        garden.copy_to(target)
    assert caught.value.code == "E-COPY"
    assert target.read_bytes() == b"the copy of yesterday"
    assert not list(tmp_path.glob("*.part*"))


def open_with(folder: Path, key: bytes, *steps: Step) -> Database:
    return database.open_database(folder / DATABASE_NAME, key, forms=TINY, steps=steps or STEPS)


def add_colour(conn: Connection) -> None:
    conn.exec_driver_sql("ALTER TABLE garden ADD COLUMN colour TEXT")
    conn.exec_driver_sql("UPDATE garden SET colour = 'hijau'")


def fail(conn: Connection) -> None:
    conn.exec_driver_sql("DROP TABLE garden")
    raise ZeroDivisionError


COLOUR = Step(layout() + 1, "Gardens have colours.", add_colour)


def test_steps_run_once_behind_a_verified_copy(folder: Path, key: bytes) -> None:
    opened = open_with(folder, key)
    fill(opened)
    opened.close()
    for _ in range(2):
        opened = open_with(folder, key, COLOUR)
        with opened.read() as conn:
            assert conn.exec_driver_sql("SELECT count(*), min(colour) FROM garden").one() == (50, "hijau")
        opened.close()
    (kept,) = shelf.found(folder / shelf.SHELF)
    assert kept.slip is not None
    assert (kept.slip.reason, kept.slip.counts["garden"]) == (shelf.MIGRATION, 50)
    before = database.open_database(kept.database, key, forms=TINY)
    with before.read() as conn:
        assert "colour" not in {row[1] for row in conn.exec_driver_sql("PRAGMA table_info(garden)")}
        assert read.count(conn, Garden) == 50
    before.close()


def test_a_failing_step_leaves_everything_as_it_was(folder: Path, key: bytes) -> None:
    opened = open_with(folder, key)
    fill(opened)
    opened.close()
    with pytest.raises(ZeroDivisionError):
        open_with(folder, key, COLOUR, Step(COLOUR.to + 1, "Fails.", fail))
    opened = open_with(folder, key)
    with opened.read() as conn:
        assert read.count(conn, Garden) == 50
        assert "colour" not in {row[1] for row in conn.exec_driver_sql("PRAGMA table_info(garden)")}
    opened.close()


def test_no_migration_without_its_copy(folder: Path, key: bytes) -> None:
    (folder / shelf.SHELF).write_text("a file where the folder should be")
    with pytest.raises(KnownError):
        open_with(folder, key, COLOUR)
    opened = open_with(folder, key)
    opened.close()


def test_only_the_last_copies_are_kept(folder: Path, key: bytes) -> None:
    steps: list[Step] = []
    for number in range(1, 7):
        steps.append(Step(layout() + number, "Nothing.", lambda _conn: None))
        open_with(folder, key, *steps).close()
    assert len(list((folder / shelf.SHELF).iterdir())) == 3


def test_a_new_field_comes_with_its_form(folder: Path, key: bytes) -> None:
    opened = open_with(folder, key)
    fill(opened)
    opened.close()
    opened = database.open_database(folder / DATABASE_NAME, key, forms=LARGER)
    assert opened.refold == ("garden",)
    with opened.write() as conn:
        kept = read.record(conn, LargerGarden, "g7")
        assert kept == LargerGarden(id="g7", beds=7)
        write.upsert_rows(conn, LargerGarden, [Row("g7", (), True, {"shaded_by": "g8"})])
        index = "SELECT count(*) FROM sqlite_schema WHERE name = 'garden_by_shaded_by'"
        assert conn.exec_driver_sql(index).scalar() == 1
        write.put_meta(conn, "refold", "[]")
    opened.close()
    opened = database.open_database(folder / DATABASE_NAME, key, forms=LARGER)
    assert opened.refold == ()
    opened.close()


def test_a_migrated_file_equals_a_new_one(folder: Path, key: bytes, tmp_path: Path) -> None:
    open_with(folder, key).close()
    database.open_database(folder / DATABASE_NAME, key, forms=LARGER).close()
    database.create(tmp_path / DATABASE_NAME, key, practice=True, forms=LARGER).close()

    def columns(path: Path) -> dict[str, set[str]]:
        opened = database.open_database(path, key, forms=LARGER)
        with opened.read() as conn:
            names = [row[0] for row in conn.exec_driver_sql("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL")]
            found = {n: {row[1] for row in conn.exec_driver_sql(f'PRAGMA table_info("{n}")')} for n in names}
        opened.close()
        return found

    assert columns(folder / DATABASE_NAME) == columns(tmp_path / DATABASE_NAME)


def test_what_waits_in_the_log_of_the_file_is_copied_too(
    garden: Database, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that began earlier keeps the last writes out of the file: then it is copied page by page."""
    taken: list[str] = []
    real = copies._copy_bytes

    def noted(source: Path, part: Path, work: Progress) -> None:
        taken.append("bytes")
        real(source, part, work)

    monkeypatch.setattr(copies, "_copy_bytes", noted)
    with garden.write() as conn:
        write.put_meta(conn, "awal", "1")
    first = copies.make(garden.path, key, tmp_path / "a.kkdb")
    assert taken == ["bytes"]
    with garden.read() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM meta").scalar_one()
        with garden.write() as conn:
            write.put_meta(conn, "sesudah", "2")
        second = copies.make(garden.path, key, tmp_path / "b.kkdb")
    assert taken == ["bytes"], "the second one had to be copied by its pages"
    assert second.counts["meta"] == first.counts["meta"] + 1
    for made in (first, second):
        assert copies.counts_of(made.path, key) == made.counts
        assert hashlib.sha256(made.path.read_bytes()).hexdigest() == made.sha256


def test_writing_goes_on_while_bytes_are_copied(
    garden: Database, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is committed between the picture and the last byte waits in the log and is not in the copy."""
    real = copies._copy_bytes

    def written_meanwhile(source: Path, part: Path, work: Progress) -> None:
        for number in range(2_000):
            with garden.write() as conn:
                write.put_meta(conn, f"sambil {number}", "x" * 400)
            if number >= 40:
                break
        real(source, part, work)

    before = copies.make(garden.path, key, tmp_path / "a.kkdb")
    monkeypatch.setattr(copies, "_copy_bytes", written_meanwhile)
    made = copies.make(garden.path, key, tmp_path / "b.kkdb")
    assert made.counts == before.counts
    assert copies.counts_of(made.path, key) == before.counts
    with garden.read() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM meta WHERE key LIKE 'sambil%'").scalar_one() == 41


@pytest.mark.parametrize("spoil", ["a bit", "the last page", "a page more", "an older page"])
def test_a_disk_that_spoils_what_is_written_is_found_out(
    garden: Database, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    fill(garden)
    older = copies.make(garden.path, key, tmp_path / "older.kkdb").path.read_bytes()
    with garden.write() as conn:
        conn.exec_driver_sql("UPDATE garden SET beds = beds + 1")
    real = copies._copy_bytes

    def spoilt(source: Path, part: Path, work: Progress) -> None:
        real(source, part, work)
        content = bytearray(part.read_bytes())
        if spoil == "a bit":
            content[len(content) // 2] ^= 1
        elif spoil == "the last page":
            del content[-4096:]
        elif spoil == "a page more":
            content += bytes(4096)
        else:  # whole, sealed and fitting: only beside the original it is seen to be of yesterday
            content[:] = older
        part.write_bytes(content)

    monkeypatch.setattr(copies, "_copy_bytes", spoilt)
    with pytest.raises(KnownError) as refused:
        copies.make(garden.path, key, tmp_path / "a.kkdb")
    assert refused.value.code == "E-COPY"
    assert list(tmp_path.glob("a.kkdb*")) == []


def test_a_disk_that_fails_is_not_taken_for_another_key(garden: Database, key: bytes, tmp_path: Path) -> None:
    made = copies.make(garden.path, key, tmp_path / "a.kkdb")
    assert copies.counts_of(made.path, bytes(32)) is None
    made.path.unlink()
    made.path.mkdir()  # as a stick that was pulled out: it cannot be opened
    with pytest.raises(KnownError) as refused:
        copies.counts_of(made.path, key)
    assert refused.value.code == "E-DISK-IO"


def test_who_stops_during_the_check_waits_for_nothing(
    garden: Database, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check of a large copy is the longest part of it: SQLite is asked to stop in the middle of it."""
    fill(garden)
    work, asked = Progress(), list[str]()
    counting, keeping = copies._counts, copies._keep

    def counted(connection: Any) -> dict[str, int]:
        asked.append("counted")
        return counting(connection)

    def stopped(part: Path, source: Path | None, progress: Progress) -> bool:
        work.cancel.set()
        return keeping(part, source, progress)

    made = copies.make(garden.path, key, tmp_path / "whole.kkdb")
    monkeypatch.setattr(copies, "_BREATH", 1)
    monkeypatch.setattr(copies, "_counts", counted)
    assert copies._is_sound(made.path, key, made.counts, "", work)
    assert asked.pop() == "counted"
    work.cancel.set()
    assert not copies._is_sound(made.path, key, made.counts, "", work)
    assert asked == [], "its rows were not even counted"
    work.cancel.clear()
    monkeypatch.setattr(copies, "_keep", stopped)
    with pytest.raises(Cancelled):
        copies.make(garden.path, key, tmp_path / "a.kkdb", work)
    assert list(tmp_path.glob("a.kkdb*")) == []
