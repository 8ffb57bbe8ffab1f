"""The list of regions as decrees have changed it since: a pure function of the shipped list and the changes in force.

Only desa/kelurahan and kecamatan change here; a new kabupaten comes with a new list. What does not fit (a village of a
kecamatan that is not known) is left out and named.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.region_change import CODE, GONE, NEW, RegionChange
from kampungkb_desktop.forms.region_rows import Rows, VillageRows
from kampungkb_desktop.forms.regions import Regions

_DISTRICT, _VILLAGE = 2, 3


@frozen
class Changed:
    """The regions after the changes; ``left_out`` are the ids of those that do not fit, with the reason."""

    regions: Regions
    left_out: tuple[tuple[str, str], ...] = ()


class _Level:
    """One level while it changes: codes as numbers in order, with their names."""

    def __init__(self, rows: Rows | VillageRows) -> None:
        self._rows, self._touched = rows, False
        self._numbers, self._names = rows.numbers, [""]

    def has(self, number: int) -> bool:
        at = bisect_left(self._numbers, number)
        return at < len(self._numbers) and self._numbers[at] == number

    def any_between(self, low: int, high: int) -> bool:
        """Whether there is a place from ``low`` up to but not including ``high``."""
        return bisect_left(self._numbers, low) < bisect_left(self._numbers, high)

    def put(self, number: int, name: str) -> None:
        """Add a place, or give it another name."""
        self._open()
        at = bisect_left(self._numbers, number)
        if self.has(number):
            self._names[at] = name
        else:
            self._numbers.insert(at, number)
            self._names.insert(at, name)

    def drop(self, number: int) -> str:
        """Take a place out; its name."""
        self._open()
        at = bisect_left(self._numbers, number)
        self._numbers.pop(at)
        return self._names.pop(at)

    def rows(self) -> Rows | VillageRows:
        return Rows(self._numbers, "\n".join(self._names)) if self._touched else self._rows

    def _open(self) -> None:
        if not self._touched:
            self._touched, self._names = True, self._rows.names.split("\n")
            self._numbers = array("Q", self._rows.numbers)


def changed(shipped: Regions, said: Iterable[RegionChange], today: date) -> Changed:
    """The regions as they are today: the changes in force, the earlier first. Changes that are drafts or do not hold
    yet are left out without a word."""
    levels = {_DISTRICT: _Level(shipped.levels[_DISTRICT]), _VILLAGE: _Level(shipped.levels[_VILLAGE])}
    gone: dict[str, str] = {}
    odd: list[tuple[str, str]] = []
    for one in sorted((one for one in said if in_force(one, today)), key=_order):
        reason = _apply(one, shipped, levels, gone)
        if reason:
            odd.append((one.id, reason))
    whole = [*shipped.levels[:_DISTRICT], levels[_DISTRICT].rows(), levels[_VILLAGE].rows()]
    return Changed(Regions(whole, shipped.source, gone), tuple(odd))


def in_force(one: RegionChange, today: date) -> bool:
    """Whether a change is whole and has begun to hold."""
    named = bool(one.place_name and one.place_name.strip()) or one.kind == GONE
    return bool(one.code and CODE.fullmatch(one.code) and one.kind and one.since and one.since <= today and named)


def _order(one: RegionChange) -> tuple[date, int, str, str]:
    """By day; of a day kecamatan before their villages."""
    return (one.since or date.max, len(one.code or ""), one.code or "", one.id)


def _apply(one: RegionChange, shipped: Regions, levels: dict[int, _Level], gone: dict[str, str]) -> str:
    """Do one change; why it cannot be done, else ""."""
    code = one.code or ""
    level = levels[code.count(".")]
    number = _number(code)
    if one.kind == GONE:
        if not level.has(number):
            return "wilayah dengan kode ini tidak ada dalam daftar"
        if code.count(".") == _DISTRICT and _has_villages(levels[_VILLAGE], code):
            return "kecamatan ini masih mempunyai desa; hapus atau pindahkan desanya lebih dahulu"
        gone[code] = level.drop(number)
        return ""
    if one.kind == NEW and not _parent_there(code, shipped, levels):
        return "kecamatan atau kabupaten tempatnya tidak ada dalam daftar"
    if one.kind != NEW and not level.has(number):
        return "wilayah dengan kode ini tidak ada dalam daftar"
    level.put(number, " ".join((one.place_name or "").split()))
    gone.pop(code, None)
    return ""


def _parent_there(code: str, shipped: Regions, levels: dict[int, _Level]) -> bool:
    above = code.rpartition(".")[0]
    if code.count(".") == _VILLAGE:
        return levels[_DISTRICT].has(_number(above))
    return shipped.region(above) is not None


def _has_villages(villages: _Level, code: str) -> bool:
    return villages.any_between(_number(code) * 10_000, (_number(code) + 1) * 10_000)


def _number(code: str) -> int:
    return int(code.replace(".", ""))


def fitting(shipped: Regions, known: Sequence[RegionChange], one: RegionChange) -> str:
    """Why a change would not fit the list with those known already, on the day it begins to hold; "" where it does."""
    if one.since is None:
        return ""
    before = [other for other in known if other.id != one.id]
    return dict(changed(shipped, [*before, one], one.since).left_out).get(one.id, "")
