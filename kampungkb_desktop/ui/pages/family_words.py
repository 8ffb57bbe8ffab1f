"""How families and people are written on the screens of Keluarga and Kunjungan: numbers in groups, places, states."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.family_file import gone
from kampungkb_desktop.base.text import age_words, long_date, short_date
from kampungkb_desktop.forms.choices_family import ACTIVE, FAMILY_STATE, MUTATION, RELATION, SEX
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.rules.growth import Growth, Scale
from kampungkb_desktop.store.lists import FamilyRow
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.line_words import due_tag, village_name
from kampungkb_desktop.ui.palette import Tone

HIDDEN_DIGITS = "••••"
_NORMAL = {"wei": 2, "len": 2, "wfl": 2, "bmi": 2, "bmi_5_18": 2}
"""The rank of the normal category of each index, counted from the lowest."""


def card_number(digits: str | None) -> str:
    """A KK or NIK in groups of six, six and four, as people read it aloud."""
    if not digits:
        return ""
    return " ".join(part for part in (digits[:6], digits[6:12], digits[12:]) if part)


def masked_nik(digits: str | None) -> str:
    """The last four digits only: enough to tell two people apart on an open screen."""
    if not digits:
        return "belum ada"
    return f"{HIDDEN_DIGITS} {digits[-4:]}" if len(digits) > 8 else digits


def rt_rw(rt: str | None, rw: str | None) -> str:
    """``001/002``."""
    return f"{rt or '–'}/{rw or '–'}" if rt or rw else ""


def address_line(family: Family) -> str:
    """Where the family lives, short enough to stand behind its name."""
    parts = (
        family.address,
        family.hamlet,
        f"RT {family.rt or '–'}/RW {family.rw or '–'}" if family.rt or family.rw else "",
        village_name(family.village),
    )
    return ", ".join(part for part in parts if part)


def iso_short(text: str | None) -> str:
    """``5 Mar 2026`` from an ISO text as lists give it."""
    return short_date(date.fromisoformat(text)) if text else ""


def family_tag(row: FamilyRow, today: date) -> Tag:
    """What to do about a family, in one chip."""
    if row.restricted:
        return Tag("Dibatasi", Tone.WARN, "lock", "Datanya diminta tidak dipakai dahulu")
    if row.state not in (None, ACTIVE):
        return Tag(FAMILY_STATE.label(row.state), Tone.NEUTRAL)
    due = due_tag(date.fromisoformat(row.next_visit) if row.next_visit else None, today)
    if due is not None:
        return due
    if row.status == DRAFT:
        return Tag("Belum lengkap", Tone.INFO, "edit")
    if row.last_visit:
        return Tag("Sudah dikunjungi", Tone.OK)
    return Tag("Belum dikunjungi", Tone.NEUTRAL)


def due_sentence(planned: date | None, today: date) -> str:
    """When the next visit is, in a sentence."""
    if planned is None:
        return "Kunjungan berikutnya belum direncanakan."
    days = (planned - today).days
    if days < 0:
        return f"Kunjungan yang direncanakan {long_date(planned)} sudah lewat {-days} hari."
    when = "hari ini" if days == 0 else "besok" if days == 1 else f"{days} hari lagi"
    return f"Kunjungan berikutnya {long_date(planned)}, {when}."


def relation_words(member: Member) -> str:
    """How one belongs to the family; what became of those who left."""
    if gone(member):
        return MUTATION.label(member.mutation)
    return RELATION.label(member.relation)


def left_words(member: Member) -> str:
    """What became of somebody who died or moved away, in a sentence; empty for those who live here."""
    if not gone(member):
        return ""
    day = f" pada {long_date(member.mutation_on)}" if member.mutation_on else ""
    return f"Tercatat {MUTATION.label(member.mutation).lower()}{day}. Tidak lagi dihitung sebagai penduduk."


def sex_words(member: Member) -> str:
    """Laki-laki or Perempuan, never a letter."""
    return SEX.label(member.sex)


def age_on(member: Member, day: date) -> str:
    """The age on a day; a dash while the birth date is not known."""
    return age_words(member.birth_date, day) if member.birth_date else "–"


def growth_tag(scale: Scale, growth: Growth) -> Tag | None:
    """The Permenkes category of an index as a chip; a doubtful figure asks to measure again."""
    kind = getattr(growth.labels, scale)
    if kind is None:
        return None
    if getattr(growth, f"f{scale}"):
        return Tag("Periksa ulang", Tone.WARN)
    away = kind.rank - _NORMAL[scale]
    tone = Tone.OK if away == 0 else Tone.WARN if away in (-1, 1) else Tone.BAD
    if scale == "len" and away > 0:
        tone = Tone.INFO  # tall is seldom a trouble
    return Tag(kind.label, tone)
