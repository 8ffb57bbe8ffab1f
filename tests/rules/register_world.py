"""Two families and whatever happens to them: what the tests of mutations play with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count

from kampungkb_desktop.forms.choices_family import (
    CHILD,
    HEAD,
    MAN,
    MARRIED,
    SPOUSE,
    UNMARRIED,
    WOMAN,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.mutation_entry import (
    MutationEntry,
)
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.figures import FamilyRow, PersonRow, RegisterFigures, register_figures
from kampungkb_desktop.rules.figures_rows import family_before, person_before
from kampungkb_desktop.rules.mutation import Outcome, work_out
from kampungkb_desktop.rules.mutation_register import Household
from kampungkb_desktop.rules.presence import Event, first_after, lives

HERE, THERE = "64.03.06.2004", "64.03.06.2001"
START = date(2026, 3, 1)
TODAY = date(2026, 11, 21)


class World:
    """Two families and what happened to them so far."""

    def __init__(self) -> None:
        self._ids = (f"n{n:03d}" for n in count())
        self.families = {
            "a": Family(id="a", village=HERE, head_name="Suparman", rt="003"),
            "b": Family(id="b", village=THERE, head_name="Darwis", rt="001"),
        }
        people = (
            _person("a1", "a", "Suparman", MAN, date(1985, 1, 1), HEAD, MARRIED),
            _person("a2", "a", "Rina", WOMAN, date(1990, 1, 1), SPOUSE, MARRIED),
            _person("a3", "a", "Bayu", MAN, date(2005, 1, 1), CHILD, UNMARRIED, mother="a2"),
            _person("a4", "a", "Wulan", WOMAN, date(2024, 1, 1), CHILD, UNMARRIED, mother="a2"),
            _person("b1", "b", "Darwis", MAN, date(1960, 1, 1), HEAD, "cerai_mati", village=THERE),
            _person("b2", "b", "Sari", WOMAN, date(2004, 1, 1), CHILD, UNMARRIED, village=THERE),
        )
        self.members = {one.id: one for one in people}
        self.events: list[Mutation] = []

    def happen(self, person: str, **answers: object) -> Outcome:
        entry = told(self, self.members[person], MutationEntry(id="e").changed(**answers))
        outcome = work_out(entry, self.members[person], self.homes(), lambda: next(self._ids))
        self.take(outcome.records)
        return outcome

    def homes(self) -> list[Household]:
        return [
            Household(f, tuple(m for m in self.members.values() if m.family_id == f.id)) for f in self.families.values()
        ]

    def take(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, Family):
                self.families[record.id] = record
            elif isinstance(record, Member):
                self.members[record.id] = record
            elif isinstance(record, Mutation):
                self.events.append(record)

    def here(self, family: str, day: date = TODAY) -> list[str]:
        return sorted(m.name() for m in self.members.values() if m.family_id == family and lives(m, day))

    def figures(self, day: date) -> RegisterFigures:
        """Of both villages together, as the store's reading gives them."""
        after = first_after((_event(one) for one in self.events), day)
        families = (_family_row(one) for one in self.families.values())
        people = (_person_row(one) for one in self.members.values())
        homes = (family_before(row, after[row.id]) if row.id in after else row for row in families)
        persons = (person_before(row, after[row.id]) if row.id in after else row for row in people)
        return register_figures([h for h in homes if h is not None], [p for p in persons if p is not None], [], day)


def _person(
    key: str, family: str, name: str, sex: str, born: date, relation: str, marital: str, *, mother: str | None = None,
    village: str = HERE,
) -> Member:  # fmt: skip
    return Member(id=key, village=village, family_id=family, full_name=name, sex=sex, birth_date=born,
                  relation=relation, marital=marital, mother_id=mother)  # fmt: skip


def told(world: World, person: Member, entry: MutationEntry) -> MutationEntry:
    others = [m for m in world.members.values() if m.family_id == person.family_id and m.id != person.id]
    return entry.changed(is_head=person.relation == HEAD, has_others=any(lives(m, TODAY) for m in others))


def _event(one: Mutation) -> Event:
    assert one.happened_on is not None
    return Event(one.id, one.happened_on, one.kind, one.member_id, one.family_id, one.village, one.before_relation,
                 one.before_marital)  # fmt: skip


def _family_row(one: Family) -> FamilyRow:
    return FamilyRow(one.id, one.state, one.water, one.latrine, one.state_on, one.formed_on)


def _person_row(m: Member) -> PersonRow:
    return PersonRow(m.id, m.family_id, m.sex, m.birth_date, m.relation, m.marital, m.jkn, m.mutation, m.mutation_on,
                     m.joined_on)  # fmt: skip
