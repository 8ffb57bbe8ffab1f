"""The tables of an officer's monthly report, each from the month as it was gathered; counts only, nobody is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kampungkb_desktop.actions.monthly_figures import Pair, VillageMonth
from kampungkb_desktop.actions.monthly_report import Cases, MonthOfWork
from kampungkb_desktop.actions.receipts import told
from kampungkb_desktop.actions.take_in_report import REFUSED
from kampungkb_desktop.actions.work_log import place_words
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import long_date, number, percent, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_visit import (
    ADOLESCENT,
    BRIDE_GROOM,
    GENERAL,
    POSTPARTUM,
    PREGNANT,
    YOUNG_CHILD,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.programme import PROGRAMMES
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report.table import Noted
from kampungkb_desktop.report.tabled import Column, Part, Row
from kampungkb_desktop.rules.work_log import ACTIVITY
from kampungkb_desktop.store.entries import OUT, FileEntry

MOST_ACTIVITIES: Final = 40
"""Activities told one by one; a busier month counts the rest."""
TARGETS: Final = (
    (GENERAL, "Umum"), (BRIDE_GROOM, "Catin"), (PREGNANT, "Hamil"), (POSTPARTUM, "Pasca salin"),
    (YOUNG_CHILD, "Balita"), (ADOLESCENT, "5–18 th"),
)  # fmt: skip
"""The six sasaran under headings that leave room for figures."""
RECORDED: Final = (
    Family, Member, FamilyPlanning, FamilyDevelopment, Mutation, RiskVerification, Visit, ChildMeasurement,
    PregnancyCheck, Activity, MonthlySnapshot,
)  # fmt: skip


def visits_part(found: MonthOfWork) -> Part:
    """Visits by village and sasaran, and the families visited."""
    columns = (
        Column("Desa/kelurahan", 2.2), *(Column(words, 0.8, "right") for _code, words in TARGETS),
        Column("Jumlah", 0.9, "right"), Column("Keluarga dikunjungi", 1.9, "right"),
    )  # fmt: skip
    rows = [_visits_row(one) for one in found.villages]
    if len(rows) > 1:
        counts = [sum(one.visits[code] for one in found.villages) for code, _words in TARGETS]
        pair = sum(one.families_visited for one in found.villages), sum(one.families for one in found.villages)
        rows.append(Row(("Jumlah", *(_count(n) for n in counts), number(sum(counts)), _of(pair)), strong=True))
    return _table("Kunjungan menurut sasaran", columns, rows, "Belum ada desa binaan.")


def held_part(found: MonthOfWork) -> Part:
    """Activities by sub-programme, with everybody who was there."""
    columns = (
        Column("Program", 0.7), Column("", 4.6), Column("Kegiatan", 1, "right"), Column("Orang hadir", 1.1, "right"),
    )  # fmt: skip
    rows = []
    for programme in PROGRAMMES:
        held = found.programmes.get(programme.code)
        counts = (number(held.count), number(held.people)) if held is not None else ("–", "–")
        rows.append(Row((programme.code, programme.short, *counts)))
    if (other := found.programmes.get("")) is not None:
        rows.append(Row(("–", "Di luar delapan program", number(other.count), number(other.people))))
    every = found.programmes.values()
    sums = number(sum(one.count for one in every)), number(sum(one.people for one in every))
    return Part("Kegiatan menurut program", columns, (*rows, Row(("", "Jumlah", *sums), strong=True)))


def meetings_part(found: MonthOfWork) -> Part:
    """Meetings of the Pokja and of the groups."""
    columns = (Column("Kelompok", 3), Column("Pertemuan", 1, "right"), Column("Orang hadir", 1.1, "right"))
    rows = [Row((name, number(one.count), number(one.people))) for name, one in found.meetings.items()]
    return _table("Pertemuan Pokja dan kelompok kegiatan", columns, rows, "Tidak ada pertemuan kelompok yang tercatat.")


def activities_part(found: MonthOfWork) -> Iterator[Part]:
    """The activities one by one; nothing where there was none."""
    held = [entry for entry in found.log.entries if entry.form == ACTIVITY]
    if not held:
        return
    columns = (
        Column("Tanggal", 1.2), Column("Kegiatan", 4), Column("Desa", 1.8), Column("Hadir", 0.7, "right"),
    )  # fmt: skip
    rows = tuple(
        Row((
            short_date(one.day), one.title if one.done else Noted(one.title, "masih draf"),
            place_words(one), _count(one.attended or 0),
        ))
        for one in held[:MOST_ACTIVITIES]
    )  # fmt: skip
    rest = len(held) - MOST_ACTIVITIES
    below = (f"Dan {number(rest)} kegiatan lagi; semuanya ada di Catatan kerja.",) if rest > 0 else ()
    yield Part("Kegiatan satu per satu", columns, rows, below=below)


def risk_part(found: MonthOfWork) -> Part:
    """KRS found and accompanied, and children measured, by village."""
    columns = (
        Column("Desa/kelurahan", 1.7), Column("KRS dari keluarga sasaran", 1.7),
        Column("KRS dikunjungi bulan itu", 1.6),
        Column("Diverifikasi semester itu", 1.6), Column("Balita diukur", 1.5),
    )  # fmt: skip
    rows = [
        Row((_name(one), _share(one.risk), _share((one.risk_visited, one.risk[0])), _share(one.verified),
             _share(one.measured)))
        for one in found.villages
    ]  # fmt: skip
    if len(rows) > 1:
        some = found.villages
        sums = [_sum(one.risk for one in some), _sum((one.risk_visited, one.risk[0]) for one in some),
                _sum(one.verified for one in some), _sum(one.measured for one in some)]  # fmt: skip
        rows.append(Row(("Jumlah", *(_share(pair) for pair in sums)), strong=True))
    return _table("Keluarga berisiko stunting dan balita", columns, rows, "Belum ada desa binaan.")


def running_part(found: MonthOfWork) -> Part:
    """Referrals and applications for aid."""
    columns = (
        Column("Rujukan dan bantuan", 2.4), Column("Dimulai", 1, "right"), Column("Selesai", 1, "right"),
        Column("Terbuka", 1, "right"),
    )  # fmt: skip
    rows = tuple(_cases(name, cases) for name, cases in (("Rujukan", found.referrals), ("Bantuan sosial", found.aid)))
    return Part("Tindak lanjut", columns, rows)


def recorded_part(found: MonthOfWork) -> Part:
    """What was newly recorded, and what was brought up to date."""
    columns = (Column("Catatan", 2.4), Column("Baru", 1, "right"), Column("Diperbarui", 1, "right"))
    rows = []
    for form in RECORDED:
        counted = found.recorded.get(form.FORM)
        if counted is not None:
            assert form.FORM in FORMS
            rows.append(Row((form.TITLE, _count(counted.begun), _count(counted.changed))))
    made = _table("Pencatatan dan pelaporan", columns, rows, "Tidak ada catatan baru atau perbaikan bulan itu.")
    return Part(made.title, made.columns, made.rows, made.above, beside=True)


def plan_part(found: MonthOfWork) -> Part:
    """How far each village's RKM is, and what it set for this month."""
    columns = (
        Column("Desa/kelurahan", 2.2), Column("Kegiatan RKM", 1.1, "right"), Column("Selesai", 0.8, "right"),
        Column("Berjalan", 0.9, "right"), Column("Kemajuan", 1, "right"),
        Column("Dilaksanakan bulan itu", 1.9, "right"),
    )  # fmt: skip
    rows = []
    for one in found.villages:
        if (plan := one.plan) is None:
            rows.append(Row((_name(one), "–", "–", "–", "–", f"belum ada RKM {found.month[:4]}")))
        else:
            counts = (number(plan.lines), number(plan.finished), number(plan.running), f"{plan.percent} %")
            rows.append(Row((_name(one), *counts, f"{_of(one.planned)} terjadwal")))
    return _table("Rencana kerja masyarakat (RKM)", columns, rows, "Belum ada desa binaan.")


