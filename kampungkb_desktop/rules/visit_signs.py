"""What the figures of a home visit mean, in plain sentences: expectant mothers, new mothers and engaged people.

Thresholds stand in ``resources/rules/pendampingan-*.toml`` (domain.md 4.4). A sign informs and advises; the diagnosis
is a health worker's, and what a midwife reads (fundal height, heart rate) is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_family import WOMAN
from kampungkb_desktop.forms.choices_visit import GROOM, NONE, POSTPARTUM_TROUBLE, PREGNANT, YOUNG_CHILD
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.measuring import completed_months

RULE: Final = "pendampingan-2022"
Level = Literal["ok", "watch", "refer"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing to know: how grave, in two or three words, and a sentence that says what to do."""

    field: str
    level: Level
    label: str
    sentence: str


def pregnancy_signs(check: PregnancyCheck, mother: Member | None) -> tuple[Sign, ...]:
    """What one contact with an expectant mother shows, in the order of the form."""
    limits = _limits("ibu_hamil")
    said = (
        _mothers_age(mother, check.measured_on, limits),
        _many_children(check, limits),
        _anaemia(check.hb_g_dl, limits),
        _arm("lila_cm", check.lila_cm, limits["lila"]),
        _mass("weight_first_trimester_kg", check.weight_first_trimester_kg, check.height_cm, "trimester 1"),
        _small(check.height_cm, limits),
        _pressure(check, limits),
    )
    return tuple(sign for sign in said if sign is not None)


def catin_signs(check: CatinCheck, person: Member | None) -> tuple[Sign, ...]:
    """What one engaged person's figures show; haemoglobin and arm are a bride's."""
    limits = _limits("catin")
    woman = check.role != GROOM if check.role is not None else person is not None and person.sex == WOMAN
    said = [_wedding_age(check, person, limits, woman=woman), _mass("weight_kg", check.weight_kg, check.height_cm, "")]
    if woman:
        said += [_arm("lila_cm", check.lila_cm, limits["lila"]), _bride_blood(check.hb_g_dl, limits["hb"])]
    return tuple(sign for sign in said if sign is not None)


def postpartum_signs(check: PostpartumCheck) -> tuple[Sign, ...]:
    """What a birth and the weeks after it show."""
    return tuple(_birth(check, _limits("bayi")))


def proposed_next(target: str | None, visited: date | None) -> date | None:
    """The next visit of a person visited monthly (ibu hamil, anak): the same day of the next month, or its last."""
    if visited is None or target not in (PREGNANT, YOUNG_CHILD):
        return None
    year, month = visited.year + visited.month // 12, visited.month % 12 + 1
    for day in (visited.day, 30, 29, 28):
        try:
            return date(year, month, min(day, visited.day))
        except ValueError:
            continue
    return None


def age_years(person: Member | None, on: date | None) -> int | None:
    """Whole years lived on a day."""
    if person is None or person.birth_date is None or on is None or on < person.birth_date:
        return None
    return completed_months(person.birth_date, on) // 12


def _limits(part: str) -> Mapping[str, float]:
    found: Mapping[str, float] = ruleset.load(RULE).parameters[part]
    return found


def _mothers_age(mother: Member | None, on: date | None, limits: Mapping[str, float]) -> Sign | None:
    age = age_years(mother, on)
    if age is None or limits["umur_muda"] <= age <= limits["umur_tua"]:
        return None
    young = age < limits["umur_muda"]
    word = "terlalu muda" if young else "terlalu tua"
    return Sign(
        "member_id", "watch", f"Umur {age} tahun: {word}",
        f"Umur ibu {age} tahun, {'di bawah' if young else 'di atas'} "
        f"{number(limits['umur_muda' if young else 'umur_tua'])} tahun: kehamilan berisiko. "
        "Pastikan ia memeriksakan diri teratur.",
    )  # fmt: skip


def _many_children(check: PregnancyCheck, limits: Mapping[str, float]) -> Sign | None:
    child = check.child_number
    if child is None or child <= limits["anak_terbanyak"]:
        return None
    return Sign(
        "child_number", "watch", f"Kehamilan ke-{child}",
        f"Kehamilan anak ke-{child}: lebih dari {number(limits['anak_terbanyak'])} anak adalah faktor risiko. "
        "Bicarakan KB pasca salin.",
    )  # fmt: skip


def _anaemia(hb: float | None, limits: Mapping[str, float]) -> Sign | None:
    if hb is None:
        return None
    said = f"Hb {number(hb, 1)} g/dL"
    if hb >= limits["hb_normal"]:
        return Sign("hb_g_dl", "ok", f"{said}: normal", f"{said}: tidak anemia.")
    if hb >= limits["hb_ringan"]:
        sentence = f"{said}: anemia ringan. Pastikan tablet tambah darah diminum setiap hari."
        return Sign("hb_g_dl", "watch", f"{said}: anemia ringan", sentence)
    grave = "sedang" if hb >= limits["hb_sedang"] else "berat"
    sentence = f"{said}: anemia {grave}. Rujuk ke fasilitas kesehatan{' hari ini juga' if grave == 'berat' else ''}."
    return Sign("hb_g_dl", "refer", f"{said}: anemia {grave}", sentence)


