"""Families at risk of stunting (KRS), judged from what the database keeps of them on a day.

Reading only, over plain rows, so that thousands of families take three queries. It is still work for the background.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.actions.figures import COUPLE
from kampungkb_desktop.actions.register_rows import (
    After,
    OnDay,
    couples_on,
    families_on,
    mutations_after,
    on_day,
    people_on,
)
from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_couples import newest_answers
from kampungkb_desktop.rules.figures_rows import CoupleRow, PersonRow, family_lives
from kampungkb_desktop.rules.stunting_home import home_of
from kampungkb_desktop.rules.stunting_recap import Recap, Traits, Verified, recap
from kampungkb_desktop.rules.stunting_risk import Reading, Risk, default_reading, judge, terms
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

READING = "krs_reading"
"""The setting of this laptop that chooses another reading than the rule's own."""
COUPLE_ASKED = (*COUPLE, "living_male", "living_female")
"""What is asked of the KB answers: the couple, and the children alive."""
_VERIFIED = ("family_id", "found", "origin", "wedding_plan", "welfare_rank", "assistance")
Villages = str | Sequence[str] | None


def reading_of(conn: Connection, on: date) -> Reading:
    """The reading in force on this laptop: the one chosen in Pengaturan, else that of the rule of the day."""
    kept = json.loads(read.setting(conn, READING) or "null")
    return Reading(kept) if kept in set(Reading) else default_reading(ruleset.in_force("krs", on).id)


def family_risk(session: Session, family_id: str, on: date, *, reading: Reading | None = None) -> Risk | None:
    """One family judged on a day by the rule then in force; ``None`` when it is not here, has moved or dissolved."""
    with session.database.read() as conn:
        return family_risk_of(conn, family_id, on, reading=reading)


def family_risk_of(conn: Connection, family_id: str, on: date, *, reading: Reading | None = None) -> Risk | None:
    """The same within a transaction of the caller."""
    return next(judged(conn, None, on, reading, family_id), None)


def risks(session: Session, villages: Villages, on: date, *, reading: Reading | None = None) -> dict[str, Risk]:
    """Every family of the villages (``None``: all on record) that lives there, judged on a day."""
    with session.database.read() as conn:
        return {risk.family: risk for risk in judged(conn, villages, on, reading)}


def villages_of(conn: Connection) -> list[str | None]:
    """The villages that hold families; (``None``,) for all at once where a family has no village."""
    named = {None if code is None else str(code) for (code,), _count in lists.counted(conn, Family.FORM, ("village",))}
    return [None] if None in named else sorted(named, key=str)


def village_recap(session: Session, village: str, on: date, *, reading: Reading | None = None) -> Recap:
    """The official columns of one village on a day, with what was verified in the semester of that day."""
    with session.database.read() as conn:
        return recap_of(conn, village, Semester.of(on), on, reading)


def recap_of(
    conn: Connection, village: str | None, semester: Semester, on: date, reading: Reading | None,
    after: After | None = None,
) -> Recap:  # fmt: skip
    """The same within a transaction of the caller, for any semester. ``after`` is what happened after the day, for who
    asks for many villages and reads it once."""
    return recap(judged(conn, village, on, reading, after=after), traits_of(conn, village, semester))


def judged(
    conn: Connection, villages: Villages, on: date, reading: Reading | None = None, family_id: str | None = None,
    *, after: After | None = None, known: OnDay | None = None,
) -> Iterator[Risk]:  # fmt: skip
    """The families that live there, and of those only ``family_id`` when it is given, one after the other. Who has read
    the rows of the villages already (with ``COUPLE_ASKED``) gives them as ``known``."""
    if known is None and after is None and family_id is None and isinstance(villages, str):
        known = on_day(conn, villages, on, COUPLE_ASKED)  # of a village, not what happened since in all of them
    if known is None:
        after = mutations_after(conn, on) if after is None else after
        known = OnDay(
            bool(after), families_on(conn, villages, after, family_id), people_on(conn, villages, after, family_id),
            couples_on(conn, villages, after, COUPLE_ASKED, family_id),
        )  # fmt: skip
    families, people = known.families, _by_family(known.people)
    couples, living = _couples(known.couples, on)
    expected = _expected(conn, villages, family_id, late=known.late)
    rule = ruleset.in_force("krs", on).id
    limits, chosen = terms(on, rule), reading or reading_of(conn, on)
    for family in families:
        if family_lives(family, on):
            one = family.id
            home = home_of(family, people.get(one, ()), couples.get(one), limits, living.get(one), expected.get(one))
            yield judge(home, chosen, rule)


def _expected(conn: Connection, villages: Villages, family_id: str | None, *, late: bool) -> dict[str, int]:
    """How many people each family is said to have, less those who went to another family since. On a day before
    mutations nobody knows how many they were."""
    if late:
        return {}
    own: dict[str, Scalar] = {} if family_id is None else {"id": family_id}
    wanted: dict[str, Any] = own if villages is None else {"village": villages, **own}
    rows = read.rows(conn, Family, ("id", "members_expected"), wanted)
    said = {str(family): int(size) for family, size in rows if size is not None}
    left: dict[str, Any] = {} if villages is None and family_id is None else {"family_id": list(said)}
    for family, _member, other in set(read.rows(conn, Mutation, ("family_id", "member_id", "to_family_id"), left)):
        if str(family) in said and other not in (None, family):
            said[str(family)] -= 1
    return said


def traits_of(
    conn: Connection, village: str | None, semester: Semester, families: Sequence[str] | None = None
) -> dict[str, Traits]:
    """What is counted of each family (of ``families``) beside the rule, with what was verified in the semester."""
    own: dict[str, Sequence[Scalar]] = {} if families is None else {"id": families}
    verified = verified_in(conn, village, semester, families)
    rows = answers(conn, Family, ("id", "welfare_rank", "rt", "rw"), village, **own)
    found = {str(row[0]): Traits(row[1], row[2], row[3], verified.get(str(row[0]))) for row in rows}
    return {**{one: Traits(verified=how) for one, how in verified.items()}, **found}


def verified_in(
    conn: Connection, village: str | None, semester: Semester, families: Sequence[str] | None = None
) -> dict[str, Verified]:
    """What was verified in a semester, by family; of two records of one family the later made."""
    own: dict[str, Sequence[Scalar]] = {} if families is None else {"family_id": families}
    rows = answers(conn, RiskVerification, _VERIFIED, village, year=semester.year, half=str(semester.half), **own)
    return {
        str(family): Verified(found, origin, wedding, rank, tuple(json.loads(help_)) if help_ else ())
        for family, found, origin, wedding, rank, help_ in rows
        if family
    }


def _by_family(people: Iterable[PersonRow]) -> dict[str, list[PersonRow]]:
    found: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for person in people:
        if person.family is not None:
            found[person.family].append(person)
    return found


def _couples(rows: Sequence[Sequence[Any]], on: date) -> tuple[dict[str, CoupleRow], dict[str, int]]:
    """The newest answers of each family, and the children alive that they name."""
    newest = newest_answers((CoupleRow(*row[: len(COUPLE)]) for row in rows), on)
    chosen = {couple.id for couple in newest.values()}
    living = {
        str(row[1]): sum(number or 0 for number in row[len(COUPLE) :])
        for row in rows
        if row[0] in chosen and any(number is not None for number in row[len(COUPLE) :])
    }
    return newest, living
