"""Visit forms to be filled in by hand: blank ones of each sasaran, and prefilled ones of a family, each on a page of
its own, with what was answered last and the code by which the entry screen finds who it is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.answer_words import answer_words
from kampungkb_desktop.actions.family_file import in_order
from kampungkb_desktop.actions.restricting import family_veiled, is_restricted
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import letterhead_of, named_in
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS
from kampungkb_desktop.actions.visit_questions import SKIPPED, paper_questions
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.base.text import age_words, long_date, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_family import SEX, SPOUSE, WOMAN
from kampungkb_desktop.forms.choices_visit import GENERAL, PREGNANT, TARGET, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Digits, Kind, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of, to_scalar
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report.blocks import Columns, Heading, Paragraph
from kampungkb_desktop.report.document import Document, PaperFile
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.form_sheet import Ask, Question
from kampungkb_desktop.report.ink import BODY, CELL_BOLD, EYEBROW, SMALL, TITLE
from kampungkb_desktop.report.qr import Code, matrix
from kampungkb_desktop.rules.child_growth import under_five
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_PERSON: Final = "Siapa"
_SIDE: Final = 62.0
_HIDDEN: Final = "•••• "
_WIDE_TEXT: Final = 255
_DAY_SQUARES: Final = 8


@frozen
class _Sheet:
    """One form: its sasaran, whom it is about (blank without a family), and what was answered last."""

    target: str
    family: Family | None = None
    person: Member | None = None
    last: Mapping[str, tuple[str, str]] | None = None
    """(form.field) to words and day."""

    @property
    def title(self) -> str:
        return f"Formulir kunjungan: {TARGET.label(self.target)}"


def blank_forms_pdf(session: Session, village: str, *, paper: str = "A4") -> bytes:
    """An empty form of each sasaran. KnownError E-VILLAGE for a code there is not."""
    return _printed(session, village, [_Sheet(target) for target in TARGET.codes()], paper)


def prefilled_forms_pdf(session: Session, family_id: str, *, paper: str = "A4") -> bytes:
    """The general form of a family, and one for each child under five and each expectant mother. KnownError E-GONE."""
    with session.database.read() as conn:
        family = family_veiled(conn, family_id)
        if family is None:
            raise KnownError("E-GONE", "Keluarga itu tidak ada di laptop ini.", "Pilih keluarga lain.")
        if is_restricted(family):
            raise KnownError(
                "E-RESTRICTED", "Data keluarga ini dibatasi atas permintaannya, jadi tidak dicetak.",
                "Pakai formulir kosong, atau lepas pembatasannya di halaman keluarga bila sudah disetujui.",
            )  # fmt: skip
        sheets = _sheets(conn, family, clocks.day_of(session.clock()))
    return _printed(session, family.village or "", sheets, paper)


def many_forms_pdf(session: Session, family_ids: Sequence[str], *, paper: str = "A4") -> bytes:
    """The same of several families in their order, one paper; those that are gone or restricted are left out.
    KnownError E-GONE where none is left."""
    today = clocks.day_of(session.clock())
    with session.database.read() as conn:
        found = [one for key in family_ids if (one := family_veiled(conn, key)) is not None and not is_restricted(one)]
        sheets = [sheet for one in found for sheet in _sheets(conn, one, today)]
    if not sheets:
        raise KnownError(
            "E-GONE",
            "Tidak ada keluarga terpilih yang boleh dicetak.",
            "Pilih keluarga lain.",
        )
    return _printed(session, found[0].village or "", sheets, paper)


def _sheets(conn: Connection, family: Family, today: date) -> list[_Sheet]:
    """The forms of one family."""
    members = in_order(read.records(conn, Member, where={"family_id": family.id}))
    persons = _persons(conn, family, members, today)
    return [_sheet(conn, GENERAL, family, None), *(_sheet(conn, target, family, one) for target, one in persons)]


def _persons(
    conn: Connection, family: Family, members: tuple[Member, ...], today: date
) -> Iterator[tuple[str, Member]]:
    """Who of a family has a form of his own."""
    planned = read.records(conn, FamilyPlanning, where={"family_id": family.id}, order=("-as_of", "-id"), limit=1)
    for one in members:
        if is_restricted(family, one):
            continue
        if one.relation == SPOUSE and one.sex == WOMAN and planned and planned[0].pregnant:
            yield PREGNANT, one
        elif under_five(one, today):
            yield YOUNG_CHILD, one


def _sheet(conn: Connection, target: str, family: Family, person: Member | None) -> _Sheet:
    """With the newest visit's answers of the family, and the newest measuring of the person."""
    last: dict[str, tuple[str, str]] = {}
    visits = read.records(conn, Visit, where={"family_id": family.id}, order=("-visited_on", "-id"), limit=1)
    _remember(last, visits, "visited_on")
    if person is not None and target in DETAIL_FORMS:
        where = {"member_id": person.id}
        _remember(last, read.records(conn, DETAIL_FORMS[target], where=where, order=("-measured_on", "-id"), limit=1),
                  "measured_on")  # fmt: skip
    return _Sheet(target, family, person, last)


def _remember(last: dict[str, tuple[str, str]], found: Sequence[Record], when: str) -> None:
    for record in found:
        day = getattr(record, when)
        for name, kind in fields_of(type(record)).items():
            if (value := getattr(record, name)) is not None and name not in SKIPPED and name != when:
                words = answer_words(kind, to_scalar(kind, value))
                last[f"{record.FORM}.{name}"] = words, short_date(day) if day else "tanpa tanggal"


