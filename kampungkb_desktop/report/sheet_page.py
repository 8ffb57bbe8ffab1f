"""What a sheet of a workbook is before it is written: columns, rows, and what stands over them. Plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from kampungkb_desktop.base.frozen import frozen

Value = str | int | float | date | None
Kind = Literal["text", "number", "measure", "plain", "day"]
"""``plain`` is a whole number without thousands mark (a year), ``number`` a count; ``measure`` has the decimals it
needs."""


@frozen
class Column:
    """``width`` in letters. ``options`` are offered in a list in every cell below."""

    title: str
    width: int = 14
    kind: Kind = "text"
    options: tuple[str, ...] = ()


@frozen
class Page:
    """One sheet. ``above`` are lines over the heading; ``rows`` may be walked once. ``kept`` columns at the left stay
    in sight; ``filtered`` puts a filter on every column of the heading."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()
    kept: int = 0
    filtered: bool = False
