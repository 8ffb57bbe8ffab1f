"""A made-up register of which it is known who is in it twice: seeded families, some written down again by a second hand
that spells, mistypes and leaves out as people do, and some that only look alike. Nobody in it exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from kampungkb_desktop.actions.practice.chance import Lot
from kampungkb_desktop.actions.practice.names import NameList, name_lists
from kampungkb_desktop.base.ids import new_id
from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, SPOUSE, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import to_scalars
from kampungkb_desktop.store import write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Row

Pair = tuple[str, str]
_WALL = 1_795_233_600_000
_SHORTER = {"Muhammad": ("Muh.", "Moh.", "M.", "Mhd.", "Mohammad"), "Siti": ("St.", "Sitti", "Sit."),
            "Abdul": ("Abd.",), "Ahmad": ("Achmad", "Akhmad"), "Nur": ("Noor", "Nur ")}  # fmt: skip
_LETTERS = (("u", "oe"), ("j", "dj"), ("sy", "s"), ("f", "p"), ("dd", "d"), ("tt", "t"), ("q", "k"), ("y", "i"),
            ("z", "j"), ("kh", "h"), ("th", "t"), ("ah", "a"))  # fmt: skip


class Register(NamedTuple):
    """What was made, and which pairs of families and of people are one."""

    families: list[Family]
    members: list[Member]
    same_families: frozenset[Pair]
    same_people: frozenset[Pair]


class _Hand:
    """Writes families down, as the first clerk and as the second."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self._lists: Lot[NameList] = name_lists()
        self._wall = _WALL
        self.families: list[Family] = []
        self.members: list[Member] = []

    def id(self) -> str:
        self._wall += 1
        return new_id(self._wall, self.rng.randbytes(10))

    def household(self, village: str) -> tuple[Family, list[Member]]:
        """A couple, mostly, and up to four children."""
        rng, names = self.rng, self._lists.draw(self.rng)
        father_born = date(1955, 1, 1) + timedelta(days=rng.randrange(15_000))
        family = Family(
            id=self.id(), village=village, head_name=names.draw(rng, MAN), status="selesai",
            kk=self._number() if rng.random() < 0.9 else None, rt=f"{rng.randint(1, 12):03d}",
            rw=f"{rng.randint(1, 3):02d}", address=f"Jalan Melati {rng.randint(1, 40)}" if rng.random() < 0.8 else None,
        )  # fmt: skip
        people = [self._person(family, family.head_name or "", MAN, HEAD, father_born)]
        if rng.random() < 0.85:
            wife_born = father_born + timedelta(days=rng.randint(-700, 3_000))
            people.append(self._person(family, names.draw(rng, WOMAN), WOMAN, SPOUSE, wife_born))
        born = father_born + timedelta(days=rng.randint(8_000, 12_000))
        for _child in range(rng.choice((0, 1, 2, 2, 3, 4))):
            sex = rng.choice((MAN, WOMAN))
            people.append(self._person(family, names.draw(rng, sex), sex, CHILD, min(born, date(2026, 10, 1))))
            born += timedelta(days=rng.randint(400, 1_500))
        return family, people

    def keep(self, family: Family, people: Sequence[Member]) -> None:
        self.families.append(family)
        self.members += people

    def again(self, family: Family, people: Sequence[Member]) -> tuple[Family, list[Member], list[Pair]]:
        """The same household by another hand, with what it got wrong; and which people are one."""
        rng = self.rng
        copy = family.changed(
            id=self.id(), head_name=self.spelt(family.head_name or ""),
            kk=None if rng.random() < 0.25 else self.mistyped(family.kk, 0.08),
            address=family.address if rng.random() < 0.5 else None, rt=family.rt if rng.random() < 0.9 else None,
        )  # fmt: skip
        kept = [one for at, one in enumerate(people) if at == 0 or rng.random() < 0.85]
        written = [self._again(one, copy) for one in kept]
        return copy, written, [_pair(a.id, b.id) for a, b in zip(kept, written, strict=True)]

    def _again(self, one: Member, family: Family) -> Member:
        rng, born = self.rng, one.birth_date
        if born is not None and rng.random() < 0.08:
            born = date(born.year, born.day, born.month) if born.day <= 12 else born.replace(day=(born.day % 28) + 1)
        nik = None if rng.random() < 0.35 else self.mistyped(one.nik, 0.06)
        return one.changed(
            id=self.id(), family_id=family.id, village=family.village, full_name=self.spelt(one.full_name or ""),
            birth_date=born, nik=nik,
        )  # fmt: skip

    def spelt(self, name: str) -> str:
        """The name as somebody else writes it: half of the time just the same."""
        rng = self.rng
        if rng.random() < 0.45:
            return name
        words = [
            rng.choice(_SHORTER[word]) if word in _SHORTER and rng.random() < 0.7 else word for word in name.split()
        ]
        text = " ".join(words)
        if rng.random() < 0.5:
            was, now = rng.choice(_LETTERS)
            text = text.replace(was, now, 1)
        if rng.random() < 0.12 and len(text) > 6:
            at = rng.randrange(2, len(text) - 2)
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if rng.random() < 0.1:
            text = rng.choice((f"H. {text}", f"{text}, S.Pd", text.upper(), text.replace(" ", "", 1)))
        return text

    def mistyped(self, number: str | None, often: float) -> str | None:
        """A number with one digit wrong, now and then."""
        if number is None or self.rng.random() >= often:
            return number
        at = self.rng.randrange(len(number))
        return number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]

    def _person(self, family: Family, name: str, sex: str, relation: str, born: date) -> Member:
        rng = self.rng
        if rng.random() < 0.05:
            born = born.replace(month=1, day=1)
        day = born.day + (40 if sex == WOMAN else 0)
        nik = f"640399{day:02d}{born.month:02d}{born.year % 100:02d}{rng.randint(1, 9_999):04d}"
        return Member(
            id=self.id(), village=family.village, family_id=family.id, full_name=name, sex=sex, relation=relation,
            birth_date=born, nik=nik if rng.random() < 0.85 else None, status="selesai",
        )  # fmt: skip

    def _number(self) -> str:
        rng = self.rng
        return (
            f"640399{rng.randint(1, 28):02d}{rng.randint(1, 12):02d}{rng.randint(5, 24):02d}{rng.randint(1, 9_999):04d}"
        )


