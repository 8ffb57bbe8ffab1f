"""With whom this installation exchanges files: whose keys it uses, believes and answers to.

In practice every installation shares the practice district's keys (``resources/docs/decisions/0001``). Enrolment of
real offices fills the same ``device`` table and ``secret`` lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import own_keys
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import PRACTICE_OFFICE, Assigned, Certificate, Keys, issue, practice_keys
from kampungkb_desktop.bundle.rights import DISTRICT, OFFICER
from kampungkb_desktop.forms.officer import Assignment, Officer
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import exchange

CERTIFICATE = "certificate"
CERTIFICATE_SIGNATURE = "certificate_sig"
OFFICE_KEY, OFFICE_RECIPIENT = "office_verify_key", "office_recipient"
"""Lines of ``secret``: this installation's certificate and its office's public keys, once enrolled."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a file is made for. ``villages`` ``None`` = everything."""

    peer: str
    name: str
    verify_key: str
    recipient: str
    villages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How this installation stands towards others: what it opens with, answers to and believes."""

    keys: Keys
    answers_to: frozenset[str]
    trusts: frozenset[str]


def standing(conn: Connection, session: Session) -> Standing:
    """Keys for opening files that arrive."""
    own = own_keys(conn)
    if session.practice:
        office = practice_keys()
        keys = office if session.role == DISTRICT else own
        return Standing(keys, frozenset({own.verify_key, keys.verify_key}), frozenset({office.verify_key}))
    office_key = read.secret(conn, OFFICE_KEY)
    trusted = {own.verify_key} if session.role == DISTRICT else {office_key} if office_key else set()
    return Standing(own, frozenset({own.verify_key}), frozenset(trusted))


def certificate(conn: Connection, session: Session) -> tuple[str, str]:
    """This installation's certificate and its signature. KnownError E-ENROL before a real office enrolled it."""
    if not session.practice:
        text, signature = read.secret(conn, CERTIFICATE), read.secret(conn, CERTIFICATE_SIGNATURE)
        if text is None or signature is None:
            raise _not_enrolled()
        return text, signature
    own, office = own_keys(conn), practice_keys()
    person = read.record(conn, Officer, session.author)
    statement = Certificate(
        uid=session.device,
        name="".join(letter for letter in (person.name() if person else "") if letter.isprintable())[:200],
        role=session.role,
        officer=session.author,
        verify_key=own.verify_key,
        recipient=own.recipient,
        villages=_ever_assigned(conn, session.author),
        practice=True,
        issued_at=session.clock(),
        issuer=office.verify_key,
    )
    return issue(statement, office)


def receivers(conn: Connection, session: Session) -> list[Receiver]:
    """An officer sends to his office; a district to every officer it has heard from."""
    if session.role != DISTRICT:
        return [_office(conn, session)]
    return [
        Receiver(
            device.uid, device.name, device.verify_key, device.recipient,
            tuple(one.village for one in _assigned(conn, _person(conn, device.uid))),
        )
        for device in read.devices(conn)
        if device.role == OFFICER and device.state == "aktif" and not device.own
    ]  # fmt: skip


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
    if key is None or recipient is None:
        raise _not_enrolled()
    return Receiver(key, "Kantor kabupaten", key, recipient)


def _assigned(conn: Connection, officer: str) -> tuple[Assigned, ...]:
    found = read.records(conn, Assignment, where={"officer_id": officer}, order=("village",))
    return tuple(
        Assigned(one.village, one.since.isoformat() if one.since else "", one.until.isoformat() if one.until else "")
        for one in found
        if one.village
    )


def _ever_assigned(conn: Connection, officer: str) -> tuple[Assigned, ...]:
    """The villages assigned now, and those given up: what was written there while they were his still goes out."""
    now = _assigned(conn, officer)
    have = {one.village for one in now}
    return (*now, *(Assigned(code) for code in exchange.villages_said(conn, Assignment.FORM) if code not in have))


def _person(conn: Connection, device: str) -> str:
    return read.meta(conn, f"officer:{device}") or ""


def _not_enrolled() -> KnownError:
    return KnownError(
        "E-ENROL",
        "Laptop ini belum didaftarkan oleh kantor kabupaten, jadi belum ada penerima untuk berkas kirim.",
        "Data tetap aman di laptop ini; hubungi operator kabupaten untuk pendaftaran.",
    )
