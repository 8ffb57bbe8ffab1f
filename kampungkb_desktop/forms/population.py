"""Population snapshot ("kependudukan", domain.md 1.2): 16 age groups by sex, and the family counts. History is kept.

On the portal "P" means Pria; here sex is always written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.kinds import Day, Number
from kampungkb_desktop.forms.record import Finding, Record, ask

AGE_GROUPS: tuple[str, ...] = (
    "0_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39",
    "40_44", "45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75",
)  # fmt: skip
"""Ages in completed years; the last group is open."""

_AGES = "Penduduk menurut umur dan jenis kelamin"
_FAMILIES = "Keluarga"
_MOST = 999_999


@frozen(kw_only=True)
class PopulationSnapshot(Record):
    """One dated count of a village; the newest is the one in force."""

    FORM: ClassVar[str] = "population"
    TITLE: ClassVar[str] = "Kependudukan"

    as_of: date | None = ask(Day("Keadaan per tanggal", required=True, group="Tanggal"))
    male_0_4: int | None = ask(Number("0–4 tahun, laki-laki", group=_AGES, high=_MOST))
    female_0_4: int | None = ask(Number("0–4 tahun, perempuan", group=_AGES, high=_MOST))
    male_5_9: int | None = ask(Number("5–9 tahun, laki-laki", group=_AGES, high=_MOST))
    female_5_9: int | None = ask(Number("5–9 tahun, perempuan", group=_AGES, high=_MOST))
    male_10_14: int | None = ask(Number("10–14 tahun, laki-laki", group=_AGES, high=_MOST))
    female_10_14: int | None = ask(Number("10–14 tahun, perempuan", group=_AGES, high=_MOST))
    male_15_19: int | None = ask(Number("15–19 tahun, laki-laki", group=_AGES, high=_MOST))
    female_15_19: int | None = ask(Number("15–19 tahun, perempuan", group=_AGES, high=_MOST))
    male_20_24: int | None = ask(Number("20–24 tahun, laki-laki", group=_AGES, high=_MOST))
    female_20_24: int | None = ask(Number("20–24 tahun, perempuan", group=_AGES, high=_MOST))
    male_25_29: int | None = ask(Number("25–29 tahun, laki-laki", group=_AGES, high=_MOST))
    female_25_29: int | None = ask(Number("25–29 tahun, perempuan", group=_AGES, high=_MOST))
    male_30_34: int | None = ask(Number("30–34 tahun, laki-laki", group=_AGES, high=_MOST))
    female_30_34: int | None = ask(Number("30–34 tahun, perempuan", group=_AGES, high=_MOST))
    male_35_39: int | None = ask(Number("35–39 tahun, laki-laki", group=_AGES, high=_MOST))
    female_35_39: int | None = ask(Number("35–39 tahun, perempuan", group=_AGES, high=_MOST))
    male_40_44: int | None = ask(Number("40–44 tahun, laki-laki", group=_AGES, high=_MOST))
    female_40_44: int | None = ask(Number("40–44 tahun, perempuan", group=_AGES, high=_MOST))
    male_45_49: int | None = ask(Number("45–49 tahun, laki-laki", group=_AGES, high=_MOST))
    female_45_49: int | None = ask(Number("45–49 tahun, perempuan", group=_AGES, high=_MOST))
    male_50_54: int | None = ask(Number("50–54 tahun, laki-laki", group=_AGES, high=_MOST))
    female_50_54: int | None = ask(Number("50–54 tahun, perempuan", group=_AGES, high=_MOST))
    male_55_59: int | None = ask(Number("55–59 tahun, laki-laki", group=_AGES, high=_MOST))
    female_55_59: int | None = ask(Number("55–59 tahun, perempuan", group=_AGES, high=_MOST))
    male_60_64: int | None = ask(Number("60–64 tahun, laki-laki", group=_AGES, high=_MOST))
    female_60_64: int | None = ask(Number("60–64 tahun, perempuan", group=_AGES, high=_MOST))
    male_65_69: int | None = ask(Number("65–69 tahun, laki-laki", group=_AGES, high=_MOST))
    female_65_69: int | None = ask(Number("65–69 tahun, perempuan", group=_AGES, high=_MOST))
    male_70_74: int | None = ask(Number("70–74 tahun, laki-laki", group=_AGES, high=_MOST))
    female_70_74: int | None = ask(Number("70–74 tahun, perempuan", group=_AGES, high=_MOST))
    male_75: int | None = ask(Number("75+ tahun, laki-laki", group=_AGES, high=_MOST))
    female_75: int | None = ask(Number("75+ tahun, perempuan", group=_AGES, high=_MOST))
    pus: int | None = ask(
        Number(
            "Pasangan Usia Subur (PUS)", required=True, high=_MOST, group=_FAMILIES, hint="Pasangan, istri 15–49 tahun"
        )
    )
    families: int | None = ask(Number("Jumlah Keluarga", required=True, high=_MOST, group=_FAMILIES))
    adolescents: int | None = ask(
        Number("Jumlah Remaja", required=True, high=_MOST, group=_FAMILIES, hint="10–24 tahun, belum kawin")
    )
    families_toddler: int | None = ask(
        Number("Keluarga yang Memiliki Balita", required=True, high=_MOST, group=_FAMILIES)
    )
    families_adolescent: int | None = ask(
        Number("Keluarga yang Memiliki Remaja", required=True, high=_MOST, group=_FAMILIES)
    )
    families_elderly: int | None = ask(
        Number("Keluarga yang Memiliki Lansia", required=True, high=_MOST, group=_FAMILIES, hint="60 tahun ke atas")
    )

    def name(self) -> str:
        return f"Kependudukan {long_date(self.as_of)}" if self.as_of else self.TITLE

    def rules(self) -> Iterator[Finding]:
        if total(self) is None:
            yield Finding("male_0_4", "problem", "Penduduk menurut umur belum diisi.", "belum_diisi")
        if self.families is None:
            return
        for name in ("families_toddler", "families_adolescent", "families_elderly"):
            part = getattr(self, name)
            if part is not None and part > self.families:
                yield Finding(name, "problem", f"Tidak boleh lebih dari Jumlah Keluarga ({self.families}).", "lebih")
        people = total(self)
        if people is not None and people < self.families:
            yield Finding("families", "caution", f"Jumlah keluarga lebih besar dari jumlah jiwa ({people}).", "lebih")


def age_counts(snapshot: PopulationSnapshot) -> tuple[tuple[int | None, int | None], ...]:
    """(male, female) for each of ``AGE_GROUPS``."""
    return tuple((getattr(snapshot, f"male_{g}"), getattr(snapshot, f"female_{g}")) for g in AGE_GROUPS)


def total(snapshot: PopulationSnapshot) -> int | None:
    """Jumlah jiwa: the sum of the groups that are filled in; ``None`` when none is."""
    known = [count for pair in age_counts(snapshot) for count in pair if count is not None]
    return sum(known) if known else None