def files_part(found: MonthOfWork) -> Part:
    """The files of the month and what their receiver has said."""
    columns = (
        Column("No", 0.5, "right"), Column("Tanggal", 1.3), Column("Nama berkas", 4), Column("Keadaan", 2.2),
    )  # fmt: skip
    rows = [Row((number(one.number), short_date(day_of(one.at)), one.name, _state(one))) for one in found.files]
    return _table("Berkas kirim", columns, rows, "Tidak ada berkas kirim bulan itu.")


def problems_part(found: MonthOfWork) -> Iterator[Part]:
    """Problems of the villages that were noted or solved in the month; nothing where there was none."""
    columns = (Column("Desa", 1.4), Column("Permasalahan", 3.2), Column("Solusi", 3), Column("Keadaan", 1.2))
    known = regions.load()
    rows = []
    for one in found.problems:
        region = known.region(one.village or "")
        state = f"Selesai {short_date(one.closed_on)}" if one.closed_on else "Terbuka"
        rows.append(Row((region.name if region else "–", one.problem or "–", one.solution or "–", state)))
    if rows:
        yield Part("Permasalahan yang tercatat", columns, tuple(rows))


def due_part(found: MonthOfWork) -> Part:
    """Who is to be visited until the end of the next month, by village and sasaran."""
    columns = (
        Column("Desa/kelurahan", 2.2), *(Column(words, 0.8, "right") for _code, words in TARGETS),
        Column("Jumlah", 0.9, "right"), Column("Sudah lewat tenggat", 1.3, "right"),
    )  # fmt: skip
    rows = [_due_row(one) for one in found.villages]
    if len(rows) > 1:
        counts = [sum(one.due[code] for one in found.villages) for code, _words in TARGETS]
        late = sum(one.late for one in found.villages)
        rows.append(Row(("Jumlah", *(_count(n) for n in counts), number(sum(counts)), _count(late)), strong=True))
    until = f"Yang perlu dikunjungi sampai {long_date(found.ahead)}, menurut keadaan register saat dicetak."
    made = _table("Perlu dikunjungi bulan berikutnya", columns, rows, "Belum ada desa binaan.")
    return Part(made.title, made.columns, made.rows, made.above, below=(until,))


