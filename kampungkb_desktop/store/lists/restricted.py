"""People who asked that their data be used no further (decision 0026): a list shows that they are there and not who
they are, and a search finds them by their whole number only. A family whose head asked for it goes on without his name:
what it is called is decided here, and nowhere else (``family_name``, ``hidden_heads``)."""

from __future__ import annotations

from collections.abc import Collection

from kampungkb_desktop.forms.choices_family import HEAD
from kampungkb_desktop.store.connection import Connection

HIDDEN = "(data dibatasi)"
"""What a list says instead of a name."""
HEAD_HIDDEN = "(kepala keluarga dibatasi)"
"""What a family is called whose head alone is restricted."""
_NUMBER = 16
_FAMILIES = "SELECT f.n FROM family f WHERE f.restricted = 1"
_PEOPLE = (
    "SELECT f.n FROM member f WHERE f.restricted = 1 UNION "
    "SELECT f.n FROM member f JOIN family h ON h.id = f.family_id WHERE h.restricted = 1"
)
_WITH_PEOPLE = f"{_FAMILIES} UNION SELECT f.n FROM member m JOIN family f ON f.id = m.family_id WHERE m.restricted = 1"


def family_name(family: str) -> str:
    """The SQL of what a family is called; ``family`` is the name of its table in the statement."""
    return f"CASE WHEN {family}.restricted = 1 THEN '{HIDDEN}' ELSE {head_name(family)} END"


def head_name(family: str) -> str:
    """The same on the page of the family itself, which somebody has looked for: only a head who is restricted alone is
    not named."""
    head = f"EXISTS (SELECT 1 FROM member r WHERE r.family_id = {family}.id AND r.restricted = 1 AND {_heads(family)})"
    return f"CASE WHEN {head} THEN '{HEAD_HIDDEN}' ELSE {family}.head_name END"


def hidden_heads(conn: Connection) -> frozenset[str]:
    """The ids of the families that must not be called by the name of their head, who is restricted."""
    sql = f"SELECT h.id FROM member r JOIN family h ON h.id = r.family_id WHERE r.restricted = 1 AND {_heads('h')}"
    return frozenset(str(row[0]) for row in conn.exec_driver_sql(sql))


def _heads(family: str) -> str:
    """That somebody ``r`` is the head of a family, or the one it is called after."""
    return f"(r.relation = '{HEAD}' OR lower(r.full_name) = lower({family}.head_name))"


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


def hidden(conn: Connection, form: str, text: str) -> set[int]:
    """The numbers of those that a typed text must not find."""
    return set() if is_number(text) else _restricted(conn, _PEOPLE if form == "member" else _WITH_PEOPLE)


def findable(conn: Connection, form: str, found: set[int] | None, text: str) -> set[int] | None:
    """What a search may show: without the restricted, unless their whole number was typed. Of families those stay out,
    too, that were found by a member who is restricted."""
    if not found:
        return found
    away = hidden(conn, form, text)
    return found - away if away else found


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
