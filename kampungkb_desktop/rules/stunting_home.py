"""What the KRS rule must know of one family (domain.md 4.3), and the answer of each column of the official list.

Plain facts without sentences, so that thousands of families take a moment; ``stunting_words`` says them. What is not
recorded stays open: an answer is given only where no missing answer could change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, MARRIED, SPOUSE, UNMARRIED, WOMAN
from kampungkb_desktop.forms.choices_housing import LATRINE, WATER, latrine_safe, water_safe
from kampungkb_desktop.forms.family_planning import MODERN_METHODS
from kampungkb_desktop.rules.figures_couples import still_pregnant
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow, age, lives
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.three_valued import NO, NOT_APPLICABLE, UNKNOWN, YES, Answer, any_of

TARGETS: Final = ("baduta", "balita", "pus", "hamil")
FOUR: Final = ("terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak")
FACTORS: Final = ("air", "jamban", *FOUR, "empat_terlalu", "bukan_kb_modern")
CODES: Final = (*TARGETS, *FACTORS)
_COUPLE: Final = (HEAD, SPOUSE, None)
"""Kinships of husband and wife; who has none on record may be either."""
_YOUNGEST_HUSBAND: Final = 15
"""A child whose kinship is not written down is no husband."""


_WATER: Final = {code: NO if water_safe(code) else YES for code in WATER.codes()}
_LATRINE: Final = {code: NO if latrine_safe(code) else YES for code in LATRINE.codes()}
"""Whether the house lacks it, by every answer this version knows."""


class Home(NamedTuple):
    """The facts of one family on a day. Ids are of members unless said otherwise."""

    family: FamilyRow
    answers: tuple[Answer, ...]
    """One for each of ``CODES``."""
    infants: tuple[str, ...]
    toddlers: tuple[str, ...]
    undated: tuple[str, ...]
    """People without a birth date who may be small children."""
    wife: PersonRow | None
    """The wife of the PUS."""
    wife_age: int | None
    open_couple: tuple[PersonRow, ...]
    """People who may be husband or wife of a PUS; what decides is not recorded of them."""
    gap_months: int | None
    """Between the two youngest births."""
    youngest: tuple[str, ...]
    """The two children of that gap, or those whose dates are missing."""
    children: tuple[str, ...]
    told: int | None
    """Children alive as the couple told."""
    couple: CoupleRow | None
    recorded: int
    """People on record, those who left included."""
    expected: int | None
    """People that the family is said to have."""


class Terms:
    """The parameters of a rule version with the birth dates they mean on one day."""

    __slots__ = ("close", "infant", "many", "old", "on", "one_birth", "pus", "steps", "toddler", "young")

    def __init__(self, rules: Mapping[str, Any], on: date) -> None:
        four, target = rules["empat_terlalu"], rules["sasaran"]
        self.on = on
        infant, toddler = target["baduta_bulan"], target["balita_bulan"]
        self.infant = (_born(on, infant[1] + 1), _born(on, infant[0]))
        self.toddler = (_born(on, toddler[1] + 1), _born(on, toddler[0]))
        self.pus: Sequence[int] = target["istri_pus"]
        self.young: int = four["muda_di_bawah"]
        self.old: Sequence[int] = four["tua"]
        self.close: int = four["dekat_kurang_dari_bulan"]
        self.many: int = four["banyak_mulai"]
        self.one_birth = timedelta(days=four["satu_persalinan_hari"])
        ages = (self.young, _YOUNGEST_HUSBAND, *_both(self.pus), *_both(self.old))
        self.steps = sorted({*_both(infant), *_both(toddler), *(12 * years for years in ages)})
        """The ages in completed months at which a person begins to be read otherwise."""


def home_of(
    family: FamilyRow, members: Sequence[PersonRow], couple: CoupleRow | None, terms: Terms, told: int | None = None,
    expected: int | None = None,
) -> Home:  # fmt: skip
    """The facts and answers of one family. ``told`` is the number of living children that the couple told,
    ``expected`` how many people the family is said to have: where fewer are on record, somebody is missing."""
    on = terms.on
    people = [person for person in members if lives(person, on)]
    lacking = not members or (expected or 0) > len(members)
    infants, toddlers, undated = _small(people, terms)
    elders = [person for person in people if person.relation in _COUPLE]
    pus, wife, open_couple = _pus(elders, terms, lacking=lacking)
    wife_age = age(wife.birth, on) if wife is not None and wife.birth is not None else None
    close, gap, youngest = _closeness(people, terms, lacking=lacking)
    many, children = _number(people, told, terms.many, lacking=lacking)
    maybe_small = UNKNOWN if undated or lacking else NO
    ages = _ages(pus, wife_age, elders, terms, lacking=lacking)
    four = (*ages, _within_pus(pus, close), _within_pus(pus, many))
    answers = (
        YES if infants else maybe_small,
        YES if toddlers else maybe_small,
        pus,
        _pregnant(pus, couple, elders, on),
        _WATER.get(family.water or "", UNKNOWN),
        _LATRINE.get(family.latrine or "", UNKNOWN),
        *four,
        any_of(four),
        _within_pus(pus, _no_modern(couple, on)),
    )
    return Home(
        family, answers, infants, toddlers, undated, wife, wife_age, open_couple, gap, youngest, children, told,
        couple, len(members), expected,
    )  # fmt: skip


def _both(bounds: Sequence[int]) -> tuple[int, int]:
    """Where ages with both ends included begin, and where they are over."""
    return bounds[0], bounds[1] + 1


def _born(on: date, months: int) -> date:
    """The last birth date at which so many months are completed on the day."""
    whole = on.year * 12 + on.month - 1 - months
    year, month = divmod(whole, 12)
    day = on.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:  # 31 of a shorter month
            day -= 1


def _small(people: Sequence[PersonRow], terms: Terms) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Children of 0–23 and of 24–59 months, and people without a birth date who may be either."""
    infants, toddlers, undated = [], [], []
    after_infant, last_infant = terms.infant
    after_toddler, last_toddler = terms.toddler
    for person in people:
        birth = person.birth
        if birth is None:
            if person.relation not in (HEAD, SPOUSE) and person.marital in (None, UNMARRIED):
                undated.append(person.id)
        elif birth > after_toddler:
            if after_infant < birth <= last_infant:
                infants.append(person.id)
            if birth <= last_toddler:
                toddlers.append(person.id)
    return tuple(infants), tuple(toddlers), tuple(undated)


