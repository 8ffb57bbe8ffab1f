"""The villages of one province are told without those of the others, and as if all were there."""

from __future__ import annotations

import zlib
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms.region_rows import Rows, VillageRows
from kampungkb_desktop.forms.regions import shipped, unpack

PROVINCES = (11, 12, 31, 64)
VILLAGES = st.lists(
    st.builds(lambda province, rest: province * 10**8 + rest, st.sampled_from(PROVINCES), st.integers(0, 10**8 - 1)),
    min_size=1, max_size=30, unique=True,
).map(sorted)  # fmt: skip


def both(numbers: list[int]) -> tuple[Rows, VillageRows]:
    """The same villages as one level, and packed by province."""
    named = [(number, f"Desa {number % 97}") for number in numbers]
    packed, counts = list[bytes](), list[int]()
    for province in PROVINCES:
        part = [one for one in named if one[0] // 10**8 == province]
        codes = [after - before for before, after in pairwise([0, *(number for number, _ in part)])]
        words = " ".join(map(str, codes)), "\n".join(name for _, name in part)
        packed.append(zlib.compress("\n\n".join(words).encode()) if part else b"")
        counts.append(len(part))
    plain = Rows(array("Q", numbers), "\n".join(name for _, name in named))
    return plain, VillageRows(PROVINCES, counts, packed)


@given(VILLAGES, st.data())
def test_parts_say_what_the_whole_says_in_any_order_of_asking(numbers: list[int], data: st.DataObject) -> None:
    plain, parts = both(numbers)
    assert len(parts) == len(plain) == len(numbers)
    for _ in range(6):
        row = data.draw(st.integers(0, len(numbers) - 1))
        assert (parts.name(row), parts.number(row)) == (plain.name(row), plain.number(row))
        low = data.draw(st.sampled_from([numbers[row], numbers[row] // 10**8 * 10**8, 6_400_000_000, 9_900_000_000]))
        high = low + data.draw(st.sampled_from([1, 10**4, 10**8, 10**9]))
        assert list(parts.between(low, high)) == list(plain.between(low, high))
        if data.draw(st.booleans()):
            assert (parts.numbers, parts.names) == (plain.numbers, plain.names)


def test_the_name_of_a_village_unpacks_its_province_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beranda waits for the names of the own villages: 4 milliseconds of processor instead of 35."""
    known = len(shipped().villages("64.03")), shipped().count("village", "64.03.06")
    opened: list[int] = []
    plain = zlib.decompress

    def heard(packed: bytes) -> bytes:
        opened.append(len(packed))
        return plain(packed)

    monkeypatch.setattr(zlib, "decompress", heard)
    places = unpack(resource("regions/regions.txt.zlib").read_bytes())
    found = places.region("64.03.06.2004")
    assert found is not None
    assert found.full_name == "Maluang, Kec. Gunung Tabur, Kab. Berau, Kalimantan Timur"
    assert (len(places.villages("64.03")), places.count("village", "64.03.06")) == known
    assert len(opened) == 1
    assert len(places.levels[3].numbers) == len(places.levels[3]) == 83_762
    assert len(opened) == 38
