"""What the records of one Kampung KB must say together: findings that no single record can make (domain.md 1.1–1.4).

Pure: the other records are handed in. Every finding names the figure it compares with and where that figure stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of, number
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import (
    NON_USERS,
    POKTAN,
    POKTAN_TARGETS,
    PORTAL_METHODS,
    MonthlySnapshot,
    non_users,
    users,
)
from kampungkb_desktop.forms.population import PopulationSnapshot, total
from kampungkb_desktop.forms.record import Finding, Record, fields_of
from kampungkb_desktop.forms.village import Village

R = TypeVar("R", bound=Record)

IDENTITY = "Total pengguna kontrasepsi dan non kontrasepsi harus sama dengan total PUS"
"""The portal's own message for the hard identity (domain.md 0.4)."""
_COUNTED = tuple(name for name, _ in (*PORTAL_METHODS, *NON_USERS))
_MODELS = (("model_province", 2, "provinsi"), ("model_regency", 5, "kabupaten/kota"))


def month_of_record(record: Record) -> str:
    """The month a snapshot stands for, "" when it does not say yet."""
    if isinstance(record, PopulationSnapshot):
        return month_of(record.as_of) if record.as_of is not None else ""
    return getattr(record, "month", None) or ""


def in_force(snapshots: Iterable[R], month: str) -> R | None:
    """The snapshot to compare a month with: the newest that is not later, else the earliest there is.

    Snapshots without a date are never in force. Of two for one date the one made later counts.
    """
    dated = sorted((s for s in snapshots if month_of_record(s)), key=_when)
    earlier = [s for s in dated if month_of_record(s) <= month]
    return earlier[-1] if earlier else dated[0] if dated else None


def newest(snapshots: Iterable[R]) -> R | None:
    """The active snapshot: the one with the latest date (domain.md 1.2, 2.3)."""
    return in_force(snapshots, "9999-12")


def _when(record: Record) -> tuple[str, str]:
    day = record.as_of.isoformat() if isinstance(record, PopulationSnapshot) and record.as_of else ""
    return (day or month_of_record(record), record.id)


@frozen
class PoktanLimit:
    """What bounds the participants of one poktan. ``owned`` and ``target`` are ``None`` where nothing is recorded."""

    field: str
    label: str
    owned: bool | None
    target: int | None
    target_label: str
    owned_source: str
    target_source: str


def poktan_limits(population: PopulationSnapshot | None, profile: InstitutionProfile | None) -> tuple[PoktanLimit, ...]:
    """The five poktan in the portal's order with their bounds."""
    kinds = fields_of(PopulationSnapshot)
    return tuple(
        PoktanLimit(
            field=field,
            label=label,
            owned=getattr(profile, f"has_{field}") if profile is not None else None,
            target=getattr(population, POKTAN_TARGETS[field]) if population is not None else None,
            target_label=kinds[POKTAN_TARGETS[field]].label,
            owned_source=profile.name() if profile is not None else "",
            target_source=population.name() if population is not None else "",
        )
        for field, label in POKTAN
    )


@frozen
class Balance:
    """Both sides of the identity. Sums are of what is filled in so far; ``complete`` when every box is."""

    users: int
    non_users: int
    pus: int | None
    complete: bool
    source: str = ""

    @property
    def counted(self) -> int:
        """Users and non-users together."""
        return self.users + self.non_users

    @property
    def difference(self) -> int | None:
        """How many couples are too many (positive) or missing (negative); ``None`` without PUS."""
        return None if self.pus is None else self.counted - self.pus

    @property
    def sentence(self) -> str:
        """Where the identity stands, in words."""
        gap = self.difference
        if gap is None:
            return "Jumlah PUS belum ada. Isi dahulu Kependudukan, supaya jumlahnya bisa dicocokkan."
        if gap == 0:
            return f"Cocok: {number(self.counted)} pasangan, sama dengan PUS."
        how = f"lebih {number(gap)}" if gap > 0 else f"kurang {number(-gap)}"
        return f"Sekarang {number(self.counted)}, PUS {number(self.pus or 0)} ({self.source}): {how}."


def balance(record: MonthlySnapshot, population: PopulationSnapshot | None) -> Balance:
    """The identity Σ users + Σ non-users = PUS as it stands. All nine methods count as users."""
    return Balance(
        users(record) or 0,
        non_users(record) or 0,
        population.pus if population is not None else None,
        all(getattr(record, name) is not None for name in _COUNTED),
        population.name() if population is not None else "",
    )


