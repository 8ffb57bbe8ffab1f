"""The guided tour as the practice data keep it: which one, how far, and what has really been done since it began.

It runs in practice only. Its place is a line of ``meta``, so that it goes on after a restart where it stood.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

from kampungkb_desktop.actions import practice_field, practice_office
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import risks
from kampungkb_desktop.actions.undo import DEPTH
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms.change import decode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.stunting_risk import Answer
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT

State = Literal["ditawarkan", "berjalan", "ditinggal", "selesai"]
_KEPT = "tour"
_TODDLER_MONTHS = 59


@frozen
class Kept:
    """Where a tour stands. ``since`` is the last own action before it began and ``since_file`` the time of the last
    file; ``family`` with its ``name``, ``child`` and ``village`` is whom the tour proposes to visit."""

    state: State = "ditawarkan"
    step: int = 0
    since: int = 0
    since_file: int = 0
    family: str = ""
    name: str = ""
    child: str = ""
    village: str = ""


@frozen
class Deeds:
    """What has been done since the tour began, read from the records themselves: a visit with a measurement, an action
    taken back, a file made, the practice office's answer fetched, its receipt read; at the district the officers'
    files asked for, taken in, every conflict settled, and the answer read by the officers."""

    visited: bool = False
    undone: bool = False
    sent: bool = False
    handed_over: bool = False
    received: bool = False
    asked: bool = False
    taken_in: bool = False
    settled: bool = False
    answered: bool = False


def can_run(session: Session) -> bool:
    """Whether these are practice data with something to walk through."""
    if not (session.practice and command_line.is_practice(session.data_dir)) or session.receiving:
        return False
    with session.database.read() as conn:
        return read.any_of(conn, Family)


def load(session: Session) -> Kept:
    """Where the tour stands; for data that never saw one it is to be offered."""
    with session.database.read() as conn:
        return Kept(**json.loads(read.meta(conn, _KEPT) or "{}"))


def keep(session: Session, kept: Kept) -> None:
    """Remember it."""
    names = ("state", "step", "since", "since_file", "family", "name", "child", "village")
    with session.database.write() as conn:
        write.put_meta(conn, _KEPT, json.dumps({name: getattr(kept, name) for name in names}))


def begin(session: Session, today: date) -> Kept:
    """Start from the first step; what was done before does not count."""
    village, family, name, child = _proposed(session, today)
    with session.database.read() as conn:
        newest = max((one.n for one in read.own_actions(conn, session.device, limit=1)), default=0)
        latest = max((one.at for one in read.files(conn)), default=0)
    kept = Kept("berjalan", 0, newest, latest, family, name, child, village)
    keep(session, kept)
    return kept


def deeds(session: Session, kept: Kept) -> Deeds:
    """What has been done since the tour began. For the worker."""
    return _of_district(session, kept) if session.role == DISTRICT else _of_officer(session, kept)


def _of_officer(session: Session, kept: Kept) -> Deeds:
    with session.database.read() as conn:
        actions = [one for one in read.own_actions(conn, session.device, limit=DEPTH) if one.n > kept.since]
        made = [one for one in read.files(conn, direction=OUT) if one.at > kept.since_file]
        visited = any(_is_visit(conn, one.id) for one in actions)
    at = practice_office.standing(session)
    return Deeds(
        visited=visited, undone=any(one.undoes for one in actions), sent=bool(made),
        handed_over=bool(made) and (at.reply is not None or not at.made), received=any(one.receipt for one in made),
    )  # fmt: skip


def _of_district(session: Session, kept: Kept) -> Deeds:
    at = practice_field.standing(session)
    asked, answered = at.asked_at > kept.since_file, at.read_at > kept.since_file
    with session.database.read() as conn:
        conflicts = bool(read.conflicts(conn))
    taken = asked and not at.waiting
    return Deeds(
        asked=asked, taken_in=taken, settled=taken and not conflicts, sent=answered or (asked and bool(at.answers)),
        answered=answered,
    )  # fmt: skip


def _is_visit(conn: Connection, action: str) -> bool:
    """Whether an action kept a finished visit with a measurement, also where it was taken back since."""
    changes = read.changes_of_action(conn, action)
    finished = any(one.form == Visit.FORM and decode_values(one.values).get("status") == DONE for one in changes)
    return finished and any(one.form == ChildMeasurement.FORM for one in changes)


def _proposed(session: Session, today: date) -> tuple[str, str, str, str]:
    """A village, a family with a toddler in it, its name and the toddler's; one at risk of stunting before any other,
    and empty where no family has a toddler."""
    fallback = ("", "", "", "")
    for village in own_villages(session):
        small = _toddlers(session, village, today)
        judged = risks(session, village, today) if small else {}
        here = [one for one in small if one in judged]
        for family in sorted(here, key=lambda one: judged[one].at_risk is not Answer.YES):
            with session.database.read() as conn:
                found = read.record(conn, Family, family)
            if found is None or not found.head_name:
                continue
            one = village, family, found.head_name, small[family].name()
            if judged[family].at_risk is Answer.YES:
                return one
            fallback = fallback if fallback[0] else one
            break
    return fallback


def _toddlers(session: Session, village: str, today: date) -> dict[str, Member]:
    """The families of a village in which a toddler lives, with one of them."""
    oldest = month_shift(month_of(today), -_TODDLER_MONTHS)
    with session.database.read() as conn:
        people = read.records(conn, Member, where={"village": village}, order=("id",))
    return {
        one.family_id: one for one in people
        if one.family_id and one.birth_date and one.mutation is None and month_of(one.birth_date) > oldest
    }  # fmt: skip
