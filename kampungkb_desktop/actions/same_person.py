"""Whether somebody being typed is on record already: the same NIK, or the same name and birth date. A hint with a way
to the other record, never a block; settling doubles for good is the duplicate desk's work."""

from __future__ import annotations

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.spelling import plain_name
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read, search
from kampungkb_desktop.store.connection import Connection

SAME_NIK, SAME_PERSON = "nik_ganda", "orang_ganda"
_MOST = 3
_MOST_NAMESAKES = 400


@frozen
class Alike:
    """Somebody on record who may be the same, why, and the family he is in (``None`` when it is not here)."""

    member: Member
    family: Family | None
    why: str

    @property
    def where(self) -> str:
        """``Keluarga Suparman``."""
        return self.family.name() if self.family is not None else "keluarga yang tidak ada di sini"


def alike(session: Session, member: Member) -> tuple[Alike, ...]:
    """Those who may be the same person, those with the same NIK first; at most a few."""
    found: dict[str, tuple[Member, str]] = {}
    with session.database.read() as conn:
        if member.nik:
            for one in read.records(conn, Member, where={"nik": member.nik}, limit=_MOST + 1):
                found.setdefault(one.id, (one, SAME_NIK))
        if member.full_name and member.birth_date is not None:
            found |= {k: v for k, v in _namesakes(conn, member).items() if k not in found}
        found.pop(member.id, None)
        people = list(found.values())[:_MOST]
        families = read.by_ids(conn, Family, [one.family_id or "" for one, _why in people])
    return tuple(Alike(one, families.get(one.family_id or ""), why) for one, why in people)


def _namesakes(conn: Connection, member: Member) -> dict[str, tuple[Member, str]]:
    """Those of the same name, in any spelling, born on the same day. The search table finds the name, so that it does
    not take longer among 50,000 people."""
    assert member.full_name is not None
    assert member.birth_date is not None
    name, born = plain_name(member.full_name), member.birth_date.isoformat()
    numbers = search.matching(conn, Member.FORM, name) or ()
    rows = lists.member_rows(conn, list(numbers)[:_MOST_NAMESAKES])
    ids = [row.id for row in rows if row.birth_date == born and plain_name(row.full_name or "") == name]
    return {key: (one, SAME_PERSON) for key, one in read.by_ids(conn, Member, ids).items()}


def families_with_card(session: Session, family: Family, members: tuple[Member, ...]) -> tuple[Family, ...]:
    """Other families that share a card number with this one, through the family's own number or through a member's:
    one card may hold several families, and one family may span cards (domain.md 6.2)."""
    cards = {one for one in (family.kk, *(m.kk for m in members)) if one}
    if not cards:
        return ()
    with session.database.read() as conn:
        numbers = {n for card in cards for n in search.matching(conn, Family.FORM, card) or ()}
        ids = [row.id for row in lists.family_rows(conn, sorted(numbers)) if row.id != family.id]
        found = read.by_ids(conn, Family, ids)
        people = read.rows(conn, Member, ("family_id", "kk"), {"family_id": ids})
    theirs = {str(row[0]) for row in people if row[1] in cards} | {key for key, one in found.items() if one.kk in cards}
    return tuple(sorted((found[key] for key in theirs), key=lambda one: (one.head_name or "", one.id)))
