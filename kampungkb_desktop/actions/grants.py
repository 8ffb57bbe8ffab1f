"""Grants: made by the district for an enrolled laptop, and believed by the laptop after its person has heard the
office's fingerprint. Later ones come with every answer of the office and need no hearing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from kampungkb_desktop.actions import partners, storage_offer
from kampungkb_desktop.actions.office_keys import (
    CERTIFICATE,
    NAMELESS,
    OFFICE_KEY,
    OFFICE_NAME,
    keep_certificate,
    keep_office,
    know_office,
    office_keys,
    office_name,
    printable,
)
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.actions.receiver_offices import believe, known_sources
from kampungkb_desktop.actions.save import carry_out, wishes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.successors import FORMER_PROOF, FORMER_UID, earlier
from kampungkb_desktop.actions.whole_file import put_there
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import free, plain
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.full_disk import CODE
from kampungkb_desktop.bundle import enrolment as files
from kampungkb_desktop.bundle.certificate import (
    CERTIFICATE_DOMAIN,
    Assigned,
    Certificate,
    Keys,
    issue,
    read_certificate,
    verified,
)
from kampungkb_desktop.bundle.enrolment import Grant, Introduction, OfficeCard
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.enrolment import ACTIVE, REPLACED, Enrolment
from kampungkb_desktop.forms.officer import Assignment, Officer
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Device

compared, kind_of, shown_part = files.compared, files.kind_of, files.shown_part
"""What screens need of the small files: whether a typed end is that of a fingerprint, what a file is, and a fingerprint
without its end."""

_SAID_BY_THE_DISK = frozenset({CODE, "E-FILE-IN-USE"})
"""Why a file could not be written, where that is not the fault of the folder."""


@frozen
class Looked:
    """A grant as it is shown before it is believed; ``known`` when it is from the office one belongs to already, or
    from a district that is believed already."""

    grant: Grant
    statement: Certificate
    known: bool

    @property
    def office(self) -> OfficeCard:
        """The office that speaks."""
        return self.grant.office

    @property
    def villages(self) -> tuple[str, ...]:
        """The codes of the villages assigned."""
        return tuple(one.village for one in self.statement.villages)


# --- The laptop that asks ---------------------------------------------------------------------------------------------


def introduction(session: Session) -> Introduction:
    """What this laptop says of itself."""
    with session.database.read() as conn:
        keys, person = own_keys(conn), read.record(conn, Officer, session.author) or Officer(id=session.author)
        villages = tuple(one.village for one in partners.assigned(conn, session.author))
        return Introduction(
            uid=session.device, officer=session.author, full_name=printable(person.name()), nip=person.nip or "",
            position=printable(person.position or ""), office=printable(person.office or ""), role=session.device_role,
            verify_key=keys.verify_key, recipient=keys.recipient, villages=villages, practice=session.practice,
            made_at=session.clock(), replaces=read.secret(conn, FORMER_UID) or "",
            replaces_proof=read.secret(conn, FORMER_PROOF) or "", former=earlier(conn),
        )  # fmt: skip


def introduce(session: Session, folder: Path) -> Path:
    """Write the introduction into a folder. KnownError E-WRITE."""
    said = introduction(session)
    with session.database.read() as conn:
        data = files.write_introduction(said, own_keys(conn))
    return _put_file(folder, f"Perkenalan_{plain(said.full_name)}_{said.mark[:4]}{files.SUFFIX}", data)


def look_at(session: Session, path: Path) -> Looked:
    """Open a grant without believing it. KnownError for the reasons of ``bundle.enrolment``, and E-RECIPIENT for one
    made for another laptop."""
    data = files.read_file(path)
    with session.database.read() as conn:
        grant = files.read_grant(data, own_keys(conn))
        office = {read.secret(conn, OFFICE_KEY), *(one.verify_key for one in known_sources(conn))}
    statement = grant.statement(practice=session.practice)
    if (statement.uid, statement.role) != (session.device, session.device_role):
        raise refuse("E-RECIPIENT")
    return Looked(grant, statement, grant.office.verify_key in office)


def accept(session: Session, looked: Looked, typed: str = "") -> None:
    """Believe a grant: keep the office's keys and what it says of this laptop, and work in the villages it names.

    ``typed`` is the end of the office's fingerprint as its operator read it out; not asked of an office one belongs to
    already. KnownError E-FINGERPRINT, and E-OFFICE at a laptop of another office.
    """
    grant = looked.grant
    if not looked.known and not files.compared(grant.office.mark, typed):
        raise KnownError(
            "E-FINGERPRINT",
            "Sidik jari yang diketik tidak sama dengan sidik jari di berkas.",
            "Minta operator kabupaten membacakannya lagi. Bila tetap berbeda, jangan terima berkas ini.",
        )
    with session.database.write() as conn:
        if session.receiving:
            believe(conn, grant.office, session.clock())
            return
        own_office = office_keys(conn, session)
        if own_office is not None and own_office.verify_key != grant.office.verify_key:
            raise KnownError(
                "E-OFFICE",
                "Laptop ini sudah memiliki kunci kantornya sendiri.",
                "Untuk memakai kunci kantor lain, mulailah dengan folder data yang baru.",
            )
        if grant.signing_seed and session.role == DISTRICT:
            keep_office(conn, grant.office_keys(), grant.office.name)
        else:
            know_office(conn, grant.office.verify_key, grant.office.recipient, grant.office.name)
        keep_certificate(conn, grant.certificate, grant.certificate_sig)
        storage_offer.hear(conn, grant.storage)
        work_in(conn, session, looked.statement.villages)


def refresh(conn: Connection, session: Session, text: str, signature: str) -> None:
    """What an answer of the office says anew of this laptop; anything that does not hold is left alone."""
    office = read.secret(conn, OFFICE_KEY)
    if session.practice or not office or not text:
        return
    if not verified(office, CERTIFICATE_DOMAIN, text.encode(), signature):
        return
    statement = read_certificate(text, signature, frozenset({office}), practice=False)
    if _villages(text) < _villages(read.secret(conn, CERTIFICATE) or ""):
        return  # from a computer of the office that has not heard of a later assignment
    if (statement.uid, statement.verify_key) == (session.device, own_keys(conn).verify_key):
        keep_certificate(conn, text, signature)
        work_in(conn, session, statement.villages)


def _villages(text: str) -> frozenset[str]:
    said = msgspec.json.decode(text, type=Certificate).villages if text else ()
    return frozenset(one.village for one in said)


def work_in(conn: Connection, session: Session, villages: tuple[Assigned, ...]) -> None:
    """Put the villages of a certificate on record where they are not, with its dates."""
    wanted = []
    for one in villages:
        link = ids.derived_id(session.author, one.village)
        kept = read.record(conn, Assignment, link) or Assignment(
            id=link, village=one.village, officer_id=session.author, status=DONE
        )
        wanted.append(kept.changed(since=_day(one.since) or kept.since, until=_day(one.until)))
    carry_out(conn, session, "Terima penugasan dari kabupaten", wishes(conn, wanted))


# --- The office that answers ------------------------------------------------------------------------------------------


def write_grant(session: Session, uid: str, folder: Path) -> Path:
    """The grant of an enrolled laptop as a file in a folder. KnownError E-SENDER (not enrolled), E-WRITE."""
    with session.database.read() as conn:
        device = next((one for one in read.devices(conn) if one.uid == uid and one.state == ACTIVE), None)
        office = office_keys(conn, session)
        if device is None or office is None:
            raise KnownError(
                "E-SENDER", "Laptop ini tidak terdaftar, jadi tidak mendapat penugasan.", "Daftarkan lebih dahulu."
            )
        text, signature = certified(conn, session, device)
        second = device.role == DISTRICT
        grant = Grant(
            certificate=text, certificate_sig=signature, office=office_card(conn, office), made_at=session.clock(),
            signing_seed=office.signing_seed.hex() if second else "", identity=office.identity if second else "",
            storage=storage_offer.of_office(conn, session),
        )  # fmt: skip
        data = files.write_grant(grant, office, device.recipient)
    return _put_file(folder, f"Penugasan_{plain(device.name)}_{device.uid[:4]}{files.SUFFIX}", data)


def office_card(conn: Connection, office: Keys) -> OfficeCard:
    """The office as its officers keep it, named as its letterhead has it today."""
    name = office_name(conn)
    kept = read.secret(conn, OFFICE_NAME) or NAMELESS
    return OfficeCard(name=name if name != NAMELESS else kept, verify_key=office.verify_key, recipient=office.recipient)


def of_receiver(conn: Connection, session: Session, receiver: Receiver) -> tuple[str, str]:
    """What goes along with an answer to an officer: his certificate as it is today; nothing in practice."""
    if session.role != DISTRICT or session.practice or receiver.villages is None:
        return "", ""
    device = next(one for one in read.devices(conn) if one.uid == receiver.peer)
    return certified(conn, session, device)


def certified(conn: Connection, session: Session, device: Device) -> tuple[str, str]:
    """What the office says of a laptop today: the exact text and its signature."""
    office = office_keys(conn, session)
    assert office is not None
    person = partners.person_of(conn, device.uid)
    statement = Certificate(
        uid=device.uid, name=printable(device.name), role=device.role, officer=person, verify_key=device.verify_key,
        recipient=device.recipient, villages=partners.certain(conn, device.uid), practice=session.practice,
        issued_at=session.clock(), issuer=office.verify_key, former=_replaced_by(conn, person, device),
    )  # fmt: skip
    return issue(statement, office)


def _replaced_by(conn: Connection, person: str, device: Device) -> tuple[str, ...]:
    """The installations whose place a laptop has taken, one after the other."""
    said = {one.id: one for one in read.records(conn, Enrolment, where={"officer_id": person})}
    found: list[str] = []
    older = said[device.uid].replaces if device.uid in said else None
    while older in said and older not in found and said[older].state == REPLACED:
        found.append(older)
        older = said[older].replaces
    return tuple(found)


# --- inside -----------------------------------------------------------------------------------------------------------


def _put_file(folder: Path, name: str, data: bytes) -> Path:
    try:
        path = free(folder, name)
        put_there(path, data, "Berkas pendaftaran")
    except (OSError, KnownError) as error:
        if isinstance(error, KnownError) and error.code in _SAID_BY_THE_DISK:
            raise
        raise KnownError(
            "E-WRITE", "Folder tujuan tidak dapat dipakai.", "Pilih folder lain atau periksa flashdisknya."
        ) from error
    return path


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
