"""The people and families that a mutation changes, as they stand while it is being worked out.

Values in, values out: nothing is read or written here. Every change of a person goes with the event that says how he
stood before, so that figures of earlier days can be read back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import (
    ACTIVE,
    ARRIVED,
    CHILD,
    FOLLOWED,
    HEAD,
    MARRIED,
    RELATION,
    SPOUSE,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.rules.presence import LEFT

OTHER = "lainnya"
DISSOLVED, GONE_AWAY = "bubar_meninggal", "pindah"


@frozen
class Household:
    """A family with everybody recorded in it, those who left included."""

    family: Family
    members: tuple[Member, ...]


class Register:
    """The households a mutation may touch. ``new_id`` makes ids that sort by the order in which they were asked for."""

    def __init__(self, homes: Iterable[Household], on: date, note: str | None, new_id: Callable[[], str]) -> None:
        homes = tuple(homes)
        self.on, self.new_id = on, new_id
        self._note = note
        self._were: dict[str, Record] = {}
        self.families: dict[str, Family] = {}
        self.members: dict[str, Member] = {}
        for home in homes:
            self.families[home.family.id] = home.family
            self.members.update((one.id, one) for one in home.members)
        self._were = {**self.families, **self.members}
        self.events: list[Mutation] = []
        self.said: list[str] = []
        self._reopened: list[str] = []

    # --- asking

    def present(self, family_id: str | None) -> list[Member]:
        """Those of a family who have not left."""
        return [m for m in self.members.values() if m.family_id == family_id and m.mutation not in LEFT]

    def head(self, family_id: str | None) -> Member | None:
        """Its head, while he or she lives there."""
        return next((m for m in self.present(family_id) if m.relation == HEAD), None)

    def partner(self, member: Member) -> Member | None:
        """The husband or wife within the family, where kinship with the head tells."""
        wanted = {HEAD: SPOUSE, SPOUSE: HEAD}.get(member.relation or "")
        if wanted is None or member.marital != MARRIED:
            return None
        return next(
            (m for m in self.present(member.family_id)
             if m.relation == wanted and m.sex != member.sex and m.marital in (None, MARRIED)), None,
        )  # fmt: skip

    def changed(self) -> list[Record]:
        """Everything that differs from what was handed in, and what is new."""
        now: dict[str, Record] = {**self.families, **self.members}
        return [*(one for key, one in now.items() if self._were.get(key) != one), *self.events]

    # --- changing

    def happen(self, member: Member, kind: str, **more: Any) -> None:
        """Note what happened to a person, who stands as before."""
        first = not self.events
        self.events.append(Mutation(
            id=self.new_id(), village=member.village, status=DONE, family_id=member.family_id, member_id=member.id,
            kind=kind, happened_on=self.on, before_relation=member.relation, before_marital=member.marital,
            note=self._note if first else None,
        ).changed(**more))  # fmt: skip

    def happen_to_family(self, family: Family, kind: str, **more: Any) -> None:
        """Note what happened to a whole family, which stands as before."""
        first = not self.events
        self.events.append(Mutation(
            id=self.new_id(), village=family.village, status=DONE, family_id=family.id, kind=kind,
            happened_on=self.on, note=self._note if first else None,
        ).changed(**more))  # fmt: skip

    def put(self, member: Member, **answers: Any) -> Member:
        """Change a person, or add one."""
        made = member.changed(**answers)
        self.members[made.id] = made
        return made

    def put_family(self, family: Family, **answers: Any) -> Family:
        """Change a family, or add one."""
        made = family.changed(**answers)
        self.families[made.id] = made
        return made

    def reopen(self, family_id: str) -> Family:
        """Somebody lives in it again."""
        family = self.families[family_id]
        if family.state in (None, ACTIVE):
            return family
        self.happen_to_family(family, ARRIVED)
        self._reopened.append(family_id)
        return self.put_family(family, state=ACTIVE, state_on=self.on)

    def say(self, sentence: str) -> None:
        """One line of what will change, for the person to read before it does."""
        self.said.append(sentence)

    # --- what follows

    def crown(self) -> None:
        """A family that was empty and is lived in again gets a head."""
        for family_id in self._reopened:
            here = self.present(family_id)
            if here and self.head(family_id) is None:
                self._succeed(self.families[family_id], here, None)

    def recount(self) -> None:
        """The number of members on the family's own form follows, where it agreed with the list before."""
        before = Counter(
            one.family_id for one in self._were.values() if isinstance(one, Member) and one.mutation not in LEFT
        )  # fmt: skip
        for family in list(self.families.values()):
            now = len(self.present(family.id))
            if now and family.members_expected == before[family.id] != now:
                self.put_family(family, members_expected=now)

    def settle(self, family_id: str | None, chosen: str | None, state: str) -> None:
        """After somebody left: another head where the head is gone, or the end of the family where nobody is left."""
        family = self.families.get(family_id or "")
        if family is None:
            return
        here = self.present(family.id)
        if not here:
            self.happen_to_family(family, FOLLOWED, note="tidak ada lagi yang tinggal")
            self.put_family(family, state=state, state_on=self.on)
            self.say(f"Tidak ada lagi yang tinggal dalam {family.name()}; keluarga ini tidak lagi dihitung.")
        elif self.head(family.id) is None:
            self._succeed(family, here, chosen)

    def _succeed(self, family: Family, here: Sequence[Member], chosen: str | None) -> None:
        named = next((m for m in here if m.id == chosen), None)
        new = named or min(here, key=lambda m: (m.relation != SPOUSE, m.birth_date or self.on, m.id))
        for member in here:
            relation = HEAD if member.id == new.id else self._under(new, member)
            if relation != member.relation:
                self.happen(member, FOLLOWED, note=f"menjadi {RELATION.label(relation).lower()}")
                self.put(member, relation=relation)
        self.put_family(family, head_name=new.full_name)
        self.say(f"{new.name()} menjadi kepala keluarga.")

    @staticmethod
    def _under(new: Member, member: Member) -> str | None:
        """The widow's children stay children; under a child as head the others are "lainnya"."""
        if new.relation == SPOUSE or member.relation not in (SPOUSE, CHILD):
            return member.relation
        return CHILD if member.mother_id == new.id else OTHER
