"""The households of some villages, or some families, as the due list judges them: read as plain rows, one village
after the other, so that thousands of families take little memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from kampungkb_desktop.actions.figures import COUPLE
from kampungkb_desktop.actions.register_rows import FAMILY, PERSON
from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_housing import latrine_safe, water_safe
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS, NONE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import MODERN_METHODS, FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DRAFT, Record
from kampungkb_desktop.forms.risk_verification import NO_ASSISTANCE, RiskVerification
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.due import BirthRow, Household, PregnancyRow, SupportRow, VisitMade, WeddingRow
from kampungkb_desktop.rules.figures_couples import newest_answers
from kampungkb_desktop.rules.figures_growth import MeasuredRow
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow, family_lives
from kampungkb_desktop.rules.stunting_home import Terms, home_of
from kampungkb_desktop.rules.stunting_risk import Reading, default_reading, judge, terms
from kampungkb_desktop.rules.three_valued import Answer
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

_PLACE = ("members_expected", "village", "rw", "rt")
_LIVING = ("living_male", "living_female")
_VISIT = (
    "id", "family_id", "member_id", "target", "visited_on", "next_visit_on", "status", "referral",
    "referral_closed_on", "referral_to", "social_aid", "social_aid_closed_on", "support_received",
)  # fmt: skip
_MEASURED = ("id", "member_id", "measured_on", "weight_kg", "lenhei_cm", "position", "oedema")
_CHECK = ("id", "member_id", "measured_on", "gestation_weeks", "delivered")
_BIRTH = ("id", "member_id", "measured_on", "delivered_on", "mother_alive")
_WEDDING = ("id", "member_id", "measured_on", "wedding_on")
_VERIFIED = ("id", "family_id", "verified_on", "assistance", "wedding_plan")
OF_FAMILY = tuple(form.FORM for form in (Member, FamilyPlanning, Visit, RiskVerification))
OF_PERSON: tuple[type[Record], ...] = (ChildMeasurement, PregnancyCheck, PostpartumCheck, CatinCheck)
T = TypeVar("T")


class Place(NamedTuple):
    """Where a family lives; empty where it is not recorded."""

    village: str
    rw: str
    rt: str


class Read(NamedTuple):
    """One family as it was read on a day; ``here`` says whether it lives there, and only then why it is at risk was
    asked. ``couples`` are the answers about KB that the days may still change: of later days, or of a pregnancy."""

    household: Household
    place: Place
    family: FamilyRow
    couples: Sequence[CoupleRow]
    here: bool


class _Rows(NamedTuple):
    """Everything of some families, by family or by person."""

    people: Mapping[str, list[tuple[PersonRow, str | None]]]
    couples: Mapping[str, CoupleRow]
    changing: Mapping[str, list[CoupleRow]]
    living: Mapping[str, int]
    visits: Mapping[str, list[VisitMade]]
    support: Mapping[str, list[SupportRow]]
    measured: Mapping[str, list[MeasuredRow]]
    checks: Mapping[str, list[PregnancyRow]]
    births: Mapping[str, list[BirthRow]]
    weddings: Mapping[str, list[WeddingRow]]


class _Source:
    """One picture of the data: the forms narrowed to a village, or to some families and their people."""

    def __init__(self, conn: Connection, village: str | None, families: Sequence[str] | None) -> None:
        self._conn, self._village, self._families = conn, village, families
        self._people: list[str] = []

    def families(self) -> list[list[Any]]:
        return self._rows(Family, (*FAMILY, *_PLACE), "id", self._families)

    def of_family(self, form: type[Record], fields: Sequence[str]) -> list[list[Any]]:
        found = self._rows(form, fields, "family_id", self._families)
        if form is Member:
            self._people = [row[0] for row in found]
        return found

    def of_person(self, form: type[Record], fields: Sequence[str]) -> list[list[Any]]:
        return self._rows(form, fields, "member_id", None if self._families is None else self._people)

    def _rows(
        self, form: type[Record], fields: Sequence[str], key: str, wanted: Sequence[str] | None
    ) -> list[list[Any]]:
        if wanted is not None:
            return answers(self._conn, form, fields, None, **{key: wanted})
        return answers(self._conn, form, fields, self._village)


def households_of_village(conn: Connection, village: str, today: date) -> Iterator[tuple[Household, Place]]:
    """Every family of a village that lives there."""
    return ((one.household, one.place) for one in families_of_village(conn, village, today) if one.here)


def families_of_village(conn: Connection, village: str, today: date, strays: set[str] | None = None) -> Iterator[Read]:
    """Every family of a village. ``strays`` gets the families of other villages with a record under this one: what is
    told of them by village is not everything."""
    source = _Source(conn, village, None)
    families, rows = source.families(), _read(source, today)
    if strays is not None:
        strays |= _strays(conn, {row[0] for row in families}, rows)
    yield from _households(families, rows, today)


def families_of(conn: Connection, families: Sequence[str], today: date) -> Iterator[Read]:
    """These families wholly, as far as they are on record here."""
    source = _Source(conn, None, list(families))
    yield from _households(source.families(), _read(source, today), today)


def families_without_village(conn: Connection) -> frozenset[str]:
    """The families that no village holds: they, or a record of theirs, stand under none."""
    nowhere = {str(row[0]) for row in read.rows(conn, Family, ("id",), {"village": None})}
    stray = lists.families_of_stray_records(conn, OF_FAMILY)
    people = [row[0] for form in OF_PERSON for row in read.rows(conn, form, ("member_id",), {"village": None})]
    return frozenset(nowhere | stray | lists.families_of_people(conn, [str(one) for one in people if one]))


def _strays(conn: Connection, here: set[str], rows: _Rows) -> frozenset[str]:
    """The families of the rows that belong to none of the families read."""
    people = {person.id for found in rows.people.values() for person, _mother in found}
    strangers = {
        one for by_person in (rows.measured, rows.checks, rows.births, rows.weddings) for one in by_person
        if one not in people
    }  # fmt: skip
    families = {one for by_family in (rows.people, rows.couples, rows.visits, rows.support) for one in by_family}
    return frozenset(families - here) | (lists.families_of_people(conn, strangers) if strangers else frozenset())


def _households(families: Sequence[Sequence[Any]], rows: _Rows, today: date) -> Iterator[Read]:
    krs = ruleset.in_force("krs", today).id
    known = terms(today, krs)
    for row in families:
        home = FamilyRow(*row[: len(FAMILY)])
        expected, *place = row[len(FAMILY) :]
        here = family_lives(home, today)
        because = _at_risk(home, expected, rows, known, krs) if here else None
        where = Place(*(str(one or "") for one in place))
        yield Read(_household(home, because, rows), where, home, rows.changing.get(home.id, ()), here)


def _at_risk(home: FamilyRow, expected: int | None, rows: _Rows, known: Terms, krs: str) -> tuple[str, ...] | None:
    """Why a family is at risk of stunting, ``None`` where it is not or nobody can tell."""
    couple, reading = rows.couples.get(home.id), default_reading(krs)
    if not may_be_at_risk(home, couple, reading):
        return None
    people = [person for person, _mother in rows.people.get(home.id, ())]
    risk = judge(home_of(home, people, couple, known, rows.living.get(home.id), expected), reading, krs)
    return tuple(one.reason for one in risk.deciding) if risk.at_risk is Answer.YES else None


def may_be_at_risk(home: FamilyRow, couple: CoupleRow | None, reading: Reading) -> bool:
    """Whether the verdict can be ya at all: without a bad house, and with a modern method or without any answer about
    KB, it cannot. Half of the families need no verdict for that."""
    if water_safe(home.water) is False or latrine_safe(home.latrine) is False or reading is Reading.FOUR_ALONE:
        return True
    if couple is None or (couple.using is None and couple.pregnant is None):
        return False
    return bool(couple.pregnant) or not couple.using or couple.method not in MODERN_METHODS


def _household(home: FamilyRow, at_risk: tuple[str, ...] | None, rows: _Rows) -> Household:
    found = rows.people.get(home.id, ())
    ids = [person.id for person, _mother in found]
    return Household(
        family=home.id,
        people=tuple(person for person, _mother in found),
        mothers={person.id: mother for person, mother in found if mother},
        couple=rows.couples.get(home.id),
        at_risk=at_risk,
        visits=tuple(rows.visits.get(home.id, ())),
        support=tuple(rows.support.get(home.id, ())),
        measured=_of(rows.measured, ids),
        checks=_of(rows.checks, ids),
        births=_of(rows.births, ids),
        weddings=_of(rows.weddings, ids),
    )


def _of(by_person: Mapping[str, list[T]], people: Iterable[str]) -> tuple[T, ...]:
    return tuple(one for person in people for one in by_person.get(person, ()))


# --- reading


def _read(source: _Source, today: date) -> _Rows:
    people = _grouped(source.of_family(Member, (*PERSON, "mother_id")), lambda r: (PersonRow(*r[:-1]), r[-1]))
    couples, changing, living = _couples(source.of_family(FamilyPlanning, (*COUPLE, *_LIVING)), today)
    visits = source.of_family(Visit, _VISIT)
    support = _grouped(
        source.of_family(RiskVerification, _VERIFIED),
        lambda r: SupportRow(r[0], r[2], _given(r[3], NO_ASSISTANCE), r[4]),
    )
    return _Rows(
        people,
        couples,
        changing,
        living,
        _grouped(visits, _visit),
        support,
        _grouped(source.of_person(ChildMeasurement, _MEASURED), lambda r: MeasuredRow(*r)),
        _grouped(source.of_person(PregnancyCheck, _CHECK), lambda r: PregnancyRow(*r)),
        _grouped(source.of_person(PostpartumCheck, _BIRTH), lambda r: BirthRow(*r)),
        _grouped(source.of_person(CatinCheck, _WEDDING), lambda r: WeddingRow(*r)),
    )


def _grouped(rows: Iterable[Sequence[Any]], make: Callable[[Sequence[Any]], T]) -> Mapping[str, list[T]]:
    """By what stands second: the family, or the person."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for row in rows:
        if row[1] is not None:
            found[row[1]].append(make(row))
    return found


