"""People who asked that their data be used no further (decision 0026): a list shows that they are there and not who
they are, and a search finds them by their whole number only."""

from __future__ import annotations

from collections.abc import Collection

from kampungkb_desktop.store.connection import Connection

HIDDEN = "(data dibatasi)"
"""What a list says instead of a name."""
_NUMBER = 16
_FAMILIES = "SELECT f.n FROM family f WHERE f.restricted = 1"
_PEOPLE = (
    "SELECT f.n FROM member f WHERE f.restricted = 1 UNION "
    "SELECT f.n FROM member f JOIN family h ON h.id = f.family_id WHERE h.restricted = 1"
)
_WITH_PEOPLE = f"{_FAMILIES} UNION SELECT f.n FROM member m JOIN family f ON f.id = m.family_id WHERE m.restricted = 1"


def name(column: str, *flags: str) -> str:
    """The SQL of a name that is hidden where one of these columns says so."""
    return f"CASE WHEN {_any(flags)} THEN '{HIDDEN}' ELSE {column} END"


def other(column: str, *flags: str) -> str:
    """The same for a number, a day or an address: nothing stands there."""
    return f"CASE WHEN {_any(flags)} THEN NULL ELSE {column} END"


def is_number(text: str) -> bool:
    """Whether a whole NIK or KK was typed."""
    bare = "".join(one for one in text if one not in " .-")
    return len(bare) == _NUMBER and bare.isdigit()


def findable(conn: Connection, form: str, found: set[int] | None, text: str) -> set[int] | None:
    """What a search may show: without the restricted, unless their whole number was typed. Of families those stay out,
    too, that were found by a member who is restricted."""
    if not found or is_number(text):
        return found
    hidden = _restricted(conn, _PEOPLE if form == "member" else _WITH_PEOPLE)
    return found - hidden if hidden else found


def restricted_families(conn: Connection) -> frozenset[str]:
    """The ids of the families whose data are restricted."""
    return frozenset(str(row[0]) for row in conn.exec_driver_sql("SELECT id FROM family WHERE restricted = 1"))


def restricted_members(conn: Connection) -> frozenset[str]:
    """The ids of the people whose data are restricted, by themselves or with their family."""
    sql = f"SELECT id FROM member WHERE n IN ({_PEOPLE})"
    return frozenset(str(row[0]) for row in conn.exec_driver_sql(sql))


def _restricted(conn: Connection, sql: str) -> set[int]:
    return {int(row[0]) for row in conn.exec_driver_sql(sql)}


def _any(flags: Collection[str]) -> str:
    return " OR ".join(f"{one} = 1" for one in flags)
