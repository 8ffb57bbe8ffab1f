"""A sign: what one figure of a home visit means, in a sentence that says what to do; and what several sasaran share.

Thresholds stand in ``resources/rules/pendampingan-*.toml`` (domain.md 4.4). A sign informs and advises; the diagnosis
is a health worker's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.ruleset import RuleSet

FAMILY: Final = "pendampingan"
Level = Literal["ok", "info", "watch", "refer"]
"""Good; only to know; to be watched and talked about; to be seen by a health worker."""


@frozen
class Sign:
    """One thing to know: how grave, in two or three words, and a sentence that says what to do."""

    field: str
    level: Level
    label: str
    sentence: str


def limits(part: str, on: date | None) -> Mapping[str, Any]:
    """One section of the thresholds in force on a day; without a day, of the newest version."""
    found: Mapping[str, Any] = rule(on).parameters[part]
    return found


def rule(on: date | None) -> RuleSet:
    """The version of the thresholds that judges a day."""
    return ruleset.versions(FAMILY)[-1] if on is None else ruleset.in_force(FAMILY, on)


def age_years(person: Member | None, on: date | None) -> int | None:
    """Whole years lived on a day."""
    if person is None or person.birth_date is None or on is None or on < person.birth_date:
        return None
    return completed_months(person.birth_date, on) // 12


def arm(lila: float | None, limit: float) -> Sign | None:
    """LILA: below the limit there is a risk of KEK."""
    if lila is None:
        return None
    said = f"LILA {number(lila, 1)} cm"
    if lila >= limit:
        return Sign("lila_cm", "ok", f"{said}: normal", f"{said}: tidak berisiko KEK.")
    sentence = (
        f"{said}, kurang dari {number(limit, 1)} cm: risiko kurang energi kronis (KEK). Beri konseling gizi dan "
        "hubungkan dengan puskesmas."
    )
    return Sign("lila_cm", "refer", f"{said}: risiko KEK", sentence)


def blood(hb: float | None, limit: float) -> Sign | None:
    """Haemoglobin of somebody who is not pregnant: one limit."""
    if hb is None:
        return None
    said = f"Hb {number(hb, 1)} g/dL"
    if hb >= limit:
        return Sign("hb_g_dl", "ok", f"{said}: normal", f"{said}: tidak anemia.")
    sentence = f"{said}, di bawah {number(limit)}: anemia. Hubungkan dengan puskesmas dan beri tablet tambah darah."
    return Sign("hb_g_dl", "refer", f"{said}: anemia", sentence)


def body_mass(weight: float | None, height: float | None) -> float | None:
    """Kilograms over square metres, cleaned of float noise: 64 kg at 160 cm are 25 and not a little less."""
    return None if weight is None or not height else round(weight / (height / 100) ** 2, 6)


def mass_words(bmi: float, *thresholds: float) -> str:
    """``IMT 18,4``; with a second decimal where the first would round it onto a threshold it has not reached."""
    rounded = round(bmi, 1)
    return f"IMT {number(bmi, 2 if rounded in thresholds and rounded != bmi else 1)}"


def birth_size(weight: int | None, length: float | None, weeks: int | None, on: date | None) -> tuple[Sign, ...]:
    """Weight (g), length (cm) and weeks of pregnancy at birth, judged by the rule of the day they were asked."""
    bounds = limits("bayi", on)
    said = (_weeks_at_birth(weeks, bounds), _birth_weight(weight, bounds), _birth_length(length, bounds))
    return tuple(sign for sign in said if sign is not None)


def _weeks_at_birth(weeks: int | None, bounds: Mapping[str, Any]) -> Sign | None:
    least, most = bounds["kurang_bulan"], bounds["lewat_bulan"]
    early = Sign("gestation_weeks", "watch", "Lahir kurang bulan",
                 f"Lahir pada {weeks} minggu, kurang dari {number(least)}: kurang bulan. Pantau pertumbuhan bayi "
                 "setiap bulan.")  # fmt: skip
    late = Sign("gestation_weeks", "watch", "Lahir lewat bulan",
                f"Lahir pada {weeks} minggu, lebih dari {number(most)}: lewat bulan. Pastikan bayi diperiksa di "
                "puskesmas.")  # fmt: skip
    return _outside(weeks, (least, early), (most, late))


def _birth_weight(weight: int | None, bounds: Mapping[str, Any]) -> Sign | None:
    least, most = bounds["berat_rendah"], bounds["berat_lebih"]
    said = f"Berat lahir {number(weight or 0)} g"
    low = Sign("birth_weight_g", "refer", "Berat lahir rendah (BBLR)",
               f"{said}, kurang dari {number(least)} g: BBLR. Pastikan bayi diperiksa di puskesmas.")  # fmt: skip
    big = Sign("birth_weight_g", "watch", "Berat lahir besar",
               f"{said}, lebih dari {number(most)} g. Pastikan ibu dan bayi diperiksa di puskesmas.")  # fmt: skip
    return _outside(weight, (least, low), (most, big))


def _birth_length(length: float | None, bounds: Mapping[str, Any]) -> Sign | None:
    least, most = bounds["pendek"], bounds["panjang"]
    said = f"Panjang lahir {number(length or 0, 1)} cm"
    short = Sign("birth_length_cm", "watch", "Pendek saat lahir",
                 f"{said}, kurang dari {number(least)} cm. Pantau panjang badannya setiap bulan.")  # fmt: skip
    long = Sign("birth_length_cm", "info", "Panjang saat lahir",
                f"{said}, di atas {number(most)} cm. Periksa angkanya; bila benar, tidak perlu tindakan.")  # fmt: skip
    return _outside(length, (least, short), (most, long))


def _outside(figure: float | None, low: tuple[float, Sign], high: tuple[float, Sign]) -> Sign | None:
    """The sign of the bound a figure lies beyond; on a bound it is still within."""
    if figure is None:
        return None
    return low[1] if figure < low[0] else high[1] if figure > high[0] else None
