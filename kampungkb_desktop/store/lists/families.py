"""The list of families: found while one types a head, member, KK, NIK, telephone, address or RT."""

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
    "name": "f.head_name COLLATE NOCASE, f.village, f.rt, f.status, f.n",
    "kk": "f.kk, f.n",
    "place": "f.village, f.rw, f.rt, f.head_name COLLATE NOCASE, f.n",
    "last_visit": "(SELECT max(v.visited_on) FROM visit v WHERE v.family_id = f.id), f.n",
    "recent": "f.n",
}

_COVERED = frozenset({"f.village", "f.rt", "f.status"})
"""What the index of the usual order has beside it."""


@frozen
class FamilyFilter:
    """What else must hold. ``among`` are record ids that a rule chose (keluarga berisiko stunting, jatuh tempo)."""

    status: str | None = None
    state: str | None = None
    child_born_since: date | None = None
    unvisited_since: date | None = None
    among: Collection[str] | None = None
    here: bool | None = None
    """Whether it lives here (``rules.presence``); ``None`` asks nothing."""
    restricted: bool = False


EVERY = FamilyFilter()
HERE = "(f.state IS NULL OR f.state = 'aktif')"
"""A family that lives here today; ``rules.presence`` says it of any day."""
LIVES = "(m.mutation IS NULL OR m.mutation NOT IN ('meninggal', 'pindah'))"
"""The same of a member. A test holds both to the rule."""


@frozen
class FamilyRow:
    """One line. Dates are ISO texts as stored; ``members`` counts those who live in it."""

    n: int
    id: str
    head_name: str | None
    kk: str | None
    village: str | None
    hamlet: str | None
    rt: str | None
    rw: str | None
    address: str | None
    status: str | None
    state: str | None
    members: int
    last_visit: str | None
    next_visit: str | None
    restricted: int


_SELECT = f"""
SELECT f.n, f.id, {{name}}, {{kk}}, f.village, f.hamlet, f.rt, f.rw, {{address}}, f.status, f.state,
       (SELECT count(*) FROM member m WHERE m.family_id = f.id AND {LIVES}),
       (SELECT max(v.visited_on) FROM visit v WHERE v.family_id = f.id),
       (SELECT v.next_visit_on FROM visit v WHERE v.family_id = f.id ORDER BY v.visited_on DESC, v.n DESC LIMIT 1),
       coalesce(f.restricted, 0)
FROM family f"""
_NAMED = _SELECT.format(name="f.head_name", kk="f.kk", address="f.address")
_ROW = _SELECT.format(
    name=restricted.family_name("f"), kk=restricted.other("f.kk", "f.restricted"),
    address=restricted.other("f.address", "f.restricted"),
)  # fmt: skip


def family_ids(
    conn: Connection,
    *,
    villages: Collection[str] | None = None,
    text: str = "",
    rt: str | None = None,
    sort: str = "name",
    descending: bool = False,
    filter: FamilyFilter = EVERY,  # noqa: A002  the word of the screen
    within: Sequence[int] | None = None,
    most: int = 0,
) -> array[int]:
    """The numbers of the families in order (``sort`` is a key of ``ORDERS``); ``most`` of them, where it is given.

    Every word of ``text`` must begin a word of the family or of one of its members. With ``within`` (the list as it
    was before typing) only the text is applied, to that list: that is the quick way while one types.
    """
    found = restricted.findable(conn, "family", search.matching(conn, "family", text), text)
    if within is None:
        order = direction(ORDERS[sort], descending=descending)
        within = ordered(conn, "family", _conditions(villages, rt, filter), order, most)
    return kept(within, found)


def family_rows(conn: Connection, numbers: Sequence[int], *, named: bool = False) -> list[FamilyRow]:
    """The lines of a page. ``named`` where restricted families were asked for as such: else nobody reads who they
    are."""
    return page(conn, _NAMED if named else _ROW, numbers, FamilyRow)


def families_gone(conn: Connection) -> int:
    """How many families on record live here no more."""
    return int(conn.exec_driver_sql(f"SELECT count(*) FROM family f WHERE NOT {HERE}").scalar_one())


def _conditions(villages: Collection[str] | None, rt: str | None, wanted: FamilyFilter) -> Conditions:
    made = Conditions(_COVERED)
    made.among("f.village", villages, by_index=False)
    made.equal("f.rt", rt)
    made.equal("f.status", wanted.status)
    made.equal("f.state", wanted.state)
    made.among("f.id", wanted.among)
    if wanted.child_born_since is not None:
        made.add(
            f"EXISTS (SELECT 1 FROM member m WHERE m.family_id = f.id AND m.birth_date >= ? AND {LIVES})",
            wanted.child_born_since.isoformat(),
        )
    if wanted.here is not None:
        made.add(HERE if wanted.here else f"NOT {HERE}")
    if wanted.restricted:
        made.add("f.restricted = 1")
    if wanted.unvisited_since is not None:
        made.add(
            "NOT EXISTS (SELECT 1 FROM visit v WHERE v.family_id = f.id AND v.visited_on >= ?)",
            wanted.unvisited_since.isoformat(),
        )
    return made
