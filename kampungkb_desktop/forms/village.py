"""Kampung KB identity ("informasi umum", domain.md 1.1): one per desa or kelurahan, deactivated and never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_institution import AREA_KINDS, LOCAL_TERMS, STANDINGS
from kampungkb_desktop.forms.choices_village import COVERAGE, CRITERIA
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Digits, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

FIRST_LAUNCH = date(2016, 1, 1)
PROGRAMME_NAMES = ((date(2020, 4, 15), "Kampung Keluarga Berkualitas"), (date.min, "Kampung Keluarga Berencana"))
"""What the programme is called from a day on, the newest first: SE Mendagri 843.4/2879/SJ (domain.md 9, line 25)."""
_IDENTITY = "Identitas"
_PLACE = "Letak dan wilayah"
_WHY = "Alasan dan keadaan"


@frozen(kw_only=True)
class Village(Record):
    """``village`` is the desa's Kemendagri code; the Kampung KB's own name differs from the desa's name."""

    FORM: ClassVar[str] = "village"
    TITLE: ClassVar[str] = "Kampung KB"
    VERSION: ClassVar[int] = 4

    kkb_name: str | None = ask(Text("Nama Kampung KB", required=True, longest=100, group=_IDENTITY))
    launched_on: date | None = ask(
        Day(
            "Tanggal pencanangan", required=True, earliest=FIRST_LAUNCH, group=_IDENTITY, hint="Paling awal tahun 2016",
            when=lambda r: not is_planned(r),
        )
    )  # fmt: skip
    responsible: str | None = ask(Text("Penanggung jawab", group=_IDENTITY, personal=True))
    head_name: str | None = ask(
        Text("Nama kepala desa/lurah", group=_IDENTITY, personal=True, hint="Menandatangani ringkasan kampung")
    )
    active: bool | None = ask(YesNo("Kampung KB masih aktif", group=_IDENTITY))
    coverage: str | None = ask(Choice("Cakupan wilayah", options=COVERAGE, required=True, group=_PLACE))
    rw: str | None = ask(
        Digits("Nomor RW", lengths=(1, 2, 3), group=_PLACE, required=True, when=lambda r: r.coverage == "rw")
    )
    local_term: str | None = ask(
        Choice("Sebutan desa di sini", options=LOCAL_TERMS, group=_PLACE, hint="Dipakai pada cetakan")
    )
    latitude: float | None = ask(Measure("Garis lintang", low=-11.5, high=6.5, places=6, unit="°", group=_PLACE))
    longitude: float | None = ask(Measure("Garis bujur", low=94.5, high=141.5, places=6, unit="°", group=_PLACE))
    criteria: tuple[str, ...] | None = ask(Choices("Kriteria pemilihan", options=CRITERIA, group=_WHY))
    criteria_other: str | None = ask(
        Text("Kriteria lainnya", group=_WHY, when=lambda r: "lainnya" in (r.criteria or ()))
    )
    area_kinds: tuple[str, ...] | None = ask(Choices("Ciri wilayah", options=AREA_KINDS, group=_WHY))
    model_province: bool | None = ask(YesNo("Percontohan tingkat provinsi", group=_WHY))
    model_regency: bool | None = ask(YesNo("Percontohan tingkat kabupaten/kota", group=_WHY))
    standing: str | None = ask(Choice("Pembentukan", options=STANDINGS, group=_WHY))
    target_year: int | None = ask(
        Number("Tahun sasaran pembentukan", low=2016, high=2100, required=True, group=_WHY,
               when=lambda r: is_planned(r))
    )  # fmt: skip
    former_name: str | None = ask(
        Text("Nama sebelumnya", longest=100, group=_WHY, hint="Bila pernah berganti; ikut dicari")
    )
    description: str | None = ask(Text("Gambaran umum", required=True, longest=8000, lines=6, group="Gambaran umum"))

    def name(self) -> str:
        return self.kkb_name or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if (self.latitude is None) != (self.longitude is None):
            empty = "latitude" if self.latitude is None else "longitude"
            yield Finding(empty, "caution", "Isi garis lintang dan garis bujur bersama-sama, atau kosongkan keduanya.")


def is_planned(village: Village) -> bool:
    """Whether the Kampung KB is only planned; one recorded before this was asked is formed (domain.md 9, line 24)."""
    return village.standing == "rencana"


def programme_name(on: date | None) -> str:
    """What a Kampung KB was called on a day; the name of today for a day that is not known."""
    return next(name for since, name in PROGRAMME_NAMES if on is None or on >= since)
