"""The book of a district: one file with both recaps, what they add up to per kecamatan, and the registers of its
villages that name nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kampungkb_desktop.actions.classify_village import classes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.recaps import DETAIL, class_recap, detail_recap, month_asked
from kampungkb_desktop.actions.tables_out.table import Row, Scope, Table, region_cells, state_line
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.report.workbook import Column, Value
from kampungkb_desktop.rules.classification import Level

_FROM: Final = DETAIL.index("PUS")
_FIGURES: Final = DETAIL[_FROM:]
"""The columns of the detail recap that can be added up."""
_FIRST: Final = 6
"""Number, name and place stand before them."""


def district_book(session: Session, scope: Scope, progress: Progress) -> Sequence[Table]:
    """Per kecamatan first, then village by village."""
    return (per_district(session, scope, progress), class_recap(session, scope, progress),
            detail_recap(session, scope, progress))  # fmt: skip


def per_district(session: Session, scope: Scope, progress: Progress) -> Table:
    """One row a kecamatan: how many villages of each class, and the sums of the figures with how many villages gave
    them; last the kabupaten as a whole."""
    columns = (
        Column("No", 6, "number"), Column("Kabupaten", 18), Column("Kecamatan", 22), Column("Kampung", 11, "number"),
        *(Column(level.label, 14, "number") for level in Level),
        *(Column(title, 12, "number") for title in _FIGURES),
        Column("Kampung dengan data penduduk", 14, "number"), Column("Kampung dengan data bulanan", 14, "number"),
    )  # fmt: skip
    above = ("Rekap menurut kecamatan", state_line(scope), "Jumlah dihitung dari kampung yang sudah mencatatnya.")
    return Table("Per kecamatan", columns, _districts(session, scope, progress), above, 3)


def _districts(session: Session, scope: Scope, progress: Progress) -> Iterator[Row]:
    levels = classes(session, scope.villages, month_asked(scope))
    cells: dict[tuple[Value, Value], list[Sequence[Value]]] = {}
    members: dict[tuple[Value, Value], list[str]] = {}
    for code, row in zip(scope.villages, detail_recap(session, scope, progress).rows, strict=True):
        place = (region_cells(code)[1], region_cells(code)[2])
        cells.setdefault(place, []).append(row[_FIRST + _FROM :])
        members.setdefault(place, []).append(code)
    whole = [row for rows in cells.values() for row in rows]
    for at, (place, rows) in enumerate(sorted(cells.items(), key=lambda item: str(item[0])), 1):
        yield (at, *place, *_sums(rows, Counter(levels[code].level for code in members[place])))
    if len(cells) > 1:
        yield (None, "Semua", None, *_sums(whole, Counter(found.level for found in levels.values())))


def _sums(rows: Sequence[Sequence[Value]], levels: Counter[Level]) -> list[Value]:
    """An empty sum where no village has the figure."""
    sums: list[Value] = []
    for column in zip(*rows, strict=True):
        known = [cell for cell in column if isinstance(cell, int)]
        sums.append(sum(known) if known else None)
    with_people = sum(any(cell is not None for cell in row[: _FIGURES.index("BKB")]) for row in rows)
    monthly = sum(any(cell is not None for cell in row[_FIGURES.index("BKB") :]) for row in rows)
    return [len(rows), *(levels[level] for level in Level), *sums, with_people, monthly]
