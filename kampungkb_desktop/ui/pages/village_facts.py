"""What the Kampung screens read: the lines of the list, and everything of one village. Values only; nothing is kept.

A village is known by its Kemendagri code: it may have been assigned before its Kampung KB is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from kampungkb_desktop.actions.classify_village import rules_now, states
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.officer import Assignment
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.forms.village import Village, is_planned, programme_name
from kampungkb_desktop.rules.classification import Classification, classify, rules_on
from kampungkb_desktop.rules.dimensions import ActivityMarks, marks_of
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.rules.village_books import VillageBooks
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists.activities import activity_marks


def report_month(today: date) -> str:
    """The month that is to be complete now: the last one that has ended (due the 3rd of the next, domain.md 3.7)."""
    return month_shift(month_of(today), -1)


@frozen
class VillageLine:
    """One village of the list. ``filled`` says of each part whether it is done for ``month``."""

    code: str
    region: Region | None
    kampung: Village | None
    families: int
    last_activity: date | None
    found: Classification
    month: str
    filled: tuple[tuple[str, bool], ...]

    @property
    def name(self) -> str:
        """The Kampung KB's own name, or the village's while there is none."""
        return (self.kampung.kkb_name if self.kampung else None) or self.place

    @property
    def place(self) -> str:
        """The village's name."""
        return self.region.name if self.region else self.code

    @property
    def district(self) -> str:
        """The kecamatan's name."""
        return self.region.at("district").name if self.region else ""

    @property
    def active(self) -> bool:
        """A Kampung KB that is recorded, formed and not deactivated."""
        return self.kampung is not None and self.kampung.active is not False and not self.planned

    @property
    def planned(self) -> bool:
        """A Kampung KB that is only planned."""
        return self.kampung is not None and is_planned(self.kampung)

    @property
    def words(self) -> str:
        """What it can be found by: names of now and before, the programme's two names, place and code."""
        kampung = self.kampung
        names = [kampung.former_name or "", programme_name(kampung.launched_on)] if kampung is not None else []
        return " ".join([self.name, *names, programme_name(None), self.place, self.district, self.code])

    @property
    def done(self) -> int:
        """How many parts are filled in."""
        return sum(done for _, done in self.filled)

    @property
    def open_parts(self) -> tuple[str, ...]:
        """What is not filled in yet."""
        return tuple(part for part, done in self.filled if not done)


@frozen
class Facts:
    """Everything recorded of one village; snapshots newest first."""

    code: str
    region: Region | None
    kampung: Village | None
    others: tuple[Village, ...]
    populations: tuple[PopulationSnapshot, ...]
    profiles: tuple[InstitutionProfile, ...]
    monthlies: tuple[MonthlySnapshot, ...]
    state: VillageState
    found: Classification
    families: int = 0
    activities: int = 0
    books: VillageBooks = field(default_factory=VillageBooks)
    marks: ActivityMarks = field(default_factory=ActivityMarks)
    """What this year's activities were for."""
    today: date = date.min

    @property
    def name(self) -> str:
        """The Kampung KB's own name, or the village's while there is none."""
        return (self.kampung.kkb_name if self.kampung else None) or (self.region.name if self.region else self.code)


def codes(conn: Connection, today: date) -> list[str]:
    """The villages this person sees: an officer's assigned ones and any with a Kampung KB, by code."""
    assigned = read.records(conn, Assignment)
    mine = [a.village for a in assigned if a.until is None or a.until >= today]
    recorded = [str(row[0]) for row in read.rows(conn, Village, ("village",)) if row[0]]
    return sorted({code for code in (*mine, *recorded) if code})


def lines(session: Session, today: date) -> list[VillageLine]:
    """The list, by code. One query a form; 110 villages take some tens of milliseconds."""
    month = report_month(today)
    with session.database.read() as conn:
        wanted = codes(conn, today)
        found = states(conn, wanted)
        kampungs = _active_ones(read.records(conn, Village, where={"village": wanted}))
        counts = {row.village: row for row in lists.village_rows(conn, wanted)}
        families = _families(conn, wanted) if len(counts) < len(wanted) else {}
        busy = lists.active_villages(conn, month)
        reported = _reported(conn, month)
    made, by = [], rules_on(today)
    for code in wanted:
        row, state = counts.get(code), found[code]
        parts = (
            ("identitas", _is_done(kampungs.get(code))),
            ("kependudukan", _is_done(state.population)),
            ("profil kelembagaan", _is_done(state.profile)),
            ("Bangga Kencana", code in reported),
            ("kegiatan", code in busy),
        )
        last = date.fromisoformat(row.last_activity) if row and row.last_activity else None
        made.append(
            VillageLine(
                code, regions.load().region(code), kampungs.get(code), row.families if row else families.get(code, 0),
                last, classify(inputs_of(state), by), month, parts,
            )
        )  # fmt: skip
    return made


def facts(session: Session, code: str) -> Facts:
    """Read one village whole."""
    today = clocks.day_of(session.clock())
    with session.database.read() as conn:
        state = states(conn, [code])[code]
        regency = code[:5]
        all_villages = read.records(conn, Village)
        here = _active_ones([v for v in all_villages if v.village == code]).get(code)
        near = tuple(v for v in all_villages if (v.village or "")[:5] == regency or (v.village or "")[:2] == code[:2])
        where = {"village": code}
        return Facts(
            code=code,
            region=regions.load().region(code),
            kampung=here,
            others=near,
            populations=tuple(read.records(conn, PopulationSnapshot, where=where, order=("-as_of", "-id"))),
            profiles=tuple(read.records(conn, InstitutionProfile, where=where, order=("-month", "-id"))),
            monthlies=tuple(read.records(conn, MonthlySnapshot, where=where, order=("-month", "-id"))),
            state=state,
            found=classify(inputs_of(state), rules_now(session)),
            families=_families(conn, [code]).get(code, 0),
            activities=read.count(conn, Activity, where),
            books=village_books(conn, code),
            marks=marks_of(activity_marks(conn, code, today.year)),
            today=today,
        )


def _active_ones(villages: Sequence[Village]) -> dict[str, Village]:
    """The Kampung KB of each village: the active one where there are several, else the latest made."""
    chosen: dict[str, Village] = {}
    for one in sorted(villages, key=lambda v: (v.active is not False, v.id)):
        if one.village:
            chosen[one.village] = one
    return chosen


def _families(conn: Connection, wanted: Sequence[str]) -> dict[str, int]:
    return {code: read.count(conn, Family, {"village": code}) for code in wanted}


def _reported(conn: Connection, month: str) -> set[str]:
    found = read.rows(conn, MonthlySnapshot, ("village",), {"month": month, "status": DONE})
    return {str(row[0]) for row in found if row[0]}


def _is_done(record: Record | None) -> bool:
    return record is not None and record.status == DONE
