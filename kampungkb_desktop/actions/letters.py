"""Letters of the officer: a referral to be taken along, an invitation to a meeting, the sheet of a DASHAT session.

What stands in them comes from the records; what nobody recorded is left as a line to write on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.restricting import family_veiled, is_restricted
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.actions.summary import letterhead_of, named_in
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import age_words, full_date, long_date, number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_activity import DASHAT_FUNDS
from kampungkb_desktop.forms.choices_family import SEX
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS, TARGET
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Choices
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report.blocks import Columns, Paragraph
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.form_sheet import Ask, Question
from kampungkb_desktop.report.institution import Signatures
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper
from kampungkb_desktop.store import read

_LINE: Final = "." * 60
_FACTS: Final = (Column("", 1.3, muted=True), Column("", 4))
_HIDDEN: Final = "•••• "
_ASKED_BACK: Final = (("Hasil pemeriksaan", 2), ("Tindakan", 1), ("Anjuran", 1), ("Nama dan tanda tangan", 2))
_SLIP: Final[tuple[Block, ...]] = (
    Paragraph("Diisi tempat rujukan, lalu dikembalikan kepada petugas.", below=6),
    Question(Ask("Diterima tanggal", squares=8, unit="tanggal, bulan, tahun"), snug=True),
    *(Question(Ask(name, lines=lines), snug=True) for name, lines in _ASKED_BACK),
)
_ANSWER: Final = Part("Jawaban rujukan", figures=(Columns((_SLIP,), (1.0,)),))
"""In one piece, so that the slip is never torn between two pages."""
_SERVED: Final = ("pregnant", "nursing", "baduta", "balita", "catin")


def referral_letter_pdf(session: Session, member_id: str, *, paper: str = "A4") -> bytes:
    """The letter as PDF; errors as ``referral_letter``."""
    return pdf_of(referral_letter(session, member_id), paper)


def referral_letter(session: Session, member_id: str) -> TabledPaper:
    """The open referral of a person, the newest first, with a slip for the answer. KnownError E-GONE without him,
    E-RESTRICTED where his data are restricted, E-NO-REFERRAL without an open referral."""
    with session.database.read() as conn:
        person = read.record(conn, Member, member_id)
        if person is None:
            raise KnownError("E-GONE", "Orang itu tidak ada di laptop ini.", "Pilih orang lain.")
        family = family_veiled(conn, person.family_id)
        open_ = {"family_id": person.family_id, "referral": IN_PROGRESS}
        visits = read.records(conn, Visit, where=open_, order=("-visited_on", "-id"))
    if is_restricted(family, person):
        raise KnownError(
            "E-RESTRICTED", "Data orang ini dibatasi atas permintaannya, jadi tidak dicetak.",
            "Lepas pembatasannya di halaman keluarga bila sudah disetujui.",
        )  # fmt: skip
    meant = [one for one in visits if one.member_id in (None, person.id) and one.referral_closed_on is None]
    if not meant:
        raise KnownError(
            "E-NO-REFERRAL", f"Tidak ada rujukan {person.name()} yang masih berjalan.",
            "Catat rujukannya pada kunjungan: Fasilitasi pelayanan rujukan, Ya, sedang proses.",
        )  # fmt: skip
    visit = min(meant, key=lambda one: one.member_id is None)  # his own before that of the whole family
    letter = _content(session, _home(visit.village or person.village), "SURAT RUJUKAN", person.name(),
                      _referral(session, visit, person, family), personal=True)  # fmt: skip
    signed = Signatures(f"{letter.signed_at}, {long_date(letter.printed_on)}", letter.signatures)
    *facts, why = letter.parts  # the officer signs what he asks, the other place its answer below
    return replace(letter, parts=(*facts, replace(why, figures=(signed,)), _ANSWER), signatures=())


def _referral(session: Session, visit: Visit, person: Member, family: Family | None) -> tuple[Part, ...]:
    today = clocks.day_of(session.clock())
    born = person.birth_date
    masked = settings.load(session).masked_nik is not False
    nik = f"{_HIDDEN}{person.nik[-4:]}" if person.nik and masked else person.nik
    where = ", ".join(
        w for w in (f"RT {family.rt}" if family and family.rt else "", family.address if family else "") if w
    )
    facts = (
        ("Kepada", visit.referral_to or _LINE), ("Nama", person.name()), ("NIK", nik or _LINE),
        ("Umur", age_words(born, today) if born else _LINE), ("Jenis kelamin", SEX.label(person.sex) or _LINE),
        ("Kepala keluarga", (family.head_name if family else None) or _LINE), ("Alamat", where or _LINE),
        ("Sasaran", TARGET.label(visit.target) or _LINE),
        ("Dikunjungi", long_date(visit.visited_on) if visit.visited_on else _LINE),
    )  # fmt: skip
    found = _said(visit.findings)
    asked = "Mohon pemeriksaan dan pelayanan untuk orang tersebut di atas. Hasil kunjungan kami:"
    if not found:
        asked = "Mohon pemeriksaan dan pelayanan untuk orang tersebut di atas."
    return (
        Part("Yang dirujuk", _FACTS, tuple(Row((name, words)) for name, words in facts)),
        Part("Keterangan", above=(asked, *found)),
    )  # fmt: skip


def invitation_pdf(session: Session, activity_id: str, *, paper: str = "A4") -> bytes:
    """The invitation to a meeting. KnownError E-NO-ACTIVITY."""
    activity = _activity(session, activity_id)
    hours = "–".join(part for part in (activity.starts_at, activity.ends_at) if part)
    facts = (
        ("Hari, tanggal", full_date(activity.held_on) if activity.held_on else _LINE),
        ("Pukul", f"{hours} sampai selesai" if hours and not activity.ends_at else hours or _LINE),
        ("Tempat", activity.place or _LINE), ("Acara", activity.title or _LINE),
    )  # fmt: skip
    guests = _labels(activity, "targets")
    parts = (
        Part("", above=(f"Kepada Yth. {_LINE}", "di tempat")),
        Part("Undangan", _FACTS, tuple(Row((name, words)) for name, words in facts),
             above=("Dengan hormat, kami mengundang Bapak/Ibu untuk hadir pada:",),
             below=(f"Sasaran: {guests}.",) if guests else ()),
        Part("", above=("Atas perhatian dan kehadiran Bapak/Ibu kami ucapkan terima kasih.",)),
    )  # fmt: skip
    return _letter(session, _home(activity.village), "UNDANGAN", activity.name(), parts, paper, personal=False)


def dashat_sheet_pdf(session: Session, activity_id: str, *, paper: str = "A4") -> bytes:
    """The sheet of a DASHAT session: menu, portions, whom it served, cost; what is missing is left to be written.
    KnownError E-NO-ACTIVITY."""
    one = _activity(session, activity_id)
    funds = [DASHAT_FUNDS.label(code) for code in one.dashat_funds or ()]
    facts = (
        ("Hari, tanggal", full_date(one.held_on) if one.held_on else _LINE), ("Tempat", one.place or _LINE),
        ("Pelaksana", one.dashat_cook or _LINE), ("Menu", one.dashat_menu or _LINE),
        ("Bahan lokal", one.dashat_ingredients or _LINE), ("Sumber dana", ", ".join(funds) or _LINE),
        ("Biaya", f"Rp {number(one.dashat_cost)}" if one.dashat_cost is not None else _LINE),
    )  # fmt: skip
    kinds = fields_of(Activity)
    served = tuple(
        Row((kinds[f"served_{who}"].label.removesuffix(" dilayani"), _count(getattr(one, f"served_{who}")),
             _count(getattr(one, f"portions_{who}"))))
        for who in _SERVED
    )  # fmt: skip
    every = Row(("Seluruhnya", "", _count(one.dashat_portions)), strong=True)
    columns = (Column("Sasaran", 3), Column("Dilayani (orang)", 1.4, "right"), Column("Porsi", 1.2, "right"))
    parts = (
        Part("Kegiatan", _FACTS, tuple(Row((name, words)) for name, words in facts)),
        Part("Yang dilayani", columns, (*served, every)),
        Part("Catatan", above=_said(one.description) or (_LINE, _LINE)),
    )
    return _letter(session, _home(one.village), "DASHAT", one.name(), parts, paper, personal=False)


# --- inside


def _activity(session: Session, activity_id: str) -> Activity:
    with session.database.read() as conn:
        found = read.record(conn, Activity, activity_id)
    if found is None:
        raise KnownError("E-NO-ACTIVITY", "Kegiatan itu tidak ada di laptop ini.", "Pilih kegiatan lain dari daftar.")
    return found


def _home(village: str | None) -> Region | None:
    return regions.load().region(village) if village else None


def _count(figure: int | None) -> str:
    return "........" if figure is None else number(figure)


def _said(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in (text or "").split("\n") if line.strip())


def _labels(activity: Activity, name: str) -> str:
    kind, chosen = fields_of(Activity)[name], getattr(activity, name) or ()
    return ", ".join(kind.options.label(code) for code in chosen) if isinstance(kind, Choices) else ""


def _letter(
    session: Session, region: Region | None, eyebrow: str, title: str, parts: tuple[Part, ...], paper: str, *,
    personal: bool,
) -> bytes:  # fmt: skip
    return pdf_of(_content(session, region, eyebrow, title, parts, personal=personal), paper)


def _content(
    session: Session, region: Region | None, eyebrow: str, title: str, parts: tuple[Part, ...], *, personal: bool
) -> TabledPaper:
    today, officer = clocks.day_of(session.clock()), own_officer(session)
    if region is None:
        raise KnownError(
            "E-VILLAGE", "Desa/kelurahannya belum diisi, jadi kop suratnya tidak dapat disusun.", "Isi desanya dahulu."
        )
    with session.database.read() as conn:
        letterhead, named = letterhead_of(conn, session, region), named_in(conn, region)
    return TabledPaper(
        letterhead=letterhead, eyebrow=eyebrow, title=title,
        place=f"{named}, Kecamatan {region.at('district').name}", when=long_date(today),
        parts=parts, signatures=(Signature("PKB/PLKB", officer.full_name, officer.nip),), signed_at=region.name,
        data_on=today, printed_on=today, app_version=__version__, practice=session.practice, personal=personal,
    )  # fmt: skip
