"""The two queries every list is made of: numbers in order, and the rows of some numbers in the order asked for."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.fetch import tuples

T = TypeVar("T")


@dataclass(slots=True)
class Conditions:
    """Conditions of a WHERE, joined by AND, with their bound values. ``covered`` are the columns that the index of the
    order has too; ``beyond`` says that something else is asked, which only the rows themselves can tell."""

    covered: frozenset[str] = frozenset()
    parts: list[str] = field(default_factory=list)
    values: list[Scalar] = field(default_factory=list)
    beyond: bool = False

    def add(self, sql: str, *values: Scalar) -> None:
        self._put(sql, *values)
        self.beyond = True

    def _put(self, sql: str, *values: Scalar) -> None:
        self.parts.append(sql)
        self.values += values

    def on(self, column: str, sql: str, *values: Scalar) -> None:
        """A condition on one column alone."""
        self._put(sql, *values)
        self.beyond = self.beyond or column not in self.covered

    def equal(self, column: str, value: Scalar) -> None:
        """``None`` asks nothing."""
        if value is not None:
            self.on(column, f"{column} = ?", value)

    def among(self, column: str, wanted: Collection[Scalar] | None, *, by_index: bool = True) -> None:
        """Any of these; ``None`` asks nothing. Without ``by_index`` the rows are walked in another index's order."""
        if wanted is None:
            return
        if len(wanted) == 1:
            self.on(column, f"{column} = ?", *wanted)
        else:
            plus = "" if by_index else "+"
            self.on(column, f"{plus}{column} IN (SELECT value FROM json_each(?))", json.dumps(list(wanted)))

    @property
    def sql(self) -> str:
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


def ordered(conn: Connection, table: str, conditions: Conditions, order: str, most: int = 0) -> array[int]:
    """The numbers of the rows that meet the conditions. Where rows must be looked at, they are read as they lie and
    sorted afterwards: in the order of an index each of them would be fetched from another place. ``most``: only so many
    of the first, found along the index of the order where it has one."""
    if most:
        order = f"{order} LIMIT {most:d}"
    elif conditions.beyond and not conn.server:
        order = ", ".join(f"+{part}" for part in order.split(", "))
    rest = f'FROM "{table}" f{conditions.sql}'
    return conn.whole_numbers("f.n", rest, tuple(conditions.values), order=order)


def kept(numbers: Iterable[int], found: Collection[int] | None) -> array[int]:
    """Those of the numbers that a search found, in their order; all when nothing was searched."""
    return array("q", numbers if found is None else [n for n in numbers if n in found])


def direction(order: str, *, descending: bool) -> str:
    """The same order the other way round."""
    return ", ".join(f"{part} DESC" for part in order.split(", ")) if descending else order


def page(conn: Connection, sql: str, numbers: Sequence[int], make: Callable[..., T]) -> list[T]:
    """The rows of these numbers, in their order; a row deleted since is left out. ``sql`` selects ``f.n`` first."""
    listed = json.dumps(list(numbers))
    found = {row[0]: row for row in tuples(conn, f"{sql} WHERE f.n IN (SELECT value FROM json_each(?))", (listed,))}
    return [make(*found[n]) for n in numbers if n in found]
