"""Laporan: what is chosen is seen as paper, saved and printed; what cannot be made says why and where to go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.papers import offers_for
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.base import language
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.in_english import InEnglish
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.reports import ReportsPage
from kampungkb_desktop.ui.pages.reports_boxes import VillageBox
from kampungkb_desktop.ui.pages.reports_print import print_pdf, printer_for
from tests.actions.devices import copied
from tests.actions.exchanging import GUNUNG_TABUR, MALUANG, TANJUNG, laptop
from tests.report.contents import FULL
from tests.report.reading import pdf_of
from tests.ui.mnemonics import borrowed, duplicates
from tests.ui.pages import filled
from tests.ui.pages.working import idle

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("laporan") / "petugas"
    session = laptop(folder, "Siti Rahma", villages=(MALUANG, GUNUNG_TABUR))
    filled.fill(session)
    close(session)
    return folder


@pytest.fixture
def session(template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with copied(template, tmp_path / "data") as opened:
        yield opened
        worker_of().cancel_all()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


class Show(Protocol):
    """Opens the page of a session in a window that lives as long as the test."""

    def __call__(self, session: Session, width: int = 1366) -> ReportsPage: ...


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    windows: list[MainWindow] = []

    def opened(session: Session, width: int = 1366) -> ReportsPage:
        words, key = "&Laporan", "laporan"
        window = MainWindow([PageEntry(key, words, key, lambda: ReportsPage(session, today=lambda: TODAY))])
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, 768)
        window.show()
        page = window.page(key)
        assert isinstance(page, ReportsPage)
        idle(qtbot)
        return page

    return opened


def text_of(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def choose(qtbot: QtBot, page: ReportsPage, village: str, month: str = "2026-10") -> None:
    page.open_record(f"{village}/{month}")
    idle(qtbot)


def test_the_paper_of_last_month_is_shown_at_once(qtbot: QtBot, show: Show, session: Session) -> None:
    page = show(session)
    choose(qtbot, page, MALUANG)
    assert "Maluang" in text_of(page.out.pdf)
    assert page.subtitle.startswith("Maluang · Oktober 2026 · ")
    assert len(page.view.sizes) > 1
    assert page.out.save.isEnabled()
    assert page.out.print.isEnabled()


def test_another_month_and_paper_make_another_file(qtbot: QtBot, show: Show, session: Session) -> None:
    page = show(session)
    choose(qtbot, page, MALUANG)
    first = page.out.pdf
    page.choice.month.earlier.click()
    page.choice.flush()
    idle(qtbot)
    assert "September 2026" in page.subtitle
    assert page.out.pdf != first
    page.choice.paper.setCurrentIndex(page.choice.paper.findData("F4"))
    page.choice.flush()
    idle(qtbot)
    wide, high = page.view.sizes[0]
    assert (round(wide * 25.4 / 72), round(high * 25.4 / 72)) == (215, 330)
    page.leave()
    kept = settings.load(session)
    assert (kept.paper, kept.last_village) == ("F4", MALUANG)


def test_only_the_last_wish_is_shown(qtbot: QtBot, show: Show, session: Session) -> None:
    page = show(session)
    choose(qtbot, page, MALUANG)
    for _ in range(6):
        page.choice.month.earlier.click()
        page.choice.flush()
    idle(qtbot)
    assert page._shown.period == page.choice.month.month() == "2026-04"


def test_a_village_without_data_says_so_and_leads_there(qtbot: QtBot, show: Show, session: Session) -> None:
    page = show(session)
    choose(qtbot, page, GUNUNG_TABUR)
    said = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "Gunung Tabur" in page.subtitle
    assert not page.out.save.isEnabled()
    assert "belum" in said.lower()
    empty = page._sheet.currentWidget()
    button = getattr(empty, "button", None)
    assert button is not None
    page.go.disconnect()  # Kampung is not in this window
    with qtbot.waitSignal(page.go) as went:
        button.click()
    assert went.args == ["kampung", GUNUNG_TABUR]
    choose(qtbot, page, MALUANG)
    assert page._sheet.currentWidget() is page.view


def test_it_is_saved_where_one_says(qtbot: QtBot, show: Show, session: Session, tmp_path: Path) -> None:
    page = show(session)
    choose(qtbot, page, MALUANG)
    page.out.keep(tmp_path / "Ringkasan Oktober")
    assert (tmp_path / "Ringkasan Oktober.pdf").read_bytes() == page.out.pdf
    assert page.out.after.done.isVisible()
    assert "Ringkasan Oktober.pdf" in page.out.after.done.text.text()
    assert settings.load(session).output_folder == str(tmp_path)


def test_a_place_that_refuses_is_a_sentence(
    qtbot: QtBot, show: Show, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def read_it(dialog: QDialog) -> int:
        said.append(dialog.accessibleDescription())
        return 1

    monkeypatch.setattr(QDialog, "exec", read_it)
    page = show(session)
    choose(qtbot, page, MALUANG)
    page.out.keep(tmp_path / "tidak-ada" / "a.pdf")
    assert "Folder tujuan" in said[0]
    assert not page.out.after.done.isVisible()


def test_nobody_without_a_village_sees_an_empty_list(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    empty = laptop(tmp_path / "kosong", "Budi", role="kabupaten", villages=())
    try:
        page = show(empty)
        assert page._stack.currentIndex() == 1
        assert page.first_focus() is None
    finally:
        close(empty)


@pytest.mark.parametrize("width", [1366, 1024])
def test_every_letter_has_one_owner(qtbot: QtBot, show: Show, session: Session, width: int) -> None:
    page = show(session, width)
    choose(qtbot, page, MALUANG)
    assert page.window().width() == width
    assert duplicates(page.window()) == {}
    assert page.view.viewport().width() > 480


def test_every_paper_asks_with_letters_of_its_own(qtbot: QtBot, show: Show, session: Session) -> None:
    """Each asks for other things beside its preview; in both languages, and none with a letter of the sidebar."""
    page, english = show(session), InEnglish(language.wordings()).of
    for kind in offers_for(session):
        page.choice.kind.choose(kind.key)
        page.choice._tell()
        idle(qtbot)
        page.out.after.show()  # as after a file was saved
        for said in (str, english):
            assert (kind.key, duplicates(page.window(), said)) == (kind.key, {})
            assert borrowed(page.window(), said) == []


def test_a_village_is_found_by_any_part_of_its_name(qtbot: QtBot) -> None:
    box = VillageBox()
    qtbot.addWidget(box)
    box.offer([MALUANG, GUNUNG_TABUR, TANJUNG])
    box.show()
    assert box.choose(MALUANG)
    told: list[str] = []
    box.chosen.connect(told.append)
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "gunung tabur")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == [GUNUNG_TABUR]
    line.selectAll()
    qtbot.keyClicks(line, "tidak ada")
    line.editingFinished.emit()
    assert box.code() == GUNUNG_TABUR, "what means nothing goes back to the choice"
    assert line.text().startswith("Gunung Tabur")


# --- On paper ---------------------------------------------------------------------------------------------------------


def pdf_printer(target: Path, paper: str) -> QPrinter:
    printer = printer_for(paper)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("F4", (215, 330))])
def test_every_page_is_printed_at_its_size(qapp: object, tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    pdf = pdf_of(FULL, paper=paper)
    target = tmp_path / "cetak.pdf"
    printer = pdf_printer(target, paper)
    printer.setFromTo(2, 3)
    assert print_pdf(pdf, printer, silent()) == 2
    document = PdfDocument(str(target))
    try:
        assert len(document) == 2
        wide, high = document.get_page_size(0)
        assert (wide * 25.4 / 72, high * 25.4 / 72) == pytest.approx(size, abs=1), "drivers know 8.5 by 13 inches"
    finally:
        document.close()


def test_printing_can_be_stopped(qapp: object, tmp_path: Path) -> None:
    work = Progress()
    work.cancel.set()
    with pytest.raises(Cancelled):
        print_pdf(pdf_of(FULL), pdf_printer(tmp_path / "a.pdf", "A4"), work)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_opened(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        print_pdf(pdf_of(FULL), pdf_printer(tmp_path / "tidak-ada" / "a.pdf", "A4"), silent())
    assert caught.value.code == "E-PRINT"
