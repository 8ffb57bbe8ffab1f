"""What Beranda counts over all villages and visits, kept under flags that fall by themselves (``store.watched``).

Local to this laptop, never sent; codes and counts only. Where a flag has fallen there is nothing kept, and whoever
asks counts as ever; ``keep`` counts once more when the person rests.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date, timedelta
from typing import Any, Final, cast

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.officer import Assignment, Office
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules import indicators
from kampungkb_desktop.rules.classification import Classification, Level, VillageInputs, classify
from kampungkb_desktop.store import lists, watched
from kampungkb_desktop.store.lists.visits import VisitFilter
from kampungkb_desktop.store.watched import Watch

CLASSES: Final = Watch(
    "classes",
    (Village.FORM, Assignment.FORM, Office.FORM, Activity.FORM, "institution", "population", "monthly"),
)
"""Of these tables a class, and whose it is, is worked out; a test holds them to what is read."""
VISITS: Final = Watch("visits", (Visit.FORM,))
BACK, AHEAD = 40, 400
"""Days before and after the one they were counted on for which planned visits are kept day by day."""


@frozen
class Counted:
    """The classes of all villages as Beranda tells them: how many ``recorded`` Kampung KB are in each, and the villages
    that it shows with what their class was worked out from, in their order."""

    recorded: int
    levels: Mapping[Level, int]
    shown: Mapping[str, VillageInputs]

    def classes(self, session: Session) -> dict[str, Classification]:
        """The classes of the villages shown, by the rule in force today."""
        rules = indicators.rules_on(day_of(session.clock()))
        return {code: classify(inputs, rules) for code, inputs in self.shown.items()}


@frozen
class Planned:
    """The visits that are planned and not made: how many by day within two days (``since`` itself holds all before),
    and the numbers of the first ones with their days."""

    since: str
    until: str
    days: Mapping[str, int]
    first: Sequence[tuple[int, str]]

    def holds(self, late: date, until: date) -> bool:
        """Whether it tells of these days."""
        return self.since <= late.isoformat() and until.isoformat() <= self.until

    def count(self, until: date) -> int:
        """How many were planned for a day or before."""
        return sum(many for day, many in self.days.items() if day <= until.isoformat())

    def numbers(self, until: date) -> list[int]:
        """The first of those planned for a day or before, the eldest first."""
        return [n for n, day in self.first if day <= until.isoformat()]


def counted_classes(session: Session) -> Counted | None:
    """The classes as they were kept, where they are still so."""
    with session.database.read() as conn:
        found = cast("Any", watched.counted(conn, CLASSES, _way_of_classes(session)))
    if found is None:
        return None
    recorded, levels, shown = found
    counts = Counter({Level[name]: count for name, count in levels.items()})
    return Counted(recorded, counts, {code: VillageInputs(**_named(values)) for code, values in shown})


def keep_classes(session: Session, count: Any) -> None:
    """Count by ``count(session)`` and keep it, unless what is kept still holds."""
    flag = _raised(session, CLASSES, _way_of_classes(session))
    if flag is None:
        return
    found: Counted = count(session)
    levels = {level.name: many for level, many in found.levels.items()}
    shown = [(code, astuple(inputs)) for code, inputs in found.shown.items()]
    _put(session, CLASSES, flag, _way_of_classes(session), [found.recorded, levels, shown])


def _named(values: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(VillageInputs.__dataclass_fields__, values, strict=True))


def _way_of_classes(session: Session) -> str:
    """Whose villages, and by which rules: all that the classes follow beside the tables."""
    today = day_of(session.clock())
    words = repr((kept_results.rules_mark(), session.role, session.author, indicators.rules_on(today).version))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def planned(session: Session, today: date, until: date) -> Planned | None:
    """The planned visits as they were kept, where they are still so and tell of these days."""
    with session.database.read() as conn:
        found = cast("Any", watched.counted(conn, VISITS, __version__))
    if found is None:
        return None
    since, last, days, first = found
    kept = Planned(since, last, days, [(n, day) for n, day in first])
    return kept if kept.holds(today - timedelta(days=1), until) else None


def keep_visits(session: Session, today: date, until: date, shown: int) -> None:
    """Count the planned visits and keep them, unless what is kept still holds."""
    if planned(session, today, until) is not None:
        return
    flag = _raised(session, VISITS, "")
    if flag is None:
        return
    since, last = ((today + timedelta(days=by)).isoformat() for by in (-BACK, AHEAD))
    with session.database.read() as conn:
        days = Counter[str]()
        for day, many in lists.due_days(conn):
            if day <= last:
                days[max(day, since)] += many
        chosen = VisitFilter(due_until=today + timedelta(days=AHEAD))
        numbers = lists.visit_ids(conn, sort="due", descending=False, filter=chosen, most=shown)
        first = [(one.n, one.next_visit_on) for one in lists.visit_rows(conn, numbers)]
    _put(session, VISITS, flag, __version__, [since, last, days, first])


def _raised(session: Session, watch: Watch, way: str) -> str | None:
    """A flag to count under; ``None`` where what was kept still holds, and on a server."""
    if session.database.on_server:
        return None
    with session.database.read() as conn:
        if way and watched.counted(conn, watch, way) is not None:
            return None
        flag = watched.raised(conn, watch)
    if flag is None:
        with session.database.write() as conn:
            flag = watched.raise_flag(conn, watch)
    return flag


def _put(session: Session, watch: Watch, flag: str, way: str, found: object) -> None:
    with session.database.write() as conn:
        watched.keep(conn, watch, flag, way, found)
