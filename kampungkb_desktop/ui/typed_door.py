"""What comes out of the store as somebody's own words is noted, so that an English window shows it as it was typed.

The columns of free text are known by their names; streams that only count pass unseen. Indonesian loads none of this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Text
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store.connection import Result

Note = Callable[[str], None]
_CODES = frozenset(
    {"a_id", "b_id", "by", "certificate", "code", "device", "duty", "erased", "indicator", "media_type", "of",
     "of_form", "owner_form", "owner_id", "period", "plan", "recipient", "rt", "rw", "screen", "source", "verify_key",
     "version"}
)  # fmt: skip
"""Fields that are text in the store and hold what the program wrote."""
_FREE = {name for form in FORMS.values() for name, kind in fields_of(form).items() if isinstance(kind, Text)}
TYPED = frozenset(_FREE - _CODES)
_WORD = re.compile(r"\w+")
_READABLE = re.compile(r"[^\W\d_]{2}")
Rows = Iterable[tuple[Any, ...] | None]


def listening(note: Note) -> Iterator[tuple[Any, str, Any]]:
    """The methods by which rows leave the store, made to ``note`` the free texts among them."""
    heard = _ears(note)
    everything, first, one, each = Result.all, Result.first, Result.one, Result.__iter__

    def all_of(self: Result) -> list[tuple[Any, ...]]:
        names, rows = self.cursor.description, everything(self)
        heard(names, rows)
        return rows

    def first_of(self: Result) -> tuple[Any, ...] | None:
        names, row = self.cursor.description, first(self)
        heard(names, [row])
        return row

    def one_of(self: Result) -> tuple[Any, ...]:
        names, row = self.cursor.description, one(self)
        heard(names, [row])
        return row

    def each_of(self: Result) -> Iterator[tuple[Any, ...]]:
        names = self.cursor.description
        for row in each(self):
            heard(names, [row])
            yield row

    yield from ((Result, "all", all_of), (Result, "first", first_of), (Result, "one", one_of))
    yield Result, "__iter__", each_of


def _ears(note: Note) -> Callable[[Any, Rows], None]:
    """What looks at rows, given what the driver says of their columns."""
    columns: dict[tuple[str, ...], tuple[int, ...]] = {}

    def heard(description: Any, rows: Rows) -> None:
        names = tuple(str(one[0]) for one in description or ())
        if names not in columns:
            columns[names] = tuple(at for at, name in enumerate(names) if TYPED.intersection(_WORD.findall(name)))
        wanted = columns[names]
        for row in rows if wanted else ():
            for value in [row[at] for at in wanted] if row is not None else ():
                if isinstance(value, str) and _READABLE.search(value):
                    note(value)

    return heard
