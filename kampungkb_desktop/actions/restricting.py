"""Restricting what is done with somebody's data at his request (UU 27/2022, Pasal 11 and 41), and ending that: of a
whole family or of one person. Nothing is taken away; the data are only shown and used no further (decision 0026).

An officer may do it at once for his villages; it is an ordinary answer and travels like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.choices_family import HEAD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

RESTRICT, LIFT = "Batasi pemrosesan data", "Lepas pembatasan data"


def restrict(session: Session, record: Family | Member, why: str) -> Saved:
    """Restrict from today on. KnownError E-REASON without a reason."""
    _must_say(why)
    today = day_of(session.clock())
    changed = record.changed(restricted=True, restricted_on=today, restricted_why=why.strip())
    return save(session, RESTRICT, [changed], seen=[record])


def lift(session: Session, record: Family | Member, why: str) -> Saved:
    """End it; the reason stays in the history. KnownError E-REASON without one."""
    _must_say(why)
    changed = record.changed(restricted=False, restricted_on=None, restricted_why=f"Dilepas: {why.strip()}")
    return save(session, LIFT, [changed], seen=[record])


def is_restricted(family: Family | None, member: Member | None = None) -> bool:
    """Whether data may be used no further: of a person also where those of his family may not."""
    return bool(family is not None and family.restricted) or bool(member is not None and member.restricted)


def restricted_people(conn: Connection) -> frozenset[str]:
    """The ids of all people whose data are restricted, by themselves or with their family."""
    families = [str(row[0]) for row in read.rows(conn, Family, ("id",), {"restricted": 1})]
    found = {str(row[0]) for row in read.rows(conn, Member, ("id",), {"restricted": 1})}
    if families:
        found |= {str(row[0]) for row in read.rows(conn, Member, ("id",), {"family_id": families})}
    return frozenset(found)


def veiled(conn: Connection, families: Mapping[str, Family]) -> dict[str, Family]:
    """These families as lists and papers may name them: one whose head is restricted goes without his name. To be read
    and never to be saved."""
    hidden = lists.hidden_heads(conn)
    return {key: one.changed(head_name=lists.HEAD_HIDDEN) if one.id in hidden else one for key, one in families.items()}


def person_called(member: Member) -> str:
    """What a person is called on the page of his family: not at all, where he asked for it himself."""
    return lists.HIDDEN if member.restricted else member.name()


def family_called(family: Family, people: Iterable[Member]) -> str:
    """What a family is called on its own page, among these people of it: not after a head who is restricted alone."""
    name = (family.head_name or "").casefold()
    heads = (one for one in people if one.relation == HEAD or (one.full_name or "").casefold() == name)
    return lists.HEAD_HIDDEN if any(one.restricted for one in heads) else family.name()


def called(session: Session, record: Family | Member) -> str:
    """What may be said of a family or person where others read it: in the name of a file, over a window."""
    if is_restricted(record if isinstance(record, Family) else None, record if isinstance(record, Member) else None):
        return lists.HIDDEN
    with session.database.read() as conn:
        if isinstance(record, Family):
            return lists.HEAD_HIDDEN if record.id in lists.hidden_heads(conn) else record.name()
        home = read.record(conn, Family, record.family_id) if record.family_id else None
    return lists.HIDDEN if is_restricted(home) else record.name()


def family_veiled(conn: Connection, family_id: str | None) -> Family | None:
    """One family as a paper may name it; ``None`` where it is not here."""
    family = read.record(conn, Family, family_id) if family_id else None
    return veiled(conn, {family.id: family})[family.id] if family is not None else None


def _must_say(why: str) -> None:
    if not why.strip():
        raise KnownError("E-REASON", "Alasannya belum diisi.", "Tuliskan alasannya; itu tercatat di riwayat.")
