"""A form that is built card by card behaves as one that stands at once, whenever it is asked."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.ui.after_paint import AfterPaint
from kampungkb_desktop.ui.form_view import FormView, Section, default_sections
from kampungkb_desktop.ui.growing_form import GrowingForm, LaterForm, settle
from kampungkb_desktop.ui.widgets import VerticalScroll

TODAY = date(2026, 11, 21)
SECTIONS = (
    Section("Ibu", ("gestation_weeks", "hb_checked", "hb_g_dl")),
    Section("Ukuran", ("weight_kg", "height_cm")),
    Section("Janin", ("babies", "note")),
)
RECORD = PregnancyCheck(id="p", gestation_weeks=24, hb_checked=True, hb_g_dl=11.5, height_cm=152.0, babies=1)
TYPED = {"weight_kg": "5x", "gestation_weeks": "2y"}


def growing(qtbot: QtBot) -> GrowingForm:
    view = GrowingForm(PregnancyCheck, today=TODAY, sections=SECTIONS)
    qtbot.addWidget(view)
    view.set_record(RECORD, TYPED)
    return view


def test_what_is_not_built_yet_is_kept(qtbot: QtBot) -> None:
    view = growing(qtbot)
    assert list(view.cells) == ["gestation_weeks", "hb_checked", "hb_g_dl"]
    assert view.record() == RECORD.changed(gestation_weeks=None)  # it could not be read
    assert view.typed() == TYPED
    assert not view.grown()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_at_every_step_it_is_the_same_as_a_whole_form(qtbot: QtBot, steps: int) -> None:
    whole = FormView(PregnancyCheck, today=TODAY, sections=SECTIONS)
    qtbot.addWidget(whole)
    whole.set_record(RECORD, TYPED)
    view = growing(qtbot)
    assert [view.grow() for _step in range(steps)] == [True] * steps
    assert view.record() == whole.record()
    assert view.typed() == whole.typed()
    assert view.findings() == whole.findings()
    assert list(view.cells) == list(whole.cells)
    assert view.grown()
    assert not view.grow()


def test_an_answer_and_a_jump_build_what_they_need(qtbot: QtBot) -> None:
    view = growing(qtbot)
    view.answer("babies", 2)
    assert view.record().changed(gestation_weeks=24) == RECORD.changed(babies=2)
    other = growing(qtbot)
    other.show()
    other.focus_field("height_cm")
    assert other.cell("height_cm").editor.inputs()[0].hasFocus() or not other.isActiveWindow()


def test_enter_walks_into_what_was_not_there(qtbot: QtBot) -> None:
    view = growing(qtbot)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.focus_field("hb_g_dl")
    QTest.keyClick(view.cells["hb_g_dl"].editor.inputs()[0], Qt.Key.Key_Return)
    assert view.cells["weight_kg"].editor.inputs()[0].hasFocus()


def test_no_keys_go_to_a_question_that_is_not_asked(qtbot: QtBot) -> None:
    view = FormView(PregnancyCheck, today=TODAY, sections=SECTIONS)
    qtbot.addWidget(view)
    view.set_record(RECORD.changed(hb_checked=False))
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    assert view.cells["hb_g_dl"].isHidden()
    view.focus_field("hb_g_dl")
    assert view.cells["weight_kg"].editor.inputs()[0].hasFocus()
    view.focus_field("nothing of the kind")
    assert view.cells["weight_kg"].editor.inputs()[0].hasFocus()


def test_what_is_not_in_sight_comes_after_the_paint_and_before_the_first_key(qtbot: QtBot) -> None:
    page, waiting, ended = QWidget(), ["a", "b"], []

    def step() -> bool:
        return bool(waiting) and bool(waiting.pop())

    growing = AfterPaint(page, step, lambda: ended.append(len(waiting)))
    qtbot.addWidget(page)
    assert (len(waiting), growing.growing()) == (2, False), "nobody looks"
    page.show()
    qtbot.waitUntil(lambda: growing.whole)
    assert (waiting, ended) == ([], [0])
    waiting.extend("cdef")
    growing.begin()
    page.repaint()
    QTest.qWait(0)
    door = page.windowHandle()
    assert door is not None
    QTest.keyClick(door, Qt.Key.Key_Tab)
    assert (waiting, growing.whole, ended) == ([], True, [0, 0]), "a key finds all of it"


class _Painted(QObject):
    """How high the cards of a form were whenever its window was painted, and how high they have to be."""

    def __init__(self, view: GrowingForm) -> None:
        super().__init__()
        self.view = view
        self.squashed: list[tuple[int, int]] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            cards = [card for card, _grid in self.view._grids if card.isVisible()]
            heights = [(card.height(), card.minimumSizeHint().height()) for card in cards]
            self.squashed += [pair for pair in heights if pair[0] < pair[1]]
        return False


def test_no_card_is_painted_squashed_while_another_is_added(qtbot: QtBot) -> None:
    """Three passes of the layout were too few where a page scrolls: the cards lost a hundred pixels for one frame."""
    sections = default_sections(Member)
    view = LaterForm(Member, today=TODAY, sections=sections, at_once=1)
    editor = VerticalScroll(view)
    qtbot.addWidget(editor)
    view.set_record(Member(id="m", full_name="Rekaan", relation="kepala_keluarga", marital="kawin"))
    editor.resize(640, 480)
    painted = _Painted(view)
    editor.installEventFilter(painted)
    editor.show()
    qtbot.wait(1)
    while view.grow_part():
        if not view.half_grown():
            settle(view)
            qtbot.wait(1)
    assert len([card for card, _grid in view._grids if card.isVisible()]) > 3
    assert painted.squashed == []


def test_who_asks_a_form_for_its_answers_gets_them_all(qtbot: QtBot) -> None:
    view = LaterForm(Family, today=TODAY, sections=default_sections(Family))
    qtbot.addWidget(view)
    view.resize(800, 500)
    first = view.sizeHint().height()
    assert len(view.built) < len(view.cells) == len(view.built)
    assert view.grown()
    assert first > 2 * view.height(), "room is kept free: the bar at the right stands from the start"
