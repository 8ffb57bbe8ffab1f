"""Tables as a spreadsheet in Indonesia opens them by itself: semicolons, comma decimals, day first, marked UTF-8."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

Value = str | int | float | date | None
_CALCULATED = re.compile(r"'*[=+\-@]")


def csv_cell(value: Value) -> str:
    """One cell. A text that a spreadsheet would calculate gets the mark that keeps it a text, and so does one that has
    such a mark of its own: our reader takes one off again."""
    match value:
        case None:
            return ""
        case date():
            return f"{value.day:02d}/{value.month:02d}/{value.year}"
        case float():
            return repr(value).replace(".", ",")
        case str():
            return f"'{value}" if _CALCULATED.match(value) else value
        case _:
            return str(value)


def csv_bytes(rows: Iterable[Sequence[Value]]) -> bytes:
    """The whole file; the first row is the heading."""
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=";", lineterminator="\r\n").writerows([csv_cell(one) for one in row] for row in rows)
    return sink.getvalue().encode("utf-8-sig")
