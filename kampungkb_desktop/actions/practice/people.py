"""Invented households: who lives together, how old, married to whom. Pure: persons as plain values, no records yet.

Proportions after domain.md 8.6: about 3.4 persons, 0.6 couples of childbearing age and 0.3 under-fives a family.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kampungkb_desktop.actions.practice.chance import Lot, around
from kampungkb_desktop.actions.practice.names import NameList, name_lists
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, MARRIED, SPOUSE, UNMARRIED, WOMAN

WIDOWED, DIVORCED = "cerai_mati", "cerai_hidup"
_YEAR = 365.25

_SHAPES = Lot({"couple": 58.0, "old_couple": 18.0, "widow": 12.0, "mother": 4.0, "man": 6.0, "apart": 2.0})
_WIFE_AGES = Lot({(17, 19): 2.0, (20, 24): 12.0, (25, 29): 20.0, (30, 34): 21.0, (35, 39): 19.0, (40, 44): 15.0,
                  (45, 49): 11.0})  # fmt: skip
_CHILDREN = Lot({0: 2.0, 1: 8.0, 2: 44.0, 3: 32.0, 4: 11.0, 5: 3.0})


@dataclass(slots=True)
class Person:
    """``relation``, ``marital`` and ``sex`` are codes of the member form; ``away`` lives elsewhere for work."""

    name: str
    sex: str
    birth: date
    relation: str
    marital: str
    married_at: int | None = None
    away: bool = False

    def age(self, on: date) -> int:
        """Completed years."""
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))

    def months(self, on: date) -> int:
        """Completed months."""
        return (on.year - self.birth.year) * 12 + on.month - self.birth.month - (on.day < self.birth.day)


@dataclass(slots=True)
class Household:
    """One family: the head first, then the spouse, the children from the eldest, others."""

    people: list[Person]
    religion: str
    born: int = 0
    """Children the wife has borne, those who left home included."""

    @property
    def head(self) -> Person:
        return self.people[0]

    @property
    def wife(self) -> Person | None:
        """The married woman of the couple, whichever of the two heads the family."""
        couple = [p for p in self.people if p.relation in (HEAD, SPOUSE) and p.marital == MARRIED]
        return next((p for p in couple if p.sex == WOMAN), None) if len(couple) == 2 else None

    def couple_on(self, on: date) -> Person | None:
        """The wife if this is a couple of childbearing age (PUS), also while the husband works far away."""
        wife = self.wife
        return wife if wife and 15 <= wife.age(on) <= 49 else None

    def children(self) -> list[Person]:
        """Sons and daughters at home, the eldest first."""
        return [p for p in self.people if p.relation == CHILD]


def household(rng: Random, on: date) -> Household:
    """A family as it stands on a day."""
    names = name_lists().draw(rng)
    shape = _SHAPES.draw(rng)
    if shape in ("couple", "apart", "old_couple"):
        home = _couple(rng, on, names, old=shape == "old_couple")
        home.people[0].away = shape == "apart"
    else:
        home = _alone(rng, on, names, shape)
    if shape != "man" and rng.random() < 0.24:
        home.people.append(_further(rng, on, names))
    return home


def _couple(rng: Random, on: date, names: NameList, *, old: bool) -> Household:
    low, high = (50, 74) if old else _WIFE_AGES.draw(rng)
    wife_age = rng.uniform(low, high + 0.99)
    husband_age = max(19.0, wife_age + around(rng, 3.5, 3.2, -6, 14))
    married = int(around(rng, 20.6, 3.2, 16, min(34, wife_age - 0.2)))
    gap = husband_age - wife_age
    husband = Person(names.draw(rng, MAN), MAN, _born(on, husband_age), HEAD, MARRIED, int(max(17, married + gap)))
    wife = Person(names.draw(rng, WOMAN), WOMAN, _born(on, wife_age), SPOUSE, MARRIED, married)
    home = Household([husband, wife], names.religions.draw(rng))
    _add_children(rng, on, home, names, wife, wife_age - married)
    return home


def _alone(rng: Random, on: date, names: NameList, shape: str) -> Household:
    sex = MAN if shape == "man" else WOMAN
    age = {"widow": rng.uniform(45, 82), "mother": rng.uniform(24, 45), "man": rng.uniform(22, 75)}[shape]
    young = shape == "man" and age < 38
    marital = {"widow": WIDOWED, "mother": DIVORCED}.get(shape, UNMARRIED if young else WIDOWED)
    married = None if marital == UNMARRIED else int(around(rng, 22, 3, 16, age - 1))
    head = Person(names.draw(rng, sex), sex, _born(on, age), HEAD, marital, married)
    home = Household([head], names.religions.draw(rng))
    if married is not None:
        _add_children(rng, on, home, names, head, age - married, since=4 if shape == "mother" else 0)
    return home


def _add_children(
    rng: Random, on: date, home: Household, names: NameList, parent: Person, years: float, *, since: float = 0.0
) -> None:
    """Children born along a marriage of so many years that ended ``since`` years ago; the grown ones mostly left."""
    wanted, ago = _CHILDREN.draw(rng), years - around(rng, 1.2, 0.6, 0.8, 4)
    parent_age = (on - parent.birth).days / _YEAR
    for _ in range(wanted):
        if ago <= since or parent_age - ago > 43:
            break
        home.born += 1
        leaves = min(0.95, max(0.0, ago - 18) * 0.09)
        sex = MAN if rng.random() < 0.512 else WOMAN
        if ago < 38 and rng.random() >= leaves:
            home.people.append(Person(names.draw(rng, sex), sex, _born(on, ago), CHILD, UNMARRIED))
        ago -= around(rng, 3.6, 1.5, 1.3, 10)


def _further(rng: Random, on: date, names: NameList) -> Person:
    """A parent or a nephew or niece who lives along."""
    if rng.random() < 0.6:
        sex = WOMAN if rng.random() < 0.72 else MAN
        return Person(names.draw(rng, sex), sex, _born(on, rng.uniform(61, 86)), "lainnya", WIDOWED, 20)
    sex = MAN if rng.random() < 0.5 else WOMAN
    return Person(names.draw(rng, sex), sex, _born(on, rng.uniform(8, 23)), "lainnya", UNMARRIED)


def _born(on: date, age: float) -> date:
    return on - timedelta(days=max(1, int(age * _YEAR)))
