"""A page too low for its window and the list in it: one bar, one wheel, and the keys find the row they go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.page_room import PageRoom
from kampungkb_desktop.ui.record_model import Column, Id, Row
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.widgets import VerticalScroll, column

LOW, HIGH = 300, 900


def _rows(ids: Sequence[Id]) -> list[Row]:
    return [Row(one, (f"Keluarga {one}", "RT 001")) for one in ids]


def _room(qtbot: QtBot, *parts: QWidget) -> PageRoom:
    head = QLabel("Keluarga")
    head.setFixedHeight(160)
    inside = column(head, spacing=0)
    for one in parts:
        one.setMinimumHeight(280)
        inside.addWidget(one, 1)
    room = PageRoom(inside)
    dress(room)
    qtbot.addWidget(room)
    room.resize(600, LOW)
    room.show()
    room.activateWindow()
    qtbot.waitExposed(room)
    _rest()
    return room


def _rest() -> None:
    for _ in range(5):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def _bars(room: PageRoom) -> list[QScrollBar]:
    return [one for one in room.findChildren(QScrollBar) if one.isVisible() and one.maximum()
            and one.orientation() == Qt.Orientation.Vertical]  # fmt: skip


def _wheel(over: QAbstractScrollArea, notches: int) -> None:
    port, at = over.viewport(), QPointF(20, 20)
    for _ in range(abs(notches)):
        turned = QPoint(0, -120 if notches > 0 else 120)
        event = QWheelEvent(at, QPointF(port.mapToGlobal(at.toPoint())), QPoint(), turned, Qt.MouseButton.NoButton,
                            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(port, event)


def test_a_list_and_its_page_scroll_by_one_bar(qtbot: QtBot) -> None:
    table = RecordTable((Column("name", "Nama", 20), Column("place", "RT", 10)), _rows, name="Daftar keluarga")
    table.set_ids(range(60))
    room = _room(qtbot, table)
    outer, inner, one = room.verticalScrollBar(), table.view.verticalScrollBar(), room.one.bar
    assert (outer.maximum(), inner.maximum() > 0, _bars(room)) == (140, True, [one])

    one.setValue(100)
    assert (outer.value(), inner.value()) == (100, 0), "first the page goes up"
    one.setValue(one.maximum())
    assert (outer.value(), inner.value()) == (140, inner.maximum()), "then the list goes on, to its last row"
    one.setValue(0)
    assert (outer.value(), inner.value()) == (0, 0)

    _wheel(table.view, 1)
    assert inner.value() == 0 < outer.value()
    _wheel(table.view, 20)
    assert outer.value() == outer.maximum()
    assert one.value() > outer.maximum(), "the bar follows the wheel"
    _wheel(table.view, -60)
    assert (outer.value(), inner.value(), one.value()) == (0, 0, 0), "and all the way back"

    table.view.setFocus()
    for _ in range(7):
        QTest.keyClick(table.view, Qt.Key.Key_Down)
        here = table.view.visualRect(table.view.currentIndex())
        seen = table.view.viewport().mapTo(room, here.center())
        assert room.viewport().geometry().contains(seen), "the row one walks to is in sight"

    table.set_ids(range(3))
    _rest()
    assert _bars(room) == [outer], "a list that does not scroll leaves the page its own bar"
    table.set_ids(range(60))
    _rest()
    assert _bars(room) == [one]
    room.resize(600, HIGH)
    _rest()
    assert _bars(room) == [inner], "in a higher window the list has its own again"


def test_several_parts_and_their_page_scroll_by_one_bar(qtbot: QtBot) -> None:
    first, second = (VerticalScroll(QLabel("\n".join(["baris"] * lines))) for lines in (60, 40))
    table = RecordTable((Column("name", "Nama", 20), Column("place", "RT", 10)), _rows, name="Daftar keluarga")
    table.set_ids(range(60))
    room = _room(qtbot, first, second, table)
    outer, bar = room.verticalScrollBar(), room.one.bar
    bars = [first.verticalScrollBar(), second.verticalScrollBar(), table.view.verticalScrollBar()]
    assert _bars(room) == [bar]
    bar.setValue(bar.maximum())
    assert [outer.value(), *(one.value() for one in bars)] == [outer.maximum(), *(one.maximum() for one in bars)]
    bar.setValue(0)
    assert [one.value() for one in (outer, *bars)] == [0, 0, 0, 0]
    _wheel(first, 60)
    assert (outer.value(), bars[0].value()) == (outer.maximum(), bars[0].maximum()), "the wheel moves the page first"
    assert bars[1].value() == bars[2].value() == 0, "and then the part it is over"
    _wheel(second, -1)
    assert outer.value() < outer.maximum(), "over one that stands at its beginning the page goes down"
    bar.setValue(bar.maximum())
    assert [one.value() for one in bars] == [one.maximum() for one in bars], "at the end of the bar each is at its end"
    second.hide()
    table.hide()
    _rest()
    assert _bars(room) == [bar]
