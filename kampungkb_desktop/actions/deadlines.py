"""The reporting calendar of the own villages: what is due, what records show, and the tick by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.work_log import work_log
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import month_of
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.deadline_done import DeadlineDone, deadline_done_id
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.rules import deadlines as rules
from kampungkb_desktop.rules.days import first_of, last_of, month_index
from kampungkb_desktop.rules.deadlines import Deadline, Evidence
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import standing

FORMS = frozenset({"activity", "monthly", "risk_verification", "visit", "deadline_done", "village", "assignment"})
"""The forms that the calendar rests on."""


def month_deadlines(session: Session, month: date, today: date) -> tuple[Deadline, ...]:
    """Every deadline due in the month of a day."""
    index = month_index(month)
    villages, shown = own_villages(session), evidence(session, (index - 1, index))
    return rules.deadlines(first_of(index), last_of(index), today, villages, shown)


def open_reminders(session: Session, today: date) -> tuple[Deadline, ...]:
    """What is late or due within days and not done."""
    first, last = rules.reminded(today)
    months = range(month_index(first) - 1, month_index(last) + 1)
    return rules.reminders(today, own_villages(session), evidence(session, months))


def evidence(session: Session, months: Iterable[int]) -> Evidence:
    """What is on record that shows a duty done; the work log is read for these months only (by index)."""
    logs = [work_log(session, session.author, month_of(first_of(index))) for index in months]
    with session.database.read() as conn:
        began = lists.first_action(conn)
        return Evidence(
            since=day_of(began) if began is not None else None,
            activities=_activities(conn),
            monthly=_monthly(conn),
            counselling={log.month: (log.counselling, log.wanted) for log in logs},
            verified=_verified(conn),
            ticks=_ticks(conn),
        )


def tick(session: Session, which: Sequence[Deadline], done_on: date, note: str | None = None) -> Saved:
    """Note by hand that a duty was done, in one village or several, as one action; noting it again changes the day
    and the words."""
    made = [_record(session, one).changed(done_on=done_on, note=note, status=DONE) for one in which]
    return save(session, f"Tandai: {which[0].duty.title}" if which else "Tandai", made)


def untick(session: Session, deadline: Deadline) -> Saved:
    """Take a tick back."""
    return save(session, f"Batalkan tanda: {deadline.duty.title}", [], [_record(session, deadline)])


def ticked(session: Session, deadline: Deadline) -> DeadlineDone | None:
    """The tick of a deadline, if there is one."""
    with session.database.read() as conn:
        return read.record(conn, DeadlineDone, _record(session, deadline).id)


def _record(session: Session, deadline: Deadline) -> DeadlineDone:
    """The empty tick of a deadline: of its village, or of the person who works here."""
    duty, period = deadline.duty.code, deadline.period.code
    owner = deadline.village or session.author
    with session.database.read() as conn:
        known = standing(conn, DeadlineDone.FORM, deadline_done_id(owner, duty, period))
    return DeadlineDone(
        id=known,
        village=deadline.village or None,
        duty=duty,
        period=period,
        officer_id=session.author,
    )


def _activities(conn: Connection) -> dict[str, list[date]]:
    found: defaultdict[str, list[date]] = defaultdict(list)
    for village, held_on in answers(conn, Activity, ("village", "held_on"), None):
        if village and isinstance(held_on, date):
            found[village].append(held_on)
    return found


def _monthly(conn: Connection) -> dict[tuple[str, str], bool]:
    """Complete or only begun; where two records stand for a month, one complete is enough."""
    found: dict[tuple[str, str], bool] = {}
    for village, month, status in read.rows(conn, MonthlySnapshot, ("village", "month", "status")):
        if village and month:
            key = str(village), str(month)
            found[key] = found.get(key, False) or status == DONE
    return found


def _verified(conn: Connection) -> Counter[tuple[str, str]]:
    counted = lists.counted(conn, RiskVerification.FORM, ("village", "year", "half"))
    return Counter({(str(v), f"{year}-{half}"): count for (v, year, half), count in counted if v and year and half})


def _ticks(conn: Connection) -> dict[tuple[str, str, str], date]:
    rows = answers(conn, DeadlineDone, ("village", "duty", "period", "done_on"), None)
    return {(village or "", duty, period): on for village, duty, period, on in rows if duty and period and on}
