"""What a mutation does to the register: who leaves, comes, marries, and what follows for the others. Pure.

The answers of the dialog go in, the changed and new records come out with the sentences that say so beforehand. One
person is one record wherever he lives, so that nobody is ever counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import ARRIVED, BORN, DIED, DIVORCE, FOLLOWED, JOINED, MARRY, MOVED
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation_entry import WHOLE, MutationEntry
from kampungkb_desktop.forms.record import Record, applies
from kampungkb_desktop.rules.mutation_coming import be_born, come
from kampungkb_desktop.rules.mutation_couples import divorce, marry
from kampungkb_desktop.rules.mutation_moves import NOWHERE, Went, move, move_all
from kampungkb_desktop.rules.mutation_register import DISSOLVED, Household, Register
from kampungkb_desktop.rules.presence import LEFT

WIDOWED: Final = "cerai_mati"


@frozen
class Outcome:
    """``records`` are to be saved in one action; ``said`` is read before that. ``family`` and ``member`` are where one
    goes on typing, where something new came out of it; ``child`` is the member just born."""

    records: tuple[Record, ...]
    said: tuple[str, ...]
    family: str | None = None
    member: str | None = None
    child: str | None = None


def work_out(entry: MutationEntry, person: Member, homes: Iterable[Household], new_id: Callable[[], str]) -> Outcome:
    """What recording ``entry`` for ``person`` changes. ``homes`` are the person's household and every other that the
    answers name. Answers that do not apply are not read. Needs kind and date; what else is missing is left out."""
    assert entry.happened_on is not None
    asked = _asked(entry)
    register = Register(homes, entry.happened_on, asked.note, new_id)
    other = register.members.get(asked.other_id or "")
    if other is not None and not may_be_other(asked.kind, other, person):
        asked = asked.changed(other_id=None)
    went = _WORKS[asked.kind or ""](register, asked, register.members.get(person.id, person))
    register.crown()
    register.recount()
    return Outcome(tuple(register.changed()), tuple(register.said), *went)


def may_be_other(kind: str | None, other: Member, person: Member) -> bool:
    """Whether somebody may be married, divorced or taken in: the dead never; who moved away only by coming back, and
    then ``other`` may be the very person one began with."""
    if kind in (JOINED, ARRIVED):
        return other.mutation != DIED and (other.id != person.id or other.mutation in LEFT)
    return other.id != person.id and other.mutation not in LEFT


def _asked(entry: MutationEntry) -> MutationEntry:
    """Without what stands in questions that do not apply any more."""
    names = ("recorded", "other_id", "person_name", "person_sex", "person_birth", "person_nik", "relation", "mother_id",
             "settle", "leaver", "to", "whole_to", "to_family_id", "to_relation", "to_village", "to_rw", "to_rt",
             "to_address", "place_name", "along", "new_head_id")  # fmt: skip
    for name in names:
        if not applies(entry, name):
            entry = entry.changed(**{name: None})
    return entry


# --- death


def _die(reg: Register, entry: MutationEntry, person: Member) -> Went:
    partner = reg.partner(person)
    reg.happen(person, DIED)
    reg.put(person, mutation=DIED, mutation_on=reg.on)
    reg.say(f"{person.name()} meninggal {long_date(reg.on)} dan tidak lagi dihitung sebagai penduduk.")
    if partner is not None:
        reg.happen(partner, FOLLOWED, partner_id=person.id, note="menjadi cerai mati")
        reg.put(partner, marital=WIDOWED)
        reg.say(f"{partner.name()} menjadi cerai mati.")
    reg.settle(person.family_id, entry.new_head_id, DISSOLVED)
    return NOWHERE


_WORKS: Mapping[str, Callable[[Register, MutationEntry, Member], Went]] = {
    DIED: _die, MOVED: move, WHOLE: move_all, BORN: be_born, ARRIVED: come, JOINED: come, MARRY: marry,
    DIVORCE: divorce,
}  # fmt: skip
