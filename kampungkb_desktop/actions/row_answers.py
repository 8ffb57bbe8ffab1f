"""Some answers of many records as plain rows: what rules are handed where making records would be waste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kampungkb_desktop.forms.kinds import Day, Scalar, YesNo
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
    decoded = [(at, kinds[name]) for at, name in enumerate(fields) if isinstance(kinds.get(name), Day | YesNo)]
    rows = [list[Any](row) for row in read.rows(conn, form, fields, wanted, order=("id",))]
    for row in rows:
        for at, kind in decoded:
            if row[at] is not None:
                row[at] = from_scalar(kind, row[at])
    return rows
