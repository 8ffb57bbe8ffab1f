"""The register's figures come after the first paint of a form."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_register import village_register
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.editors import NumberEditor
from kampungkb_desktop.ui.pages import register_offer
from kampungkb_desktop.ui.pages.village_monthly import MonthlyTab
from kampungkb_desktop.ui.pages.village_population import PopulationTab
from tests.actions.households import settle
from tests.ui import standing
from tests.ui.pages import filled
from tests.ui.pages.filled import VILLAGE
from tests.ui.pages.test_village_register import offered, window_of
from tests.ui.pages.windows import kampung


def test_the_figures_wait_until_the_form_stands(qtbot: QtBot, session: Session) -> None:
    """An answer that came before the first paint had the whole form built for it."""
    settle(session)
    filled.keep(session, filled.population())
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/kependudukan")
    tab = kampung(window).village.tab("kependudukan")
    assert isinstance(tab, PopulationTab)
    assert not tab.view.grown()
    tab.offer.refresh()
    assert tab.offer._job is None
    offered(qtbot, tab.offer)
    assert tab.view.grown()
    assert tab.ages._totals[0].text() == "Jumlah jiwa"


@pytest.mark.parametrize("wide", [1366, 1024])
@pytest.mark.parametrize(("key", "day"), [("kependudukan", date(2026, 10, 1)), ("bulanan", date(2026, 10, 31))])
def test_nothing_moves_when_the_figures_come(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch, key: str, day: date, wide: int
) -> None:
    settle(session)
    filled.keep(session, filled.population(), filled.monthly())
    monkeypatch.setattr(background, "run", lambda *_told, **_deeds: None)
    window = window_of(qtbot, session)
    window.resize(wide, 768)
    window.go("kampung", f"{VILLAGE}/{key}")
    tab = kampung(window).village.tab(key)
    assert isinstance(tab, (PopulationTab, MonthlyTab))
    qtbot.waitUntil(lambda: tab.view.grown() and tab.offer._asked is not None)
    qtbot.waitUntil(lambda: not worker_of().busy())
    for bar in (0, tab.desk.editor.area.verticalScrollBar().maximum()):
        tab.desk.editor.area.verticalScrollBar().setValue(bar)
        tab.offer.found = None
        tab.offer.refresh()
        before = standing.stands(window)
        tab.offer._came(village_register(session, VILLAGE, day))
        assert tab.offer.words.text() != register_offer.COUNTING
        qtbot.wait(1)
        after = standing.stands(window)
        assert standing.moved(before, after) == []


def digits_end(line: QLineEdit, window: QWidget) -> int:
    """Where the last digit of a figure at the right of its box ends: QLineEdit leaves two pixels after it."""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    assert line.alignment() & Qt.AlignmentFlag.AlignRight
    return line.mapTo(window, room.topRight()).x() - 2


def words_end(words: QLabel, window: QWidget) -> int:
    assert words.alignment() & Qt.AlignmentFlag.AlignRight
    return words.mapTo(window, words.rect().topRight()).x()


def test_a_total_ends_under_the_digits_it_adds_up(qtbot: QtBot, session: Session) -> None:
    settle(session)
    filled.keep(session, filled.population(), filled.monthly())
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/bulanan")
    tab = kampung(window).village.tab("bulanan")
    assert isinstance(tab, MonthlyTab)
    offered(qtbot, tab.offer)
    edges, totals = set(), set()
    for grid in tab.lists.values():
        for cell in grid.cells:
            if isinstance(cell.editor, NumberEditor) and not cell.isHidden():
                edges.add(digits_end(cell.editor.line, tab))
        if grid._total is not None and not grid.isHidden():
            totals.add(words_end(grid._total[1], tab))
    assert totals == edges
    assert len(edges) == 1  # all cards of the form in one column
    window.go("kampung", f"{VILLAGE}/kependudukan")
    ages = kampung(window).village.tab("kependudukan")
    assert isinstance(ages, PopulationTab)
    offered(qtbot, ages.offer)
    for at, cell in ((1, ages.ages.cells[0]), (2, ages.ages.cells[16])):
        assert isinstance(cell.editor, NumberEditor)
        assert words_end(ages.ages._totals[at], ages) == digits_end(cell.editor.line, ages)
