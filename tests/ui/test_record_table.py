"""The table: full scroll bar over 300,000 rows in constant memory, walked by keys, kept by id."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QColor, QFocusEvent, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.column_widths import Wish, shared
from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_delegate import Letters
from kampungkb_desktop.ui.record_model import ROWS_KEPT, Align, Column, Id, Row
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.theme import apply_theme, text_font
from kampungkb_desktop.ui.tiles import EmptyState

COLUMNS = (
    Column("name", "Kepala keluarga", 22, stretch=True),
    Column("members", "Anggota", 7, Align.RIGHT),
    Column("state", "Status", 18, sortable=False),
)


class Shelf:
    """Rows made on demand; counts how many ids were asked for."""

    def __init__(self) -> None:
        self.asked = 0
        self.gone: set[Id] = set()

    def fetch(self, ids: Sequence[Id]) -> list[Row]:
        self.asked += len(ids)
        tags = (Tag("Sudah dikunjungi", Tone.OK), Tag("Perlu kunjungan", Tone.WARN))
        return [
            Row(one, (f"Keluarga {one}", str(int(one) % 9), tags[int(one) % 2])) for one in ids if one not in self.gone
        ]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def table(qtbot: QtBot, shelf: Shelf) -> RecordTable:
    made = RecordTable(COLUMNS, shelf.fetch, name="Daftar keluarga", empty=EmptyState("Belum ada keluarga"))
    dress(made)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_random_jumps_over_300_000_rows_stay_small(table: RecordTable, shelf: Shelf, qapp: QApplication) -> None:
    table.set_ids(array("q", range(300_000)))
    dice = random.Random(1)
    for _ in range(60):
        number = dice.randrange(300_000)
        assert table.select(number)
        qapp.processEvents()
        row = table.model.row(number)
        assert row is not None
        assert row.cells[0] == f"Keluarga {number}"
    assert len(table.model._rows) <= ROWS_KEPT + 100
    assert shelf.asked <= 60 * 100, "only rows near the eye are read"


def test_the_next_page_is_read_while_one_looks_at_this(table: RecordTable, shelf: Shelf, qapp: QApplication) -> None:
    table.set_ids(range(10_000))
    qapp.processEvents()
    bar, page = table.view.verticalScrollBar(), table.view.verticalScrollBar().pageStep()
    for at in (1, 2, 3):
        bar.setValue(at * page)
        table.view.viewport().repaint()
        qapp.processEvents()
    asked = shelf.asked
    bar.setValue(4 * page)
    table.view.viewport().repaint()
    assert shelf.asked == asked, "all of the page was there when it was painted"
    qapp.processEvents()
    assert asked < shelf.asked <= asked + page + 30, "and the next one was read after it"
    bar.setValue(6_000)
    table.view.viewport().repaint()
    asked = shelf.asked
    qapp.processEvents()
    assert shelf.asked == asked, "nothing is read on after a leap"
    bar.setValue(6_000 - page)
    table.view.viewport().repaint()
    qapp.processEvents()
    asked = shelf.asked
    bar.setValue(6_000 - 2 * page)
    table.view.viewport().repaint()
    assert shelf.asked == asked, "upwards, too"


def test_the_rest_of_a_list_comes_behind_what_is_shown(table: RecordTable, shelf: Shelf, qapp: QApplication) -> None:
    table.set_ids(list(range(200)), whole=False)
    table.select(150)
    table.view.verticalScrollBar().setValue(140)
    qapp.processEvents()
    asked = shelf.asked
    table.set_ids(list(range(5_000)))
    qapp.processEvents()
    assert (table.current_id(), table.view.verticalScrollBar().value(), shelf.asked) == (150, 140, asked)
    table.view.verticalScrollBar().setValue(143)
    table.view.viewport().repaint()
    assert shelf.asked <= asked + 30, "one scrolls on by a few"
    table.set_ids([3, 2, 150])
    assert (table.current_id(), list(table.model.ids)) == (150, [3, 2, 150])


def test_the_chosen_record_survives_a_new_order(table: RecordTable) -> None:
    table.set_ids(list(range(1000)))
    table.select(700)
    heard: list[object] = []
    table.selected.connect(heard.append)
    table.set_ids(list(range(999, -1, -1)))
    assert table.current_id() == 700
    assert table.selected_ids() == [700]
    table.set_ids([1, 2, 3])
    assert table.current_id() is None
    assert heard[-1] is None


def test_a_record_that_is_gone_leaves_a_mark_and_no_error(table: RecordTable, shelf: Shelf, qtbot: QtBot) -> None:
    table.set_ids([1, 2, 3])
    shelf.gone.add(2)
    table.refresh()
    assert table.model.row(1) is None
    table.view.viewport().grab()
    assert table.model.index(1, 0).data() == ""


def test_keys(table: RecordTable, qtbot: QtBot) -> None:
    table.set_ids([f"{n}" for n in range(200)])
    table.select("5")
    opened: list[object] = []
    typed: list[str] = []
    table.opened.connect(opened.append)
    table.typed.connect(typed.append)
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    QTest.keyClick(table.view, Qt.Key.Key_End)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    QTest.keyClick(table.view, Qt.Key.Key_Home)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened == ["6", "199", "0"]
    QTest.keyClicks(table.view, "si")
    assert typed == ["s", "i"]
    QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Keluarga 0\t0\tSudah dikunjungi"


def test_whoever_comes_by_keys_sees_the_row_that_is_meant(table: RecordTable) -> None:
    table.set_ids(["1", "2"])
    QApplication.sendEvent(table.view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert (table.current_id(), table.selected_ids()) == ("1", ["1"])
    table.select("2")
    QApplication.sendEvent(table.view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert table.selected_ids() == ["2"]


def test_letters_go_on_in_the_search_box(table: RecordTable, qtbot: QtBot) -> None:
    box = SearchBox("Cari", table)
    (clear,) = box.findChildren(QAbstractButton)
    assert clear.isHidden(), "a screen reader finds the field alone, and nothing to empty"
    qtbot.addWidget(box)
    table.typed.connect(box.take)
    with qtbot.waitSignal(box.searched) as signal:
        QTest.keyClicks(table.view, "si")
    assert signal.args == ["si"]
    assert not clear.isHidden()


def test_search_answers_once_after_the_rest_and_at_once_with_enter(qtbot: QtBot) -> None:
    box = SearchBox()
    qtbot.addWidget(box)
    heard: list[str] = []
    box.searched.connect(heard.append)
    QTest.keyClicks(box, " siti ")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert heard == ["siti"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert heard == ["siti", ""]


def test_sorting_is_asked_for_not_done(table: RecordTable) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_requested.connect(lambda key, down: asked.append((key, down)))
    header = table.view.horizontalHeader()
    for section in (0, 0, 1, 2):
        header.sectionClicked.emit(section)
    assert asked == [("name", False), ("name", True), ("members", False)]
    assert header.sortIndicatorSection() == 1


def test_an_empty_table_teaches(table: RecordTable) -> None:
    table.set_ids([])
    assert not table.view.isVisible()
    lesson = table.findChild(EmptyState)
    assert lesson is not None
    assert lesson.isVisible()
    table.set_ids([1])
    assert table.view.isVisible()


def test_drawn_widths_are_kept(qtbot: QtBot, shelf: Shelf) -> None:
    kept: list[dict[str, int]] = []
    made = RecordTable(
        COLUMNS, shelf.fetch, widths=lambda: {"members": 123}, save_widths=lambda widths: kept.append(dict(widths))
    )
    qtbot.addWidget(made)
    assert made.view.columnWidth(1) == 123
    made.view.horizontalHeader().resizeSection(2, 222)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == [{"members": 123, "state": 222}]


def test_bigger_text_makes_higher_rows(table: RecordTable, qapp: QApplication) -> None:
    before = table.view.verticalHeader().defaultSectionSize()
    apply_theme(qapp, scale=1.5)
    assert table.view.verticalHeader().defaultSectionSize() == round(before * 1.5)


def test_it_is_read_aloud(table: RecordTable) -> None:
    table.set_ids([1, 2])
    interface = QAccessible.queryAccessibleInterface(table.view)
    assert interface.text(QAccessible.Text.Name) == "Daftar keluarga"
    assert interface.child(interface.childCount() - 1).text(QAccessible.Text.Name) == "Sudah dikunjungi"


wishes = st.lists(
    st.builds(
        lambda least, more, grown, *may: Wish(least + more, least, may[0], least + more + grown, *may[1:]),
        st.integers(20, 200),
        st.integers(0, 200),
        st.integers(0, 100),
        *[st.booleans()] * 3,
    ),
    min_size=1,
    max_size=12,
)


@given(wishes, st.integers(0, 3000))
def test_columns_share_the_room(asked: list[Wish], room: int) -> None:
    given_widths = shared(asked, room)
    pairs = list(zip(given_widths, asked, strict=True))
    left_out = [wish for width, wish in pairs if not width]
    kept = [(width, wish) for width, wish in pairs if width]
    assert kept
    assert all(wish.extra or wish.yields for wish in left_out)
    assert all(width >= wish.least for width, wish in kept)
    if room >= sum(wish.least for _width, wish in kept):
        assert sum(given_widths) <= room
    if any(width < wish.natural for width, wish in kept) and len(kept) > 1:
        assert not any(wish.extra for _width, wish in kept), "nothing is cut while a lesser column could go"
    if left_out:
        assert sum(wish.natural for _width, wish in kept) + max(wish.natural for wish in left_out) > room, "needlessly"
        most = sum(wish.least for _width, wish in kept) + max(wish.least for wish in left_out)
        assert all(wish.extra for wish in left_out) or most > room
    if any(width > wish.natural for width, wish in kept if not wish.stretch):
        stretched = [(width, wish.natural) for width, wish in kept if wish.stretch]
        assert sum(width - natural + 1 for width, natural in stretched) >= sum(one // 2 for _width, one in stretched)


def test_what_is_written_often_looks_as_when_it_was_written_once(table: RecordTable) -> None:
    table.set_ids(array("q", range(40)))
    table.show()
    view = table.view.viewport()
    first = again = view.grab().toImage()
    for _ in range(5):
        again = view.grab().toImage()
    assert again.convertToFormat(first.format()) == first
    fifth = table.view.rowViewportPosition(5) + 3
    assert QColor(again.pixel(3, fifth)) == QColor(tokens().surface_alt)
    table.set_ids(array("q", range(2)))
    assert QColor(view.grab().toImage().pixel(3, fifth)) == QColor(tokens().surface)


@given(st.text("AVTWfij rtöé.,…'1", max_size=30), st.integers(0, 300))
def test_words_that_surely_fit_are_not_cut(text: str, room: int) -> None:
    """Told by the sum of the letters; the words as a whole are never wider than that and a little."""
    font = text_font()
    if Letters(font).surely_fit(text, room):
        assert QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room) == text
