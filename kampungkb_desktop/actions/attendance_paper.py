"""Daftar hadir of one activity as a paper of its own, to be carried to the meeting: those who are known to come stand
in it already, below them are numbered lines to fill in and sign."""

from __future__ import annotations

from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.activity_papers import ATTENDANCE, attendance_rows, home_of_activity, letterhead_at
from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import full_date, long_date
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee
from kampungkb_desktop.forms.choices_family import SEX
from kampungkb_desktop.forms.choices_institution import VILLAGE
from kampungkb_desktop.forms.pokja import PokjaMember, position_label, serves
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

POKJA: Final = "pokja"
"""The group of participants whose people are on record."""
_LINE: Final = "." * 60
_FACTS: Final = (Column("", 1, muted=True), Column("", 4))


def attendance_pdf(session: Session, activity_id: str, blank: int, *, paper: str = "A4") -> bytes:
    """The sheet with ``blank`` lines below those who are known to come. KnownError E-NO-ACTIVITY."""
    return pdf_of(attendance_sheet(session, activity_id, blank), paper)


def attendance_sheet(session: Session, activity_id: str, blank: int) -> TabledPaper:
    """What stands on the sheet."""
    today, officer = clocks.day_of(session.clock()), own_officer(session)
    with session.database.read() as conn:
        activity = read.record(conn, Activity, activity_id)
        if activity is None:
            raise KnownError(
                "E-NO-ACTIVITY", "Kegiatan itu tidak ada di laptop ini.", "Pilih kegiatan lain dari daftar."
            )
        people = invited(conn, activity)
    region, held = home_of_activity(session, activity.village), activity.held_on
    hours = "–".join(part for part in (activity.starts_at, activity.ends_at) if part)
    facts = (
        ("Hari, tanggal", full_date(held) if held else _LINE), ("Pukul", hours or _LINE),
        ("Tempat", activity.place or _LINE), ("Acara", activity.title or _LINE),
    )  # fmt: skip
    above = ("Yang sudah tercetak tinggal menandatangani; yang lain menulis namanya sendiri.",) if people else ()
    return TabledPaper(
        letterhead=letterhead_at(session, region), eyebrow="DAFTAR HADIR", title=activity.name(),
        place=region.full_name if region else "", when=long_date(held) if held else "tanpa tanggal",
        parts=(
            Part("", _FACTS, tuple(Row(pair) for pair in facts)),
            Part("Yang hadir", ATTENDANCE, attendance_rows(people, blank), above=above),
        ),
        signatures=(Signature("Penanggung jawab kegiatan"), Signature("PKB/PLKB", officer.full_name, officer.nip)),
        signed_at=region.name if region else "", data_on=today, printed_on=today, app_version=__version__,
        practice=session.practice, personal=bool(people),
    )  # fmt: skip


def invited(conn: Connection, activity: Activity) -> list[tuple[str, str, str]]:
    """Name, sex and origin of those who are known to come: the list that was begun for this activity, else the Pokja
    of the village where it is among those who attend."""
    listed = read.records(conn, Attendee, where={"activity_id": activity.id}, order=("id",))
    if listed:
        return [(one.full_name or "", SEX.label(one.sex), one.origin or "") for one in listed]
    if POKJA not in (activity.groups or ()) or not activity.village:
        return []
    seats: dict[str, PokjaMember] = {}
    for one in village_books(conn, activity.village).pokja:
        on = activity.held_on
        if one.level in (None, VILLAGE) and one.full_name and (on is None or serves(one, on)):
            seats.setdefault(one.full_name.casefold(), one)
    return [(one.full_name or "", SEX.label(one.sex), _seat(one)) for one in seats.values()]


def _seat(one: PokjaMember) -> str:
    return f"Pokja, {position_label(one)}" if position_label(one) else "Pokja"
