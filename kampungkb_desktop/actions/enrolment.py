"""Enrolment of officers' laptops by their district: introductions in, grants out, laptops sent away, villages handed
over. The office's word is its signature; the people behind it compare fingerprints (``sync.md`` 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from kampungkb_desktop.actions import holding, partners, receipts, successors, trail_heads, undo
from kampungkb_desktop.actions.office_keys import (
    found_office,
    printable,
)
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.save import carry_out, wishes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.shares import must_have_reason
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import enrolment as files
from kampungkb_desktop.bundle.certificate import Assigned, fingerprint
from kampungkb_desktop.bundle.enrolment import Introduction
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.enrolment import ACTIVE, REVOKED, Enrolment
from kampungkb_desktop.forms.officer import RECEIVER, Assignment, Officer
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.sharing import NAMELESS, WHOLE, Share
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import IN, Device, FileEntry

ASKING = "menunggu"
"""The state of a device whose introduction waits for the operator."""
_ASKED = "introduction:"


@frozen
class Enrolled:
    """A laptop as the district's list shows it; ``asked`` is its introduction while that waits."""

    uid: str
    name: str
    role: str
    state: str
    mark: str
    villages: tuple[Assigned, ...]
    since: date | None = None
    until: date | None = None
    reason: str = ""
    last_at: int = 0
    asked: Introduction | None = None
    officer: str = ""
    last_number: int = 0
    missing: tuple[int, ...] = ()
    share: str = ""
    share_reason: str = ""
    trail_cut_at: int = 0
    held_at: int = 0


# --- Introductions ----------------------------------------------------------------------------------------------------


def receive(session: Session, path: Path) -> Introduction:
    """Take an introduction in; it waits until somebody has compared the fingerprint. Again is as once.

    KnownError: what the file may be refused for; E-ENROLLED where it says nothing new; E-ROLE at an officer's laptop.
    """
    if session.role != DISTRICT or session.receiving:
        raise KnownError(
            "E-ROLE", "Perkenalan hanya dapat diterima di laptop kabupaten.", "Serahkan berkas ini kepada operatornya."
        )
    found = files.read_introduction(files.read_file(path), practice=session.practice)
    with session.database.write() as conn:
        found_office(conn, session)
        there = {device.uid: device for device in read.devices(conn)}.get(found.uid)
        if there is not None and there.state == ACTIVE and there.verify_key == found.verify_key:
            raise KnownError(
                "E-ENROLLED",
                "Laptop ini sudah terdaftar dengan kunci yang sama.",
                "Bila penugasannya hilang, buat lagi dari daftar laptop.",
            )
        if there is not None and there.state not in ("", ASKING):
            raise KnownError(
                "E-SENT-AWAY",
                "Laptop dengan tanda pengenal ini pernah dicabut atau kuncinya berbeda.",
                "Minta petugas menyiapkan ulang tanda pengenalnya, lalu mengirim perkenalan baru.",
            )
        name = _called(found)
        write.put_device(conn, Device(found.uid, name, found.role, found.verify_key, found.recipient, ASKING))
        write.put_meta(conn, _ASKED + found.uid, msgspec.json.encode(found).decode())
    return found


def office_mark(session: Session) -> str:
    """The office's own fingerprint, to be read out to officers; its keys are made with the first asking."""
    with session.database.write() as conn:
        keys = own_keys(conn) if session.receiving else found_office(conn, session)
    return fingerprint(keys.verify_key, keys.recipient)


def dismiss(session: Session, uid: str) -> None:
    """Put an introduction aside; the same laptop may ask again."""
    with session.database.write() as conn:
        device = _device(conn, uid)
        if device.state == ASKING:
            write.put_device(conn, Device(uid, device.name))
            write.put_meta(conn, _ASKED + uid, "")


