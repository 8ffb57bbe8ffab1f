"""Portal: Enter copies a value, ticks it and goes on; what has changed since stands out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.ui.pages.village_facts import facts
from kampungkb_desktop.ui.pages.village_portal import PortalTab
from tests.actions.homes import MALUANG, village
from tests.ui.pages.working import idle

TODAY = date(2026, 11, 22)


@pytest.fixture
def tab(qtbot: QtBot, session: Session) -> Iterator[PortalTab]:
    """The tab with a month of figures in sight."""
    village(session)
    save(session, "Isi", [MonthlySnapshot(id="bulan", village=MALUANG, month="2026-10", bkb=7, bkr=5)])
    found = PortalTab(session, lambda: TODAY)
    qtbot.addWidget(found)
    found.wrote.connect(lambda *_what: found.show_facts(facts(session, MALUANG)))
    found.show_facts(facts(session, MALUANG))
    found.show()
    idle(qtbot)
    found.pages.setCurrentIndex(found.pages.findData("kkbpk:2026-10"))
    yield found
    idle(qtbot)


def words(tab: PortalTab, line: int, column: int) -> str:
    return str(tab.table.model.index(line, column).data())


def test_enter_copies_ticks_and_goes_on(qtbot: QtBot, tab: PortalTab) -> None:
    assert (words(tab, 0, 0), words(tab, 0, 2)) == ("Belum", "7")
    QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "7"
    qtbot.waitUntil(lambda: words(tab, 0, 0) == "Sudah", timeout=10_000)
    assert tab.table.current_id() == "bkr"
    assert "1 dari 2" in tab.pages.currentText()


def test_space_ticks_and_takes_back(qtbot: QtBot, tab: PortalTab) -> None:
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: words(tab, 0, 0) == "Sudah", timeout=10_000)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: words(tab, 0, 0) == "Belum", timeout=10_000)


def test_what_changed_since_is_said_above_and_beside(qtbot: QtBot, session: Session, tab: PortalTab) -> None:
    tab.tick_all()
    qtbot.waitUntil(lambda: "2 dari 2" in tab.pages.currentText(), timeout=10_000)
    save(session, "Ubah", [MonthlySnapshot(id="bulan", village=MALUANG, month="2026-10", bkb=8, bkr=5)])
    tab.show_facts(facts(session, MALUANG))
    qtbot.waitUntil(lambda: words(tab, 0, 0) == "Berubah", timeout=10_000)
    assert tab.changed.isVisible()
    assert tab.changed.text.text().startswith("1 isian berubah")
    assert (words(tab, 0, 2), words(tab, 0, 3)) == ("8", "7")


def test_a_month_without_figures_has_nothing_to_type(qtbot: QtBot, tab: PortalTab) -> None:
    tab.month.choose("2024-01")
    idle(qtbot)
    tab.pages.setCurrentIndex(tab.pages.findData("kkbpk:"))
    assert (words(tab, 0, 0), words(tab, 0, 2)) == ("Kosong", "–")
    tab.copy_and_tick()
    assert words(tab, 0, 0) == "Kosong"
