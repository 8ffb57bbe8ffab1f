"""Moving within the register, out of it, and of whole families. Pure; see ``mutation``."""

from __future__ import annotations

from typing import Any, Final

from kampungkb_desktop.forms.choices_family import (
    ARRIVED,
    BORN,
    CHILD,
    DIVORCE,
    HEAD,
    JOINED,
    MARRIED,
    MARRY,
    MOVED,
    SPOUSE,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation_entry import AWAY, OTHER_FAMILY, OWN_FAMILY, MutationEntry
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.rules.mutation_register import DISSOLVED, GONE_AWAY, OTHER, Register

Went = tuple[str | None, str | None, str | None]
"""The family, the member and the child with whom one goes on typing."""
NOWHERE: Final[Went] = (None, None, None)


def move(reg: Register, entry: MutationEntry, person: Member) -> Went:
    """One person and those who go along leave the family."""
    old = person.family_id
    found = go(reg, entry, person, going_along(reg, entry, person), MOVED)
    reg.settle(old, entry.new_head_id, GONE_AWAY if entry.to == AWAY else DISSOLVED)
    return found


def going_along(reg: Register, entry: MutationEntry, person: Member) -> list[Member]:
    """Those of the family who were ticked to go along."""
    chosen = set(entry.along or ())
    return [m for m in reg.present(person.family_id) if m.id in chosen and m.id != person.id]


def go(reg: Register, entry: MutationEntry, person: Member, along: list[Member], code: str) -> Went:
    """Somebody and those who go along leave for where the answers say. ``code`` is the SIGA code that stays with the
    first, where he stays in the register."""
    everyone = [person, *along]
    names = ", ".join(one.name() for one in everyone)
    if entry.to == OTHER_FAMILY and entry.to_family_id in reg.families:
        target = reg.reopen(entry.to_family_id)
        for one in everyone:
            relation = (entry.to_relation or OTHER) if one is person else OTHER
            change_family(reg, one, target, relation, code if one is person else JOINED, place=OTHER_FAMILY)
        reg.say(f"{names} pindah ke {target.name()}.")
        return target.id, person.id, None
    if entry.to == OWN_FAMILY:
        target = found_family(reg, entry, person)
        for one in everyone:
            relation = HEAD if one is person else _beside(one, person)
            change_family(reg, one, target, relation, code if one is person else JOINED, place=OWN_FAMILY)
        reg.say(f"{names} menjadi keluarga sendiri: {target.name()}.")
        return target.id, person.id, None
    for one in everyone:
        reg.happen(one, MOVED, place=AWAY, place_name=entry.place_name)
        reg.put(one, mutation=MOVED, mutation_on=reg.on)
    where = f" ke {entry.place_name}" if entry.place_name else " ke luar wilayah kerja"
    reg.say(f"{names} pindah{where} dan tidak lagi dihitung sebagai penduduk.")
    return NOWHERE


def _beside(one: Member, person: Member) -> str:
    """How somebody who goes along belongs to the new head."""
    if one.relation == CHILD and person.relation in (HEAD, SPOUSE):
        return CHILD
    if one.mother_id == person.id:
        return CHILD
    both = {one.relation, person.relation} == {HEAD, SPOUSE}
    return SPOUSE if both and MARRIED in (one.marital, person.marital) else OTHER


def change_family(reg: Register, one: Member, target: Family, relation: str, code: str, **more: Any) -> Member:
    """From one recorded family to another: the same person, now counted there."""
    kind = code if code in (MARRY, DIVORCE) else MOVED
    reg.happen(one, kind, to_family_id=target.id, **more)
    return reg.put(
        one, family_id=target.id, village=target.village, relation=relation, mutation=_siga(code), mutation_on=reg.on
    )


def _siga(code: str) -> str:
    """What the member's own column says; who changed family within the register is a new member there."""
    return JOINED if code in (MOVED, BORN, ARRIVED) else code


def found_family(reg: Register, entry: MutationEntry, head: Member) -> Family:
    """A family of its own, beginning with the address of the one it comes from."""
    old = reg.families[head.family_id or ""]
    village = entry.to_village or old.village
    near = village == old.village and not (entry.to_rt or entry.to_rw)
    return reg.put_family(Family(
        id=reg.new_id(), village=village, status=DRAFT, head_name=head.full_name, formed_on=reg.on,
        hamlet=old.hamlet if near else None,
        rw=entry.to_rw or (old.rw if near else None), rt=entry.to_rt or (old.rt if near else None),
        address=entry.to_address or (old.address if near else None),
        legal_basis=old.legal_basis,
    ))  # fmt: skip


def move_all(reg: Register, entry: MutationEntry, person: Member) -> Went:
    """The whole family goes: out of the register, or to another address within it."""
    family = reg.families[person.family_id or ""]
    here = reg.present(family.id)
    if entry.whole_to == AWAY:
        reg.happen_to_family(family, MOVED, place=AWAY, place_name=entry.place_name)
        for one in here:
            reg.happen(one, MOVED, place=AWAY, place_name=entry.place_name)
            reg.put(one, mutation=MOVED, mutation_on=reg.on)
        reg.put_family(family, state=GONE_AWAY, state_on=reg.on)
        where = entry.place_name or "luar wilayah kerja"
        reg.say(f"{family.name()} ({len(here)} orang) pindah ke {where} dan tidak lagi dihitung.")
        return NOWHERE
    village = entry.to_village or family.village
    other = village != family.village
    place = _place_words(entry, other=other)
    reg.happen_to_family(family, MOVED, place="wilayah_kerja", place_name=place, to_family_id=family.id)
    if other:
        for one in here:
            reg.happen(one, MOVED, place="wilayah_kerja", place_name=place, to_family_id=family.id)
            reg.put(one, village=village)
    reg.put_family(
        family, village=village, hamlet=None, house_no=None,
        rw=entry.to_rw or (None if other else family.rw), rt=entry.to_rt or (None if other else family.rt),
        address=entry.to_address or (None if other else family.address),
    )  # fmt: skip
    reg.say(f"{family.name()} ({len(here)} orang) tercatat di {place or 'alamat yang baru'}.")
    return NOWHERE


def _place_words(entry: MutationEntry, *, other: bool) -> str | None:
    parts = (
        entry.to_address,
        f"RT {entry.to_rt}" if entry.to_rt else "",
        f"RW {entry.to_rw}" if entry.to_rw else "",
        "desa lain di wilayah kerja" if other else "",
    )
    return ", ".join(part for part in parts if part) or None
