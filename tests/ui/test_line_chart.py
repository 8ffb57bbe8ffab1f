"""The line over months: drawn whatever it is given, told in words, and walked by arrows."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.line_chart import LineChart, Point

VALUES = st.none() | st.floats(0, 1e6) | st.integers(0, 5000).map(float)
POINTS = st.lists(
    st.builds(Point, st.just("Mei 2026"), st.just("Mei 26"), VALUES, VALUES, st.just("2026-05")), max_size=30
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(POINTS, st.booleans(), st.sampled_from([60, 300, 1200]))
def test_it_draws_anything(qtbot: QtBot, points: list[Point], steps: bool, width: int) -> None:
    chart = LineChart("Angka", line="data", marks="diketik", steps=steps)
    qtbot.addWidget(chart)
    chart.set_points(points)
    chart.resize(width, chart.sizeHint().height())
    chart.grab()
    assert chart.accessibleDescription().count(";") == max(0, len(points) - 1)


def test_it_is_told_in_words_and_walked_by_arrows(qtbot: QtBot) -> None:
    chart = LineChart("Peserta pil", line="data keluarga", marks="diketik")
    qtbot.addWidget(chart)
    chart.set_points(
        [Point("September 2026", "Sep 26", 12, 18, "2026-09"), Point("Oktober 2026", "Okt 26", None, 1500)]
    )
    assert chart.accessibleDescription() == (
        "September 2026: data keluarga 12, diketik 18; Oktober 2026: diketik 1.500"
    )
    picked: list[str] = []
    chart.picked.connect(picked.append)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked == ["2026-09"]


def test_classes_have_names_instead_of_numbers(qtbot: QtBot) -> None:
    chart = LineChart("Kelas", line="dihitung", ticks=((1.0, "Dasar"), (2.0, "Berkembang")), steps=True)
    qtbot.addWidget(chart)
    chart.set_points([Point("Mei 2026", "Mei 26", 1), Point("Juni 2026", "Jun 26", 2)])
    assert chart.accessibleDescription() == "Mei 2026: dihitung Dasar; Juni 2026: dihitung Berkembang"
