"""How a village is doing, drawn so that the rule of the classification gives it the class the plan asks for.

Only the draws lean towards the class; the class itself is computed from the records that follow from them.
"""

from __future__ import annotations

from random import Random

from kampungkb_desktop.actions.practice.chance import Lot, around
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_activity import INSTITUTIONS
from kampungkb_desktop.forms.choices_village import DATA_KINDS, FUNDS, REGULATIONS
from kampungkb_desktop.forms.institution import MECHANISMS
from kampungkb_desktop.forms.monthly import POKTAN
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.rules.figures_village import POKTAN_OWNED

_GOOD: dict[Level, tuple[tuple[bool, bool, bool], ...]] = {
    Level.DASAR: ((False, False, False), (True, False, False), (False, False, True), (False, True, False)),
    Level.BERKEMBANG: ((True, True, False),),
    Level.MANDIRI: ((True, False, True), (False, True, True)),
    Level.BERKELANJUTAN: ((True, True, True),),
}
"""Which of Input, Proses and Output are good in each class (domain.md 2.3)."""

USUAL_AGENCIES = ("pemdes", "opd_kb", "puskesmas")
"""Who comes to nearly every village."""
_FURTHER = tuple(code for code in INSTITUTIONS.codes() if code not in (*USUAL_AGENCIES, "lainnya", "bkkbn"))


@frozen
class CoupleShares:
    """Shares of all couples (of 1); ``mix`` are the nine methods' shares of the users in the order of ``METHODS``."""

    users: float
    pregnant: float
    later: float
    no_more: float
    mix: tuple[float, ...]


@frozen
class Traits:
    """``joined`` are the five poktan's shares of their targets, ``insured`` the share of the population (of 1)."""

    owned: tuple[bool, ...]
    secretariat: bool
    data_house: bool
    pokja_members: int
    pokja_trained: bool
    funds: tuple[str, ...]
    regulations: tuple[str, ...]
    accompanied: bool
    data_kinds: tuple[str, ...]
    mechanisms: tuple[str, ...]
    agencies: tuple[str, ...]
    joined: tuple[float, ...]
    couples: CoupleShares
    insured: float


METHODS = ("iud", "mow", "mop", "condom", "implant", "injection", "pill", "lam", "traditional")
_SHORT_MIX = {"condom": 3.0, "injection": 50.0, "pill": 22.0, "lam": 0.4, "traditional": 0.8}
_LONG_MIX = {"iud": 8.0, "mow": 4.0, "mop": 0.5, "implant": 11.0}


def draw_traits(rng: Random, level: Level) -> Traits:
    """A village that probably has this class; ask the rule and draw again where it has not."""
    management, working, results = rng.choice(_GOOD[level])
    poktan = rng.randint(4, 5) if management else rng.randint(0, 3)
    owned = set(rng.sample(POKTAN_OWNED, poktan))
    return Traits(
        owned=tuple(name in owned for name in POKTAN_OWNED),
        secretariat=rng.random() < (0.95 if management else 0.35),
        data_house=rng.random() < (0.85 if management else 0.2),
        pokja_members=rng.randint(11, 21),
        pokja_trained=rng.random() < (0.92 if management else 0.3),
        funds=_some(rng, FUNDS.codes(), (2, 4) if management else (0, 2), ("dana_desa",)),
        regulations=_some(rng, REGULATIONS.codes(), (1, 3), ("kades",)) if management or rng.random() < 0.4 else (),
        accompanied=rng.random() < (0.98 if management else 0.8),
        data_kinds=_some(rng, DATA_KINDS.codes()[:4], (2, 4) if working else (0, 1), ("pk",)),
        mechanisms=_some(rng, tuple(n for n, _ in MECHANISMS), (3, 5) if working else (0, 3), ("reporting",)),
        agencies=_agencies(rng, rng.randint(4, 9) if working else rng.randint(1, 4)),
        joined=_joined(rng, poktan_owned=owned, results=results),
        couples=_couples(rng, results=results),
        insured=around(rng, 0.84, 0.06, 0.62, 0.97),
    )


def _some(rng: Random, codes: tuple[str, ...], count: tuple[int, int], first: tuple[str, ...]) -> tuple[str, ...]:
    """So many of the codes, the usual ones first."""
    wanted = rng.randint(*count)
    rest = [code for code in codes if code not in first]
    rng.shuffle(rest)
    return tuple(sorted([*first, *rest][:wanted], key=codes.index))


def _agencies(rng: Random, count: int) -> tuple[str, ...]:
    usual = list(USUAL_AGENCIES[: max(1, min(3, count))])
    return (*usual, *rng.sample(_FURTHER, max(0, count - len(usual))))


def _joined(rng: Random, poktan_owned: set[str], *, results: bool) -> tuple[float, ...]:
    middle = {"bkb": 0.58, "bkr": 0.38, "bkl": 0.4, "uppka": 0.05, "pikr": 0.3}
    factor = around(rng, 1.05 if results else 0.4, 0.2, 0.1, 1.5)
    return tuple(
        min(0.95, middle[name] * factor * rng.uniform(0.8, 1.2)) if f"has_{name}" in poktan_owned else 0.0
        for name, _ in POKTAN
    )


def _couples(rng: Random, *, results: bool) -> CoupleShares:
    unmet = rng.uniform(0.04, 0.088) if results else rng.uniform(0.085, 0.17)
    later = unmet * rng.uniform(0.35, 0.6)
    long_acting = rng.uniform(0.235, 0.33) if results else rng.uniform(0.11, 0.24)
    return CoupleShares(
        users=rng.uniform(0.56, 0.72) if results else rng.uniform(0.42, 0.66),
        pregnant=rng.uniform(0.03, 0.055),
        later=later,
        no_more=unmet - later,
        mix=_mix(rng, long_acting),
    )


def _mix(rng: Random, long_acting: float) -> tuple[float, ...]:
    parts: dict[str, float] = {}
    for weights, share in ((_LONG_MIX, long_acting), (_SHORT_MIX, 1 - long_acting)):
        drawn = {name: weight * rng.uniform(0.75, 1.25) for name, weight in weights.items()}
        parts |= {name: share * weight / sum(drawn.values()) for name, weight in drawn.items()}
    return tuple(parts[name] for name in METHODS)


DUE = Lot({"bulanan": 6.0, "triwulan": 3.0, "semesteran": 1.0})
