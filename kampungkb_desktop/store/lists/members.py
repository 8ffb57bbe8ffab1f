"""The list of people: found by name or NIK, narrowed by family, age and sex."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists import restricted
from kampungkb_desktop.store.lists.query import Conditions, direction, kept, ordered, page

ORDERS = {
    "name": "f.full_name COLLATE NOCASE, f.village, f.status, f.n",
    "birth": "f.birth_date, f.n",
    "nik": "f.nik, f.n",
    "recent": "f.n",
}

_COVERED = frozenset({"f.village", "f.status"})
"""What the index of the usual order has beside it."""


@frozen
class MemberFilter:
    """What else must hold; days are inclusive. ``among`` are record ids that a rule chose."""

    status: str | None = None
    sex: str | None = None
    born_from: date | None = None
    born_until: date | None = None
    among: Collection[str] | None = None


EVERYBODY = MemberFilter()


@frozen
class MemberRow:
    """One line; dates are ISO texts as stored, ``head_name`` is that of the family (``None`` when it is not here)."""

    n: int
    id: str
    full_name: str | None
    nik: str | None
    sex: str | None
    birth_date: str | None
    relation: str | None
    village: str | None
    status: str | None
    mutation: str | None
    family_id: str | None
    head_name: str | None
    rt: str | None


_HIDES = ("f.restricted", "h.restricted")
_ROW = f"""
SELECT f.n, f.id, {restricted.name("f.full_name", *_HIDES)}, {restricted.other("f.nik", *_HIDES)}, f.sex,
       {restricted.other("f.birth_date", *_HIDES)}, f.relation, f.village, f.status, f.mutation, f.family_id,
       {restricted.family_name("h")}, h.rt
FROM member f LEFT JOIN family h ON h.id = f.family_id"""


def member_ids(
    conn: Connection,
    *,
    villages: Collection[str] | None = None,
    text: str = "",
    family: str | None = None,
    sort: str = "name",
    descending: bool = False,
    filter: MemberFilter = EVERYBODY,  # noqa: A002  the word of the screen
    within: Sequence[int] | None = None,
) -> array[int]:
    """The numbers of the people in order (``sort`` is a key of ``ORDERS``). Every word of ``text`` must begin a part
    of the name or the NIK; with ``within`` only the text is applied, to that list."""
    found = restricted.findable(conn, "member", search.matching(conn, "member", text), text)
    if within is None:
        made = Conditions(_COVERED)
        made.equal("f.family_id", family)
        made.among("f.village", villages, by_index=False)
        made.equal("f.status", filter.status)
        made.equal("f.sex", filter.sex)
        made.among("f.id", filter.among)
        if filter.born_from is not None:
            made.add("f.birth_date >= ?", filter.born_from.isoformat())
        if filter.born_until is not None:
            made.add("f.birth_date <= ?", filter.born_until.isoformat())
        within = ordered(conn, "member", made, direction(ORDERS[sort], descending=descending))
    return kept(within, found)


def member_rows(conn: Connection, numbers: Sequence[int]) -> list[MemberRow]:
    """The lines of a page."""
    return page(conn, _ROW, numbers, MemberRow)
