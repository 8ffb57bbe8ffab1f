"""The Kampung KB of a kabupaten by kecamatan: how many are formed, of which class, and their sums; and how near each
Dasar village is to the next class (domain.md 9, lines 12, 18 and 20).

A share is always a numerator over a denominator of the same villages: one that lacks either figure is in neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from kampungkb_desktop.actions.classify_village import month_end, states
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.monthly import MonthlySnapshot, long_acting_users, portal_roll_up, users
from kampungkb_desktop.forms.population import PopulationSnapshot, total
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.forms.village import Village, is_planned
from kampungkb_desktop.rules import classification as rule
from kampungkb_desktop.rules.classification import Level, Path, Rules
from kampungkb_desktop.rules.coverage import Coverage, coverage
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

Pair = tuple[int, int]
"""Numerator and denominator."""
NOTHING: Pair = (0, 0)


@frozen
class VillageLine:
    """One formed Kampung KB. ``way`` is the nearest way to a better class; pairs are of this village alone."""

    region: Region
    level: Level
    empty: bool
    people: int | None
    families: int | None
    couples: int | None
    use: Pair | None
    long_acting: Pair | None
    unmet: Pair | None
    way: Path | None


@frozen
class DistrictLine:
    """A kecamatan, or the sum of all (then ``name`` is "Jumlah"). ``whole`` counts all its desa and kelurahan."""

    name: str
    whole: int
    formed: int
    planned: int
    levels: tuple[int, ...]
    """Villages by class, in the order of ``Level``."""
    empty: int
    people: int
    families: int
    couples: int
    use: Pair
    long_acting: Pair
    unmet: Pair


@frozen
class DistrictRecap:
    """Every kecamatan of a kabupaten by name, their sum, the coverage, and the Dasar villages, the nearest first."""

    region: Region
    month: str
    lines: tuple[DistrictLine, ...]
    total: DistrictLine
    coverage: Coverage
    ranking: tuple[VillageLine, ...]


def district_recap(conn: Connection, regency: Region, month: str, progress: Progress) -> DistrictRecap:
    """The recap at the end of a month. 852 villages take about a second."""
    known = regions.load()
    on = month_end(month)
    villages = [
        one for one in read.records(conn, Village) if one.village and one.village.startswith(f"{regency.code}.")
    ]
    formed = {str(one.village) for one in villages if _formed(one, on)}
    planned = {str(one.village) for one in villages if one.active is not False and is_planned(one)} - formed
    progress.report(0, 2, "Membaca isian kampung")
    found = states(conn, sorted(formed), month)
    by = rule.rules_on(on)
    lines = []
    for done, (code, state) in enumerate(found.items()):
        progress.report(done, len(found), "Menghitung kelas")
        region = known.region(code)
        if region is not None:
            lines.append(_village(region, state, by))
    districts = tuple(
        _district(
            one.name,
            len(known.villages(one.code)),
            planned,
            [v for v in lines if v.region.code.startswith(f"{one.code}.")],
            one.code,
        )
        for one in sorted(known.children(regency.code), key=lambda one: one.name)
    )
    whole = _district("Jumlah", len(known.villages(regency.code)), planned, lines, regency.code)
    ranking = sorted((v for v in lines if v.level is Level.DASAR), key=_nearness)
    return DistrictRecap(regency, month, districts, whole, coverage(villages, whole.whole, on), tuple(ranking))


def _formed(one: Village, on: date) -> bool:
    """As the coverage counts them."""
    return one.active is not False and not is_planned(one) and (one.launched_on is None or one.launched_on <= on)


def _village(region: Region, state: VillageState, by: Rules) -> VillageLine:
    inputs = inputs_of(state)
    result = rule.classify(inputs, by)
    ways = rule.steps_to_next(inputs, by) if result.level is Level.DASAR else ()
    counted, monthly = state.population or PopulationSnapshot(), state.monthly or MonthlySnapshot()
    using, couples = users(monthly, portal_only=True), counted.pus
    rolled = portal_roll_up(monthly)
    later, no_more = rolled.reason("nonuser_iat"), rolled.reason("nonuser_tial")
    unmet = None if later is None or no_more is None else later + no_more
    return VillageLine(
        region=region, level=result.level, empty=state.nothing, people=total(counted), families=counted.families,
        couples=couples, use=_pair(using, couples), long_acting=_pair(long_acting_users(monthly), using),
        unmet=_pair(unmet, couples), way=min(ways, key=lambda way: (way.points, way.level), default=None),
    )  # fmt: skip


def _pair(part: int | None, whole: int | None) -> Pair | None:
    return None if part is None or whole is None else (part, whole)


def _district(name: str, whole: int, planned: Iterable[str], lines: list[VillageLine], code: str) -> DistrictLine:
    levels = Counter(one.level for one in lines)
    return DistrictLine(
        name=name, whole=whole, formed=len(lines), planned=sum(one.startswith(f"{code}.") for one in planned),
        levels=tuple(levels[level] for level in Level), empty=sum(one.empty for one in lines),
        people=sum(one.people or 0 for one in lines), families=sum(one.families or 0 for one in lines),
        couples=sum(one.couples or 0 for one in lines), use=_sum(one.use for one in lines),
        long_acting=_sum(one.long_acting for one in lines), unmet=_sum(one.unmet for one in lines),
    )  # fmt: skip


def _sum(pairs: Iterable[Pair | None]) -> Pair:
    known = [pair for pair in pairs if pair is not None]
    return sum(part for part, _ in known), sum(whole for _, whole in known)


def _nearness(one: VillageLine) -> tuple[int, int, str, str]:
    """Fewest score points first, then fewest things to do, then by name; without a way last."""
    points = one.way.points if one.way else 99
    return points, len(one.way.raises) if one.way else 99, one.region.name, one.region.code
