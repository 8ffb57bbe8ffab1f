"""The class of a Kampung KB, computed and explained: twelve scores, three indices, one class (domain.md 2).

Reproduces the portal's query of 2023. Thresholds come from ``resources/rules/klasifikasi-*.toml``. The order
of the classes is Dasar < Berkembang < Mandiri < Berkelanjutan, but it is no ladder of one score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import IntEnum
from fractions import Fraction
from itertools import combinations
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.rules.indicators import Group, Indicator, IndicatorScore, Reading, Rules, rules, rules_on
from kampungkb_desktop.rules.percentages import Percentages, half_even, percentages, poktan_percentage

__all__ = [
    "Classification", "Index", "Indicator", "IndicatorScore", "Level", "Path", "Percentages", "Raise",
    "Reading", "Rules", "VillageInputs", "classify", "cross_sector_count", "half_even", "percentages",
    "poktan_percentage", "rules", "rules_on", "steps_to_next",
]  # fmt: skip


@frozen(kw_only=True)
class VillageInputs:
    """What the rule looks at, named as in the portal's query. ``None`` is no data; percentages are whole."""

    pokja_pengurusan_flag: bool | None = None
    pokja_jumlah: int | None = None
    pokja_pelatihan_flag: bool | None = None
    total_sumber_dana: int | None = None
    total_poktan: int | None = None
    total_sarana: int | None = None
    plkb_pendamping_flag: bool | None = None
    regulasi_flag: bool | None = None
    total_penggunaan_data: int | None = None
    total_operasional: int | None = None
    total_lintas_sektor: int | None = None
    output_persentase_poktan: int | None = None
    output_persentase_cpr: int | None = None
    output_persentase_mkjp: int | None = None
    output_persentase_unmet: int | None = None


class Level(IntEnum):
    """The four classes in their order."""

    DASAR = 1
    BERKEMBANG = 2
    MANDIRI = 3
    BERKELANJUTAN = 4

    @property
    def label(self) -> str:
        return self.name.capitalize()

    @property
    def colour(self) -> str:
        """The portal's badge: red, yellow, green, blue."""
        return _COLOURS[self - 1]


_COLOURS = ("#dc3545", "#ffc107", "#28a745", "#007bff")
_GROUPS: Final[tuple[Group, ...]] = ("I", "P", "O")
_GROUP_LABELS: Final[dict[Group, str]] = {"I": "Input", "P": "Proses", "O": "Output"}


@frozen
class Index:
    """The mean score of a group. ``needed`` is the sum of scores from which it counts as good."""

    group: Group
    total: int
    count: int
    needed: int

    @property
    def label(self) -> str:
        return _GROUP_LABELS[self.group]

    @property
    def value(self) -> Fraction:
        return Fraction(self.total, self.count)

    @property
    def hundredths(self) -> int:
        """The index times 100, rounded half up as the portal's decimal rounding does; thirds make no ties."""
        return (200 * self.total + self.count) // (2 * self.count)

    @property
    def text(self) -> str:
        """Two decimals as people write them: ``3,33``."""
        return number(self.hundredths / 100, 2)

    @property
    def good(self) -> bool:
        return self.total >= self.needed