def _couples(
    rows: Sequence[Sequence[Any]], today: date
) -> tuple[dict[str, CoupleRow], Mapping[str, list[CoupleRow]], dict[str, int]]:
    """The newest answers of each family, those that the days may still change, and the children alive that the newest
    name."""
    couples = [CoupleRow(*row[: len(COUPLE)]) for row in rows]
    newest = newest_answers(couples, today)
    changing = _grouped((one for one in couples if one.pregnant or (one.as_of or today) > today), CoupleRow._make)
    chosen = {couple.id for couple in newest.values()}
    living = {
        str(row[1]): sum(number or 0 for number in row[len(COUPLE) :])
        for row in rows
        if row[0] in chosen and any(number is not None for number in row[len(COUPLE) :])
    }
    return newest, changing, living


def _visit(r: Sequence[Any]) -> VisitMade:
    return VisitMade(
        id=r[0],
        person=r[2],
        target=r[3],
        on=r[4],
        next_on=r[5],
        draft=r[6] == DRAFT,
        referral=r[7] == IN_PROGRESS and r[8] is None,
        referral_to=r[9],
        aid=r[10] == IN_PROGRESS and r[11] is None,
        support=_given(r[12], NONE),
    )


def _given(codes: str | None, nothing: str) -> bool | None:
    """Whether some help was received, from the stored list of codes; ``None`` when not asked."""
    return None if codes is None else f'"{nothing}"' not in codes
