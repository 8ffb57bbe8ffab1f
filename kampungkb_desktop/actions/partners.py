"""With whom this installation exchanges files: whose keys it uses, believes and answers to.

In practice every installation shares the practice district's keys (``resources/docs/decisions/0001``). For real
offices ``enrolment`` fills the ``device`` table and the ``secret`` lines that are read here.
"""

from __future__ import annotations

from datetime import date

import msgspec

from kampungkb_desktop.actions.office_keys import (
    CERTIFICATE,
    CERTIFICATE_SIGNATURE,
    NAMELESS,
    OFFICE_KEY,
    OFFICE_NAME,
    OFFICE_RECIPIENT,
    office_keys,
    statement,
)
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.receiver_offices import VEILED, known_sources, may_get, shares
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.successors import earlier
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import PRACTICE_OFFICE, Assigned, Certificate, Keys, issue, practice_keys
from kampungkb_desktop.bundle.rights import DISTRICT, OFFICER
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.forms.officer import RECEIVER, Assignment
from kampungkb_desktop.forms.sharing import RECAP
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Device
from kampungkb_desktop.store.read import exchange

BESIDE = "beside:"
"""The lines of ``meta`` that name the computers that work on the same server: they have everything already."""
_SAID = "assigned:"
"""Lines of ``meta``: the villages that a device's last certificate named."""


@frozen
class Receiver:
    """Whom a file is made for. ``villages`` ``None`` = everything; ``ended`` are those that were his until a day.
    ``receives``: an office that only receives."""

    peer: str
    name: str
    verify_key: str
    recipient: str
    villages: tuple[str, ...] | None = None
    receives: bool = False
    ended: tuple[Assigned, ...] = ()


@frozen
class Standing:
    """How this installation stands towards others: what it opens with, answers to and believes."""

    keys: Keys
    answers_to: frozenset[str]
    trusts: frozenset[str]


def standing(conn: Connection, session: Session) -> Standing:
    """Keys for opening files that arrive."""
    own = own_keys(conn)
    office = office_keys(conn, session)
    trusted = practice_keys().verify_key if session.practice else read.secret(conn, OFFICE_KEY)
    keys, believed = office or own, {trusted} if trusted else set()
    if session.receiving:
        believed = {one.verify_key for one in known_sources(conn)}
    return Standing(keys, frozenset({own.verify_key, keys.verify_key}), frozenset(believed))


def certificate(conn: Connection, session: Session) -> tuple[str, str]:
    """This installation's certificate and its signature. KnownError E-ENROL before a real office enrolled it."""
    if not session.practice:
        text, signature = read.secret(conn, CERTIFICATE), read.secret(conn, CERTIFICATE_SIGNATURE)
        if not text or not signature:
            raise _not_enrolled()
        return text, signature
    office = practice_keys()
    villages = _ever_assigned(conn, session.author)
    return issue(statement(conn, session, office.verify_key, villages, practice=True), office)


def receivers(conn: Connection, session: Session, kind: str = fmt.NEW) -> list[Receiver]:
    """An officer sends to his office; a district to every laptop that is enrolled with it (in practice: that it has
    heard from), to other computers of the same office everything. Files without names, and whole data where that was
    allowed, go to the offices that only receive."""
    if session.receiving:
        raise KnownError(
            "E-RECEIVER",
            "Laptop ini hanya menerima berkas dari kabupaten, jadi tidak mengirim.",
            "Buat perkenalan, lalu serahkan kepada kabupaten yang datanya diperlukan.",
        )
    if session.role != DISTRICT:
        return [_office(conn, session)]
    office = office_keys(conn, session)
    found, allowed = [], shares(conn)
    for device in read.devices(conn):
        if device.state != ACTIVE or device.own or read.meta(conn, BESIDE + device.uid):
            continue
        if device.role == RECEIVER:
            if may_get(allowed.get(device.uid, RECAP), kind):
                found.append(Receiver(device.uid, device.name, device.verify_key, device.recipient, receives=True))
        elif kind in VEILED:
            continue
        elif device.role == OFFICER:
            found.append(_officer(conn, device, day_of(session.clock())))
        elif device.role == DISTRICT and office is not None:  # which opens what is sealed to the office
            found.append(Receiver(device.uid, device.name, office.verify_key, office.recipient))
    return found


def _officer(conn: Connection, device: Device, today: date) -> Receiver:
    """An officer gets his villages whole, and of those whose last day is over what ``handed_over`` says."""
    ever = assigned(conn, person_of(conn, device.uid))
    over = tuple(one for one in ever if one.until and one.until < today.isoformat())
    now = tuple(one.village for one in ever if one not in over)
    return Receiver(device.uid, device.name, device.verify_key, device.recipient, now, ended=over)


