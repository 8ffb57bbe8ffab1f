"""What is to be invented: which villages, of which class, with how many families, kept by which officer.

A village's class, size and families depend on the seed, the month and its code alone, never on how many others are
asked for: an officer's practice file fits into the practice data of the district.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from kampungkb_desktop.actions.practice.chance import around, chance, split
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.rules.classification import Level

OFFICER, DISTRICT = "petugas", "kabupaten"

BERAU_MIX: dict[Level, int] = {
    Level.BERKELANJUTAN: 16, Level.BERKEMBANG: 47, Level.DASAR: 45, Level.MANDIRI: 2,
}  # fmt: skip
"""Berau's 110 villages in December 2024, as its office reported them (domain.md 9, line 18)."""

FIRST_VILLAGE = "64.03.06.2004"
FIRST_NAME = "Maluang Sejati"
COVERED = 0.97
"""The greatest share of a village's families that the register holds."""

_DEFAULTS: dict[str, tuple[int | None, int]] = {OFFICER: (5, 1200), DISTRICT: (None, 2000)}
_WORDS = (
    "Sejahtera", "Mandiri", "Bahagia", "Harmoni", "Berseri", "Lestari", "Rukun", "Makmur", "Cerdas", "Ceria", "Asri",
    "Sehati", "Bersinar", "Damai", "Gemilang", "Maju Bersama",
)  # fmt: skip


@frozen
class Wish:
    """What was asked for; ``as_of`` is the day up to which things happen."""

    regency: str
    role: str
    villages: int | None
    families: int | None
    seed: int
    as_of: date

    @property
    def month(self) -> str:
        """The month that is under way."""
        return month_of(self.as_of)

    @property
    def start(self) -> date:
        """The first day of that month, at which everybody's age is taken."""
        return self.as_of.replace(day=1)

    @property
    def began(self) -> date:
        """The day on which the practice year begins."""
        return date.fromisoformat(f"{month_shift(self.month, -12)}-01")

    @property
    def key(self) -> str:
        """What all chance of one month begins with."""
        return f"{self.seed}/{self.regency}/{self.month}"


@frozen
class VillagePlan:
    """One village: ``level`` is the class its data shall give, ``families`` how many are in the register,
    ``all_families`` how many live there; ``place`` is its number among the regency's villages, ``officer`` the number
    of its PKB."""

    region: Region
    place: int
    kkb_name: str
    launched_on: date
    level: Level
    all_families: int
    officer: int
    nearly_empty: bool
    families: int = 0

    @property
    def code(self) -> str:
        return self.region.code


def village_plans(wish: Wish) -> list[VillagePlan]:
    """The villages in the order they are made. KnownError for a regency or a number of villages there is not."""
    everything = _all_plans(wish)
    default, families = _DEFAULTS[wish.role]
    count = (default or len(everything)) if wish.villages is None else wish.villages
    if not 1 <= count <= len(everything):
        raise KnownError(
            "E-VILLAGES",
            f"Kabupaten/kota ini memiliki {len(everything)} desa/kelurahan; jumlah yang diminta {count}.",
            f"Pilih jumlah dari 1 sampai {len(everything)}.",
        )
    if wish.families is not None and wish.families < 0:
        raise KnownError("E-FAMILIES", "Jumlah keluarga tidak boleh kurang dari nol.", "Tulis 0 atau lebih.")
    chosen = _chosen(everything, count)
    kept = split(families if wish.families is None else wish.families, [float(plan.all_families) for plan in chosen])
    return [_sized(plan, number, wish.role) for plan, number in zip(chosen, kept, strict=True)]


def levels_for(count: int) -> dict[Level, int]:
    """How many villages of each class among ``count``: the proportions of Berau, and one Berkelanjutan at least."""
    levels = dict(zip(BERAU_MIX, split(count, list(BERAU_MIX.values())), strict=True))
    if count and not levels[Level.BERKELANJUTAN]:
        levels[max(levels, key=lambda level: levels[level])] -= 1
        levels[Level.BERKELANJUTAN] = 1
    return levels


def _sized(plan: VillagePlan, kept: int, role: str) -> VillagePlan:
    living = max(plan.all_families, round(kept / COVERED))
    return VillagePlan(
        region=plan.region, place=plan.place, kkb_name=plan.kkb_name, launched_on=plan.launched_on, level=plan.level,
        all_families=living, officer=0 if role == OFFICER else plan.officer, nearly_empty=plan.nearly_empty,
        families=kept,
    )  # fmt: skip


def _chosen(everything: list[VillagePlan], count: int) -> list[VillagePlan]:
    """The first villages that together have the mix of classes."""
    left = Counter(levels_for(count))
    chosen = []
    for plan in everything:
        if left[plan.level] > 0:
            left[plan.level] -= 1
            chosen.append(plan)
    return chosen


def _all_plans(wish: Wish) -> list[VillagePlan]:
    places = _ordered(wish.regency)
    pool = [level for level, number in levels_for(len(places)).items() for _ in range(number)]
    first, rest = pool[:1], pool[1:]
    chance(wish.seed, wish.regency, "levels").shuffle(rest)
    officers: dict[str, int] = {}
    plans: list[VillagePlan] = []
    for place, (region, level) in enumerate(zip(places, first + rest, strict=True)):
        rng = chance(wish.seed, region.code, "plan")
        known = region.code == FIRST_VILLAGE
        size = 420 if known else round(around(rng, 290, 110, 60, 700))
        plans.append(
            VillagePlan(
                region=region, place=place, kkb_name=FIRST_NAME if known else f"{region.name} {rng.choice(_WORDS)}",
                launched_on=date(2016, 3, 10) if known else _launch(rng.random()), level=level, all_families=size,
                officer=officers.setdefault(region.chain[1].code, len(officers)),
                nearly_empty=level == Level.DASAR and rng.random() < 0.16,
            )
        )  # fmt: skip
    return plans


def _ordered(regency: str) -> list[Region]:
    """Every village, by code; in Berau Maluang and its neighbours come first."""
    known = regions.load()
    place = known.region(regency)
    if place is None or place.level != "regency":
        raise KnownError(
            "E-REGENCY", "Kode kabupaten/kota ini tidak dikenal.", "Tulis kodenya seperti 64.03 untuk Kabupaten Berau."
        )
    everything = known.villages(regency)
    first = next((region for region in everything if region.code == FIRST_VILLAGE), None)
    if first is None:
        return everything
    return sorted(everything, key=lambda v: (v != first, v.parent != first.parent, v.code))


def _launch(share: float) -> date:
    """A day between 2017 and 2023; later years have more."""
    number = int(share**0.6 * 7 * 12)
    return date(2017 + number // 12, number % 12 + 1, 5 + number % 20)
