"""Families at risk of stunting (KRS), judged from what the database keeps of them on a day.

Reading only, over plain rows, so that thousands of families take three queries. It is still work for the background.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.actions.figures import COUPLE, FAMILY, PERSON, answers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.choices_family import ACTIVE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_couples import newest_answers
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.stunting_recap import Recap, recap
from kampungkb_desktop.rules.stunting_risk import Answer, Reading, Risk, stunting_risk
from kampungkb_desktop.store.connection import Connection

_LIVING = ("living_male", "living_female")
Villages = str | Sequence[str] | None


def family_risk(session: Session, family_id: str, on: date, *, reading: Reading | None = None) -> Risk | None:
    """One family judged on a day by the rule then in force; ``None`` when it is not here, has moved or dissolved."""
    with session.database.read() as conn:
        return _judged(conn, None, on, reading, family_id).get(family_id)


def risks(session: Session, villages: Villages, on: date, *, reading: Reading | None = None) -> dict[str, Risk]:
    """Every family of the villages (``None``: all on record) that lives there, judged on a day."""
    with session.database.read() as conn:
        return _judged(conn, villages, on, reading)


def families_at_risk(session: Session, on: date) -> list[str]:
    """The families of all villages that are at risk; those that lack an answer are not among them."""
    return [family for family, risk in risks(session, None, on).items() if risk.at_risk is Answer.YES]


def village_recap(session: Session, village: str, on: date, *, reading: Reading | None = None) -> Recap:
    """The official columns of one village on a day."""
    with session.database.read() as conn:
        judged = _judged(conn, village, on, reading)
        ranks = {str(row[0]): row[1] for row in answers(conn, Family, ("id", "welfare_rank"), village)}
    return recap(judged.values(), ranks)


def _judged(
    conn: Connection, villages: Villages, on: date, reading: Reading | None, family_id: str | None = None
) -> dict[str, Risk]:
    """The families that live there, and of those only ``family_id`` when it is given."""
    own: dict[str, Scalar] = {} if family_id is None else {"id": family_id}
    theirs: dict[str, Scalar] = {} if family_id is None else {"family_id": family_id}
    families = [FamilyRow(*row) for row in answers(conn, Family, FAMILY, villages, **own)]
    people = _by_family(PersonRow(*row) for row in answers(conn, Member, PERSON, villages, **theirs))
    couples, living = _couples(answers(conn, FamilyPlanning, (*COUPLE, *_LIVING), villages, **theirs), on)
    rule = ruleset.in_force("krs", on).id
    return {
        family.id: stunting_risk(
            family, people.get(family.id, ()), couples.get(family.id), on,
            living_children=living.get(family.id), reading=reading, rule=rule,
        )
        for family in families
        if family.state in (None, ACTIVE)
    }  # fmt: skip


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