def _bride_blood(hb: float | None, limit: float) -> Sign | None:
    if hb is None:
        return None
    said = f"Hb {number(hb, 1)} g/dL"
    if hb >= limit:
        return Sign("hb_g_dl", "ok", f"{said}: normal", f"{said}: tidak anemia.")
    sentence = f"{said}, di bawah {number(limit)}: anemia. Hubungkan dengan puskesmas dan beri tablet tambah darah."
    return Sign("hb_g_dl", "refer", f"{said}: anemia", sentence)


def _arm(field: str, lila: float | None, limit: float) -> Sign | None:
    if lila is None:
        return None
    said = f"LILA {number(lila, 1)} cm"
    if lila >= limit:
        return Sign(field, "ok", f"{said}: normal", f"{said}: tidak berisiko KEK.")
    sentence = (
        f"{said}, kurang dari {number(limit, 1)} cm: risiko kurang energi kronis (KEK). Beri konseling gizi dan "
        "hubungkan dengan puskesmas."
    )
    return Sign(field, "refer", f"{said}: risiko KEK", sentence)


def _mass(field: str, weight: float | None, height: float | None, when: str) -> Sign | None:
    if weight is None or not height:
        return None
    limits = _limits("imt")
    bmi = weight / (height / 100) ** 2
    said = f"IMT {number(bmi, 1)}" + (f" ({when})" if when else "")
    if bmi < limits["kurus"]:
        return Sign(field, "watch", f"{said}: kurus", f"{said}: kurus. Beri konseling gizi.")
    if bmi < limits["gemuk"]:
        return Sign(field, "ok", f"{said}: normal", f"{said}: normal.")
    word = "gemuk" if bmi < limits["obesitas"] else "obesitas"
    return Sign(field, "watch", f"{said}: {word}", f"{said}: {word}. Beri konseling gizi.")


def _small(height: float | None, limits: Mapping[str, float]) -> Sign | None:
    if height is None or height >= limits["tinggi"]:
        return None
    sentence = (
        f"Tinggi badan kurang dari {number(limits['tinggi'])} cm: berisiko saat melahirkan. Rencanakan "
        "persalinan di fasilitas kesehatan."
    )
    return Sign("height_cm", "watch", f"Tinggi {number(height, 1)} cm", sentence)


def _pressure(check: PregnancyCheck, limits: Mapping[str, float]) -> Sign | None:
    if check.systolic is None or check.diastolic is None or check.diastolic >= check.systolic:
        return None
    mean = (check.systolic + 2 * check.diastolic) / 3
    if mean <= limits["tekanan_arteri"]:
        return None
    sentence = (
        f"Tekanan darah {check.systolic}/{check.diastolic}: rata-rata {number(mean)} mmHg, di atas "
        f"{number(limits['tekanan_arteri'])}. Periksakan ke bidan."
    )
    return Sign("systolic", "watch", f"Tekanan {check.systolic}/{check.diastolic}", sentence)


def _wedding_age(
    check: CatinCheck, person: Member | None, limits: Mapping[str, float], *, woman: bool
) -> Sign | None:
    age = age_years(person, check.wedding_on or check.measured_on)
    limit = limits["umur_perempuan" if woman else "umur_laki_laki"]
    if age is None or age >= limit:
        return None
    sentence = (
        f"Saat menikah umurnya {age} tahun; usia ideal {'perempuan' if woman else 'laki-laki'} {number(limit)} tahun. "
        "Bicarakan penundaan kehamilan pertama."
    )
    return Sign("member_id", "watch", f"Umur {age} tahun: terlalu muda", sentence)


def _birth(check: PostpartumCheck, limits: Mapping[str, float]) -> Iterator[Sign]:
    weeks, weight, length = check.gestation_weeks, check.birth_weight_g, check.birth_length_cm
    if weeks is not None and weeks < limits["kurang_bulan"]:
        yield Sign("gestation_weeks", "watch", "Lahir kurang bulan",
                   f"Lahir pada {weeks} minggu: kurang bulan. Pantau pertumbuhan bayi setiap bulan.")  # fmt: skip
    if weight is not None and weight < limits["berat_rendah"]:
        yield Sign("birth_weight_g", "refer", "Berat lahir rendah (BBLR)",
                   f"Berat lahir {number(weight)} g, kurang dari {number(limits['berat_rendah'])} g: BBLR. "
                   "Pastikan bayi diperiksa di puskesmas.")  # fmt: skip
    if length is not None and length < limits["pendek"]:
        yield Sign("birth_length_cm", "watch", "Pendek saat lahir",
                   f"Panjang lahir {number(length, 1)} cm, kurang dari {number(limits['pendek'])} cm. Pantau panjang "
                   "badannya setiap bulan.")  # fmt: skip
    troubles = [POSTPARTUM_TROUBLE.label(code) for code in check.troubles or () if code != NONE]
    if troubles:
        yield Sign("troubles", "refer", "Ada komplikasi nifas",
                   f"Komplikasi nifas: {', '.join(troubles).lower()}. Rujuk ibu ke fasilitas kesehatan.")  # fmt: skip
    if check.exclusive_breastfeeding is False:
        yield Sign("exclusive_breastfeeding", "watch", "Tidak ASI eksklusif",
                   "Bayi tidak mendapat ASI eksklusif. Tanyakan kesulitannya dan beri konseling menyusui.")  # fmt: skip