@frozen
class Classification:
    """The class of a village with everything that led to it."""

    inputs: VillageInputs
    rule_version: str
    scores: tuple[IndicatorScore, ...]
    indices: tuple[Index, Index, Index]
    """Input, Proses, Output."""
    level: Level

    def score(self, code: str) -> IndicatorScore:
        """The score of an indicator by its code (``I1`` to ``O4``)."""
        return next(found for found in self.scores if found.code == code)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why this class, in plain sentences: the three indices, then what they make together."""
        limit = number(float(rules(self.rule_version).good_from), 2)
        said = [f"Indeks {i.label} {i.text}: {'sudah' if i.good else 'belum'} mencapai {limit}." for i in self.indices]
        return (*said, _verdict(self.level, [i.label for i in self.indices if i.good]))


def classify(inputs: VillageInputs, by: Rules | None = None) -> Classification:
    """Score, average and classify one village by a version of the rule (the newest known by default)."""
    found = by or rules()
    figures = _figures(inputs)
    scores = tuple(
        IndicatorScore(rule, figures[rule.code], rule.score(figures[rule.code])) for rule in found.indicators
    )
    first, second, third = (_index(group, scores, found) for group in _GROUPS)
    return Classification(
        inputs, found.version, scores, (first, second, third), _level(first.good, second.good, third.good)
    )  # fmt: skip


def cross_sector_count(agencies: Iterable[str], reading: Reading = "portal", by: Rules | None = None) -> int:
    """How many distinct agencies took part, from the agency codes of all recorded activities (P3).

    The portal meant to leave two family-planning offices out, but counts them; ``tanpa_kb`` leaves them out.
    """
    distinct = set(agencies)
    return len(distinct - (by or rules()).left_out_agencies if reading == "tanpa_kb" else distinct)


@frozen
class Raise:
    """One indicator lifted from one score to a better one, and what that asks for."""

    score: IndicatorScore
    after: int

    @property
    def indicator(self) -> Indicator:
        return self.score.indicator

    @property
    def before(self) -> int:
        return self.score.score

    @property
    def sentence(self) -> str:
        return self.score.step_to(self.after)


@frozen
class Path:
    """The cheapest way to a better class: ``points`` score points over these raises."""

    level: Level
    raises: tuple[Raise, ...]
    points: int


def steps_to_next(inputs: VillageInputs, by: Rules | None = None) -> tuple[Path, ...]:
    """For each better class that raising scores can reach, the way with the fewest points, then least work.

    Work is counted in the indicator's own units (one more fund, one per cent). Nothing is ever lowered, so a
    village with good Input and Proses goes to Berkelanjutan and never to Mandiri.
    """
    now = classify(inputs, by)
    lacking = {index: _cheapest(now, index) for index in now.indices if not index.good}
    best: dict[Level, tuple[int, int, tuple[Raise, ...]]] = {}
    for size in range(1, len(lacking) + 1):
        for lifted in combinations(lacking, size):
            good = {index.group for index in now.indices if index.good or index in lifted}
            level = _level("I" in good, "P" in good, "O" in good)
            points = sum(index.needed - index.total for index in lifted)
            work = sum(lacking[index][0] for index in lifted)
            plan = (points, work, tuple(r for index in lifted for r in lacking[index][1]))
            if level > now.level and (level not in best or plan[:2] < best[level][:2]):
                best[level] = plan
    return tuple(Path(level, raises, points) for level, (points, _, raises) in sorted(best.items()))


def _cheapest(now: Classification, index: Index) -> tuple[int, tuple[Raise, ...]]:
    """The least work that lifts one group's sum exactly to what it needs, with its raises."""
    wanted = index.needed - index.total
    best: dict[int, tuple[int, tuple[Raise, ...]]] = {0: (0, ())}
    for score in now.scores:
        if score.indicator.group != index.group:
            continue
        for gained, (work, raises) in sorted(best.items(), reverse=True):
            for after in range(score.score + 1, min(score.highest, score.score + wanted - gained) + 1):
                plan = (work + score.indicator.distance(score.figure, after), (*raises, Raise(score, after)))
                points = gained + after - score.score
                if points not in best or (plan[0], len(plan[1])) < (best[points][0], len(best[points][1])):
                    best[points] = plan
    return best[wanted]


def _figures(v: VillageInputs) -> dict[str, int | None]:
    pokja = None
    if v.pokja_pengurusan_flag is not None:
        pokja = v.pokja_pengurusan_flag * (1 + ((v.pokja_jumlah or 0) > 0) + bool(v.pokja_pelatihan_flag))
    support = None
    if v.plkb_pendamping_flag is not None or v.regulasi_flag is not None:
        support = bool(v.plkb_pendamping_flag) + bool(v.regulasi_flag)
    return {
        "I1": pokja,
        "I2": v.total_sumber_dana,
        "I3": v.total_poktan,
        "I4": v.total_sarana,
        "I5": support,
        "P1": v.total_penggunaan_data,
        "P2": v.total_operasional,
        "P3": v.total_lintas_sektor,
        "O1": v.output_persentase_poktan,
        "O2": v.output_persentase_cpr,
        "O3": v.output_persentase_mkjp,
        "O4": v.output_persentase_unmet,
    }


def _index(group: Group, scores: Iterable[IndicatorScore], by: Rules) -> Index:
    own = [score.score for score in scores if score.indicator.group == group]
    return Index(group, sum(own), len(own), math.ceil(by.good_from * len(own)))


def _level(input_good: bool, process_good: bool, output_good: bool) -> Level:
    if input_good and process_good:
        return Level.BERKELANJUTAN if output_good else Level.BERKEMBANG
    if output_good and (input_good or process_good):
        return Level.MANDIRI
    return Level.DASAR


def _verdict(level: Level, good: list[str]) -> str:
    if not good:
        return f"Belum ada indeks yang baik: kelas {level.label}."
    which = "Ketiga indeks" if len(good) == 3 else f"Hanya indeks {listing(good)}"
    return f"{which} baik: kelas {level.label}."
