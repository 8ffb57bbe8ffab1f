"""Marriage and divorce: who lives where afterwards, and what becomes of both. Pure; see ``mutation``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import (
    CHILD,
    DIVORCE,
    HEAD,
    JOINED,
    MAN,
    MARRIED,
    MARRY,
    MOVED,
    SPOUSE,
    WOMAN,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation_entry import (
    AWAY,
    OTHER_FAMILY,
    OWN_FAMILY,
    SELF,
    SPOUSE_LEAVES,
    STAY,
    TO_SPOUSE,
    MutationEntry,
)
from kampungkb_desktop.rules.mutation_coming import newcomer
from kampungkb_desktop.rules.mutation_moves import NOWHERE, Went, change_family, found_family, go, going_along
from kampungkb_desktop.rules.mutation_register import DISSOLVED, GONE_AWAY, OTHER, Register

DIVORCED: Final = "cerai_hidup"


def marry(reg: Register, entry: MutationEntry, person: Member) -> Went:
    """Both married, and where they live now; a spouse nobody recorded yet becomes a member."""
    known = reg.members.get(entry.other_id or "") if entry.recorded else None
    old, theirs = person.family_id, known.family_id if known is not None else None
    along = going_along(reg, entry, person)
    reg.say(f"{person.name()} menikah {long_date(reg.on)}.")
    found = _HOMES[entry.settle or STAY](reg, entry, person, known, along)
    for family in dict.fromkeys((old, theirs)):
        if family is not None:
            chosen = entry.new_head_id if family == old else None
            reg.settle(family, chosen, GONE_AWAY if entry.settle == AWAY and family == old else DISSOLVED)
    return found


def _spouse(
    reg: Register, entry: MutationEntry, person: Member, known: Member | None, home: Family, how: str
) -> Member:
    """The husband or wife in ``home``: moved there, or added there."""
    if known is not None:
        if known.family_id == home.id:
            reg.happen(known, MARRY, partner_id=person.id)
            return reg.put(known, relation=how, marital=MARRIED, mutation=MARRY, mutation_on=reg.on)
        moved = change_family(reg, known, home, how, MARRY, partner_id=person.id)
        return reg.put(moved, marital=MARRIED)
    sex = {MAN: WOMAN, WOMAN: MAN}.get(person.sex or "")
    new = newcomer(reg, entry, person).changed(family_id=home.id, village=home.village, sex=sex, relation=how)
    reg.happen(new, JOINED, partner_id=person.id, before_relation=None, before_marital=None)
    reg.say(f"{new.name()} menjadi anggota baru; lengkapi datanya di Anggota.")
    return reg.put(new, marital=MARRIED, mutation=JOINED, mutation_on=reg.on)


def _own_home(reg: Register, entry: MutationEntry, person: Member, known: Member | None, along: list[Member]) -> Went:
    home = found_family(reg, entry, person)
    mine, other = (SPOUSE, HEAD) if person.sex == WOMAN else (HEAD, SPOUSE)
    wed = reg.put(change_family(reg, person, home, mine, MARRY), marital=MARRIED)
    spouse = _spouse(reg, entry, wed, known, home, other)
    _point(reg, wed.id, spouse.id)
    for one in along:
        change_family(reg, one, home, _beside_couple(one, person), MOVED, place=OWN_FAMILY)
    head = wed if mine == HEAD else spouse
    home = reg.put_family(home, head_name=head.full_name)
    reg.say(f"{wed.name()} dan {spouse.name()} membentuk {home.name()}.")
    return home.id, spouse.id, None


def _beside_couple(one: Member, person: Member) -> str:
    own = one.mother_id == person.id or (one.relation == CHILD and person.relation in (HEAD, SPOUSE))
    return CHILD if own else OTHER


def _point(reg: Register, member: str, partner: str) -> None:
    """Write the husband or wife on the event, once it is known who that is."""
    reg.events[:] = [
        one.changed(partner_id=partner) if one.member_id == member and one.kind == MARRY else one for one in reg.events
    ]


def _stay_home(reg: Register, entry: MutationEntry, person: Member, known: Member | None, _along: list[Member]) -> Went:
    home = reg.families[person.family_id or ""]
    reg.happen(person, MARRY)
    wed = reg.put(person, marital=MARRIED, mutation=MARRY, mutation_on=reg.on)
    spouse = _spouse(reg, entry, wed, known, home, SPOUSE if person.relation == HEAD else OTHER)
    _point(reg, wed.id, spouse.id)
    reg.say(f"{spouse.name()} tinggal dalam keluarga ini.")
    return home.id, spouse.id, None


def _to_their_home(
    reg: Register, entry: MutationEntry, person: Member, known: Member | None, along: list[Member]
) -> Went:
    if known is None or known.family_id not in reg.families:
        return _stay_home(reg, entry, person, known, along)
    home = reg.families[known.family_id]
    relation = SPOUSE if known.relation == HEAD else OTHER
    reg.put(change_family(reg, person, home, relation, MARRY, partner_id=known.id), marital=MARRIED)
    reg.happen(known, MARRY, partner_id=person.id)
    reg.put(known, marital=MARRIED, mutation=MARRY, mutation_on=reg.on)
    for one in along:
        change_family(reg, one, home, OTHER, MOVED, place=OTHER_FAMILY)
    reg.say(f"{person.name()} pindah ke {home.name()}.")
    return home.id, person.id, None


def _away_home(reg: Register, entry: MutationEntry, person: Member, known: Member | None, along: list[Member]) -> Went:
    if known is not None:
        reg.happen(known, MARRY, partner_id=person.id)
        reg.put(known, marital=MARRIED, mutation=MARRY, mutation_on=reg.on)
        reg.say(f"{known.name()} tercatat kawin dan tetap dalam keluarganya; bila ikut pindah, catat pindahnya juga.")
    reg.happen(person, MARRY, partner_id=known.id if known else None)
    wed = reg.put(person, marital=MARRIED)
    return go(reg, entry.changed(to=AWAY), wed, along, MOVED)


def divorce(reg: Register, entry: MutationEntry, person: Member) -> Went:
    """Both divorced; one of them may leave."""
    other = reg.members.get(entry.other_id or "")
    pair = [person] if other is None else [person, other]
    for one, partner in zip(pair, reversed(pair), strict=True):
        reg.happen(one, DIVORCE, partner_id=partner.id if partner.id != one.id else None)
        reg.put(one, marital=DIVORCED, mutation=DIVORCE, mutation_on=reg.on)
    reg.say(f"{' dan '.join(one.name() for one in pair)} bercerai {long_date(reg.on)}.")
    leaver = {SELF: person, SPOUSE_LEAVES: other}.get(entry.leaver or "")
    if leaver is None:
        return NOWHERE
    old = leaver.family_id
    found = go(reg, entry, reg.members[leaver.id], going_along(reg, entry, leaver), MOVED)
    reg.settle(old, entry.new_head_id, GONE_AWAY if entry.to == AWAY else DISSOLVED)
    return found


_Home = Callable[[Register, MutationEntry, Member, Member | None, list[Member]], Went]
_HOMES: Mapping[str, _Home] = {
    OWN_FAMILY: _own_home, STAY: _stay_home, TO_SPOUSE: _to_their_home, AWAY: _away_home,
}  # fmt: skip
