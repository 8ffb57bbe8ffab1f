"""A store of stress size: a practice database of a district made several times as large, in bulk, around the window.

Every family of it appears again under other ids, other names and other numbers in other villages, with its changes in
the log, until there are as many as wanted; then later changes over the families bring the log to its size, and the
office gets laptops of officers with the files they sent. Rows and log are turned in one way, so that the self-check
accepts what is made: a sample is folded again at the end.

Run by hand: ``python -m tests.benchmarks.stress FROM INTO [--families N] [--changes N] [--officers N]``; ``FROM`` is a
folder made by ``demo --role kabupaten``. With as many families as there are, only the officers are added.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import verify
from kampungkb_desktop.actions.duplicates_kept import Kept, keep
from kampungkb_desktop.actions.practice import PASSWORD
from kampungkb_desktop.actions.session import Session, close, open_session
from kampungkb_desktop.base.ids import derived_id, new_id
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.officer import Assignment, Office, Officer
from kampungkb_desktop.rules.duplicates import NEWEST
from kampungkb_desktop.store import connect, connection, search, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.store.read import alike
from tests.benchmarks.stress_office import people

FAMILIES, CHANGES, OFFICERS = 361_000, 3_000_000, 150
_ONCE = {Office.FORM, Officer.FORM, Assignment.FORM, Enrolment.FORM}
"""What an office has once, however many families there are."""
_BY_DATE = {
    "village": "",
    "population": "as_of",
    "monthly": "month",
    "institution": "month",
    "official_class": "read_on",
}
"""Forms whose id follows from the village and, where there is one, a date."""
_BATCH, _SAMPLE, _STEP = 20_000, 3_000, 7
_TOKEN = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|\b\d\d\.\d\d\.\d\d\.\d{4}\b|\b\d{16}\b|(?:(?<=\\n)|\b)[A-Z][a-z]{2,}\b"
)

Rows = Iterator[tuple[Any, ...]]


class Turn:
    """One more copy of some villages: what ids, villages, numbers and names become in it."""

    def __init__(self, at: int, villages: Mapping[str, str], same: Mapping[str, str]) -> None:
        self.at, self.villages = at, villages
        self._known: dict[str, str] = {**_names(at), **villages, **same}

    def text(self, said: str) -> str:
        """A text with everything in it that has to be another."""
        return _TOKEN.sub(self._word, said)

    def row(self, values: Sequence[Any]) -> list[Any]:
        """A row. Answers of one word are told apart without looking for anything in them: they are the most."""
        return [one if not isinstance(one, str) else self._answer(one) for one in values]

    def _answer(self, said: str) -> str:
        code = said.islower() and said.isidentifier() and len(said) != 32
        return said if code else self.text(said)

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        known = self._known.get(word)
        if known is not None:
            return known
        if len(word) == 32:
            return f"{word[:28]}{(int(word[28:], 16) + self.at * 257) & 0xFFFF:04x}"
        return f"{word[:2]}{40 + self.at:02d}{word[4:]}" if word.isdigit() else word


def _names(at: int) -> dict[str, str]:
    """Every given name and last part to another of the same kind."""
    with resource("practice/names.toml").open("rb") as file:
        table = tomllib.load(file)
    made: dict[str, str] = {}
    for head in table["bagian"]:
        for part in (MAN, WOMAN, f"akhir_{MAN}", f"akhir_{WOMAN}"):
            words = sorted({word for name in table[head][part] for word in name.split()})
            for place, word in enumerate(words):
                made.setdefault(word, words[(place + at * _STEP) % len(words)])
    return made


class Store:
    """The raw file, with everything off that makes it safe: it is thrown away when the making fails."""

    def __init__(self, folder: Path) -> None:
        key = vault.derive(vault.unlock(folder / vault.KEYS_NAME, PASSWORD), vault.DATABASE)
        self.driver = connect.raw(folder / DATABASE_NAME, key)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            self.driver.execute(f"PRAGMA {pragma}").fetchall()
        self.columns = {form: [row[1] for row in self.ask(f"PRAGMA table_info({form})")] for form in (*FORMS, "change")}

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        rows: list[tuple[Any, ...]] = self.driver.execute(sql, values).fetchall()
        return rows

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.ask(f"SELECT count(*) FROM {table}")[0][0])

    def without_indexes(self) -> list[str]:
        """Take every index away: made anew at the end, each is sorted once. What makes them."""
        found = self.ask("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
        for name, _ in found:
            self.driver.execute(f'DROP INDEX "{name}"')
        return [str(sql) for _, sql in found]

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Many rows."""
        names, marks = ", ".join(f'"{one}"' for one in columns), ", ".join("?" * len(columns))
        self.driver.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)

    def each(self, sql: str, *values: Any) -> Rows:
        """The rows of a query as they come, from before anything was added."""
        cursor = self.driver.execute(sql, values)
        while found := cursor.fetchmany(_BATCH):
            yield from found


