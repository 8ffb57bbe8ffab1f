"""Laporan bulanan of an officer on paper: what was done, against what was planned, what comes next, what stood in the
way. Every figure is that of the screen it comes from; what nobody wrote is a line to write on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.activity_papers import home_of_activity, letterhead_at
from kampungkb_desktop.actions.monthly_report import MonthOfWork, month_of_work
from kampungkb_desktop.actions.monthly_report_tables import (
    activities_part,
    due_part,
    files_part,
    held_part,
    meetings_part,
    plan_part,
    problems_part,
    recorded_part,
    risk_part,
    running_part,
    visits_part,
)
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import listing, month_name, number, percent
from kampungkb_desktop.forms import regions
from kampungkb_desktop.report.bars import TargetBar, TargetBars
from kampungkb_desktop.report.blocks import WriteLines
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper, Tile
from kampungkb_desktop.rules.figures_growth import WITHIN_MONTHS

BLANK_LINES: Final = 3
"""Lines left to write on by hand under a heading that nobody wrote under."""
_FACTS: Final = (Column("", 1, muted=True), Column("", 4))


def monthly_report_pdf(
    session: Session, officer_id: str, month: str, *, paper: str = "A4", progress: Progress
) -> bytes:
    """The report as PDF; KnownError E-NO-DATA as ``month_of_work``."""
    return pdf_of(monthly_report_paper(session, officer_id, month, progress), paper)


def monthly_report_paper(session: Session, officer_id: str, month: str, progress: Progress) -> TabledPaper:
    """What stands in the report."""
    found, today = month_of_work(session, officer_id, month, progress), clocks.day_of(session.clock())
    first = found.villages[0].code if found.villages else None
    region, officer, words = home_of_activity(session, first), found.officer, found.words
    return TabledPaper(
        letterhead=letterhead_at(session, region), eyebrow=f"LAPORAN BULANAN PKB/PLKB · {month_name(month).upper()}",
        title=officer.full_name or "Petugas", place=officer.position or "PKB/PLKB", when=month_name(month),
        tiles=tuple(_tiles(found)), parts=tuple(_parts(found)),
        signatures=(
            Signature(f"Mengetahui,\n{words.superior_title or 'Atasan langsung'}", words.superior_name,
                      words.superior_nip),
            Signature(officer.position or "PKB/PLKB", officer.full_name, officer.nip),
        ),
        signed_at=region.at("district").name if region is not None and region.level == "village" else
        region.name if region is not None else "",
        data_on=found.until, printed_on=today, rules=(found.log.rule.id,), app_version=__version__,
        practice=session.practice,
    )  # fmt: skip


# --- inside


def _tiles(found: MonthOfWork) -> Iterator[Tile]:
    visits = sum(sum(one.visits.values()) for one in found.villages)
    held = sum(one.count for one in found.programmes.values())
    yield Tile("Kunjungan", number(visits), f"{number(sum(v.families_visited for v in found.villages))} keluarga")
    yield Tile("Kegiatan", number(held), f"{number(sum(one.people for one in found.programmes.values()))} orang hadir")
    yield Tile("Hari bekerja", number(found.log.days), "hari dengan catatan")
    begun, ended = found.referrals.begun, found.referrals.ended
    yield Tile("Rujukan", number(begun), f"{number(ended)} selesai, {number(found.referrals.open)} terbuka")
    sent = len(found.files)
    yield Tile("Berkas kirim", number(sent), "bulan ini")


def _parts(found: MonthOfWork) -> Iterator[Part]:
    yield Part("", _FACTS, tuple(Row(pair) for pair in _head(found)))
    bars = tuple(_bars(found))
    yield Part("Capaian terhadap rencana", figures=(TargetBars(bars),), below=(_explained(found),))
    yield visits_part(found)
    yield held_part(found)
    yield meetings_part(found)
    yield from activities_part(found)
    yield risk_part(found)
    yield running_part(found)
    yield recorded_part(found)
    yield plan_part(found)
    yield files_part(found)
    yield from problems_part(found)
    yield due_part(found)
    yield from _written(found)


def _head(found: MonthOfWork) -> Iterator[tuple[str, str]]:
    officer, known = found.officer, regions.load()
    yield "Nama", officer.full_name or "." * 58
    yield "NIP", officer.nip or "–"
    yield "Jabatan", officer.position or "PKB/PLKB"
    if officer.office:
        yield "Balai penyuluhan/kantor", officer.office
    by_district: dict[str, list[str]] = {}
    for one in found.villages:
        region = known.region(one.code)
        district = region.at("district").name if region is not None else "–"
        by_district.setdefault(district, []).append(region.name if region is not None else one.code)
    places = [f"{listing(names)} (Kec. {district})" for district, names in sorted(by_district.items())]
    yield "Wilayah binaan", f"{number(len(found.villages))} desa/kelurahan: {'; '.join(places)}" if places else "–"
    yield "Bulan", month_name(found.month)


def _bars(found: MonthOfWork) -> Iterator[TargetBar]:
    villages = found.villages
    active = {entry.village for entry in found.log.entries if entry.form == "activity"}
    yield _bar("Penyuluhan (KIE)", "e-visum, sebulan", found.log.counselling, found.log.wanted, "entri")
    yield _bar("Kampung berkegiatan", "sekali sebulan atau lebih", sum(one.code in active for one in villages),
               len(villages), "desa")  # fmt: skip
    yield _bar("Data bulanan lengkap", "Bangga Kencana bulan itu", sum(one.monthly_done for one in villages),
               len(villages), "desa")  # fmt: skip
    yield _bar("KRS dikunjungi", "bulan itu", sum(one.risk_visited for one in villages),
               sum(one.risk[0] for one in villages), "keluarga")  # fmt: skip
    yield _bar("Verval KRS", "semester itu", sum(one.verified[0] for one in villages),
               sum(one.verified[1] for one in villages), "keluarga sasaran")  # fmt: skip
    yield _bar("Balita diukur", f"dalam {WITHIN_MONTHS} bulan", sum(one.measured[0] for one in villages),
               sum(one.measured[1] for one in villages), "balita")  # fmt: skip
    yield _bar("Kegiatan RKM", "yang dijadwalkan bulan itu", sum(one.planned[0] for one in villages),
               sum(one.planned[1] for one in villages), "kegiatan")  # fmt: skip


def _bar(name: str, detail: str, part: int, whole: int, unit: str) -> TargetBar:
    if not whole:
        return TargetBar(name, detail, None, "–", f"{number(part)} {unit}; tanpa target")
    return TargetBar(
        name, detail, 100 * part / whole, percent(part, whole), f"{number(part)} dari {number(whole)} {unit}"
    )


def _explained(found: MonthOfWork) -> str:
    return (
        f"{found.log.rule.source}: paling sedikit {number(found.log.wanted)} entri penyuluhan sebulan. KRS dan balita "
        "dihitung dari register pada akhir bulan; seorang anak terhitung diukur bila pengukurannya tidak lebih lama "
        f"dari {WITHIN_MONTHS} bulan."
    )


def _written(found: MonthOfWork) -> Iterator[Part]:
    said = (
        ("Kendala", found.words.obstacles), ("Upaya pemecahan", found.words.efforts),
        ("Rencana bulan berikutnya", found.words.plan), ("Saran dan usulan", found.words.proposals),
    )  # fmt: skip
    for title, text in said:
        lines = tuple(line for line in (text or "").splitlines() if line.strip())
        yield Part(title, above=lines) if lines else Part(title, figures=(WriteLines(BLANK_LINES),))
