"""What looks wrong about the figures and days of one visit beside what its forms say: cautions, never a block.

What cannot be (a weight of 900 kg) is refused by the declaration of the field. Here stands what can be but seldom is,
what does not go with the person's birth date, and what does not go with the visit before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_visit import ADOLESCENT, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Measure, Number
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Finding, Record, applies, fields_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.growth import Growth, index_name, signed
from kampungkb_desktop.rules.signs import limits

_MINORS = (YOUNG_CHILD, ADOLESCENT)
_ADULTS = (PregnancyCheck, CatinCheck)
_MOTHER_FROM_AGE = 10


def visit_findings(visit: Visit, person: Member | None) -> Iterator[Finding]:
    """A visit before the birth of the person visited."""
    if _before_birth(person, visit.visited_on):
        yield _early("visited_on", "Tanggal kunjungan", person)


def consent_findings(visit: Visit, family: Family | None) -> Iterator[Finding]:
    """A caution while no parent or guardian is on record who agreed to the child's data (UU 27/2022 Pasal 25). It is
    never a reason not to measure."""
    if family is None or family.child_consent_by or visit.target not in _MINORS or not visit.member_id:
        return
    yield Finding(
        "member_id", "caution",
        "Persetujuan orang tua atau wali untuk data anak belum tercatat. Mintalah, lisan pun boleh, lalu isi siapa, "
        "kapan, dan caranya di Data keluarga.", "persetujuan_belum",
    )  # fmt: skip


def check_findings(check: Record, person: Member | None, before: Record | None = None) -> Iterator[Finding]:
    """Cautions about what was measured: seldom figures, days that cannot be, and what differs too much from ``before``,
    the person's last record of the same form."""
    yield from _seldom(check)
    yield from _days(check, person)
    if before is not None and type(before) is type(check):
        yield from _changed(check, before)


def growth_findings(growth: Growth, before: ChildMeasurement | None = None) -> Iterator[Finding]:
    """Cautions under weight, length and head where WHO calls the z-score implausible, and a child that grew shorter."""
    named = (("lenhei_cm", "len", growth.flen, growth.zlen), ("weight_kg", "wei", growth.fwei, growth.zwei),
             ("weight_kg", "wfl", growth.fwfl, growth.zwfl), ("head_cm", "", growth.fhead, growth.zhead))  # fmt: skip
    told: set[str] = set()
    for field, scale, flagged, z in named:
        if not flagged or z is None or field in told:
            continue
        told.add(field)
        name = "LK/U" if not scale else index_name("len" if scale == "len" else "wei" if scale == "wei" else "wfl",
                                                   growth.lying)  # fmt: skip
        yield Finding(field, "caution",
                      f"{name} {signed(z)} SD: hampir pasti salah ukur atau salah ketik. Ukur ulang; angkanya tetap "
                      "tersimpan tetapi tidak ikut direkap.", "di_luar_wajar")  # fmt: skip
    now, then = growth.measurement.lenhei_cm, before.lenhei_cm if before is not None else None
    if now is None or then is None or "lenhei_cm" in told:
        return
    if then - now > limits("wajar_antarwaktu", None)["panjang_anak_turun_cm"]:
        yield Finding("lenhei_cm", "caution",
                      f"Lebih pendek daripada pengukuran sebelumnya ({number(then, 1)} cm). Ukur ulang.",
                      "bertambah_pendek")  # fmt: skip


def _seldom(check: Record) -> Iterator[Finding]:
    """Figures beyond what is usually met. A young child is judged by its growth instead."""
    if isinstance(check, ChildMeasurement | AdolescentCheck):
        bounds = {name: pair for name, pair in _usual(check).items() if name.startswith("birth_")}
    else:
        bounds = _usual(check)
    for name, kind in fields_of(type(check)).items():
        value = getattr(check, name)
        if name not in bounds or value is None or not isinstance(kind, Number | Measure) or not applies(check, name):
            continue
        low, high = bounds[name]
        if kind.low <= value <= kind.high and not low <= value <= high:
            places = kind.places if isinstance(kind, Measure) else 0
            unit = f" {kind.unit}" if kind.unit else ""
            yield Finding(name, "caution",
                          f"{kind.label} {number(value, places)}{unit} jarang ditemui. Periksa angkanya.",
                          "jarang_ditemui")  # fmt: skip


