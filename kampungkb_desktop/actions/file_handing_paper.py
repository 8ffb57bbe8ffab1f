"""Berita acara of one sync file, as it is carried to the office or was received there: which file, its check, what is
in it, who handed it over and who received it. Both sides can print it, and both papers bear the same check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from kampungkb_desktop.actions import partners
from kampungkb_desktop.actions.handing_paper import FACTS, Handing, Party, handing_paper, party_of, party_of_office
from kampungkb_desktop.actions.own_records import own_office, own_officer
from kampungkb_desktop.actions.pdp_frame import place_of
from kampungkb_desktop.actions.receipts import told
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.actions.take_in_report import PARTIAL, REFUSED
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import long_date, moment, number, short_date
from kampungkb_desktop.forms.officer import DISTRICT, Officer
from kampungkb_desktop.report.tabled import Part, Row, TabledPaper
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT, FileEntry

KINDS: Final = {
    "full": "Semua data", "baru": "Yang baru sejak berkas sebelumnya", "tanpa_nama": "Tanpa nama",
    "rekap": "Rekap saja", "foto": "Foto susulan", "tanda_terima": "Tanda terima",
}  # fmt: skip
CHECK_LETTERS: Final = 16
_GROUP: Final = 4
_CHECKED: Final = (
    "Kode periksa dihitung dari isi berkas. Kode yang sama pada kertas pengirim dan penerima berarti berkasnya sama, "
    "tidak berubah di jalan."
)


def file_handing_pdf(session: Session, file_id: str, *, paper: str = "A4") -> bytes:
    """The paper as PDF. KnownError E-FILE-GONE for a file that the history does not know."""
    return pdf_of(file_handing(session, file_id), paper)


def file_handing(session: Session, file_id: str) -> TabledPaper:
    """What stands on the paper, for a file that was made here or one that came."""
    with session.database.read() as conn:
        entry = next((one for one in read.files(conn) if one.id == file_id), None)
        if entry is None:
            raise KnownError(
                "E-FILE-GONE", "Berkas itu tidak ada di riwayat laptop ini.", "Pilih berkas lain dari riwayat."
            )
        there = _there(conn, session, entry)
    counts, here = counts_of(entry), _here(session)
    giver, taker = (here, there) if entry.direction == OUT else (there, here)
    place = place_of(session, None)
    return handing_paper(session, place, Handing(
        eyebrow="BERITA ACARA SERAH TERIMA BERKAS", title=f"Berkas kirim nomor {number(entry.number)}",
        what="berkas kirim aplikasi Kampung KB berikut", day=day_of(entry.at), giver=giver, taker=taker,
        parts=(Part("Berkas yang diserahkan", FACTS, tuple(Row(pair) for pair in _facts(entry, counts)),
                    below=(_CHECKED,)),),
    ))  # fmt: skip


def handed_files(session: Session) -> list[tuple[str, str]]:
    """(id, words) of the files that can be spoken of, the latest first: whole ones that were not refused."""
    with session.database.read() as conn:
        found = [one for one in read.files(conn) if one.result not in (REFUSED, PARTIAL)]
    return [(one.id, _file_words(one)) for one in found]


def _file_words(one: FileEntry) -> str:
    out = one.direction == OUT
    who = counts_of(one).get("receiver" if out else "sender") or ""
    way = "untuk" if out else "dari"
    return f"Nomor {number(one.number)}, {short_date(day_of(one.at))}" + (f", {way} {who}" if who else "")


def check_words(sha256: str) -> str:
    """``3F2A 91BC 07DE 55A1``: enough to tell any two files apart, and short enough to compare by eye."""
    letters = sha256[:CHECK_LETTERS].upper()
    return " ".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def counts_of(entry: FileEntry) -> dict[str, Any]:
    """What was noted of a file when it was made or came."""
    found = json.loads(entry.counts or "{}")
    return found if isinstance(found, dict) else {}


# --- inside


def _here(session: Session) -> Party:
    """The person at this laptop; at the office, whoever serves there."""
    officer, office = own_officer(session), own_office(session)
    if session.role == DISTRICT:
        known, desk = party_of(officer), party_of_office(office)
        return Party(known.name, known.nip, officer.position or desk.position, desk.office)
    return party_of(officer)


def _there(conn: Connection, session: Session, entry: FileEntry) -> Party:
    """The other side: an officer as he is written down at the office, else the office or instansi by its name."""
    name = str(counts_of(entry).get("receiver" if entry.direction == OUT else "sender") or "")
    if session.role != DISTRICT:
        return Party(position="Operator data", office=name)
    officer = read.record(conn, Officer, partners.person_of(conn, entry.peer))
    return party_of(officer) if officer is not None else Party(name=name)


def _facts(entry: FileEntry, counts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Nama berkas", entry.name
    yield "Nomor dan jenis", f"{number(entry.number)}, {KINDS.get(entry.kind, entry.kind).lower()}"
    if entry.sha256:
        yield "Kode periksa", check_words(entry.sha256)
    yield ("Dibuat" if entry.direction == OUT else "Diterima"), moment(moment_of(entry.at))
    for key, words in (("records", "catatan"), ("changes", "perubahan"), ("photos", "foto")):
        value = counts.get(key)
        if isinstance(value, int):
            yield f"Jumlah {words}", number(value)
    size = counts.get("size")
    if isinstance(size, int) and size:
        yield "Ukuran", f"{number(size / 1_000_000, 1)} MB" if size >= 1_000_000 else f"{number(size / 1_000, 1)} kB"
    result, code, at = told(entry)
    if result:
        said = f"ditolak ({code})" if result == REFUSED else "diterima"
        yield "Kabar penerima", f"{said}, {long_date(day_of(at))}"
