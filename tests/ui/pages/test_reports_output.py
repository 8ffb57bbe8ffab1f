"""Laporan's list found by typing, records chosen by name, and what is done with a finished paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.actions.summary import summary_content
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.report.check_code import code_of
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.reports import ReportsPage
from kampungkb_desktop.ui.pages.reports_check import CheckCodeDialog
from kampungkb_desktop.ui.pages.reports_print_dialog import NO_PRINTER, PrintDialog
from tests.actions.exchanging import GUNUNG_TABUR, MALUANG, laptop
from tests.report.strict import strict
from tests.ui.pages import filled
from tests.ui.pages.working import idle

TODAY = date(2026, 11, 21)


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = laptop(tmp_path / "kantor", "Budi", role="kabupaten", villages=(MALUANG, GUNUNG_TABUR))
    filled.fill(session)
    yield session
    worker_of().cancel_all()
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
    close(session)


@pytest.fixture
def page(qtbot: QtBot, office: Session) -> Iterator[ReportsPage]:
    entry = PageEntry("laporan", "&Laporan", "laporan", lambda: ReportsPage(office, today=lambda: TODAY))
    window = MainWindow([entry])
    qtbot.addWidget(window)
    window.show()
    found = window.page("laporan")
    assert isinstance(found, ReportsPage)
    idle(qtbot)
    yield found
    idle(qtbot)
    del window  # it lives as long as the test


def shown(page: ReportsPage) -> list[str]:
    items = (page.choice.kind.list.item(at) for at in range(page.choice.kind.list.count()))
    return [item.text() for item in items]


def words(page: ReportsPage) -> str:
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_papers_are_found_by_typing(qtbot: QtBot, page: ReportsPage) -> None:
    assert "Rekap menurut kecamatan" in shown(page), "an office sees the papers of its kabupaten"
    assert page.search_widget() is page.choice.kind.search
    page.choice.kind.search.setText("peringkat kelas")
    page.choice.kind.search.flush()
    assert shown(page) == ["Kabupaten", "Rekap menurut kecamatan"]
    page.choice.kind.search.setText("tidak ada laporan begini")
    page.choice.kind.search.flush()
    assert shown(page) == []
    assert page.choice.kind.none.isVisible()
    page.choice.kind.search.setText("")
    page.choice.kind.search.flush()
    assert len(shown(page)) > 6
    idle(qtbot)


def test_a_record_is_asked_for_and_then_printed(qtbot: QtBot, page: ReportsPage, office: Session) -> None:
    made = Activity(
        id=new_record_id(office),
        village=MALUANG,
        title="Rapat Pokja triwulan",
        held_on=date(2026, 10, 5),
        status="draf",
    )
    save(office, "Simpan", [made])
    page.open_record("notulen:")
    idle(qtbot)
    assert "Pilih dahulu kegiatannya" in words(page)
    assert not page.out.save.isEnabled()
    assert not page.choice.village.isVisible()
    page.open_record(f"notulen:{made.id}")
    idle(qtbot)
    strict(page.out.pdf)
    assert page.out.save.isEnabled()


def test_a_long_paper_waits_until_it_is_asked_for(qtbot: QtBot, page: ReportsPage) -> None:
    page.open_record("buku:64.03/2026-10")
    idle(qtbot)
    assert page.out.pdf == b""
    begin = getattr(page._sheet.currentWidget(), "button", None)
    assert isinstance(begin, QPushButton)
    begin.click()
    idle(qtbot)
    qtbot.waitUntil(lambda: bool(page.out.pdf))
    assert page.subtitle.startswith("Kabupaten Berau · Oktober 2026 · ")


def test_the_saved_file_is_handed_on(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    page.open_record(f"{MALUANG}/2026-10")
    idle(qtbot)
    page.out.keep(tmp_path / "ringkasan")
    assert page.out.after.isVisible()
    page.out.after.copy_file()
    copied = QGuiApplication.clipboard().mimeData()
    assert [Path(url.toLocalFile()) for url in copied.urls()] == [tmp_path / "ringkasan.pdf"]
    QGuiApplication.clipboard().clear()  # without a screen Qt would let go of it after Python has ended, and crash
    page.choice.month.earlier.click()
    page.choice.flush()
    idle(qtbot)
    assert not page.out.after.isVisible()


def test_pages_and_copies_are_asked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinters", staticmethod(list))
    dialog = PrintDialog("F4", 5, None)
    qtbot.addWidget(dialog)
    assert dialog.missing.text() == NO_PRINTER
    assert not dialog.missing.isHidden()
    assert dialog.missing.parentWidget() is dialog.which.parentWidget(), "said under the answer it is about"
    assert not dialog.go.isEnabled()
    dialog.which.addItem("Pencetak kantor", "")
    dialog.range.setText("2-9")
    assert "5 halaman" in dialog.fault.text()
    assert not dialog.go.isEnabled()
    dialog.range.setText("1-3,5")
    dialog.copies.setValue(2)
    assert dialog.go.isEnabled()
    dialog.go.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.chosen == (0, 1, 2, 4)
    assert dialog.printer.copyCount() == 2


def test_a_code_is_compared(qtbot: QtBot, office: Session) -> None:
    code = code_of(summary_content(office, MALUANG, "2026-10", TODAY)).words
    dialog = CheckCodeDialog(office, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.go.isEnabled()
    for typed, said in (
        (code, "Sama."),
        (f"{code[:25]}{'7' if code[25] != '7' else '8'}{code[26:]}", "Berbeda"),
        ("6403", "tidak lengkap"),
    ):
        dialog.line.setText(typed)
        dialog.go.click()
        idle(qtbot)
        assert said in dialog.answer.text.text()
