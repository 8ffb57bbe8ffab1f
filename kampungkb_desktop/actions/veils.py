"""What a file without names holds for one receiver: the veil over the log, what it has been sent already, and where so
few families live that a veil is thin. What was sent is remembered per kind, in this office's own counters."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kampungkb_desktop.actions.office_keys import office_keys, office_name, statement
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.withdrawing import with_joined
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import Certificate, Keys, issue
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import ACTIVE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Link
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.sharing import NAMELESS, OF_PEOPLE, RECAP
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals

if TYPE_CHECKING:
    from kampungkb_desktop.bundle.nameless import Veil

FEW = 5
"""A village with fewer families than this can be recognised in a file without names."""
_TOLD = "told:"
_OF_OTHERS = frozenset({"mother_id", "partner_id"})
"""Links by which a record names somebody whose record it is not."""


def office_certificate(conn: Connection, session: Session) -> tuple[str, str]:
    """The certificate that goes with files without names: the office's, naming none of its people."""
    office = _office(conn, session)
    said = statement(conn, session, office.verify_key, practice=session.practice)
    return issue(_without_person(said, office_name(conn)), office)


def _without_person(said: Certificate, name: str) -> Certificate:
    return Certificate(
        uid=said.uid, name=name, role=said.role, officer="", verify_key=said.verify_key, recipient=said.recipient,
        villages=(), practice=said.practice, issued_at=said.issued_at, issuer=said.issuer,
    )  # fmt: skip


def told(conn: Connection, peer: str, kind: str) -> dict[str, Intervals]:
    """What a receiver has been sent of each device in this kind of file."""
    found = json.loads(read.meta(conn, f"{_TOLD}{peer}:{kind}") or "{}")
    return {uid: tuple((low, high) for low, high in pairs) for uid, pairs in found.items()}


def note_told(conn: Connection, peer: str, kind: str, added: Mapping[str, Intervals]) -> None:
    """Remember what a file added to that."""
    known = told(conn, peer, kind)
    joined = {uid: intervals.join(known.get(uid, ()), added.get(uid, ())) for uid in {*known, *added}}
    write.put_meta(conn, f"{_TOLD}{peer}:{kind}", json.dumps(joined))


def forget_told(conn: Connection, peer: str) -> None:
    """What was made for a receiver never left: take it to have been sent nothing, so that it comes again."""
    for kind in (NAMELESS, RECAP):
        if told(conn, peer, kind):
            write.put_meta(conn, f"{_TOLD}{peer}:{kind}", "{}")


def veil_for(conn: Connection, session: Session, receiver: str, kind: str) -> Veil:
    """How this receiver (its verify key) sees the log in files of this kind. KnownError E-ROLE."""
    from kampungkb_desktop.bundle.nameless import Veil, pseudonym_key  # noqa: PLC0415  start-up time

    office = _office(conn, session)
    return Veil(
        pseudonym_key(office.signing_seed, receiver),
        kind,
        withheld=with_joined(conn, _withheld(conn)) if kind == NAMELESS else frozenset(),
        history=lambda record: read.changes_of(conn, [record]).get(record, ()),
    )


def few_families(conn: Connection) -> dict[str, int]:
    """The villages with so few families that people may be recognised without their names."""
    rows = read.rows(conn, Family, ("village", "state"))
    counted = Counter(str(village) for village, state in rows if village and state in (None, ACTIVE))
    return {code: count for code, count in sorted(counted.items()) if count < FEW}


def _office(conn: Connection, session: Session) -> Keys:
    office = office_keys(conn, session)
    if office is None:
        raise KnownError(
            "E-ROLE", "Berkas tanpa nama hanya dapat dibuat di laptop kabupaten.", "Minta operator kabupaten."
        )
    return office


def _withheld(conn: Connection) -> frozenset[str]:
    """The families and people who asked for their data to be processed no further (UU 27/2022, art. 11), with
    everything that hangs on them."""
    asked = (Family, Member)
    held = {form.FORM: {str(row[0]) for row in read.rows(conn, form, ("id",), {"restricted": 1})} for form in asked}
    if not any(held.values()):
        return frozenset()
    for _ in range(3):  # family, then visits and members, then what hangs on those
        for name in OF_PEOPLE & FORMS.keys():
            for link, kind in fields_of(FORMS[name]).items():
                if isinstance(kind, Link) and link not in _OF_OTHERS and held.get(kind.to):
                    rows = read.rows(conn, FORMS[name], ("id",), {link: sorted(held[kind.to])})
                    held.setdefault(name, set()).update(str(row[0]) for row in rows)
    return frozenset().union(*held.values())
