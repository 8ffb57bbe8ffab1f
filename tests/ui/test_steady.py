"""Nothing that is looked at moves aside when more comes: a bar, rows, words that were still being counted."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.rules.figures_register import key_of
from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.pages.calendar_panel import CalendarPanel
from kampungkb_desktop.ui.pages.due_panel import DuePanel
from kampungkb_desktop.ui.pages.register_trend import TrendCard, TrendMonth
from kampungkb_desktop.ui.pages.village_list import VillageList
from kampungkb_desktop.ui.record_model import Align, Column, Id, Row
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.widgets import VerticalScroll, label

COLUMNS = (
    Column("name", "Kepala keluarga", 22, stretch=True),
    Column("members", "Anggota", 7, Align.RIGHT),
    Column("state", "Status", 18, sortable=False),
)


def _rows(ids: Sequence[Id]) -> list[Row]:
    return [Row(one, (f"Keluarga {one}", "3", "Selesai")) for one in ids]


@pytest.mark.parametrize("wide", [500, 1600])
def test_nothing_moves_aside_when_the_bar_of_a_steady_page_comes(qtbot: QtBot, wide: int) -> None:
    """The buttons under a form end where its answers end, from the first look."""
    inside = label("satu")
    scroll = VerticalScroll(inside, steady=True)
    qtbot.addWidget(scroll)
    ends: list[int] = []
    scroll.edge.connect(ends.append)
    scroll.resize(wide, 200)
    scroll.show()
    QApplication.processEvents()
    before = inside.width()
    inside.setMinimumHeight(900)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().isVisible())
    QApplication.processEvents()
    assert inside.width() == before
    assert len(set(ends)) == 1


def test_columns_stay_when_the_bar_comes(qtbot: QtBot) -> None:
    """A search leaves few of many."""
    table = RecordTable(COLUMNS, _rows)
    dress(table)
    qtbot.addWidget(table)
    table.resize(700, 500)
    table.show()
    found = []
    for many in (3, 500):
        table.set_ids(array("q", range(many)))
        table.view.updateGeometries()
        QApplication.processEvents()
        found.append([table.view.columnWidth(at) for at in range(len(COLUMNS))])
    assert table.view.verticalScrollBar().isVisible()
    assert found[0] == found[1]


def test_the_picture_of_a_figure_stays_while_its_months_are_counted(qtbot: QtBot) -> None:
    """What is told of it stands under it, and leaves no empty line."""
    card = TrendCard()
    dress(card)
    qtbot.addWidget(card)
    card.resize(500, 600)
    card.show()
    figure = key_of("families")
    assert figure is not None
    found = []
    two = [TrendMonth(f"2026-{at:02}", {"families": at}, {}) for at in (9, 10)]
    for months in ([], two):
        card.show_trend(figure, months)
        QApplication.processEvents()
        found.append(card.chart.mapTo(card, card.chart.rect().topLeft()).y())
        assert card.note.isHidden() == (not card.note.text())
    assert found[0] == found[1]


def test_a_panel_says_nothing_before_it_knows(qtbot: QtBot) -> None:
    """Its empty cards stood higher than the filled ones."""
    for panel in (DuePanel(), CalendarPanel(date(2026, 11, 22))):
        dress(panel)
        qtbot.addWidget(panel)
        panel.show()
        assert not panel.card.isVisible()


def test_villages_come_with_the_classes_over_them(qtbot: QtBot) -> None:
    """The empty table stood where the tiles come."""
    found = VillageList()
    dress(found)
    qtbot.addWidget(found)
    found.show()
    assert not found.body.isVisible()
    found.set_lines([])
    assert found.body.isVisible()
