"""Writing tables to a file: XLSX with all sheets, or CSV with the one there is. Whole under its name or not at all."""

from __future__ import annotations

from collections.abc import Iterator
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
