"""How the guide looks: line length, narrow and large, dark, and its names for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.help_list import HelpList
from kampungkb_desktop.ui.help_pages import CONTENTS, load
from kampungkb_desktop.ui.help_typeset import LINE, MARGIN, runs
from kampungkb_desktop.ui.help_window import HelpWindow
from kampungkb_desktop.ui.theme import apply_theme
from tests.ui.mnemonics import duplicates

GUIDE = load()


@pytest.fixture
def guide(qtbot: QtBot) -> HelpWindow:
    """The guide alone, as F1 shows it."""
    made = HelpWindow()
    qtbot.addWidget(made)
    made.open(CONTENTS)
    _front(qtbot, made)
    return made


def _front(qtbot: QtBot, window: QWidget) -> None:
    window.show()
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_line_is_never_longer_than_one_can_read(guide: HelpWindow, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, scale=scale)
    guide.open("mulai")
    guide.resize(1366, 768)
    QApplication.processEvents()
    assert guide.text.lineWrapColumnOrWidth() <= round(LINE * scale) + 2 * round(MARGIN * scale) + 2
    guide.resize(guide.minimumSize())
    QApplication.processEvents()
    assert guide.text.lineWrapColumnOrWidth() <= guide.text.viewport().width()
    assert scale > 1 or not guide.text.horizontalScrollBar().isVisible()


def test_a_narrow_guide_leaves_room_to_work_beside_it(guide: HelpWindow) -> None:
    guide.resize(guide.minimumWidth(), 600)
    QApplication.processEvents()
    assert not guide.list.isVisible()
    assert guide.text.width() > guide.width() - 40
    QTest.keyClicks(guide.search, "foto")
    guide.search.flush()
    assert guide.list.isVisible()
    assert guide.list.geometry().bottom() < guide.text.geometry().top()
    guide.search.clear()
    guide.search.flush()
    guide.resize(1000, 600)
    QApplication.processEvents()
    assert guide.list.isVisible()
    assert guide.list.geometry().right() < guide.text.geometry().left()


def test_dark_dresses_an_open_page_anew(guide: HelpWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    guide.open("masuk")

    def ink() -> str:
        return runs(guide.text.document().begin())[0][2].foreground().color().name()

    light = ink()
    apply_theme(app, dark=True)
    QApplication.processEvents()
    assert ink() != light


def test_names_for_screen_readers_and_no_letter_twice(guide: HelpWindow) -> None:
    assert guide.text.accessibleName()
    assert guide.search.accessibleName()
    assert guide.list.accessibleName() == "Daftar isi"
    guide.list.show_hits([])
    assert guide.list.accessibleName() == "Hasil pencarian"
    assert duplicates(guide) == {}


def test_headings_of_the_contents_are_no_places(guide: HelpWindow) -> None:
    listed: HelpList = guide.list
    groups = [item for row in range(listed.count()) if not (item := listed.item(row)).flags()]
    assert [item.text() for item in groups][:3] == ["Jalan membaca", "Memulai", "Layar"]
    assert listed.count() == len(GUIDE) + len(groups)


def test_no_code_breaks_at_its_hyphen(guide: HelpWindow) -> None:
    """Somebody reads it out on the telephone."""
    guide.open("kode")
    guide.resize(guide.minimumWidth(), 600)
    QApplication.processEvents()
    block, lines = guide.text.document().begin(), {}
    while block.isValid():
        if block.text().startswith("E-") and " " not in block.text():
            guide.text.document().documentLayout().blockBoundingRect(block)
            lines[block.text()] = block.layout().lineCount()
        block = block.next()
    assert len(lines) > 50
    assert {code: many for code, many in lines.items() if many != 1} == {}
