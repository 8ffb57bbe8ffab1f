"""What a screen reads does not grow with the store. Nothing is timed: the steps of SQLite's machine are counted over a
store and over one of four times the size, and no statement may walk through a table where an index leads."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from kampungkb_desktop.actions.stunting_risk import family_risk_of, judged
from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.forms.change import NORMAL, PUT, TRUSTED, Change, encode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, to_scalars
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import database, lists, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.entries import Row
from kampungkb_desktop.store.lists import finding, sendings
from kampungkb_desktop.store.read.worked import visits_made
from tests.store.conftest import REAL_KEY

SMALL, TIMES = 200, 4
HERE, DAY, DEVICE = "64.03.06.2004", date(2026, 11, 20), "d" * 32
FIXED = 40
"""Families of the village one looks at, whatever the size of the store; half as many have a visit that is due."""
TOLERATED = 1.6
"""A deeper tree takes a step more here and there."""
_NAMES = ("Siti Rahmawati", "Ahmad Suparman", "Sri Wahyuni", "Dewi Lestari", "Budi Santoso")


def _records(count: int) -> Iterator[Record]:
    for at in range(count):
        fixed = at < FIXED
        village = HERE if fixed else f"64.03.06.{2100 + at % 30}"
        head, home = _NAMES[at % 5] + f" {at}", f"{at:032x}"
        yield Family(id=home, village=village, head_name=head, kk=f"640399{at:010d}", rt=f"{at % 20:03d}")
        for place in range(3):
            yield Member(
                id=f"{place + 1}{at:031x}", village=village, family_id=home, full_name=_NAMES[(at + place) % 5],
                nik=f"640399{at * 3 + place:010d}", birth_date=date(1990, 1, 1) + timedelta(days=at),
            )  # fmt: skip
        due = DAY + timedelta(days=3 if at < FIXED // 2 else 90)
        yield Visit(id=f"f{at:031x}", village=village, family_id=home, visited_on=DAY - timedelta(days=at % 300),
                    next_visit_on=due, referral="proses" if at < 10 else "tidak")  # fmt: skip


def _filled(template: Path, folder: Path, count: int) -> Database:
    made = database.open_database(Path(shutil.copytree(template, folder)) / DATABASE_NAME, REAL_KEY)
    records = list(_records(count))
    with made.write() as conn:
        for form in (Family, Member, Visit):
            rows = [Row(one.id, (), True, to_scalars(one)) for one in records if isinstance(one, form)]
            write.upsert_rows(conn, form, rows, bulk=True)
        write.rebuild_search(conn, ("family", "member"))
        write.insert_changes(conn, [
            Change(DEVICE, seq, (), 1_790_000_000_000 + seq, TRUSTED, "a" * 32, f"{seq // 5:032x}", "Simpan", one.FORM,
                   one.id, one.village or "", PUT, NORMAL, encode_values({"status": "selesai"}), 1)
            for seq, one in enumerate(records, 1)
        ])  # fmt: skip
    return made


@pytest.fixture(scope="module")
def stores(real_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    """The same village in a small store and in a large one."""
    folder = tmp_path_factory.mktemp("scale")
    made = tuple(_filled(real_template, folder / str(count), count) for count in (SMALL, SMALL * TIMES))
    yield made[0], made[1]
    for one in made:
        one.close()


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the small store were too large to read everything that a letter finds."""
    monkeypatch.setattr(finding, "_MANY", 100)
    monkeypatch.setattr(finding, "_RANKED", 50)


def _page(conn: Connection) -> object:
    return lists.family_rows(conn, range(1, 101))


