"""Indonesia's provinces, kabupaten/kota, kecamatan and desa/kelurahan with their Kemendagri codes, read-only.

Codes are text as printed ("64.03.06.2004"). The list is the one of the 2025 decree; codes that other decrees gave
are known where the office says so (``region_changes``). Source and licence: ``resources/regions/NOTICE.md``.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache, cached_property, lru_cache
from typing import Literal

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms.region_rows import Rows, VillageRows, unpacked
from kampungkb_desktop.forms.region_search import EXACT, Names
from kampungkb_desktop.forms.region_typed import Typed

Level = Literal["province", "regency", "district", "village"]
VillageKind = Literal["kelurahan", "desa", "desa adat"]

LEVELS: tuple[Level, ...] = ("province", "regency", "district", "village")
_DIGITS = (2, 4, 6, 10)
_KINDS: dict[str, VillageKind] = {"1": "kelurahan", "2": "desa", "3": "desa adat"}
_CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", re.ASCII)
_VILLAGE_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.[123]\d{3}", re.ASCII)

# Short names of provinces in daily use, by code.
_PROVINCE_WORDS = {
    "12": "sumut", "13": "sumbar", "16": "sumsel", "19": "babel", "21": "kepri", "31": "daerah khusus ibukota",
    "32": "jabar", "33": "jateng", "34": "daerah istimewa diy jogja jogjakarta yogya", "35": "jatim", "52": "ntb",
    "53": "ntt", "61": "kalbar", "62": "kalteng", "63": "kalsel", "64": "kaltim", "65": "kaltara", "71": "sulut",
    "72": "sulteng", "73": "sulsel", "74": "sultra", "76": "sulbar", "82": "malut",
}  # fmt: skip


def normalise_code(text: str) -> str | None:
    """A typed code with its points ("6403062004" and "64.03.06.2004 " alike), or None where the shape is no code's."""
    digits = "".join(text.split()).replace(".", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in _DIGITS):
        return None
    return _with_points(digits)


def level_of(code: str) -> Level:
    """The level a code is of, by its shape alone; ValueError where it is no code as printed."""
    if not _CODE.fullmatch(code):
        raise ValueError(f"no region code: {code!r}")
    return LEVELS[code.count(".")]


def is_village_code(code: str) -> bool:
    """Whether this has the shape of a village's code as printed; the village itself may not exist."""
    return bool(_VILLAGE_CODE.fullmatch(code))


def village_kind(code: str) -> VillageKind:
    """Kelurahan, desa or desa adat, from the first digit of the last part; ValueError for no village."""
    if not is_village_code(code):
        raise ValueError(f"no village code: {code!r}")
    return _KINDS[code[9]]


@frozen
class Region:
    """One place: its code, its name ("Maluang", "Kabupaten Berau") and the place it lies in."""

    code: str
    name: str
    level: Level
    parent: Region | None

    @property
    def chain(self) -> tuple[Region, ...]:
        """The place itself and all it lies in, outwards to the province."""
        return (self, *self.parent.chain) if self.parent else (self,)

    def at(self, level: Level) -> Region:
        """The place of that level this one lies in, or itself; ValueError for a level below it."""
        for region in self.chain:
            if region.level == level:
                return region
        raise ValueError(f"{self.code} lies in no {level}")

    @property
    def label(self) -> str:
        """The name within a line: "Kec. Gunung Tabur", "Kab. Berau", "Kota Bontang", else the name."""
        if self.level == "district":
            return f"Kec. {self.name}"
        return self.name.replace("Kabupaten ", "Kab. ", 1) if self.level == "regency" else self.name

    @property
    def full_name(self) -> str:
        """ "Maluang, Kec. Gunung Tabur, Kab. Berau, Kalimantan Timur"."""
        return ", ".join(region.label for region in self.chain)

    @property
    def short_name(self) -> str:
        """ "Maluang — Gunung Tabur, Berau"; a kota keeps its word, for many share their name with a kabupaten."""
        around = [region.name.removeprefix("Kabupaten ") for region in self.chain[1:]]
        outside = around[:-1] or around  # the province only where nothing nearer is left
        return f"{self.name} — {', '.join(outside)}" if outside else self.name


