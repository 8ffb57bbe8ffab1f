"""A village's flag falls with the first change to a row that is counted there, of no other village, whoever writes."""

from __future__ import annotations

import pytest

from kampungkb_desktop.store import parts
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.parts import REGISTER, RISK, Part

A, B, C, D = "64.03.06.2001", "64.03.06.2002", "64.03.06.2003", "64.03.06.2004"
_BEFORE = (
    f"INSERT INTO family (id, village) VALUES ('fa', '{A}'), ('fb', '{B}'), ('fn', NULL)",
    f"INSERT INTO member (id, village, family_id) VALUES ('ma', '{A}', 'fa'), ('mb', '{B}', 'fb')",
    f"INSERT INTO family_planning (id, village, family_id) VALUES ('ka', '{A}', 'fa'), ('kb', '{B}', 'fb')",
    f"INSERT INTO risk_verification (id, village, family_id) VALUES ('va', '{A}', 'fa')",
    f"INSERT INTO measurement (id, village, member_id) VALUES ('ta', '{A}', 'ma'), ('tb', '{B}', 'mb')",
    f"INSERT INTO family_development (id, village, family_id) VALUES ('da', '{A}', 'fa')",
    # He of B lived in C before, and she of A in D; the family of B came from D.
    f"INSERT INTO mutation (id, village, member_id, family_id) VALUES ('x1', '{C}', 'mb', 'fc')",
    f"INSERT INTO mutation (id, village, member_id, family_id) VALUES ('x2', '{D}', NULL, 'fb')",
)
_BOTH = {RISK, REGISTER}
WRITES = (
    ("UPDATE family SET water = 'ledeng' WHERE id = 'fa'", _BOTH, {A}),
    (f"UPDATE family SET village = '{C}' WHERE id = 'fa'", _BOTH, {A, C}),
    ("UPDATE family SET rt = '1' WHERE id = 'fb'", _BOTH, {B, D}),
    ("DELETE FROM family WHERE id = 'fa'", _BOTH, {A}),
    ("DELETE FROM family", _BOTH, {A, B, D, ""}),
    (f"INSERT INTO family (id, village) VALUES ('fz', '{B}')", _BOTH, {B}),
    (f"INSERT INTO family (id, village) VALUES ('fc', '{B}')", _BOTH, {B, C}),
    ("UPDATE family SET water = 'ledeng' WHERE id = 'fn'", _BOTH, {""}),
    (f"INSERT INTO member (id, village) VALUES ('ma', '{A}') ON CONFLICT (id) DO UPDATE SET sex = 'x'", _BOTH, {A}),
    ("UPDATE member SET birth_date = '2020-01-01' WHERE id = 'mb'", _BOTH, {B, C}),
    ("DELETE FROM member WHERE id = 'mb'", _BOTH, {B, C}),
    ("UPDATE family_planning SET method = 'pil' WHERE id = 'ka'", _BOTH, {A}),
    ("UPDATE family_planning SET method = 'pil' WHERE id = 'kb'", _BOTH, {B, D}),
    ("UPDATE risk_verification SET found = 'x' WHERE id = 'va'", {RISK}, {A}),
    ("UPDATE measurement SET weight_kg = 9 WHERE id = 'ta'", {REGISTER}, {A}),
    ("UPDATE measurement SET weight_kg = 9 WHERE id = 'tb'", {REGISTER}, {B, C}),
    (f"INSERT INTO family_development (id, village) VALUES ('dz', '{B}')", {REGISTER}, {B}),
    ("UPDATE mutation SET happened_on = '2026-01-01' WHERE id = 'x1'", _BOTH, {B, C}),
    ("DELETE FROM mutation WHERE id = 'x2'", _BOTH, {B, D}),
    (f"INSERT INTO mutation (id, village, member_id) VALUES ('x3', '{A}', 'mb')", _BOTH, {A, B, C}),
    ("INSERT INTO visit (id, village) VALUES ('z', '64.03.06.2001')", set[str](), set[str]()),
    ("UPDATE meta SET value = value || ' ' WHERE key = 'shape'", set[str](), set[str]()),
)


@pytest.fixture
def register(district: Database) -> Database:
    with district.write() as conn:
        for sql in _BEFORE:
            conn.exec_driver_sql(sql)
    return district


def _raise(database: Database, way: str = "so") -> dict[str, dict[str, str]]:
    with database.write() as conn:
        return {name: parts.raise_flags(conn, name, way, (A, B, C, D, "")) for name in (RISK, REGISTER)}


def _up(database: Database, name: str, way: str = "so") -> set[str]:
    with database.read() as conn:
        return set(parts.parts(conn, name, way))


@pytest.mark.parametrize(("sql", "names", "fall"), WRITES)
def test_exactly_the_villages_that_count_a_row_lose_their_flag(
    register: Database, sql: str, names: set[str], fall: set[str]
) -> None:
    first = _raise(register)
    assert _raise(register) == first
    with register.trial() as conn:
        conn.exec_driver_sql(sql)
    assert _up(register, RISK) == {A, B, C, D, ""}, "what was taken back changed nothing"
    with register.write() as conn:
        conn.exec_driver_sql(sql)
    for name in (RISK, REGISTER):
        assert {A, B, C, D, ""} - _up(register, name) == (fall if name in names else set())
    again = _raise(register)
    assert all((again[name][one] != first[name][one]) == (name in names and one in fall)
               for name in first for one in first[name])  # fmt: skip


def test_what_took_its_time_is_not_kept_under_a_later_flag(register: Database) -> None:
    flags = _raise(register)[RISK]
    with register.write() as conn:
        conn.exec_driver_sql("UPDATE family SET rt = '9' WHERE id = 'fa'")
    _raise(register)
    with register.write() as conn:
        parts.keep(conn, RISK, "so", {one: Part(flags[one], {"x": 1}) for one in (A, B)}, 2)
        parts.keep(conn, RISK, "so", {B: Part(flags[B], {"y": 2})}, 2)
        parts.keep(conn, RISK, "so", {B: Part(flags[B], {"z": 3})}, 2)
    with register.read() as conn:
        found = parts.parts(conn, RISK, "so", (A, B))
        assert (found[A].found, found[B].found) == ({}, {"y": 2, "z": 3})
        assert parts.parts(conn, RISK, "otherwise") == {}
    assert _up(register, RISK) >= {A, B}
    assert _raise(register, "otherwise")[RISK][B] != flags[B]


@pytest.mark.parametrize("trigger", sorted(parts._TRIGGERS))
def test_a_flag_that_could_not_fall_is_not_believed(register: Database, trigger: str) -> None:
    flags = _raise(register)
    with register.write() as conn:
        conn.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
    assert _up(register, RISK) == _up(register, REGISTER) == set()
    again = _raise(register)
    assert all(again[name][one] != flags[name][one] for name in flags for one in flags[name])