def monthly_findings(
    record: MonthlySnapshot, population: PopulationSnapshot | None, profile: InstitutionProfile | None
) -> Iterator[Finding]:
    """Poktan against targets and ownership, the identity, and BPJS against jumlah jiwa (domain.md 1.3)."""
    for limit in poktan_limits(population, profile):
        yield from _poktan(record, limit)
    state = balance(record, population)
    if state.complete and state.difference is None:
        yield Finding("nonuser_tial", "caution", state.sentence, "tanpa_pus")
    elif state.complete and state.difference:
        yield Finding("nonuser_tial", "problem", f"{IDENTITY}. {state.sentence}", "tidak_sama")
    people = total(population) if population is not None else None
    if population is not None and people is not None and record.bpjs is not None and record.bpjs > people:
        yield Finding("bpjs", "problem", _too_many("jumlah jiwa", people, population.name()), "lebih")


def _poktan(record: MonthlySnapshot, limit: PoktanLimit) -> Iterator[Finding]:
    count = getattr(record, limit.field)
    if not count:
        return
    if limit.owned is False:
        sentence = f"Kampung KB ini tidak memiliki {limit.label} menurut {limit.owned_source}, jadi isinya 0."
        yield Finding(limit.field, "problem", sentence, "tidak_memiliki", fix=0)
    elif limit.target is not None and count > limit.target:
        yield Finding(limit.field, "problem", _too_many(limit.target_label, limit.target, limit.target_source), "lebih")


def _too_many(what: str, most: int, source: str) -> str:
    return f"Tidak boleh lebih dari {what}: {number(most)} ({source})."


def population_findings(record: PopulationSnapshot, monthly: MonthlySnapshot | None) -> Iterator[Finding]:
    """What a population count says against the monthly record that is compared with it."""
    if monthly is None:
        return
    counted = balance(monthly, record)
    if counted.complete and counted.difference:
        there = f"{monthly.name()} mencatat {number(counted.counted)} pasangan"
        sentence = f"{there}; PUS di sini {number(record.pus or 0)}. Sesuaikan salah satunya."
        yield Finding("pus", "caution", sentence, "tidak_sama")
    for limit in poktan_limits(record, None):
        joined = getattr(monthly, limit.field)
        if joined is not None and limit.target is not None and joined > limit.target:
            sentence = f"{monthly.name()} mencatat {number(joined)} peserta {limit.label}, lebih dari angka ini."
            yield Finding(POKTAN_TARGETS[limit.field], "caution", sentence, "kurang")


def profile_findings(record: InstitutionProfile, monthly: MonthlySnapshot | None) -> Iterator[Finding]:
    """A poktan said not to be there while the monthly record counts its participants."""
    if monthly is None:
        return
    for field, label in POKTAN:
        joined = getattr(monthly, field)
        if joined and getattr(record, f"has_{field}") is False:
            sentence = f"{monthly.name()} mencatat {number(joined)} peserta {label}. Periksa salah satunya."
            yield Finding(f"has_{field}", "caution", sentence, "bertentangan")


def dated_twice(record: Record, others: Sequence[Record]) -> Iterator[Finding]:
    """A second record for the same month or day: only one can be in force."""
    mine = _when(record)[0]
    twin = next((one for one in others if one.id != record.id and mine and _when(one)[0] == mine), None)
    if twin is not None:
        field = "as_of" if isinstance(record, PopulationSnapshot) else "month"
        sentence = f"{twin.name()} sudah ada. Buka dan perbaiki yang itu, atau ganti tanggalnya."
        yield Finding(field, "problem", sentence, "ganda")


def village_findings(record: Village, others: Sequence[Village]) -> Iterator[Finding]:
    """One active Kampung KB per desa/kelurahan; one model village each for a province and a kabupaten/kota."""
    for other in others:
        if other.id == record.id or other.active is False or record.active is False:
            continue
        if record.village and other.village == record.village:
            sentence = f"Desa ini sudah punya Kampung KB aktif: {other.name()}. Nonaktifkan salah satunya."
            yield Finding("active", "problem", sentence, "ganda")
        for field, digits, level in _MODELS:
            here = (record.village or "")[:digits]
            if getattr(record, field) and getattr(other, field) and (other.village or "")[:digits] == here:
                sentence = f"{other.name()} sudah menjadi percontohan tingkat {level}; biasanya hanya satu."
                yield Finding(field, "caution", sentence, "ganda")
