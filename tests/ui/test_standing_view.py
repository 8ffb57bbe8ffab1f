"""Columns that stand while the rest of a table scrolls sideways: drawn, found and read where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.tables_out.writing import Glimpse
from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.pages.tables_glimpse import GlimpseView
from kampungkb_desktop.ui.record_model import Column, Id, Row
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.standing_view import StandingView

HIGH = 300
NO_KEYS = Qt.KeyboardModifier.NoModifier


def _rows(ids: Sequence[Id]) -> list[Row]:
    return [Row(one, (f"2{one}", f"Keluarga {one}", *(f"isi {at}" for at in range(8)))) for one in ids]


def _list() -> tuple[RecordTable, StandingView]:
    """As the lists and registers have it: a day, and behind it the name."""
    lesser = (Column(f"lain{at}", f"Keterangan {at}", 16, firm=True) for at in range(8))
    columns = (Column("day", "Tanggal", 8, firm=True), Column("name", "Keluarga", 14, stretch=True), *lesser)
    table = RecordTable(columns, _rows, name="Daftar")
    table.set_ids(range(40))
    return table, table.view


def _glimpse() -> tuple[GlimpseView, StandingView]:
    """As Qt paints it."""
    view = GlimpseView()
    titles = tuple(f"Kolom {at}" for at in range(9))
    rows = tuple(tuple(f"baris {at} kolom {place}" for place in range(9)) for at in range(30))
    view.show_glimpse(Glimpse(titles, (18,) * 9, rows, (), 1, more=False, sheets=1))
    return view, view


@pytest.mark.parametrize("made", [_list, _glimpse])
def test_what_a_row_is_about_stays_in_sight(qtbot: QtBot, qapp: QApplication, made: object) -> None:
    assert callable(made)
    top, view = made()
    dress(top)
    qtbot.addWidget(top)
    top.resize(560, HIGH)
    top.show()
    qtbot.waitExposed(top)
    bar, header, stands = view.horizontalScrollBar(), view.horizontalHeader(), view.stands()
    assert bar.maximum() > 200, "it scrolls sideways"
    assert stands == view.wanted == (2 if isinstance(top, RecordTable) else 1)
    edge = view.standing()
    view.setCurrentIndex(view.model().index(3, 0))
    before, heads = _picture(view, edge - 1), _picture(header, edge - 1)
    places = [view.visualRect(view.model().index(5, at)) for at in range(stands)]

    for _ in range(view.model().columnCount()):  # by keys alone to the last column
        QTest.keyClick(view, Qt.Key.Key_Right)
        here = view.visualRect(view.currentIndex())
        assert here.right() <= view.viewport().width()
        assert here.left() >= (edge if view.currentIndex().column() >= stands else 0), "nothing one is on lies under it"
    qapp.processEvents()
    assert bar.value() == bar.maximum()
    assert _picture(header, edge - 1) == heads
    assert [view.visualRect(view.model().index(5, at)) for at in range(stands)] == places
    assert QAccessible.queryAccessibleInterface(view).childAt(
        *view.viewport().mapToGlobal(places[-1].center()).toTuple()
    ).text(QAccessible.Text.Name) == view.model().index(5, stands - 1).data()  # fmt: skip
    for point in (places[0].center(), places[0].center() + QPoint(edge, 0)):
        assert view.visualRect(view.indexAt(point)).contains(point), "the mouse finds what is drawn there"
    assert view.indexAt(places[0].center()).column() == 0
    _walk_back(view, edge, before)
    top.resize(edge + 40, HIGH)
    qapp.processEvents()
    assert view.stands() < stands, "where they leave no room for others they scroll with them"


def _walk_back(view: StandingView, edge: int, before: QImage) -> None:
    """Up the names, which moves nothing sideways, and to the first column of the others: as it was."""
    bar, stands = view.horizontalScrollBar(), view.stands()
    view.setCurrentIndex(view.model().index(3, stands - 1))
    assert bar.value() == bar.maximum()
    view.setCurrentIndex(view.model().index(3, 0))
    QApplication.processEvents()
    assert _picture(view, edge - 1) == before, "drawn as it was before it scrolled"
    view.scrollTo(view.model().index(3, stands))
    assert bar.value() == 0


def _picture(view: object, wide: int) -> QImage:
    port = view.viewport()  # type: ignore[attr-defined]
    found: QImage = port.grab(QRect(0, 0, wide, port.height())).toImage()
    return found


def test_headings_that_stand_are_found_by_the_mouse(qtbot: QtBot) -> None:
    table, view = _list()
    dress(table)
    qtbot.addWidget(table)
    table.resize(560, HIGH)
    table.show()
    qtbot.waitExposed(table)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    header, edge = view.horizontalHeader(), view.standing()
    asked: list[str] = []
    table.sort_requested.connect(lambda key, _down: asked.append(key))
    for x in (20, edge - 20, edge + 20):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert asked[:2] == ["day", "name"]
    assert asked[2].startswith("lain")

    was = header.sectionSize(1)
    steps = ((QEvent.Type.MouseButtonPress, 1), *((QEvent.Type.MouseMove, -by) for by in (10, 30)))
    for kind, back in (*steps, (QEvent.Type.MouseButtonRelease, -30)):
        at, left = QPointF(edge - back, 10), Qt.MouseButton.LeftButton
        there = QPointF(header.viewport().mapToGlobal(at.toPoint()))
        QApplication.sendEvent(header.viewport(), QMouseEvent(kind, at, there, left, left, NO_KEYS))
    assert header.sectionSize(1) == was + 30, "drawn wider from where its edge stands"
