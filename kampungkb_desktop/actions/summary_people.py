"""Population, poktan, couples and register of a village as its summary prints them."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.figures import register_of, toddlers_of
from kampungkb_desktop.base.text import long_date, month_name, number
from kampungkb_desktop.forms.monthly import LONG_ACTING, OTHER_METHODS, PORTAL_METHODS, MonthlySnapshot, users
from kampungkb_desktop.forms.population import PopulationSnapshot, age_counts, total
from kampungkb_desktop.forms.record import DRAFT, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report import summary_content as paper
from kampungkb_desktop.rules.figures import RegisterFigures
from kampungkb_desktop.rules.figures_growth import WITHIN_MONTHS, Prevalence, ToddlerFigures
from kampungkb_desktop.rules.figures_village import (
    POKTAN_OWNED,
    VillageState,
    output_percentages,
    poktan_pairs,
    poktan_percents,
)
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_POKTAN = (
    ("BKB", "Bina Keluarga Balita", "keluarga balita"),
    ("BKR", "Bina Keluarga Remaja", "keluarga remaja"),
    ("BKL", "Bina Keluarga Lansia", "keluarga lansia"),
    ("UPPKA", "Usaha Peningkatan Pendapatan Keluarga Akseptor", "keluarga"),
    ("PIK R", "Pusat Informasi dan Konseling Remaja", "remaja"),
)


def draft_words(record: Record) -> str:
    """Said after a source that is not finished."""
    return " (masih draf)" if record.status == DRAFT else ""


def population(snapshot: PopulationSnapshot | None) -> paper.Population:
    """The population snapshot in force."""
    if snapshot is None:
        return paper.Population()
    ages = age_counts(snapshot)
    as_of = f" per {long_date(snapshot.as_of)}" if snapshot.as_of else ""
    return paper.Population(
        men=tuple(men for men, _ in ages),
        women=tuple(women for _, women in ages),
        couples=snapshot.pus,
        families=snapshot.families,
        adolescents=snapshot.adolescents,
        families_with_toddlers=snapshot.families_toddler,
        families_with_adolescents=snapshot.families_adolescent,
        families_with_elderly=snapshot.families_elderly,
        source=f"Kependudukan{as_of}{draft_words(snapshot)}",
    )


def groups(state: VillageState) -> paper.Groups:
    """The five poktan: owned by the profile, members by the monthly record, targets by the population."""
    if state.profile is None and state.monthly is None and state.population is None:
        return paper.Groups()
    pairs, percents = poktan_pairs(state), poktan_percents(state)
    return paper.Groups(
        groups=tuple(
            paper.GroupParticipation(
                short=short, name=name, target_label=label, members=joined, target=target, percent=percent,
                owned=getattr(state.profile, owned) if state.profile else None,
            )
            for (short, name, label), (joined, target), percent, owned in zip(
                _POKTAN, pairs, percents, POKTAN_OWNED, strict=True
            )
        ),
        source=_monthly_source(state.monthly),
    )  # fmt: skip


def family_planning(state: VillageState) -> paper.FamilyPlanning:
    """Couples, methods and reasons of the monthly record, with the percentages of the rule."""
    pus = state.population.pus if state.population else None
    monthly = state.monthly or MonthlySnapshot()
    rates = output_percentages(state)
    return paper.FamilyPlanning(
        couples=pus,
        methods=tuple(
            paper.MethodCount(label, getattr(monthly, name), name in LONG_ACTING) for name, label in PORTAL_METHODS
        ),
        further_methods=tuple(paper.MethodCount(label, getattr(monthly, name)) for name, label in OTHER_METHODS),
        pregnant=monthly.nonuser_pregnant,
        wants_soon=monthly.nonuser_ias,
        wants_later=monthly.nonuser_iat,
        wants_no_more=monthly.nonuser_tial,
        prevalence=rates.cpr,
        long_acting=rates.mkjp,
        unmet_need=rates.unmet,
        insured=monthly.bpjs,
        source=_planning_source(state.monthly),
    )


def _planning_source(monthly: MonthlySnapshot | None) -> str | None:
    """Where the figures come from, and what the unmet need counts beside IAT and TIAL (domain.md 1.3)."""
    source = _monthly_source(monthly)
    if source is None or monthly is None:
        return source
    placed = (monthly.placed_iat or 0) + (monthly.placed_tial or 0)
    if not placed:
        return source
    return f"{source}; unmet need dihitung seperti di portal, termasuk {number(placed)} pemakai MAL/tradisional"


def previous(state: VillageState, month: str) -> paper.Previous | None:
    """The headline figures a month earlier; ``None`` without a monthly record of exactly that month."""
    if state.monthly is None or state.monthly.month != month:
        return None
    counted = state.population
    return paper.Previous(
        month=month,
        people=total(counted) if counted else None,
        families=counted.families if counted else None,
        couples=counted.pus if counted else None,
        users=users(state.monthly, portal_only=True),
    )


def register(conn: Connection, village: str, state: VillageState, month: str, on: date) -> paper.Register | None:
    """What the family register and the visits say; ``None`` while no family is in it."""
    found = register_of(conn, village, on)
    if not found.families.count and not found.persons.count:
        return None
    return paper.Register(
        families=_families(conn, village, state, month, found),
        risk=_risk(found),
        toddlers=_toddlers(toddlers_of(conn, village, on, known=found)),
        source=f"Pendataan keluarga dan kunjungan sampai {long_date(on)}",
    )


def _families(
    conn: Connection, village: str, state: VillageState, month: str, found: RegisterFigures
) -> tuple[paper.Share, ...]:
    counted = state.population
    visits = read.rows(conn, Visit, ("family_id", "visited_on"), {"village": village})
    made = [family for family, day in visits if day is not None and str(day)[:7] == month]
    couples, families = found.couples, found.families.count
    return (
        share("Keluarga terdata", families, counted.families if counted else None),
        share("Jiwa terdata", found.persons.count, total(counted) if counted else None),
        share("Keluarga dengan balita", found.families_toddler.count, families),
        share("PUS terdata", couples.all.count, counted.pus if counted else None),
        share("Peserta KB di antara PUS terdata", couples.users, couples.all.count),
        share("Ibu hamil di antara PUS terdata", couples.pregnant.count, couples.all.count),
        share("Jiwa dengan JKN (BPJS)", found.insured.count, found.persons.count),
        share("Keluarga dikunjungi bulan ini", len(set(made)), families),
        share("Kunjungan rumah bulan ini", len(made), None),
    )


def _risk(found: RegisterFigures) -> tuple[paper.Share, ...]:
    """Factors as they stand in the register; whether a family is at risk is for the rule of its own to say."""
    families, couples = found.families.count, found.couples.all.count
    return (
        share("Sumber air minum utama tidak layak", found.unsafe_water.count, families),
        share("Jamban tidak layak", found.unsafe_latrine.count, families),
        share("Terlalu muda (istri PUS di bawah 20 tahun)", found.wives_under_20.count, couples),
        share("Terlalu tua (istri PUS 35–40 tahun)", found.wives_35_to_40.count, couples),
    )


def _toddlers(found: ToddlerFigures) -> tuple[paper.Share, ...]:
    if not found.children.count:
        return ()
    return (
        share(f"Balita diukur dalam {WITHIN_MONTHS} bulan", found.measured.count, found.children.count),
        _prevalence("Pendek (stunting)", found.stunted),
        _prevalence("Gizi kurang atau buruk (wasting)", found.wasted),
        _prevalence("Berat badan kurang", found.underweight),
    )


def _prevalence(label: str, found: Prevalence) -> paper.Share:
    return paper.Share(label, found.affected.count, found.judged.count, found.percent)


def share(label: str, count: int, of: int | None) -> paper.Share:
    """A count of a whole with one decimal, half up as on the screens."""
    percent = (2000 * count + of) // (2 * of) / 10 if of else None
    return paper.Share(label, count, of, percent)


def _monthly_source(monthly: MonthlySnapshot | None) -> str | None:
    if monthly is None or monthly.month is None:
        return None
    return f"Bangga Kencana {month_name(monthly.month)}{draft_words(monthly)}"
