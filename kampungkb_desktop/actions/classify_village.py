"""The class of villages from what is recorded of them, for one month or for now; one query a form for any number.

Nothing is stored: the class moves with every record that is saved or taken in.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules import classification
from kampungkb_desktop.rules.classification import Classification, VillageInputs
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

R = TypeVar("R", bound=Record)

_WHEN: dict[type[Record], str] = {InstitutionProfile: "month", PopulationSnapshot: "as_of", MonthlySnapshot: "month"}


def village_inputs(session: Session, village: str, month: str | None = None) -> VillageInputs:
    """What the rule looks at: the newest profile, population and monthly record (up to ``month`` when given), and the
    distinct instansi of all activities (held by the end of that month)."""
    with session.database.read() as conn:
        return inputs_of(states(conn, [village], month)[village])


def classify(session: Session, village: str, month: str | None = None) -> Classification:
    """The class of a village with its reasons, by the rule in force in ``month`` (the newest when not given)."""
    return classes(session, [village], month)[village]


def classes(session: Session, villages: Sequence[str], month: str | None = None) -> dict[str, Classification]:
    """The class of each of these villages; one with nothing recorded is Dasar."""
    rules = classification.rules() if month is None else classification.rules_on(month_end(month))
    with session.database.read() as conn:
        found = states(conn, villages, month)
    return {village: classification.classify(inputs_of(state), rules) for village, state in found.items()}


def states(conn: Connection, villages: Sequence[str], month: str | None = None) -> dict[str, VillageState]:
    """The records in force of each village, in the order given."""
    profiles = newest(conn, InstitutionProfile, villages, month)
    populations = newest(conn, PopulationSnapshot, villages, month)
    monthlies = newest(conn, MonthlySnapshot, villages, month)
    agencies = _agencies(conn, villages, month)
    return {
        village: VillageState(
            profiles.get(village), populations.get(village), monthlies.get(village), agencies.get(village)
        )
        for village in villages
    }


def newest(conn: Connection, form: type[R], villages: Sequence[str], month: str | None = None) -> dict[str, R]:
    """The newest dated record of a form per village (of one month, the one made last). Undated drafts do not count."""
    latest: dict[str, tuple[str, str]] = {}
    for village, when, record in read.rows(conn, form, ("village", _WHEN[form], "id"), {"village": list(villages)}):
        if when is None or (month is not None and str(when)[:7] > month):
            continue
        latest[str(village)] = max((str(when), str(record)), latest.get(str(village), ("", "")))
    records = read.by_ids(conn, form, [record for _, record in latest.values()])
    return {village: records[record] for village, (_, record) in latest.items() if record in records}


def month_end(month: str) -> date:
    """The last day of a month."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _agencies(conn: Connection, villages: Sequence[str], month: str | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    columns = ("village", "institutions", "held_on")
    for village, chosen, held_on in read.rows(conn, Activity, columns, {"village": list(villages)}):
        if month is None or (held_on is not None and str(held_on)[:7] <= month):
            found.setdefault(str(village), set()).update(json.loads(str(chosen)) if chosen else ())
    return found
