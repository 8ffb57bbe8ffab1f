"""The list of activities (kegiatan): by day, village and kind; few enough to be searched by plain comparison."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists.query import Conditions, direction, ordered, page

ORDERS = {
    "day": "f.held_on, f.n",
    "title": "f.title COLLATE NOCASE, f.n",
    "recent": "f.n",
}


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What else must hold; days are inclusive."""

    status: str | None = None
    kegiatan: str | None = None
    section: str | None = None
    since: date | None = None
    until: date | None = None


ALL = ActivityFilter()


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line; dates are ISO texts as stored, ``photos`` counts its attachments."""

    n: int
    id: str
    title: str | None
    kegiatan: str | None
    section: str | None
    held_on: str | None
    place: str | None
    village: str | None
    male: int | None
    female: int | None
    status: str | None
    photos: int


_ROW = """
SELECT f.n, f.id, f.title, f.kegiatan, f.section, f.held_on, f.place, f.village, f.male, f.female, f.status,
       (SELECT count(*) FROM attachment a WHERE a.owner_id = f.id)
FROM activity f"""


def activity_ids(
    conn: Connection,
    *,
    villages: Collection[str] | None = None,
    text: str = "",
    sort: str = "day",
    descending: bool = True,
    filter: ActivityFilter = ALL,  # noqa: A002  the word of the screen
) -> array[int]:
    """The numbers of the activities in order (``sort`` is a key of ``ORDERS``); every word of ``text`` must stand in
    the title, the place or the speakers."""
    made = Conditions()
    made.among("f.village", villages)
    made.equal("f.status", filter.status)
    made.equal("f.kegiatan", filter.kegiatan)
    made.equal("f.section", filter.section)
    if filter.since is not None:
        made.add("f.held_on >= ?", filter.since.isoformat())
    if filter.until is not None:
        made.add("f.held_on <= ?", filter.until.isoformat())
    for word in text.split():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        made.add("concat_ws(' ', f.title, f.place, f.speakers) LIKE ? ESCAPE '\\'", f"%{escaped}%")
    return ordered(conn, "activity", made, direction(ORDERS[sort], descending=descending))


def activity_rows(conn: Connection, numbers: Sequence[int]) -> list[ActivityRow]:
    """The lines of a page."""
    return page(conn, _ROW, numbers, ActivityRow)
