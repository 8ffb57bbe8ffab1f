"""What the figures of a home visit mean, in plain sentences, for every sasaran: one door to all signs.

Engaged people, new mothers, young children and adolescents here; expectant mothers in ``pregnancy_signs``. How a child
grows is told by ``child_growth``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_family import WOMAN
from kampungkb_desktop.forms.choices_visit import GROOM, NONE, POSTPARTUM_TROUBLE
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.next_visit import proposed_next
from kampungkb_desktop.rules.pregnancy_signs import pregnancy_signs
from kampungkb_desktop.rules.signs import (
    FAMILY,
    Level,
    Sign,
    age_years,
    arm,
    birth_size,
    blood,
    body_mass,
    limits,
    mass_words,
)

__all__ = [
    "FAMILY", "Level", "Sign", "adolescent_signs", "age_years", "catin_signs", "catin_verdict", "child_signs",
    "postpartum_signs", "pregnancy_signs", "proposed_next", "signs_of",
]  # fmt: skip


def signs_of(check: Record | None, person: Member | None) -> tuple[Sign, ...]:
    """The signs of whatever was measured on a visit, in the order of its form."""
    match check:
        case PregnancyCheck():
            return pregnancy_signs(check, person)
        case PostpartumCheck():
            return postpartum_signs(check)
        case CatinCheck():
            return catin_signs(check, person)
        case ChildMeasurement():
            return child_signs(check, person)
        case AdolescentCheck():
            return adolescent_signs(check, person)
        case _:
            return ()


# --- catin


def catin_signs(check: CatinCheck, person: Member | None) -> tuple[Sign, ...]:
    """What one engaged person's figures show; haemoglobin and arm are a bride's. The verdict comes last."""
    bounds, woman = limits("catin", check.measured_on), _is_bride(check, person)
    said = [_wedding_age(check, person, bounds, woman=woman), _wedding_mass(check, bounds)]
    if woman:
        said += [arm(check.lila_cm, bounds["lila"]), blood(check.hb_g_dl, bounds["hb"])]
        if check.iron_tablets is False:
            said.append(Sign("iron_tablets", "watch", "Belum mendapat TTD",
                             "Belum mendapat tablet tambah darah. Hubungkan dengan puskesmas."))  # fmt: skip
    if check.smoker or check.smoke_exposure:
        field, word = ("smoker", "Merokok") if check.smoker else ("smoke_exposure", "Terpapar asap rokok")
        sentence = f"{word}: berisiko bagi calon ibu dan bayinya. Jelaskan bahayanya kepada keduanya."
        said.append(Sign(field, "watch", word, sentence))
    found = [sign for sign in said if sign is not None]
    return (*found, *_preparing(check, bounds), *_certificate(check, found))


def catin_verdict(signs: tuple[Sign, ...] | list[Sign]) -> str | None:
    """``ideal`` (hijau) or ``berisiko`` (merah) by the figures there are; ``None`` while there are none."""
    judged = [sign for sign in signs if sign.level != "info"]
    if not judged:
        return None
    return "berisiko" if any(sign.level in ("watch", "refer") for sign in judged) else "ideal"


def _is_bride(check: CatinCheck, person: Member | None) -> bool:
    return check.role != GROOM if check.role is not None else person is not None and person.sex == WOMAN


def _wedding_age(check: CatinCheck, person: Member | None, bounds: Mapping[str, Any], *, woman: bool) -> Sign | None:
    age = age_years(person, check.wedding_on or check.measured_on)
    limit = bounds["umur_perempuan" if woman else "umur_laki_laki"]
    if age is None or age >= limit:
        return None
    when = "Saat menikah umurnya" if check.wedding_on else "Umurnya"
    sentence = (
        f"{when} {age} tahun; usia ideal {'perempuan' if woman else 'laki-laki'} {number(limit)} tahun. "
        "Bicarakan penundaan kehamilan pertama."
    )
    return Sign("member_id", "watch", f"Umur {age} tahun: terlalu muda", sentence)


def _wedding_mass(check: CatinCheck, bounds: Mapping[str, Any]) -> Sign | None:
    bmi = body_mass(check.weight_kg, check.height_cm)
    if bmi is None:
        return None
    low, high = bounds["imt_bawah"], bounds["imt_atas"]
    said = mass_words(bmi, low, high)
    if low <= bmi <= high:
        return Sign("weight_kg", "ok", f"{said}: ideal", f"{said}: ideal.")
    word, where, limit = ("kurus", "di bawah", low) if bmi < low else ("gemuk", "di atas", high)
    return Sign("weight_kg", "watch", f"{said}: {word}",
                f"{said}, {where} {number(limit, 1)}: {word}. Beri konseling gizi dan hubungkan dengan "
                "puskesmas.")  # fmt: skip


def _preparing(check: CatinCheck, bounds: Mapping[str, Any]) -> Iterator[Sign]:
    if check.wedding_on is None or check.measured_on is None or check.wedding_on < check.measured_on:
        return
    days, whole = (check.wedding_on - check.measured_on).days, bounds["pendampingan_hari"]
    if days < whole:
        yield Sign("wedding_on", "info", f"Menikah {days} hari lagi",
                   f"Menikah {days} hari lagi, kurang dari tiga bulan. Dahulukan pemeriksaan dan tablet tambah "
                   "darah.")  # fmt: skip


def _certificate(check: CatinCheck, signs: list[Sign]) -> Iterator[Sign]:
    """The verdict by these figures beside what Elsimil said."""
    verdict = catin_verdict(signs)
    if verdict is None:
        return
    ideal = verdict == "ideal"
    yield Sign("", "ok" if ideal else "watch", "Ideal (hijau)" if ideal else "Berisiko (merah)",
               "Angka yang ada semuanya ideal." if ideal else "Ada yang belum ideal. Dampingi sampai membaik sebelum "
               "hamil.")  # fmt: skip
    if check.elsimil_result is not None and check.elsimil_result != verdict:
        yield Sign("elsimil_result", "info", "Beda dengan Elsimil",
                   "Hasil Elsimil yang dicatat berbeda dengan hitungan dari angka di sini. Periksa angkanya atau isi "
                   "ulang Elsimil.")  # fmt: skip


# --- pasca salin


def postpartum_signs(check: PostpartumCheck) -> tuple[Sign, ...]:
    """What a birth and the weeks after it show."""
    return (
        *birth_size(check.birth_weight_g, check.birth_length_cm, check.gestation_weeks, check.measured_on),
        *_mother_and_baby(check),
    )


def _mother_and_baby(check: PostpartumCheck) -> Iterator[Sign]:
    troubles = [POSTPARTUM_TROUBLE.label(code) for code in check.troubles or () if code != NONE]
    if troubles:
        yield Sign("troubles", "refer", "Ada komplikasi nifas",
                   f"Komplikasi nifas: {', '.join(troubles).lower()}. Rujuk ibu ke fasilitas kesehatan.")  # fmt: skip
    if check.exclusive_breastfeeding is False:
        yield Sign("exclusive_breastfeeding", "watch", "Tidak ASI eksklusif",
                   "Bayi tidak mendapat ASI eksklusif. Tanyakan kesulitannya dan beri konseling menyusui.")  # fmt: skip
    if check.iron_tablets is False:
        yield Sign("iron_tablets", "watch", "Belum mendapat TTD",
                   "Ibu belum mendapat tablet tambah darah. Hubungkan dengan puskesmas.")  # fmt: skip
    if check.postpartum_kb is False:
        yield Sign("postpartum_kb", "watch", "Belum ber-KB",
                   "Ibu belum memakai KB pasca salin. Beri konseling dan tanyakan alasannya.")  # fmt: skip


# --- anak 0–59 bulan


def child_signs(check: ChildMeasurement, child: Member | None) -> tuple[Sign, ...]:
    """What was told of a young child beside its growth: birth, food, development."""
    born = birth_size(check.birth_weight_g, check.birth_length_cm, check.gestation_weeks, check.measured_on)
    birth, on = child.birth_date if child is not None else None, check.measured_on
    past = (
        birth is not None and on is not None and completed_months(birth, on) >= limits("anak", on)["lahir_sampai_bulan"]
    )
    return (*_food(check, child), *_development(check), *(() if past else born))


def _food(check: ChildMeasurement, child: Member | None) -> Iterator[Sign]:
    birth, on = child.birth_date if child is not None else None, check.measured_on
    if birth is None or on is None or on < birth:
        return
    alone = completed_months(birth, on) < limits("anak", on)["asi_saja_bulan"]
    if alone and (check.exclusive_breastfeeding is False or check.breastfed is False):
        field = "exclusive_breastfeeding" if check.exclusive_breastfeeding is False else "breastfed"
        yield Sign(field, "watch", "Tidak ASI eksklusif",
                   "Umurnya belum 6 bulan tetapi tidak ASI eksklusif. Tanyakan kesulitannya dan beri konseling "
                   "menyusui.")  # fmt: skip
    if alone and check.complementary_food is True:
        yield Sign("complementary_food", "watch", "MP-ASI terlalu dini",
                   "Umurnya belum 6 bulan tetapi sudah mendapat MP-ASI. Jelaskan bahwa cukup ASI saja.")  # fmt: skip
    if not alone and check.complementary_food is False:
        yield Sign("complementary_food", "watch", "Belum mendapat MP-ASI",
                   "Umurnya sudah 6 bulan atau lebih tetapi belum mendapat MP-ASI. Jelaskan cara memulainya dan "
                   "hubungkan dengan posyandu.")  # fmt: skip


def _development(check: ChildMeasurement) -> Iterator[Sign]:
    if check.kka_result == "tidak_sesuai":
        yield Sign("kka_result", "refer", "Perkembangan tidak sesuai usia",
                   "KKA: perkembangan tidak sesuai usia. Rujuk anak ke puskesmas untuk diperiksa.")  # fmt: skip
    if check.posyandu_this_month is False:
        yield Sign("posyandu_this_month", "watch", "Tidak ke posyandu",
                   "Bulan ini tidak hadir di posyandu. Ajak keluarga datang bulan depan.")  # fmt: skip


# --- 5–18 tahun


def adolescent_signs(check: AdolescentCheck, person: Member | None) -> tuple[Sign, ...]:
    """What was told of a child or adolescent beside the body mass index for age."""
    bounds, age = limits("remaja", check.measured_on), age_years(person, check.measured_on)
    girl = person is not None and person.sex == WOMAN
    said: list[Sign | None] = []
    if girl and age is not None and age >= bounds["hb_sejak_umur"]:
        said.append(blood(check.hb_g_dl, bounds["hb"]))
        if check.iron_tablets is False:
            said.append(Sign("iron_tablets", "watch", "Tidak minum TTD",
                             "Belum minum tablet tambah darah. Hubungkan dengan sekolah atau puskesmas."))  # fmt: skip
    if check.smoker:
        said.append(Sign("smoker", "watch", "Merokok", "Merokok. Jelaskan bahayanya dan libatkan orang tua."))
    if check.in_school is False and age is not None and age < 18:
        said.append(Sign("in_school", "watch", "Tidak bersekolah",
                         "Tidak bersekolah. Tanyakan sebabnya dan hubungkan dengan perangkat desa."))  # fmt: skip
    return tuple(sign for sign in said if sign is not None)