def _printed(session: Session, village: str, sheets: Sequence[_Sheet], paper: str) -> bytes:
    region = regions.load().region(village)
    if region is None or region.level != "village":
        raise KnownError(
            "E-VILLAGE", f"Kode desa/kelurahan {village} tidak dikenal.", "Tulis kodenya seperti 64.03.06.2004."
        )
    today = clocks.day_of(session.clock())
    masked = settings.load(session).masked_nik is not False
    with session.database.read() as conn:
        letterhead, here = letterhead_of(conn, session, region), named_in(conn, region)
    place = f"{here}, Kecamatan {region.at('district').name}, {region.at('regency').name}"
    sink, file = io.BytesIO(), None
    for sheet in sheets:
        named = ("Memuat data pribadi: simpan baik-baik, jangan dibagikan",) if sheet.family else ()
        document = Document(
            letterhead=letterhead, title=sheet.title, running=sheet.title, when=region.name, data_on=today,
            printed_on=today, app_version=__version__, practice=session.practice, lower=named,
        )  # fmt: skip
        file = file or PaperFile(document, sink, paper)
        loose, snug = (list(_blocks(sheet, place, today, masked=masked, snug=less_air)) for less_air in (False, True))
        file.add(document, file.shorter(document, loose, snug))
    assert file is not None, "there is always a general form"
    file.close()
    return sink.getvalue()


def _blocks(sheet: _Sheet, place: str, today: date, *, masked: bool, snug: bool) -> Iterator[Block]:
    about = sheet.person or sheet.family
    heading = (
        Paragraph("FORMULIR KUNJUNGAN", EYEBROW, 0), Paragraph(TARGET.label(sheet.target), TITLE, 2),
        Paragraph(place, BODY, 2),
    )  # fmt: skip
    if about is None:
        yield from heading
    else:
        code = record_code(about.id)
        found = Paragraph("ketik kode ini di Kunjungan", SMALL)
        beside = (Code(matrix(code), _SIDE), Paragraph(code, CELL_BOLD, 0), found)
        yield Columns((heading, beside), (3.2, 1.0))
    yield from _who(sheet, today, masked=masked, snug=snug)
    for form, asked in groupby(paper_questions(sheet.target), key=lambda one: one[0]):
        yield from _questions(form, sheet, [name for _form, name in asked], snug=snug)


def _who(sheet: _Sheet, today: date, *, masked: bool, snug: bool) -> Iterator[Block]:
    yield Heading(_PERSON, snug=snug)
    family, person = sheet.family, sheet.person
    if family is None:
        blank = ("Kepala keluarga", "Nama", "NIK atau Nomor KK", "RT/RW, alamat")
        yield from (Question(Ask(label), snug) for label in blank)
        return
    where = " ".join(part for part in (f"RT {family.rt or '–'}/RW {family.rw or '–'}", family.address or "") if part)
    yield Question(Ask("Kepala keluarga", filled=family.head_name or "–"), snug)
    if person is not None:
        born = (
            f"lahir {long_date(person.birth_date)}, {age_words(person.birth_date, today)}" if person.birth_date else ""
        )
        said = ", ".join(part for part in (person.name(), SEX.label(person.sex), born) if part)
        yield Question(Ask("Nama", filled=said), snug)
        yield Question(Ask("NIK", filled=_nik(person.nik, masked=masked)), snug)
    yield Question(Ask("RT/RW, alamat", filled=where), snug)


def _nik(nik: str | None, *, masked: bool) -> str:
    return "belum dicatat" if not nik else f"{_HIDDEN}{nik[-4:]}" if masked else nik


def _questions(form: type[Record], sheet: _Sheet, names: Sequence[str], *, snug: bool) -> Iterator[Block]:
    """These questions of a form under their headings; where room is short, without one that its question repeats."""
    kinds, group = fields_of(form), None
    for name in names:
        kind = kinds[name]
        if kind.group != group:
            group = kind.group
            if not (snug and group == kind.label):
                yield Heading(group or form.TITLE, snug=snug)
        words, day = (sheet.last or {}).get(f"{form.FORM}.{name}", ("", ""))
        yield Question(_ask(kind, f"{words} ({day})" if words else ""), snug)


def _ask(kind: Kind, last: str) -> Ask:
    match kind:
        case YesNo():
            return Ask(kind.label, (kind.yes, kind.no), last=last)
        case Choice() | Choices():
            options = tuple(f"{one.number} {one.label}" if one.number else one.label for one in kind.options.items)
            return Ask(kind.label, options, isinstance(kind, Choices), last=last)
        case Number():
            return Ask(kind.label, squares=min(len(str(kind.high)), _DAY_SQUARES), unit=kind.unit, last=last)
        case Measure():
            places = min(kind.places, 2)
            squares = len(str(int(kind.high))) + places
            return Ask(kind.label, squares=squares, comma=places, unit=kind.unit, last=last)
        case Day():
            return Ask(kind.label, squares=_DAY_SQUARES, unit="tanggal, bulan, tahun", last=last)
        case Digits():
            return Ask(kind.label, squares=max(kind.lengths, default=13), last=last)
        case Text():
            return Ask(kind.label, lines=2 if kind.longest > _WIDE_TEXT else 1, last=last)
        case _:
            return Ask(kind.label, last=last)
