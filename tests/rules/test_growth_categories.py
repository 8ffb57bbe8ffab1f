"""Permenkes 2/2020 categories and WHO's limits of the plausible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.rules import growth
from kampungkb_desktop.rules.growth import Growth, Measurement, Scale, assess


def lying(age: int) -> bool | None:
    return assess(Measurement("L", age, 9.5, 78.0)).lying


@pytest.mark.parametrize(
    ("scale", "z", "code"),
    [
        ("wei", -3.01, "bb_sangat_kurang"), ("wei", -3.0, "bb_kurang"), ("wei", -2.01, "bb_kurang"),
        ("wei", -2.0, "bb_normal"), ("wei", 1.0, "bb_normal"), ("wei", 1.01, "bb_risiko_lebih"),
        ("len", -3.01, "sangat_pendek"), ("len", -3.0, "pendek"), ("len", -2.0, "normal"),
        ("len", 2.5, "normal"), ("len", 3.0, "normal"), ("len", 3.01, "tinggi"),
        ("wfl", -3.01, "gizi_buruk"), ("wfl", -3.0, "gizi_kurang"), ("wfl", -2.0, "gizi_baik"),
        ("wfl", 1.0, "gizi_baik"), ("wfl", 1.01, "berisiko_gizi_lebih"), ("wfl", 2.0, "berisiko_gizi_lebih"),
        ("wfl", 2.01, "gizi_lebih"), ("wfl", 3.0, "gizi_lebih"), ("wfl", 3.01, "obesitas"),
        ("bmi", -3.01, "gizi_buruk"), ("bmi", -3.0, "gizi_kurang"), ("bmi", -2.0, "gizi_baik"),
        ("bmi", 1.0, "gizi_baik"), ("bmi", 2.0, "berisiko_gizi_lebih"), ("bmi", 3.0, "gizi_lebih"),
        ("bmi", 3.01, "obesitas"),
    ],
)  # fmt: skip
def test_category_boundaries(scale: Scale, z: float, code: str) -> None:
    found = growth.category(scale, z)
    assert found is not None
    assert found.code == code


@given(st.sampled_from(("wei", "len", "wfl", "bmi")), st.floats(-9, 9), st.floats(-9, 9))
def test_categories_keep_the_order_of_scores(scale: Scale, one: float, other: float) -> None:
    low, high = sorted((one, other))
    first, second = growth.category(scale, low), growth.category(scale, high)
    assert first is not None
    assert second is not None
    assert first.rank <= second.rank
    assert first in growth.categories(scale)


@pytest.mark.parametrize(
    ("name", "flag", "low", "high"),
    [("zlen", "flen", -6, 6), ("zwei", "fwei", -6, 5), ("zwfl", "fwfl", -5, 5), ("zbmi", "fbmi", -5, 5)],
)
def test_flags_are_strictly_beyond(name: str, flag: str, low: float, high: float) -> None:
    base = {"zlen": None, "zwei": None, "zwfl": None, "zbmi": None}
    for z, wanted in ((low, False), (low - 0.01, True), (high, False), (high + 0.01, True)):
        g = Growth(Measurement("L", 500, 9, 78), 500, True, 78, 15, zhead=None, **{**base, name: z})
        assert getattr(g, flag) is wanted


def test_names_follow_the_standard_used() -> None:
    assert growth.index_name("len", lying(730)) == "PB/U"
    assert growth.index_name("len", lying(731)) == "TB/U"
    assert growth.index_name("wfl", lying(731)) == "BB/TB"


def test_minus_two_is_not_yet_stunted_wasted_or_underweight() -> None:
    for z, below in ((-2.0, False), (-2.01, True), (-6.0, True)):
        g = Growth(Measurement("L", 500, 9, 78), 500, True, 78, 15, zlen=z, zwei=z, zwfl=None, zbmi=None, zhead=None)
        assert (g.stunted, g.underweight, g.wasted) == (below, below, None)
    wasted: dict[float, bool | None] = {-2.0: False, -2.01: True, -5.0: True, -5.01: None}
    for z, expected in wasted.items():
        g = Growth(Measurement("L", 500, 9, 78), 500, True, 78, 15, None, None, zwfl=z, zbmi=None, zhead=None)
        assert g.wasted is expected
