"""The pictures: drawn without a word of complaint on any content, and told in words too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.charts import AgeGroup, Bar, BarList, ClassProgress, PopulationPyramid, nice_ceiling
from kampungkb_desktop.ui.palette import LIGHT, Tone, contrast
from kampungkb_desktop.ui.theme import apply_theme

SEEN = 3.0
"""What WCAG asks of graphics beside their ground."""
CLASSES = ("Dasar", "Berkembang", "Mandiri", "Berkelanjutan")


def _greys(chart: QWidget, *across: int, down: float) -> list[str]:
    """The middle of what is drawn ``across`` pixels from the left, as a copier without colour gives it."""
    chart.resize(400, chart.sizeHint().height())
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return [image.pixelColor(x, round(image.height() * down)).name() for x in across]


@pytest.mark.parametrize("wanted", [{}, {"dark": True}, {"sharp": True}])
def test_a_chart_without_colour_is_still_read(qapp: QApplication, qtbot: QtBot, wanted: dict[str, bool]) -> None:
    look = apply_theme(qapp, **wanted)
    bars, pyramid = BarList([Bar("Suntik", 40), Bar("Pil", 80)]), PopulationPyramid([AgeGroup("0–4", 90, 90)])
    for chart in (bars, pyramid):
        qtbot.addWidget(chart)
    assert contrast(*_greys(bars, 120, 300, down=0.25)) >= SEEN, "a bar, and the rail it does not fill"
    man, woman, ground = _greys(pyramid, 150, 250, 2, down=0.75)
    assert min(contrast(man, ground), contrast(woman, ground)) >= SEEN
    for line in (look.accent, look.series[1]):  # a trend, and the marks of what was typed, which are hollow
        assert contrast(line, look.surface) >= SEEN


@given(st.floats(0, 10_000_000, allow_nan=False))
def test_axes_end_at_a_round_figure_close_above(value: float) -> None:
    top = nice_ceiling(value)
    assert top >= value
    assert top <= max(1, value * 2.5)


def test_the_pyramid_is_told_in_words(qtbot: QtBot) -> None:
    chart = PopulationPyramid([AgeGroup("0–4", 120, 111), AgeGroup("5–9", 0, 3)])
    qtbot.addWidget(chart)
    assert chart.accessibleDescription() == (
        "120 laki-laki dan 114 perempuan. 0–4 tahun: 120 laki-laki, 111 perempuan; 5–9 tahun: 0 laki-laki, 3 perempuan"
    )
    chart.resize(420, 200)
    image = chart.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 420, 2) for y in range(24, 150, 2)}
    assert {LIGHT.male, LIGHT.female} <= colours


@pytest.mark.parametrize("groups", [[], [AgeGroup("0–4", 0, 0)], [AgeGroup("75+", 1, 0)] * 16])
def test_the_pyramid_draws_anything(qtbot: QtBot, groups: list[AgeGroup]) -> None:
    chart = PopulationPyramid(groups)
    qtbot.addWidget(chart)
    for width in (80, 420, 1200):
        chart.resize(width, chart.sizeHint().height())
        chart.grab()


def test_bars_with_shares_targets_and_clicks(qtbot: QtBot) -> None:
    mix = BarList([Bar("Suntik", 75, key="suntik"), Bar("Pil", 25, key="pil")], "Cara KB", shares=True)
    aims = BarList([Bar("BKB", 62.5, 70, tone=Tone.WARN), Bar("PIK-R", 0, 50)], "Poktan", unit="%")
    for chart in (mix, aims):
        qtbot.addWidget(chart)
        chart.resize(360, chart.sizeHint().height())
        chart.grab()
    assert mix.accessibleDescription() == "Suntik: 75 (75,0 %); Pil: 25 (25,0 %)"
    assert aims.accessibleDescription() == "BKB: 62,5 %, sasaran 70 %; PIK-R: 0,0 %, sasaran 50 %"
    picked: list[str] = []
    mix.picked.connect(picked.append)
    mix.show()
    for y in (10, mix.height() - 10):
        QTest.mouseClick(mix, Qt.MouseButton.LeftButton, pos=mix.rect().topLeft() + type(mix.rect().topLeft())(50, y))
    assert picked == ["suntik", "pil"]


@pytest.mark.parametrize("bars", [[], [Bar("Kosong", 0)], [Bar("Nama yang panjang sekali " * 4, 1e9)] * 3])
def test_bars_draw_anything(qtbot: QtBot, qapp: QApplication, bars: list[Bar]) -> None:
    chart = BarList(bars, "Coba", shares=True)
    qtbot.addWidget(chart)
    for width in (60, 360):
        chart.resize(width, chart.sizeHint().height())
        chart.grab()


@pytest.mark.parametrize("reached", [-1, 0, 2, 3])
def test_the_road_of_classes(qtbot: QtBot, reached: int) -> None:
    road = ClassProgress(CLASSES, reached, 0.5, "Satu lagi ke Mandiri.")
    qtbot.addWidget(road)
    road.resize(400, road.sizeHint().height())
    road.grab()
    now = CLASSES[reached] if reached >= 0 else "belum terklasifikasi"
    assert road.accessibleDescription() == f"Sekarang {now}. Satu lagi ke Mandiri."
