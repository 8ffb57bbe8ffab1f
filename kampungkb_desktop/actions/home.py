"""What Beranda shows, read in three parts so that each can appear as soon as it is there. Nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kampungkb_desktop.actions import drafts, due_kept, home_kept
from kampungkb_desktop.actions.classify_village import classes
from kampungkb_desktop.actions.drafts import Kept
from kampungkb_desktop.actions.grid_open import open_lists
from kampungkb_desktop.actions.health import Line, quick
from kampungkb_desktop.actions.home_kept import Counted
from kampungkb_desktop.actions.own_area import DUE_DAYS, own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import REFUSED
from kampungkb_desktop.actions.waiting import waiting_to_send
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import DISTRICT, Office
from kampungkb_desktop.forms.village import Village, is_planned
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.classification import Classification, Level, Path, rules, steps_to_next
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.entries import IN, OUT, FileEntry
from kampungkb_desktop.store.lists.visits import VisitFilter, VisitRow

SHOWN = 6
"""Lines of a card; the page behind it shows all."""


@frozen
class Work:
    """What waits for the person: planned visits (the longest overdue first) and forms left half-way. ``people`` are
    those to be visited, by window, as far as they were counted today already."""

    due: tuple[VisitRow, ...]
    due_count: int
    overdue_count: int
    drafts: tuple[Kept, ...]
    draft_count: int
    people: Mapping[str, int] | None = None


@frozen
class Standing:
    """One village: its record (``None`` where nobody made it yet) and its class with the reasons."""

    code: str
    record: Village | None
    found: Classification


@frozen
class Villages:
    """An officer's villages one by one, for a district those nearest to a better class; the counts per class are of
    the ``recorded`` Kampung KB."""

    standings: tuple[Standing, ...]
    levels: dict[Level, int]
    recorded: int


@frozen
class Sent:
    """A file made or taken in, with the name of the other side ("" where it is not known)."""

    entry: FileEntry
    peer: str


@frozen
class Exchange:
    """What was sent and taken in last, how many own changes wait, and whether everything is well."""

    waiting: int
    files: tuple[Sent, ...]
    health: tuple[Line, ...]


@frozen
class Begun:
    """Which of the first things exist: they make the list of first steps."""

    village: bool
    family: bool
    visit: bool
    activity: bool
    sent: bool

    @property
    def on_the_way(self) -> bool:
        """Village, family and visit are there: the person knows the way by now."""
        return self.village and self.family and self.visit


def work(session: Session, today: date) -> Work:
    """Visits due within the week, where one makes any, and forms left half-way."""
    rows, due, overdue, people = _visits(session, today) if session.role != DISTRICT else ((), 0, 0, None)
    open_now = [*open_lists(session), *drafts.on_screens(drafts.open_drafts(session))]
    shown = drafts.told(session, open_now[:SHOWN])
    return Work(tuple(rows), due, overdue, tuple(shown), len(open_now), people)


def _visits(session: Session, today: date) -> tuple[Sequence[VisitRow], int, int, Mapping[str, int] | None]:
    until, late = today + timedelta(days=DUE_DAYS), today - timedelta(days=1)
    kept = home_kept.planned(session, today, until)
    with session.database.read() as conn:
        people = due_kept.glance(conn, session, today)
        if kept is not None:
            return lists.visit_rows(conn, kept.numbers(until)), kept.count(until), kept.count(late), people
        first = lists.visit_ids(conn, sort="due", descending=False, filter=VisitFilter(due_until=until), most=SHOWN)
        return (lists.visit_rows(conn, first), *lists.due_counts(conn, until, late), people)


def villages(session: Session) -> Villages:
    """The class of each own village, or of every Kampung KB of a district."""
    return told(session, home_kept.counted_classes(session) or count_classes(session))


def told(session: Session, counted: Counted) -> Villages:
    """What Beranda shows of counted classes, with the villages as they are now."""
    with session.database.read() as conn:
        records = {one.village: one for one in read.records(conn, Village, where={"village": list(counted.shown)})}
    found = counted.classes(session)
    standings = [Standing(code, records.get(code), one) for code, one in found.items()]
    return Villages(tuple(standings), {level: counted.levels.get(level, 0) for level in Level}, counted.recorded)


def count_classes(session: Session) -> Counted:
    """The classes of all villages, worked out."""
    own = own_villages(session)
    with session.database.read() as conn:
        records = {one.village: one for one in read.records(conn, Village, where={"village": list(own)})}
    found = classes(session, own)
    recorded = {code: one for code, one in found.items() if code in records and not is_planned(records[code])}
    levels = Counter(one.level for one in recorded.values())
    shown = _nearest(recorded) if session.role == DISTRICT else own
    return Counted(len(recorded), levels, {code: found[code].inputs for code in shown})


def keep_counts(session: Session, today: date) -> None:
    """Count what Beranda tells of all villages and visits and keep it, where it is not kept yet. For the worker, while
    the person rests."""
    home_kept.keep_classes(session, count_classes)
    if session.role != DISTRICT:
        home_kept.keep_visits(session, today, today + timedelta(days=DUE_DAYS), SHOWN)


def _nearest(found: Mapping[str, Classification]) -> list[str]:
    """The villages that the fewest points separate from a better class."""
    points = {code: min(path.points for path in paths) for code, one in found.items() if (paths := _ways(one))}
    return sorted(points, key=lambda code: (points[code], code))[:SHOWN]


def _ways(found: Classification) -> tuple[Path, ...]:
    """The ways to a better class by the rule the class was computed with."""
    return steps_to_next(found.inputs, rules(found.rule_version))


def exchange(session: Session) -> Exchange:
    """Files and health."""
    with session.database.read() as conn:
        files = read.files(conn, direction=IN if session.role == DISTRICT else OUT, most=SHOWN)
        names = read.names_of(conn, (entry.peer for entry in files))
    sent = tuple(Sent(entry, names.get(entry.peer, "")) for entry in files)
    return Exchange(waiting_to_send(session), sent, tuple(quick(session)))


@frozen
class OfficeBegun:
    """Which of a district's first things are done; ``arrived`` once a file was taken in, or villages are on record."""

    letterhead: bool
    laptops: bool
    arrived: bool


def office_begun(session: Session) -> OfficeBegun:
    """Which first steps of a district are done."""
    with session.database.read() as conn:
        offices = read.records(conn, Office)
        laptops = read.any_device(conn, ACTIVE, but=session.device)
        arrived = read.any_of(conn, Village)
        arrived = arrived or any(one.result != REFUSED for one in read.files(conn, direction=IN))
    return OfficeBegun(any(one.full_name and one.address for one in offices), laptops, arrived)


def begun(session: Session) -> Begun:
    """Which first steps are done."""
    with session.database.read() as conn:
        village, family, visit, activity = (read.any_of(conn, form) for form in (Village, Family, Visit, Activity))
        return Begun(village, family, visit, activity, sent=bool(read.files(conn, direction=OUT, most=1)))
