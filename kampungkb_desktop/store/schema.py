"""The tables: the change log and what belongs to it, and one table per form that follows from its declaration.
No constraint beyond the id, so that nobody's valid data can become an import failure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms import kinds
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection

Forms = Mapping[str, type[Record]]

SqlType = Literal["Text", "Integer", "Double"]

SQL_TYPES: dict[type[kinds.Kind], SqlType] = {
    kinds.Text: "Text", kinds.Digits: "Text", kinds.Number: "Integer", kinds.Measure: "Double", kinds.Day: "Text",
    kinds.Month: "Text", kinds.YesNo: "Integer", kinds.Choice: "Text", kinds.Choices: "Text", kinds.Link: "Text",
    kinds.Place: "Text", kinds.Blob: "Text",
}  # fmt: skip

HEAD_COLUMNS = ("id", "heads", "linear")
"""What a form's table has before its fields (after the local number ``n``)."""

EXTRA_INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "family": (
        ("head_name NOCASE", "village", "rt", "status"),
        ("village", "head_name NOCASE", "rt", "status"),
        ("restricted",),
        ("state",),
    ),
    "member": (
        ("nik",),
        ("birth_date",),
        ("family_id", "birth_date", "mutation", "id"),
        ("full_name NOCASE", "village", "status"),
        ("restricted",),
    ),
    "visit": (
        ("visited_on",),
        ("family_id", "visited_on", "member_id", "next_visit_on"),
        ("next_visit_on", "family_id", "member_id", "visited_on"),
        ("referral", "referral_closed_on"),
        ("social_aid", "social_aid_closed_on"),
    ),
    "measurement": (("member_id", "measured_on"),),
    "mutation": (("happened_on",),),
    "risk_verification": (("village", "year", "half"),),
    "activity": (("held_on",),),
    "attachment": (("owner_id",),),
    "alias": (("a_id",), ("b_id",)),
    "monthly": (("village", "month"),),
    "population": (("village", "as_of"),),
}
"""What the screens read, beside ``village`` and the links, which every form has; names sort as people sort them."""
NOCASE = " NOCASE"
"""Behind a column of an index: sorted without regard to capitals."""


class LogTable(NamedTuple):
    """A table of the log: columns are texts unless they say ``:int``; the first ``key`` of them are the primary key.
    ``indexes`` name their columns; the first word of an index says "unique" where it is."""

    name: str
    columns: tuple[str, ...]
    key: int = 1
    indexes: tuple[tuple[str, ...], ...] = ()
    rowid: bool = True


LOG_TABLES = (
    LogTable("meta", ("key", "value")),
    LogTable("secret", ("key", "value")),
    LogTable("setting", ("key", "value")),
    LogTable("device", ("n:int", "uid", "name", "role", "verify_key", "recipient", "state", "own:int"),
             indexes=(("unique device_uid", "uid"),)),
    LogTable("action", ("n:int", "id", "name", "author", "device:int", "at:int", "undoes"),
             indexes=(("unique action_id", "id"), ("action_at", "at"), ("action_device", "device"))),
    LogTable("change", ("device:int", "seq:int", "parents", "wall:int", "clock:int", "action:int", "form", "record",
                        "village", "kind:int", "priority:int", "form_version:int", "vals"), key=2, rowid=False,
             indexes=(("change_record", "record"), ("change_village", "village", "device", "seq"),
                      ("change_action", "action"))),
    LogTable("seen", ("village", "device:int", "lo:int", "hi:int"), key=3, rowid=False),
    LogTable("conflict", ("record", "field", "form", "village", "heads"), key=2, rowid=False),
    LogTable("waiting", ("record", "form", "village", "reason", "detail")),
    LogTable("joined", ("form", "record", "canonical", "late:int", "words"), key=2, rowid=False,
             indexes=(("joined_canonical", "canonical"),)),
    LogTable("erased", ("form", "record"), key=2, rowid=False),
    LogTable("file", ("id", "direction", "peer", "number:int", "kind", "sha256", "name", "at:int", "counts", "result",
                      "receipt")),
    LogTable("transit", ("id", "direction", "box", "name", "size:int", "sha256", "state", "tries:int", "at:int",
                         "code")),
    LogTable("peer", ("uid", "seen", "number_out:int", "number_in:int", "last_at:int")),
    LogTable("trail_part", ("device", "chain:int", "low:int", "high:int", "base", "mark", "from_at:int", "to_at:int",
                            "came_at:int", "lines"), key=3, indexes=(("trail_part_time", "to_at"),)),
    LogTable("draft", ("form", "record", "village", "vals", "typed", "updated:int"), key=2),
)  # fmt: skip

WAY = 1
"""Counts the ways in which the declarations became SQL: raise it when ``store.tables`` writes anything else than before
for the same declaration."""


@frozen
class Schema:
    """The tables of one set of forms; ``shape`` changes whenever any of them does.

    The shape is that of the declarations, so that opening a file that is up to date makes no table: that would take
    longer than opening it.
    """

    forms: tuple[type[Record], ...]
    shape: str

    @property
    def search_ddl(self) -> tuple[str, ...]:
        """What makes the search tables."""
        return tuple(search.DDL[form.FORM] for form in self.forms if form.FORM in search.DDL)

    @property
    def versions(self) -> Mapping[str, int]:
        """Form to version."""
        return {form.FORM: form.VERSION for form in self.forms}


def indexes_of(form: type[Record]) -> list[tuple[str, ...]]:
    """What the screens read, and ``village`` and every link where nothing begins with it yet."""
    wanted = set(EXTRA_INDEXES.get(form.FORM, ()))
    led = {columns[0] for columns in wanted}
    fields = fields_of(form).items()
    wanted |= {(n,) for n, k in fields if (isinstance(k, kinds.Link) or n == "village") and n not in led}
    return sorted(wanted)


def schema_of(forms: Forms) -> Schema:
    """The schema of these forms."""
    assert all(name == form.FORM for name, form in forms.items())
    made = tuple(forms.values())
    return Schema(made, _shape(made))


@cache
def _shape(forms: tuple[type[Record], ...]) -> str:
    declared = [
        (form.FORM, [(field, SQL_TYPES[type(kind)]) for field, kind in fields_of(form).items()],
         indexes_of(form), search.DDL.get(form.FORM, ""))
        for form in forms
    ]  # fmt: skip
    return hashlib.sha256(repr((WAY, LOG_TABLES, declared)).encode()).hexdigest()[:16]


def note(conn: Connection, key: str) -> str | None:
    """A line of ``meta``."""
    value = conn.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).scalar()
    return None if value is None else str(value)


def put_note(conn: Connection, key: str, value: str) -> None:
    """Set a line of ``meta``."""
    sql = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    conn.exec_driver_sql(sql, (key, value))


def put_notes(conn: Connection, schema: Schema) -> None:
    """Note in ``meta`` what the file now has."""
    for key, value in (("shape", schema.shape), ("forms", json.dumps(dict(schema.versions)))):
        put_note(conn, key, value)
