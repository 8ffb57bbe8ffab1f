"""How much the store costs over the bare driver: writing, saving one visit, typing in the search box, paging, opening.

Run by hand: ``python tests/benchmarks/bench_store.py``. Every ratio is against a floor measured in the same run;
milliseconds only rank things on a busy machine. 13,000 families, 50,000 members, 20,000 visits of invented people.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kampungkb_desktop.forms.change import Change, ChangeId, encode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import connect, database, lists, read, search, write
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.entries import Row
from kampungkb_desktop.store.lists.families import _ROW
from kampungkb_desktop.store.write.rows import _upsert_sql

KEY, DEVICE = bytes(range(32)), "d" * 32
FAMILIES, MEMBERS, VISITS = 13_000, 50_000, 20_000
SYLLABLES = (
    "sa", "ri", "wi", "ti", "su", "par", "to", "yo", "no", "ni", "ma", "ha", "di", "an", "dra", "nur", "ah", "mad",
    "bu", "man", "si", "ra", "ka", "la", "na", "wa", "hyu", "ning", "sih", "rah", "mat",
)  # fmt: skip


def people(seed: int = 7) -> dict[type[Record], list[Row]]:
    """The rows of an officer's district, made by a seed."""
    chance = random.Random(seed)

    def name() -> str:
        return " ".join("".join(chance.sample(SYLLABLES, chance.randint(2, 3))).title() for _ in range(2))

    def number() -> str:
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(27_000))
        return f"6403{chance.randint(1, 13):02d}{born:%d%m%y}{chance.randint(9000, 9999)}"

    def village(index: int) -> str:
        return f"64.03.06.{2000 + index % FAMILIES % 15}"

    families = [
        Row(f"{i:032x}", (ChangeId(DEVICE, i + 1),), True, {
            "village": village(i), "status": "selesai", "head_name": name(), "kk": number(),
            "rt": f"{i % 30:03d}", "rw": "001",
            "address": f"Jalan {name()}", "hamlet": f"Dusun {i % 40}", "state": "aktif", "roof": "seng", "wall": "kayu",
        }) for i in range(FAMILIES)
    ]  # fmt: skip
    members = [
        Row(f"{1 << 64 | i:032x}", (ChangeId(DEVICE, i + 1),), True, {
            "village": village(i), "status": "selesai", "family_id": f"{i % FAMILIES:032x}", "full_name": name(),
            "nik": number(), "sex": "perempuan", "birth_date": f"{chance.randint(1950, 2025)}-03-05",
            "relation": "anak",
        }) for i in range(MEMBERS)
    ]  # fmt: skip
    visits = [
        Row(f"{2 << 64 | i:032x}", (ChangeId(DEVICE, i + 1),), True, {
            "village": village(i), "status": "selesai", "family_id": f"{chance.randrange(FAMILIES):032x}",
            "visited_on": f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}", "target": "umum",
            "next_visit_on": "2026-12-05",
        }) for i in range(VISITS)
    ]  # fmt: skip
    return {Family: families, Member: members, Visit: visits}


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def line(what: str, ours: float, floor: float, note: str = "") -> None:
    print(f"{what:<46}{ours * 1000:10.2f} ms {ours / floor:7.2f} x  {note}")


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 for share in (0.5, 0.95, 1)]
    return f"p50 {at[0]:.2f}  p95 {at[1]:.2f}  max {at[2]:.2f} ms over {len(times)}"


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def bench_writing(folder: Path, rows: dict[type[Record], list[Row]]) -> Database:
    """Bulk upsert into empty tables with all their indexes; the floors get the same statements and the same tuples."""
    opened = database.create(folder / DATABASE_NAME, KEY, practice=True)

    def ours() -> None:
        with opened.write() as conn:
            write.device_number(conn, DEVICE)
            for form, made in rows.items():
                write.upsert_rows(conn, form, made, bulk=True)

    encrypted = _bare_upsert(_empty(opened, connect.raw(folder / "floor.kkdb", KEY)), rows)
    plain = _bare_upsert(_empty(opened, sqlite3.connect(folder / "plain.db", isolation_level=None)), rows)
    spent = timed(ours)
    total = sum(map(len, rows.values()))
    line(f"upsert of {total:,} rows", spent, encrypted, "the same executemany, SQLCipher")
    line("", spent, plain, "the same executemany, sqlite3 unencrypted")
    with opened.write() as conn:
        spent = timed(lambda: write.rebuild_search(conn, ["family", "member"]))
    line("search tables from nothing", spent, encrypted, "of the same floor")
    again = rows[Member][:2_000]
    with opened.write() as conn:
        spent = timed(lambda: write.upsert_rows(conn, Member, again))
    line("2,000 members again, other answers", spent, encrypted * 2_000 / total, "the floor's share")
    renamed = [replace(row, values={**row.values, "full_name": "Nama Lain"}) for row in again]
    with opened.write() as conn:
        spent = timed(lambda: write.upsert_rows(conn, Member, renamed))
    line("2,000 members renamed, search follows", spent, encrypted * 2_000 / total, "the floor's share")
    return opened


def _bare_upsert(connection: Any, rows: dict[type[Record], list[Row]]) -> float:
    tuples = {
        form: [(r.id, f"[[1,{r.heads[0].seq}]]", 1, *map(r.values.get, fields_of(form))) for r in made]
        for form, made in rows.items()
    }
    connection.execute("BEGIN IMMEDIATE")
    start = time.perf_counter()
    for form, made in tuples.items():
        connection.executemany(_upsert_sql(form), made)
    connection.execute("COMMIT")
    spent = time.perf_counter() - start
    connection.close()
    return spent


