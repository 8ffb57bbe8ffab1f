"""What is to be typed on the portal of several villages, with what has been, as one list to tick on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kampungkb_desktop.actions.portal import CHANGED, NOTHING, OPEN, SAME, handover
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.table import Row, Scope, Table, region_cells
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.report.workbook import Column

_WORDS: Final = {OPEN: "Belum", SAME: "Sudah", CHANGED: "Berubah", NOTHING: "Kosong"}


def portal_table(session: Session, scope: Scope, progress: Progress) -> Table:
    """One row for each field of each screen, in the portal's order."""
    columns = (
        Column("Desa/kelurahan", 20), Column("Layar", 26), Column("Masa", 18), Column("Bagian", 26),
        Column("Isian", 40), Column("Nilai", 40), Column("Tanda", 12), Column("Terakhir diketik", 40),
    )  # fmt: skip
    above = ("Isian portal Kampung KB", month_name(scope.month))
    return Table("Isian portal", columns, _rows(session, scope, progress), above, 2)


def _rows(session: Session, scope: Scope, progress: Progress) -> Iterator[Row]:
    for done, village in enumerate(scope.villages):
        progress.report(done, len(scope.villages), "Membaca isian portal")
        for shown in handover(session, village, scope.month):
            for one in shown.lines:
                screen, line = shown.screen, one.line
                yield (region_cells(village)[3], screen.title, screen.told or None, line.group or None, line.label,
                       line.text or None, _WORDS[one.state], one.typed)  # fmt: skip