READINGS: dict[str, Callable[[Connection], object]] = {
    "a letter, families": lambda conn: lists.first_found(conn, "family", "s", [f"{1:032x}"], 8),
    "a letter, people": lambda conn: lists.first_found(conn, "member", "s", [f"1{1:031x}"], 8),
    "a name, people": lambda conn: lists.first_found(conn, "member", "siti", (), 8),
    "a name and RT": lambda conn: lists.first_found(conn, "family", "siti 003", (), 8),
    "the region code": lambda conn: lists.first_found(conn, "member", "64039", (), 8),
    "a whole number": lambda conn: lists.first_found(conn, "member", "6403990000000007", (), 8),
    "a page of families": _page,
    "a page of people": lambda conn: lists.member_rows(conn, range(1, 101)),
    "a page of visits": lambda conn: lists.visit_rows(conn, range(1, 101)),
    "the highest number": lambda conn: lists.highest(conn, "family"),
    "anybody, to choose": lambda conn: lists.first_numbers(conn, "member", "s", most=8),
    "any family, to choose": lambda conn: lists.first_numbers(conn, "family", "siti", most=8),
    "the families of a village": lambda conn: lists.family_ids(conn, villages=[HERE]),
    "the people of a family": lambda conn: lists.member_ids(conn, family=f"{7:032x}"),
    "visits that are due": lambda conn: lists.visit_ids(
        conn, sort="due", descending=False, filter=lists.VisitFilter(due_until=DAY + timedelta(days=7))
    ),
    "open referrals": lambda conn: read.records(conn, Visit, where={"referral": "proses"}),
    "open aid": lambda conn: read.records(conn, Visit, where={"social_aid": "proses"}),
    "what changed in a village": lambda conn: read.records_of_village(conn, HERE, {"family", "visit"}),
    "a record's history": lambda conn: read.changes_of(conn, [f"{7:032x}"]),
    "the visits of a month, for one officer": lambda conn: visits_made(
        conn, "a" * 32, DAY - timedelta(days=2), DAY, nameless=False
    ),
    "what is not sent of a village": lambda conn: sendings.count_in_village(conn, HERE, {DEVICE: ((1, 900_000),)}),
    "the families of a village at risk": lambda conn: list(judged(conn, HERE, DAY)),
    "one family at risk": lambda conn: family_risk_of(conn, f"{7:032x}", DAY),
    "the villages with an activity in a month": lambda conn: lists.active_villages(conn, "2026-11"),
    "the latest actions": lambda conn: read.actions(conn, limit=50),
    "the next counter": lambda conn: read.next_seq(conn, DEVICE),
    "restricted families": lists.restricted_families,
    "restricted people": lists.restricted_members,
}
# The latest actions are read off the index of their times, and reading ends after a page of them.
_WALKS = re.compile(r"SCAN (?!json_each|\S+ VIRTUAL TABLE|CONSTANT ROW|device |a USING INDEX action_at|\()")


def steps(store: Database, reading: Callable[[Connection], object]) -> int:
    """What SQLite's machine does for it, in tens of steps."""
    counted = 0

    def step() -> int:
        nonlocal counted
        counted += 1
        return 0

    with store.read() as conn:
        reading(conn)  # statements are prepared, pages are there
        conn._driver.set_progress_handler(step, 10)
        try:
            reading(conn)
        finally:
            conn._driver.set_progress_handler(None, 10)
    return counted


@pytest.mark.parametrize("name", READINGS)
def test_it_takes_as_many_steps_in_a_store_of_four_times_the_size(stores: tuple[Database, Database], name: str) -> None:
    small, large = (steps(store, READINGS[name]) for store in stores)
    assert large <= small * TOLERATED + 50, f"{small * 10} steps became {large * 10}"


