"""Lembar keluarga: everything an officer carries about one family on one or two pages. Who lives there, the house, KB,
the KRS verdict with its reasons, the children's growth, the visits with what was measured, what is still open, and the
next visit. Who asked that his data be used no further is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.family_file import FamilyFile, everything_of, family_file, gone
from kampungkb_desktop.actions.family_sheet_visits import cases_part, children_part, visits_part
from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.pdp_frame import place_of
from kampungkb_desktop.actions.restricting import is_restricted, veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.base.text import age_words, listing, long_date, number, short_date
from kampungkb_desktop.forms.choices_family import MUTATION, RELATION, SEX, WANTS_CHILD, WELFARE_SOURCE
from kampungkb_desktop.forms.choices_housing import FLOOR, LATRINE, WATER, latrine_safe, water_safe
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning, planning_words
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.risk_verification import ASSISTANCE, FOUND_STATE, RiskVerification
from kampungkb_desktop.report.table import Noted
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper, Tile
from kampungkb_desktop.rules.stunting_headings import VERDICT_WORDS
from kampungkb_desktop.rules.stunting_risk import Answer, Risk
from kampungkb_desktop.rules.stunting_words import SHORT
from kampungkb_desktop.store.lists import HIDDEN

_TITLE: Final = "Lembar keluarga"
_PAIR: Final = (Column("", 1.1, muted=True), Column("", 2))
_DIGITS: Final = "•••• "
_PEOPLE: Final = (
    Column("No", 0.35, "right"), Column("Nama", 2.6), Column("Hubungan", 1.6), Column("Kelamin", 1.0),
    Column("Lahir, umur", 1.9), Column("NIK", 1.3),
)  # fmt: skip


def family_sheet_pdf(session: Session, family_id: str, *, paper: str = "A4") -> bytes:
    """The sheet as PDF. KnownError E-NO-FAMILY where the family is not here, E-RESTRICTED where its data are
    restricted."""
    return pdf_of(family_sheet(session, family_id), paper)


def family_sheet(session: Session, family_id: str) -> TabledPaper:
    """What stands on the sheet; errors as ``family_sheet_pdf``."""
    today = clocks.day_of(session.clock())
    file = family_file(session, family_id, today)
    if file is None:
        raise KnownError("E-NO-FAMILY", "Keluarga ini tidak ada di laptop ini.", "Pilih keluarganya dari daftar.")
    family = file.family
    if is_restricted(family):
        raise KnownError(
            "E-RESTRICTED", "Data keluarga ini dibatasi atas permintaannya, jadi tidak dicetak.",
            "Lepas pembatasannya di halaman keluarga bila sudah disetujui.",
        )  # fmt: skip
    with session.database.read() as conn:
        family = veiled(conn, {family.id: family})[family.id]
    place, officer = place_of(session, family.village), own_officer(session)
    masked = settings.load(session).masked_nik is not False
    parts = (
        *_facts(file, masked=masked), _people(file, today, masked=masked), *_risk(file),
        *children_part(file), visits_part(file, everything_of(session, family.id)), *cases_part(file, today),
    )  # fmt: skip
    return TabledPaper(
        letterhead=place.letterhead, eyebrow="LEMBAR KELUARGA", title=family.name(),
        place=f"{_address(family)}\n{place.words}", when=long_date(today), tiles=tuple(_tiles(file, today)),
        parts=parts, signatures=(Signature("PKB/PLKB", officer.full_name, officer.nip),), signed_at=place.name,
        data_on=today, printed_on=today, rules=(file.risk.rule_version,) if file.risk else (),
        app_version=__version__, practice=session.practice, personal=True, code=record_code(family.id),
        code_note="ketik kode ini di Kunjungan",
    )  # fmt: skip


# --- inside


def _tiles(file: FamilyFile, today: date) -> Iterator[Tile]:
    here = sum(not gone(one) for one in file.members)
    yield Tile("Risiko stunting", VERDICT_WORDS[file.risk.at_risk] if file.risk else "–")
    yield Tile("Anggota", number(here), "yang tinggal di sini")
    latest = next((one.visited_on for one in file.visits if one.visited_on), None)
    note = f"dari {number(len(file.visits))} kunjungan" if file.visits else "belum pernah dikunjungi"
    yield Tile("Kunjungan terakhir", short_date(latest) if latest else "–", note)
    planned = file.next_visit
    yield Tile("Kunjungan berikutnya", short_date(planned) if planned else "–", _when(planned, today))


def _when(planned: date | None, today: date) -> str:
    if planned is None:
        return "belum direncanakan"
    days = (planned - today).days
    return f"lewat {number(-days)} hari" if days < 0 else "hari ini" if days == 0 else f"{number(days)} hari lagi"


def _address(family: Family) -> str:
    where = f"RT {family.rt or '–'}/RW {family.rw or '–'}"
    parts = (" ".join((family.address or "").split()), family.hamlet or "", where)
    return ", ".join(part for part in parts if part)


def _facts(file: FamilyFile, *, masked: bool) -> tuple[Part, Part]:
    family, planning = file.family, file.planning
    said = (
        ("Nomor KK", _number(family.kk, masked=masked)), ("Nomor HP", family.phone or "belum diisi"),
        ("Peringkat kesejahteraan", _welfare(family)),
        ("Jumlah anggota", f"{number(family.members_expected)} jiwa" if family.members_expected else "belum diisi"),
    )  # fmt: skip
    house = (
        ("Air minum", _house(WATER.label(family.water), safe=water_safe(family.water))),
        ("Jamban", _house(LATRINE.label(family.latrine), safe=latrine_safe(family.latrine))),
        ("Lantai", FLOOR.label(family.floor) or "belum diisi"), *_planning(planning),
    )  # fmt: skip
    return (
        Part("Keluarga", _PAIR, tuple(Row(pair) for pair in said)),
        Part("Rumah dan KB", _PAIR, tuple(Row(pair) for pair in house), beside=True),
    )


def _planning(planning: FamilyPlanning | None) -> Iterator[tuple[str, str]]:
    day = f" ({short_date(planning.as_of)})" if planning is not None and planning.as_of else ""
    yield "KB", planning_words(planning) + day if planning is not None else "belum dicatat"
    if planning is not None and planning.wants_child:
        yield "Keinginan punya anak", WANTS_CHILD.label(planning.wants_child)


def _welfare(family: Family) -> str:
    if family.welfare_rank is None:
        return "belum diisi"
    source = WELFARE_SOURCE.label(family.welfare_source)
    return f"desil {family.welfare_rank}" + (f" ({source})" if source else "")


def _house(words: str, *, safe: bool | None) -> str:
    return words + ("" if safe is None else ", layak" if safe else ", tidak layak") if words else "belum diisi"


def _number(digits: str | None, *, masked: bool) -> str:
    if not digits:
        return "belum ada"
    return f"{_DIGITS}{digits[-4:]}" if masked and len(digits) > 4 else digits


def _people(file: FamilyFile, today: date, *, masked: bool) -> Part:
    rows = tuple(_person(at, file.family, one, today, masked=masked) for at, one in enumerate(file.members, start=1))
    above = () if rows else ("Anggota keluarganya belum dicatat.",)
    return Part("Anggota keluarga", _PEOPLE, rows, above=above)


def _person(at: int, family: Family, one: Member, today: date, *, masked: bool) -> Row:
    if is_restricted(family, one):
        return Row((str(at), HIDDEN, RELATION.label(one.relation), "", "", ""))
    born = one.birth_date
    when = Noted(short_date(born), age_words(born, today)) if born and not gone(one) else short_date(born or today)
    left = f"{MUTATION.label(one.mutation)} {short_date(one.mutation_on) if one.mutation_on else ''}".strip()
    name = Noted(one.name(), left) if gone(one) else one.name()
    return Row((
        str(at), name, RELATION.label(one.relation) or "–", SEX.label(one.sex) or "–", when if born else "–",
        _number(one.nik, masked=masked),
    ))  # fmt: skip


def _risk(file: FamilyFile) -> Iterator[Part]:
    if file.risk is None:
        yield Part("Risiko stunting", above=("Keluarga ini tidak tinggal di sini lagi, jadi tidak dinilai.",))
        return
    columns = (Column("Yang dinilai", 2), Column("Hasil", 1.1), Column("Keterangan", 4))
    rows = tuple(
        Row((SHORT[one.code], VERDICT_SHORT[one.answer], one.reason), strong=one in file.risk.deciding)
        for one in file.risk.factors
    )
    below = tuple(_verified(one) for one in file.verifications[:2])
    yield Part("Risiko stunting", columns, rows, above=(_verdict(file.risk),), below=below)


VERDICT_SHORT: Final = {
    Answer.YES: "Ya", Answer.NO: "Tidak", Answer.NOT_APPLICABLE: "Tidak berlaku", Answer.UNKNOWN: "Belum diketahui",
}  # fmt: skip


def _verdict(risk: Risk) -> str:
    targets = listing([one.label for one in risk.targets if one.answer is Answer.YES])
    of = f" Sasaran: {targets}." if targets else ""
    if risk.at_risk is Answer.YES:
        return f"Berisiko stunting. {' '.join(one.reason for one in risk.deciding)}{of}"
    if risk.at_risk is Answer.UNKNOWN:
        missing = listing([one.label for one in risk.missing])
        return f"Belum diketahui: masih perlu jawaban tentang {missing}.{of}"
    return f"{VERDICT_WORDS[risk.at_risk]}.{of}"


def _verified(one: RiskVerification) -> str:
    semester = one.semester.label if one.semester is not None else one.name()
    help_ = listing([ASSISTANCE.label(code).removeprefix("Ya, ") for code in one.assistance or ()])
    found = FOUND_STATE.label(one.found) if one.found else "belum diverifikasi"
    return f"Verval {semester}: {found}{f'; pendampingan: {help_}' if help_ else ''}."
