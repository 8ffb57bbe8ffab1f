"""The keys of an office. All its computers share them, so that an officer writes to an office and not to a computer.

In practice they come from a constant (``resources/docs/decisions/0001``); a real office makes them once, and its other
computers get them with their grant.
"""

from __future__ import annotations

from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import Assigned, Certificate, Keys, issue, make_keys, practice_keys
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.officer import Office, Officer
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

CERTIFICATE = "certificate"
CERTIFICATE_SIGNATURE = "certificate_sig"
OFFICE_KEY, OFFICE_RECIPIENT, OFFICE_NAME = "office_verify_key", "office_recipient", "office_name"
"""Lines of ``secret``: this installation's certificate, and its office's public keys and name, once enrolled."""
OFFICE_SEED, OFFICE_IDENTITY = "office_signing_seed", "office_age_identity"
"""The office's private keys, on its own computers only."""
FOUNDED = "office:key"
"""The line of ``meta`` with the public key of the office whose records these are, for all its computers to see."""
NAMELESS = "Kantor kabupaten"


def office_keys(conn: Connection, session: Session) -> Keys | None:
    """The office's private keys where this is one of its computers."""
    if session.role != DISTRICT or session.receiving:
        return None
    if session.practice:
        return practice_keys()
    seed, identity = read.secret(conn, OFFICE_SEED), read.secret(conn, OFFICE_IDENTITY)
    return Keys(bytes.fromhex(seed), identity) if seed and identity else None


def found_office(conn: Connection, session: Session) -> Keys:
    """The office's keys, made where there are none yet, with this computer enrolled as its first.

    KnownError E-OFFICE-KEYS at a computer that works on the records of an office whose keys it was not given yet: it
    must not make others.
    """
    found = office_keys(conn, session)
    if found is not None:
        return found
    if read.meta(conn, FOUNDED):
        raise KnownError(
            "E-OFFICE-KEYS",
            "Komputer ini belum memegang kunci kantor.",
            "Buat perkenalan di komputer ini, lalu terima penugasannya dari komputer kantor yang pertama.",
        )
    keys = make_keys()
    keep_office(conn, keys, office_name(conn))
    keep_certificate(conn, *issue(statement(conn, session, keys.verify_key), keys))
    return keys


def keep_office(conn: Connection, keys: Keys, name: str) -> None:
    """Note the private keys of the office here, and its public side."""
    write.put_secret(conn, OFFICE_SEED, keys.signing_seed.hex())
    write.put_secret(conn, OFFICE_IDENTITY, keys.identity)
    write.put_meta(conn, FOUNDED, keys.verify_key)
    know_office(conn, keys.verify_key, keys.recipient, name)


def know_office(conn: Connection, verify_key: str, recipient: str, name: str) -> None:
    """Note an office's public keys and its name."""
    write.put_secret(conn, OFFICE_KEY, verify_key)
    write.put_secret(conn, OFFICE_RECIPIENT, recipient)
    write.put_secret(conn, OFFICE_NAME, name)


def keep_certificate(conn: Connection, text: str, signature: str) -> None:
    """Note what the office says of this installation."""
    write.put_secret(conn, CERTIFICATE, text)
    write.put_secret(conn, CERTIFICATE_SIGNATURE, signature)


def office_name(conn: Connection) -> str:
    """What the letterhead calls the office."""
    found = read.records(conn, Office, order=("id",), limit=1)
    return printable(found[0].name() if found else "") or NAMELESS


def statement(
    conn: Connection, session: Session, issuer: str, villages: tuple[Assigned, ...] = (), *, practice: bool = False
) -> Certificate:
    """What is to be certified of this very installation."""
    own = own_keys(conn)
    person = read.record(conn, Officer, session.author)
    return Certificate(
        uid=session.device,
        name=printable(person.name() if person else ""),
        role=session.device_role,
        officer=session.author,
        verify_key=own.verify_key,
        recipient=own.recipient,
        villages=villages,
        practice=practice,
        issued_at=session.clock(),
        issuer=issuer,
    )


def printable(name: str) -> str:
    """A name as a certificate may hold it."""
    return "".join(letter for letter in name if letter.isprintable())[:200]
