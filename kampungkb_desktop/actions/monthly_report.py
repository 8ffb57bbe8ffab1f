"""The month of an officer, gathered for *laporan bulanan*: the work log is the one source of what was done; beside it
stand the villages' figures, what was recorded, referrals, files, and what he writes himself. Reading only, but for the
words he writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from kampungkb_desktop.actions.activity_file import officers
from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.monthly_figures import VillageMonth, village_month
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.work_log import work_log
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.clock_words import wall_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import month_shift
from kampungkb_desktop.forms.activity import Activity, participants
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS
from kampungkb_desktop.forms.officer import DISTRICT, Assignment, Officer
from kampungkb_desktop.forms.officer_report import OfficerReport, officer_report_id
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.programme import programme_of
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit, referral_open, social_aid_open
from kampungkb_desktop.rules.work_log import ACTIVITY, VISIT, WorkLog
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT, FileEntry
from kampungkb_desktop.store.read.worked import Worked, worked

POKJA: Final = "pokja"
MEETINGS: Final[tuple[tuple[str, str], ...]] = (
    ("BKB", "2.3"), ("BKR", "2.4"), ("BKL", "2.5"), ("PIK R", "2.6"),
    ("Kemandirian ekonomi keluarga (UPPKA)", "7.9"), ("Rumah DataKu", "1.1"), ("DASHAT", "4.15"),
)  # fmt: skip
"""Groups with the kegiatan under which their meetings are recorded."""


@frozen
class Cases:
    """Referrals or applications for aid of the villages: begun in the month, ended in it, and open at its end."""

    begun: int
    ended: int
    open: int


@frozen
class Held:
    """Activities of one kind and everybody who was there."""

    count: int
    people: int


@frozen(kw_only=True)
class MonthOfWork:
    """Everything of one officer and month. ``until`` is the day of the figures, ``ahead`` the last day looked ahead to;
    ``programmes`` are by code ("P4"), "" for what is of none; ``meetings`` by the name of the group."""

    officer: Officer
    month: str
    until: date
    ahead: date
    log: WorkLog
    villages: tuple[VillageMonth, ...]
    programmes: dict[str, Held]
    meetings: dict[str, Held]
    referrals: Cases
    aid: Cases
    recorded: dict[str, Worked]
    files: tuple[FileEntry, ...]
    problems: tuple[Problem, ...]
    words: OfficerReport


def month_of_work(session: Session, officer_id: str, month: str, progress: Progress) -> MonthOfWork:
    """Gather it. KnownError E-NO-DATA where the officer has no village and did nothing."""
    today = day_of(session.clock())
    first, until = date.fromisoformat(f"{month}-01"), min(month_end(month), today)
    ahead = month_end(month_shift(month, 1))
    log = work_log(session, officer_id, month)
    with session.database.read() as conn:
        officer = read.record(conn, Officer, officer_id) or Officer(id=officer_id)
        codes = villages_of_officer(conn, session, officer_id, first, month_end(month))
        if not codes and not log.entries:
            raise _nothing(officer)
        made = read.by_ids(conn, Visit, [one.record for one in log.entries if one.form == VISIT])
        held = read.by_ids(conn, Activity, [one.record for one in log.entries if one.form == ACTIVITY])
        visits, activities = list(made.values()), list(held.values())
        villages = []
        for done, code in enumerate(codes):
            progress.report(done, len(codes), "Menghitung laporan bulanan")
            villages.append(village_month(conn, code, month, (until, today, ahead), visits, activities))
        words = report_words(conn, officer_id, month)
        return MonthOfWork(
            officer=officer, month=month, until=until, ahead=ahead, log=log, villages=tuple(villages),
            programmes=_by_programme(activities), meetings=_meetings(activities),
            referrals=_cases(conn, codes, first, until, "referral"),
            aid=_cases(conn, codes, first, until, "social_aid"),
            recorded=worked(conn, officer_id, wall_of(first, 0), wall_of(month_end(month) + timedelta(days=1), 0)),
            files=_files(conn, session, officer_id, first, month_end(month)),
            problems=_problems(conn, codes, first, until), words=words,
        )  # fmt: skip


def reporting_officers(session: Session) -> list[tuple[str, str]]:
    """(id, name) of those whose month can be reported: at an officer's laptop himself first, at the office those who
    have villages and do not work at the office."""
    if session.role != DISTRICT:
        return officers(session)
    with session.database.read() as conn:
        assigned = {row[0] for row in read.rows(conn, Assignment, ("officer_id",))}
    return [(one, name) for one, name in officers(session) if one in assigned and one != session.author]


def villages_of_officer(
    conn: Connection, session: Session, officer_id: str, first: date, last: date
) -> tuple[str, ...]:
    """The villages an officer had at any time of these days; at his own laptop, while nothing is assigned, those that
    he works in."""
    found = read.records(conn, Assignment, where={"officer_id": officer_id}, order=("village",))
    codes = tuple(
        one.village
        for one in found
        if one.village and (one.since is None or one.since <= last) and (one.until is None or one.until >= first)
    )
    mine = officer_id == session.author and session.role != DISTRICT
    return codes or (own_villages(session) if mine else ())


def report_words(conn: Connection, officer_id: str, month: str) -> OfficerReport:
    """What the officer wrote for a month; where he has not yet, an empty record of it that knows who signed the last
    time."""
    kept = read.record(conn, OfficerReport, officer_report_id(officer_id, month))
    if kept is not None:
        return kept
    made = OfficerReport(id=officer_report_id(officer_id, month), officer_id=officer_id, month=month)
    earlier = read.records(conn, OfficerReport, where={"officer_id": officer_id}, order=("-month",), limit=1)
    if not earlier:
        return made
    last = earlier[0]
    return made.changed(
        superior_title=last.superior_title, superior_name=last.superior_name, superior_nip=last.superior_nip
    )


def keep_words(session: Session, words: OfficerReport) -> Saved:
    """Keep what was written for a month: one action that can be undone, sent like any other record."""
    with session.database.read() as conn:
        before = read.record(conn, OfficerReport, words.id)
    seen = [before] if before is not None else []
    return save(session, "Tulis uraian laporan bulanan", [words.changed(status=DONE)], seen=seen)


# --- inside


def _nothing(officer: Officer) -> KnownError:
    return KnownError(
        "E-NO-DATA", f"Belum ada desa binaan dan catatan kerja {officer.name()} pada bulan itu.",
        "Pilih bulan lain, atau isi desa binaannya di Pengaturan.",
    )  # fmt: skip


def _by_programme(activities: Iterable[Activity]) -> dict[str, Held]:
    counts, people = Counter[str](), Counter[str]()
    for one in activities:
        found = programme_of(one.kegiatan) if one.kegiatan else None
        code = found.code if found is not None else ""
        counts[code] += 1
        people[code] += participants(one) or 0
    return {code: Held(counts[code], people[code]) for code in counts}


def _meetings(activities: Sequence[Activity]) -> dict[str, Held]:
    found = {"Pokja Kampung KB": [one for one in activities if POKJA in (one.groups or ())]}
    found |= {name: [one for one in activities if one.kegiatan == code] for name, code in MEETINGS}
    return {name: Held(len(some), sum(participants(one) or 0 for one in some)) for name, some in found.items() if some}


def _cases(conn: Connection, codes: Sequence[str], first: date, until: date, field: str) -> Cases:
    rows = read.rows(conn, Visit, ("id", field, f"{field}_closed_on"), {"village": list(codes)})
    concerned = [str(row[0]) for row in rows if row[1] == IN_PROGRESS or row[2]]
    visits = read.by_ids(conn, Visit, concerned).values()
    still = referral_open if field == "referral" else social_aid_open
    ends = [getattr(one, f"{field}_closed_on") for one in visits]
    return Cases(
        begun=sum(one.visited_on is not None and first <= one.visited_on <= until for one in visits),
        ended=sum(day is not None and first <= day <= until for day in ends),
        open=sum(still(one) and (one.visited_on is None or one.visited_on <= until) for one in visits),
    )


def _files(conn: Connection, session: Session, officer_id: str, first: date, last: date) -> tuple[FileEntry, ...]:
    """The files of the month, the earliest first: at his own laptop those he made, at the office those that came from
    his laptops."""
    wanted = wall_of(first, 0), wall_of(last + timedelta(days=1), 0)
    found = [one for one in read.files(conn) if wanted[0] <= one.at < wanted[1]]
    if session.role != DISTRICT:
        found = [one for one in found if one.direction == OUT and officer_id == session.author]
    else:
        laptops = {one.uid for one in read.devices(conn) if read.meta(conn, f"officer:{one.uid}") == officer_id}
        found = [one for one in found if one.direction != OUT and one.peer in laptops]
    return tuple(reversed(found))


def _problems(conn: Connection, codes: Sequence[str], first: date, until: date) -> tuple[Problem, ...]:
    """The problems of the villages that were noted or solved in the month."""
    found = read.records(conn, Problem, where={"village": list(codes)}, order=("noted_on", "id"))
    return tuple(
        one for one in found if any(day is not None and first <= day <= until for day in (one.noted_on, one.closed_on))
    )
