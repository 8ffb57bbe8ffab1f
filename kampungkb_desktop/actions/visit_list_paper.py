"""Who is to be visited in a village on a day and the week from then on, by RT, to be carried along: why, by when, and
the code by which Kunjungan finds the family again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.due import Line, begin_book, read_on
from kampungkb_desktop.actions.grid_people import NO_RT, list_code, paper_order, rt_of
from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.restricting import is_restricted, veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.actions.summary import letterhead_of, named_in
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.base.text import age_words, full_date, long_date, number, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.report.table import Noted
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper, Tile
from kampungkb_desktop.rules.due import WEEK_DAYS, reason_names
from kampungkb_desktop.store import read

_COLUMNS: Final = (
    Column("No", 0.45, "right"), Column("Siapa", 2.1), Column("Kepala keluarga dan alamat", 2.9),
    Column("Sebab kunjungan", 2.4), Column("Tenggat", 1.45), Column("Kode", 1.55, whole=True), Column("Hasil", 1.3),
)  # fmt: skip
_NO_RT: Final = "RT belum diisi"


def visit_list_pdf(session: Session, village: str, day: date, *, paper: str = "A4", progress: Progress) -> bytes:
    """The list as PDF. KnownError E-VILLAGE for a code there is not, E-NO-DATA where nobody is to be visited."""
    region = regions.load().region(village)
    if region is None or region.level != "village":
        raise KnownError(
            "E-VILLAGE", f"Kode desa/kelurahan {village} tidak dikenal.", "Tulis kodenya seperti 64.03.06.2004."
        )
    lines, rule = _lines(session, village, day, progress)
    families, people = _who(session, lines)
    shown = [one for one in lines if _may_be_named(one, families, people)]
    if not shown:
        raise KnownError(
            "E-NO-DATA", f"Tidak ada yang perlu dikunjungi di {region.name} sampai {long_date(_until(day))}.",
            "Pilih tanggal lain, atau lihat Kunjungan, Perlu dikunjungi.",
        )  # fmt: skip
    officer, today = own_officer(session), clocks.day_of(session.clock())
    with session.database.read() as conn:
        letterhead, named = letterhead_of(conn, session, region), named_in(conn, region)
    late = sum(one.due.due < day for one in shown)
    content = TabledPaper(
        letterhead=letterhead, eyebrow="DAFTAR KUNJUNGAN", title=full_date(day),
        place=f"{named}, Kecamatan {region.at('district').name}", when=short_date(day),
        tiles=(Tile("Perlu dikunjungi", number(len(shown))), Tile("Sudah lewat tenggat", number(late)),
               Tile("Keluarga", number(len({one.due.family for one in shown})))),
        parts=_parts(shown, families, people, rule, day),
        signatures=(Signature("PKB/PLKB", officer.full_name, officer.nip),), signed_at=region.name, data_on=today,
        printed_on=today, rules=(rule,), app_version=__version__, practice=session.practice, personal=True,
        code=list_code(village, day), code_note="ketik kode ini di Kunjungan, Isi banyak",
    )  # fmt: skip
    return pdf_of(content, paper)


def _until(day: date) -> date:
    return day + timedelta(days=WEEK_DAYS)


def _lines(session: Session, village: str, day: date, progress: Progress) -> tuple[list[Line], str]:
    """Everybody due up to a week after the day, by RT, the most urgent first."""
    book = begin_book(session, day, only=village)
    while not book.whole:
        progress.check()
        book = read_on(session, book)
    found = [one for one in book.lines() if one.place.village == village and one.due.due <= _until(day)]
    return sorted(found, key=paper_order), book.rule


def _who(session: Session, lines: list[Line]) -> tuple[Mapping[str, Family], Mapping[str, Member]]:
    with session.database.read() as conn:
        families = veiled(conn, read.by_ids(conn, Family, {one.due.family for one in lines}))
        return families, read.by_ids(conn, Member, {one.due.person for one in lines if one.due.person})


def _may_be_named(line: Line, families: Mapping[str, Family], people: Mapping[str, Member]) -> bool:
    family = families.get(line.due.family)
    return family is not None and not is_restricted(family, people.get(line.due.person))


def _parts(
    lines: list[Line], families: Mapping[str, Family], people: Mapping[str, Member], rule: str, day: date
) -> tuple[Part, ...]:
    """One table an RT, numbered through."""
    names, parts, at = reason_names(rule), list[Part](), 0
    for rt, group in groupby(lines, key=rt_of):
        rows = [
            _row(number(place), one, families[one.due.family], people.get(one.due.person), names, day)
            for place, one in enumerate(group, at + 1)
        ]
        at += len(rows)
        parts.append(Part(f"RT {rt}" if rt != NO_RT else _NO_RT, _COLUMNS, tuple(rows)))
    return tuple(parts)


def _row(place: str, line: Line, family: Family, person: Member | None, names: Mapping[str, str], day: date) -> Row:
    who: str | Noted = "Keluarga" if person is None else person.name()
    if person is not None and person.birth_date is not None:
        who = Noted(person.name(), age_words(person.birth_date, day))
    why = "; ".join(names.get(reason.code, reason.code) for reason in line.due.reasons)
    late, due = (day - line.due.due).days, short_date(line.due.due)
    when = Noted(due, f"lewat {number(late)} hari") if late > 0 else due
    home = Noted(family.head_name or "–", family.address or "")
    return Row((place, who, home, why, when, record_code(line.due.person or line.due.family), ""))
