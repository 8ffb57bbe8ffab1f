"""What the family register of a village says on a day: persons, families, couples, methods. Pure, over plain rows.

Every figure is the set of records it counts, so that it can be opened and explained; nothing is estimated, and what
is not answered is counted as not known beside the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from kampungkb_desktop.forms.choices_family import (
    ACTIVE,
    DIED,
    HEAD,
    LATER,
    MAN,
    MARRIED,
    METHOD,
    MOVED,
    NO_MORE,
    SOON,
    SPOUSE,
    UNMARRIED,
    WOMAN,
)
from kampungkb_desktop.forms.choices_housing import latrine_safe, water_safe
from kampungkb_desktop.forms.population import AGE_GROUPS
from kampungkb_desktop.rules.measuring import completed_months

PUS_AGES: Final = (15, 49)
ADOLESCENT_AGES: Final = (10, 24)
ELDERLY_AGE: Final = 60
BALITA_MONTHS: Final = 60
BADUTA_MONTHS: Final = 24
LONGEST_PREGNANCY_WEEKS: Final = 42
INSURED: Final = frozenset({"bpjs_pbi", "bpjs_non_pbi"})
"""JKN members; a private insurance is not one (domain.md 4.1)."""


class FamilyRow(NamedTuple):
    """A family, whether it still lives there, and two answers about its house."""

    id: str
    state: str | None = None
    water: str | None = None
    latrine: str | None = None


class PersonRow(NamedTuple):
    """A member with the answers that figures need."""

    id: str
    family: str | None
    sex: str | None
    birth: date | None
    relation: str | None
    marital: str | None
    jkn: str | None = None
    mutation: str | None = None
    mutation_on: date | None = None


class CoupleRow(NamedTuple):
    """A family-planning record of a family on a day."""

    id: str
    family: str | None
    as_of: date | None
    pregnant: bool | None
    pregnant_weeks: int | None
    using: bool | None
    method: str | None
    wants_child: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """The ids of the records of ``form`` that are counted."""

    form: str
    ids: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Couples:
    """PUS and what they use, by the newest answers of each: methods, the four reasons, and those not asked yet."""

    all: Figure
    """Families that hold a couple with the wife aged 15 to 49."""
    methods: Mapping[str, Figure]
    """Method code to records, every method present."""
    pregnant: Figure
    wants_soon: Figure
    wants_later: Figure
    wants_no_more: Figure
    unknown: Figure
    """Families of such couples without an answer that says which of these they are."""

    @property
    def users(self) -> int:
        return sum(figure.count for figure in self.methods.values())

    @property
    def unmet(self) -> int:
        """IAT and TIAL together (domain.md 0.5)."""
        return self.wants_later.count + self.wants_no_more.count


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """The register of a village ``on`` a day."""

    on: date
    families: Figure
    persons: Figure
    ages: tuple[tuple[Figure, Figure], ...]
    """(men, women) for each of ``AGE_GROUPS``."""
    age_unknown: Figure
    """Persons without a birth date or sex; they stand in no age group."""
    balita: Figure
    baduta: Figure
    adolescents: Figure
    elderly: Figure
    insured: Figure
    families_toddler: Figure
    families_adolescent: Figure
    families_elderly: Figure
    unsafe_water: Figure
    """Families whose main drinking water is not layak; those not asked are not in it."""
    unsafe_latrine: Figure
    wives_under_20: Figure
    """Families of PUS whose wife is younger than 20: terlalu muda."""
    wives_35_to_40: Figure
    """Terlalu tua as the risk of stunting has it: both ends included, and no older (domain.md 4.3)."""
    couples: Couples


def register_figures(
    families: Iterable[FamilyRow], persons: Iterable[PersonRow], couples: Iterable[CoupleRow], on: date
) -> RegisterFigures:
    """All figures of one register. Families that moved or dissolved do not count, nor do their members; a person of an
    unknown family counts as a person only."""
    rows = list(families)
    here = {family.id for family in rows if family.state in (None, ACTIVE)}
    gone = {family.id for family in rows} - here
    people = [person for person in persons if person.family not in gone and lives(person, on)]
    young = _of(people, lambda p: 0 <= _months(p, on) < BALITA_MONTHS)
    teens = _of(people, lambda p: p.marital == UNMARRIED and _within(p, ADOLESCENT_AGES, on))
    old = _of(people, lambda p: p.birth is not None and age(p.birth, on) >= ELDERLY_AGE)
    return RegisterFigures(
        on=on,
        families=Figure("family", tuple(sorted(here))),
        persons=_persons(people),
        ages=_age_groups(people, on),
        age_unknown=_persons(p for p in people if p.birth is None or p.sex not in (MAN, WOMAN)),
        balita=_persons(young),
        baduta=_persons(_of(young, lambda p: _months(p, on) < BADUTA_MONTHS)),
        adolescents=_persons(teens),
        elderly=_persons(old),
        insured=_persons(_of(people, lambda p: p.jkn in INSURED)),
        families_toddler=_families(young, here),
        families_adolescent=_families(teens, here),
        families_elderly=_families(old, here),
        unsafe_water=_houses(rows, here, lambda f: water_safe(f.water) is False),
        unsafe_latrine=_houses(rows, here, lambda f: latrine_safe(f.latrine) is False),
        wives_under_20=_wives(people, here, (PUS_AGES[0], 19), on),
        wives_35_to_40=_wives(people, here, (35, 40), on),
        couples=_couples(people, couples, here, on),
    )


def age(birth: date, on: date) -> int:
    """Completed years."""
    return completed_months(birth, on) // 12


def lives(person: PersonRow, on: date) -> bool:
    """Whether the person was born by the day, and had neither died nor moved away by then."""
    if person.birth is not None and person.birth > on:
        return False
    return person.mutation not in (DIED, MOVED) or (person.mutation_on is not None and person.mutation_on > on)


def is_wife_of_pus(person: PersonRow, on: date) -> bool:
    """A married woman of 15 to 49 who heads the family or is the head's wife. Older or younger wives who menstruate
    (domain.md 4.2) cannot be told from the answers."""
    return (
        person.sex == WOMAN and person.marital == MARRIED and person.relation in (HEAD, SPOUSE)
        and _within(person, PUS_AGES, on)
    )  # fmt: skip


def _is_husband(person: PersonRow) -> bool:
    """He may work far away and still be her husband: residence does not matter to PUS."""
    return person.sex == MAN and person.marital == MARRIED and person.relation in (HEAD, SPOUSE)


def _of(people: Iterable[PersonRow], holds: Callable[[PersonRow], bool]) -> list[PersonRow]:
    return [person for person in people if holds(person)]


def _months(person: PersonRow, on: date) -> int:
    return -1 if person.birth is None else completed_months(person.birth, on)


def _within(person: PersonRow, ages: tuple[int, int], on: date) -> bool:
    return person.birth is not None and ages[0] <= age(person.birth, on) <= ages[1]


def _persons(people: Iterable[PersonRow]) -> Figure:
    return Figure("member", tuple(person.id for person in people))


def _families(people: Iterable[PersonRow], here: set[str]) -> Figure:
    return Figure("family", tuple(sorted({p.family for p in people if p.family in here and p.family is not None})))


def _houses(families: Iterable[FamilyRow], here: set[str], holds: Callable[[FamilyRow], bool]) -> Figure:
    return Figure("family", tuple(sorted(f.id for f in families if f.id in here and holds(f))))


def _pus_families(people: Iterable[PersonRow], here: set[str], ages: tuple[int, int], on: date) -> tuple[str, ...]:
    """Families with a married couple, the wife of these ages (within those of PUS)."""
    rows = list(people)
    wives = {p.family for p in rows if is_wife_of_pus(p, on) and _within(p, ages, on)}
    husbands = {p.family for p in rows if _is_husband(p)}
    return tuple(sorted(family for family in wives & husbands & here if family is not None))


def _wives(people: Iterable[PersonRow], here: set[str], ages: tuple[int, int], on: date) -> Figure:
    return Figure("family", _pus_families(people, here, ages, on))


def _age_groups(people: Iterable[PersonRow], on: date) -> tuple[tuple[Figure, Figure], ...]:
    found: list[tuple[list[str], list[str]]] = [([], []) for _ in AGE_GROUPS]
    for person in people:
        if person.birth is not None and person.sex in (MAN, WOMAN):
            group = min(age(person.birth, on) // 5, len(AGE_GROUPS) - 1)
            found[group][person.sex == WOMAN].append(person.id)
    return tuple((Figure("member", tuple(men)), Figure("member", tuple(women))) for men, women in found)


def _couples(people: Iterable[PersonRow], records: Iterable[CoupleRow], here: set[str], on: date) -> Couples:
    pus = _pus_families(people, here, PUS_AGES, on)
    newest = _newest(records, on)
    by_state: dict[str, list[str]] = {}
    for family in pus:
        record = newest.get(family)
        state = _state(record, on)
        by_state.setdefault(state, []).append(family if record is None or state == _UNKNOWN else record.id)

    def figure(state: str) -> Figure:
        return Figure("family_planning", tuple(by_state.get(state, ())))

    return Couples(
        all=Figure("family", pus), methods={code: figure(code) for code in METHOD.codes()},
        pregnant=figure(_PREGNANT), wants_soon=figure(SOON), wants_later=figure(LATER), wants_no_more=figure(NO_MORE),
        unknown=Figure("family", tuple(by_state.get(_UNKNOWN, ()))),
    )  # fmt: skip


_PREGNANT, _UNKNOWN = "hamil", ""


def _newest(records: Iterable[CoupleRow], on: date) -> dict[str, CoupleRow]:
    """The last answers of each family given by the day."""
    newest: dict[str, CoupleRow] = {}
    for record in records:
        if record.family is None or record.as_of is None or record.as_of > on:
            continue
        known = newest.get(record.family)
        if known is None or (known.as_of or on, known.id) < (record.as_of, record.id):
            newest[record.family] = record
    return newest


def _state(record: CoupleRow | None, on: date) -> str:
    """Which of methods, pregnant and reasons a couple belongs to; empty when its answers do not say."""
    if record is None:
        return _UNKNOWN
    if record.pregnant:
        return _PREGNANT if _still_pregnant(record, on) else _UNKNOWN
    if record.using:
        return record.method if record.method in METHOD.codes() and record.method is not None else _UNKNOWN
    if record.using is False and record.wants_child in (SOON, LATER, NO_MORE):
        return str(record.wants_child)
    return _UNKNOWN


def _still_pregnant(record: CoupleRow, on: date) -> bool:
    """An old answer ends with the longest pregnancy it can have meant."""
    if record.as_of is None:
        return False
    return record.as_of + timedelta(weeks=LONGEST_PREGNANCY_WEEKS - (record.pregnant_weeks or 0)) >= on
