"""Rows of forms: every kind of answer survives the table, questions are answered by fields, nothing is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.kinds import KINDS
from kampungkb_desktop.forms.record import from_scalars, to_scalars
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.entries import Heads, Row
from kampungkb_desktop.store.schema import SQL_TYPES
from tests.store.tiny import MINE, YOURS, Garden


def row(record: Garden, *heads: ChangeId, linear: bool = True) -> Row:
    return Row(record.id, heads or (ChangeId(MINE, 1),), linear, to_scalars(record))


def keep(database: Database, *records: Garden) -> None:
    with database.write() as conn:
        write.device_number(conn, MINE)
        write.upsert_rows(conn, Garden, [row(r) for r in records])


FULL = Garden(
    id="g1", village="64.03.06.2004", status="draf", owner="Bu Sari", code="0071", beds=3, area=12.5,
    dug_on=date(2026, 3, 5), month="2026-03", fenced=False, plants=("bayam", "cabai"), next_to="g2",
)  # fmt: skip

ON_BOTH_STORES = True


def test_every_kind_has_a_column_type() -> None:
    assert set(SQL_TYPES) == set(KINDS)


def test_a_record_comes_back_equal(garden: Database) -> None:
    empty = Garden(id="g2")
    keep(garden, FULL, empty)
    with garden.read() as conn:
        assert read.record(conn, Garden, "g1") == FULL
        assert read.record(conn, Garden, "g2") == empty
        assert read.record(conn, Garden, "g3") is None
        assert read.by_ids(conn, Garden, ["g2", "g3", "g1"]) == {"g1": FULL, "g2": empty}
        assert read.exists(conn, Garden, ["g2", "g3"]) == {"g2"}
        assert read.village_of(conn, Garden, ["g1", "g2"]) == {"g1": "64.03.06.2004", "g2": ""}


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    owner=st.none() | TEXTS,
    beds=st.none() | st.integers(-(10**15) + 1, 10**15 - 1),
    area=st.none() | st.floats(-1e14, 1e14),
    dug_on=st.none() | st.dates(),
    fenced=st.none() | st.booleans(),
    plants=st.none() | st.lists(TEXTS, min_size=1, unique=True).map(sorted).map(tuple),
)
def test_any_answer_survives_the_table(garden: Database, **answers: object) -> None:
    record = from_scalars(Garden, "any", {}).changed(**answers)
    keep(garden, record)
    with garden.read() as conn:
        assert read.record(conn, Garden, "any") == record


def test_a_row_is_replaced_whole_and_keeps_its_number(garden: Database) -> None:
    keep(garden, FULL, Garden(id="g2"))
    with garden.read() as conn:
        number = conn.exec_driver_sql("SELECT n FROM garden WHERE id = 'g1'").scalar_one()
    with garden.write() as conn:
        write.device_number(conn, YOURS)
        both = (ChangeId(YOURS, 4), ChangeId(MINE, 2))
        assert write.upsert_rows(conn, Garden, [row(Garden(id="g1", owner="Pak Toni"), *both, linear=False)]) == 1
    with garden.read() as conn:
        assert read.record(conn, Garden, "g1") == Garden(id="g1", owner="Pak Toni")
        assert conn.exec_driver_sql("SELECT n FROM garden WHERE id = 'g1'").scalar_one() == number
        assert read.heads(conn, Garden, ["g1", "g2", "g3"]) == {
            "g1": Heads((ChangeId(MINE, 2), ChangeId(YOURS, 4)), linear=False),
            "g2": Heads((ChangeId(MINE, 1),), linear=True),
        }


def test_deleted_rows_are_gone(garden: Database) -> None:
    keep(garden, FULL, Garden(id="g2"))
    with garden.write() as conn:
        write.delete_rows(conn, Garden, ["g1", "nothing"])
    with garden.read() as conn:
        assert read.counts_per_form(conn, ["garden"]) == {"garden": 1}


def test_conditions_and_order(garden: Database) -> None:
    keep(garden, *(Garden(id=f"g{i}", beds=i % 3, owner=None if i % 2 else f"o{i}") for i in range(9)))
    with garden.read() as conn:
        assert [g.id for g in read.records(conn, Garden, where={"beds": 1}, order=["-id"])] == ["g7", "g4", "g1"]
        several = {"beds": (0, 2), "owner": None}
        assert [g.id for g in read.records(conn, Garden, where=several, order=["id"])] == ["g3", "g5"]
        assert [g.id for g in read.records(conn, Garden, order=["-beds", "id"], limit=2)] == ["g2", "g5"]
        assert read.records(conn, Garden, where={"beds": ()}) == []
        assert read.count(conn, Garden) == 9
        assert read.count(conn, Garden, {"owner": None}) == 4
        assert read.rows(conn, Garden, ["id", "beds"], {"owner": "o2"}) == [("g2", 2)]
        with pytest.raises(KeyError):
            read.records(conn, Garden, where={"id; DROP TABLE garden": 1})


@pytest.mark.file_only  # a server's columns have one type each: ``row_values.fitting`` stands before both
def test_foreign_values_do_not_stop_the_row(garden: Database) -> None:
    with garden.write() as conn:
        write.upsert_rows(conn, Garden, [Row("g1", (), True, {"beds": "banyak", "dug_on": "entah", "unknown": 3})])
    with garden.read() as conn:
        assert read.record(conn, Garden, "g1") == Garden(id="g1")


def test_many_rows_in_batches(garden: Database) -> None:
    with garden.write() as conn:
        done = write.upsert_rows(conn, Garden, (Row(f"g{i}", (), True, {"beds": i}) for i in range(4_500)), bulk=True)
        assert done == read.count(conn, Garden) == 4_500
