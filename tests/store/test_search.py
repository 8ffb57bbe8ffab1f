"""Finding families and people while one types: by any word of the family or its members, after every kind of write."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, to_scalars
from kampungkb_desktop.store import database, lists, read, search, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.entries import Row
from tests.store.conftest import REAL_KEY

SARI = Family(
    id="f1", head_name="Hj. Sari'ah Nūr", kk="6403990101010001", phone="081234567890", address="Jalan Poros 5",
    hamlet="Sukamaju", rt="003", rw="01",
)  # fmt: skip

ON_BOTH_STORES = True
TONI = Family(id="f2", head_name="Toni Wijaya", kk="6403990202020002", rt="007", rw="02")
BUDI = Member(id="m1", family_id="f1", full_name="Budi Sariman", nik="6403990503269001")
SITI = Member(id="m2", family_id="f2", full_name="Siti Aminah", nik="6403994503919002")


def keep(conn: Connection, *records: Record) -> None:
    for record in records:
        write.upsert_rows(conn, type(record), [Row(record.id, (), True, to_scalars(record))])


def found(conn: Connection, text: str) -> set[str]:
    numbers = lists.family_ids(conn, text=text)
    return {row.id for row in lists.family_rows(conn, numbers)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {"f1", "f2"}),
        ("sari", {"f1"}),
        ("SARI nur", {"f1"}),
        ("toni", {"f2"}),
        ("budi", {"f1"}),
        ("siti wij", {"f2"}),
        ("siti budi", set()),
        ("6403", {"f1", "f2"}),
        ("640399", {"f1", "f2"}),
        ("64039901", {"f1"}),
        ("6403990101010001", {"f1"}),
        ("6403990101010002", set()),
        ("6403994503919002", {"f2"}),
        ("0812345", {"f1"}),
        ("081234567890", {"f1"}),
        ("rt 007", {"f2"}),
        ("sukamaju poros", {"f1"}),
        ("j", {"f1"}),
        ("---", {"f1", "f2"}),
        ('" OR * NEAR(', set()),
        ("x" * 400, set()),
        ("tidak ada", set()),
    ],
)
def test_what_finds_whom(district: Database, typed: str, expected: set[str]) -> None:
    with district.write() as conn:
        keep(conn, SARI, TONI, BUDI, SITI)
        assert found(conn, typed) == expected


def test_members_may_come_first_move_and_go(district: Database) -> None:
    with district.write() as conn:
        keep(conn, BUDI)
        assert found(conn, "budi") == set()
        keep(conn, SARI, TONI)
        assert found(conn, "budi") == {"f1"}
        keep(conn, BUDI.changed(family_id="f2"))
        assert found(conn, "budi") == {"f2"}
        keep(conn, BUDI.changed(family_id="f2", full_name="Bambang"))
        assert (found(conn, "budi"), found(conn, "bambang")) == (set(), {"f2"})
        write.delete_rows(conn, Member, ["m1"])
        assert found(conn, "bambang") == set()
        keep(conn, SARI.changed(head_name="Wati"))
        assert (found(conn, "sari"), found(conn, "wati")) == (set(), {"f1"})
        write.delete_rows(conn, Family, ["f1"])
        assert found(conn, "wati") == set()


def test_bulk_and_single_writes_find_the_same(district: Database) -> None:
    typed = ["s", "sa", "budi", "siti", "6403", "64039945", "rt 003"]
    with district.write() as conn:
        keep(conn, SARI, TONI, BUDI, SITI)
        single = [found(conn, text) for text in typed]
        for record in (SARI, TONI, BUDI, SITI):
            write.upsert_rows(conn, type(record), [Row(record.id, (), True, to_scalars(record))], bulk=True)
        write.rebuild_search(conn, ["member"])
        assert [found(conn, text) for text in typed] == single


def test_a_roll_back_takes_the_words_back(district: Database) -> None:
    def fail_half_way() -> None:
        with district.write() as conn:
            keep(conn, SARI)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with district.read() as conn:
        assert found(conn, "sari") == set()
        assert read.count(conn, Family) == 0


def test_people_by_name_and_number(district: Database) -> None:
    with district.write() as conn:
        keep(conn, SARI, TONI, BUDI, SITI)

        def people(text: str) -> list[str | None]:
            return [row.full_name for row in lists.member_rows(conn, lists.member_ids(conn, text=text))]

        assert people("") == ["Budi Sariman", "Siti Aminah"]
        assert people("amin") == ["Siti Aminah"]
        assert people("64039905") == ["Budi Sariman"]
        assert people("toni") == []


def test_the_expression_never_leaves_its_quotes() -> None:
    assert search.match('a"b* ^c:d -e') == '"a"* AND "b"* AND "c"* AND "d"* AND "e"*'
    assert search.match("6403994503") == '"640399" AND "4503"*'
    assert search.match(" _-'\" ") == ""


@pytest.mark.file_only
@pytest.mark.parametrize("typed", ["jalan", "jalan poros", "jalanan", "jala", "poros rt 003", "jalan x"])
def test_so_many_are_as_good_as_any_and_fewer_are_all(district: Database, typed: str) -> None:
    """A word longer than the indexed beginnings is looked for whole first; what is found is found by all of it."""
    streets = ["Jalan Poros", "Jalanan Lama", "Jalan Poros 2", "Jl. Poros", "Porosan, Jalan Baru", "Gang Jalannya"]
    with district.write() as conn:
        keep(conn, *(Family(id=f"f{at}", head_name="A", address=one, rt="003") for at, one in enumerate(streets)))
        every = search.matching(conn, "family", typed) or set()
        for most in range(1, len(streets) + 2):
            found = search.matching(conn, "family", typed, most=most) or set()
            assert found <= every
            assert len(found) == min(most, len(every))


@pytest.mark.file_only
def test_every_search_table_names_fields_of_its_form(district: Database) -> None:
    with district.write() as conn:
        for each in search.SEARCHES.values():
            conn.exec_driver_sql(each.fill)
        for form, (link, parent) in search.PARENTS.items():
            conn.exec_driver_sql(f'SELECT {link} FROM "{form}" WHERE {link} IN (SELECT id FROM "{parent}")')


IDS = st.sampled_from(["1", "2", "3"])
NAMES = st.sampled_from([None, "Sari", "Siti Ani", "Ani", "Toni"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("family"), IDS, NAMES),
        st.tuples(st.just("member"), IDS, NAMES, st.none() | IDS),
        st.tuples(st.just("gone"), st.sampled_from([Family, Member]), IDS),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_words_kept_step_by_step_equal_words_filled_anew(district: Database, steps: list[tuple[Any, ...]]) -> None:
    def do(conn: Connection, step: tuple[Any, ...]) -> None:
        match step:
            case ("family", record, name):
                keep(conn, Family(id=record, head_name=name))
            case ("member", record, name, family):
                keep(conn, Member(id=record, full_name=name, family_id=family))
            case (_, form, record):
                write.delete_rows(conn, form, [record])

    def all_found(conn: Connection) -> list[set[str]]:
        return [found(conn, text) for text in ("s", "sari", "siti", "ani", "ton", "s a")]

    with district.trial() as conn:
        for step in steps:
            do(conn, step)
        kept = all_found(conn)
        write.rebuild_search(conn, ["family", "member"])
        assert all_found(conn) == kept


@pytest.mark.file_only
def test_a_file_with_older_search_tables_is_filled_anew(district: Database) -> None:
    with district.write() as conn:
        keep(conn, SARI, BUDI)
        conn.exec_driver_sql("DROP TABLE member_search")
        conn.exec_driver_sql("DROP TABLE family_search")
        older = "fts5(head_name, content='', contentless_delete=1)"
        conn.exec_driver_sql(f"CREATE VIRTUAL TABLE family_search USING {older}")
        write.put_meta(conn, "shape", "older")
    district.close()
    again = database.open_database(district.path, REAL_KEY)
    with again.read() as conn:
        assert found(conn, "budi 640399") == {"f1"}
        assert len(lists.member_ids(conn, text="sariman")) == 1
    again.close()


WORDS = st.lists(st.sampled_from(("siti", "sitti", "nur", "noor", "nurul", "6403", "640399", "rt", "003", "dewi")))


@given(
    st.lists(WORDS, max_size=6), st.lists(st.sampled_from(("s", "siti", "nur", "6403990", "rt 0", "dewi")), max_size=3)
)
def test_what_is_sifted_at_once_is_what_fits_one_by_one(said: list[list[str]], typed: list[str]) -> None:
    words = {at: (at + 100, f" {' '.join(some)} ") for at, some in enumerate(said)}
    fits = search.fitting(" ".join(typed))
    assert search.sifted(" ".join(typed), words) == [(at, n) for at, (n, some) in words.items() if fits(some)]
