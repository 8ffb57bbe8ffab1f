"""What every *berita acara* shares: who hands over and who receives, as officers are written down, the customary
opening and closing sentence, and the places to sign. What is handed over is each paper's own."""

from __future__ import annotations

from datetime import date
from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.own_records import own_office
from kampungkb_desktop.actions.pdp_frame import Place
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import full_date, long_date
from kampungkb_desktop.forms.officer import Office, Officer
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper

LINE: Final = "." * 58
FACTS: Final = (Column("", 1.1, muted=True), Column("", 3.4))
FIRST, SECOND = "Pihak Pertama", "Pihak Kedua"
_CLOSING: Final = (
    "Demikian berita acara ini dibuat dengan sebenarnya dalam rangkap dua, masing-masing dipegang oleh kedua pihak, "
    "untuk dipergunakan sebagaimana mestinya."
)


@frozen
class Party:
    """One side of a hand-over; what is not on record is a line to write on."""

    name: str = ""
    nip: str = ""
    position: str = ""
    office: str = ""


def party_of(officer: Officer | None) -> Party:
    """An officer as a side; nobody where he is not known."""
    if officer is None:
        return Party()
    return Party(officer.full_name or "", officer.nip or "", officer.position or "PKB/PLKB", officer.office or "")


def party_of_office(office: Office) -> Party:
    """The operator of an office: who it was is written by hand."""
    return Party(position="Operator data", office=office.full_name or office.name())


@frozen(kw_only=True)
class Handing:
    """A hand-over: ``what`` completes "menyerahkan dan Pihak Kedua menerima …", ``parts`` list it."""

    eyebrow: str
    title: str
    what: str
    day: date
    giver: Party
    taker: Party
    parts: tuple[Part, ...]
    personal: bool = False


def handing_paper(session: Session, place: Place, handing: Handing) -> TabledPaper:
    """The paper, with the head of the office as witness where his name is on record."""
    today, office = clocks.day_of(session.clock()), own_office(session)
    opening = (
        f"Pada hari ini, {full_date(handing.day)}, bertempat di {place.name or LINE}, kami yang bertanda tangan di "
        f"bawah ini menerangkan bahwa {FIRST} menyerahkan dan {SECOND} menerima {handing.what}."
    )
    return TabledPaper(
        letterhead=place.letterhead, eyebrow=handing.eyebrow, title=handing.title, place=place.words,
        when=long_date(handing.day),
        parts=(Part("", above=(opening,)), _side(f"{FIRST}, yang menyerahkan", handing.giver),
               _side(f"{SECOND}, yang menerima", handing.taker, beside=True),
               *handing.parts, Part("", above=(_CLOSING,))),
        signatures=(_signer(f"{FIRST},\nyang menyerahkan", handing.giver), _head(office),
                    _signer(f"{SECOND},\nyang menerima", handing.taker)),
        signed_at=place.name, data_on=today, printed_on=today, app_version=__version__, practice=session.practice,
        personal=handing.personal,
    )  # fmt: skip


def _side(title: str, party: Party, *, beside: bool = False) -> Part:
    short = "." * 30
    rows = (
        ("Nama", party.name or short), ("NIP", party.nip or short), ("Jabatan", party.position or short),
        ("Kantor", party.office or short),
    )  # fmt: skip
    return Part(title, (Column("", 0.7, muted=True), Column("", 2.3)), tuple(Row(pair) for pair in rows), beside=beside)


def _signer(role: str, party: Party) -> Signature:
    return Signature(role, party.name or None, party.nip or None)


def _head(office: Office) -> Signature:
    title = office.head_title or "Kepala"
    named = title if not office.acronym or office.acronym in title else f"{title} {office.acronym}"
    return Signature(f"Mengetahui,\n{named}", office.head_name, office.head_nip)
