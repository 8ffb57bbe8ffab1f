"""The officer's month and an activity's minutes as PDF under the letterhead of the office: a work log to hand in, a
notulen with its daftar hadir to sign. Reading only; what is on the screen is what is on the paper."""

from __future__ import annotations

import io
from collections.abc import Sequence

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.own_records import own_office
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import letterhead_of
from kampungkb_desktop.actions.work_log import clock_words, place_words, served_words
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import full_date, listing, long_date, month_name, number, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity, participants
from kampungkb_desktop.forms.activity_rows import FOLLOW_UP, MINUTE_KINDS, Attendee, MinuteItem
from kampungkb_desktop.forms.choices_activity import GROUPS, INSTITUTIONS, LEVELS, MODES, TOPICS
from kampungkb_desktop.forms.choices_family import SEX
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.report.tabled import Column, Letterhead, Part, Row, Signature, TabledPaper, Tile, render_tabled
from kampungkb_desktop.rules.work_log import Entry, WorkLog
from kampungkb_desktop.store import read

BLANK_LINES = 20
"""Lines of an attendance sheet to be filled in by hand, where nobody is listed yet."""
SIGN_HERE = " \n "
"""An empty cell two lines high: room for a signature by hand."""


def work_log_pdf(session: Session, log: WorkLog, officer_id: str, *, paper: str = "A4") -> bytes:
    """The month of an officer: sums, entries, and a place to sign."""
    today = clocks.day_of(session.clock())
    with session.database.read() as conn:
        officer = read.record(conn, Officer, officer_id) or Officer()
    name = officer.full_name or "Petugas"
    region = home_of_activity(session, None)
    content = TabledPaper(
        letterhead=letterhead_at(session, region), eyebrow="CATATAN KERJA PETUGAS", title=name,
        place=" · ".join(part for part in (officer.position or "PKB/PLKB", officer.office or "") if part),
        when=month_name(log.month), tiles=_sums(log), parts=tuple(_log_parts(log)),
        signatures=(Signature("Mengetahui, atasan langsung"), Signature("Petugas", name, officer.nip)),
        signed_at=region.name if region else "", data_on=min(month_end(log.month), today), printed_on=today,
        rules=(log.rule.id,), app_version=__version__, practice=session.practice,
    )  # fmt: skip
    return _rendered(content, paper)


def minutes_pdf(session: Session, activity: Activity, *, paper: str = "A4") -> bytes:
    """Minutes and attendance sheet of one activity. Where nobody is listed, numbered lines are left to sign by hand."""
    today, region = clocks.day_of(session.clock()), home_of_activity(session, activity.village)
    with session.database.read() as conn:
        where = {"activity_id": activity.id}
        items = read.records(conn, MinuteItem, where=where, order=("id",))
        people = read.records(conn, Attendee, where=where, order=("id",))
    held = activity.held_on
    content = TabledPaper(
        letterhead=letterhead_at(session, region), eyebrow="NOTULEN DAN DAFTAR HADIR", title=activity.name(),
        place=activity.place or "", when=long_date(held) if held else "tanpa tanggal",
        parts=(meeting_facts(activity), *_said(activity, items), _attendance(activity, people)),
        signatures=(Signature("Pimpinan pertemuan"), Signature("Notulis")), signed_at=region.name if region else "",
        data_on=today, printed_on=today, app_version=__version__, practice=session.practice, personal=bool(people),
    )  # fmt: skip
    return _rendered(content, paper)


def activity_minutes(session: Session, activity_id: str, *, paper: str = "A4") -> bytes:
    """The same of an activity by its id. KnownError E-NO-ACTIVITY where there is none such on this laptop."""
    with session.database.read() as conn:
        found = read.record(conn, Activity, activity_id)
    if found is None:
        raise KnownError("E-NO-ACTIVITY", "Kegiatan itu tidak ada di laptop ini.", "Pilih kegiatan lain dari daftar.")
    return minutes_pdf(session, found, paper=paper)


# --- inside


def _rendered(content: TabledPaper, paper: str) -> bytes:
    sink = io.BytesIO()
    render_tabled(content, sink, paper=paper)
    return sink.getvalue()


def home_of_activity(session: Session, village: str | None) -> Region | None:
    """Where a paper is signed: the village, else the kabupaten of one's office."""
    code = village or own_office(session).regency
    return regions.load().region(code) if code else None


def letterhead_at(session: Session, region: Region | None) -> Letterhead:
    """The office that issues a paper there; empty where nobody knows where that is."""
    if region is None:
        return Letterhead()
    with session.database.read() as conn:
        return letterhead_of(conn, session, region)


def _sums(log: WorkLog) -> tuple[Tile, ...]:
    enough = "cukup" if not log.lacking else f"kurang {number(log.lacking)} dari {number(log.wanted)}"
    return (
        Tile("Entri", number(len(log.entries))), Tile("Penyuluhan (KIE)", number(log.counselling), enough),
        Tile("Hari", number(log.days)), Tile("Jam", number(log.minutes / 60, 1)), Tile("Hadir", number(log.attended)),
    )  # fmt: skip


