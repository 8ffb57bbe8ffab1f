"""What the papers of the law on personal data share: the letterhead, the place, and whom to ask."""

from __future__ import annotations

from kampungkb_desktop.actions.own_records import own_office
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import letterhead_of, named_in
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.report.tabled import Letterhead


@frozen
class Place:
    """Where a paper is from. ``name`` stands before the date over the signatures, ``contact`` is how the office is
    reached, "" where that is not on record."""

    letterhead: Letterhead
    name: str
    words: str
    contact: str


def place_of(session: Session, village: str | None) -> Place:
    """The village of the paper, or without one the kabupaten of the office."""
    office = own_office(session)
    region = regions.load().region(village or office.regency or "")
    if region is None:
        return Place(Letterhead(), "", "", contact_of(office))
    with session.database.read() as conn:
        letterhead, named = letterhead_of(conn, session, region), named_in(conn, region)
    if region.level != "village":
        return Place(letterhead, region.name, region.full_name, contact_of(office))
    words = (
        f"{named}, Kecamatan {region.at('district').name}, {region.at('regency').name}, {region.at('province').name}"
    )
    return Place(letterhead, region.name, words, contact_of(office))


def contact_of(office: Office) -> str:
    """Who answers for the protection of data and how he is reached, else the address, telephone and mail of the
    office, in one line."""
    if office.dpo_name or office.dpo_contact:
        return ", ".join(part for part in (office.dpo_name or "", office.dpo_contact or "") if part)
    phone = f"telepon {office.phone}" if office.phone else ""
    address = " ".join((office.address or "").split())
    return ", ".join(part for part in (address, phone, office.email or "") if part)