@pytest.mark.parametrize("name", READINGS)
def test_no_statement_walks_through_a_table(stores: tuple[Database, Database], name: str) -> None:
    said: list[str] = []
    with stores[0].read() as conn:
        conn._driver.set_trace_callback(said.append)
        try:
            READINGS[name](conn)
        finally:
            conn._driver.set_trace_callback(None)
        asked = [one for one in said if one.lstrip().upper().startswith("SELECT")]
        plans = {one: [str(row[3]) for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}")] for one in asked}
    assert plans
    walking = {one: plan for one, plan in plans.items() if any(_WALKS.match(line) for line in plan)}
    assert not walking


@pytest.mark.parametrize(
    ("table", "reading"),
    [
        ("family", lambda conn: lists.family_ids(conn)),
        ("family", lambda conn: lists.family_ids(conn, villages=[HERE, "64.03.06.2101"])),
        ("family", lambda conn: lists.family_ids(conn, descending=True)),
        ("member", lambda conn: lists.member_ids(conn)),
        ("visit", lambda conn: lists.visit_ids(conn)),
    ],
)
def test_a_whole_list_comes_off_its_index_without_sorting(
    stores: tuple[Database, Database], table: str, reading: Callable[[Connection], object]
) -> None:
    said: list[str] = []
    with stores[0].read() as conn:
        conn._driver.set_trace_callback(said.append)
        reading(conn)
        conn._driver.set_trace_callback(None)
        (asked,) = (one for one in said if one.lstrip().upper().startswith("SELECT"))
        plan = [str(row[3]) for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    assert any(f"COVERING INDEX {table}_by_" in line for line in plan)
    assert not any("TEMP B-TREE" in line for line in plan)


TYPED = ("s", "si", "siti", "SITI r", "siti 003", "rt 003", "siti rahmawati 12", "dewi santoso", "6403990000000007",
         "640399", "7", "zzz", "-", "dewi")  # fmt: skip
KEPT = "kampungkb_desktop.store.lists.typed"


@pytest.mark.parametrize("way", [lists.FAMILIES, lists.VISITS], ids=["families", "visits"])
def test_the_first_lines_that_fit_are_the_first_of_all_that_fit(
    stores: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch, way: lists.Way
) -> None:
    """Told from the words that are kept, from the search table, or from both: never another line than in the end."""
    monkeypatch.setattr(f"{KEPT}.BEGIN", 60)
    known = 0
    with stores[0].read() as conn:
        numbers = lists.family_ids(conn) if way is lists.FAMILIES else lists.visit_ids(conn)
        for few, many in ((4_000, 30_000), (5, 100), (5, 10)):
            monkeypatch.setattr(f"{KEPT}.FEW", few)
            here = lists.with_words(conn, lists.standing(numbers, lists.Way(way.families_of, way.lines_of, many)))
            for typed in TYPED:
                found, every = lists.first_of(conn, here, typed, 8), lists.all_of(conn, numbers, way, typed)
                if found is not None:
                    known += 1
                    assert found[0] == every[: len(found[0])], typed
                    assert not found[1] or len(found[0]) == len(every), typed
                    assert len(found[0]) >= min(8, len(every)) or len(every) > many, typed
    assert known > 2 * len(TYPED)


def test_words_that_are_held_find_the_same_families_as_the_search(stores: tuple[Database, Database]) -> None:
    """Also for no word at all, for a whole number, and where somebody asked that his data be used no further."""
    third, number = f"{3:032x}", "6403990000000003"
    for hides in (True, False):
        with stores[0].write() as conn:
            conn.exec_driver_sql(f"UPDATE family SET restricted = {hides:d} WHERE id = ?", (third,))
        with stores[0].read() as conn:
            held = lists.due_words(conn, (f"{at:032x}" for at in range(SMALL)))
            found = {typed: lists.due_found(conn, held, typed) for typed in (*TYPED, "", number)}
            assert found == {typed: lists.families_found(conn, typed) for typed in found}
            some = lists.due_words(conn, (f"{at:032x}" for at in range(FIXED)))
            assert lists.due_found(conn, some, "s") == frozenset(some) & (found["s"] or frozenset())
        assert found[""] is None
        assert found["zzz"] == frozenset()
        assert (third in (found["dewi"] or ())) is not hides
        assert third in (found[number] or ()), "a whole number finds also who is restricted"


def test_what_is_done_while_one_types_does_not_grow(
    stores: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{KEPT}.BEGIN", 60)
    counted: list[list[int]] = []
    for store in stores:
        with store.read() as conn:
            way = lists.Way(lists.FAMILIES.families_of, lists.FAMILIES.lines_of, 50)
            here = lists.with_words(conn, lists.standing(lists.family_ids(conn), way))
            held = lists.due_words(conn, (f"{at:032x}" for at in range(FIXED)))
        readings: list[Callable[[Connection], object]] = [
            partial(lists.first_of, here=here, text=typed, most=8) for typed in TYPED
        ]
        readings += [partial(lists.due_found, words=held, text=typed) for typed in TYPED]
        readings += [partial(lists.families_found, text=typed, most=20) for typed in TYPED]
        readings += [partial(lists.family_ids, most=30), partial(lists.visit_ids, most=30)]
        counted.append([steps(store, one) for one in readings])
    assert all(large <= small * TOLERATED + 50 for small, large in zip(*counted, strict=True)), counted


def test_reading_that_nobody_waits_for_any_more_ends(stores: tuple[Database, Database]) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with stores[1].read() as conn:
        with pytest.raises(Cancelled), conn.until(stop):
            lists.family_ids(conn, sort="last_visit")
        assert len(asked) == 3
        assert len(lists.family_ids(conn)) == SMALL * TIMES


def test_counts_of_all_read_no_row(stores: tuple[Database, Database]) -> None:
    with stores[0].read() as conn:
        sql = f"EXPLAIN QUERY PLAN SELECT count(*) FROM family f WHERE NOT {lists.families.HERE}"
        (plan,) = [str(row[3]) for row in conn.exec_driver_sql(sql)]
    assert "COVERING INDEX" in plan
