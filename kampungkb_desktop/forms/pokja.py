"""A member of a Pokja, in either generation of its structure (domain.md 3.5): who, in which seat, from when to when,
and trained or not. A Pokja of a kabupaten/kota has no village (domain.md 9, line 21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import SEX
from kampungkb_desktop.forms.choices_institution import (
    AREAS,
    EIGHT,
    ELEMENTS,
    FOUR,
    GENERATIONS,
    POSITIONS_4,
    POSITIONS_8,
    SECTION_PARTS,
)
from kampungkb_desktop.forms.kinds import Choice, Day, Digits, Options, Place, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

_SCOPE = "Tingkat"
_SEAT = "Jabatan"
_PERSON = "Orangnya"
_TERM = "Masa jabatan"
_TRAINING = "Pelatihan"
HEADS = frozenset({"pengarah", "ketua", "sekretaris", "bendahara", "pelaksana"})
"""Seats that are no seksi."""


@frozen(kw_only=True)
class PokjaMember(Record):
    """One seat held by one person; somebody in two seats is two records."""

    FORM: ClassVar[str] = "pokja_member"
    TITLE: ClassVar[str] = "Anggota Pokja"

    level: str | None = ask(Choice("Tingkat Pokja", options=AREAS, group=_SCOPE))
    area: str | None = ask(Place("Kabupaten/kota atau provinsi", level="regency", group=_SCOPE))
    generation: str | None = ask(Choice("Susunan Pokja", options=GENERATIONS, required=True, group=_SEAT))
    position8: str | None = ask(
        Choice(
            "Jabatan", options=POSITIONS_8, required=True, group=_SEAT, when=lambda r: r.generation == EIGHT
        )
    )  # fmt: skip
    position4: str | None = ask(
        Choice("Jabatan atau seksi", options=POSITIONS_4, required=True, group=_SEAT,
               when=lambda r: r.generation == FOUR)
    )  # fmt: skip
    part: str | None = ask(
        Choice("Kedudukan dalam seksi", options=SECTION_PARTS, group=_SEAT, when=lambda r: in_section(r))
    )
    full_name: str | None = ask(Text("Nama lengkap", required=True, longest=100, group=_PERSON, personal=True))
    sex: str | None = ask(Choice("Jenis kelamin", options=SEX, required=True, group=_PERSON))
    phone: str | None = ask(Digits("Nomor kontak", group=_PERSON, personal=True))
    element: str | None = ask(Choice("Unsur", options=ELEMENTS, group=_PERSON))
    institution: str | None = ask(Text("Instansi/lembaga asal", longest=150, group=_PERSON))
    since: date | None = ask(Day("Mulai menjabat", group=_TERM))
    until: date | None = ask(Day("Selesai menjabat", future=True, group=_TERM))
    decree: str | None = ask(Text("Nomor SK", longest=100, group=_TERM))
    trained: bool | None = ask(YesNo("Sudah dilatih/orientasi", required=True, group=_TRAINING))
    training: str | None = ask(
        Text("Pelatihan yang diikuti", required=True, group=_TRAINING, when=lambda r: bool(r.trained))
    )
    trained_on: date | None = ask(Day("Tanggal pelatihan", group=_TRAINING, when=lambda r: bool(r.trained)))
    note: str | None = ask(Text("Keterangan", group=_TRAINING))

    def name(self) -> str:
        return self.full_name or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if self.since and self.until and self.until < self.since:
            yield Finding("until", "problem", "Selesai menjabat lebih dahulu daripada mulai menjabat.", "urutan")
        if self.trained and self.trained_on and self.since and self.until and self.trained_on > self.until:
            yield Finding("trained_on", "caution", "Pelatihan ini sesudah masa jabatannya berakhir.", "urutan")


def positions_of(member: PokjaMember) -> Options:
    """The list of seats of this member's generation."""
    return POSITIONS_4 if member.generation == FOUR else POSITIONS_8


def position_of(member: PokjaMember) -> str | None:
    """The code of the seat, in the list of ``positions_of``."""
    return member.position4 if member.generation == FOUR else member.position8


_SHORT = {
    "data": "Seksi Data dan Dokumen", "perilaku": "Seksi Perubahan Perilaku", "layanan": "Seksi Layanan dan Rujukan",
    "penataan": "Seksi Penataan Lingkungan",
}  # fmt: skip


def short_position(member: PokjaMember) -> str:
    """The seat in as few words as a list has room for."""
    code = position_of(member) or ""
    return _SHORT.get(code) or positions_of(member).label(code)


def position_label(member: PokjaMember) -> str:
    """The seat in words: "Ketua", "Seksi Keagamaan, koordinator"; "" while it is not filled in."""
    label = positions_of(member).label(position_of(member))
    part = SECTION_PARTS.label(member.part).lower() if member.part and in_section(member) else ""
    return f"{label}, {part}" if label and part else label


def in_section(member: PokjaMember) -> bool:
    """Whether the seat is in a seksi."""
    code = position_of(member)
    return code is not None and code not in HEADS


def serves(member: PokjaMember, on: date) -> bool:
    """Whether the seat is held on a day. A day not filled in does not bound it."""
    return (member.since is None or member.since <= on) and (member.until is None or member.until >= on)
