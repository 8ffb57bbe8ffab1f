"""Tabel takes its tables in again: by keys, seen before anything is written, one step that one button takes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.lists_in.plan import Mode
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.offers import offer
from kampungkb_desktop.actions.tables_out.table import Scope
from kampungkb_desktop.actions.tables_out.writing import write_tables
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.tables import IMPORT, TablesPage
from kampungkb_desktop.ui.pages.tables_import import TablesImport
from tests.actions.homes import MALUANG, village
from tests.ui.mnemonics import duplicates
from tests.ui.pages.working import idle

TODAY = date(2026, 11, 22)


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    """Tabel in a window of its own, at the import."""
    village(session)
    made = MainWindow([PageEntry("tabel", "&Tabel", "spreadsheet", lambda: TablesPage(session, today=lambda: TODAY))])
    qtbot.addWidget(made)
    made.show()
    idle(qtbot)
    made.go("tabel", IMPORT)
    yield made
    idle(qtbot)


def screen(window: MainWindow) -> TablesImport:
    return next(one for one in window.findChildren(TablesImport) if one.isVisible())


def changed_book(session: Session, path: Path, name: str) -> Path:
    """The whole book with one address changed by hand."""
    scope = Scope((MALUANG,), "2026-11", TODAY)
    write_tables(session, offer("buku-register"), scope, path, silent())
    book = openpyxl.load_workbook(path)
    sheet = book["Daftar keluarga"]
    at = next(cell.column for cell in sheet[3] if cell.value == "Alamat")
    sheet.cell(4, at).value = name
    book.save(path)
    return path


def addresses(session: Session) -> list[str | None]:
    with session.database.read() as conn:
        return [one.address for one in read.records(conn, Family)]


def test_a_book_goes_in_by_keys_and_back_out_by_one_button(
    qtbot: QtBot, session: Session, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed_book(session, tmp_path / "buku.xlsx", "Gang Rekaan")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    here = screen(window)
    QTest.keyClick(here.choose.pick, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot)
    qtbot.waitUntil(here.sheets.isVisible)
    assert duplicates(window) == {}
    assert len(here.sheets.chosen()) > 1
    here.sheets.none.click()
    assert not here.sheets.next.isEnabled()
    here.sheets.every.click()
    qtbot.waitUntil(here.sheets.next.isEnabled)
    QTest.keyClick(here.sheets, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot)
    qtbot.waitUntil(here.review.isVisible)
    assert here.review.mode is Mode.REPLACE
    assert "1 berubah" in here.review.banner.text.text()
    assert here.review.table.model.rowCount() == 1, "what is not as it was is shown first"
    assert duplicates(window) == {}
    before = addresses(session)
    QTest.keyClick(here.review, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot)
    qtbot.waitUntil(here.done.isVisible)
    assert "Gang Rekaan" in addresses(session)
    here.done.take_back.click()
    idle(qtbot)
    assert addresses(session) == before


def test_an_unchanged_table_says_that_nothing_changes(
    qtbot: QtBot, session: Session, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "keluarga.csv"
    write_tables(session, offer("keluarga"), Scope((MALUANG,), "2026-11", TODAY), path, silent())
    here = screen(window)
    here.open(path)
    idle(qtbot)
    qtbot.waitUntil(here.review.isVisible)
    assert here.review.banner.text.text().startswith("0 berubah")
    assert not here.review.accept.isEnabled()
    QTest.keyClick(here.review, Qt.Key.Key_Escape)
    qtbot.waitUntil(here.choose.isVisible)
    QTest.keyClick(here.choose, Qt.Key.Key_Escape)
    idle(qtbot)
    page = window.page("tabel")
    assert isinstance(page, TablesPage)
    assert page.kind.isVisible()