class Regions:
    """All regions, by code and by name. ``source`` names the list they come from, with its version; ``gone`` are places
    that are no more, by code: they are still known by it, and offered nowhere."""

    def __init__(
        self, levels: Sequence[Rows | VillageRows], source: str, gone: Mapping[str, str] | None = None
    ) -> None:
        self.levels, self.source, self._gone = levels, source, dict(gone or {})
        self._around = lru_cache(maxsize=1024)(self._region)  # what the answers to one keystroke lie in, mostly alike
        self._named = lru_cache(maxsize=1024)(self._find)  # lists ask for the same few hundred villages again and again

    def region(self, code: str) -> Region | None:
        """The place with this code as printed, with all it lies in; None where the list has none."""
        return self._named(code)

    def _find(self, code: str) -> Region | None:
        if not _CODE.fullmatch(code):
            return None
        level = code.count(".")
        rows = self._rows(level, code)
        if not rows and code in self._gone:
            return Region(code, self._gone[code], LEVELS[level], self.region(code.rpartition(".")[0]))
        return self._region(level, rows.start) if rows else None

    def children(self, code: str | None = None) -> list[Region]:
        """The places directly in this one by code (all provinces without one); none for a village or unknown code."""
        level = 0 if code is None else code.count(".") + 1
        return [self._region(level, row) for row in self._rows(level, code)] if level < len(LEVELS) else []

    def villages(self, code: str) -> list[Region]:
        """Every village of a province, kabupaten/kota or kecamatan (or the village itself), by code."""
        return [self._region(3, row) for row in self._rows(3, code)]

    def count(self, level: Level, within: str | None = None) -> int:
        """How many places of a level there are, in the whole country or in the place with this code."""
        return len(self._rows(LEVELS.index(level), within))

    def search(
        self, text: str, *, level: Level | None = "village", within: str | None = None, limit: int = 20
    ) -> list[Region]:
        """Places that fit what was typed so far, best first: whole name, beginning of the name, then the rest by code.

        Every word must begin a word of the name or of a name above it; digits are the beginning of a code.
        Capitals, accents, apostrophes and words like "desa" or "kec." do not matter. Where nothing fits, a word is
        split in two or shortened as little as makes something fit. ``within`` keeps to one place; without a
        ``level`` all levels are searched, wider places first among equals.
        """
        levels = range(len(LEVELS)) if level is None else [LEVELS.index(level)]
        typed = Typed.read(text)
        found: list[tuple[int, int, int]] = []
        for forgiving in (False, True):
            for at in levels if not found else ():
                ranked = self._found(at, typed, self._rows(at, within), limit, forgiving=forgiving)
                found += [(fit, at, row) for row, fit in ranked.items()]
        if level is None:
            found.sort()
        return [self._region(at, row) for _, at, row in found[:limit]]

    def prepare(self) -> None:
        """Builds what the first search needs, so that a worker can do it before somebody types."""
        len(self._index)

    def _found(self, level: int, typed: Typed, rows: range, limit: int, *, forgiving: bool) -> dict[int, int]:
        """Rows of a level that fit, best first, each with how well it does."""
        for code in typed.codes:
            rows = _overlap(rows, self._beginning(level, code))
        if not typed.words:
            return dict.fromkeys(rows[:limit], EXACT) if typed.codes and not forgiving else {}
        names = self._index[level]
        words: Sequence[str] = typed.words
        needed: Sequence[str] = typed.needed
        if forgiving:
            words = needed = names.forgiven(needed, rows) or ()
        found = names.find(words, needed, rows, limit) if words else {}
        if typed.lone_number and not forgiving:  # "64": the code before "Blok 64"
            coded = _overlap(rows, self._beginning(level, typed.words[0]))[:limit]
            found = dict.fromkeys(coded, EXACT) | {row: fit for row, fit in found.items() if row not in coded}
        return found

    def _rows(self, level: int, within: str | None) -> range:
        """The rows of a level that lie in the place with this code; all without one, none for an unknown one."""
        if within is None:
            return range(len(self.levels[level]))
        return self._beginning(level, within) if _CODE.fullmatch(within) else range(0)

    def _beginning(self, level: int, digits: str) -> range:
        """The rows of a level whose code begins with these digits (points do not matter)."""
        digits = digits.replace(".", "")
        missing = _DIGITS[level] - len(digits)
        if missing < 0:
            return range(0)
        return self.levels[level].between(int(digits) * 10**missing, (int(digits) + 1) * 10**missing)

    def _region(self, level: int, row: int) -> Region:
        rows = self.levels[level]
        parent = None
        if level:
            above = self.levels[level - 1].numbers
            shift = 10 ** (_DIGITS[level] - _DIGITS[level - 1])
            parent = self._around(level - 1, bisect_left(above, rows.number(row) // shift))
        return Region(_with_points(str(rows.number(row))), rows.name(row), LEVELS[level], parent)

    @cached_property
    def _index(self) -> list[Names]:
        """The names of each level, searchable; built by the first search, because not every start searches."""
        provinces, regencies, districts, villages = self.levels
        index = [Names(provinces.names, aliases=self._province_words())]
        kinds: dict[str, list[int]] = {}
        for row, name in enumerate(regencies.names.split("\n")):
            kinds.setdefault(name.split(" ", 1)[0].lower(), []).append(row)
        bare = "\n".join(name.split(" ", 1)[1] for name in regencies.names.split("\n"))
        index.append(Names(bare, index[0], self._child_starts(0), kinds))
        index.append(Names(districts.names, index[1], self._child_starts(1)))
        index.append(Names(villages.names, index[2], self._child_starts(2)))
        return index

    def _child_starts(self, level: int) -> array[int]:
        """For each row of a level the first row below it, and the number of rows below at the end."""
        below = self.levels[level + 1].numbers
        shift = 10 ** (_DIGITS[level + 1] - _DIGITS[level])
        starts = (bisect_left(below, number * shift) for number in self.levels[level].numbers)
        return array("I", [*starts, len(below)])

    def _province_words(self) -> dict[str, list[int]]:
        """The further words of provinces, each with the provinces it stands for."""
        rows: dict[str, list[int]] = {}
        for code, words in _PROVINCE_WORDS.items():
            for word in words.split():
                rows.setdefault(word, []).extend(self._rows(0, code))
        return rows


_changed: ContextVar[Regions | None] = ContextVar("regions", default=None)


def load() -> Regions:
    """The regions in use here: the list that ships with the program, with what the office says has changed since."""
    return _changed.get() or shipped()


def use(changed: Regions | None) -> None:
    """Go by these regions from now on, in this thread and in the work it hands out; ``None`` = as shipped."""
    _changed.set(changed)


@cache
def shipped() -> Regions:
    """The list that ships with the program, read once."""
    return unpack(resource("regions/regions.txt.zlib").read_bytes())


def unpack(packed: bytes) -> Regions:
    """The regions of a packed list."""
    header, levels = unpacked(packed)
    return Regions(levels, header.split(" ", 2)[2])


def _with_points(digits: str) -> str:
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def _overlap(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))
