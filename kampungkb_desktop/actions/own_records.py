"""The records a person keeps about himself: officer, villages assigned, and the letterhead of his office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kampungkb_desktop.actions import photos
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import Assignment, Office, Officer
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import blobs, read


def own_officer(session: Session) -> Officer:
    """The person who works here."""
    with session.database.read() as conn:
        found = read.record(conn, Officer, session.author)
    return found or Officer(id=session.author, role=session.role)


def own_office(session: Session) -> Office:
    """The letterhead on record, or a new one for the kabupaten of the own villages, as far as the map knows it."""
    with session.database.read() as conn:
        found = read.records(conn, Office, order=("id",))
    codes = own_villages(session)
    regency = codes[0][:5] if codes else None
    mine = next((one for one in found if one.regency == regency), found[0] if found else None)
    if mine is not None:
        return mine
    place = regions.load().region(regency) if regency else None
    return Office(
        id=ids.derived_id(Office.FORM, regency or session.device),
        regency=regency,
        government=f"Pemerintah {place.name}" if place else None,
    )


def assigned(session: Session) -> tuple[str, ...]:
    """The codes of the villages assigned to the person who works here."""
    with session.database.read() as conn:
        rows = read.rows(conn, Assignment, ("village",), {"officer_id": session.author}, order=("village",))
    return tuple(str(row[0]) for row in rows if row[0])


def assign(session: Session, code: str, since: date) -> Saved:
    """Take a village under one's care. Two people who add the same make the same row."""
    made = Assignment(
        id=ids.derived_id(session.author, code), village=code, officer_id=session.author, since=since, status=DONE
    )
    return save(session, "Tambah desa binaan", [made])


def unassign(session: Session, code: str) -> Saved:
    """Give a village up. What was recorded of it stays."""
    with session.database.read() as conn:
        found = read.records(conn, Assignment, where={"officer_id": session.author, "village": code})
    return save(session, "Lepas desa binaan", [], found)


def set_logo(session: Session, office: Office, source: Path | None) -> Saved:
    """Put a picture on the letterhead, or take it off. KnownError E-PHOTO-READ, E-PHOTO-FORMAT, E-PHOTO-SIZE."""
    if source is None:
        return save(session, "Hapus lambang kop surat", [office.changed(logo=None)], seen=[office])
    try:
        raw = source.read_bytes()
    except OSError:
        raise KnownError(
            "E-PHOTO-READ", "Berkas gambar tidak dapat dibaca.", "Periksa apakah berkasnya masih ada, lalu pilih lagi."
        ) from None
    logo = blobs.put(session.data_dir, session.photo_key, photos.press(raw).content)
    return save(session, "Ubah lambang kop surat", [office.changed(logo=logo)], seen=[office])


def logo_of(session: Session, office: Office) -> bytes | None:
    """The JPEG of the letterhead's picture; ``None`` where there is none or it did not arrive."""
    if not office.logo or not blobs.exists(session.data_dir, office.logo):
        return None
    return blobs.get(session.data_dir, session.photo_key, office.logo)
