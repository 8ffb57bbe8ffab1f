"""Population, monthly and institution records of one village over a year, which obey the portal's hard identities:
users and non-users add up to PUS, participants stay within their targets, insured persons within the population."""

from __future__ import annotations

from datetime import date
from random import Random

from kampungkb_desktop.actions.practice.chance import split
from kampungkb_desktop.actions.practice.plan import VillagePlan
from kampungkb_desktop.actions.practice.traits import DUE, METHODS, Traits
from kampungkb_desktop.forms.institution import MECHANISMS, InstitutionProfile
from kampungkb_desktop.forms.monthly import POKTAN, POKTAN_TARGETS, MonthlySnapshot
from kampungkb_desktop.forms.population import AGE_GROUPS, PopulationSnapshot, total
from kampungkb_desktop.forms.record import DONE, DRAFT
from kampungkb_desktop.rules.figures_village import POKTAN_OWNED

MONTHS = 12
COUNTED_AGAIN = (0, 5, 11)
"""The months of the year in which the population is counted anew."""

_PYRAMID = (8.9, 9.8, 9.7, 8.8, 7.6, 8.2, 8.6, 8.3, 7.4, 6.3, 5.1, 4.1, 3.1, 2.2, 1.3, 0.9)
_MEN = (0.513, 0.512, 0.512, 0.512, 0.51, 0.51, 0.51, 0.512, 0.515, 0.52, 0.52, 0.518, 0.51, 0.5, 0.48, 0.44)
_ADOLESCENT_GROUPS = ("10_14", "15_19", "20_24")


def populations(rng: Random, plan: VillagePlan, days: list[date]) -> list[PopulationSnapshot]:
    """One record per day, growing slowly."""
    families, per_family = plan.all_families, rng.uniform(3.2, 3.55)
    shape = [weight * rng.uniform(0.88, 1.12) for weight in _PYRAMID]
    shares = {"pus": rng.uniform(0.56, 0.64), "families_toddler": rng.uniform(0.24, 0.3),
              "families_adolescent": rng.uniform(0.38, 0.46), "families_elderly": rng.uniform(0.2, 0.27)}  # fmt: skip
    single, grown = rng.uniform(0.82, 0.9), 1.0
    found: list[PopulationSnapshot] = []
    for day in reversed(days):
        now = round(families * grown)
        people = split(round(now * per_family), shape)
        counts: dict[str, int] = {}
        for group, number, men in zip(AGE_GROUPS, people, _MEN, strict=True):
            counts[f"male_{group}"] = round(number * men)
            counts[f"female_{group}"] = number - round(number * men)
        young = sum(counts[f"{sex}_{group}"] for sex in ("male", "female") for group in _ADOLESCENT_GROUPS)
        counts |= {name: round(now * share) for name, share in shares.items()}
        counts |= {"families": now, "adolescents": round(young * single)}
        found.append(PopulationSnapshot(village=plan.code, status=DONE, as_of=day).changed(**counts))
        grown *= 1 - rng.uniform(0.002, 0.012)
    return found[::-1]


def monthly(rng: Random, traits: Traits, population: PopulationSnapshot, month: str, ago: int) -> MonthlySnapshot:
    """The Bangga Kencana figures of a month, ``ago`` months before the newest: a little lower each month back."""
    pus, back, couples = population.pus or 0, 1 - 0.006 * ago, traits.couples
    reasons = [couples.pregnant, couples.later * (1 + 0.012 * ago), couples.no_more * (1 + 0.012 * ago)]
    if ago:
        reasons = [share * rng.uniform(0.94, 1.06) for share in reasons]
    pregnant, later, no_more = (round(pus * share) for share in reasons)
    users = min(round(pus * couples.users * back), pus - pregnant - later - no_more)
    counts = dict(zip((f"users_{name}" for name in METHODS), split(users, couples.mix), strict=True))
    soon = pus - users - pregnant - later - no_more
    joined = {
        name: round((getattr(population, POKTAN_TARGETS[name]) or 0) * share * (back - 0.01 * ago))
        for (name, _), share in zip(POKTAN, traits.joined, strict=True)
    }
    bpjs = round((total(population) or 0) * traits.insured * back)
    others = counts["users_lam"] + counts["users_traditional"]
    placed = {"placed_ias": 0, "placed_iat": others // 3, "placed_tial": others - others // 3} if others else {}
    return MonthlySnapshot(village=population.village, status=DONE, month=month, bpjs=bpjs).changed(
        **joined, **counts, **placed, nonuser_pregnant=pregnant, nonuser_ias=soon, nonuser_iat=later,
        nonuser_tial=no_more,
    )  # fmt: skip


def profile(
    rng: Random, traits: Traits, plan: VillagePlan, month: str, pkb: tuple[str, str, str]
) -> InstitutionProfile:
    """The institution profile; ``pkb`` is name, NIP and telephone of the officer."""
    name, nip, phone = pkb
    has_plan = bool(traits.data_kinds)
    answers: dict[str, object] = dict(zip(POKTAN_OWNED, traits.owned, strict=True))
    for code, _ in MECHANISMS:
        done = code in traits.mechanisms
        answers |= {f"{code}_done": done, f"{code}_frequency": DUE.draw(rng) if done else None}
    members = traits.pokja_members
    return InstitutionProfile(
        village=plan.code, status=DONE, month=month,
        has_secretariat=traits.secretariat, has_data_house=traits.data_house, funds=traits.funds or None,
        has_pokja=True, pokja_decree=rng.random() < 0.9, pokja_members=members, pokja_trained=traits.pokja_trained,
        pokja_training="Orientasi pokja Kampung KB tingkat kabupaten" if traits.pokja_trained else None,
        pokja_trained_members=rng.randint(3, members) if traits.pokja_trained else None,
        has_pkb=traits.accompanied, pkb_nip=nip if traits.accompanied else None,
        guided_by=None if traits.accompanied else "kader", pkb_name=name, pkb_phone=phone,
        has_regulation=bool(traits.regulations), regulations=traits.regulations or None,
        has_plan=has_plan, uses_data=True if has_plan else None, data_kinds=traits.data_kinds or None,
    ).changed(**answers)  # fmt: skip


def begun_profile(plan: VillagePlan, month: str) -> InstitutionProfile:
    """A profile that somebody opened, answered in part and left."""
    return InstitutionProfile(
        village=plan.code, status=DRAFT, month=month, has_bkb=True, has_bkr=False, has_pokja=True, pokja_decree=False
    )
