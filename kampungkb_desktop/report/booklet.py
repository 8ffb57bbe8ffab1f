"""The summaries of many villages in one PDF: a list of contents in front, then each village with its own pages.

Villages are drawn as they come and let go again, so that memory holds the pages and never all the contents; the list
is drawn last and moved to the front. The same contents give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.report.document import PaperFile
from kampungkb_desktop.report.summary import blocks_of, frame_of, title_of
from kampungkb_desktop.report.summary_content import SummaryContent
from kampungkb_desktop.report.table import Column, Row
from kampungkb_desktop.report.tabled import Part, TabledPaper, blocks_of_tabled, frame_of_tabled

_COLUMNS = (
    Column("No", 0.4, "right"), Column("Desa/kelurahan", 2.2), Column("Kampung KB", 2.2), Column("Klasifikasi", 1.3),
    Column("Halaman", 0.8, "right"),
)  # fmt: skip
_WIDEST = "9.999"


@frozen
class Entry:
    """A village as the list of contents names it, before its pages are known."""

    code: str
    subdistrict: str
    village: str


@frozen
class _Placed:
    """Where a village begins in the book, its Kampung KB and class."""

    page: int
    name: str
    level: str


def render_booklet(
    front: TabledPaper, listed: tuple[Entry, ...], contents: Iterable[SummaryContent], target: BinaryIO, paper: str
) -> int:
    """Write the booklet; returns its number of pages. ``front`` comes without parts; ``listed`` are all villages that
    ``contents`` may give, in the same order; one that gives nothing is named in the list without a page."""
    file = PaperFile(frame_of_tabled(front), target, paper)
    before = len(file.pour(frame_of_tabled(front), blocks_of_tabled(_list(front, listed, {}))))
    places: dict[str, _Placed] = {}
    for content in contents:
        first = before + file.pages + 1
        file.add(frame_of(content), blocks_of(content), first=first, outline=_chapter(content))
        level = content.classification.name or "Belum dihitung"
        places[content.village.code] = _Placed(first, content.village.name or "", level)
    pages = file.add(
        frame_of_tabled(front), blocks_of_tabled(_list(front, listed, places)), first=1, outline="Daftar isi"
    )
    file.move_to_front(pages)
    file.close()
    return file.pages


def _chapter(content: SummaryContent) -> str:
    return f"{content.village.subdistrict}: {title_of(content)}"


def _list(front: TabledPaper, listed: tuple[Entry, ...], places: dict[str, _Placed]) -> TabledPaper:
    """A part for every kecamatan; before the pages are known, with room for the widest number."""
    parts = []
    for name in dict.fromkeys(one.subdistrict for one in listed):
        rows: list[Row] = []
        for one in listed:
            if one.subdistrict == name:
                rows.append(_row(one, len(rows) + 1, places))
        parts.append(Part(f"Kecamatan {name}", _COLUMNS, tuple(rows)))
    return replace(front, parts=tuple(parts))


def _row(one: Entry, place: int, places: dict[str, _Placed]) -> Row:
    found = places.get(one.code)
    if found is None:
        return Row((number(place), one.village, "", "", "–" if places else _WIDEST))
    return Row((number(place), one.village, found.name, found.level, number(found.page)))
