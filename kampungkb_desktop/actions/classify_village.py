"""The class of villages from what is recorded of them, for one month or for now; one query a form for any number.

Nothing is stored: the class moves with every record that is saved or taken in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.officer import AS_PORTAL, WITHOUT_KB, Office
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules import classification
from kampungkb_desktop.rules.classification import Classification, Reading, Rules, VillageInputs
from kampungkb_desktop.rules.classification_history import MonthClass, VillageRecords, month_end
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.rules.institution_words import counted_names
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists.activities import institutions_held

__all__ = [
    "classes", "classify", "history", "month_end", "newest", "reading_of", "records_of", "rules_now", "states",
    "village_inputs",
]  # fmt: skip

R = TypeVar("R", bound=Record)

_REGENCY = len("64.03")
_READINGS = (AS_PORTAL, WITHOUT_KB)
_WHEN: dict[type[Record], str] = {InstitutionProfile: "month", PopulationSnapshot: "as_of", MonthlySnapshot: "month"}


def village_inputs(session: Session, village: str, month: str | None = None) -> VillageInputs:
    """What the rule looks at: the newest profile, population and monthly record (up to ``month`` when given), and the
    distinct instansi of all activities (held by the end of that month)."""
    with session.database.read() as conn:
        return inputs_of(states(conn, [village], month)[village])


def classify(session: Session, village: str, month: str | None = None) -> Classification:
    """The class of a village with its reasons, by the rule in force in ``month`` (today's when not given)."""
    return classes(session, [village], month)[village]


def classes(session: Session, villages: Sequence[str], month: str | None = None) -> dict[str, Classification]:
    """The class of each of these villages; one with nothing recorded is Dasar."""
    rules = rules_now(session) if month is None else classification.rules_on(month_end(month))
    with session.database.read() as conn:
        found = states(conn, villages, month)
    return {village: classification.classify(inputs_of(state), rules) for village, state in found.items()}


def rules_now(session: Session) -> Rules:
    """The version of the rule in force today."""
    return classification.rules_on(clocks.day_of(session.clock()))


def states(conn: Connection, villages: Sequence[str], month: str | None = None) -> dict[str, VillageState]:
    """The records in force of each village, in the order given."""
    profiles = newest(conn, InstitutionProfile, villages, month)
    populations = newest(conn, PopulationSnapshot, villages, month)
    monthlies = newest(conn, MonthlySnapshot, villages, month)
    agencies = _agencies(conn, villages, month)
    readings = _readings(conn)
    return {
        village: VillageState(
            profiles.get(village), populations.get(village), monthlies.get(village), agencies.get(village),
            readings.get(village[:_REGENCY], AS_PORTAL),
        )
        for village in villages
    }  # fmt: skip


def reading_of(conn: Connection, village: str) -> Reading:
    """How the office of a village's kabupaten/kota counts P3 (lintas sektor); as the portal where none says."""
    return _readings(conn).get(village[:_REGENCY], AS_PORTAL)


def history(session: Session, village: str, until: str, since: str = "") -> tuple[MonthClass, ...]:
    """The class of one village at every month end from its first record (not before ``since``) up to ``until``."""
    with session.database.read() as conn:
        return records_of(conn, village).history(until, since)


def records_of(conn: Connection, village: str) -> VillageRecords:
    """Everything the class of one village was ever computed from: one query a form."""
    here = {"village": village}
    held = institutions_held(conn, [village])
    return VillageRecords(
        profiles=tuple(read.records(conn, InstitutionProfile, where=here)),
        populations=tuple(read.records(conn, PopulationSnapshot, where=here)),
        monthlies=tuple(read.records(conn, MonthlySnapshot, where=here)),
        activities=tuple((one.month, counted_names(one.listed, one.own)) for one in held),
        reading=reading_of(conn, village),
    )


def newest(conn: Connection, form: type[R], villages: Sequence[str], month: str | None = None) -> dict[str, R]:
    """The newest dated record of a form per village (of one month, the one made last). Undated drafts do not count."""
    latest: dict[str, tuple[str, str]] = {}
    for village, when, record in read.rows(conn, form, ("village", _WHEN[form], "id"), {"village": list(villages)}):
        if when is None or (month is not None and str(when)[:7] > month):
            continue
        latest[str(village)] = max((str(when), str(record)), latest.get(str(village), ("", "")))
    records = read.by_ids(conn, form, [record for _, record in latest.values()])
    return {village: records[record] for village, (_, record) in latest.items() if record in records}


def _agencies(conn: Connection, villages: Sequence[str], month: str | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in institutions_held(conn, villages):
        if month is None or (one.month is not None and one.month <= month):
            found.setdefault(one.village, set()).update(counted_names(one.listed, one.own))
    return found


def _readings(conn: Connection) -> dict[str, Reading]:
    """The reading of each kabupaten/kota whose office has chosen one; of several letterheads the last made."""
    rows = read.rows(conn, Office, ("regency", "cross_sector"), order=("id",))
    return {str(code): cast("Reading", chosen) for code, chosen in rows if code and chosen in _READINGS}
