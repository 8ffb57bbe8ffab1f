"""Whether the parameters of a new version have the shape of those the program knows: the same names and kinds of value,
figures of a plausible size, codes that the arithmetic understands.

The newest version of the program is the pattern. A new version may change figures, words and the order of lines; what
it cannot bring is a mechanism that the program does not have: that needs a newer program.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Literal

from kampungkb_desktop.base.frozen import frozen

LONGEST_TEXT = 600
MOST_LINES = 200
_LEAST_ROOM = 20
_ROOM = 5
"""A figure may be so many times that of the program's version: a lost comma is found, a new decree is not."""
_FREE_CODES = frozenset({"dasar-hukum", "kalender", "dimensi"})
"""Families whose lines have codes of their own; the codes of all others are known to the arithmetic."""
_CODED = frozenset({
    "kode", "kolom", "arah", "bacaan", "masa", "lingkup", "bukti", "isian", "baik", "anggota", "program", "indikator",
    "angka", "dikecualikan", "bersekolah",
})  # fmt: skip
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "mendesak": (0, 3), "tahun": (1945, 2100), "tenggang_tanggal": (0, 31), "lila": (10, 50), "hb": (3, 20),
    "garis_merah": (-6, 0), "garis_oranye": (0, 6),
    "kalender.hari": (1, 31), "kalender.bulan": (0, 12), "catatan-kerja.paling_sedikit": (0, 200),
}  # fmt: skip
_MORE_CODES: Mapping[tuple[str, str], frozenset[str]] = {
    ("krs", "bacaan"): frozenset({"4t_tanpa_kb_modern", "4t_saja", "tanpa_kb_modern_saja"}),
    ("kalender", "masa"): frozenset({"mingguan", "bulanan", "semester", "tahunan"}),
}
_SLUG = re.compile(r"[a-z0-9][a-z0-9_.-]{0,60}")


_Table = Mapping[str, Any]


@frozen
class Fault:
    """What is wrong and where; ``newer`` where the program simply does not know it."""

    sentence: str
    newer: bool = False


