"""Population, poktan, couples and register of a village as its summary prints them."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.figures import register_of, toddlers_of
from kampungkb_desktop.actions.stunting_risk import reading_of, recap_of
from kampungkb_desktop.actions.summary_class import rates_source
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import long_date, month_name, number
from kampungkb_desktop.forms.monthly import LONG_ACTING, OTHER_METHODS, PORTAL_METHODS, MonthlySnapshot, portal_roll_up
from kampungkb_desktop.forms.population import PopulationSnapshot, age_counts, total
from kampungkb_desktop.forms.record import DRAFT, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report import register_content as printed
from kampungkb_desktop.report import summary_content as paper
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures import RegisterFigures
from kampungkb_desktop.rules.figures_growth import WITHIN_MONTHS, Prevalence, ToddlerFigures
from kampungkb_desktop.rules.figures_village import (
    POKTAN_OWNED,
    VillageState,
    output_percentages,
    poktan_pairs,
    poktan_percents,
)
from kampungkb_desktop.rules.stunting_headings import READING_WORDS
from kampungkb_desktop.rules.stunting_recap import FACTORS
from kampungkb_desktop.rules.stunting_words import SHORT
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
        source=f"Diisi di Kependudukan{as_of}{draft_words(snapshot)}",
    )


def groups(state: VillageState, month: str) -> paper.Groups:
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
        percent_source=rates_source(month),
    )  # fmt: skip


def family_planning(state: VillageState, month: str) -> paper.FamilyPlanning:
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
        unmet_couples=_unmet(state.monthly),
        insured=monthly.bpjs,
        source=_monthly_source(state.monthly),
        rates_source=_rates_source(state.monthly, month),
    )


def _unmet(monthly: MonthlySnapshot | None) -> int | None:
    """IAT + TIAL as the portal counts them."""
    if monthly is None:
        return None
    later, no_more = (portal_roll_up(monthly).reason(name) for name in ("nonuser_iat", "nonuser_tial"))
    return None if later is None or no_more is None else later + no_more


def _rates_source(monthly: MonthlySnapshot | None, month: str) -> str | None:
    """The rule of the percentages, and what the unmet need counts beside IAT and TIAL (domain.md 1.3)."""
    if _monthly_source(monthly) is None or monthly is None:
        return None
    placed = (monthly.placed_iat or 0) + (monthly.placed_tial or 0)
    also = f"; unmet need seperti di portal, termasuk {number(placed)} pemakai MAL/tradisional" if placed else ""
    return rates_source(month) + also


def register(conn: Connection, village: str, state: VillageState, month: str, on: date) -> printed.Register | None:
    """What the family register and the visits say; ``None`` while no family is in it."""
    found = register_of(conn, village, on)
    if not found.families.count and not found.persons.count:
        return None
    return printed.Register(
        families=_families(conn, village, state, month, found),
        risk=risk(conn, village, on),
        toddlers=_toddlers(toddlers_of(conn, village, on, known=found)),
        source=f"Dihitung dari pendataan keluarga dan kunjungan sampai {long_date(on)}",
        toddlers_source=f"Dihitung dari pengukuran {WITHIN_MONTHS} bulan sampai {long_date(on)}, menurut {_growth(on)}",
    )


def _growth(on: date) -> str:
    return ruleset.in_force("antropometri", on).id


def risk(conn: Connection, village: str, on: date) -> printed.Risk:
    """Keluarga berisiko stunting by the rule of the day, and every factor among the sasaran (domain.md 4.3)."""
    found = recap_of(conn, village, Semester.of(on), on, None)
    target = found.target.count
    rule = ruleset.in_force("krs", on).id
    return printed.Risk(
        whole=share("keluarga sasaran berisiko stunting", found.at_risk.count, target),
        factors=tuple(share(SHORT[code], found.factors[code].count, target) for code in FACTORS),
        unknown=found.unknown.count,
        source=f"Dihitung dari pendataan keluarga menurut aturan {rule}, {READING_WORDS[reading_of(conn, on)]}",
    )


def _families(
    conn: Connection, village: str, state: VillageState, month: str, found: RegisterFigures
) -> tuple[printed.Share, ...]:
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


def _toddlers(found: ToddlerFigures) -> tuple[printed.Share, ...]:
    if not found.children.count:
        return ()
    return (
        share(f"Balita diukur dalam {WITHIN_MONTHS} bulan", found.measured.count, found.children.count),
        _prevalence("Pendek (stunting)", found.stunted),
        _prevalence("Gizi kurang atau buruk (wasting)", found.wasted),
        _prevalence("Berat badan kurang", found.underweight),
    )


def _prevalence(label: str, found: Prevalence) -> printed.Share:
    return printed.Share(label, found.affected.count, found.judged.count, found.percent)


def share(label: str, count: int, of: int | None) -> printed.Share:
    """A count of a whole with one decimal, half up as on the screens."""
    percent = (2000 * count + of) // (2 * of) / 10 if of else None
    return printed.Share(label, count, of, percent)


def _monthly_source(monthly: MonthlySnapshot | None) -> str | None:
    if monthly is None or monthly.month is None:
        return None
    return f"Diisi di Bangga Kencana {month_name(monthly.month)}{draft_words(monthly)}"