def listed(session: Session) -> list[Enrolled]:
    """Every other laptop this office has to do with, those that wait first, then by name."""
    with session.database.read() as conn:
        said = {one.id: one for one in read.records(conn, Enrolment)}
        files = read.files(conn, direction=IN)
        found = [
            _enrolled(conn, device, said.get(device.uid), files)
            for device in read.devices(conn)
            if device.state and not device.own
        ]
    rank = {ASKING: 0, ACTIVE: 1}
    return sorted(found, key=lambda one: (rank.get(one.state, 2), one.name.casefold(), one.uid))


def _enrolled(conn: Connection, device: Device, said: Enrolment | None, files_in: Sequence[FileEntry] = ()) -> Enrolled:
    asked = read.meta(conn, _ASKED + device.uid) if device.state == ASKING else None
    introduction = msgspec.json.decode(asked, type=Introduction) if asked else None
    heard = read.peer(conn, device.uid)
    return Enrolled(
        device.uid, device.name, device.role, device.state,
        fingerprint(device.verify_key, device.recipient) if device.verify_key else "",
        partners.assigned(conn, partners.person_of(conn, device.uid)),
        said.since if said else None, said.until if said else None, (said.reason or "") if said else "",
        heard.last_at if heard.number_in else 0, introduction, partners.person_of(conn, device.uid), heard.number_in,
        tuple(receipts.lacking_numbers(conn, files_in, device.uid)), (said.share or "") if said else "",
        (said.share_reason or "") if said else "", trail_heads.cut_at(conn, device.uid),
        holding.since(conn, device.uid),
    )  # fmt: skip


# --- The district's decisions -----------------------------------------------------------------------------------------


def enrol(
    session: Session,
    uid: str,
    typed: str,
    villages: Sequence[tuple[str, date | None, date | None]] = (),
    *,
    share: Share = NAMELESS,
    reason: str = "",
) -> Enrolled:
    """Believe an introduction that waits, with the villages assigned (code, from, until); an office that only receives
    with what it may get, and the ``reason`` where that is everything.

    ``typed`` is the end of the fingerprint as the other side read it out. KnownError E-FINGERPRINT where it differs;
    nothing is changed then.
    """
    today = clocks.day_of(session.clock())
    must_have_reason(share, reason)
    with session.database.write() as conn:
        found_office(conn, session)
        asked = _asked(conn, uid)
        if not files.compared(asked.mark, typed):
            raise KnownError(
                "E-FINGERPRINT",
                "Sidik jari yang diketik tidak sama dengan sidik jari di berkas.",
                "Minta petugas membacakannya lagi. Bila tetap berbeda, jangan daftarkan: berkasnya dari laptop lain.",
            )
        records: list[Record] = [_statement(asked, today, share, reason)]
        if asked.role != RECEIVER:  # the people of another office are nobody's business here
            records += [_person(conn, asked), *_assignments(conn, asked.officer, villages)]
        records += successors.replaced(conn, asked, _called(asked), today)
        carry_out(conn, session, f"Daftarkan laptop {printable(asked.full_name)}", wishes(conn, records))
        write.put_meta(conn, f"officer:{uid}", asked.officer)
        write.put_meta(conn, _ASKED + uid, "")
        mirror(conn, [one for one in records if isinstance(one, Enrolment)])
        undo.start_here(conn)  # an enrolment is not taken back by Ctrl+Z: the laptop is sent away instead
        return _enrolled(conn, _device(conn, uid), read.record(conn, Enrolment, uid))


def assign(session: Session, officer: str, villages: Sequence[tuple[str, date | None, date | None]]) -> None:
    """Set the villages of an officer with their dates; those left out end yesterday (what was recorded stays)."""
    today = clocks.day_of(session.clock())
    with session.database.write() as conn:
        wanted = {code for code, _since, _until in villages}
        have = read.records(conn, Assignment, where={"officer_id": officer})
        ended = [
            one.changed(until=max(today - timedelta(days=1), one.since or date.min))
            for one in have
            if one.village not in wanted and (one.until is None or one.until >= today)
        ]
        carry_out(conn, session, "Ubah desa tugas", wishes(conn, [*_assignments(conn, officer, villages), *ended]))


