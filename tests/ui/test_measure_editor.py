"""Holds that what a line shows of a decimal number is read again as the same number, sensible or not."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base.typed import read_measure
from kampungkb_desktop.forms.kinds import Measure
from kampungkb_desktop.ui.editors import MeasureEditor

WEIGHT = Measure("Berat badan", low=0.3, high=60, places=2, unit="kg")
MONEY = Measure("Biaya", high=999_999, places=1)


@pytest.mark.parametrize(("kind", "typed", "meant"), [
    (WEIGHT, "1000", 1000.0), (WEIGHT, "3500", 3500.0), (WEIGHT, "12500,5", 12500.5), (WEIGHT, "7.350", 7.35),
    (WEIGHT, "60", 60.0), (MONEY, "1000", 1000.0), (MONEY, "999.999", 999_999.0), (MONEY, "1234567", 1_234_567.0),
])  # fmt: skip
def test_leaving_the_line_changes_no_number(qtbot: QtBot, kind: Measure, typed: str, meant: float) -> None:
    editor = MeasureEditor(kind)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, typed)
    assert editor.answer() == meant
    editor.line.editingFinished.emit()
    assert editor.answer() == meant
    assert read_measure(editor.show_as(meant), kind.places, kind.high) == meant


def test_thousands_have_their_dot_where_it_can_be_read_again(qtbot: QtBot) -> None:
    editor = MeasureEditor(MONEY)
    qtbot.addWidget(editor)
    editor.set_answer(12_500.5)
    assert editor.line.text() == "12.500,5"
