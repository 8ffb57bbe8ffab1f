"""A look at the first rows of a table, and writing it to a file: XLSX with all sheets, or CSV with the one there is.
The file is whole under its name or not there at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.lists_out import whole_file, write_csv
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.table import Offer, Row, Scope, Table
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.report.workbook import Page, write_workbook

CSV = ".csv"


GLIMPSE = 100
"""Rows of a look."""


@frozen
class Glimpse:
    """The first rows of the first sheet; ``more`` says whether there are others, ``sheets`` how many sheets."""

    titles: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    above: tuple[str, ...]
    kept: int
    more: bool
    sheets: int


def glimpse(session: Session, offer: Offer, scope: Scope, progress: Progress) -> Glimpse:
    """What a table will look like, without making all of it."""
    tables = offer.make(session, scope, progress)
    first = tables[0]
    rows = tuple(islice(first.rows, GLIMPSE + 1))
    titles, widths = tuple(c.title for c in first.columns), tuple(c.width for c in first.columns)
    return Glimpse(titles, widths, rows[:GLIMPSE], first.above, first.kept, len(rows) > GLIMPSE, len(tables))


@frozen
class WrittenTables:
    """What the file holds."""

    path: Path
    sheets: int
    rows: int


def write_tables(session: Session, offer: Offer, scope: Scope, target: Path, progress: Progress) -> WrittenTables:
    """Write a table for these villages. The suffix of ``target`` chooses CSV (one sheet only) or XLSX.

    KnownError E-LIST-NONE without any village, E-LIST-CSV for several sheets as CSV, E-LIST-WRITE where the place does
    not take it; ``Cancelled``: then nothing is left behind.
    """
    if not scope.villages:
        raise KnownError("E-LIST-NONE", "Tidak ada kampung yang dipilih.", "Pilih kampungnya, lalu ulangi.")
    tables, counted = offer.make(session, scope, progress), [0]
    if target.suffix.casefold() == CSV:
        if len(tables) != 1:
            raise KnownError(
                "E-LIST-CSV", f"{offer.title} berisi beberapa lembar, sedangkan CSV hanya satu.", "Simpan sebagai XLSX."
            )
        titles = [one.title for one in tables[0].columns]
        whole_file(target, lambda part: write_csv(part, titles, _counting(tables[0], counted)))
    else:
        pages = [Page(t.name, t.columns, _counting(t, counted), t.above, kept=t.kept, filtered=True) for t in tables]
        whole_file(target, lambda part: write_workbook(part, pages))
    if offer.personal:
        trail.note(session, trail.LISTED, form=offer.key, count=counted[0], more=target.suffix)
    return WrittenTables(target, len(tables), counted[0])


def _counting(table: Table, counted: list[int]) -> Iterator[Row]:
    for row in table.rows:
        counted[0] += 1
        yield row