def hand_over(session: Session, village: str, giver: str, taker: str, day: date) -> None:
    """A village goes from one officer to another: the first one's until the day before, the other's from ``day``."""
    with session.database.write() as conn:
        (kept,) = read.records(conn, Assignment, where={"officer_id": giver, "village": village}) or (None,)
        ended = [] if kept is None else [kept.changed(until=max(day - timedelta(days=1), kept.since or date.min))]
        begun = _assignments(conn, taker, [(village, day, None)])
        carry_out(conn, session, "Serah terima desa", wishes(conn, [*ended, *begun]))


def send_away(session: Session, uid: str, reason: str) -> None:
    """Believe a laptop no more, from now on: lost, broken, or its officer gone. What it delivered stays."""
    today = clocks.day_of(session.clock())
    with session.database.write() as conn:
        kept = read.record(conn, Enrolment, uid)
        device = _device(conn, uid)
        gone = kept or Enrolment(
            id=uid, officer_id=partners.person_of(conn, uid) or session.author, role=device.role, since=today,
            device_name=device.name, verify_key=device.verify_key, recipient=device.recipient, status=DONE,
        )  # fmt: skip
        gone = gone.changed(state=REVOKED, until=today, reason=reason)
        carry_out(conn, session, f"Cabut laptop {device.name}", wishes(conn, [gone]))
        mirror(conn, [gone])
        undo.start_here(conn)


def mirror(conn: Connection, said: Iterable[Enrolment]) -> None:
    """Bring the table of devices up to what enrolments say: those made here, and those of other computers of the
    office."""
    known = {device.uid: device for device in read.devices(conn)}
    for one in said:
        there = known.get(one.id)
        if (there is not None and there.own) or not (one.verify_key and one.recipient):
            continue
        write.put_device(conn, Device(
            one.id, one.device_name or "", one.role or "", one.verify_key, one.recipient, one.state or REVOKED,
        ))  # fmt: skip
        write.put_meta(conn, f"officer:{one.id}", one.officer_id or "")


# --- inside -----------------------------------------------------------------------------------------------------------


def _asked(conn: Connection, uid: str) -> Introduction:
    text = read.meta(conn, _ASKED + uid)
    if not text:
        raise KnownError(
            "E-SENDER", "Perkenalan laptop ini tidak ada lagi.", "Minta petugas mengirim perkenalannya sekali lagi."
        )
    return msgspec.json.decode(text, type=Introduction)


def _device(conn: Connection, uid: str) -> Device:
    return next((one for one in read.devices(conn) if one.uid == uid), Device(uid))


def _person(conn: Connection, asked: Introduction) -> Officer:
    """The officer as he says he is, where he is not on record yet."""
    kept = read.record(conn, Officer, asked.officer)
    return kept or Officer(
        id=asked.officer, full_name=asked.full_name, nip=asked.nip or None, role=asked.role,
        position=asked.position or None, office=asked.office or None, status=DONE,
    )  # fmt: skip


def _called(asked: Introduction) -> str:
    """A laptop is called after its person, one of another office after that office."""
    return printable((asked.role == RECEIVER and asked.office) or asked.full_name)


def _statement(asked: Introduction, today: date, share: Share, reason: str) -> Enrolment:
    receives = asked.role == RECEIVER
    return Enrolment(
        id=asked.uid, officer_id=asked.officer, role=asked.role, device_name=_called(asked), state=ACTIVE,
        since=today, replaces=asked.replaces or None, verify_key=asked.verify_key, recipient=asked.recipient,
        status=DONE, share=share if receives else None,
        share_reason=reason.strip() if receives and share == WHOLE else None,
    )  # fmt: skip


def _assignments(
    conn: Connection, officer: str, villages: Sequence[tuple[str, date | None, date | None]]
) -> list[Assignment]:
    """Assignments by their shared ids, whether they are there already or not."""
    made = []
    for code, since, until in villages:
        link = ids.derived_id(officer, code)
        kept = read.record(conn, Assignment, link) or Assignment(id=link, village=code, officer_id=officer, status=DONE)
        made.append(kept.changed(since=since or kept.since, until=until))
    return made