def _pus(
    people: Sequence[PersonRow], terms: Terms, *, lacking: bool
) -> tuple[Answer, PersonRow | None, tuple[PersonRow, ...]]:
    """Whether a couple of childbearing age lives here, its wife, and otherwise who may be one."""
    wives = [(p, _spouse(p, WOMAN), _childbearing(p, terms)) for p in people if p.sex != MAN]
    husbands = [(p, _spouse(p, MAN)) for p in people if p.sex != WOMAN and _grown(p, terms.on)]
    sure_husband = any(sure is YES for _p, sure in husbands)
    for person, sure, fertile in wives:
        if sure is YES and fertile is YES and sure_husband:
            return YES, person, ()
    maybe = {person.id: person for person in _alone(wives, husbands)}
    for wife, sure, fertile in wives:
        if sure is NO or fertile is NO:
            continue
        for husband, certain in husbands:
            if certain is not NO and husband.id != wife.id:
                if sure is UNKNOWN or fertile is UNKNOWN:
                    maybe[wife.id] = wife
                if certain is UNKNOWN:
                    maybe[husband.id] = husband
    return (UNKNOWN if maybe or lacking else NO), None, tuple(maybe.values())


def _alone(
    wives: Sequence[tuple[PersonRow, Answer, Answer]], husbands: Sequence[tuple[PersonRow, Answer]]
) -> list[PersonRow]:
    """Who is married while nobody on record could be the other one: that one was not written down."""
    may_be_wife = {person.id for person, sure, _fertile in wives if sure is not NO}
    may_be_husband = {person.id for person, sure in husbands if sure is not NO}
    alone = [one for one, sure, fertile in wives if sure is YES and fertile is not NO and not may_be_husband - {one.id}]
    return alone + [one for one, sure in husbands if sure is YES and not may_be_wife - {one.id}]


def _spouse(person: PersonRow, sex: str) -> Answer:
    """Whether somebody of ``_COUPLE`` is husband or wife of the head's couple, as far as is written down."""
    if person.marital is not None and person.marital != MARRIED:
        return NO
    return YES if person.sex == sex and person.marital is not None and person.relation is not None else UNKNOWN


