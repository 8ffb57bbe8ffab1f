"""The officer's own work log ("catatan kerja"): nothing is entered for it, it is read off activities and visits.

Names of people stay out of it: an entry says what was done and where, not with whom. Reading only, but for the file
it is written to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.lists_in.findings import unwritable
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock_words import clock_minutes
from kampungkb_desktop.base.csv_out import csv_bytes
from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import full_date, month_name
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity, participants
from kampungkb_desktop.forms.activity_rows import MethodService
from kampungkb_desktop.forms.choices_activity import AREAS, COUNSELLING_TOPIC, SERVICE_TOPIC, TOPIC_DETAILS, TOPICS
from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE, fields_of, from_scalar
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report.workbook import Column, Page, Value, write_workbook
from kampungkb_desktop.rules.work_log import ACTIVITY, VISIT, Entry, Served, WorkLog, log_of
from kampungkb_desktop.store import files, lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.worked import visits_made

COLUMNS = (
    Column("No", 5, "number"), Column("Hari dan tanggal", 24), Column("Jam mulai", 9), Column("Jam selesai", 10),
    Column("Jenis", 11), Column("Topik", 26), Column("Rincian", 24), Column("Judul", 44), Column("Desa/kelurahan", 22),
    Column("Tempat", 24), Column("Lokasi kerja", 22), Column("Jumlah hadir", 12, "number"), Column("Akseptor", 30),
    Column("Keadaan", 10),
)  # fmt: skip


def work_log(session: Session, officer: str, month: str) -> WorkLog:
    """What one officer did in a month. On an officer's own laptop, records that name nobody are his or her own."""
    since, until = date.fromisoformat(f"{month}-01"), month_end(month)
    anyone = officer == session.author and session.role != DISTRICT
    with session.database.read() as conn:
        held = [one for who, one in _activities(conn, since, until) if who == officer or (who is None and anyone)]
        return log_of(month, [*held, *_visits(conn, officer, since, until, anyone=anyone)])


def write_log(log: WorkLog, officer: str, target: Path) -> Path:
    """Write the log as a table, CSV or XLSX by the suffix; whole or not at all. KnownError E-LIST-WRITE."""
    rows = table_rows(log)
    try:
        if target.suffix.casefold() == ".xlsx":
            part = target.with_name(f"{target.name}.part")
            above = (f"CATATAN KERJA {officer.upper()}", month_name(log.month))
            try:
                write_workbook(part, [Page("Catatan kerja", COLUMNS, rows, above)])
                files.flush_file(part)
                put_in_place(part, target)
            finally:
                part.unlink(missing_ok=True)
        else:
            files.write_whole(target, csv_bytes([[column.title for column in COLUMNS], *rows]))
    except (OSError, KnownError) as error:
        raise unwritable(error) from error
    return target


def table_rows(log: WorkLog) -> list[tuple[Value, ...]]:
    """The entries as rows of the table."""
    return [_row(at, entry) for at, entry in enumerate(log.entries, 1)]


def served_words(served: dict[str, Served] | Entry) -> str:
    """Acceptors in words: ``Implan 3 baru, 1 ganti; Suntik 5 ulang``."""
    counted = served.served if isinstance(served, Entry) else served
    parts = []
    for method, counts in counted.items():
        said = [f"{n} {word}" for n, word in zip(counts, ("baru", "ulang", "ganti"), strict=True) if n]
        if said:
            parts.append(f"{METHOD.label(method)} {', '.join(said)}")
    return "; ".join(parts)


def clock_words(minutes: int | None) -> str:
    """Minutes after midnight as ``08.30``."""
    return "" if minutes is None else f"{minutes // 60:02d}.{minutes % 60:02d}"


def place_words(entry: Entry) -> str:
    """The village by name; work beyond a village says so."""
    place = regions.load().region(entry.village) if entry.village else None
    return place.name if place else entry.village or "Di luar desa"


# --- inside


def _activities(conn: Connection, since: date, until: date) -> list[tuple[str | None, Entry]]:
    numbers = lists.activity_ids(conn, filter=lists.ActivityFilter(since=since, until=until))
    ids = [row.id for row in lists.activity_rows(conn, numbers)]
    served = _served(conn, ids)
    found = []
    for one in read.by_ids(conn, Activity, ids).values():
        if one.held_on is None:
            continue
        entry = Entry(
            ACTIVITY, one.id, one.held_on, one.name(), one.topic or "", one.topic_detail or "",
            clock_minutes(one.starts_at), clock_minutes(one.ends_at), one.village, one.place or "",
            one.area == "luar", participants(one), one.status == DONE, served.get(one.id, {}),
        )  # fmt: skip
        found.append((one.officer_id, entry))
    return found


def _served(conn: Connection, activities: Sequence[str]) -> dict[str, dict[str, Served]]:
    found: dict[str, dict[str, Served]] = {}
    for one in read.records(conn, MethodService, where={"activity_id": list(activities)}, order=("id",)):
        if one.method and one.activity_id:
            of_activity = found.setdefault(one.activity_id, {})
            before = of_activity.get(one.method, (0, 0, 0))
            counts = (one.new or 0, one.again or 0, one.changed_to or 0)
            of_activity[one.method] = (before[0] + counts[0], before[1] + counts[1], before[2] + counts[2])
    return found


def _visits(conn: Connection, officer: str, since: date, until: date, *, anyone: bool) -> list[Entry]:
    """Read by columns: at a district's office a month holds thousands of visits of everybody."""
    found = []
    for one in visits_made(conn, officer, since, until, nameless=anyone):
        day = from_scalar(_VISITED_ON, one.visited_on)
        if not isinstance(day, date):
            continue
        topic, detail = (COUNSELLING_TOPIC, "kie_individu") if one.counselling else (SERVICE_TOPIC, _ACCOMPANIED)
        title = f"Kunjungan: {TARGET.label(one.target) or 'keluarga'}"
        found.append(Entry(
            VISIT, one.id, day, title, topic, detail, village=one.village, place="Rumah keluarga",
            done=one.status == DONE,
        ))  # fmt: skip
    return found


_ACCOMPANIED = "pelayanan_pendampingan"
_VISITED_ON = fields_of(Visit)["visited_on"]


def _row(at: int, entry: Entry) -> tuple[Value, ...]:
    return (
        at, full_date(entry.day), clock_words(entry.starts), clock_words(entry.ends),
        "Kegiatan" if entry.form == ACTIVITY else "Kunjungan", TOPICS.label(entry.topic),
        TOPIC_DETAILS.label(entry.detail), entry.title, place_words(entry), entry.place,
        AREAS.label("luar" if entry.outside else "dalam"), entry.attended, served_words(entry),
        "Selesai" if entry.done else "Draf",
    )  # fmt: skip
