"""From rows to a plan: matched with what is on record, compared answer by answer, checked as a form would check it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from kampungkb_desktop.actions.lists_in import plan as plans
from kampungkb_desktop.actions.lists_in.checking import check_person, check_record
from kampungkb_desktop.actions.lists_in.couples import development_answers, planning_answers
from kampungkb_desktop.actions.lists_in.findings import Level
from kampungkb_desktop.actions.lists_in.households import Household, households
from kampungkb_desktop.actions.lists_in.matching import Match, match_all
from kampungkb_desktop.actions.lists_in.plan import Line, Offer, Plan
from kampungkb_desktop.actions.lists_in.reading import ReadRow
from kampungkb_desktop.actions.lists_in.register import number_key, read_register
from kampungkb_desktop.actions.lists_in.targets import AS_OF, HEAD_NAME, KKI, NAME, RT, RW
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_EVERY: Final = 200
_ALIKE: Final = frozenset({RT.partition(".")[2], RW.partition(".")[2], "family_no"})
"""Fields where "1" and "001" are the same answer."""
_CARRIED: Final = ("births", "born_alive_male", "born_alive_female", "living_male", "living_female")
"""What a new record of family planning takes along from the one before: counts that do not grow smaller by a list."""


@frozen
class Wanted:
    """What a person settled for the file."""

    today: date
    as_of: date
    village: str | None = None
    strangers: frozenset[int] = frozenset()
    """Rows that are not whom they look like."""
    usual: Mapping[str, str] = field(default_factory=dict)
    """RT and RW of families whose rows name none."""


@dataclass(slots=True)
class _Known:
    """Whole records of what was found."""

    families: Mapping[str, Family] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)
    planning: dict[str, FamilyPlanning] = field(default_factory=dict)
    development: dict[str, FamilyDevelopment] = field(default_factory=dict)


def make_plan(session: Session, rows: Sequence[ReadRow], wanted: Wanted, progress: Progress) -> Plan:
    """The plan of these rows. Reads the database, writes nothing; raises ``Cancelled``."""
    homes = households(rows, wanted.village, wanted.usual)
    villages = {home.village for home in homes if home.village}
    with session.database.read() as conn:
        progress.report(0, len(homes), "Mencocokkan dengan data yang ada")
        matches = match_all(homes, read_register(conn, villages), wanted.strangers)
        known = _known(conn, matches)
    made = Plan([], [])
    lines: list[Line] = []
    for done, match in enumerate(matches):
        if done % _EVERY == 0:
            progress.report(done, len(matches), "Mencocokkan dengan data yang ada")
        lines += _household(session, match, known, wanted)
    made.lines = sorted(lines, key=lambda line: line.row)
    made.households = list({id(line.household): line.household for line in made.lines}.values())
    return made


def _known(conn: Connection, matches: Sequence[Match]) -> _Known:
    families = [match.family for match in matches if match.family]
    members = [one for match in matches for one in match.members.values()]
    known = _Known(read.by_ids(conn, Family, families), read.by_ids(conn, Member, members))
    for one in read.records(conn, FamilyPlanning, where={"family_id": families}, order=("as_of",)):
        known.planning[str(one.family_id)] = one
    for other in read.records(conn, FamilyDevelopment, where={"family_id": families}, order=("as_of",)):
        known.development[str(other.family_id)] = other
    return known


def _household(session: Session, match: Match, known: _Known, wanted: Wanted) -> list[Line]:
    home = match.home
    day = home.answers.get(AS_OF) or wanted.as_of
    family = _offer(session, Family, known.families.get(match.family or ""), _answers(home.answers, Family), home)
    dated = _dated(session, home, family, known, day)
    made = plans.Household(str(home.answers.get(HEAD_NAME) or ""), (family, *dated))
    for offer in made.offers:
        check_record(home.rows[0], offer, wanted.today)
    for at, row in enumerate(home.rows):
        made.lines.append(_line(session, match, row, made, known, wanted, first=at == 0))
    _settle_first(made)
    return made.lines


def _line(
    session: Session, match: Match, row: ReadRow, made: plans.Household, known: _Known, wanted: Wanted, *, first: bool
) -> Line:
    home, person = match.home, None
    if NAME in row.answers:
        seen = known.members.get(match.members.get(row.row, ""))
        answers = _answers(row.answers, Member)
        check_person(row, answers, seen, wanted.today)
        if seen is None or seen.family_id != made.offers[0].id:
            answers["family_id"] = made.offers[0].id
        person = _offer(session, Member, seen, answers, home)
        check_record(row, person, wanted.today)
    if row.row in match.repeated:
        row.say("", Level.CHECK, match.repeated[row.row])
    doubt = match.doubts.get(0) or match.doubts.get(row.row) or match.repeated.get(row.row) or ""
    name = str(row.answers.get(NAME) or row.answers.get(HEAD_NAME) or "(tanpa nama)")
    return Line(row.row, name, made, person, tuple(row.said), row.refused, doubt, first)


def _settle_first(made: plans.Household) -> None:
    """The family is counted under its first row that can go in; where none can, it stays out with them."""
    takes = next((line for line in made.lines if not line.refused), None)
    for line in made.lines:
        line.first = line is takes


def _answers(answers: Mapping[str, Any], form: type[Record]) -> dict[str, Any]:
    """The answers of a form out of those of a row or family."""
    head = f"{form.FORM}."
    return {
        key.removeprefix(head): value for key, value in answers.items() if key.startswith(head) and key != f"{head}id"
    }


def _offer(
    session: Session, form: type[Record], seen: Record | None, answers: dict[str, Any], home: Household
) -> Offer:
    """The answers that are not on record already."""
    if seen is None:
        return Offer(form, new_record_id(session), None, {**answers, "village": home.village})
    other = {name: value for name, value in answers.items() if not _same(name, getattr(seen, name), value)}
    return Offer(form, seen.id, seen, other)


def _same(name: str, on_record: Answer, offered: Answer) -> bool:
    if on_record == offered:
        return True
    if name in _ALIKE and on_record is not None:
        return str(on_record).lstrip("0") == str(offered).lstrip("0")
    if name == KKI.partition(".")[2] and on_record is not None:
        return number_key(str(on_record)) == number_key(str(offered))
    if not isinstance(on_record, str):
        return False
    # Spaces are lost on the way, and other programs print in capitals: that alone is no other answer.
    one, other = on_record.split(), str(offered).split()
    return one == other or (str(offered).isupper() and [w.casefold() for w in one] == [w.casefold() for w in other])


def _dated(session: Session, home: Household, family: Offer, known: _Known, day: date) -> list[Offer]:
    """The couple and the groups as offers: compared with the newest record; a change of a newer day is a new record."""
    found = []
    for form, answers, newest in (
        (FamilyPlanning, planning_answers(home, day), known.planning.get(family.id)),
        (FamilyDevelopment, development_answers(home), known.development.get(family.id)),
    ):
        if not answers:
            continue
        offer = _offer(session, form, newest, answers, home)
        if newest is None:
            found.append(replace(offer, answers={**offer.answers, "family_id": family.id, "as_of": day}))
        elif offer.answers:
            found.append(replace(offer, day=day))
    return found


def writes_anew(offer: Offer) -> bool:
    """Whether a dated offer goes into a new record: the newest on record is of an earlier day."""
    on_record = getattr(offer.seen, "as_of", None)
    return offer.day is not None and on_record is not None and on_record < offer.day


def carried(offer: Offer) -> dict[str, Answer]:
    """What a new dated record takes along from the one before it."""
    if offer.form is FamilyPlanning:
        return {name: getattr(offer.seen, name) for name in _CARRIED}
    return {name: getattr(offer.seen, name) for name in offer.form.__dataclass_fields__ if name not in ("id", "as_of")}