def _childbearing(person: PersonRow, terms: Terms) -> Answer:
    if person.birth is None:
        return UNKNOWN
    return YES if terms.pus[0] <= age(person.birth, terms.on) <= terms.pus[1] else NO


def _grown(person: PersonRow, on: date) -> bool:
    return person.birth is None or age(person.birth, on) >= _YOUNGEST_HUSBAND


def _pregnant(pus: Answer, couple: CoupleRow | None, people: Sequence[PersonRow], on: date) -> Answer:
    """Who is pregnant is of childbearing age, whatever is written of her birth."""
    if pus is NO:
        return NO
    if couple is None or couple.pregnant is None:
        return UNKNOWN
    if not couple.pregnant or not still_pregnant(couple, on):
        return NO
    if pus is UNKNOWN:
        married = any(p.birth is None and p.sex == WOMAN and _spouse(p, WOMAN) is YES for p in people)
        pus = YES if married and any(p.sex == MAN and _spouse(p, MAN) is YES for p in people) else UNKNOWN
    return pus


def _ages(
    pus: Answer, wife_age: int | None, people: Sequence[PersonRow], terms: Terms, *, lacking: bool
) -> tuple[Answer, Answer]:
    """Too young and too old. Of a couple that may be one, an age that would say so leaves it open."""
    if pus is NO:
        return NOT_APPLICABLE, NOT_APPLICABLE
    if wife_age is not None:
        old = terms.old[0] <= wife_age <= terms.old[1]
        return YES if wife_age < terms.young else NO, YES if old else NO
    maybe = [p for p in people if p.sex != MAN and _spouse(p, WOMAN) is not NO]
    if lacking or any(p.birth is None for p in maybe):
        return UNKNOWN, UNKNOWN
    years = [age(p.birth, terms.on) for p in maybe if p.birth is not None]
    young = any(terms.pus[0] <= each < terms.young for each in years)
    old = any(terms.old[0] <= each <= terms.old[1] for each in years)
    return UNKNOWN if young else NO, UNKNOWN if old else NO


def _within_pus(pus: Answer, answer: Answer) -> Answer:
    """A factor that applies to PUS only: open where it is open whether there is one."""
    if pus is NO:
        return NOT_APPLICABLE
    return UNKNOWN if pus is UNKNOWN and answer is YES else answer


def _closeness(
    people: Sequence[PersonRow], terms: Terms, *, lacking: bool
) -> tuple[Answer, int | None, tuple[str, ...]]:
    """Whether the two youngest births are too close. Twins are one birth."""
    dated = sorted((p.birth, p.id) for p in people if p.relation == CHILD and p.birth is not None)
    loose = tuple(p.id for p in people if p.relation is None or (p.relation == CHILD and p.birth is None))
    if lacking or (loose and len(dated) + len(loose) >= 2):
        return UNKNOWN, None, loose
    if not dated:
        return NO, None, ()
    younger = dated[-1]
    older = None
    for one in reversed(dated):
        if younger[0] - one[0] <= terms.one_birth:
            younger = one
        else:
            older = one
            break
    if older is None:
        return NO, None, ()
    gap = completed_months(older[0], younger[0])
    return (YES if gap < terms.close else NO), gap, (older[1], younger[1])


def _number(
    people: Sequence[PersonRow], told: int | None, limit: int, *, lacking: bool
) -> tuple[Answer, tuple[str, ...]]:
    """Whether there are too many living children: those told count too, for some live elsewhere."""
    children = tuple(p.id for p in people if p.relation == CHILD)
    if max(len(children), told or 0) >= limit:
        return YES, children
    maybe = sum(p.relation is None for p in people)
    open_ = told is None and (lacking or (maybe and len(children) + maybe >= limit))
    return (UNKNOWN if open_ else NO), children


def _no_modern(couple: CoupleRow | None, on: date) -> Answer:
    """Whether the couple uses no modern method: not while pregnant, and not known after a pregnancy has ended."""
    if couple is None:
        return UNKNOWN
    if couple.pregnant:
        return YES if still_pregnant(couple, on) else UNKNOWN
    if couple.using is None or (couple.using and couple.method is None):
        return UNKNOWN
    return NO if couple.using and couple.method in MODERN_METHODS else YES