def _usual(check: Record) -> dict[str, tuple[float, float]]:
    on: date | None = getattr(check, "measured_on", None)
    return {name: (low, high) for name, (low, high) in limits("wajar", on).items()}


def _days(check: Record, person: Member | None) -> Iterator[Finding]:
    if isinstance(check, PregnancyCheck) and _too_young(person, check.last_child_born_on):
        yield _early("last_child_born_on", "Tanggal lahir anak terakhir", person)
    if isinstance(check, PostpartumCheck) and _too_young(person, check.delivered_on):
        yield _early("delivered_on", "Tanggal melahirkan", person)
    if isinstance(check, CatinCheck) and _too_young(person, check.wedding_on):
        yield _early("wedding_on", "Rencana tanggal nikah", person)


def _too_young(person: Member | None, on: date | None) -> bool:
    """Before the tenth year of life: a wrong year rather than a fact."""
    birth = person.birth_date if person is not None else None
    return birth is not None and on is not None and on.year - birth.year < _MOTHER_FROM_AGE


def _before_birth(person: Member | None, on: date | None) -> bool:
    birth = person.birth_date if person is not None else None
    return birth is not None and on is not None and on < birth


def _early(field: str, label: str, person: Member | None) -> Finding:
    birth = person.birth_date if person is not None else None
    born = f" ({long_date(birth)})" if birth is not None else ""
    name = person.name() if person is not None else "orang ini"
    return Finding(field, "caution",
                   f"{label} tidak cocok dengan tanggal lahir {name}{born}. Periksa tahunnya, atau betulkan tanggal "
                   "lahirnya di Anggota.", "sebelum_lahir")  # fmt: skip


def _changed(check: Record, before: Record) -> Iterator[Finding]:
    if isinstance(check, _ADULTS):
        bounds = limits("wajar_antarwaktu", check.measured_on)
        yield from _differs(check, before, "height_cm", bounds["tinggi_cm"], "cm")
        yield from _differs(check, before, "weight_kg", bounds["berat_kg"], "kg")
    if isinstance(check, PregnancyCheck) and isinstance(before, PregnancyCheck):
        yield from _weeks(check, before)


def _differs(check: Record, before: Record, name: str, most: float, unit: str) -> Iterator[Finding]:
    now, then = getattr(check, name), getattr(before, name)
    if now is not None and then is not None and abs(now - then) > most:
        label = fields_of(type(check))[name].label
        yield Finding(name, "caution",
                      f"{label} terakhir {number(then, 1)} {unit}, sekarang {number(now, 1)} {unit}. Periksa angkanya.",
                      "beda_jauh")  # fmt: skip


def _weeks(check: PregnancyCheck, before: PregnancyCheck) -> Iterator[Finding]:
    """The pregnancy is as many weeks further on as weeks have passed; a new pregnancy begins far below."""
    now, then = check.gestation_weeks, before.gestation_weeks
    if now is None or then is None or check.measured_on is None or before.measured_on is None:
        return
    if check.measured_on < before.measured_on or before.delivered is True:
        return
    expected = then + round((check.measured_on - before.measured_on).days / 7)
    most = limits("wajar_antarwaktu", check.measured_on)["minggu_hamil"]
    if abs(now - expected) > most and expected <= limits("ibu_hamil", check.measured_on)["minggu_terakhir"] + most:
        yield Finding("gestation_weeks", "caution",
                      f"Menurut pemeriksaan {long_date(before.measured_on)} seharusnya sekitar {expected} minggu. "
                      "Periksa usia kehamilannya.", "minggu_tidak_cocok")  # fmt: skip
