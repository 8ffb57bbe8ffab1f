"""A child's weight and length judged by the WHO growth standards, 0 to 60 months, and by Permenkes 2/2020; from then
to 19 years only the body mass index, by the WHO reference of 2007.

Follows WHO's reference implementation ``anthro`` 1.1.0 (domain.md 5.2) to the second decimal: by day of age,
not by completed month as printed tables do, so that near a boundary the two may differ by about 0,1 SD.
"""

from __future__ import annotations

import math
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.rules.growth_categories import (
    Category,
    Scale,
    categories,
    category,
    implausible,
    index_name,
)  # fmt: skip
from kampungkb_desktop.rules.growth_tables import (
    LAST_DAY,
    LAST_SCHOOL_DAY,
    Index,
    Row,
    Sex,
    Table,
    curve,
    row_for_length,
    row_of_school_age,
    span,
    standards,
    z_plain,
    z_restricted,
)  # fmt: skip
from kampungkb_desktop.rules.measuring import (
    DAYS_PER_MONTH,
    TWO_YEARS,
    Measurement,
    age_in_days,
    completed_months,
    converted,
    is_lying,
    stands_too_early,
    usable,
)  # fmt: skip

__all__ = [
    "DAYS_PER_MONTH", "LAST_DAY", "LAST_SCHOOL_DAY", "METHOD", "TWO_YEARS", "Category", "Growth", "Index", "Labels",
    "Measurement", "Scale", "Sex", "age_in_days", "assess", "categories", "category", "completed_months", "curve",
    "index_name", "signed", "span",
]  # fmt: skip


METHOD: Final = (
    "Nilai z dihitung menurut umur dalam hari (standar WHO). Tabel cetak memakai bulan penuh, jadi di dekat batas "
    "keduanya dapat berbeda sekitar 0,1 SD."
)
"""What a screen or a paper says beside z-scores."""


@frozen
class Labels:
    """The categories, ``None`` where the index could not be computed."""

    wei: Category | None
    len: Category | None
    wfl: Category | None
    bmi: Category | None
    bmi_5_18: Category | None = None


@frozen
class Growth:
    """What one measuring says: converted length, z-scores with two decimals, and all that follows from them.

    Flags mark values WHO calls implausible: the number is kept, but left out of ``stunted`` and its like.
    """

    measurement: Measurement
    day: int | None
    """Age in whole days."""
    lying: bool | None
    """Which standard was used: length (lying) or height (standing)."""
    clenhei: float | None
    bmi: float | None
    zlen: float | None
    zwei: float | None
    zwfl: float | None
    zbmi: float | None
    zhead: float | None
    zbmi_5_18: float | None = None
    """From 60 months to 19 years; the others end there."""

    @property
    def flen(self) -> bool:
        return implausible("len", self.zlen)

    @property
    def fwei(self) -> bool:
        return implausible("wei", self.zwei)

    @property
    def fwfl(self) -> bool:
        return implausible("wfl", self.zwfl)

    @property
    def fbmi(self) -> bool:
        return implausible("bmi", self.zbmi)

    @property
    def fbmi_5_18(self) -> bool:
        return implausible("bmi_5_18", self.zbmi_5_18)

    @property
    def fhead(self) -> bool:
        return self.zhead is not None and abs(self.zhead) > 5

    @property
    def oedema_counts(self) -> bool:
        """Oedema of both feet in a child of the standards' age: below -3 SD in every weight-based index."""
        return bool(self.measurement.oedema) and (self.day is None or 0 <= self.day <= LAST_DAY)

    @property
    def labels(self) -> Labels:
        """The categories by the raw z-scores, flagged ones included."""
        length = category("len", self.zlen)
        if self.oedema_counts:
            return Labels(categories("wei")[0], length, categories("wfl")[0], categories("bmi")[0])
        return Labels(
            category("wei", self.zwei), length, category("wfl", self.zwfl), category("bmi", self.zbmi),
            category("bmi_5_18", self.zbmi_5_18),
        )  # fmt: skip

    @property
    def stunted(self) -> bool | None:
        """Length or height for age below -2 SD."""
        return _below_two(self.zlen, self.flen)

    @property
    def wasted(self) -> bool | None:
        """Weight for length or height below -2 SD, or oedema."""
        return self.oedema_counts or _below_two(self.zwfl, self.fwfl)

    @property
    def underweight(self) -> bool | None:
        """Weight for age below -2 SD, or oedema. Never to be called *gizi buruk*."""
        return self.oedema_counts or _below_two(self.zwei, self.fwei)

    @property
    def findings(self) -> tuple[str, ...]:
        """What was assumed or converted, and what should be measured again; plain Indonesian sentences."""
        said = (*_about_age(self), *_about_length(self), *_about_weight(self), *_about_flags(self))
        return tuple(sentence for sentence in said if sentence)


