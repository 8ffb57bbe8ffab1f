"""How the lintas-sektor indicator is read: a choice of the kabupaten's office, kept on its record and sent with it.

It stands on the office so that every laptop of a kabupaten computes the same class (decision 6).
"""

from __future__ import annotations

from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import ids
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.rules.classification import Reading
from kampungkb_desktop.store import read


def choose_reading(session: Session, village: str, reading: Reading) -> Saved:
    """Read P3 so from now on in the kabupaten/kota of a village: one action that undo takes back. An office nobody has
    written down yet is begun as a draft."""
    office = _office(session, village)
    return save(session, "Pilih cara membaca lintas sektor", [office.changed(cross_sector=reading)], seen=[office])


def _office(session: Session, village: str) -> Office:
    """The office whose choice counts: of several letterheads of a kabupaten the last made, as where classes are
    computed."""
    regency = village[:5]
    with session.database.read() as conn:
        found = read.records(conn, Office, where={"regency": regency}, order=("id",))
    chosen = [one for one in found if one.cross_sector]
    if found:
        return (chosen or found)[-1]
    place = regions.load().region(regency)
    return Office(
        id=ids.derived_id(Office.FORM, regency),
        status=DRAFT,
        regency=regency,
        government=f"Pemerintah {place.name}" if place else None,
    )
