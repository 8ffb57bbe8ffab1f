"""What one record of a village's lists says against the others of its list: cautions, never a reason to block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.choices_institution import VILLAGE
from kampungkb_desktop.forms.pokja import PokjaMember, position_label, position_of, serves
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.work_plan import PlanLine
from kampungkb_desktop.rules.village_books import VillageBooks

SINGLE_SEATS = ("ketua", "sekretaris", "bendahara")
"""Seats that a Pokja has once."""


def book_findings(record: Record, books: VillageBooks, today: date) -> Iterator[Finding]:
    """Everything there is to say about a record of the lists, beside what it says itself."""
    match record:
        case PokjaMember():
            yield from _pokja(record, books.pokja, today)
        case Poktan():
            yield from _poktan(record, books.poktan)
        case Regulation():
            yield from _regulation(record, books.regulations)
        case Award():
            yield from _award(record, books.awards)
        case PlanLine():
            yield from _line(record, books)
        case _:
            return


def _pokja(record: PokjaMember, others: Sequence[PokjaMember], today: date) -> Iterator[Finding]:
    same = [m for m in others if m.id != record.id and (m.level or VILLAGE) == (record.level or VILLAGE)]
    serving = [m for m in same if serves(m, today)]
    if not serves(record, today):
        return
    seat, field = position_of(record), "position4" if record.position4 else "position8"
    twin = next((m for m in serving if position_of(m) == seat and m.generation == record.generation), None)
    if seat in SINGLE_SEATS and twin is not None:
        sentence = f"{position_label(twin)} sudah dijabat {twin.name()}. Isi tanggal selesai menjabatnya bila berganti."
        yield Finding(field, "caution", sentence, "ganda")
    name = fold(record.full_name or "")
    if name and any(fold(m.full_name or "") == name and position_of(m) == seat for m in serving):
        yield Finding("full_name", "caution", "Orang ini sudah tercatat pada jabatan yang sama.", "ganda")
    if record.generation and any(m.generation and m.generation != record.generation for m in serving):
        sentence = "Pokja ini tercatat dengan dua susunan. Akhiri masa jabatan pada susunan yang lama."
        yield Finding("generation", "caution", sentence, "campur")


def _poktan(record: Poktan, others: Sequence[Poktan]) -> Iterator[Finding]:
    name = fold(record.group_name or "")
    if name and any(o.id != record.id and o.kind == record.kind and fold(o.group_name or "") == name for o in others):
        yield Finding("group_name", "caution", "Kelompok dengan nama ini sudah ada di daftar.", "ganda")


def _regulation(record: Regulation, others: Sequence[Regulation]) -> Iterator[Finding]:
    key = fold(record.number or "")
    if key and any(o.id != record.id and o.kind == record.kind and fold(o.number or "") == key for o in others):
        yield Finding("number", "caution", "Regulasi dengan nomor ini sudah ada di daftar.", "ganda")


def _award(record: Award, others: Sequence[Award]) -> Iterator[Finding]:
    key = (fold(record.title or ""), record.year, record.level)
    if key[0] and any(o.id != record.id and (fold(o.title or ""), o.year, o.level) == key for o in others):
        yield Finding("title", "caution", "Lomba atau penghargaan ini sudah ada di daftar.", "ganda")


def _line(record: PlanLine, books: VillageBooks) -> Iterator[Finding]:
    plan = next((one for one in books.plans if one.id == record.plan_id), None)
    if plan is None or record.year is None or plan.year_from is None:
        return
    if not plan.year_from <= record.year <= (plan.year_to or plan.year_from):
        span = f"{plan.year_from}–{plan.year_to}" if plan.year_to else f"{plan.year_from}"
        yield Finding("year", "caution", f"Tahun ini di luar rencananya ({span}).", "tahun")
