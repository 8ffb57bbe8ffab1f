"""Offices that exchange files without names: a district with an officer, a province, and a family full of secrets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from kampungkb_desktop.actions import enrolment, grants
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import Exported, Order, export
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.take_in_report import FileReport
from kampungkb_desktop.bundle.opening import _decrypt
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Office, Officer
from kampungkb_desktop.forms.sharing import NAMELESS, Share
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking
from tests.actions.enrolling import end_of, enrolled, started_at
from tests.cheap import CHEAP

SECRETS = (
    "Suparman", "6403061234567890", "KKI-77", "Jalan Melati", "081254321098", "Rumah biru dekat masjid", "Bu Kades",
    "Puskesmas Rekaan", "2024-02-29", "Siti Rahmah", "Penyuluhan di rumah Pak Tarjo", "Pak Tarjo", "Dusun Cempaka",
    "2.215", "117.39", "Operator Kabupaten", "1988-05-17",
)  # fmt: skip


@contextmanager
def three_offices(tmp_path: Path) -> Iterator[tuple[Session, Session, Session]]:
    """A district at work, an officer of it with a family full of secrets, and a province, strangers to each other."""
    with ExitStack() as stack:
        district = started_at(tmp_path / "kabupaten", "Operator Kabupaten", "kabupaten")
        officer = started_at(tmp_path / "petugas", "Siti Rahmah", "petugas")
        province = province_at(tmp_path / "provinsi")
        for one in (district, officer, province):
            stack.callback(sessions.close, one)
        enrolled(district, officer, tmp_path / "berkas")
        yield district, officer, province


def province_at(folder: Path, *, practice: bool = False) -> Session:
    return first_run(
        folder, PASSWORD, role="penerima", person=Officer(full_name="Wulan", office="Perwakilan BKKBN"),
        office=Office(full_name="Perwakilan BKKBN"), practice=practice, clock=Ticking(NOON), cost=CHEAP,
    ).session  # fmt: skip


def befriend(district: Session, receiver: Session, folder: Path, share: Share = NAMELESS, reason: str = "") -> None:
    asked = enrolment.receive(district, grants.introduce(receiver, folder))
    enrolment.enrol(district, asked.uid, end_of(asked.mark), share=share, reason=reason)
    looked = grants.look_at(receiver, grants.write_grant(district, asked.uid, folder))
    grants.accept(receiver, looked, end_of(looked.office.mark))


def write_secrets(officer: Session) -> Family:
    """A family, a child, a visit, a measurement and an activity whose texts are all somebody's."""
    new = partial(new_record_id, officer)
    family = Family(
        id=new(), village=VILLAGE, head_name="Suparman", kk="6403061234567890", kki="KKI-77", address="Jalan Melati",
        phone="081254321098", note="Rumah biru dekat masjid", hamlet="Dusun Cempaka", water="sumur_terlindung",
        child_consent_by="Bu Kades",
    )  # fmt: skip
    save(officer, "Simpan keluarga Suparman", [family])
    child = Member(
        id=new(), village=VILLAGE, family_id=family.id, full_name="Siti Suparman", nik="6403061234567890",
        birth_date=date(2024, 2, 29), sex="perempuan", relation="anak", religion="islam",
    )  # fmt: skip
    elder = Member(
        id=new(), village=VILLAGE, family_id=family.id, full_name="Suparman", birth_date=date(1988, 5, 17),
        sex="laki_laki", relation="kepala_keluarga",
    )  # fmt: skip
    visit = Visit(
        id=new(), village=VILLAGE, family_id=family.id, member_id=child.id, target="baduta", officer_id=officer.author,
        visited_on=date(2026, 11, 3), latitude=2.215, longitude=117.39, findings="Rumah biru dekat masjid",
        referral_to="Puskesmas Rekaan",
    )  # fmt: skip
    measured = ChildMeasurement(
        id=new(), village=VILLAGE, visit_id=visit.id, member_id=child.id, measured_on=date(2026, 11, 3), weight_kg=9.4,
        lenhei_cm=81.5,
    )  # fmt: skip
    activity = Activity(
        id=new(), village=VILLAGE, title="Penyuluhan di rumah Pak Tarjo", speakers="Pak Tarjo", place="Jalan Melati",
        held_on=date(2026, 11, 2), male=4, female=11,
    )  # fmt: skip
    village = Village(id=new(), village=VILLAGE, kkb_name="Kampung KB Rekaan", responsible="Bu Kades")
    save(officer, "Simpan semuanya", [child, elder, visit, measured, activity, village])
    return family


def bring(officer: Session, district: Session, folder: Path) -> None:
    assert take_in(district, [export(officer, folder).path]).accepted


def met(offices: tuple[Session, Session, Session], folder: Path) -> Family:
    """The family full of secrets has reached the district, and the province may have what is without names."""
    district, officer, province = offices
    family = write_secrets(officer)
    bring(officer, district, folder / "a")
    befriend(district, province, folder / "b")
    return family


def sent(district: Session, folder: Path, kind: str = NAMELESS, *, whole: bool = False) -> Exported:
    return export(district, folder, order=Order(kind=kind, whole=whole))


def taken(session: Session, made: Exported) -> FileReport:
    (report,) = take_in(session, [made.files[0].path]).files
    return report


def plain(path: Path, session: Session) -> dict[str, bytes]:
    """Every member of a file as its receiver can read it."""
    with session.database.read() as conn:
        keys = own_keys(conn)
    with _decrypt(path, keys) as spool, zipfile.ZipFile(spool) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def secrets_of(session: Session) -> set[str]:
    """Every id, and every device, action and author, that stands in a log."""
    with session.database.read() as conn:
        found = {one.uid for one in read.devices(conn)}
        for row in conn.exec_driver_sql("SELECT DISTINCT record FROM change"):
            found.add(str(row[0]))
        for row in conn.exec_driver_sql("SELECT id, author FROM action"):
            found.update(str(one) for one in row if one)
    return found
