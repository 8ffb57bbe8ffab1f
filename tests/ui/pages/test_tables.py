"""Tabel: found by typing, seen before it is written, saved where one says, and stopped without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.tables import TablesPage
from tests.actions.homes import MALUANG, village
from tests.ui.pages.working import idle

TODAY = date(2026, 11, 22)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[TablesPage]:
    """Tabel in a window of its own."""
    village(session)
    window = MainWindow([PageEntry("tabel", "&Tabel", "spreadsheet", lambda: TablesPage(session, today=lambda: TODAY))])
    qtbot.addWidget(window)
    window.show()
    found = window.page("tabel")
    assert isinstance(found, TablesPage)
    idle(qtbot)
    yield found
    idle(qtbot)
    del window  # it lives as long as the test


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))


def test_a_table_is_found_by_typing_and_shown_before_it_is_written(
    qtbot: QtBot, session: Session, page: TablesPage
) -> None:
    save(session, "Isi", [Family(id="satu", village=MALUANG, head_name="Rekaan", rt="007")])
    QTest.keyClicks(page.kind.search, "daftar keluarga")
    QTest.keyClick(page.kind.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.kind.key() == "keluarga")
    qtbot.waitUntil(lambda: page.above.text() == "Daftar keluarga", timeout=10_000)
    model = page.view.model()
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    at = titles.index("Nama kepala keluarga")
    assert "Rekaan" in [model.data(model.index(line, at)) for line in range(model.rowCount())]
    page.window().resize(1366, 768)
    page.view.horizontalScrollBar().setValue(page.view.horizontalScrollBar().maximum())
    assert page.view.stands() == at + 1, "the name stays in sight"
    assert page.warn.isVisible(), "it names people"
    assert not page.month.isVisible(), "it is not about a month"


def test_it_is_saved_for_excel_where_one_says(
    qtbot: QtBot, page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "rekap")
    QTest.keyClick(page.excel, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot)
    sheet = load_workbook(tmp_path / "rekap.xlsx").worksheets[0]
    assert (sheet["A1"].value, sheet["F4"].value) == ("Rekap rinci Kampung KB", "Desa")
    assert page.done.isVisible()
    assert "rekap.xlsx" in page.done.text.text()


def test_one_village_alone(qtbot: QtBot, page: TablesPage) -> None:
    assert len(page.scope().villages) > 1 or page.scope().villages == (MALUANG,)
    page.every.click()
    page.village.choose(MALUANG)
    assert page.scope().villages == (MALUANG,)
    qtbot.waitUntil(lambda: page.state.text() == "1 baris.", timeout=10_000)


def test_no_place_chosen_writes_nothing(page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    page.save_csv()
    assert not worker_of().busy()
    assert not page.done.isVisible()


def test_the_book_of_several_sheets_is_not_offered_as_csv(page: TablesPage) -> None:
    assert page.csv.isVisible()
    page.open_record("buku:2026-09")
    assert not page.csv.isVisible()
    assert page.month.month() == "2026-09"