def villages_of(conn: Connection, device: str) -> tuple[str, ...]:
    """The villages ever assigned to the officer of a device: what he wrote there may still come."""
    return tuple(one.village for one in assigned(conn, person_of(conn, device)))


def may_deliver(conn: Connection, session: Session) -> tuple[str, ...]:
    """The installations whose place this one has taken, as far as its office has agreed; before there is a word of the
    office, what this one will ask for."""
    if session.practice:
        return ()
    text = read.secret(conn, CERTIFICATE)
    return msgspec.json.decode(text, type=Certificate).former if text else tuple(one.uid for one in earlier(conn))


def certified(conn: Connection, session: Session) -> tuple[str, ...] | None:
    """The villages that an officer's certificate names; ``None`` where that bounds nothing."""
    if session.role == DISTRICT or session.practice:
        return None
    text = read.secret(conn, CERTIFICATE)
    return tuple(one.village for one in msgspec.json.decode(text, type=Certificate).villages) if text else None


def installations(conn: Connection, device: str) -> tuple[str, ...]:
    """A device and every other one on which the same person works or has worked."""
    person = person_of(conn, device)
    others = (one.uid for one in read.devices(conn) if one.uid != device and person_of(conn, one.uid) == person)
    return (device, *others) if person else (device,)


def peer_of(conn: Connection, session: Session, certificate: Certificate) -> str:
    """Under which name it is kept what a sender holds: an office answers as one, whichever of its computers wrote."""
    if session.role != DISTRICT and certificate.role == DISTRICT:
        return _office(conn, session).peer
    return certificate.uid


def _office(conn: Connection, session: Session) -> Receiver:
    if session.practice:
        keys = practice_keys()
        return Receiver(keys.verify_key, PRACTICE_OFFICE, keys.verify_key, keys.recipient)
    key, recipient = read.secret(conn, OFFICE_KEY), read.secret(conn, OFFICE_RECIPIENT)
    if not (key and recipient and read.secret(conn, CERTIFICATE)):
        raise _not_enrolled()
    return Receiver(key, read.secret(conn, OFFICE_NAME) or NAMELESS, key, recipient)


def assigned(conn: Connection, officer: str) -> tuple[Assigned, ...]:
    """An officer's villages with their dates."""
    found = read.records(conn, Assignment, where={"officer_id": officer}, order=("village",))
    return tuple(
        Assigned(one.village, one.since.isoformat() if one.since else "", one.until.isoformat() if one.until else "")
        for one in found
        if one.village
    )


def remember(conn: Connection, certificate: Certificate) -> None:
    """Keep what the office's word gave this laptop: another computer of the office may have said it."""
    text = msgspec.json.encode(certificate.villages).decode()
    write.put_meta(conn, _SAID + certificate.uid, text)


def certain(conn: Connection, device: str) -> tuple[Assigned, ...]:
    """The villages to certify for a device: those assigned as far as this computer knows, and those that the office's
    word gave it before. An assignment ends by its date and never vanishes, so a computer that has not heard of one yet
    must not take it back by not knowing."""
    now = assigned(conn, person_of(conn, device))
    have = {one.village for one in now}
    said = msgspec.json.decode(read.meta(conn, _SAID + device) or "[]", type=tuple[Assigned, ...])
    return (*now, *(one for one in said if one.village not in have))


def _ever_assigned(conn: Connection, officer: str) -> tuple[Assigned, ...]:
    """The villages assigned now, and those given up: what was written there while they were his still goes out."""
    now = assigned(conn, officer)
    have = {one.village for one in now}
    return (*now, *(Assigned(code) for code in exchange.villages_said(conn, Assignment.FORM, but=have)))


def person_of(conn: Connection, device: str) -> str:
    """The id of the officer who works on a device, "" where it is not known."""
    return read.meta(conn, f"officer:{device}") or ""


def more_rights(conn: Connection, certificate: Certificate) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is known here of a sender beyond his certificate: villages assigned to him since, and the installations on
    which the same person works."""
    same = certificate.officer and [
        one.uid for one in read.devices(conn) if person_of(conn, one.uid) == certificate.officer
    ]
    return villages_of(conn, certificate.uid), tuple(same or ())


def _not_enrolled() -> KnownError:
    return KnownError(
        "E-ENROL",
        "Laptop ini belum didaftarkan oleh kantor kabupaten, jadi belum ada penerima untuk berkas kirim.",
        "Data tetap aman di laptop ini. Buat perkenalan di Kirim & Terima, lalu serahkan kepada operator kabupaten.",
    )
