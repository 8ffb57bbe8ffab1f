"""How much of a kabupaten has a Kampung KB: villages with one over all desa and kelurahan, as of a day, with both
figures shown (domain.md 9, lines 12 and 24). Planned ones are counted apart, by the year they are meant for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.village import Village, is_planned


@frozen
class Coverage:
    """``formed`` villages of ``whole``; ``years`` are (year, formed by its end), ``planned`` (target year, villages);
    a year of 0 stands for records that do not say."""

    formed: int
    whole: int
    years: tuple[tuple[int, int], ...]
    planned: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float:
        """Percent of all villages."""
        return self.formed * 100 / self.whole if self.whole else 0.0


def coverage(villages: Iterable[Village], whole: int, on: date) -> Coverage:
    """Count each village once, whatever is recorded of it; a deactivated Kampung KB does not count."""
    formed: dict[str, int] = {}
    planned: dict[str, int] = {}
    for one in villages:
        if not one.village or one.active is False:
            continue
        if is_planned(one):
            planned[one.village] = one.target_year or 0
        elif one.launched_on is None or one.launched_on <= on:
            year = one.launched_on.year if one.launched_on else 0
            formed[one.village] = min(year, formed.get(one.village, year))
    counts = Counter(formed.values())
    sums, total = [], 0
    for year in sorted(counts):
        total += counts[year]
        sums.append((year, total))
    still = Counter(year for code, year in planned.items() if code not in formed)
    return Coverage(len(formed), whole, tuple(sums), tuple(sorted(still.items())))
