"""The twelve scored indicators: a whole figure against thresholds from the rule file, explained in words.

Scores go from 1 upwards and nothing is weighted. Missing data scores 1.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Literal

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.rules import ruleset

Group = Literal["I", "P", "O"]
Reading = Literal["portal", "tanpa_kb"]
"""How P3 is counted: as the portal's query does, or without the two family-planning offices (domain.md 2.4)."""

FAMILY = "klasifikasi"


@frozen
class Indicator:
    """One indicator. ``limits[k]`` is the least (or, falling, the greatest) figure that scores ``k + 2``."""

    code: str
    column: str
    label: str
    falling: bool
    limits: tuple[int, ...]
    unit: str
    zero_if_empty: bool
    most: int | None
    """The greatest figure there can be, where the rule knows one."""
    conditions: tuple[str, ...] = ()
    """What each limit means, for indicators that are not a number to people."""
    steps: tuple[str, ...] = ()
    """What to do to reach each limit, likewise."""

    @property
    def group(self) -> Group:
        return self.code[0]  # type: ignore[return-value]  # codes are I1 to O4

    @property
    def highest(self) -> int:
        """The best score; 3 for two of the input indicators."""
        return len(self.limits) + 1

    def score(self, figure: int | None) -> int:
        """1 to ``highest``."""
        if figure is None and not self.zero_if_empty:
            return 1
        value = figure or 0
        return 1 + sum(value <= limit if self.falling else value >= limit for limit in self.limits)

    def distance(self, figure: int | None, score: int) -> int:
        """How many units lie between a figure and a score's threshold; unknown unmet need counts as one over."""
        limit = self.limits[score - 2]
        if self.falling:
            return max(0, figure - limit) if figure is not None else 1 + self.limits[0] - limit
        return max(0, limit - (figure or 0))


@frozen
class IndicatorScore:
    """What a village gets on one indicator, with its explanation. ``figure`` is ``None`` where there is no data."""

    indicator: Indicator
    figure: int | None
    score: int

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def label(self) -> str:
        return self.indicator.label

    @property
    def highest(self) -> int:
        return self.indicator.highest

    @property
    def shown(self) -> str:
        """The figure in words: ``20 %``, ``3 poktan``, ``belum ada data``."""
        rule = self.indicator
        if self.figure is None:
            return "belum ada data"
        if rule.conditions:
            return rule.conditions[self.score - 2] if self.score > 1 else "belum ada"
        return _amount(self.figure, rule.unit)

    @property
    def thresholds(self) -> str:
        """Every score with its figures: ``1: kurang dari 10 % · 2: 10–20 % · …``."""
        return " · ".join(f"{score}: {_range(self.indicator, score)}" for score in range(1, self.highest + 1))

    @property
    def next_step(self) -> str | None:
        """What would lift the score by one, or ``None`` at the best score."""
        return None if self.score >= self.highest else self.step_to(self.score + 1)

    def step_to(self, score: int) -> str:
        """What would lift the score to ``score``, as one sentence."""
        rule = self.indicator
        limit = rule.limits[score - 2]
        if rule.steps:
            return f"{rule.steps[score - 2]}: nilai {score}."
        wanted = _amount(limit, rule.unit)
        bound = "paling tinggi" if rule.falling else "sedikitnya"
        if self.figure is None:
            return f"Isi data {rule.label}; nilai {score} bila {bound} {wanted}."
        if rule.unit == "%":
            verb = "Turunkan" if rule.falling else "Naikkan"
            return f"{verb} {rule.label} dari {self.figure} % menjadi {bound} {wanted}: nilai {score}."
        more = _amount(limit - self.figure, rule.unit)
        return f"Tambah {more} lagi sehingga menjadi {wanted}: nilai {score}."


@frozen
class Rules:
    """One version of the classification rule, read from its file."""

    version: str
    title: str
    source: str
    note: str
    indicators: tuple[Indicator, ...]
    good_from: Fraction
    """An index counts as good from here."""
    left_out_agencies: frozenset[str]
    """Agencies the portal meant to leave out of P3."""

    def indicator(self, code: str) -> Indicator:
        return next(found for found in self.indicators if found.code == code)


@ruleset.kept
def rules(version: str = "") -> Rules:
    """A version of the classification rule by id; without one the newest there is a file of."""
    found = ruleset.load(version) if version else ruleset.versions(FAMILY)[-1]
    table = found.parameters
    return Rules(
        version=found.id,
        title=found.title,
        source=found.source,
        note=found.note,
        indicators=tuple(_indicator(entry) for entry in table["indikator"]),
        good_from=Fraction(table["kelas"]["batas_indeks"]),
        left_out_agencies=frozenset(table["lintas_sektor"]["dikecualikan"]),
    )


def rules_on(day: date) -> Rules:
    """The version in force on a day."""
    return rules(ruleset.in_force(FAMILY, day).id)


def _indicator(entry: dict[str, Any]) -> Indicator:
    return Indicator(
        code=entry["kode"],
        column=entry["kolom"],
        label=entry["label"],
        falling=entry["arah"] == "turun",
        limits=tuple(entry["batas"]),
        unit=entry["satuan"],
        zero_if_empty="kosong" in entry,
        most=entry.get("tertinggi"),
        conditions=tuple(entry.get("syarat", ())),
        steps=tuple(entry.get("langkah", ())),
    )


def _amount(figure: int, unit: str) -> str:
    return f"{number(figure)} {unit}".rstrip()


def _range(rule: Indicator, score: int) -> str:
    """The figures that give a score."""
    if rule.conditions:
        return rule.conditions[score - 2] if score > 1 else "belum ada"
    if rule.falling:
        return _falling_range(rule, score)
    low = rule.limits[score - 2] if score > 1 else 0
    if score == rule.highest:
        return f"{_amount(low, rule.unit)}" if low == rule.most else f"{_amount(low, rule.unit)} atau lebih"
    high = rule.limits[score - 1] - 1
    if score == 1:
        return _amount(0, rule.unit) if high == 0 else f"kurang dari {_amount(high + 1, rule.unit)}"
    return _amount(low, rule.unit) if low == high else f"{low}–{_amount(high, rule.unit)}"


def _falling_range(rule: Indicator, score: int) -> str:
    if score == 1:
        return f"{_amount(rule.limits[0] + 1, rule.unit)} atau lebih"
    high = rule.limits[score - 2]
    if score == rule.highest:
        return f"{_amount(high, rule.unit)} atau kurang"
    return f"{rule.limits[score - 1] + 1}–{_amount(high, rule.unit)}"
