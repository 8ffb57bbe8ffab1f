"""Rumah DataKu (Rumah Data Kependudukan dan Informasi Keluarga): its class, head and cadres (domain.md 1.7), dated, so
that the way from Sederhana to Paripurna is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_institution import HOUSE_CLASSES
from kampungkb_desktop.forms.kinds import Choice, Day, Digits, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

_HOUSE = "Rumah DataKu"
_PEOPLE = "Pengelola"
LEAST_CADRES = 2
"""A head and at least two cadres (domain.md 1.7, S5)."""


@frozen(kw_only=True)
class DataHouse(Record):
    """How the Rumah DataKu stood on a day; the newest is the one in force."""

    FORM: ClassVar[str] = "data_house"
    TITLE: ClassVar[str] = "Rumah DataKu"

    as_of: date | None = ask(Day("Keadaan per tanggal", required=True, group=_HOUSE))
    house_name: str | None = ask(Text("Nama Rumah DataKu", longest=100, group=_HOUSE))
    house_class: str | None = ask(Choice("Kelas", options=HOUSE_CLASSES, required=True, group=_HOUSE))
    place: str | None = ask(Text("Tempat", longest=150, group=_HOUSE))
    decree: str | None = ask(Text("Nomor SK", longest=100, group=_HOUSE))
    decree_date: date | None = ask(Day("Tanggal SK", group=_HOUSE))
    active: bool | None = ask(YesNo("Masih berjalan", group=_HOUSE))
    head: str | None = ask(Text("Kepala Rumah DataKu", required=True, longest=100, group=_PEOPLE, personal=True))
    head_phone: str | None = ask(Digits("Nomor kontak kepala", group=_PEOPLE, personal=True))
    cadres: str | None = ask(
        Text("Kader pengelola", longest=1000, lines=4, group=_PEOPLE, personal=True, hint="Satu nama tiap baris")
    )

    def name(self) -> str:
        return f"Rumah DataKu {long_date(self.as_of)}" if self.as_of else self.TITLE

    def rules(self) -> Iterator[Finding]:
        count = len(cadres_of(self))
        if self.cadres is not None and count < LEAST_CADRES:
            sentence = f"Rumah DataKu dikelola seorang kepala dan sedikitnya {LEAST_CADRES} kader; baru {count} nama."
            yield Finding("cadres", "caution", sentence, "kurang")


def cadres_of(house: DataHouse) -> tuple[str, ...]:
    """The cadres' names, one of each line."""
    return tuple(line.strip(" -•\t") for line in (house.cadres or "").splitlines() if line.strip(" -•\t"))
