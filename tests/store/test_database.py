"""Opening and writing the database: transactions hold; whatever is wrong is said in a sentence with nothing changed."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import OperationalError, ProgrammingError

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.store import database, faults, read, write
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from tests.store.tiny import LARGER, TINY, change


def refusal(path: Path, key: bytes) -> str:
    """The code with which opening is refused; the file must be as before, and nothing left open."""
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(KnownError) as caught:
        database.open_database(path, key, forms=TINY)
    assert caught.value.sentence
    assert caught.value.next_step
    assert (path.read_bytes() if path.exists() else None) == before
    gc.collect()
    return caught.value.code


def test_a_new_database_is_encrypted_and_whole(garden: Database) -> None:
    with garden.write() as conn:
        write.insert_changes(conn, [change(1, owner="Bu Sari")])
    content = garden.path.read_bytes() + garden.path.with_name(DATABASE_NAME + "-wal").read_bytes()
    assert b"SQLite format" not in content
    assert b"Sari" not in content
    assert garden.practice
    assert database.check(garden) == ()
    assert garden.data_dir == garden.path.parent


def test_the_settings_that_keep_the_last_save(garden: Database) -> None:
    with garden.read() as conn:
        asked = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")}
    assert asked == {"journal_mode": "wal", "synchronous": 2}


def test_closing_leaves_one_file(folder: Path, key: bytes) -> None:
    opened = database.open_database(folder / DATABASE_NAME, key, forms=TINY)
    with opened.write() as conn:
        write.put_setting(conn, "a", "b")
    opened.close()
    assert {p.name for p in folder.iterdir()} == {"kampungkb.kkdb", "kampungkb.keys", "kampungkb.lock"}


def test_a_write_is_all_or_nothing(garden: Database) -> None:
    def fail_half_way() -> None:
        with garden.write() as conn:
            write.put_setting(conn, "a", "b")
            conn.exec_driver_sql("CREATE TABLE extra (x)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with garden.read() as conn:
        assert read.settings(conn) == {}
        assert not conn.exec_driver_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").scalar()


def test_a_trial_is_never_kept(garden: Database) -> None:
    with garden.trial() as conn:
        write.put_setting(conn, "a", "b")
        assert read.settings(conn) == {"a": "b"}
    with garden.read() as conn:
        assert read.settings(conn) == {}


def test_readers_see_one_picture_beside_a_writer(garden: Database) -> None:
    with garden.read() as reader:
        assert read.settings(reader) == {}
        with garden.write() as conn:
            write.put_setting(conn, "a", "b")
        assert read.settings(reader) == {}
    with garden.read() as reader:
        assert read.settings(reader) == {"a": "b"}


def test_any_thread_may_read_and_write(garden: Database) -> None:
    def put(name: str) -> int:
        with garden.write() as conn:
            write.put_setting(conn, name, "x")
        with garden.read() as conn:
            return len(read.settings(conn))

    with ThreadPoolExecutor(4) as pool:
        assert max(pool.map(put, map(str, range(24)))) == 24
    assert put("0") == 24


def test_two_writers_wait_and_then_are_told(garden: Database) -> None:
    with garden.read() as one, garden.read() as two:
        for conn in (one, two):
            conn.exec_driver_sql("PRAGMA busy_timeout = 0")  # the test need not wait five seconds
    with garden.write(), pytest.raises(KnownError) as caught, garden.write():
        pass
    assert caught.value.code == "E-BUSY"


def test_errors_never_show_answers(garden: Database) -> None:
    with pytest.raises(OperationalError) as caught, garden.read() as conn:
        conn.exec_driver_sql("SELECT * FROM nothing WHERE nik = ?", ("6403990101019001",))
    assert "6403990101019001" not in str(caught.value)


def test_an_existing_database_is_never_overwritten(folder: Path, key: bytes) -> None:
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(KnownError) as caught:
        database.create(folder / DATABASE_NAME, key, practice=False, forms=TINY)
    assert caught.value.code == "E-EXISTS"
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_names_that_look_like_urls(tmp_path: Path, key: bytes) -> None:
    name = "data %20 a#b é" if sys.platform == "win32" else "data %20 a?b#c é"  # no name on Windows has a ?
    path = tmp_path / name / DATABASE_NAME
    database.create(path, key, practice=False, forms=TINY).close()
    reopened = database.open_database(path, key, forms=TINY)
    assert not reopened.practice
    reopened.close()


def test_a_missing_file(tmp_path: Path, key: bytes) -> None:
    assert refusal(tmp_path / DATABASE_NAME, key) == "E-MISSING-DB"


def test_another_key_and_damage_are_told_without_a_word_on_stderr(
    folder: Path, key: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    path = folder / DATABASE_NAME
    whole = path.read_bytes()
    assert refusal(path, bytes(32)) == "E-DAMAGED-DB"
    plain_head, zeros, foreign = b"SQLite format 3\0" + whole[16:], bytes(len(whole)), b"%PDF-1.4 hello"
    for damaged in (b"", whole[:100], whole[:5000], plain_head, zeros, foreign):
        path.write_bytes(damaged)
        assert refusal(path, key) == "E-DAMAGED-DB"
    path.write_bytes(whole)
    database.open_database(path, key, forms=TINY).close()
    assert capfd.readouterr() == ("", "")


def test_damage_in_the_middle_is_met_when_it_is_read(folder: Path, key: bytes) -> None:
    path = folder / DATABASE_NAME
    opened = database.open_database(path, key, forms=TINY)
    with opened.write() as conn:
        write.insert_changes(conn, [change(i, owner="x" * 500) for i in range(1, 400)])
    opened.close()
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 2, len(content), 4096):
        content[page + 50] ^= 1
    path.write_bytes(content)
    opened = database.open_database(path, key, forms=TINY)
    with pytest.raises(KnownError) as caught, opened.read() as conn:
        read.changes_of(conn, ["r1"])
    assert caught.value.code == "E-DAMAGED-DB"
    assert database.check(opened) != ()
    opened.close()


def test_a_newer_layout_or_form_is_refused(folder: Path, key: bytes) -> None:
    path = folder / DATABASE_NAME
    opened = database.open_database(path, key, forms=TINY)
    with opened.write() as conn:
        write.put_meta(conn, "forms", '{"garden": 2}')
    opened.close()
    assert refusal(path, key) == "E-NEWER-DB"
    opened = database.open_database(path, key, forms=LARGER)
    with opened.write() as conn:
        conn.exec_driver_sql("PRAGMA user_version = 999")
    opened.close()
    assert refusal(path, key) == "E-NEWER-DB"


def test_a_second_start_in_the_same_program(garden: Database, key: bytes) -> None:
    assert refusal(garden.path, key) == "E-SECOND-START"


@pytest.mark.parametrize("code", sorted(faults._BY_CODE))
def test_every_sentence_is_complete(code: int) -> None:
    known = faults._BY_CODE[code]()
    assert known.code.startswith("E-")
    assert known.sentence.endswith(".")
    assert known.next_step.endswith(".")


def test_whoever_asks_after_the_close_is_told_that_it_is_over(folder: Path, key: bytes) -> None:
    opened = database.open_database(folder / DATABASE_NAME, key, forms=TINY)
    opened.close()
    with pytest.raises(Cancelled), opened.read():
        pass


def test_a_database_at_rest_holds_one_fresh_connection_and_goes_on(garden: Database) -> None:
    with garden.read() as one, garden.read() as other:
        picture = one.exec_driver_sql("SELECT count(*) FROM meta").scalar()
        garden.rest()  # nobody's transaction is disturbed
        assert other.exec_driver_sql("SELECT count(*) FROM meta").scalar() == picture
    used = garden._pool._idle[-1]
    used.execute("SELECT sum(value) FROM json_each(?)", ("[1, 2]",)).fetchall()
    garden.rest()
    assert len(garden._pool._idle) == 1
    assert garden._pool._idle[0] is not used
    with pytest.raises(ProgrammingError):
        used.execute("SELECT 1")
    with garden.write() as conn:
        conn.exec_driver_sql("INSERT INTO meta VALUES ('rest', '1')")
    garden.close()
    garden.rest()
    assert garden._pool._idle == []
