"""Families that have a family card in common: that is allowed, and worth knowing."""

from __future__ import annotations

from kampungkb_desktop.actions.restricting import veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read, search


def families_with_card(session: Session, family: Family, members: tuple[Member, ...]) -> tuple[Family, ...]:
    """Other families that share a card number with this one, through the family's own number or through a member's:
    one card may hold several families, and one family may span cards (domain.md 6.2)."""
    cards = {one for one in (family.kk, *(m.kk for m in members)) if one}
    if not cards:
        return ()
    with session.database.read() as conn:
        numbers = {n for card in cards for n in search.matching(conn, Family.FORM, card) or ()}
        ids = [row.id for row in lists.family_rows(conn, sorted(numbers)) if row.id != family.id]
        found = veiled(conn, read.by_ids(conn, Family, ids))
        people = read.rows(conn, Member, ("family_id", "kk"), {"family_id": ids})
    theirs = {str(row[0]) for row in people if row[1] in cards} | {key for key, one in found.items() if one.kk in cards}
    return tuple(sorted((found[key] for key in theirs), key=lambda one: (one.head_name or "", one.id)))
