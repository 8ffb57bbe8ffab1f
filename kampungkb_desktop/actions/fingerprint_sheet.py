"""The fingerprint of this laptop (or of the office) to be shown, scanned and printed: letters, words and QR, and for a
laptop that asks to be enrolled its whole introduction as a QR."""

from __future__ import annotations

from io import BytesIO

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import enrolment, grants
from kampungkb_desktop.actions.office_keys import office_name
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import letterhead_of
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import listing, long_date
from kampungkb_desktop.bundle.enrolment import words, write_introduction
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import DISTRICT, Office
from kampungkb_desktop.report.blocks import Columns, Paragraph
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import BODY, SMALL, Style
from kampungkb_desktop.report.qr import MOST, Code, Matrix, matrix
from kampungkb_desktop.report.tabled import Letterhead, Part, TabledPaper, render_tabled
from kampungkb_desktop.store import read

_LARGE = Style(19, 25, bold=True)
_CODE, _WHOLE = 130.0, 205.0
"""Points: the fingerprint's code, and the much denser one of an introduction."""
NAMED = 12
"""So many villages are named on the sheet."""


@frozen
class Mark:
    """A fingerprint as people compare it. ``code`` is what a phone reads; ``introduction`` holds the whole small file
    as a QR, ``None`` at an office, and where it is too long for a phone."""

    owner: str
    mark: str
    words: str
    code: Matrix
    introduction: Matrix | None = None


def read_by_phone(mark: str) -> str:
    """The text in the QR of a fingerprint: what the phone shows says what it is."""
    return f"Sidik jari Kampung KB: {mark}"


def own_mark(session: Session) -> Mark:
    """The fingerprint that the other side should see: the office's at a district, else this laptop's."""
    if session.role == DISTRICT:
        mark = enrolment.office_mark(session)
        with session.database.read() as conn:
            return Mark(office_name(conn), mark, words(mark), matrix(read_by_phone(mark)))
    said = grants.introduction(session)
    with session.database.read() as conn:
        text = write_introduction(said, own_keys(conn)).decode()
    whole = matrix(text) if len(text.encode()) <= MOST else None
    return Mark(said.full_name, said.mark, words(said.mark), matrix(read_by_phone(said.mark)), whole)


def sheet_pdf(session: Session, *, paper: str = "A4") -> bytes:
    """The enrolment sheet: who this is, the fingerprint three times, and what to do with it."""
    shown, today = own_mark(session), day_of(session.clock())
    district = session.role == DISTRICT
    content = TabledPaper(
        letterhead=_letterhead(session),
        eyebrow="PENDAFTARAN LAPTOP",
        title="Sidik jari kantor" if district else "Perkenalan laptop",
        place=shown.owner,
        when=long_date(today),
        parts=tuple(_parts(session, shown, district=district)),
        data_on=today,
        printed_on=today,
        app_version=__version__,
        practice=session.practice,
    )
    target = BytesIO()
    render_tabled(content, target, paper=paper)
    return target.getvalue()


def _parts(session: Session, shown: Mark, *, district: bool) -> list[Part]:
    letters = (
        Paragraph(shown.mark, _LARGE, 4), Paragraph(f"Dibacakan dengan kata: {shown.words}", BODY, 6),
        Paragraph("Huruf O dan angka 0, huruf I atau L dan angka 1 dianggap sama.", SMALL, 4),
    )  # fmt: skip
    beside: tuple[Block, ...] = (Columns(((Code(shown.code, _CODE),), letters), (1.0, 2.0)),)
    found = [Part("Sidik jari", figures=beside)]
    if not district:
        found.insert(0, Part("Laptop ini", above=tuple(_who(session))))
    found.append(Part("Langkahnya", above=_OFFICE_STEPS if district else _OFFICER_STEPS))
    if shown.introduction is not None:
        told = (Paragraph(_WHOLE_WORDS, BODY, 4),)
        both: tuple[Block, ...] = (Columns(((Code(shown.introduction, _WHOLE),), told), (1.0, 1.2)),)
        found.append(Part("Perkenalan sebagai QR", figures=both))
    return found


def _who(session: Session) -> list[str]:
    said = grants.introduction(session)
    places = regions.load()
    named = [found.name if (found := places.region(code)) else code for code in own_villages(session)]
    more = f" dan {len(named) - NAMED} desa lain" if len(named) > NAMED else ""
    lines = [
        f"Nama: {said.full_name or 'belum diisi'}", f"NIP: {said.nip}" if said.nip else "",
        f"Jabatan: {said.position}" if said.position else "", f"Kantor: {said.office}" if said.office else "",
        f"Desa binaan: {listing(named[:NAMED])}{more}" if named else "",
    ]  # fmt: skip
    return [line for line in lines if line]


_OFFICER_STEPS = (
    "1. Serahkan lembar ini, atau bacakan sidik jarinya lewat telepon, kepada operator kabupaten.",
    "2. Operator membandingkannya dengan sidik jari di berkas perkenalan Anda, lalu mengetik delapan huruf terakhir.",
    "3. Terima berkas penugasan dari operator, lalu cocokkan sidik jari kantornya dengan cara yang sama.",
)
_OFFICE_STEPS = (
    "1. Tempel lembar ini di kantor, atau berikan kepada petugas saat berhadapan. Sidik jari bukan rahasia.",
    "2. Saat menerima penugasan, petugas membandingkannya dengan yang tampil di laptopnya.",
    "3. Bila satu huruf pun berbeda, berkas itu bukan dari kantor ini: jangan diterima.",
)
_WHOLE_WORDS = (
    "Bila berkas perkenalan tidak dapat dibawa: pindai dengan ponsel, salin seluruh tulisannya, lalu simpan sebagai "
    "berkas yang namanya berakhir .kkb."
)


def _letterhead(session: Session) -> Letterhead:
    """The office's letterhead where it is known here."""
    with session.database.read() as conn:
        offices = read.records(conn, Office, order=("id",))
        codes = [one.regency for one in offices if one.regency] or [code[:5] for code in own_villages(session)]
        region = regions.load().region(codes[-1]) if codes else None
        return letterhead_of(conn, session, region) if region is not None else Letterhead()
