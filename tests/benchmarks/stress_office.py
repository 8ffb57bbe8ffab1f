"""The people of a large office: laptops of officers enrolled with it, each with a village and the files it has sent.
Written through the ordinary doors, except that nobody compared a fingerprint."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any

from kampungkb_desktop.actions.practice.names import name_lists
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import TAKEN
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.base.ids import derived_id, new_id
from kampungkb_desktop.bundle.certificate import make_keys
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.enrolment import ACTIVE, Enrolment
from kampungkb_desktop.forms.officer import Assignment, Officer
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import IN, Device, FileEntry, Peer

MONTHS = 12
"""Files that each officer has sent."""


def people(session: Session, officers: int) -> None:
    """Laptops of officers enrolled with the office, villages shared out among them, and the files they have sent."""
    rng, now, names = Random(11), session.clock(), name_lists()
    with session.database.read() as conn:
        have = len(read.records(conn, Enrolment))
        taken = {str(row[0]) for row in read.rows(conn, Assignment, ("village",))}
        villages = [str(row[0]) for row in read.rows(conn, FORMS["village"], ("village",))]
    made, devices, rest = list[Any](), list[Device](), [code for code in villages if code not in taken] or villages
    for number in range(have, officers):
        name = names.draw(rng).draw(rng, rng.choice((MAN, WOMAN)))
        person = Officer(id=new_id(now + number), full_name=name, role="petugas", status="selesai")
        keys, uid = make_keys(), new_id(now + number)
        enrolled = Enrolment(
            id=uid, officer_id=person.id, role="petugas", device_name=person.full_name, state=ACTIVE, status="selesai",
            since=date(2026, 1, 5), verify_key=keys.verify_key, recipient=keys.recipient,
        )  # fmt: skip
        code = rest[number % len(rest)]
        made += [person, enrolled, Assignment(id=derived_id(person.id, code), village=code, officer_id=person.id,
                                              since=date(2026, 1, 5), status="selesai")]  # fmt: skip
        devices.append(Device(uid, str(person.full_name), "petugas", keys.verify_key, keys.recipient, ACTIVE))
    if not made:
        return
    save(session, "Daftarkan laptop petugas", made)
    with session.database.write() as conn:
        for one in devices:
            write.put_device(conn, one)
            _sent(conn, one, now, rng)


def _sent(conn: Connection, device: Device, now: int, rng: Random) -> None:
    write.put_peer(conn, Peer(device.uid, number_in=MONTHS, last_at=now - rng.randrange(30) * DAY_MS))
    for month in range(MONTHS):
        at = now - (MONTHS - month) * 30 * DAY_MS + rng.randrange(5) * DAY_MS
        counts = json.dumps({"changes": rng.randrange(50, 900), "records": rng.randrange(50, 900)})
        digest = f"{rng.getrandbits(256):064x}"
        name = f"KKB_{month + 1}_{digest[:6]}.kkb"
        write.put_file(conn, FileEntry(new_id(at), IN, device.uid, month + 1, "baru", digest, name, at, counts, TAKEN))
