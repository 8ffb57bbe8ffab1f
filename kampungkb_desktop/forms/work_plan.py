"""Rencana Kerja Masyarakat (RKM) and rencana aksi with their lines (domain.md 3.6). No official column layout is known;
the columns are common planning practice. A plan has a level: desa, kabupaten/kota or provinsi (domain.md 9, line 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import MONTHS, listing
from kampungkb_desktop.forms.choices_activity import INSTITUTIONS, TARGETS
from kampungkb_desktop.forms.choices_institution import (
    AREAS,
    LINE_STATES,
    MONTH_OPTIONS,
    PLAN_STATES,
    RESPONSIBLE,
    VILLAGE,
)
from kampungkb_desktop.forms.choices_village import FUNDS
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link, Number, Place, Text
from kampungkb_desktop.forms.programme import ACTIVITY_OPTIONS
from kampungkb_desktop.forms.record import Finding, Record, ask

_SCOPE = "Tingkat"
_PLAN = "Rencana"
_WHAT = "Masalah dan kegiatan"
_WHEN = "Waktu dan tempat"
_WHO = "Pelaksana"
_MONEY = "Dana"
_RESULT = "Indikator dan realisasi"
_RUPIAH = 100_000_000_000
_QUARTERS = ("I", "II", "III", "IV")


@frozen(kw_only=True)
class WorkPlan(Record):
    """One plan; its file hangs on it as an attachment, its lines name it."""

    FORM: ClassVar[str] = "work_plan"
    TITLE: ClassVar[str] = "Rencana kerja"

    level: str | None = ask(Choice("Tingkat", options=AREAS, group=_SCOPE))
    area: str | None = ask(Place("Kabupaten/kota atau provinsi", level="regency", group=_SCOPE))
    title: str | None = ask(
        Text("Judul rencana", required=True, longest=300, group=_PLAN, hint="misalnya RKM Maluang Sejati 2026")
    )
    year_from: int | None = ask(Number("Tahun mulai", required=True, low=2016, high=2100, group=_PLAN))
    year_to: int | None = ask(Number("Tahun akhir, bila lebih dari setahun", low=2016, high=2100, group=_PLAN))
    state: str | None = ask(Choice("Keadaan rencana", options=PLAN_STATES, required=True, group=_PLAN))
    decided_on: date | None = ask(Day("Tanggal disahkan", group=_PLAN, when=lambda r: r.state != "disusun"))
    decided_by: str | None = ask(Text("Disahkan oleh", longest=150, group=_PLAN, when=lambda r: r.state != "disusun"))
    note: str | None = ask(Text("Keterangan", longest=2000, lines=3, group=_PLAN))

    def name(self) -> str:
        return self.title or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if self.year_from and self.year_to and self.year_to < self.year_from:
            yield Finding("year_to", "problem", "Tahun akhir lebih dahulu daripada tahun mulai.", "urutan")


@frozen(kw_only=True)
class PlanLine(Record):
    """One line of a plan: a problem, what is done about it, by whom, with what money, and how far it is."""

    FORM: ClassVar[str] = "plan_line"
    TITLE: ClassVar[str] = "Kegiatan rencana"

    plan_id: str | None = ask(Link("Rencana", required=True, to="work_plan", group=_WHAT))
    problem: str | None = ask(Text("Masalah", required=True, longest=500, lines=2, group=_WHAT))
    title: str | None = ask(Text("Kegiatan", required=True, longest=300, group=_WHAT))
    kegiatan: str | None = ask(Choice("Kegiatan Inpres 3/2022", options=ACTIVITY_OPTIONS, required=True, group=_WHAT))
    aim: str | None = ask(Text("Tujuan/target", longest=255, group=_WHAT, hint="misalnya 30 keluarga"))
    targets: tuple[str, ...] | None = ask(Choices("Sasaran", options=TARGETS, group=_WHAT))
    year: int | None = ask(Number("Tahun", required=True, low=2016, high=2100, group=_WHEN))
    months: tuple[str, ...] | None = ask(Choices("Bulan pelaksanaan", options=MONTH_OPTIONS, group=_WHEN))
    place: str | None = ask(Text("Lokasi", longest=200, group=_WHEN))
    responsible: str | None = ask(Choice("Penanggung jawab (seksi)", options=RESPONSIBLE, group=_WHO))
    responsible_name: str | None = ask(Text("Nama penanggung jawab", longest=100, group=_WHO, personal=True))
    institutions: tuple[str, ...] | None = ask(Choices("Instansi pendukung", options=INSTITUTIONS, group=_WHO))
    institutions_other: str | None = ask(
        Text("Instansi lainnya", group=_WHO, when=lambda r: "lainnya" in (r.institutions or ()))
    )
    funds: tuple[str, ...] | None = ask(Choices("Sumber dana", options=FUNDS, group=_MONEY))
    cost: int | None = ask(Number("Biaya rencana", high=_RUPIAH, unit="rupiah", group=_MONEY))
    spent: int | None = ask(Number("Realisasi biaya", high=_RUPIAH, unit="rupiah", group=_MONEY))
    indicator: str | None = ask(Text("Indikator keberhasilan", longest=300, group=_RESULT))
    state: str | None = ask(Choice("Keadaan", options=LINE_STATES, required=True, group=_RESULT))
    progress: int | None = ask(
        Number("Kemajuan", high=100, unit="%", group=_RESULT, when=lambda r: r.state in ("berjalan", "batal"))
    )
    result: str | None = ask(Text("Realisasi", longest=1000, lines=2, group=_RESULT))
    note: str | None = ask(Text("Keterangan", longest=500, group=_RESULT))

    def name(self) -> str:
        return self.title or self.problem or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if self.cost and self.spent and self.spent > self.cost:
            yield Finding("spent", "caution", "Realisasi melebihi biaya rencana; periksa angkanya.", "lebih")
        if self.state == "selesai" and not self.result:
            yield Finding("result", "caution", "Tulis hasilnya, supaya terlihat di ringkasan.", "belum_diisi")


def covers(plan: WorkPlan, year: int) -> bool:
    """Whether a plan reaches into a year."""
    return plan.year_from is not None and plan.year_from <= year <= (plan.year_to or plan.year_from)


def is_village_plan(plan: WorkPlan) -> bool:
    """Whether it is the village's own RKM."""
    return plan.level in (None, VILLAGE)


def progress_of(line: PlanLine) -> int:
    """How far a line is, in percent: what is finished is done, what has not begun is not."""
    if line.state == "selesai":
        return 100
    return (line.progress or 0) if line.state == "berjalan" else 0


def months_words(months: tuple[str, ...] | None) -> str:
    """Months in words, whole quarters as such: "triwulan I dan Juli", "sepanjang tahun"."""
    left = sorted({int(code) for code in months or () if code.isdecimal() and 1 <= int(code) <= 12})
    if len(left) == 12:
        return "sepanjang tahun"
    said: list[str] = []
    for place, roman in enumerate(_QUARTERS):
        quarter = [month for month in range(place * 3 + 1, place * 3 + 4) if month in left]
        said += [f"triwulan {roman}"] if len(quarter) == 3 else [MONTHS[month - 1] for month in quarter]
    return listing(said)