def _log_parts(log: WorkLog) -> list[Part]:
    topics = tuple(
        Row((TOPICS.label(code) or "Belum bertopik", number(count))) for code, count in log.by_topic.most_common()
    )
    villages = tuple(
        Row((_village(code), number(count)))
        for code, count in sorted(log.by_village.items(), key=lambda pair: (-pair[1], pair[0] or ""))
    )
    entries = tuple(_entry(at, entry) for at, entry in enumerate(log.entries, 1))
    rule = (
        f"{log.rule.source}: paling sedikit {number(log.wanted)} entri penyuluhan sebulan, dilengkapi sampai "
        f"{long_date(log.until)}. {log.rule.note}"
    )
    if not log.entries:
        return [Part("Entri", above=("Belum ada entri pada bulan itu.",), below=(rule,))]
    served = served_words(log.served)
    return [
        Part("Per topik", (Column("Topik", 3), Column("Entri", 1, "right")), topics),
        Part("Per desa", (Column("Desa/kelurahan", 3), Column("Entri", 1, "right")), villages, beside=True),
        Part("Entri", _ENTRY, entries, below=(*((f"Akseptor dilayani: {served}.",) if served else ()), rule)),
    ]


_ENTRY = (
    Column("No", 0.5, "right"), Column("Hari, tanggal", 2.6), Column("Jam", 1.6), Column("Pekerjaan", 3.9),
    Column("Topik", 1.9), Column("Desa", 1.7), Column("Hadir", 0.8, "right"),
)  # fmt: skip


def _entry(at: int, entry: Entry) -> Row:
    hours = "–".join(part for part in (clock_words(entry.starts), clock_words(entry.ends)) if part)
    attended = number(entry.attended) if entry.attended is not None else ""
    day = f"{full_date(entry.day).split(',')[0]}, {short_date(entry.day)}"
    topic = TOPICS.label(entry.topic) or "–"
    return Row((str(at), day, hours, entry.title, topic, place_words(entry), attended))


def _village(code: str | None) -> str:
    place = regions.load().region(code) if code else None
    return place.name if place else code or "Di luar desa"


def meeting_facts(activity: Activity) -> Part:
    """When, where and by whom a meeting was held, as far as it is recorded."""
    count, named = participants(activity), set(activity.institutions or ())
    hours = "–".join(part for part in (activity.starts_at, activity.ends_at) if part)
    known = [INSTITUTIONS.label(code) for code in INSTITUTIONS.codes() if code in named]
    sexes = f" ({number(activity.male or 0)} laki-laki, {number(activity.female or 0)} perempuan)"
    joined = [_village(code) for code in activity.joined or ()]
    facts = (
        ("Hari, tanggal", full_date(activity.held_on) if activity.held_on else ""),
        ("Jam", hours),
        ("Tempat", activity.place or ""),
        ("Cara, tingkat", ", ".join(w for w in (MODES.label(activity.mode), LEVELS.label(activity.level)) if w)),
        ("Tuan rumah", activity.host or ""),
        ("Desa yang ikut", listing(joined)),
        ("Pemateri", (activity.speakers or "").replace("\n", "; ")),
        ("Instansi", ", ".join([*known, *(activity.own_institutions or ())])),
        ("Yang hadir", listing([GROUPS.label(code) for code in activity.groups or ()])),
        ("Jumlah hadir", f"{number(count)} orang{sexes if activity.male is not None else ''}" if count else ""),
    )
    rows = tuple(Row((name, words)) for name, words in facts if words)
    return Part("Pertemuan", (Column("", 1, muted=True), Column("", 4)), rows)


def _said(activity: Activity, items: list[MinuteItem]) -> list[Part]:
    parts = []
    texts = [text for text in (activity.description, activity.minutes) if text]
    if texts:
        parts.append(
            Part("Jalannya pertemuan", above=tuple(line for text in texts for line in text.split("\n") if line))
        )
    if items:
        rows = tuple(
            Row((
                str(at), MINUTE_KINDS.label(item.kind) or "–", item.text or "", item.who or "",
                short_date(item.due_on) if item.due_on else "",
                short_date(item.done_on) if item.done_on else "belum" if item.kind == FOLLOW_UP else "",
            ))
            for at, item in enumerate(items, 1)
        )  # fmt: skip
        parts.append(Part("Keputusan dan tindak lanjut", _ITEMS, rows))
    return parts


_ITEMS = (
    Column("No", 0.5, "right"), Column("Jenis", 1.5), Column("Isi", 4.5), Column("Siapa", 1.9), Column("Kapan", 1.3),
    Column("Selesai", 1.3),
)  # fmt: skip
ATTENDANCE = (
    Column("No", 0.5, "right"), Column("Nama", 3.2), Column("Jenis kelamin", 1.4), Column("Jabatan/asal", 3),
    Column("Tanda tangan", 2.2),
)  # fmt: skip


def _attendance(activity: Activity, people: list[Attendee]) -> Part:
    blank = max(BLANK_LINES, min(participants(activity) or 0, 60)) if not people else 0
    rows = attendance_rows([(one.full_name or "", SEX.label(one.sex), one.origin or "") for one in people], blank)
    return Part("Daftar hadir", ATTENDANCE, rows)


def attendance_rows(people: Sequence[tuple[str, str, str]], blank: int) -> tuple[Row, ...]:
    """A line a person (name, sex, origin) to sign in, then ``blank`` numbered ones."""
    known = [Row((str(at), *one, SIGN_HERE)) for at, one in enumerate(people, 1)]
    return (*known, *(Row((str(at), "", "", "", SIGN_HERE)) for at in range(len(known) + 1, len(known) + blank + 1)))
