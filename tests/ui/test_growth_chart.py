"""The growth chart by what it says: points, words, keys, stretches; and that it draws at every index and look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.rules.growth import Measurement, Scale, Sex, assess
from kampungkb_desktop.ui.growth_chart import GrowthChart, GrowthPoint
from kampungkb_desktop.ui.growth_curves import (
    LINES,
    OLDER,
    SCALES,
    WHOLE,
    YOUNG,
    curves,
    marks,
    months_for,
    months_near,
)
from kampungkb_desktop.ui.growth_panel import GrowthPanel
from kampungkb_desktop.ui.theme import apply_theme

BIRTH = date(2025, 1, 14)


def _point(days: int, weight: float | None, length: float | None, sex: Sex = "P", position: str = "L") -> GrowthPoint:
    reading = Measurement(sex, days, weight, length, "L" if position == "L" else "H")
    return GrowthPoint(BIRTH + timedelta(days=days), BIRTH, assess(reading))


POINTS = (_point(61, 5.0, 56.0), _point(183, 6.9, 64.2), _point(366, 8.0, None), _point(609, 9.1, 78.9))


def test_each_index_has_the_points_it_can_have() -> None:
    assert [len(marks(scale, POINTS)) for scale in SCALES] == [4, 3, 3, 3]
    last = marks("wei", POINTS)[-1]
    assert last.words == "15 Sep 2026 · 1 tahun 8 bulan · 9,10 kg · −1,30 SD · Berat badan normal"
    assert marks("wfl", POINTS)[-1].x == 78.9


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("sex", ["L", "P"])
@pytest.mark.parametrize("months", [YOUNG, OLDER, WHOLE])
def test_lines_never_cross(scale: Scale, sex: Sex, months: tuple[int, int]) -> None:
    found = curves(scale, sex, months, POINTS)
    assert len(found.lines) == len(LINES)
    for at in range(len(found.xs)):
        column = [line[at] for line in found.lines]
        assert column == sorted(column)


def test_the_ages_follow_the_child() -> None:
    old = (_point(800, 11.0, 84.0, position="H"), _point(900, 11.4, 86.0, position="H"))
    assert months_for(POINTS) == YOUNG
    assert months_for(old) == OLDER
    assert months_for(POINTS + old) == WHOLE
    assert months_near(old) == (20, 32)
    assert months_near(()) == YOUNG


def test_keys_walk_the_points_and_choose_the_index(qtbot: QtBot) -> None:
    chart = GrowthChart()
    qtbot.addWidget(chart)
    chart.set_child("P", POINTS)
    assert chart.readout().startswith("15 Sep 2026")
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.readout().startswith("16 Mar 2025")
    with qtbot.waitSignal(chart.indexed) as told:
        QTest.keyClick(chart, Qt.Key.Key_2)
    assert told.args == ["len"]
    assert "cm" in chart.readout()


def test_a_point_opens_its_measuring(qtbot: QtBot) -> None:
    chart = GrowthChart()
    qtbot.addWidget(chart)
    chart.set_child("P", [replace(point, record=f"m{at}") for at, point in enumerate(POINTS)])
    QTest.keyClick(chart, Qt.Key.Key_Home)
    with qtbot.waitSignal(chart.opened) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["m0"]
    spot = chart._frame().spot(chart._marks[2]).toPoint()
    with qtbot.waitSignal(chart.opened) as clicked:
        QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    assert clicked.args == ["m2"]


def test_a_doubtful_figure_is_said_and_left_out_of_the_line(qtbot: QtBot) -> None:
    points = (*POINTS[:2], _point(300, 31.0, 70.0), *POINTS[2:])
    found = marks("wei", points)
    assert [mark.doubtful for mark in found] == [False, False, True, False, False]
    assert found[2].words.endswith("periksa ulang, tidak ikut direkap")
    chart = GrowthChart()
    qtbot.addWidget(chart)
    chart.set_child("P", points)
    assert "periksa ulang" in chart.accessibleDescription()


def test_the_head_and_the_school_years_have_their_own_chart(qtbot: QtBot) -> None:
    reading = Measurement("P", 366, 8.0, 72.0, "L", head_cm=44.5)
    toddler = GrowthPoint(BIRTH + timedelta(days=366), BIRTH, assess(reading))
    assert [mark.y for mark in marks("head", (toddler,))] == [44.5]
    assert marks("head", (toddler,))[0].category is None
    pupil = GrowthPoint(BIRTH + timedelta(days=4000), BIRTH, assess(Measurement("P", 4000, 45.0, 140.0, "H")))
    (mark,) = marks("bmi_5_18", (pupil,))
    assert mark.category is not None
    found = curves("bmi_5_18", "P", YOUNG, (pupil,))
    assert 60 <= found.xs[0] < 60.1
    assert all(list(column) == sorted(column) for column in zip(*found.lines, strict=True))
    chart = GrowthChart()
    qtbot.addWidget(chart)
    chart.set_child("P", (pupil,))
    chart.show_scale("bmi_5_18")
    QTest.keyClick(chart, Qt.Key.Key_1)  # the charts of the first years are not for this child
    assert chart.scale == "bmi_5_18"
    assert not chart.grab().isNull()


def test_it_can_be_read_aloud(qtbot: QtBot) -> None:
    chart = GrowthChart(compact=True)
    qtbot.addWidget(chart)
    chart.set_child("P", POINTS)
    said = chart.accessibleDescription()
    assert said.startswith("Berat badan menurut umur (BB/U), anak perempuan")
    assert all(mark.words in said for mark in marks("wei", POINTS))
    chart.set_child("P", ())
    assert "belum ada hasil ukur" in chart.accessibleDescription()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("compact", [False, True])
def test_it_draws_everywhere(qtbot: QtBot, qapp: QApplication, dark: bool, compact: bool) -> None:
    apply_theme(qapp, dark=dark)
    chart = GrowthChart(compact=compact)
    qtbot.addWidget(chart)
    chart.resize(420, 260)
    for points in (POINTS, (), POINTS[:1]):
        chart.set_child("L", points)
        for scale in SCALES:
            chart.show_scale(scale)
            picture = chart.grab().toImage()
            colours = {QColor(picture.pixel(x, y)).name() for x in range(40, 400, 7) for y in range(30, 220, 7)}
            assert len(colours) > 3, scale


def test_the_panel_tells_which_index_and_ages(qtbot: QtBot) -> None:
    panel = GrowthPanel()
    qtbot.addWidget(panel)
    panel.set_child("P", POINTS)
    assert panel.picks.names() == ["BB/U", "PB/U", "BB/PB", "IMT/U", "LK/U"]
    QTest.keyClick(panel.chart, Qt.Key.Key_3)
    assert panel.picks.chosen() == 2
    assert not panel.spans.button(0).isEnabled()
