"""Prevalences: one measuring a child, the latest of the last months, implausible values on neither side."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.rules.figures_growth import ChildRow, MeasuredRow, toddler_figures

ON = date(2026, 10, 31)
BIRTH = date(2024, 10, 20)
SHORT, USUAL, ABSURD = 74.0, 87.0, 130.0


def child(id_: str = "c", birth: date | None = BIRTH, sex: str | None = "laki_laki") -> ChildRow:
    return ChildRow(id_, sex, birth)


def read_off(id_: str, height: float | None = USUAL, day: date | None = ON, member: str = "c") -> MeasuredRow:
    return MeasuredRow(id_, member, day, 12.0, height, "berdiri", False)


def test_latest_measuring_speaks() -> None:
    rows = [read_off("old", SHORT, date(2026, 9, 5)), read_off("new", USUAL, date(2026, 10, 5)),
            read_off("future", SHORT, date(2026, 11, 1))]  # fmt: skip
    found = toddler_figures([child()], rows, ON)
    assert (found.measured.ids, found.stunted.judged.ids, found.stunted.affected.ids) == (("c",), ("new",), ())
    assert found.stunted.percent == 0.0


def test_old_measurings_are_silent() -> None:
    rows = [read_off("old", SHORT, date(2026, 7, 31))]
    assert toddler_figures([child()], rows, ON).measured.count == 0
    assert toddler_figures([child()], rows, ON).stunted.percent is None
    assert toddler_figures([child()], rows, ON, within_months=4).stunted.affected.ids == ("old",)


def test_flagged_values_are_left_out_and_shown() -> None:
    found = toddler_figures([child(), child("d")], [read_off("a", ABSURD), read_off("b", SHORT, member="d")], ON)
    assert found.stunted.flagged.ids == ("a",)
    assert (found.stunted.affected.ids, found.stunted.judged.ids) == (("b",), ("b",))
    assert found.measured.count == 2


def test_only_children_under_five_of_a_known_day() -> None:
    children = [child("five", date(2021, 10, 31)), child("almost", date(2021, 11, 1)), child("unknown", None)]
    rows = [read_off(name, USUAL, member=name) for name in ("five", "almost", "unknown", "stranger")]
    found = toddler_figures(children, rows, ON)
    assert found.children.ids == ("almost",)
    assert found.measured.ids == ("almost",)


def test_what_cannot_be_judged_is_measured_all_the_same() -> None:
    found = toddler_figures([child(sex=None), child("d")], [read_off("a"), read_off("b", None, member="d")], ON)
    assert found.measured.count == 2
    assert found.stunted.judged.count == 0
    assert found.underweight.judged.ids == ("b",)


def test_oedema_is_wasting() -> None:
    swollen = MeasuredRow("a", "c", ON, 12.0, USUAL, "berdiri", True)
    found = toddler_figures([child()], [swollen], ON)
    assert found.wasted.affected.ids == ("a",)


def test_percent_rounds_half_up() -> None:
    children = [child(str(n)) for n in range(16)]
    rows = [read_off(f"m{n}", SHORT if n < 1 else USUAL, member=str(n)) for n in range(16)]
    assert toddler_figures(children, rows, ON).stunted.percent == 6.3
