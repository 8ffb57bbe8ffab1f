"""The families that the changes of this laptop since some moment are about: those to be judged again for the due list.

The whole history of a changed record is asked, so that the family it was moved away from is touched too, and so is the
family of a record that was deleted. Whoever was joined or separated touches everybody he is one with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.catalog import FORMS, LINKS
from kampungkb_desktop.forms.change import Change, decode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined

_TO_FAMILY = {form: field_ for form, field_, to in LINKS if to == Family.FORM}
_TO_MEMBER = {form: field_ for form, field_, to in LINKS if to == Member.FORM and field_ == "member_id"}
_ITSELF = (Family.FORM, Member.FORM, Alias.FORM)


def touched_since(conn: Connection, device: str, since: int, most: int) -> frozenset[str] | None:
    """By the counter of this laptop from which on; ``None`` when there are more changes than ``most``."""
    changes = list(islice(read.changes_since(conn, device, ((1, since - 1),)), most + 1))
    if len(changes) > most:
        return None
    ours = {one.record for one in changes if one.form in _TO_FAMILY or one.form in _TO_MEMBER or one.form in _ITSELF}
    if not ours:
        return frozenset()
    families, people = _named_in(conn, ours)
    alike = {change.record for change in changes if change.form == Alias.FORM}
    for form, ends in _ends(conn, alike).items():
        (families if form == Family.FORM else people).update(ends)
        families |= _named_in(conn, ends)[0]
    people |= joined.groups(conn, Member.FORM, people).keys()
    homes = read.rows(conn, Member, ("family_id",), {"id": sorted(people)})
    families |= {str(row[0]) for row in homes if row[0]}
    return frozenset(families | joined.groups(conn, Family.FORM, families).keys())


def _named_in(conn: Connection, records: Iterable[str]) -> tuple[set[str], set[str]]:
    """The families and people that the changes of these records are about."""
    families, people = set[str](), set[str]()
    for history in read.changes_of(conn, sorted(records)).values():
        for change in history:
            families |= _named(change, _TO_FAMILY, Family.FORM)
            people |= _named(change, _TO_MEMBER, Member.FORM)
    return families, people


def _named(change: Change, links: Mapping[str, str], itself: str) -> set[str]:
    """The records of ``itself`` that a change is about: the record, or the one it links to."""
    if change.form == itself:
        return {change.record}
    name = links.get(change.form)
    if name is None or change.form not in FORMS:
        return set()
    value: Any = decode_values(change.values).get(name)
    return {value} if isinstance(value, str) else set()


def _ends(conn: Connection, aliases: Iterable[str]) -> dict[str, set[str]]:
    """Form to everybody whom these aliases ever named and whoever is one with them now. Of a group that was separated
    the one who was shown is one with an end still, or is an end."""
    found: dict[str, set[str]] = {}
    for history in read.changes_of(conn, sorted(aliases)).values():
        told: dict[str, Any] = {}
        for change in history:
            told |= decode_values(change.values)
        form, ends = told.get("of_form"), {told.get("a_id"), told.get("b_id")}
        if isinstance(form, str):
            found.setdefault(form, set()).update(one for one in ends if isinstance(one, str))
    return {form: ends | joined.groups(conn, form, ends).keys() for form, ends in found.items()}
