"""Who looked at, printed and listed somebody's data on this laptop, and which files went out since they were written
down: read off the trail and the list of files, by office or role and never by a colleague's name."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from kampungkb_desktop.actions.own_data import OwnData
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.trail import COPIED, ERASED, KINDS, LISTED, PRINTED, SEEN
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_village import ROLES
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import OUT

_ABOUT_RECORDS = frozenset({SEEN, PRINTED, ERASED})
_KINDS = {
    "full": "Berkas kirim lengkap dengan nama", "baru": "Berkas kirim lengkap dengan nama", "foto": "Foto susulan",
    NAMELESS: "Tanpa nama: orangnya tidak dapat dikenali", RECAP: "Rekap desa saja, tanpa data keluarga",
}  # fmt: skip


@frozen
class Access:
    """What was done with the data on one day by people of one office or role, how often."""

    day: date
    what: str
    by: str
    times: int
    about: str = ""


@frozen
class Sent:
    """A file that went out since the family was written down: when, to whom, and what it holds."""

    day: date
    to: str
    what: str


def accesses(session: Session, data: OwnData) -> list[Access]:
    """Views, papers and lists, the latest first. A list or paper of the whole village is told as such: that it named
    this family is likely and not certain."""
    with session.database.read() as conn:
        officers = {one.id: one for one in read.records(conn, Officer)}
    village, found = data.family.village or "", Counter[tuple[date, str, str, str]]()
    for one in session.trail.entries():
        mine = one.what in _ABOUT_RECORDS and (one.record in data.records or data.family.id in one.more)
        listed = not one.record and one.what in (PRINTED, LISTED) and bool(village) and village in one.more
        if mine or listed or (one.what == COPIED and not one.record):
            about = "laporan atau daftar sedesa" if listed else "" if mine else "seluruh data, tersandi"
            found[day_of(one.at), KINDS.get(one.what, one.what), by_words(officers.get(one.who)), about] += 1
    made = [Access(day, what, by, times, about) for (day, what, by, about), times in found.items()]
    since = min((on for _who, on in data.sources), default=date.min)
    return sorted((one for one in made if one.day >= since), key=lambda one: (one.day, one.what), reverse=True)


def sent(session: Session, data: OwnData) -> list[Sent]:
    """The files that went out since the family was written down and may hold it, the latest first."""
    since = min((on for _who, on in data.sources), default=date.min)
    with session.database.read() as conn:
        files = read.files(conn, direction=OUT)
    return [
        Sent(day_of(one.at), _receiver(one.counts) or "Kantor kabupaten", _KINDS[one.kind])
        for one in files
        if one.kind in _KINDS and day_of(one.at) >= since
    ]


def by_words(officer: Officer | None) -> str:
    """A colleague by position and office: who he is stays with the office."""
    if officer is None:
        return "Petugas yang tidak tercatat di sini"
    role = officer.position or ROLES.label(officer.role) or "Petugas"
    return f"{role}, {officer.office}" if officer.office else role


def _receiver(counts: str) -> str:
    try:
        told = json.loads(counts or "{}")
    except ValueError:
        return ""
    return str(told.get("receiver") or "") if isinstance(told, dict) else ""