# --- inside


def _table(title: str, columns: tuple[Column, ...], rows: list[Row], empty: str) -> Part:
    return Part(title, columns, tuple(rows)) if rows else Part(title, above=(empty,))


def _visits_row(one: VillageMonth) -> Row:
    counts = [one.visits[code] for code, _words in TARGETS]
    return Row((_name(one), *(_count(n) for n in counts), number(sum(one.visits.values())),
                _of((one.families_visited, one.families))))  # fmt: skip


def _due_row(one: VillageMonth) -> Row:
    counts = [one.due[code] for code, _words in TARGETS]
    return Row((_name(one), *(_count(n) for n in counts), number(sum(one.due.values())), _count(one.late)))


def _cases(name: str, cases: Cases) -> Row:
    return Row((name, _count(cases.begun), _count(cases.ended), _count(cases.open)))


def _state(one: FileEntry) -> str:
    if one.direction != OUT:
        return "ditolak" if one.result == REFUSED else "diterima kantor"
    result, code, at = told(one)
    if not result:
        return "terkirim, belum ada tanda terima"
    when = short_date(day_of(at))
    return f"ditolak ({code}), {when}" if result == REFUSED else f"tanda terima {when}"


def _name(one: VillageMonth) -> str:
    region = regions.load().region(one.code)
    return region.name if region is not None else one.code


def _count(figure: int) -> str:
    return number(figure) if figure else "–"


def _of(pair: Pair) -> str:
    return f"{number(pair[0])} dari {number(pair[1])}"


def _share(pair: Pair) -> str | Noted:
    return Noted(_of(pair), percent(*pair)) if pair[1] else _of(pair)


def _sum(pairs: Iterator[Pair]) -> Pair:
    known = list(pairs)
    return sum(part for part, _whole in known), sum(whole for _part, whole in known)
