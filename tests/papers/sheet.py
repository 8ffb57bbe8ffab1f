"""A printed paper as its text, from which figures are taken away one by one: what is left over has no source.

A figure is taken together with the words beside it, so that a right number in the wrong place is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kampungkb_desktop import __version__
from tests.report.reading import pages_of

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
TODAY = date(2026, 11, 21)
NO_MARKS = str.maketrans("", "", "¹²³⁴⁵⁶⁷⁸⁹⁰")
_TAKEN = " § "


def grouped(figure: int) -> str:
    """1234 as "1.234"."""
    return f"{figure:,}".replace(",", ".")


def tenths(part: int, whole: int) -> str:
    """Per cent with one decimal, half up: "16,7 %"."""
    found = (2000 * part + whole) // (2 * whole)
    return f"{grouped(found // 10)},{found % 10} %"


def short_tenths(part: int, whole: int) -> str:
    """The same without ",0"."""
    return tenths(part, whole).replace(",0 %", " %")


def hundredths(part: int, whole: int) -> str:
    """Per cent with two decimals, half up: "63,08 %"."""
    found = (20000 * part + whole) // (2 * whole)
    return f"{found // 100},{found % 100:02d} %"


def of(part: int, whole: int, after: str = "") -> str:
    """ "3 dari 18"."""
    return f"{grouped(part)} dari {grouped(whole)}{after}"


def long_day(day: str | date) -> str:
    """ "5 Maret 2026"."""
    found = date.fromisoformat(str(day))
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def short_day(day: str | date) -> str:
    """ "5 Mar 2026"."""
    found = date.fromisoformat(str(day))
    return f"{found.day} {MONTHS[found.month - 1][:3].replace('Agu', 'Agu')} {found.year}"


def week_day(day: str | date) -> str:
    return DAYS[date.fromisoformat(str(day)).weekday()]


def months_between(birth: str | date, on: str | date) -> int:
    """Completed months."""
    born, then = date.fromisoformat(str(birth)), date.fromisoformat(str(on))
    whole = (then.year - born.year) * 12 + then.month - born.month
    return whole - (then.day < born.day)


def age_said(birth: str | date, on: str | date = TODAY) -> str:
    """ "4 tahun 11 bulan" of a small child, "29 tahun" of the rest."""
    years, months = divmod(months_between(birth, on), 12)
    if years >= 5:
        return f"{years} tahun"
    return " ".join(word for word in (f"{years} tahun" if years else "", f"{months} bulan" if months else "") if word)


class Sheet:
    """The text of a paper, without the name of the invented office, which has a digit in it. ``take`` "
    "fails where words and figures do not stand there, ``done`` where any are left."""

    version = __version__

    def __init__(self, pdf: bytes) -> None:
        pages = [page.replace("DPPKBP3A", "").replace("\ufffe", "-").translate(NO_MARKS) for page in pages_of(pdf)]
        self.pages = len(pages)
        self._text = " ".join(" ".join(pages).split())

    @property
    def letters(self) -> str:
        """The letters of the check code, which differs with every figure and is no figure itself."""
        found = re.search(r"Kode periksa \d+-\d+-([A-Z0-9-]+)", self._text)
        assert found
        return found.group(1)

    def take(self, *lines: str) -> None:
        """Take each away once."""
        for line in lines:
            found = re.search(_pattern(line), self._text)
            assert found, f"not on the paper: {line!r}; left are {self._near(line)}"
            self._text = f"{self._text[: found.start()]}{_TAKEN}{self._text[found.end() :]}"

    def row(self, *cells: str | int | None) -> None:
        """A line of a table: figures grouped, what is not there as a dash."""
        self.take(" ".join("–" if one is None else grouped(one) if isinstance(one, int) else one for one in cells))

    def may(self, *lines: str) -> None:
        """Take away a constant wherever it stands, should it stand there."""
        for line in lines:
            self._text = re.sub(_pattern(line), _TAKEN, self._text)

    def before(self, words: str) -> str:
        """The word before others: a code that is made of more than one record."""
        return self._text.partition(words)[0].rpartition(" ")[2]

    def everywhere(self, *lines: str) -> None:
        """Take away wherever it stands; at least once."""
        for line in lines:
            self._text, times = re.subn(_pattern(line), _TAKEN, self._text)
            assert times, f"not on the paper: {line!r}"

    def frame(self, data_on: date = TODAY, *, rules: Iterable[str] = (), printed: date = TODAY) -> None:
        """What stands at the foot of every page: days, version, page numbers, and the rules with their years."""
        per, made = f"Data per {long_day(data_on)}", f"Dicetak {long_day(printed)}"
        for number in range(1, self.pages + 1):
            self.take(f"{per} · {made}", f"Halaman {number} dari {self.pages}", f"Desktop {__version__}")
        self.everywhere(*rules)

    def done(self) -> None:
        """Every figure has been taken."""
        left = re.findall(r"\S* ?\S* ?\S*\d\S*(?: \S+)?", self._text)
        assert not left, f"figures without a source: {left}"

    def _near(self, line: str) -> list[str]:
        words = re.findall(r"[^\W\d]{4,}", line)[:1]
        places = [found.start() for word in words for found in re.finditer(word, self._text)][:3]
        return [self._text[max(0, at - 60) : at + 80] for at in places]


def _pattern(line: str) -> str:
    """Words as they stand there, never a part of a longer number."""
    words = re.escape(" ".join(line.split())).replace(r"\ ", " ")
    before = r"(?<![\d.,])" if line[:1].isdigit() else ""
    return f"{before}{words}" + (r"(?![\d]|[.,]\d)" if line[-1:].isdigit() else "")
