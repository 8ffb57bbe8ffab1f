"""Between a fold and a row: which answers a form's table has a column for, in the shape that column gives back,
and the short way for a record whose row says everything about its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kampungkb_desktop.forms import kinds
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.change import PUT, Change, ChangeId, decode_values
from kampungkb_desktop.forms.kinds import Kind, Scalar
from kampungkb_desktop.forms.record import BEYOND, Record, fields_of, from_scalar, to_scalar
from kampungkb_desktop.forms.upgrades import upgrade
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Row
from kampungkb_desktop.store.read import joined

_WHOLE: tuple[type[Kind], ...] = (kinds.Number, kinds.YesNo)


class Current(NamedTuple):
    """A row as it stands: the record's heads in the log, whether it is linear, and all its scalars."""

    heads: tuple[ChangeId, ...]
    linear: bool
    values: Mapping[str, Scalar]


_TYPES: dict[type[Record], Mapping[str, type[str | int | float]]] = {}


def _python_types(form: type[Record]) -> Mapping[str, type[str | int | float]]:
    """Field to the one type its column gives back, worked out once per form."""
    if form not in _TYPES:
        _TYPES[form] = {
            name: int if isinstance(kind, _WHOLE) else float if isinstance(kind, kinds.Measure) else str
            for name, kind in fields_of(form).items()
        }
    return _TYPES[form]


def strangers(form: type[Record], values: Iterable[str]) -> list[str]:
    """Fields that this version of the form does not know."""
    known = _python_types(form)
    return sorted(name for name in values if name not in known)


def fitting(form: type[Record], values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """The answers this form has columns for. What a column cannot hold (a foreign "abc" for a number) becomes empty
    here and stays in the log."""
    expected = _python_types(form)
    fitted: dict[str, Scalar] = {}
    for name, value in values.items():
        wanted = expected.get(name)
        if wanted is None:
            continue
        if value is not None and (type(value) is not wanted or (wanted is not str and _is_beyond(value))):
            kind = fields_of(form)[name]
            value = to_scalar(kind, from_scalar(kind, value))
        fitted[name] = value
    return fitted


def _is_beyond(value: Scalar) -> bool:
    return isinstance(value, int | float) and abs(value) >= BEYOND


def current_rows(conn: Connection, form: type[Record], ids: Sequence[str]) -> dict[str, Current]:
    """The rows that are there, whole."""
    heads = read.heads(conn, form, ids)
    if not heads:
        return {}
    names = tuple(fields_of(form))
    found = read.rows(conn, form, ("id", *names), {"id": ids})
    return {
        str(row[0]): Current(*heads[str(row[0])], dict(zip(names, row[1:], strict=True)))
        for row in found
        if str(row[0]) in heads
    }


def extended(form: type[Record], record: str, row: Current, changes: Sequence[Change]) -> Row | None:
    """The row after changes that follow on it one after the other, or ``None`` when only the whole history can say."""
    if not row.linear:
        return None
    (head,) = row.heads
    following = {change.parents[0]: change for change in changes if len(change.parents) == 1}
    values = dict(row.values)
    for _ in changes:
        change = following.get(head)
        if change is None or change.kind != PUT:
            return None
        answers = upgrade(change.form, change.form_version, decode_values(change.values))
        if strangers(form, answers):
            return None
        values.update(fitting(form, answers))
        head = change.id
    return Row(record, (head,), linear=True, values=values)


def joinable_links(form: type[Record]) -> Mapping[str, str]:
    """The fields of a form that link to records which can be joined, and the form that each links to."""
    if form not in _LINKS:
        _LINKS[form] = {
            name: kind.to
            for name, kind in fields_of(form).items()
            if isinstance(kind, kinds.Link) and kind.to in JOINABLE
        }
    return _LINKS[form]


_LINKS: dict[type[Record], Mapping[str, str]] = {}


def read_through(conn: Connection, form: type[Record], rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with links that name the record which is shown, where the one they were made for is shown as another
    (the log keeps the link as it was made)."""
    links = joinable_links(form)
    if not links or not rows or not joined.some(conn):
        return rows
    named: dict[str, set[str]] = {to: set() for to in links.values()}
    for row in rows:
        for name, to in links.items():
            if isinstance(value := row.values.get(name), str):
                named[to].add(value)
    shown = {to: joined.canonical_of(conn, to, ids) for to, ids in named.items()}
    return [_linked(row, links, shown) for row in rows]


def unlike(
    conn: Connection, form: type[Record], was: Mapping[str, Scalar], values: Mapping[str, Scalar]
) -> dict[str, Scalar]:
    """Of these answers, those that say something else than ``was``. A link to a record that is shown as the one linked
    to before says nothing new: a screen opened earlier still names it."""
    links = joinable_links(form)
    if links.keys().isdisjoint(values) or not joined.some(conn):
        return dict(values)
    return {
        name: value
        for name, value in values.items()
        if name not in links
        or value is None
        or _shown(conn, links[name], value) != _shown(conn, links[name], was[name])
    }


def _shown(conn: Connection, form: str, record: Scalar) -> Scalar:
    return joined.canonical_of(conn, form, [record]).get(record, record) if isinstance(record, str) else record


def _linked(row: Row, links: Mapping[str, str], shown: Mapping[str, Mapping[str, str]]) -> Row:
    other = {
        name: found for name, to in links.items() if (found := shown[to].get(str(row.values.get(name)))) is not None
    }
    return replace(row, values={**row.values, **other}) if other else row