def assess(m: Measurement) -> Growth:
    """All z-scores of one measuring. Never raises: what cannot be computed is ``None``."""
    age = m.age_days if m.age_days is None or math.isfinite(m.age_days) else None
    day = None if age is None else math.floor(age + 0.5)
    weight, raw = usable(m.weight_kg), usable(m.lenhei_cm)
    position = None if stands_too_early(m.position, age) else m.position
    lying = is_lying(day, position, raw)
    clenhei = converted(raw, day, position)
    bmi = weight / (clenhei / 100) ** 2 if weight and clenhei else None
    standard = standards(m.sex)
    zlen = zwei = zbmi = zhead = None
    fits = age is not None and age >= 0 and age / DAYS_PER_MONTH < 60
    measured_weight = None if m.oedema else weight
    if fits and day is not None:
        zlen = _plain(clenhei, standard.length[day])
        zhead = _plain(usable(m.head_cm), standard.head[day])
        zwei = _restricted(measured_weight, standard.weight[day])
        zbmi = _restricted(None if m.oedema else bmi, standard.bmi[day])
    zwfl = None
    if fits or age is None:
        zwfl = _weight_for_length(measured_weight, clenhei, standard.for_length if lying else standard.for_height)
    school = None if day is None or fits else row_of_school_age(m.sex, day)
    zschool = None if school is None else _restricted(None if m.oedema else bmi, school)
    return Growth(m, day, lying, clenhei, bmi, zlen, zwei, zwfl, zbmi, zhead, zschool)


def _below_two(z: float | None, flagged: bool) -> bool | None:
    return None if z is None or flagged else z < -2


def _plain(value: float | None, row: Row) -> float | None:
    # Adding zero turns -0.0 into 0.0, which would print a minus sign.
    return None if value is None else round(z_plain(value, row), 2) + 0.0


def _restricted(value: float | None, row: Row) -> float | None:
    return None if value is None else round(z_restricted(value, row), 2) + 0.0


def _weight_for_length(weight: float | None, length: float | None, standard: Table) -> float | None:
    if weight is None or length is None:
        return None
    row = row_for_length(standard, length)
    return None if row is None else _restricted(weight, row)


def _about_age(g: Growth) -> tuple[str, ...]:
    age = g.measurement.age_days
    if age is None or g.day is None:
        return ("Umur tidak diketahui: hanya BB/PB atau BB/TB yang dapat dihitung. Lengkapi tanggal lahir.",)
    if age < 0:
        return ("Tanggal ukur mendahului tanggal lahir. Periksa kedua tanggal itu.",)
    if g.day > LAST_SCHOOL_DAY:
        return ("Umur sudah lebih dari 19 tahun: rujukan pertumbuhan anak tidak berlaku lagi.",)
    if age / DAYS_PER_MONTH >= 60:
        return ("Umur sudah 60 bulan atau lebih: standar 0–60 bulan tidak berlaku, hanya IMT/U yang dinilai.",)
    return ()


def _about_length(g: Growth) -> tuple[str, ...]:
    m = g.measurement
    if m.lenhei_cm is None:
        return ()
    if g.clenhei is None:
        return ("Panjang atau tinggi yang tercatat tidak mungkin. Ukur ulang, dalam sentimeter.",)
    return (_about_position(g, m), _about_range(g, m))


def _about_position(g: Growth, m: Measurement) -> str:
    if stands_too_early(m.position, m.age_days):
        return "Umur di bawah 9 bulan tetapi tercatat berdiri: ukur ulang berbaring. Tidak ditambah 0,7 cm."
    if m.position is None:
        by = "umur" if g.day is not None else "panjangnya"
        return f"Posisi ukur tidak diisi: menurut {by} dianggap {'berbaring' if g.lying else 'berdiri'}."
    if g.clenhei is None or g.clenhei == m.lenhei_cm:
        return ""
    measured, below = ("berdiri", "sebelum") if g.lying else ("berbaring", "setelah")
    sign = "ditambah" if g.lying else "dikurangi"
    return f"Diukur {measured} {below} umur 2 tahun: {sign} 0,7 cm menjadi {number(g.clenhei, 1)} cm."


def _about_range(g: Growth, m: Measurement) -> str:
    if m.weight_kg is None or g.clenhei is None or g.zwfl is not None or g.oedema_counts:
        return ""
    if g.day is not None and g.day > LAST_DAY:
        return ""
    low, high = span("wfl" if g.lying else "wfh")
    if low <= g.clenhei <= high:
        return ""
    return (
        f"{index_name('wfl', g.lying)} tidak dihitung: tabelnya berlaku {number(low)}–{number(high)} cm, "
        f"anak ini {number(g.clenhei, 1)} cm."
    )


def _about_weight(g: Growth) -> tuple[str, ...]:
    m = g.measurement
    if g.oedema_counts:
        return ("Ada edema di kedua kaki: dihitung di bawah −3 SD (gizi buruk). Segera rujuk.",)
    if m.weight_kg is not None and usable(m.weight_kg) is None:
        return ("Berat yang tercatat tidak mungkin. Timbang ulang, dalam kilogram.",)
    return ()


def _about_flags(g: Growth) -> tuple[str, ...]:
    marked: tuple[tuple[str, float | None, bool], ...] = (
        (index_name("len", g.lying), g.zlen, g.flen),
        (index_name("wei", g.lying), g.zwei, g.fwei),
        (index_name("wfl", g.lying), g.zwfl, g.fwfl),
        (index_name("bmi", g.lying), g.zbmi, g.fbmi),
        (index_name("bmi_5_18", g.lying), g.zbmi_5_18, g.fbmi_5_18),
        ("LK/U", g.zhead, g.fhead),
    )
    return tuple(
        f"{name} {signed(z)} SD di luar batas wajar: periksa ulang pengukuran, tanggal lahir, dan "
        "jenis kelamin. Angka ini tidak ikut dihitung dalam rekap."
        for name, z, flagged in marked
        if flagged and z is not None
    )


def signed(z: float) -> str:
    """A z-score as people write it: ``−2,35``, ``+1,00``, ``0,00``."""
    return f"{'−' if z < 0 else '+' if z > 0 else ''}{number(abs(z), 2)}"