def faults(family: str, pattern: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything in which the parameters differ in shape from those of the program's version."""
    known: dict[str, set[str]] = {}
    _gather(pattern, "", known)
    yield from _table(_Place(family, known), "", [pattern], found)


@frozen
class _Place:
    family: str
    codes: Mapping[str, set[str]]

    def allowed(self, key: str) -> frozenset[str] | None:
        """The words this key may have; ``None`` for any."""
        if key not in _CODED or (key == "kode" and self.family in _FREE_CODES) or (self.family, key) == _ANY_FIGURE:
            return None
        return frozenset(self.codes.get(key, ())) | _MORE_CODES.get((self.family, key), frozenset())

    def bounds(self, key: str, examples: Sequence[Any]) -> tuple[float, float]:
        """The least and the greatest a figure may be: its own where there are some, else by those of the pattern."""
        own = _BOUNDS.get(f"{self.family}.{key}") or _BOUNDS.get(key)
        if own is not None:
            return own
        figures = [one for one in examples if _kind(one) == "number"]
        high = max(_LEAST_ROOM, _ROOM * max((abs(one) for one in figures), default=0))
        return (-high if any(one < 0 for one in figures) else 0), high


_ANY_FIGURE = ("dimensi", "angka")
"""Which figure may stand under a dimension is for the trial to say: it knows them all."""


def _gather(value: Any, key: str, into: dict[str, set[str]]) -> None:
    """Every word of the pattern under its key."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _gather(inner, name, into)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, key, into)
    elif isinstance(value, str):
        into.setdefault(key, set()).add(value)


def _table(
    place: _Place, path: str, patterns: Sequence[Mapping[str, Any]], found: Mapping[str, Any]
) -> Iterator[Fault]:
    """One table against all of the pattern that stand in its place: what each of those has is required."""
    every = {name for one in patterns for name in one}
    for name in sorted(found.keys() - every):
        yield Fault(f"“{path}{name}” belum dikenal aplikasi ini", newer=True)
    for name in sorted(set.intersection(*(set(one) for one in patterns)) - found.keys()):
        yield Fault(f"“{path}{name}” tidak ada")
    for name in sorted(found.keys() & every):
        examples = [one[name] for one in patterns if name in one]
        yield from _value(place, f"{path}{name}", name, examples, found[name])
    yield from _even(path, patterns, found)


def _value(place: _Place, path: str, key: str, examples: Sequence[Any], found: Any) -> Iterator[Fault]:
    kind = _kind(found)
    if kind not in {_kind(one) for one in examples}:
        yield Fault(f"isi “{path}” bukan jenis yang diharapkan")
    elif kind == "table":
        yield from _table(place, f"{path}.", examples, found)
    elif kind == "list":
        yield from _list(place, path, key, examples, found)
    elif kind == "number" and isinstance(found, float) and not any(isinstance(one, float) for one in examples):
        yield Fault(f"“{path}” harus bilangan bulat")
    elif kind == "number":
        yield from _number(path, place.bounds(key, examples), found)
    elif kind == "text":
        yield from _text(place, path, key, found)


def _list(place: _Place, path: str, key: str, examples: Sequence[Any], found: list[Any]) -> Iterator[Fault]:
    lengths = {len(one) for one in examples}
    inner = [one for each in examples for one in each]
    if len(found) > MOST_LINES or (not found and 0 not in lengths):
        yield Fault(f"“{path}” kosong atau terlalu panjang")
        return
    if lengths <= {2} and inner and not isinstance(inner[0], Mapping) and len(found) != 2:
        yield Fault(f"“{path}” harus berisi dua nilai")
    for at, one in enumerate(found, 1):
        if not inner:
            yield Fault(f"“{path}” belum dikenal aplikasi ini", newer=True)
            return
        yield from _value(place, f"{path} ke-{at}", key, inner, one)
    if all(_rising(one) for one in examples) and not _rising(found):
        yield Fault(f"nilai “{path}” harus urut dari kecil ke besar")
    if inner and isinstance(inner[0], Mapping) and "kode" in inner[0]:
        yield from _codes(place, path, inner, found)


def _codes(place: _Place, path: str, inner: Sequence[Any], found: Sequence[Any]) -> Iterator[Fault]:
    """Each line once; where the arithmetic knows the lines by their codes, all of them."""
    codes = [str(one.get("kode")) for one in found if isinstance(one, Mapping)]
    if len(set(codes)) != len(codes):
        yield Fault(f"ada “kode” yang berulang dalam “{path}”")
    if place.family not in _FREE_CODES:
        for code in sorted({str(one["kode"]) for one in inner} - set(codes)):
            yield Fault(f"baris “{code}” tidak ada dalam “{path}”")


def _number(path: str, bounds: tuple[float, float], found: float) -> Iterator[Fault]:
    low, high = bounds
    if not math.isfinite(found) or not low <= found <= high:
        yield Fault(f"angka “{path}” di luar batas yang wajar ({low:g} sampai {high:g})")


def _text(place: _Place, path: str, key: str, found: str) -> Iterator[Fault]:
    allowed = place.allowed(key)
    if len(found) > LONGEST_TEXT or not (found.isprintable() or not found):
        yield Fault(f"tulisan “{path}” terlalu panjang atau memuat tanda yang tidak dapat dicetak")
    elif allowed is not None and found not in allowed:
        yield Fault(f"“{found}” dalam “{path}” belum dikenal aplikasi ini", newer=True)
    elif key == "kode" and not _SLUG.fullmatch(found) and allowed is None:
        yield Fault(f"“{path}” hanya boleh berisi huruf kecil, angka, dan tanda hubung")


def _even(path: str, patterns: Sequence[Mapping[str, Any]], found: Mapping[str, Any]) -> Iterator[Fault]:
    """Lists that go together (months and grams) are equally long."""
    lists = {name: len(value) for name, value in found.items() if isinstance(value, list)}
    for one in patterns:
        long = [name for name, value in one.items() if isinstance(value, list) and len(value) > 2 and name in lists]
        groups: dict[int, list[str]] = {}
        for name in long:
            groups.setdefault(len(one[name]), []).append(name)
        for names in groups.values():
            if len({lists[name] for name in names}) > 1 and all(_same_everywhere(patterns, names)):
                yield Fault(f"“{path}{names[0]}” dan “{path}{names[1]}” tidak sama panjang")
                return


def _same_everywhere(patterns: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Iterator[bool]:
    for one in patterns:
        lengths = {len(one[name]) for name in names if name in one}
        yield len(lengths) <= 1


def _rising(values: Any) -> bool:
    numbers = isinstance(values, list) and len(values) > 1 and all(_kind(one) == "number" for one in values)
    return numbers and all(a < b for a, b in pairwise(values))


def _kind(value: Any) -> Literal["table", "list", "flag", "number", "text", "day", "other"]:
    """What kind of value this is."""
    if isinstance(value, Mapping):
        return "table"
    if isinstance(value, list):
        return "list"
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    return "day" if isinstance(value, date) and not isinstance(value, datetime) else "other"
