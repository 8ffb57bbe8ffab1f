"""Whether somebody, or a family, being typed is on record already. A hint with its reasons and the way to the other
record, never a block; asked of indexes, so that typing does not wait for it."""

from __future__ import annotations

from collections.abc import Collection

from kampungkb_desktop.actions.duplicates import FAMILIES, PEOPLE, told_apart
from kampungkb_desktop.actions.duplicates_facts import COUNTS, household_typed, people_by_family, person_typed
from kampungkb_desktop.actions.duplicates_near import families_near, people_near
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.duplicates import Verdict
from kampungkb_desktop.store import read

SAME_NIK, SAME_PERSON = "nik_ganda", "orang_ganda"
_MOST = 3


@frozen
class Alike:
    """Somebody on record who may be the same, why, and the family he is in (``None`` when it is not here)."""

    member: Member
    family: Family | None
    why: str
    verdict: Verdict

    @property
    def where(self) -> str:
        """``Keluarga Suparman``."""
        return self.family.name() if self.family is not None else "keluarga yang tidak ada di sini"


@frozen
class AlikeFamily:
    """A family on record that may be the one being typed."""

    family: Family
    verdict: Verdict


def alike(session: Session, member: Member) -> tuple[Alike, ...]:
    """Those who may be the same person, the likeliest first; at most a few, and nobody of whom somebody has said that
    he is another one."""
    if not member.nik and (not member.full_name or member.birth_date is None):
        return ()
    with session.database.read() as conn:
        family = read.record(conn, Family, member.family_id) if member.family_id else None
        near = [
            (person.id, verdict)
            for person, verdict in people_near(conn, person_typed(member, family))
            if verdict.strength in COUNTS or _same_nik(verdict)
        ]
        members = read.by_ids(conn, Member, [key for key, _verdict in near])
        homes = read.by_ids(conn, Family, [one.family_id or "" for one in members.values()])
    apart = told_apart(session, PEOPLE, member.id, [key for key, _verdict in near]) if near else ()
    return tuple(
        Alike(members[key], homes.get(members[key].family_id or ""), SAME_NIK if _same_nik(said) else SAME_PERSON, said)
        for key, said in near
        if key not in apart
    )[:_MOST]


def alike_families(session: Session, family: Family) -> tuple[AlikeFamily, ...]:
    """Families that may be the one being typed, as far as it has been typed; at most a few. ``mirip`` is enough here:
    often nobody is in it yet who could say more."""
    if not family.head_name:
        return ()
    with session.database.read() as conn:
        people = people_by_family(conn, [family.id])[family.id]
        near = families_near(conn, household_typed(family, people), people)
        found = read.by_ids(conn, Family, [home.id for home, _verdict in near])
    apart: Collection[str] = told_apart(session, FAMILIES, family.id, list(found)) if near else ()
    return tuple(AlikeFamily(found[home.id], verdict) for home, verdict in near if home.id not in apart)[:_MOST]


def _same_nik(verdict: Verdict) -> bool:
    return any(sign.code == "nik_sama" for sign in verdict.signs)
