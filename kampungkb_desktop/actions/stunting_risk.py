"""Families at risk of stunting (KRS), judged from what the database keeps of them on a day.

Reading only, over plain rows, so that thousands of families take three queries. It is still work for the background.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.actions.figures import COUPLE
from kampungkb_desktop.actions.register_rows import couples_on, families_on, mutations_after, people_on
from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_couples import newest_answers
from kampungkb_desktop.rules.figures_rows import CoupleRow, PersonRow, family_lives
from kampungkb_desktop.rules.stunting_home import home_of
from kampungkb_desktop.rules.stunting_recap import Recap, recap
from kampungkb_desktop.rules.stunting_risk import Answer, Reading, Risk, default_reading, judge, terms
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_LIVING = ("living_male", "living_female")
Villages = str | Sequence[str] | None


def family_risk(session: Session, family_id: str, on: date, *, reading: Reading | None = None) -> Risk | None:
    """One family judged on a day by the rule then in force; ``None`` when it is not here, has moved or dissolved."""
    with session.database.read() as conn:
        return family_risk_of(conn, family_id, on, reading=reading)


def family_risk_of(conn: Connection, family_id: str, on: date, *, reading: Reading | None = None) -> Risk | None:
    """The same within a transaction of the caller."""
    return next(_judged(conn, None, on, reading, family_id), None)


def risks(session: Session, villages: Villages, on: date, *, reading: Reading | None = None) -> dict[str, Risk]:
    """Every family of the villages (``None``: all on record) that lives there, judged on a day."""
    with session.database.read() as conn:
        return {risk.family: risk for risk in _judged(conn, villages, on, reading)}


def families_at_risk(session: Session, on: date) -> list[str]:
    """The families of all villages that are at risk; those that lack an answer are not among them.

    One village after the other and nothing kept but the ids: a heap of verdicts would make the window wait for the
    garbage collector.
    """
    with session.database.read() as conn:
        named = {None if row[0] is None else str(row[0]) for row in read.rows(conn, Family, ("village",))}
        # A family without a village is found among all only.
        villages: list[str | None] = [None] if None in named else sorted(named, key=str)
        return [risk.family for one in villages for risk in _judged(conn, one, on) if risk.at_risk is Answer.YES]


def village_recap(session: Session, village: str, on: date, *, reading: Reading | None = None) -> Recap:
    """The official columns of one village on a day."""
    with session.database.read() as conn:
        judged = list(_judged(conn, village, on, reading))
        ranks = {str(row[0]): row[1] for row in answers(conn, Family, ("id", "welfare_rank"), village)}
    return recap(judged, ranks)


def _judged(
    conn: Connection, villages: Villages, on: date, reading: Reading | None = None, family_id: str | None = None
) -> Iterator[Risk]:
    """The families that live there, and of those only ``family_id`` when it is given, one after the other."""
    after = mutations_after(conn, on)
    families = families_on(conn, villages, after, family_id)
    people = _by_family(people_on(conn, villages, after, family_id))
    couples, living = _couples(couples_on(conn, villages, after, (*COUPLE, *_LIVING), family_id), on)
    rule = ruleset.in_force("krs", on).id
    limits, chosen = terms(on, rule), reading or default_reading(rule)
    for family in families:
        if family_lives(family, on):
            mine, told, couple = people.get(family.id, ()), living.get(family.id), couples.get(family.id)
            yield judge(home_of(family, mine, couple, limits, told), chosen, rule)


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
