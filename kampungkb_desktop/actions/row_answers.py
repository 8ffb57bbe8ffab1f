"""Some answers of many records as plain rows: what rules are handed where making records would be waste."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.forms.kinds import Day, Kind, Scalar, YesNo
from kampungkb_desktop.forms.record import Record, fields_of, from_scalar
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection


def answers(
    conn: Connection,
    form: type[Record],
    fields: Sequence[str],
    village: str | Sequence[str] | None,
    **where: Scalar | Sequence[Scalar],
) -> list[list[Any]]:
    """The answers of some fields of the records of one village, several or (``None``) all, narrowed by ``where``;
    only days and yes or no differ from what a column holds."""
    wanted: dict[str, Any] = dict(where) if village is None else {"village": village, **where}
    kinds = fields_of(form)
    # ``list`` bare: to call ``list[Any]`` takes ten times as long, and there are tens of thousands of rows.
    rows: list[list[Any]] = list(map(list, read.rows(conn, form, fields, wanted, order=("id",))))
    for at, name in enumerate(fields):
        if isinstance(kind := kinds.get(name), Day | YesNo):
            _decode(rows, at, kind)
    return rows


def _decode(rows: list[list[Any]], at: int, kind: Kind) -> None:
    """One column in place. Tens of thousands of days are read here, so the usual way is tried first."""
    day = isinstance(kind, Day)
    for row in rows:
        value = row[at]
        if value is not None:
            try:
                row[at] = date.fromisoformat(value) if day else bool(int(value))
            except (ValueError, TypeError):
                row[at] = from_scalar(kind, value)