def _empty(opened: Database, connection: Any) -> Any:
    """The same tables in a bare connection."""
    with opened.read() as conn:
        found = conn.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        statements = [row[0] for row in found if "_search" not in row[0]]
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA cache_size = -16384")
    for statement in statements:
        connection.execute(statement)
    return connection


def bench_saving(folder: Path, opened: Database) -> None:
    """One visit with its change and action, committed; the floor writes the same three rows with the bare driver."""
    fields = fields_of(Visit)
    values = {"village": "64.03.06.2004", "family_id": f"{5:032x}", "visited_on": "2026-03-05", "target": "umum"}
    bare = connect.raw(folder / "floor.kkdb", KEY)
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("INSERT INTO device (uid) VALUES (?)", (DEVICE,))

    def ours(seq: int) -> None:
        record = f"{3 << 64 | seq:032x}"
        change = Change(
            DEVICE, seq, (), seq, 0, "Rina", f"{seq:032x}", "Simpan kunjungan", "visit", record, "64.03.06.2004", 0, 1,
            encode_values(values), 1,
        )  # fmt: skip
        with opened.write() as conn:
            write.insert_changes(conn, [change])
            write.upsert_rows(conn, Visit, [Row(record, (change.id,), True, values)])

    def floor(seq: int) -> None:
        record = f"{3 << 64 | seq:032x}"
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO action (id, name, author, device, at) VALUES (?, '', '', 1, ?)", (f"{seq:032x}", seq))
        logged = (1, seq, "", seq, 0, seq, "visit", record, "64.03.06.2004", 0, 1, 1, encode_values(values))
        bare.execute(f"INSERT INTO change VALUES ({','.join('?' * 13)})", logged)
        bare.execute(_upsert_sql(Visit), (record, f"[[1,{seq}]]", 1, *map(values.get, fields)))
        bare.execute("COMMIT")

    mine, bottom = [], []
    for seq in range(1, 301):
        mine.append(timed(lambda: ours(seq)))  # noqa: B023  called at once
        bottom.append(timed(lambda: floor(seq)))  # noqa: B023
    bare.close()
    line("save a visit with its log", p95(mine), p95(bottom), spread(mine))


def typing(opened: Database, seed: int = 11) -> Iterator[str]:
    """What people type, letter by letter: names, two words, KK, NIK, RT."""
    chance = random.Random(seed)
    with opened.read() as conn:
        heads = read.rows(conn, Family, ["head_name", "kk", "rt"])
        persons = read.rows(conn, Member, ["full_name", "nik"])
    for _ in range(30):
        head, person = chance.choice(heads), chance.choice(persons)
        first, second = str(person[0]).split()
        for text in (str(head[0]), f"{first} {second[:3]}", str(head[1]), str(person[1]), f"rt {head[2]}"):
            yield from (text[:length] for length in range(1, len(text) + 1) if text[length - 1] != " ")


def bench_typing(opened: Database) -> None:
    bare = connect.raw(opened.path, KEY)
    sql = "SELECT rowid FROM family_search WHERE family_search MATCH ?"
    mine, bottom, whole = [], [], []
    with opened.read() as conn:
        standing = lists.family_ids(conn)
        for text in typing(opened):
            mine.append(timed(lambda: lists.family_ids(conn, text=text, within=standing)))  # noqa: B023
            wanted = search.match(text)
            bottom.append(timed(lambda: bare.execute(sql, (wanted,)).fetchall()))  # noqa: B023
            whole.append(timed(lambda: lists.family_ids(conn, text=text, villages=["64.03.06.2004"])))  # noqa: B023
        line("typing over 13,000 families (p95)", p95(mine), p95(bottom), spread(mine))
        line("... the bare FTS query", p95(bottom), p95(bottom), spread(bottom))
        line("... listed anew for one village", p95(whole), p95(bottom), spread(whole))
        page, walk = [], []
        lines = f"{_ROW} WHERE f.n IN (SELECT value FROM json_each(?))"
        for start in range(0, FAMILIES - 100, 500):
            numbers = list(standing[start : start + 100])
            page.append(timed(lambda: lists.family_rows(conn, numbers)))  # noqa: B023
            walk.append(timed(lambda: bare.execute(lines, (json.dumps(numbers),)).fetchall()))  # noqa: B023
        line("a page of 100 families (p95)", p95(page), p95(walk), spread(page))
        every = [timed(lambda: lists.family_ids(conn)) for _ in range(10)]
        line("all 13,000 in order of name", sorted(every)[5], sorted(every)[5], spread(every))
        figures = timed(lambda: read.rows(conn, Member, ["village", "sex", "birth_date", "family_id"]))
        bottom_rows = timed(lambda: bare.execute("SELECT village, sex, birth_date, family_id FROM member").fetchall())
        line("four columns of 50,000 members", figures, bottom_rows)
    bare.close()


def bench_opening(opened: Database) -> None:
    path = opened.path
    opened.close()
    mine, bottom = [], []
    for _ in range(20):
        start = time.perf_counter()
        bare = connect.raw(path, KEY)
        bare.execute("SELECT count(*) FROM meta").fetchone()
        bottom.append(time.perf_counter() - start)
        bare.close()
        start = time.perf_counter()
        again = database.open_database(path, KEY)
        mine.append(time.perf_counter() - start)
        again.close()
    line("open the database", sorted(mine)[10], sorted(bottom)[10], f"{spread(mine)}; floor: key set and one query")
    print(f"{'file':<46}{path.stat().st_size / 2**20:10.1f} MB")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = bench_writing(folder, people())
        bench_saving(folder, opened)
        bench_typing(opened)
        bench_opening(opened)


if __name__ == "__main__":
    main()
