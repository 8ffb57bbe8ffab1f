"""The lists of a village on paper: its institutions with who serves in them, and its work plan with its problems.

A paper is about a month: what stood in the lists at its end, and the plan of its year.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import kampung_of, letterhead_of, local_kind, village_head
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import listing, month_name, number, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.award import result_words
from kampungkb_desktop.forms.choices_activity import INSTITUTIONS
from kampungkb_desktop.forms.choices_family import MAN
from kampungkb_desktop.forms.choices_institution import (
    CONTEST_LEVELS,
    ELEMENTS,
    GENERATIONS,
    HOUSE_CLASSES,
    LINE_STATES,
    PROBLEM_STATES,
    RESPONSIBLE,
    VILLAGE,
)
from kampungkb_desktop.forms.choices_village import FUNDS
from kampungkb_desktop.forms.data_house import cadres_of
from kampungkb_desktop.forms.pokja import PokjaMember, position_label, position_of, serves
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan, covers, is_village_plan, months_words, progress_of
from kampungkb_desktop.report.summary import kampung_called
from kampungkb_desktop.report.table import Mark, Noted
from kampungkb_desktop.report.tabled import (
    Column,
    Letterhead,
    Part,
    Row,
    Signature,
    TabledPaper,
    Tile,
    render_tabled,
)
from kampungkb_desktop.rules.village_books import VillageBooks, newest_house, plan_progress, pokja_count

LISTS_TITLE = "Kelembagaan Kampung KB"
PLAN_TITLE = "Rencana kerja dan permasalahan"


@frozen
class Frame:
    """One village in one month, ready for paper. ``on`` is the day of the lists."""

    region: Region
    kampung: Village | None
    month: str
    on: date
    today: date
    books: VillageBooks
    letterhead: Letterhead
    practice: bool

    @property
    def chair(self) -> Signature:
        """Who leads the Pokja."""
        leading = [m for m in self.books.pokja if m.level in (None, VILLAGE) and serves(m, self.on)]
        first = next((m for m in leading if position_of(m) in ("ketua", "pelaksana")), None)
        return Signature("Ketua/Pelaksana Pokja", first.full_name if first else None)


def lists_pdf(session: Session, village: str, month: str, *, paper: str = "A4") -> bytes:
    """Pokja, poktan, Rumah DataKu, regulations and contests. KnownError E-VILLAGE, E-NO-DATA where nothing is kept."""
    frame = _frame(session, village, month)
    books = frame.books
    parts = [*_pokja(books, frame.on), *_poktan(books), *_house(books, frame.on), *_regulations(books), *_awards(books)]
    if not parts:
        raise _nothing(frame.region, "Isi daftarnya di Kelembagaan.")
    count = pokja_count(books.pokja, frame.on)
    active = [group for group in books.poktan if group.active is not False]
    tiles = (
        Tile("Anggota Pokja", number(count.people), f"{number(count.trained)} sudah dilatih"),
        Tile("Poktan aktif", number(len(active)), f"{number(sum(group.members or 0 for group in active))} anggota"),
        Tile("Regulasi berlaku", number(sum(one.in_force is not False for one in books.regulations))),
        Tile("Lomba dan penghargaan", number(len(books.awards))),
    )
    return _pdf(_paper(frame, LISTS_TITLE, tiles, parts), paper)


def plan_pdf(session: Session, village: str, month: str, *, paper: str = "A4") -> bytes:
    """The plans of the year with their lines, and the problems. KnownErrors as ``lists_pdf``."""
    frame = _frame(session, village, month)
    plans = [plan for plan in frame.books.plans if is_village_plan(plan) and covers(plan, frame.on.year)]
    parts = [_plan(plan, frame.books) for plan in plans]
    if frame.books.problems:
        parts.append(_problems(frame.books))
    if not parts:
        raise _nothing(frame.region, "Catat rencana atau masalahnya di Rencana & masalah.")
    ids = {plan.id for plan in plans}
    done = plan_progress([line for line in frame.books.lines if line.plan_id in ids])
    still = sum(one.state != "selesai" for one in frame.books.problems)
    tiles = (
        Tile("Kegiatan rencana", number(done.lines), f"{number(done.finished)} selesai"),
        Tile("Kemajuan", f"{done.percent} %", f"{number(done.running)} berjalan"),
        Tile("Biaya rencana (Rp)", number(done.cost), f"terpakai {number(done.spent)}"),
        Tile("Masalah belum selesai", number(still), f"dari {number(len(frame.books.problems))}"),
    )
    return _pdf(_paper(frame, PLAN_TITLE, tiles, parts), paper)


def _frame(session: Session, village: str, month: str) -> Frame:
    region = regions.load().region(village)
    if region is None or region.level != "village":
        raise KnownError(
            "E-VILLAGE", f"Kode desa/kelurahan {village} tidak dikenal.", "Tulis kodenya seperti 64.03.06.2004."
        )
    today = clocks.day_of(session.clock())
    with session.database.read() as conn:
        kampung, books = kampung_of(conn, village), village_books(conn, village)
        letterhead = letterhead_of(conn, session, region)
    return Frame(region, kampung, month, min(month_end(month), today), today, books, letterhead, session.practice)


def _paper(frame: Frame, title: str, tiles: tuple[Tile, ...], parts: Sequence[Part]) -> TabledPaper:
    region = frame.region
    name = f"{kampung_called(frame.kampung.kkb_name)}, " if frame.kampung and frame.kampung.kkb_name else ""
    return TabledPaper(
        letterhead=frame.letterhead, eyebrow=month_name(frame.month).upper(), title=title,
        place=f"{name}{local_kind(region, frame.kampung)} {region.name}, Kecamatan {region.at('district').name}\n"
        f"{region.at('regency').name}, {region.at('province').name} · {region.code}",
        when=month_name(frame.month), tiles=tiles, parts=tuple(parts),
        signatures=(Signature(f"{village_head(region, frame.kampung)} {region.name}"), frame.chair),
        signed_at=region.name, data_on=frame.on, printed_on=frame.today, app_version=__version__,
        practice=frame.practice, personal=True,
    )  # fmt: skip


def _pdf(content: TabledPaper, paper: str) -> bytes:
    sink = io.BytesIO()
    render_tabled(content, sink, paper=paper)
    return sink.getvalue()


def _nothing(region: Region, remedy: str) -> KnownError:
    return KnownError("E-NO-DATA", f"Belum ada isinya untuk {region.name} di laptop ini.", remedy)


# --- institutions

_POKJA = (
    Column("Jabatan", 3.8), Column("Nama", 2.2), Column("L/P", 0.45), Column("Unsur", 1.9), Column("Dilatih", 0.9),
    Column("Sejak", 1.1),
)  # fmt: skip


def _pokja(books: VillageBooks, on: date) -> list[Part]:
    serving = [m for m in books.pokja if m.level in (None, VILLAGE) and serves(m, on)]
    if not serving:
        return []
    count = pokja_count(books.pokja, on)
    words = f"Susunan {GENERATIONS.label(count.generation).lower()}." if count.generation else ""
    rows = tuple(_member(member) for member in serving)
    return [Part("Kelompok kerja (Pokja)", _POKJA, rows, above=(words,) if words else ())]


def _member(member: PokjaMember) -> Row:
    sex = {None: None, MAN: "L"}.get(member.sex, "P")
    origin = Noted(ELEMENTS.label(member.element), member.institution) if member.institution else None
    since = short_date(member.since) if member.since else None
    return Row((
        position_label(member) or None, member.full_name, sex, origin or ELEMENTS.label(member.element) or None,
        Mark(member.trained, "Sudah", "Belum"), since,
    ))  # fmt: skip


_POKTAN = (
    Column("Kelompok", 2.2), Column("Ketua", 1.8), Column("Pembina", 1.8), Column("SK pengukuhan", 1.8),
    Column("Anggota", 0.9, "right"),
)  # fmt: skip


def _poktan(books: VillageBooks) -> list[Part]:
    rows = tuple(_group(group) for group in books.poktan)
    return [Part("Kelompok kegiatan (poktan)", _POKTAN, rows)] if rows else []


def _group(group: Poktan) -> Row:
    name = Noted(group.name(), "tidak aktif") if group.active is False else group.name()
    when = short_date(group.decree_date) if group.decree_date else ""
    decree = Noted(group.decree_number, when) if group.decree_number and when else group.decree_number or when or None
    members = number(group.members) if group.members is not None else None
    return Row((name, group.chair, group.mentor, decree, members))


def _house(books: VillageBooks, on: date) -> list[Part]:
    house = newest_house(books.houses, on)
    if house is None:
        return []
    kind = HOUSE_CLASSES.label(house.house_class) or None
    cadres = ", ".join(cadres_of(house)) or None
    columns = (Column("Kelas", 1), Column("Kepala", 1.6), Column("Kader", 3), Column("Keadaan per", 1.2))
    when = short_date(house.as_of) if house.as_of else None
    return [Part("Rumah DataKu", columns, (Row((kind, house.head, cadres, when)),))]


def _regulations(books: VillageBooks) -> list[Part]:
    rows = tuple(
        Row((one.name(), one.subject, short_date(one.issued_on) if one.issued_on else None))
        for one in books.regulations if one.in_force is not False
    )  # fmt: skip
    columns = (Column("Regulasi", 2.6), Column("Tentang", 3), Column("Tanggal", 1.1))
    return [Part("Regulasi yang berlaku", columns, rows)] if rows else []


def _awards(books: VillageBooks) -> list[Part]:
    rows = tuple(
        Row((str(one.year or ""), one.title, CONTEST_LEVELS.label(one.level) or None, result_words(one) or None))
        for one in books.awards
    )
    columns = (Column("Tahun", 0.7), Column("Lomba atau penghargaan", 3), Column("Tingkat", 1.4), Column("Hasil", 2))
    return [Part("Lomba dan penghargaan", columns, rows)] if rows else []


# --- plan

_PLAN = (
    Column("Masalah", 2.2), Column("Kegiatan", 2.6), Column("Waktu dan tempat", 1.6), Column("Pelaksana", 2.0),
    Column("Biaya (Rp)", 1.2), Column("Keadaan", 1.2),
)  # fmt: skip


def _plan(plan: WorkPlan, books: VillageBooks) -> Part:
    lines = [line for line in books.lines if line.plan_id == plan.id]
    by = f" oleh {plan.decided_by}" if plan.decided_by else ""
    above = (f"Disahkan {short_date(plan.decided_on)}{by}.",) if plan.decided_on else ()
    empty = () if lines else ("Isi rencana belum dicatat.",)
    several = plan.year_to is not None and plan.year_to != plan.year_from
    return Part(plan.name(), _PLAN, tuple(_line(line, several) for line in lines), above=above, below=empty)


def _line(line: PlanLine, several_years: bool) -> Row:
    aim = line.aim or line.indicator or ""
    year = str(line.year or "") if several_years else ""
    when = " ".join(part for part in (months_words(line.months), year) if part) or None
    who = RESPONSIBLE.label(line.responsible)
    helpers = listing([INSTITUTIONS.label(code) for code in line.institutions or () if code != "lainnya"])
    state = LINE_STATES.label(line.state) or None
    done = f"{progress_of(line)} %" if line.state == "berjalan" else line.result or ""
    funds = listing([FUNDS.label(code) for code in line.funds or ()])
    return Row((
        line.problem, _noted(line.title, aim), _noted(when, line.place or ""), _noted(who or None, helpers),
        _noted(number(line.cost) if line.cost is not None else "–", funds), _noted(state, done),
    ))  # fmt: skip


def _noted(words: str | None, note: str) -> Noted | str | None:
    return Noted(words, note) if words and note else words or note or None


def _problems(books: VillageBooks) -> Part:
    columns = (Column("Tanggal", 1), Column("Permasalahan", 2.6), Column("Solusi", 2.6), Column("Keadaan", 1.2))
    rows = tuple(
        Row((
            short_date(one.noted_on) if one.noted_on else None, _noted(one.problem, one.cause or ""),
            _noted(one.solution or "–", one.result or ""),
            _noted(PROBLEM_STATES.label(one.state) or None, short_date(one.closed_on) if one.closed_on else ""),
        ))
        for one in books.problems
    )  # fmt: skip
    return Part("Permasalahan dan solusi", columns, rows)
