"""What the figures of one contact with an expectant mother mean (domain.md 4.4; Elsimil S27, SIPENTING S28).

Fundal height is judged at the weeks the source prints and never more strictly between them; the estimated weight of the
child is only told, as is a heart rate beyond Elsimil's range: a midwife reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kampungkb_desktop.base.text import age_words, number
from kampungkb_desktop.forms.choices_visit import ILLNESS, NONE
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.signs import Sign, age_years, arm, body_mass, limits, mass_words


def pregnancy_signs(check: PregnancyCheck, mother: Member | None) -> tuple[Sign, ...]:
    """What one contact shows: the mother first, then the child, in the order of the form."""
    bounds = limits("ibu_hamil", check.measured_on)
    said = (
        _age(mother, check.measured_on, bounds),
        _many_children(check, bounds),
        _spacing(check, bounds),
        _anaemia(check, bounds),
        arm(check.lila_cm, bounds["lila"]),
        _mass(check),
        _small(check.height_cm, bounds),
        _pressure(check, bounds),
        *_tests(check),
        *_child(check, bounds),
    )
    return tuple(sign for sign in said if sign is not None)


def fundal_range(weeks: int | None, on: date | None = None) -> tuple[float, float] | None:
    """The lowest and highest fundal height (cm) at a week; ``None`` outside the weeks that the source knows."""
    return _bracket(limits("tfu", on), weeks)


def weight_range(weeks: int | None, on: date | None = None) -> tuple[float, float] | None:
    """The child's estimated weight (g) at a week, for information."""
    return _bracket(limits("tbj", on), weeks)


def _bracket(table: Mapping[str, Any], weeks: int | None) -> tuple[float, float] | None:
    known = table["minggu"]
    if weeks is None or not known[0] <= weeks <= known[-1]:
        return None
    before = max(at for at, week in enumerate(known) if week <= weeks)
    after = min(at for at, week in enumerate(known) if week >= weeks)
    return table["bawah"][before], table["atas"][after]


def _age(mother: Member | None, on: date | None, bounds: Mapping[str, Any]) -> Sign | None:
    age = age_years(mother, on)
    if age is None or bounds["umur_muda"] <= age <= bounds["umur_tua"]:
        return None
    young = age < bounds["umur_muda"]
    word = "terlalu muda" if young else "terlalu tua"
    return Sign(
        "member_id", "watch", f"Umur {age} tahun: {word}",
        f"Umur ibu {age} tahun, {'di bawah' if young else 'di atas'} "
        f"{number(bounds['umur_muda' if young else 'umur_tua'])} tahun: kehamilan berisiko. "
        "Pastikan ia memeriksakan diri teratur.",
    )  # fmt: skip


def _many_children(check: PregnancyCheck, bounds: Mapping[str, Any]) -> Sign | None:
    child = check.child_number
    if child is None or child <= bounds["anak_terbanyak"]:
        return None
    return Sign(
        "child_number", "watch", f"Kehamilan ke-{child}",
        f"Kehamilan anak ke-{child}: lebih dari {number(bounds['anak_terbanyak'])} anak adalah faktor risiko. "
        "Bicarakan KB pasca salin.",
    )  # fmt: skip


def _spacing(check: PregnancyCheck, bounds: Mapping[str, Any]) -> Sign | None:
    """The age of the youngest child today, as Elsimil asks it; below two years it is also one of the 4T."""
    born, on = check.last_child_born_on, check.measured_on
    if born is None or on is None or born > on:
        return None
    years = completed_months(born, on) / 12
    if years >= bounds["jarak_tahun"]:
        return None
    near = years < bounds["jarak_dekat_tahun"]
    limit = number(bounds["jarak_dekat_tahun" if near else "jarak_tahun"])
    return Sign(
        "last_child_born_on", "watch", "Jarak terlalu dekat" if near else "Jarak kehamilan dekat",
        f"Anak terakhir baru {age_words(born, on)}, kurang dari {limit} tahun: "
        f"{'terlalu dekat (4T)' if near else 'jarak kehamilan dekat'}. Pastikan ibu memeriksakan diri teratur dan "
        "bicarakan KB pasca salin.",
    )  # fmt: skip


def _anaemia(check: PregnancyCheck, bounds: Mapping[str, Any]) -> Sign | None:
    hb = check.hb_g_dl
    if hb is None or check.hb_checked is False:
        if check.hb_checked is not False:
            return None
        return Sign("hb_checked", "info", "Hb belum diperiksa",
                    "Hb belum diperiksa. Ajak ibu memeriksakannya di puskesmas atau posyandu.")  # fmt: skip
    said = f"Hb {number(hb, 1)} g/dL"
    if hb >= bounds["hb_normal"]:
        return Sign("hb_g_dl", "ok", f"{said}: normal", f"{said}: tidak anemia.")
    if hb >= bounds["hb_ringan"]:
        sentence = f"{said}: anemia ringan. Pastikan tablet tambah darah diminum setiap hari."
        return Sign("hb_g_dl", "watch", f"{said}: anemia ringan", sentence)
    grave = "sedang" if hb >= bounds["hb_sedang"] else "berat"
    sentence = f"{said}: anemia {grave}. Rujuk ke fasilitas kesehatan{' hari ini juga' if grave == 'berat' else ''}."
    return Sign("hb_g_dl", "refer", f"{said}: anemia {grave}", sentence)


