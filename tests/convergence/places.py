"""Where the histories happen: three villages, a handful of records that several people may make without knowing of each
other, and the prepared installations, enrolled by introduction and grant as people do it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kampungkb_desktop.actions import enrolment, grants
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Office, Officer
from kampungkb_desktop.forms.record import Record
from tests.actions.devices import NOON, PASSWORD, Ticking
from tests.actions.enrolling import end_of
from tests.cheap import CHEAP

MALUANG, GUNUNG_TABUR, TANJUNG = "64.03.06.2004", "64.03.06.1003", "64.03.05.2002"
VILLAGES = (MALUANG, GUNUNG_TABUR, TANJUNG)
TODAY = date(2026, 11, 21)

RECORDS: tuple[Record, ...] = (
    Family(id=derived_id("keluarga", "1"), village=MALUANG, status="draf"),
    Family(id=derived_id("keluarga", "2"), village=GUNUNG_TABUR, status="draf"),
    Family(id=derived_id("keluarga", "3"), village=TANJUNG, status="draf"),
    Family(id=derived_id("keluarga", "4"), village=GUNUNG_TABUR, status="draf"),
    Member(id=derived_id("anggota", "1"), family_id=derived_id("keluarga", "4"), village=GUNUNG_TABUR, status="draf"),
)
MADE_BY = ("siti", "kantor", "andi", "siti", "andi")
"""Who makes each of these records at the beginning. (Two people making one record is for the machine of lists.)"""
OFFICE_WORK = len(RECORDS)
"""The place of a record without a village: everybody has one of his own."""


def record_of(place: int, name: str) -> Record:
    """The record of a place, as somebody of this name makes it."""
    if place < OFFICE_WORK:
        return RECORDS[place]
    return Activity(id=derived_id("kegiatan", name), title="Pekerjaan kantor", status="draf")


FIELDS: dict[str, tuple[str, ...]] = {
    Family.FORM: ("head_name", "rt"), Member.FORM: ("full_name", "nik"), Activity.FORM: ("title", "place"),
}  # fmt: skip

OFFICERS = {"siti": {MALUANG, GUNUNG_TABUR}, "andi": {GUNUNG_TABUR, TANJUNG}}
DISTRICTS = ("kantor", "kantor-2")
NEWCOMER = "rini"


def templates(folder: Path) -> list[Path]:
    """An office with two computers, two officers who share a village, and a newcomer whom nobody has enrolled yet."""
    made: dict[str, Session] = {}
    try:
        for number, name in enumerate((*OFFICERS, *DISTRICTS, NEWCOMER), 1):
            made[name] = _first(folder / name, name, number)
        for name in (DISTRICTS[1], *OFFICERS):
            enrol(made[DISTRICTS[0]], made[name], OFFICERS.get(name, ()), folder / "kecil")
    finally:
        for session in made.values():
            sessions.close(session)
    return [folder / name for name in made]


def _first(folder: Path, name: str, number: int) -> Session:
    role = "kabupaten" if name in DISTRICTS else "petugas"
    office = Office(regency="64.03", full_name="Dinas Rekaan", acronym="DR") if role == "kabupaten" else None
    return first_run(
        folder, PASSWORD, role=role, person=Officer(id=derived_id("orang", name), full_name=name), office=office,
        clock=Ticking(NOON), cost=CHEAP, uid=f"{number:x}" * 32,
    ).session  # fmt: skip


def enrol(district: Session, laptop: Session, villages: Iterable[str], folder: Path) -> None:
    """The whole way: introduction, comparison, grant, comparison (not for an office one belongs to already)."""
    asked = enrolment.receive(district, grants.introduce(laptop, folder))
    enrolment.enrol(district, asked.uid, end_of(asked.mark), [(code, TODAY, None) for code in sorted(villages)])
    looked = grants.look_at(laptop, grants.write_grant(district, asked.uid, folder))
    grants.accept(laptop, looked, "" if looked.known else end_of(looked.office.mark))
