"""The certificate of an erasure (*Surat keterangan penghapusan data pribadi*): what was asked and decided, how many
records went, which installations have carried it out and when. It names nobody: that was erased."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.erasing_proof import CONFIRMED, GONE, HERE, SENT, WAITING, Place, State, state
from kampungkb_desktop.actions.history import Names
from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.pdp_frame import place_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.bundle.certificate import fingerprint
from kampungkb_desktop.forms.erasure import PERSON, Erasure
from kampungkb_desktop.forms.officer import DISTRICT, RECEIVER
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper
from kampungkb_desktop.store import read

TITLE = "Surat keterangan penghapusan data pribadi"
_EYEBROW = "UU 27/2022 PASAL 8, 16, 43, DAN 45"
ROLES = {DISTRICT: "Komputer kantor", RECEIVER: "Instansi penerima"}
"""What an installation is called on paper; every other one is an officer's laptop."""
_STATES = {
    HERE: "Sudah dilaksanakan di komputer ini",
    CONFIRMED: "Sudah, menurut berkas nomor {}",
    WAITING: "Menunggu konfirmasi",
    SENT: "Sudah disampaikan dalam berkas; instansi ini tidak mengirim balasan",
    GONE: "Sudah dicabut; datanya terkunci kata sandi dan tidak dapat dikonfirmasi",
}


def certificate_pdf(session: Session, first: Erasure, *, paper: str = "A4") -> bytes:
    """The certificate as PDF, as things stand now. Whoever saves or prints it notes that in the trail."""
    return pdf_of(certificate(session, first), paper)


def certificate(session: Session, first: Erasure) -> TabledPaper:
    """What stands on the paper."""
    found, today = state(session, first), day_of(session.clock())
    place, officer = place_of(session, first.village), own_officer(session)
    return TabledPaper(
        letterhead=place.letterhead, eyebrow=_EYEBROW, title=TITLE, place=f"Nomor {first.number}",
        when=long_date(today), parts=tuple(_parts(session, found)),
        signatures=(Signature("Yang menerima"), Signature("Petugas kantor", officer.full_name, officer.nip)),
        signed_at=place.name, data_on=today, printed_on=today, app_version=__version__, practice=session.practice,
    )  # fmt: skip


def state_words(place: Place) -> str:
    """How an installation stands, in a sentence."""
    if place.state == CONFIRMED and not place.number:
        return f"Sudah, menurut pernyataan: {place.by}" if place.by else "Sudah, menurut pernyataan"
    words = _STATES[place.state].format(place.number)
    return f"{words}; {place.sticks} flashdisk belum dibersihkan" if place.sticks else words


def _parts(session: Session, found: State) -> Iterator[Part]:
    first = found.first
    yield Part("", (Column("", 1.3, muted=True), Column("", 3)), tuple(_decision(first)))
    yield Part(
        "Yang dihapus", (Column("Jenis catatan", 3), Column("Banyaknya", 1, "right")), tuple(_counts(found)),
        above=("Isi catatan tidak disebut dan tidak dapat dikembalikan. Yang tinggal hanya jumlahnya.",),
        below=(
            ("Termasuk yang pernah dihapus atau diubah sebelumnya: seluruh riwayat catatan itu dikosongkan di setiap "
            "laptop yang memegangnya."),
        ),
    )  # fmt: skip
    rows = tuple(_installation(session, one) for one in found.places)
    yield Part(
        "Pelaksanaan",
        (Column("Laptop atau instansi", 2), Column("Sidik jari", 2.9), Column("Keadaan", 2.6), Column("Tanggal", 1.2)),
        rows, above=(f"Keadaan hari ini: {found.words}.",), below=tuple(_notes(session, found)),
    )  # fmt: skip


def _decision(first: Erasure) -> Iterator[Row]:
    asked = long_date(first.requested_on) if first.requested_on else "tidak dicatat"
    yield Row(("Tanggal permintaan", asked))
    yield Row(("Cakupan", "Satu orang dan catatan tentang dirinya" if first.whom == PERSON else "Satu keluarga"))
    yield Row(("Tanggal keputusan", long_date(first.decided_on) if first.decided_on else ""))
    yield Row(("Diputuskan oleh", first.decided_by or ""))
    if first.reason:
        yield Row(("Dasar keputusan", first.reason))


def _counts(found: State) -> Iterator[Row]:
    kinds = (
        ("Keluarga", "families"), ("Anggota keluarga", "members"), ("Kunjungan, pemeriksaan, dan pengukuran", "visits"),
        ("Foto", "photos"), ("Catatan lain", "others"),
    )  # fmt: skip
    for words, field in kinds:
        count = sum(getattr(one, field) or 0 for one in found.parts)
        if count:
            yield Row((words, number(count)))
    yield Row(("Seluruhnya", number(len({r for one in found.parts for r in one.records()}))))


def _installation(session: Session, place: Place) -> Row:
    with session.database.read() as conn:
        device = next((one for one in read.devices(conn) if one.uid == place.uid), None)
        name = place.name or Names.of(conn).device(place.uid)
    mark = fingerprint(device.verify_key, device.recipient) if device is not None and device.verify_key else ""
    role = ROLES.get(place.role, "Laptop petugas")
    return Row((f"{role}: {name}", mark, state_words(place), long_date(place.on) if place.on else ""))


def _notes(session: Session, found: State) -> Iterator[str]:
    broken = trail.verify(session)
    head = session.trail.head()
    entry = next((one.n for one in session.trail.entries() if one.record == found.first.id), 0)
    whole = "utuh" if broken is None else f"tidak utuh mulai catatan {number(broken.n)}"
    number_words = f", keputusan ini catatan nomor {number(entry)}" if entry else ""
    yield (
        f"Jejak akses komputer ini {whole}{number_words}; tanda terakhirnya "
        f"{head.mark[:20].upper()} pada catatan nomor {number(head.n)}. Perubahan pada jejak akan memutus rantainya."
    )
    yield (
        "Salinan cadangan di setiap laptop ditulis ulang tanpa data itu. Salinan di flashdisk dibersihkan saat "
        "flashdisknya dipasang; sampai itu, pemulihan di laptop ini tetap menghapusnya lagi sebelum ditampilkan."
    )
    if len(found.parts) > 1:
        yield f"Termasuk {len(found.parts) - 1} penghapusan susulan atas catatan yang datang sesudah keputusan."
    yield (
        "Angka pada laporan yang sudah dicetak tidak berubah. Catatan permintaan ini sendiri disimpan sebagai bukti "
        "bahwa undang-undang dijalankan."
    )
