"""The notice of the law to whoever is recorded (*pemberitahuan*, UU 27/2022 Pasal 21) on one page, and the sheet on
which a parent or guardian agrees to the measuring of a child (Pasal 25). Plain words; the office reads them first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.own_data_paper import rights_words
from kampungkb_desktop.actions.own_records import own_office, own_officer
from kampungkb_desktop.actions.pdp_frame import Place, place_of
from kampungkb_desktop.actions.restricting import family_veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import age_words, listing, long_date
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.choices_family import CONSENT_HOW, GUARDIAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper
from kampungkb_desktop.rules import retention
from kampungkb_desktop.rules.child_growth import under_five
from kampungkb_desktop.rules.legal_basis import printed_basis
from kampungkb_desktop.store import read

NOTICE: Final = "Pemberitahuan tentang data pribadi Anda"
CONSENT: Final = "Persetujuan orang tua atau wali"
_LINE: Final = "………………………………………………"
_TWO = (Column("", 1, muted=True), Column("", 3.6))
_BASIS: Final = "Tugas pelayanan publik (UU 27/2022 Pasal 20 ayat 2 huruf e), UU 52/2009, dan {}."
_SAID: Final = (
    (
        "Untuk apa",
        (
            "Mendampingi keluarga, mencegah stunting, pelayanan KB, serta menyusun program dan laporan Kampung KB. "
            "Data tidak dijual dan tidak dipakai untuk hal lain."
        ),
    ),
    (
        "Data apa",
        (
            "Data umum: nama, NIK, nomor KK, alamat, nomor HP, susunan keluarga, pekerjaan, pendidikan. Data spesifik: "
            "kesehatan (kehamilan, KB, pengukuran), data anak, disabilitas, keadaan rumah, dan kesejahteraan."
        ),
    ),
    (
        "Siapa yang melihat",
        (
            "Petugas KB dan kader pendamping desa Anda, serta kantor kabupaten/kota. Kepada instansi lain diberikan "
            "angka tanpa nama, kecuali undang-undang menentukan lain."
        ),
    ),
    (
        "Hitungan otomatis",
        (
            "Risiko stunting dan pertumbuhan anak dihitung dari jawaban Anda sebagai petunjuk. Yang memutuskan adalah "
            "petugas."
        ),
    ),
    (
        "Bagaimana dijaga",
        "Tersandi di laptop petugas dan di kantor. Siapa yang melihat, mencetak, dan mengirim, tercatat.",
    ),
    (
        "Bila tidak berkenan",
        (
            "Anda boleh tidak menjawab pertanyaan tertentu. Pelayanan tetap diberikan, tetapi pendampingan dapat "
            "kurang tepat."
        ),
    ),
)
_SOURCE = "UU 27/2022 Pasal 21"

_AGREED: Final = (
    (
        "Saya menyetujui anak tersebut ditimbang, diukur, dan dicatat makanan, imunisasi, dan perkembangannya oleh "
        "petugas KB dan kader, untuk memantau pertumbuhannya dan mencegah stunting."
    ),
    (
        "Saya sudah menerima pemberitahuan tentang data pribadi. Saya boleh menarik persetujuan ini kapan saja "
        "dengan memberi tahu petugas; yang sudah dicatat sebelumnya dapat saya minta dibatasi atau dihapus."
    ),
)


def notice_pdf(session: Session, village: str | None, *, paper: str = "A4") -> bytes:
    """The notice of a village as PDF."""
    return pdf_of(notice_paper(session, village), paper)


def notice_paper(session: Session, village: str | None) -> TabledPaper:
    """What stands in the notice."""
    today, place = day_of(session.clock()), place_of(session, village)
    officer, office = own_officer(session), own_office(session)
    rows = (
        Row(("Siapa yang memproses", f"{office.full_name or office.name()}. {_contact(place)}")),
        Row(("Dasar hukum", _BASIS.format(listing(printed_basis(today))))),
        *(Row(pair) for pair in _SAID),
        Row(("Berapa lama disimpan", _keeping_words(today))),
    )
    parts = (
        Part("", _TWO, rows, above=("Petugas KB mencatat data keluarga Anda. Inilah yang perlu Anda ketahui.",)),
        Part("Hak Anda", above=rights_words(office.name(), place.contact)),
    )
    return TabledPaper(
        letterhead=place.letterhead, eyebrow=f"PEMBERITAHUAN, {_SOURCE.upper()}", title=NOTICE, place=place.words,
        when=long_date(today), parts=parts,
        signatures=(Signature("Sudah menerima dan memahami"), Signature("Petugas", officer.full_name, officer.nip)),
        signed_at=place.name, data_on=today, printed_on=today, rules=(retention.in_force_id(today),),
        app_version=__version__, practice=session.practice,
    )  # fmt: skip


def consent_pdf(session: Session, family_id: str, *, paper: str = "A4") -> bytes:
    """The sheet to sign of one family as PDF; KnownError E-NO-FAMILY where it is not here."""
    return pdf_of(consent_paper(session, family_id), paper)


def consent_paper(session: Session, family_id: str) -> TabledPaper:
    """The consent to the measuring of the children of a family, with what is on record of it filled in."""
    today = day_of(session.clock())
    with session.database.read() as conn:
        family = family_veiled(conn, family_id)
        people = read.records(conn, Member, where={"family_id": family_id}, order=("birth_date", "id"))
    if family is None:
        raise KnownError("E-NO-FAMILY", "Keluarga ini tidak ada di laptop ini.", "Pilih keluarganya dari daftar.")
    place, officer = place_of(session, family.village), own_officer(session)
    young = [one for one in people if under_five(one, today)]
    agreed = Part("Persetujuan", above=_AGREED)
    signer = Signature("Orang tua atau wali", family.child_consent_by)
    return TabledPaper(
        letterhead=place.letterhead, eyebrow="PERSETUJUAN, UU 27/2022 PASAL 25", title=CONSENT,
        place=f"{family.name()}\n{place.words}", when=long_date(today),
        parts=(_given(family), _children(young, today), agreed),
        signatures=(signer, Signature("Petugas", officer.full_name, officer.nip)), signed_at=place.name,
        data_on=today, printed_on=today, app_version=__version__, practice=session.practice, personal=True,
    )  # fmt: skip


def _given(family: Family) -> Part:
    signed = long_date(family.child_consent_on) if family.child_consent_on else _LINE
    return Part("Yang menyetujui", _TWO, (
        Row(("Nama", family.child_consent_by or _LINE)),
        Row(("Hubungan", GUARDIAN.label(family.child_consent_relation) or "ibu/ayah/wali (coret yang tidak perlu)")),
        Row(("Cara menyetujui", CONSENT_HOW.label(family.child_consent_how) or "tertulis, ditandatangani di bawah")),
        Row(("Tanggal", signed)),
    ))  # fmt: skip


def _children(young: Sequence[Member], today: date) -> Part:
    listed = tuple(
        Row((one.name(), long_date(one.birth_date) if one.birth_date else "–",
             age_words(one.birth_date, today) if one.birth_date else "–", ""))
        for one in young
    ) or tuple(Row(("", "", "", "")) for _ in range(3))  # fmt: skip
    return Part(
        "Anak", (Column("Nama", 3), Column("Tanggal lahir", 2), Column("Umur", 1.6), Column("Keterangan", 2)), listed,
    )  # fmt: skip


def _contact(place: Place) -> str:
    return f"Hubungi {place.contact}." if place.contact else "Hubungi petugas KB desa Anda."


def _keeping_words(today: date) -> str:
    """The times of the three that people ask about; the rest can be asked for."""
    known = {one.form: one for one in retention.in_force(today)}
    said = [f"{form_title(form).lower()} {known[form].sentence}" for form in _LISTED if form in known]
    return f"{', '.join(said)[:1].upper()}{'; '.join(said)[1:]}. Kantor meninjaunya; tidak ada yang disimpan selamanya."


_LISTED = ("visit", "measurement", "family")
