"""A flag falls with the first change to what it watches, whoever writes, and never comes back under the same name."""

from __future__ import annotations

import pytest

from kampungkb_desktop.store import watched, write
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.watched import Watch

BOTH = Watch("both", ("village", "visit"))
WRITES = (
    "INSERT INTO visit (n, id) VALUES (7, 'b')",
    "INSERT INTO visit (id) VALUES ('a') ON CONFLICT (id) DO UPDATE SET status = 'draf'",
    "REPLACE INTO visit (n, id) VALUES (1, 'a')",
    "UPDATE visit SET status = 'draf'",
    "DELETE FROM visit",
    "DELETE FROM visit WHERE id IN ('a')",
    "INSERT INTO village (id) VALUES ('d')",
)


def _up(database: Database) -> str | None:
    with database.read() as conn:
        return watched.raised(conn, BOTH)


def _raise(database: Database) -> str:
    with database.write() as conn:
        flag = watched.raise_flag(conn, BOTH)
    assert flag is not None
    return flag


def _found(database: Database, way: str = "so") -> object | None:
    with database.read() as conn:
        return watched.counted(conn, BOTH, way)


def test_whatever_writes_takes_the_flag_down(district: Database) -> None:
    with district.write() as conn:
        conn.exec_driver_sql("INSERT INTO visit (n, id) VALUES (1, 'a')")
    assert _up(district) is None
    flags = set[str]()
    for sql in WRITES:
        flags.add(flag := _raise(district))
        assert _raise(district) == flag == _up(district)
        with district.trial() as conn:
            conn.exec_driver_sql(sql)
        assert _up(district) == flag, "what was taken back changed nothing"
        with district.write() as conn:
            write.put_meta(conn, "beside", "1")
            conn.exec_driver_sql("INSERT INTO member (id) VALUES (?)", (flag,))
        assert _up(district) == flag, "tables that are not counted"
        with district.write() as conn:
            conn.exec_driver_sql("DELETE FROM visit WHERE n > 1")
            conn.exec_driver_sql("INSERT INTO visit (n, id) VALUES (1, 'a') ON CONFLICT (id) DO NOTHING")
            watched.raise_flag(conn, BOTH)
        with district.write() as conn:
            conn.exec_driver_sql(sql)
            assert watched.raised(conn, BOTH) is None
        assert _up(district) is None
    assert len(flags) == len(WRITES)


def test_only_what_was_counted_under_the_flag_that_is_up_is_told(district: Database) -> None:
    first = _raise(district)
    with district.write() as conn:
        watched.keep(conn, BOTH, first, "so", [1, 2])
    assert _found(district) == [1, 2]
    assert _found(district, "otherwise") is None
    with district.write() as conn:
        conn.exec_driver_sql("INSERT INTO visit (id) VALUES ('a')")
    assert _found(district) is None
    second = _raise(district)
    with district.write() as conn:
        watched.keep(conn, BOTH, first, "so", [3])  # it took its time: begun before the change
    assert _found(district) is None
    with district.write() as conn:
        watched.keep(conn, BOTH, second, "so", [4])
    assert _found(district) == [4]


@pytest.mark.parametrize("trigger", sorted(BOTH.triggers))
def test_a_flag_that_could_not_fall_does_not_count(district: Database, trigger: str) -> None:
    flag = _raise(district)
    with district.write() as conn:
        conn.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
    assert _up(district) is None
    assert _raise(district) != flag
    assert _up(district) is not None
