"""What the family register of a village says on a day: persons, families, couples, methods. Pure, over plain rows.

Every figure is the set of records it counts, so that it can be opened and explained; nothing is estimated, and what
is not answered is counted as not known beside the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import MAN, UNMARRIED, WOMAN
from kampungkb_desktop.forms.choices_housing import latrine_safe, water_safe
from kampungkb_desktop.forms.population import AGE_GROUPS
from kampungkb_desktop.rules.figures_couples import PUS_AGES, Couples, couples_of, is_husband, is_wife, pus_families
from kampungkb_desktop.rules.figures_rows import (
    CoupleRow,
    FamilyRow,
    Figure,
    PersonRow,
    family_lives,
    lives,
    months,
)

__all__ = ["CoupleRow", "Couples", "FamilyRow", "Figure", "PersonRow", "RegisterFigures", "register_figures"]

ADOLESCENT_AGES: Final = (10, 24)
ELDERLY_AGE: Final = 60
BALITA_MONTHS: Final = 60
BADUTA_MONTHS: Final = 24
INSURED: Final = frozenset({"bpjs_pbi", "bpjs_non_pbi"})
"""JKN members; a private insurance is not one (domain.md 4.1)."""


@frozen
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
    insurance_unknown: Figure
    """Persons whose health insurance is not answered."""
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
    here = {family.id for family in rows if family_lives(family, on)}
    gone = {family.id for family in rows} - here
    people = [person for person in persons if person.family not in gone and lives(person, on)]
    grown = [(person, months(person, on)) for person in people]  # -1 without a birth date: of no age group
    young = [person for person, lived in grown if 0 <= lived < BALITA_MONTHS]
    teens = [
        person
        for person, lived in grown
        if person.marital == UNMARRIED and ADOLESCENT_AGES[0] <= lived // 12 <= ADOLESCENT_AGES[1]
    ]
    old = [person for person, lived in grown if lived >= ELDERLY_AGE * 12]
    married = [person for person in people if is_wife(person) or is_husband(person)]  # of PUS nobody else matters
    return RegisterFigures(
        on=on,
        families=Figure("family", tuple(sorted(here))),
        persons=_persons(people),
        ages=_age_groups(grown),
        age_unknown=_persons(p for p in people if p.birth is None or p.sex not in (MAN, WOMAN)),
        balita=_persons(young),
        baduta=_persons(p for p, lived in grown if 0 <= lived < BADUTA_MONTHS),
        adolescents=_persons(teens),
        elderly=_persons(old),
        insured=_persons(_of(people, lambda p: p.jkn in INSURED)),
        insurance_unknown=_persons(_of(people, lambda p: p.jkn is None)),
        families_toddler=_families(young, here),
        families_adolescent=_families(teens, here),
        families_elderly=_families(old, here),
        unsafe_water=_houses(rows, here, lambda f: water_safe(f.water) is False),
        unsafe_latrine=_houses(rows, here, lambda f: latrine_safe(f.latrine) is False),
        wives_under_20=_wives(married, here, (PUS_AGES[0], 19), on),
        wives_35_to_40=_wives(married, here, (35, 40), on),
        couples=couples_of(married, couples, here, on),
    )


def _of(people: Iterable[PersonRow], holds: Callable[[PersonRow], bool]) -> list[PersonRow]:
    return [person for person in people if holds(person)]


def _persons(people: Iterable[PersonRow]) -> Figure:
    return Figure("member", tuple(person.id for person in people))


def _families(people: Iterable[PersonRow], here: set[str]) -> Figure:
    return Figure("family", tuple(sorted({p.family for p in people if p.family in here and p.family is not None})))


def _houses(families: Iterable[FamilyRow], here: set[str], holds: Callable[[FamilyRow], bool]) -> Figure:
    return Figure("family", tuple(sorted(f.id for f in families if f.id in here and holds(f))))


def _wives(people: Iterable[PersonRow], here: set[str], ages: tuple[int, int], on: date) -> Figure:
    return Figure("family", pus_families(people, here, ages, on))


def _age_groups(grown: Iterable[tuple[PersonRow, int]]) -> tuple[tuple[Figure, Figure], ...]:
    found: list[tuple[list[str], list[str]]] = [([], []) for _ in AGE_GROUPS]
    for person, lived in grown:
        if person.birth is not None and person.sex in (MAN, WOMAN):
            group = min(lived // 60, len(AGE_GROUPS) - 1)
            found[group][person.sex == WOMAN].append(person.id)
    return tuple((Figure("member", tuple(men)), Figure("member", tuple(women))) for men, women in found)
