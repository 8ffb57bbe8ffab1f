"""NIK and family-card numbers that can belong to nobody: a kecamatan that does not exist, and serials from 9001."""

from __future__ import annotations

from collections import Counter
from datetime import date

from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_family import WOMAN
from kampungkb_desktop.rules.nik import WOMEN_ADD

FIRST_SERIAL = 9000
_SERIALS = 999


class Numbers:
    """Gives each person and family of one village numbers of its own: ``place`` is the village's number of ``villages``
    in the regency, and each has its share of the serials of a day."""

    def __init__(self, regency: str, place: int, villages: int) -> None:
        known = {region.code[-2:] for region in regions.load().children(regency)}
        self.region = regency.replace(".", "") + next(str(n) for n in range(99, 0, -1) if f"{n:02d}" not in known)
        self._share = max(1, _SERIALS // villages)
        self._first = place * self._share
        self._given: Counter[str] = Counter()

    def nik(self, birth: date, sex: str) -> str:
        """A NIK as the birth date and sex make it, the day of women plus 40."""
        day = birth.day + (WOMEN_ADD if sex == WOMAN else 0)
        return self._next(f"{self.region}{day:02d}{birth:%m%y}")

    def card(self, recorded: date) -> str:
        """A family-card number recorded on a day; never the same digits as a NIK."""
        return self._next(f"{self.region}{recorded:%d%m%y}")

    def _next(self, beginning: str) -> str:
        self._given[beginning] += 1
        serial = (self._first + (self._given[beginning] - 1) % self._share) % _SERIALS
        return f"{beginning}{FIRST_SERIAL + 1 + serial}"
