"""Riwayat: actions with who, when and where; answers before and after; undoing one by name."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.history import HistoryPage
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import family, household, today


def _rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)


def _page(qtbot: QtBot, session: Session) -> HistoryPage:
    page = HistoryPage(session, today=today)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.load()
    _rest(qtbot)
    return page


def _cells(page: HistoryPage) -> list[tuple[object, ...]]:
    return [tuple(row.cells) for row in page._lines]


def _two_savings(session: Session) -> Family:
    home = family(session, "Jumadi")
    save(session, "Simpan keluarga", [home])
    changed = home.changed(rt="007")
    save(session, "Pindah RT", [changed], seen=[home])
    return changed


def test_the_newest_action_stands_first_and_is_spelt_out(qtbot: QtBot, session: Session) -> None:
    _two_savings(session)
    page = _page(qtbot, session)
    assert [entry.name for entry in page.entries] == ["Pindah RT", "Simpan keluarga", "Mulai"]
    assert _cells(page) == [("Keluarga Jumadi", "", "Keluarga diubah"), ("RT", "003", "007")]
    assert page.about.text().endswith("oleh Siti Rahma di laptop ini.")
    assert page.subtitle == "3 tindakan"
    assert duplicates(page) == {}


def test_filters_by_person_and_form(qtbot: QtBot, session: Session) -> None:
    household(session)
    _two_savings(session)
    page = _page(qtbot, session)
    assert [page.filters.who.itemText(at) for at in range(page.filters.who.count())] == ["Semua orang", "Siti Rahma"]
    page.filters.what.setCurrentIndex(page.filters.what.findData("visit"))
    page.filters.what.activated.emit(page.filters.what.currentIndex())
    _rest(qtbot)
    assert [entry.name for entry in page.entries] == ["Isi"]
    page.filters.what.setCurrentIndex(page.filters.what.findData("activity"))
    page.filters.what.activated.emit(page.filters.what.currentIndex())
    _rest(qtbot)
    assert page.entries == []
    assert not page.undo_button.isEnabled()


def test_an_older_action_is_undone_by_name(qtbot: QtBot, session: Session) -> None:
    changed = _two_savings(session)
    page = _page(qtbot, session)
    with qtbot.waitSignal(page.said) as said:
        page.undo_button.click()
    _rest(qtbot)
    assert said.args == ["Diurungkan: Pindah RT", True]
    with session.database.read() as conn:
        now = read.record(conn, Family, changed.id)
    assert now is not None
    assert now.rt == "003"
    names = [entry.name for entry in page.entries]
    assert names[:2] == ["Urungkan: Pindah RT", "Pindah RT"]
    assert page.entries[1].undone
    page.table.select(page.entries[1].n)
    _rest(qtbot)
    assert not page.undo_button.isEnabled()
    assert "Sudah diurungkan." in page.about.text()


def test_a_refused_undo_says_who_changed_it_since(qtbot: QtBot, session: Session) -> None:
    _two_savings(session)
    page = _page(qtbot, session)
    page.table.select(page.entries[1].n)
    _rest(qtbot)
    told: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Message):
            told.append(dialog.accessibleDescription())
            dialog.accept()

    timer = QTimer(page, interval=30)
    timer.timeout.connect(look)
    timer.start()
    page.undo_button.click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    timer.stop()
    assert "Pindah RT" in told[0]
    assert page.undo_button.isEnabled()


def test_an_empty_filter_teaches(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session)
    page.filters.what.setCurrentIndex(page.filters.what.findData("activity"))
    page._read()
    _rest(qtbot)
    assert page.table.currentWidget() is not page.table.view
