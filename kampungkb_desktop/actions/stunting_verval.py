"""Verval KRS: the families to verify in a semester, the answers given, and the way several are answered at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.restricting import veiled
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import family_risk_of, judged
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import DONE, missing
from kampungkb_desktop.forms.risk_verification import LISTED, NEW, RANK, RiskVerification, verification_id
from kampungkb_desktop.rules.stunting_risk import Answer, Risk
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_FEW = 3
SEMESTERS_BACK = 8
"""How far back a semester may be chosen: verval as it is now began in 2022."""


@frozen
class VervalLine:
    """One family of the list: where it lives, what the rule says, and what was answered this semester."""

    family: Family
    target: Answer
    at_risk: Answer
    targets: tuple[str, ...]
    """Codes of the sasaran it is."""
    record: RiskVerification | None


def semesters(today: date) -> tuple[Semester, ...]:
    """The semesters that may be chosen, this one first."""
    return tuple(Semester.of(today).shifted(-back) for back in range(SEMESTERS_BACK))


def verval_lines(session: Session, village: str, semester: Semester, today: date) -> list[VervalLine]:
    """Every sasaran of a village and whoever was verified, by RT and name. Work for the background."""
    with session.database.read() as conn:
        records = records_of(conn, village, semester)
        wanted: dict[str, Risk] = {}
        for risk in judged(conn, village, semester.day(today)):
            if risk.target is Answer.YES or risk.family in records:
                wanted[risk.family] = risk
        families = veiled(conn, read.by_ids(conn, Family, {*wanted, *records}))
    lines = [_line(family, wanted.get(one), records.get(one)) for one, family in families.items()]
    return sorted(
        lines, key=lambda line: (line.family.rw or "", line.family.rt or "", line.family.name(), line.family.id)
    )


def records_of(conn: Connection, village: str, semester: Semester) -> dict[str, RiskVerification]:
    """What was verified in a village and semester, by family."""
    where: dict[str, Scalar] = {"village": village, "year": semester.year, "half": str(semester.half)}
    return {one.family_id: one for one in read.records(conn, RiskVerification, where=where) if one.family_id}


def history_of(session: Session, family_id: str) -> tuple[RiskVerification, ...]:
    """Every verification of a family, the newest semester first."""
    with session.database.read() as conn:
        found = read.records(conn, RiskVerification, where={"family_id": family_id})
    return tuple(sorted(found, key=lambda one: (one.year or 0, one.half or "", one.id), reverse=True))


def begun(session: Session, family: Family, semester: Semester, today: date) -> RiskVerification:
    """The verification of a family in a semester: as it stands, or with what is known already filled in."""
    with session.database.read() as conn:
        # By what it says, not by its id: one that was made for a family joined with this one has the other's.
        where: dict[str, Scalar] = {"family_id": family.id, "year": semester.year, "half": str(semester.half)}
        there = {one.id: one for one in read.records(conn, RiskVerification, where=where, order=("id",))}
        kept = there.get(verification_id(family.id, semester)) or next(iter(there.values()), None)
        known = None if kept is not None else _listed(conn, [family], semester)
    return kept or _proposed(family, semester, today, own_officer(session).name(), listed=bool(known))


def answered(
    session: Session, answers: Sequence[tuple[VervalLine, Mapping[str, Any]]], semester: Semester, today: date
) -> tuple[Saved, list[RiskVerification]]:
    """Answer for several families in one action; each keeps its other answers. Complete ones become *selesai*.

    Whole villages are judged at once, so hundreds of families take about a second: work for the background.
    """
    officer = own_officer(session).name()
    with session.database.read() as conn:
        new = [line.family for line, _given in answers if line.record is None]
        listed = _listed(conn, new, semester) if new else frozenset()
        records = [
            (line.record or _proposed(line.family, semester, today, officer, listed=line.family.id in listed)).changed(
                **given
            )
            for line, given in answers
        ]
        verdicts = _verdicts(conn, records, today)
    records = [_completed(record, verdicts.get(record.id)) for record in records]
    several = f": {len(records)} keluarga" if len(records) > 1 else ""
    return save(session, f"Verval KRS {semester.label}{several}", records), records


def with_verdict(session: Session, record: RiskVerification, today: date) -> RiskVerification:
    """The record with the category by the rule on the day of verification, and the rule's version and reading."""
    with session.database.read() as conn:
        return _judged_so(record, _verdicts(conn, [record], today).get(record.id))


def _completed(record: RiskVerification, risk: Risk | None) -> RiskVerification:
    made = _judged_so(record, risk)
    done = made.changed(status=DONE)
    return made if missing(done) else done


def _judged_so(record: RiskVerification, risk: Risk | None) -> RiskVerification:
    if risk is None:
        return record
    return record.changed(computed=str(risk.at_risk), computed_by=f"{risk.rule_version} · {risk.reading}")


def _verdicts(conn: Connection, records: Sequence[RiskVerification], today: date) -> dict[str, Risk]:
    """The verdict on the day of each verification, by the record's id."""
    by_day: defaultdict[date, list[RiskVerification]] = defaultdict(list)
    for record in records:
        by_day[min(record.verified_on or today, today)].append(record)
    found: dict[str, Risk] = {}
    for day, those in by_day.items():
        risks = _risks(conn, [(one.family_id, one.village) for one in those], day)
        found |= {one.id: risks[one.family_id] for one in those if one.family_id in risks}
    return found


def _listed(conn: Connection, families: Sequence[Family], semester: Semester) -> frozenset[str]:
    """The families that are on the list already: verified before, or a sasaran (or perhaps one) when the semester
    before ended. Another is proposed as new."""
    ids = [family.id for family in families]
    earlier = {str(row[0]) for row in read.rows(conn, RiskVerification, ("family_id",), {"family_id": ids})}
    rest = [(family.id, family.village) for family in families if family.id not in earlier]
    before = _risks(conn, rest, semester.shifted(-1).last)
    return frozenset(earlier) | {one for one, risk in before.items() if risk.target is not Answer.NO}


def _risks(conn: Connection, families: Sequence[tuple[str | None, str | None]], day: date) -> dict[str, Risk]:
    """Families judged on a day: a few one by one, many with their whole village."""
    ids = {one for one, _village in families if one is not None}
    if len(ids) <= _FEW:
        return {one: risk for one in ids if (risk := family_risk_of(conn, one, day)) is not None}
    villages = sorted({village for _one, village in families if village})
    return {risk.family: risk for risk in judged(conn, villages, day) if risk.family in ids}


def _proposed(family: Family, semester: Semester, today: date, officer: str, *, listed: bool) -> RiskVerification:
    return RiskVerification(
        id=verification_id(family.id, semester), village=family.village, family_id=family.id, year=semester.year,
        half=str(semester.half), origin=LISTED if listed else NEW, verified_on=semester.day(today),
        verified_by=officer, welfare_rank=_rank(family.welfare_rank),
    )  # fmt: skip


def _rank(desil: int | None) -> str | None:
    if desil is None:
        return None
    return str(desil) if str(desil) in RANK.codes() else ">4"


def _line(family: Family, risk: Risk | None, record: RiskVerification | None) -> VervalLine:
    if risk is None:
        return VervalLine(family, Answer.NO, Answer.NOT_APPLICABLE, (), record)
    targets = tuple(one.code for one in risk.targets if one.answer is Answer.YES)
    return VervalLine(family, risk.target, risk.at_risk, targets, record)
