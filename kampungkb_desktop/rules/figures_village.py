"""What the classification looks at, read off the newest profile, population and monthly records of a village.

Drafts count as the portal counts them: the latest record, complete or not. Answers to questions that do not apply
(data kinds without a work plan) are kept in the record and not counted here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.institution import MECHANISMS, OWNED, InstitutionProfile
from kampungkb_desktop.forms.monthly import (
    POKTAN,
    POKTAN_TARGETS,
    MonthlySnapshot,
    long_acting_users,
    portal_roll_up,
    users,
)
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.rules.classification import (
    Classification,
    Reading,
    Rules,
    VillageInputs,
    classify,
    cross_sector_count,
    percentages,
)
from kampungkb_desktop.rules.percentages import Percentages, percent

POKTAN_OWNED = tuple(name for name, _ in OWNED[:5])
FACILITIES_OWNED = tuple(name for name, _ in OWNED[5:])


@frozen
class VillageState:
    """The records of a village in force at some time; ``agencies`` are the distinct instansi codes of its recorded
    activities, ``None`` where no activity is recorded."""

    profile: InstitutionProfile | None = None
    population: PopulationSnapshot | None = None
    monthly: MonthlySnapshot | None = None
    agencies: Collection[str] | None = None
    reading: Reading = "portal"
    """How the agencies are counted, as the office has chosen."""

    @property
    def nothing(self) -> bool:
        """Whether nothing is recorded of the village."""
        found = (self.profile, self.population, self.monthly, self.agencies)
        return all(one is None for one in found)

    @property
    def other_reading(self) -> VillageState:
        """The same village with the agencies counted the other way."""
        return replace(self, reading="tanpa_kb" if self.reading == "portal" else "portal")


def inputs_of(state: VillageState) -> VillageInputs:
    """The fifteen figures of the rule (domain.md 2.2)."""
    profile = state.profile or InstitutionProfile()
    output = output_percentages(state)
    return VillageInputs(
        pokja_pengurusan_flag=profile.has_pokja,
        pokja_jumlah=profile.pokja_members,
        pokja_pelatihan_flag=profile.pokja_trained,
        total_sumber_dana=_kinds(profile.funds, profile),
        total_poktan=_owned(profile, POKTAN_OWNED),
        total_sarana=_owned(profile, FACILITIES_OWNED),
        plkb_pendamping_flag=profile.has_pkb,
        regulasi_flag=profile.has_regulation,
        total_penggunaan_data=_data_kinds(profile),
        total_operasional=_owned(profile, tuple(f"{name}_done" for name, _ in MECHANISMS)),
        total_lintas_sektor=(None if state.agencies is None else cross_sector_count(state.agencies, state.reading)),
        output_persentase_poktan=output.poktan,
        output_persentase_cpr=output.cpr,
        output_persentase_mkjp=output.mkjp,
        output_persentase_unmet=output.unmet,
    )


def output_percentages(state: VillageState) -> Percentages:
    """Participation, CPR, MKJP and unmet need as the rule rounds them."""
    monthly, population = state.monthly, state.population
    return percentages(
        poktan=poktan_pairs(state),
        pus=population.pus if population else None,
        users=users(monthly, portal_only=True) if monthly else None,
        mkjp_users=long_acting_users(monthly) if monthly else None,
        iat=portal_roll_up(monthly).reason("nonuser_iat") if monthly else None,
        tial=portal_roll_up(monthly).reason("nonuser_tial") if monthly else None,
    )


def other_class(state: VillageState, by: Rules | None = None) -> Classification | None:
    """The class by the other reading of the lintas-sektor indicator, where that is another class."""
    ours, theirs = classify(inputs_of(state), by), classify(inputs_of(state.other_reading), by)
    return None if ours.level is theirs.level else theirs


def poktan_pairs(state: VillageState) -> tuple[tuple[int | None, int | None], ...]:
    """(participants, target) of the five poktan in the portal's order."""
    monthly, population = state.monthly or MonthlySnapshot(), state.population or PopulationSnapshot()
    return tuple((getattr(monthly, name), getattr(population, POKTAN_TARGETS[name])) for name, _ in POKTAN)


def poktan_percents(state: VillageState) -> tuple[int | None, ...]:
    """Each poktan's participation in whole per cent as the rule rounds it; ``None`` where a count is unknown."""
    return tuple(
        None if joined is None or target is None else percent(joined, target) for joined, target in poktan_pairs(state)
    )


def _owned(profile: InstitutionProfile, names: tuple[str, ...]) -> int | None:
    answers = [answer for name in names if (answer := getattr(profile, name)) is not None]
    return sum(answers) if answers else None


def _kinds(chosen: tuple[str, ...] | None, profile: InstitutionProfile) -> int | None:
    """An empty list cannot be told from an unanswered one; in a complete profile it means none."""
    if chosen is None:
        return 0 if profile.status == DONE else None
    return len(chosen)


def _data_kinds(profile: InstitutionProfile) -> int | None:
    if profile.has_plan is False or (profile.has_plan and profile.uses_data is False):
        return 0
    return _kinds(profile.data_kinds, profile) if profile.uses_data else None