def grow(store: Store, families: int, changes: int) -> None:
    """Copies of the villages until there are so many families, and edits until there are so many changes."""
    first = {str(code): int(count) for code, count in store.ask("SELECT village, count(*) FROM family GROUP BY 1")}
    province = next(iter(first))[:2]
    free = (one.code for one in regions.load().villages(province) if one.code not in first)
    top = {form: int(store.ask(f"SELECT coalesce(max(n), 0) FROM {form}")[0][0]) for form in FORMS}
    last = int(store.ask("SELECT max(seq) FROM change WHERE device = 1")[0][0])
    actions = store.ask("SELECT * FROM action WHERE n > 2 ORDER BY n")
    missing, at, next_seq = families - store.count("family"), 0, last + 1
    while missing > 0:
        at += 1
        some: dict[str, str] = {}
        for code, count in first.items():
            if missing > 0:
                some[code], missing = next(free), missing - count
        turn = Turn(at, some, _same(store, some))
        next_seq = _copy(store, turn, top, last, next_seq, actions)
        said(f"copy {at}: {len(some)} villages, {next_seq - 1:,} changes")
    _edits(store, next_seq, changes - (next_seq - 1))


def _same(store: Store, villages: Mapping[str, str]) -> dict[str, str]:
    """The ids that follow from village and date."""
    made: dict[str, str] = {}
    for form, dated in _BY_DATE.items():
        for record, code, *when in store.ask(f"SELECT id, village{', ' + dated if dated else ''} FROM {form}"):
            if code in villages and record == derived_id(form, code, *map(str, when)):
                made[record] = derived_id(form, villages[code], *map(str, when))
    return made


def _copy(
    store: Store, turn: Turn, top: Mapping[str, int], last: int, next_seq: int, actions: Sequence[tuple[Any, ...]]
) -> int:
    """One copy: actions, changes, rows. The next counter of the log."""
    shift = turn.at * 1_000_000
    store.put("action", ("n", "id", "name", "author", "device", "at", "undoes"),
              ((row[0] + shift, turn.text(row[1]), turn.text(row[2]), *row[3:]) for row in actions))  # fmt: skip
    seqs: dict[int, int] = {}
    columns = store.columns["change"]
    place = {name: columns.index(name) for name in ("seq", "action", "form", "record", "village", "vals")}

    def turned() -> Rows:
        number = next_seq
        for row in store.each("SELECT * FROM change WHERE device = 1 AND seq <= ? ORDER BY seq", last):
            if row[place["form"]] in _ONCE or row[place["village"]] not in turn.villages:
                continue
            new = list(row)
            seqs[row[place["seq"]]] = new[place["seq"]] = number
            new[place["action"]] += shift
            for name in ("record", "village", "vals"):
                new[place[name]] = turn.text(row[place[name]])
            yield tuple(new)
            number += 1

    store.put("change", columns, turned())
    for form in FORMS:
        if form not in _ONCE:
            store.put(form, store.columns[form][1:], _rows(store, turn, form, top[form], seqs))
    return next_seq + len(seqs)


def _rows(store: Store, turn: Turn, form: str, top: int, seqs: Mapping[int, int]) -> Rows:
    village = store.columns[form].index("village") - 1
    heads = store.columns[form].index("heads") - 1
    for row in store.each(f"SELECT * FROM {form} WHERE n <= ? ORDER BY n", top):
        if row[village + 1] in turn.villages:
            new = turn.row(row[1:])
            new[heads] = json.dumps([[1, seqs[seq]] for _, seq in json.loads(row[heads + 1])], separators=(",", ":"))
            yield tuple(new)


