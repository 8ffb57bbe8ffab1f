"""The office's server: statements said in its words, search that answers as the file does, moving there, and what it
refuses. What every statement means is tested where it is used, on both kinds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import to_scalars
from kampungkb_desktop.store import database, lists, moving, read, server_faults, server_opening, write
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.dialect import is_office_note, translated
from kampungkb_desktop.store.entries import Draft, Row
from kampungkb_desktop.store.search_server import folded
from kampungkb_desktop.store.server import connect
from tests.postgres import Cluster, settle_on
from tests.store.conftest import REAL_KEY
from tests.store.tiny import MINE, TINY, Garden, change


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT a FROM t WHERE b = ? AND c LIKE ?", "SELECT a FROM t WHERE b = %s AND c ILIKE %s"),
        ("SELECT 'a?:b%' FROM t WHERE a % ? = 1", "SELECT 'a?:b%%' FROM t WHERE a %% %s = 1"),
        ("WHERE id IN (SELECT value FROM json_each(?))", "WHERE id = ANY(%s)"),
        ("WHERE id NOT IN (SELECT value FROM json_each(:ids))", "WHERE id <> ALL(%(ids)s)"),
        ("WHERE +f.village IN (SELECT value FROM json_each(?))", "WHERE f.village = ANY(%s)"),
        ("ORDER BY f.a COLLATE NOCASE, f.n DESC", "ORDER BY lower(f.a) NULLS FIRST, f.n DESC NULLS LAST"),
        (
            "ORDER BY (SELECT max(v.a) FROM v ORDER BY b LIMIT 1) COLLATE NOCASE DESC LIMIT 3",
            "ORDER BY lower((SELECT max(v.a) FROM v ORDER BY b NULLS FIRST LIMIT 1)) DESC NULLS LAST LIMIT 3",
        ),
        (
            "SELECT group_concat(a, ' ') FROM x CROSS JOIN y ON 1 = 1",
            "SELECT string_agg(a, ' ') FROM x JOIN y ON 1 = 1",
        ),
    ],
)
def test_a_statement_in_the_servers_words(ours: str, theirs: str) -> None:
    assert translated(ours).sql == theirs


def test_values_follow_their_marks() -> None:
    assert translated("a = ?2 AND b = ?1 AND c = ?2").bound((1, 2)) == [2, 1, 2]
    assert translated("a IN (SELECT value FROM json_each(?)) AND b = ?").bound(('["x"]', 3)) == [["x"], 3]
    assert translated("a IN (SELECT value FROM json_each(:x))").bound({"x": "[1]"}) == {"x": [1]}


def test_whose_table_a_statement_is_about() -> None:
    assert translated("DELETE FROM setting WHERE key = ?").home == "own"
    assert translated('INSERT INTO "draft" VALUES (?)').home == "own"
    assert translated("SELECT value FROM meta WHERE key = ?").home == "note"
    assert translated('SELECT 1 FROM "family" f JOIN member m ON 1 = 1').home == "office"
    assert is_office_note("forgiven")
    assert not is_office_note("undo_floor")
    assert not is_office_note("kept:due_book")


TEXTS = st.text(
    st.characters(max_codepoint=0x24F, exclude_categories=["Cs", "Cc"]) | st.sampled_from("aAi0 7'-./"), max_size=12
)


@pytest.fixture(scope="module")
def both(real_template: Path, postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Database]]:
    """The same empty office twice: in a file and on the server."""
    opened = []
    for name in ("berkas", "server"):
        folder = Path(shutil.copytree(real_template, tmp_path_factory.mktemp("both") / name))
        if name == "server":
            settle_on(folder / DATABASE_NAME, REAL_KEY, postgres.office("both", FORMS))
        opened.append(database.open_database(folder / DATABASE_NAME, REAL_KEY))
    yield opened
    for one in opened:
        one.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(names=st.lists(TEXTS, min_size=3, max_size=3), addresses=TEXTS, asked=st.lists(TEXTS, min_size=2, max_size=4))
@example(names=["", "", "A"], addresses="\u01e0", asked=["", ""])  # the letter of ASCII that keeps its marks
@example(names=["\u01fdra", "\u00b5", "Nur\u017f"], addresses="\u01fe", asked=["\u00e6ra", "Nurs"])
def test_search_answers_alike(both: list[Database], names: list[str], addresses: str, asked: list[str]) -> None:
    records = [
        Family(id="f1", head_name=names[0], address=addresses, kk="6403990101010001"),
        Family(id="f2", head_name=names[1]),
        Member(id="m1", family_id="f2", full_name=names[2], nik="6403994503919002"),
    ]
    wanted = [*asked, *(name[:2] for name in names), *names, addresses, "64039945"]
    answers = []
    for each in both:
        with each.trial() as conn:
            for record in records:
                write.upsert_rows(conn, type(record), [Row(record.id, (), True, to_scalars(record))])
            found = []
            for text in wanted:
                families = lists.family_rows(conn, lists.family_ids(conn, text=text))
                people = lists.member_rows(conn, lists.member_ids(conn, text=text))
                found.append(([one.id for one in families], [one.id for one in people]))
            answers.append(found)
    assert answers[0] == answers[1]


def test_words_without_capitals_and_marks() -> None:
    assert folded("Hj. SARI'AH Nūr É") == "hj. sari'ah nur e"


# --- moving -----------------------------------------------------------------------------------------------------------


@contextmanager
def moved(garden: Database, key: bytes, address: Address) -> Iterator[Database]:
    moving.to_server(garden, address, TINY, Progress())
    garden.close()
    again = database.open_database(garden.path, key, forms=TINY)
    try:
        yield again
    finally:
        again.close()


def fill(garden: Database) -> None:
    with garden.write() as conn:
        write.insert_changes(
            conn, [change(seq, record=f"g{seq}", village="v'; --", note="é\n?%") for seq in range(1, 30)]
        )
        write.upsert_rows(conn, Garden, [Row(f"g{n}", (), True, {"beds": n, "area": n / 3}) for n in range(30)])
        write.merge_seen(conn, "*", MINE, [(1, 29)])
        write.put_meta(conn, "forgiven", "[]")
        write.put_meta(conn, "author", "x")
        write.put_secret(conn, "signing_seed", "rahasia")
        write.put_setting(conn, "theme", "gelap")
        write.put_draft(conn, Draft("garden", "g1", "", "{}", "{}", 1))


def everything(opened: Database) -> list[object]:
    with opened.read() as conn:
        return [
            read.changes_of(conn, [f"g{n}" for n in range(30)]), read.records(conn, Garden, order=("id",)),
            read.seen(conn), read.meta(conn, "forgiven"), read.meta(conn, "author"),
            read.secret(conn, "signing_seed"), read.settings(conn), read.drafts(conn),
        ]  # fmt: skip


def test_everything_moves_and_the_own_things_stay(garden: Database, key: bytes, postgres: Cluster) -> None:
    fill(garden)
    before, address = everything(garden), postgres.database()
    with moved(garden, key, address) as there:
        assert there.on_server
        assert everything(there) == before
        with there.write() as conn:  # numbers go on after those that were brought along
            write.upsert_rows(conn, Garden, [Row("new", (), True, {})])
            write.insert_changes(conn, [change(30, action="later")])
            assert conn.exec_driver_sql("SELECT max(n) FROM garden").scalar_one() == 31
        moving.forget_records(there, TINY)
        with there.own_file() as own:
            assert own.exec_driver_sql("SELECT count(*) FROM garden").scalar_one() == 0
            assert own.exec_driver_sql("SELECT count(*) FROM draft").scalar_one() == 1
        assert len(everything(there)[1]) == 31  # type: ignore[arg-type]
    with connect(address) as bare:
        own_tables = "SELECT count(*) FROM pg_class WHERE relname IN ('secret', 'setting', 'draft')"
        assert bare.execute(own_tables).fetchone() == (0,)
        notes = {row[0] for row in bare.execute("SELECT key FROM kampungkb.meta")}
        assert "author" not in notes


def test_a_move_that_is_cancelled_or_cut_off_can_be_done_again(garden: Database, key: bytes, postgres: Cluster) -> None:
    fill(garden)
    before, address, work = everything(garden), postgres.database(), Progress()
    work.cancel.set()
    with pytest.raises(Cancelled):
        moving.to_server(garden, address, TINY, work)
    assert server_opening.look(address) == "empty"
    moving.to_server(garden, address, TINY, Progress())
    with garden.own_file() as own:  # as if the power had failed before the last step
        moving.keep_address(own, None)
    with moved(garden, key, address) as there:
        assert everything(there) == before


def test_other_records_are_never_written_over(garden: Database, postgres: Cluster) -> None:
    fill(garden)
    address = postgres.office("taken", TINY)
    with pytest.raises(KnownError) as refused:
        moving.to_server(garden, address, TINY, Progress())
    assert refused.value.code == "E-SERVER-TAKEN"
    with garden.own_file() as own:
        assert moving.address_of(own) is None


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_an_address_that_leads_nowhere_is_named(postgres: Cluster) -> None:
    at = postgres.database()
    wrong = {
        "E-SERVER-AWAY": replace(at, port=1), "E-SERVER-LOGIN": replace(at, password="salah"),
        "E-SERVER-OTHER": replace(at, database="tidak_ada"), "E-SERVER-TLS": replace(at, tls="require"),
    }  # fmt: skip
    for code, address in wrong.items():
        with pytest.raises(KnownError) as refused:
            server_opening.look(address)
        assert refused.value.code == code
        assert at.password not in str(refused.value)
    assert at.password not in repr(at)


def test_a_database_of_a_newer_version_or_of_others_is_refused(folder: Path, key: bytes, postgres: Cluster) -> None:
    path, at = folder / DATABASE_NAME, postgres.database()
    settle_on(path, key, at)
    with pytest.raises(KnownError) as other:
        database.open_database(path, key, forms=TINY)
    assert other.value.code == "E-SERVER-OTHER"
    office = postgres.office("newer", TINY)
    settle_on(path, key, office)
    postgres.ask("""UPDATE kampungkb.meta SET value = '{"garden": 99}' WHERE key = 'forms'""", office.database)
    with pytest.raises(KnownError) as newer:
        database.open_database(path, key, forms=TINY)
    assert newer.value.code == "E-NEWER-DB"
    postgres.offices.pop("newer")


def test_a_server_that_only_reads_or_a_user_without_rights(folder: Path, key: bytes, postgres: Cluster) -> None:
    at = postgres.office("rights", TINY)
    settle_on(folder / DATABASE_NAME, key, at)
    opened = database.open_database(folder / DATABASE_NAME, key, forms=TINY)

    def deed(*statements: str) -> None:
        with opened.write() as conn:
            for sql in statements:
                conn.exec_driver_sql(sql)

    for statements, code in (
        (("SET TRANSACTION READ ONLY", "DELETE FROM garden"), "E-SERVER-READONLY"),
        (("SET LOCAL ROLE pg_monitor", "CREATE SCHEMA lain"), "E-SERVER-RIGHTS"),
        (("SET LOCAL statement_timeout = 1", "SELECT pg_sleep(5)"), "E-BUSY"),
    ):
        with pytest.raises(KnownError) as refused:
            deed(*statements)
        assert refused.value.code == code
    with pytest.raises(server_faults.StatementFailed) as bug, opened.read() as conn:
        conn.exec_driver_sql("SELECT * FROM nothing WHERE nik = ?", ("6403990101019001",))
    assert "6403990101019001" not in f"{bug.value} {bug.value.__cause__}"
    opened.close()
