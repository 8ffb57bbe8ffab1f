"""Monthly weight gain as on the KMS card: N (up), T (not up), O (not weighed last month), B (first weighing).

Months are calendar months, as a posyandu weighs; where two weighings lie much less or more than a month apart, the
minimal gain is that of the days between. The minimal gains come from ``resources/rules/kms-*.toml``. Each child has a
sequence of its own: twins are never compared with each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from enum import Enum

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.measuring import DAYS_PER_MONTH, completed_months


class Gain(Enum):
    """What the card notes beside a weighing."""

    N = "N"
    T = "T"
    O = "O"  # noqa: E741  the card's own letter
    B = "B"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "N": "Naik",
    "T": "Tidak naik",
    "O": "Tidak ditimbang bulan lalu",
    "B": "Baru pertama kali ditimbang",
}


@frozen
class GainRules:
    """Minimal monthly gain (KBM) in grams from each month of age on, and the lines beyond which to refer."""

    version: str
    months: tuple[int, ...]
    grams: tuple[int, ...]
    red_line: float
    orange_line: float
    month_days: tuple[int, int] = (25, 36)
    """Weighings so many days apart count as a month apart."""

    def minimal_gain(self, month: int) -> int:
        """KBM in grams for completed months of age at the later weighing; the first month's before that."""
        return self.grams[max(0, bisect_right(self.months, month) - 1)]

    def due(self, month: int, days: int) -> int:
        """The gain in grams that so many days ask for: the month's, or its share of days far from a month."""
        minimal = self.minimal_gain(month)
        low, high = self.month_days
        return minimal if low <= days <= high else round(minimal * days / DAYS_PER_MONTH)


@ruleset.kept
def gain_rules(version: str = "kms-2023") -> GainRules:
    """A version of the KMS parameters by id."""
    table = ruleset.load(version).parameters
    return GainRules(
        version=version,
        months=tuple(table["kbm"]["umur"]),
        grams=tuple(table["kbm"]["gram"]),
        red_line=table["rujuk"]["garis_merah"],
        orange_line=table["rujuk"]["garis_oranye"],
        month_days=tuple(table["kbm"]["hari_sebulan"]),
    )


def gain_rules_on(day: date) -> GainRules:
    """The version in force on a day."""
    return gain_rules(ruleset.in_force("kms", day).id)


@frozen
class Weighing:
    """One weighing. ``zwei`` is its weight-for-age z-score where known, to see whether the curve keeps its line."""

    on: date
    weight_kg: float
    zwei: float | None = None


@frozen
class GainResult:
    """The note beside one weighing, with its reason. Grams are ``None`` where there is nothing to compare with."""

    weighing: Weighing
    gain: Gain
    twice: bool
    """2T: this and the month before are both T."""
    gained_g: int | None
    minimal_g: int | None
    refer: bool
    """T, below the red line or above the orange line."""
    reason: str
    below_red_line: bool = False
    """BGM: weight for age below the red line of the card."""
    above_orange_line: bool = False

    @property
    def letters(self) -> str:
        """What the card shows: ``N``, ``2T``, ``T BGM``."""
        note = "2T" if self.twice else self.gain.value
        return f"{note} BGM" if self.below_red_line else note


def weight_gains(birth: date, weighings: Sequence[Weighing], by: GainRules | None = None) -> tuple[GainResult, ...]:
    """The notes beside all weighings of one child, in order of date; of several in a month the last is compared."""
    results: list[GainResult] = []
    for weighing in sorted(weighings, key=lambda w: w.on):
        rules = by or gain_rules_on(weighing.on)
        results.append(_result(birth, weighing, results, rules))
    return tuple(results)


def _result(birth: date, now: Weighing, earlier: Sequence[GainResult], rules: GainRules) -> GainResult:
    past = [found for found in earlier if _month(found.weighing.on) < _month(now.on)]
    if not past:
        return _noted(now, Gain.B, "Penimbangan pertama: belum ada pembanding.", rules)
    last = past[-1]
    if _month(last.weighing.on) < _month(now.on) - 1:
        return _noted(now, Gain.O, "Tidak ditimbang bulan lalu: naik atau tidaknya belum dapat dinilai.", rules)
    gained = round(now.weight_kg * 1000) - round(last.weighing.weight_kg * 1000)
    days = (now.on - last.weighing.on).days
    minimal = rules.due(completed_months(birth, now.on), days)
    span = "" if rules.month_days[0] <= days <= rules.month_days[1] else f" dalam {days} hari"
    if gained > 0 and gained >= minimal:
        reason = f"Naik {number(gained)} g{span}, sedikitnya {number(minimal)} g: naik."
        return _noted(now, Gain.N, reason, rules, gained=gained, minimal=minimal)
    if gained > 0 and _keeps_line(last.weighing, now):
        reason = (
            f"Naik {number(gained)} g{span}, kurang dari {number(minimal)} g tetapi mengikuti garis pertumbuhannya: "
            "naik."
        )
        return _noted(now, Gain.N, reason, rules, gained=gained, minimal=minimal)
    twice = last.gain is Gain.T
    return _noted(
        now, Gain.T, _why_not(gained, minimal, span, twice=twice), rules, gained=gained, minimal=minimal, twice=twice
    )  # fmt: skip


def _noted(
    now: Weighing,
    gain: Gain,
    reason: str,
    rules: GainRules,
    *,
    gained: int | None = None,
    minimal: int | None = None,
    twice: bool = False,
) -> GainResult:
    below = now.zwei is not None and now.zwei < rules.red_line
    above = now.zwei is not None and now.zwei > rules.orange_line
    refer = gain is Gain.T or below or above
    return GainResult(now, gain, twice, gained, minimal, refer, reason, below, above)


def _keeps_line(before: Weighing, now: Weighing) -> bool:
    """The curve follows its line when the z-score has not fallen."""
    return before.zwei is not None and now.zwei is not None and now.zwei >= before.zwei


def _why_not(gained: int, minimal: int, span: str, *, twice: bool) -> str:
    if gained < 0:
        said = f"Turun {number(-gained)} g{span}"
    elif gained == 0:
        said = "Berat tetap"
    else:
        said = f"Naik {number(gained)} g{span}, kurang dari {number(minimal)} g"
    return f"{said}: tidak naik{' dua bulan berturut-turut (2T)' if twice else ''}. Rujuk ke tenaga kesehatan."


def _month(day: date) -> int:
    return day.year * 12 + day.month