def _edits(store: Store, next_seq: int, count: int) -> None:
    """Later changes: telephone numbers of families, one action for some hundreds."""
    if count <= 0:
        return
    action = int(store.ask("SELECT max(n) FROM action")[0][0]) + 1
    at, author = store.ask("SELECT at, author FROM action ORDER BY n DESC LIMIT 1")[0]
    columns = store.columns["change"]
    walls = [(action + n, at + n * 1000) for n in range(count // 500 + 1)]
    store.put("action", ("n", "id", "name", "author", "device", "at"),
              ((n, new_id(wall), "Simpan keluarga", author, 1, wall) for n, wall in walls))  # fmt: skip
    every = f"SELECT n, id, heads, village FROM family ORDER BY n LIMIT {count}"
    found = [(n, f"08{next_seq + i:010d}", *rest) for i, (n, *rest) in enumerate(store.ask(every))]
    values = [
        {"device": 1, "seq": next_seq + i, "parents": heads, "wall": at + i // 500 * 1000, "clock": 0,
         "action": action + i // 500, "form": "family", "record": record, "village": village, "kind": 0, "priority": 1,
         "form_version": FORMS["family"].VERSION, "vals": json.dumps({"phone": phone}, separators=(",", ":"))}
        for i, (_, phone, record, heads, village) in enumerate(found)
    ]  # fmt: skip
    store.put("change", columns, ([one[name] for name in columns] for one in values))
    store.driver.executemany("UPDATE family SET phone = ?, heads = ? WHERE n = ?",
                             [(one[1], f"[[1,{next_seq + i}]]", one[0]) for i, one in enumerate(found)])  # fmt: skip
    said(f"{len(found):,} edits")


def looked_through(session: Session) -> None:
    """Fold a sample of the log again and compare with the rows, everything that search finds, and the counts."""
    with session.database.read() as conn:
        last = int(conn.exec_driver_sql("SELECT max(seq) FROM change").scalar_one())
        step = max(1, last // _SAMPLE)
        sql = "SELECT DISTINCT record FROM change WHERE device = 1 AND seq IN (SELECT value FROM json_each(?))"
        chosen = json.dumps(list(range(1, last + 1, step)))
        ids = [str(row[0]) for row in conn.exec_driver_sql(sql, (chosen,))]
        wrong = verify.of_records(conn, ids)
        counted = {
            table: int(conn.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
            for table in ("village", "family", "member", "visit", "change", "enrolment")
        }
    if wrong:
        raise SystemExit(f"{len(wrong)} of {len(ids)} records differ from their changes: {wrong[:3]}")
    said(", ".join(f"{count:,} {table}" for table, count in counted.items()))
    said(f"{len(ids):,} records folded again: equal")


def said(line: str) -> None:
    """How far it is."""
    print(f"{time.process_time():6.0f} s  {line}", flush=True)


def main() -> None:
    """Copy, grow, search anew, officers, look through."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("source", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("--families", type=int, default=FAMILIES)
    options.add_argument("--changes", type=int, default=CHANGES)
    options.add_argument("--officers", type=int, default=OFFICERS)
    chosen = options.parse_args()
    if chosen.target.exists():
        raise SystemExit(f"{chosen.target} is there already")
    shutil.copytree(chosen.source, chosen.target, ignore=shutil.ignore_patterns("*.lock", "*-shm", "log", "copies"))
    close(open_session(chosen.target, PASSWORD))  # brought up to this version, if it was made by another
    store = Store(chosen.target)
    with closing(store.driver):
        before = store.count("family")
        store.driver.execute("BEGIN")
        if chosen.families > before:
            indexes = store.without_indexes()
            grow(store, chosen.families, chosen.changes)
            for sql in indexes:
                store.driver.execute(sql)
            said("indexes made")
            search.rebuild(connection.Connection(store.driver), FORMS)
            said("search tables filled")
        store.driver.execute("COMMIT")
        store.driver.execute("PRAGMA journal_mode = WAL")
    session = open_session(chosen.target, PASSWORD)
    people(session, chosen.officers)
    with session.database.write() as conn:  # searching this for doubles takes many minutes beside what is measured
        keep(conn, Kept((), alike.last_action(conn), NEWEST))
    looked_through(session)
    close(session)


if __name__ == "__main__":
    main()