def _mass(check: PregnancyCheck) -> Sign | None:
    """Body mass index by the weight of the first trimester: later weights carry the child."""
    bmi = body_mass(check.weight_first_trimester_kg, check.height_cm)
    if bmi is None:
        return None
    bounds, field = limits("imt", check.measured_on), "weight_first_trimester_kg"
    said = f"{mass_words(bmi, bounds['kurus'], bounds['gemuk'], bounds['obesitas'])} (trimester 1)"
    if bmi < bounds["kurus"]:
        return Sign(field, "watch", f"{said}: kurus", f"{said}, di bawah {number(bounds['kurus'], 1)}: kurus. "
                    "Beri konseling gizi dan pantau kenaikan beratnya.")  # fmt: skip
    if bmi < bounds["gemuk"]:
        return Sign(field, "ok", f"{said}: normal", f"{said}: normal.")
    word = "gemuk" if bmi < bounds["obesitas"] else "obesitas"
    return Sign(field, "watch", f"{said}: {word}", f"{said}: {word}. Beri konseling gizi.")


def _small(height: float | None, bounds: Mapping[str, Any]) -> Sign | None:
    if height is None or height >= bounds["tinggi"]:
        return None
    sentence = (
        f"Tinggi badan kurang dari {number(bounds['tinggi'])} cm: berisiko saat melahirkan. Rencanakan "
        "persalinan di fasilitas kesehatan."
    )
    return Sign("height_cm", "watch", f"Tinggi {number(height, 1)} cm", sentence)


def _pressure(check: PregnancyCheck, bounds: Mapping[str, Any]) -> Sign | None:
    """Mean arterial pressure: a third of the upper and two thirds of the lower figure."""
    if check.systolic is None or check.diastolic is None or check.diastolic >= check.systolic:
        return None
    mean = (check.systolic + 2 * check.diastolic) / 3
    if mean <= bounds["tekanan_arteri"]:
        return None
    sentence = (
        f"Tekanan darah {check.systolic}/{check.diastolic}: rata-rata (MAP) {number(mean, 1)} mmHg, di atas "
        f"{number(bounds['tekanan_arteri'])}. Periksakan ke bidan."
    )
    return Sign("systolic", "watch", f"Tekanan {check.systolic}/{check.diastolic}", sentence)


def _tests(check: PregnancyCheck) -> Iterator[Sign]:
    if check.protein_urine == "positif":
        yield Sign("protein_urine", "refer", "Protein urine positif",
                   "Protein urine positif. Rujuk ibu ke bidan atau puskesmas.")  # fmt: skip
    ill = [ILLNESS.label(code).lower() for code in check.illnesses or () if code != NONE]
    if ill:
        yield Sign("illnesses", "watch", "Ada riwayat penyakit",
                   f"Riwayat penyakit: {', '.join(ill)}. Pastikan bidan mengetahuinya.")  # fmt: skip


def _child(check: PregnancyCheck, bounds: Mapping[str, Any]) -> Iterator[Sign]:
    if check.babies is not None and check.babies > 1:
        yield Sign("babies", "watch", f"Kembar {check.babies}",
                   f"Kehamilan kembar ({check.babies} janin): berisiko. Rencanakan bersalin di rumah "
                   "sakit.")  # fmt: skip
    yield from _fundal(check)
    usual = weight_range(check.gestation_weeks, check.measured_on)
    if check.estimated_weight_g is not None and usual is not None:
        low, high = number(usual[0]), number(usual[1])
        yield Sign("estimated_weight_g", "info", f"TBJ {number(check.estimated_weight_g)} g",
                   f"Pada {check.gestation_weeks} minggu taksiran berat janin biasanya {low}–{high} g. Hanya "
                   "keterangan; bidan yang menilai.")  # fmt: skip
    rate = check.heart_rate
    if rate is not None and not bounds["djj_bawah"] <= rate <= bounds["djj_atas"]:
        yield Sign("heart_rate", "refer", f"DJJ {rate}",
                   f"Denyut jantung janin {rate} kali/menit, di luar {bounds['djj_bawah']}–{bounds['djj_atas']}. "
                   "Sampaikan kepada bidan hari ini juga.")  # fmt: skip
    if check.moves is False:
        yield Sign("moves", "refer", "Janin tidak bergerak",
                   "Gerak janin tidak terasa. Antar ibu ke bidan atau puskesmas sekarang juga bila usia hamilnya "
                   "sudah 20 minggu atau lebih.")  # fmt: skip


def _fundal(check: PregnancyCheck) -> Iterator[Sign]:
    height, usual = check.fundal_height_cm, fundal_range(check.gestation_weeks, check.measured_on)
    if height is None or usual is None:
        return
    low, high = usual
    said = f"TFU {number(height, 1)} cm pada {check.gestation_weeks} minggu"
    if low <= height <= high:
        yield Sign("fundal_height_cm", "ok", "TFU sesuai", f"{said}: sesuai ({number(low)}–{number(high)} cm).")
        return
    yield Sign("fundal_height_cm", "refer", "TFU tidak sesuai",
               f"{said}, di luar {number(low)}–{number(high)} cm. Rujuk ibu ke bidan atau puskesmas.")  # fmt: skip
