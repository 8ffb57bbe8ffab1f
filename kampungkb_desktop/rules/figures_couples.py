"""Couples of childbearing age (PUS) of a register, and what each uses or why not, by its newest answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import (
    HEAD,
    LATER,
    MAN,
    MARRIED,
    METHOD,
    NO_MORE,
    SOON,
    SPOUSE,
    WOMAN,
)
from kampungkb_desktop.rules.figures_rows import CoupleRow, Figure, PersonRow, within

PUS_AGES: Final = (15, 49)
LONGEST_PREGNANCY_WEEKS: Final = 42
NOT_ON_PORTAL: Final = ("mal", "tradisional")
"""Methods the portal has no box for (domain.md 1.3)."""
_PREGNANT, _UNKNOWN = "hamil", ""


@frozen
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
    placed: Mapping[str, Figure]
    """Users of MAL or a traditional method by their wish for a child (``segera``, ``kemudian``, ``tidak_ingin_lagi``):
    where the portal takes them in."""
    unknown: Figure
    """Families of such couples without an answer that says which of these they are."""

    @property
    def users(self) -> int:
        return sum(figure.count for figure in self.methods.values())

    @property
    def unmet(self) -> int:
        """IAT and TIAL together (domain.md 0.5)."""
        return self.wants_later.count + self.wants_no_more.count


def is_wife_of_pus(person: PersonRow, on: date) -> bool:
    """A married woman of 15 to 49 who heads the family or is the head's wife. Older or younger wives who menstruate
    (domain.md 4.2) cannot be told from the answers."""
    return is_wife(person) and within(person, PUS_AGES, on)


def is_wife(person: PersonRow) -> bool:
    """A married woman of any age who heads the family or is the head's wife."""
    return person.sex == WOMAN and person.marital == MARRIED and person.relation in (HEAD, SPOUSE)


def is_husband(person: PersonRow) -> bool:
    """He may work far away and still be her husband: residence does not matter to PUS."""
    return person.sex == MAN and person.marital == MARRIED and person.relation in (HEAD, SPOUSE)


def pus_families(people: Iterable[PersonRow], here: set[str], ages: tuple[int, int], on: date) -> tuple[str, ...]:
    """Families with a married couple, the wife of these ages (within those of PUS)."""
    rows = list(people)
    wives = {p.family for p in rows if is_wife_of_pus(p, on) and within(p, ages, on)}
    husbands = {p.family for p in rows if is_husband(p)}
    return tuple(sorted(family for family in wives & husbands & here if family is not None))


def couples_of(people: Iterable[PersonRow], records: Iterable[CoupleRow], here: set[str], on: date) -> Couples:
    """The couples of the families that are ``here``, each counted once by its newest answers on the day."""
    pus = pus_families(people, here, PUS_AGES, on)
    newest = newest_answers(records, on)
    by_state: dict[str, list[str]] = {}
    by_wish: dict[str, list[str]] = {}
    for family in pus:
        record = newest.get(family)
        state = _state(record, on)
        by_state.setdefault(state, []).append(family if record is None or state == _UNKNOWN else record.id)
        if record is not None and state in NOT_ON_PORTAL and record.wants_child is not None:
            by_wish.setdefault(record.wants_child, []).append(record.id)

    def figure(state: str, within: Mapping[str, list[str]] = by_state) -> Figure:
        return Figure("family_planning", tuple(within.get(state, ())))

    return Couples(
        all=Figure("family", pus), methods={code: figure(code) for code in METHOD.codes()},
        pregnant=figure(_PREGNANT), wants_soon=figure(SOON), wants_later=figure(LATER), wants_no_more=figure(NO_MORE),
        placed={wish: figure(wish, by_wish) for wish in (SOON, LATER, NO_MORE)},
        unknown=Figure("family", tuple(by_state.get(_UNKNOWN, ()))),
    )  # fmt: skip


def newest_answers(records: Iterable[CoupleRow], on: date) -> dict[str, CoupleRow]:
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
        return _PREGNANT if still_pregnant(record, on) else _UNKNOWN
    if record.using:
        return record.method if record.method in METHOD.codes() and record.method is not None else _UNKNOWN
    if record.using is False and record.wants_child in (SOON, LATER, NO_MORE):
        return str(record.wants_child)
    return _UNKNOWN


def still_pregnant(record: CoupleRow, on: date) -> bool:
    """An old answer ends with the longest pregnancy it can have meant."""
    if record.as_of is None:
        return False
    return record.as_of + timedelta(weeks=LONGEST_PREGNANCY_WEEKS - (record.pregnant_weeks or 0)) >= on
