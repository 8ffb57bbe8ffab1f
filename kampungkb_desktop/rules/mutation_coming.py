"""Coming: a birth, somebody from outside the register, and somebody recorded elsewhere. Pure; see ``mutation``."""

from __future__ import annotations

from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import BORN, CHILD, HEAD, JOINED, SPOUSE, UNMARRIED
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation_entry import AWAY, OTHER_FAMILY, MutationEntry
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.rules.mutation_moves import Went, change_family
from kampungkb_desktop.rules.mutation_register import DISSOLVED, OTHER, Register
from kampungkb_desktop.rules.presence import LEFT


def be_born(reg: Register, entry: MutationEntry, person: Member) -> Went:
    """A child of this family, linked to its mother."""
    mother = reg.members.get(entry.mother_id or "")
    child = newcomer(reg, entry, person).changed(
        sex=entry.person_sex, birth_date=reg.on, relation=CHILD if _of_head(mother, person) else OTHER,
        mother_id=mother.id if mother else None, marital=UNMARRIED, joined_on=None, nik_missing="belum_punya",
        presence="di_dalam_rumah",
    )  # fmt: skip
    reg.happen(child, BORN, partner_id=child.mother_id, before_relation=None, before_marital=None)
    reg.put(child, mutation=JOINED, mutation_on=reg.on)
    of = f", anak dari {mother.name()}" if mother else ""
    reg.say(f"{child.name()} lahir {long_date(reg.on)}{of}, dan menjadi anggota keluarga ini.")
    return person.family_id, child.id, child.id


def _of_head(mother: Member | None, person: Member) -> bool:
    parent = mother or person
    return parent.relation in (HEAD, SPOUSE)


def newcomer(reg: Register, entry: MutationEntry, beside: Member) -> Member:
    """Somebody who was in no family here, typed in few words: the rest is asked at Anggota."""
    family = reg.families[beside.family_id or ""]
    return Member(
        id=reg.new_id(), village=family.village, status=DRAFT, family_id=family.id, full_name=entry.person_name,
        sex=entry.person_sex, birth_date=entry.person_birth, nik=entry.person_nik, relation=entry.relation,
        joined_on=reg.on,
    )  # fmt: skip


def come(reg: Register, entry: MutationEntry, person: Member) -> Went:
    """Somebody new in this family: from outside, back again, or out of another family of the register."""
    family = reg.reopen(person.family_id or "")
    known = reg.members.get(entry.other_id or "") if entry.recorded else None
    if known is not None and known.mutation not in LEFT:  # lives in another family here: that is moving
        old = known.family_id
        change_family(reg, known, family, entry.relation or OTHER, JOINED, place=OTHER_FAMILY)
        reg.say(f"{known.name()} pindah ke {family.name()}.")
        reg.settle(old, None, DISSOLVED)
        return family.id, known.id, None
    came = known or newcomer(reg, entry, person)
    kind = entry.kind or JOINED
    back = came.changed(family_id=family.id, village=family.village, relation=entry.relation)
    reg.happen(back, kind, place=AWAY, place_name=entry.place_name, before_relation=None, before_marital=None)
    reg.put(back, mutation=JOINED, mutation_on=reg.on, joined_on=reg.on)
    reg.say(f"{came.name()} menjadi anggota {family.name()} sejak {long_date(reg.on)}.")
    return family.id, came.id, None
