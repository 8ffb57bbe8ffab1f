"""The recap of a kabupaten by kecamatan on paper: coverage, classes, family planning, and the ranking of its Dasar
villages. Every share stands beside its numerator and denominator."""

from __future__ import annotations

import io
from collections.abc import Iterator

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.district_more import risk_lines, sending
from kampungkb_desktop.actions.district_paper_more import risk_parts, sending_parts
from kampungkb_desktop.actions.district_rows import DistrictLine, DistrictRecap, Pair, VillageLine, district_recap
from kampungkb_desktop.actions.district_words import hundredths, share_words
from kampungkb_desktop.actions.paper_kinds import Wish
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import head_signature, letterhead_of, office_of
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import listing, month_name, number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.report.table import Noted
from kampungkb_desktop.report.tabled import Column, Part, Row, TabledPaper, Tile, render_tabled
from kampungkb_desktop.rules import classification as rule
from kampungkb_desktop.rules.classification import Level


def recap_of_district_pdf(session: Session, wish: Wish, progress: Progress) -> bytes:
    """The recap of a kabupaten (``wish.place``) at the end of a month; KnownErrors as ``district_paper``."""
    sink = io.BytesIO()
    render_tabled(district_paper(session, wish.place, wish.period, progress), sink, paper=wish.paper)
    return sink.getvalue()


def district_paper(session: Session, regency: str, month: str, progress: Progress) -> TabledPaper:
    """What stands on the recap. KnownError E-NO-DATA where no Kampung KB of the kabupaten is on record."""
    today = clocks.day_of(session.clock())
    region = regions.load().region(regency)
    if region is None:
        raise _nothing()
    with session.database.read() as conn:
        recap = district_recap(conn, region, month, progress)
        risks = risk_lines(conn, region, min(month_end(month), today), progress)
        letterhead, office = letterhead_of(conn, session, region), office_of(conn, region)
    if not recap.total.formed and not recap.total.planned:
        raise _nothing()
    sent = sending_parts(sending(session, region))
    parts = (*_parts(recap), *risk_parts(risks), *_ranking(recap), *sent)
    return TabledPaper(
        letterhead=letterhead, eyebrow=f"REKAP MENURUT KECAMATAN · {month_name(month).upper()}",
        title=f"Kampung KB {region.name}", place=region.at("province").name, when=month_name(month),
        tiles=tuple(_tiles(recap)), parts=parts, signatures=head_signature(office),
        signed_at=region.name, data_on=min(month_end(month), today), printed_on=today,
        rules=(rule.rules_on(month_end(month)).version,), app_version=__version__, practice=session.practice,
    )  # fmt: skip


def _tiles(recap: DistrictRecap) -> Iterator[Tile]:
    found = recap.coverage
    yield Tile("Cakupan Kampung KB", _percent((found.formed, found.whole)), share_words((found.formed, found.whole)))
    for level, count in zip(Level, recap.total.levels, strict=True):
        yield Tile(level.label, number(count), share_words((count, recap.total.formed)))


def _parts(recap: DistrictRecap) -> Iterator[Part]:
    lines = (*recap.lines, recap.total)
    yield Part(
        "Kampung KB dan kelasnya", _CLASSES, tuple(_class_row(line, line is recap.total) for line in lines),
        below=tuple(_class_notes(recap)),
    )  # fmt: skip
    yield Part(
        "Penduduk dan keluarga berencana", _PLANNING,
        tuple(_planning_row(line, line is recap.total) for line in lines),
        below=("Sebuah bagian hanya menghitung kampung yang pembilang dan penyebutnya sudah diisi.",),
    )  # fmt: skip


def _ranking(recap: DistrictRecap) -> Iterator[Part]:
    if recap.ranking:
        yield Part(
            "Kampung Dasar menurut dekatnya ke kelas berikut", _RANKING,
            tuple(_rank_row(at, line) for at, line in enumerate(recap.ranking, start=1)),
            above=("Yang teratas paling sedikit kekurangannya. Poin adalah jumlah nilai indikator yang masih perlu.",),
        )  # fmt: skip
    else:
        yield Part("Kampung Dasar", above=("Tidak ada kampung yang masih Dasar.",))


_CLASSES = (
    Column("Kecamatan", 2.0), Column("Kampung KB dari desa/kelurahan", 2.5), Column("Dasar", 0.7, "right"),
    Column("Berkembang", 1.05, "right"), Column("Mandiri", 0.75, "right"), Column("Berkelanjutan", 1.2, "right"),
    Column("Rencana", 0.8, "right"),
)  # fmt: skip
_PLANNING = (
    Column("Kecamatan", 1.9), Column("Jiwa", 0.8, "right"), Column("Keluarga", 0.8, "right"),
    Column("PUS", 0.7, "right"), Column("Peserta KB dari PUS", 1.9), Column("MKJP dari peserta KB", 1.8),
    Column("Unmet need dari PUS", 1.8),
)  # fmt: skip
_RANKING = (
    Column("No", 0.35, "right"), Column("Desa/kelurahan", 1.7), Column("Poin", 0.45, "right"), Column("Menuju", 1.05),
    Column("Yang perlu dinaikkan", 5.2),
)  # fmt: skip


def _class_row(line: DistrictLine, strong: bool) -> Row:
    counts = tuple(number(count) for count in line.levels)
    return Row((line.name, share_words((line.formed, line.whole)), *counts, number(line.planned)), strong=strong)


def _class_notes(recap: DistrictRecap) -> Iterator[str]:
    levels = [f"{level.label} {number(count)}" for level, count in zip(Level, recap.total.levels, strict=True)]
    yield f"{listing(levels)}: berjumlah {number(recap.total.formed)} Kampung KB."
    if recap.total.empty:
        yield f"{number(recap.total.empty)} di antaranya belum mempunyai isian, sehingga terhitung Dasar."
    if years := [f"{number(count)} sampai {year}" for year, count in recap.coverage.years[-4:] if year]:
        yield f"Terbentuk menurut tanggal pencanangan: {listing(years)}."


def _planning_row(line: DistrictLine, strong: bool) -> Row:
    if not line.formed:
        return Row((line.name, *("–",) * 6), strong=strong)
    counts = (number(line.people), number(line.families), number(line.couples))
    pairs = (line.use, line.long_acting, line.unmet)
    return Row((line.name, *counts, *(_pair_cell(pair) for pair in pairs)), strong=strong)


def _pair_cell(pair: Pair) -> Noted | str:
    """Numerator and denominator with their share below; a dash where nothing was filled in."""
    return Noted(f"{number(pair[0])} dari {number(pair[1])}", _percent(pair)) if pair[1] else "–"


def _percent(pair: Pair) -> str:
    return f"{hundredths(*pair)} %" if pair[1] else "–"


def _rank_row(at: int, line: VillageLine) -> Row:
    place = Noted(line.region.name, f"Kec. {line.region.at('district').name}")
    if line.way is None:
        return Row((number(at), place, "–", "–", "Belum ada isian."))
    needed = " ".join(f"{one.indicator.label}: {one.sentence[:1].lower()}{one.sentence[1:]}" for one in line.way.raises)
    said = "Belum ada isian. Isi dahulu profil dan data bulanannya." if line.empty else needed
    return Row((number(at), place, number(line.way.points), line.way.level.label, said))


def _nothing() -> KnownError:
    return KnownError(
        "E-NO-DATA", "Belum ada Kampung KB dari kabupaten/kota ini di laptop ini.",
        "Terima berkas kirim dari petugasnya dahulu, atau isi profil kampungnya.",
    )  # fmt: skip