def make(families: int, *, villages: int, doubles: int, seed: int = 20_26) -> Register:
    """A register of so many families in so many villages, ``doubles`` of them written down twice."""
    hand = _Hand(seed)
    codes = [f"64.03.{at // 30 + 1:02d}.{2_001 + at % 30}" for at in range(villages)]
    homes = [hand.household(hand.rng.choice(codes)) for _ in range(families)]
    for family, people in homes:
        hand.keep(family, [*people, *_twins(hand, family, people), *_namesake(hand, family, people)])
    same_families: set[Pair] = set()
    same_people: set[Pair] = set()
    for family, people in hand.rng.sample(homes, doubles):
        copy, written, pairs = hand.again(family, people)
        hand.keep(copy, written)
        same_families.add(_pair(family.id, copy.id))
        same_people.update(pairs)
    _shared_cards(hand, homes)
    return Register(hand.families, hand.members, frozenset(same_families), frozenset(same_people))


def fill(conn: Connection, register: Register) -> None:
    """Put it into the tables of a store; search follows."""
    for form, records in ((Family, register.families), (Member, register.members)):
        rows = (Row(one.id, (), True, to_scalars(one)) for one in records)
        write.upsert_rows(conn, form, rows, bulk=True)
    write.rebuild_search(conn, ("family", "member"))


def _twins(hand: _Hand, family: Family, people: Sequence[Member]) -> Iterator[Member]:
    """Now and then the last child has a twin of a name like its own."""
    last = people[-1]
    if last.relation == CHILD and hand.rng.random() < 0.02:
        name = last.full_name or ""
        yield last.changed(id=hand.id(), full_name=f"{name[:-1]}{'i' if name.endswith('o') else 'o'}", nik=None)


def _namesake(hand: _Hand, family: Family, people: Sequence[Member]) -> Iterator[Member]:
    """Now and then a son is called like his father."""
    father = people[0]
    if father.birth_date and father.birth_date.year < 1980 and hand.rng.random() < 0.01:
        born = father.birth_date + timedelta(days=9_000)
        yield father.changed(id=hand.id(), relation=CHILD, birth_date=born, nik=None)


def _shared_cards(hand: _Hand, homes: Sequence[tuple[Family, list[Member]]]) -> None:
    """One family in fifty moves in with another one, on its card and into its RT."""
    for family, _people in hand.rng.sample(homes, max(1, len(homes) // 50)):
        if family.kk:
            other, people = hand.household(family.village or "")
            hand.keep(other.changed(kk=family.kk, rt=family.rt, rw=family.rw, address=family.address), people)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
