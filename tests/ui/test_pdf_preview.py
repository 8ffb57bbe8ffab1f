"""Pages on the screen: fitted, turned by keys, drawn in the background, sharp again after every zoom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.preview import page_count, page_sizes, page_text
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pdf_preview import WHOLE, WIDTH, PagesView, PreviewBar
from tests.report.contents import FULL
from tests.report.reading import pdf_of


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(FULL)


def shown(qtbot: QtBot, pdf: bytes, width: int = 700, height: int = 600) -> PagesView:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    view.show_pdf(pdf, page_sizes(pdf))
    idle(qtbot, view)
    return view


def idle(qtbot: QtBot, view: PagesView) -> None:
    view.grab()
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)
    view.grab()
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)


def test_the_width_is_filled(qtbot: QtBot, pdf: bytes) -> None:
    view = shown(qtbot, pdf)
    box = view._place(0)
    assert box.width() == pytest.approx(view.viewport().width() - 32, abs=1)
    assert box.height() / box.width() == pytest.approx(297 / 210, rel=0.01)
    picture = view._drawn[0][1]
    assert picture.width() == pytest.approx(box.width() * view.devicePixelRatioF(), abs=2)


def test_a_whole_page_fits(qtbot: QtBot, pdf: bytes) -> None:
    view = shown(qtbot, pdf)
    view.set_zoom(WHOLE)
    box = view._place(0)
    assert box.height() <= view.viewport().height()
    assert box.center().x() == pytest.approx(view.viewport().width() / 2, abs=1)


def test_keys_turn_the_pages(qtbot: QtBot, pdf: bytes) -> None:
    view = shown(qtbot, pdf)
    bar = PreviewBar(view)
    qtbot.addWidget(bar)
    view.turn(1)
    pages = page_count(pdf)
    heard: list[str] = []
    view.turned.connect(lambda page, of: heard.append(f"{page}/{of}"))
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
    assert heard == [f"2/{pages}", f"3/{pages}", f"2/{pages}", f"{pages}/{pages}", f"1/{pages}"]
    assert bar.words.text() == f"Halaman 1 dari {pages}"
    assert not bar.before.isEnabled()
    bar.after.click()
    assert bar.words.text() == f"Halaman 2 dari {pages}"


def test_a_page_is_heard_and_read_line_by_line(qtbot: QtBot, pdf: bytes) -> None:
    """A screen reader hears the words of the page; Enter lays them over it, and the arrows go through them."""
    QAccessible.setActive(True)
    try:
        view = shown(qtbot, pdf)
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
        idle(qtbot, view)
        first = page_text(pdf, 0)
        assert "Kampung Maluang" in first
        assert view.told.accessibleDescription() == f"Halaman 1 dari 5. {first}"
        QTest.keyClick(view, Qt.Key.Key_Return)
        words = view.words
        assert QApplication.focusWidget() is words
        assert words.size() == view.viewport().size()
        idle(qtbot, view)
        assert words.toPlainText() == first
        QTest.keyClick(words, Qt.Key.Key_Down)
        assert words.textCursor().blockNumber() > 0 or words.textCursor().position() > 0
        QTest.keyClick(words, Qt.Key.Key_PageDown)
        idle(qtbot, view)
        assert (view.page(), words.toPlainText()) == (2, page_text(pdf, 1))
        assert words.accessibleName() == "Teks, Halaman 2 dari 5"
        QTest.keyClick(words, Qt.Key.Key_Escape)
        assert not words.isVisible()
        assert QApplication.focusWidget() is view.told
    finally:
        QAccessible.setActive(False)


def test_zooming_keeps_the_page_and_draws_it_anew(qtbot: QtBot, pdf: bytes) -> None:
    view = shown(qtbot, pdf)
    view.turn(3)
    before = view._scale(0)
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view._scale(0) > before
    assert view.page() == 3
    idle(qtbot, view)
    assert view._drawn[2][0] == pytest.approx(view._scale(2) * view.devicePixelRatioF(), rel=0.01)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view._scale(0) < before
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (view.zoom, view._scale(0)) == (WIDTH, before)
    for _ in range(30):
        view.step_zoom(1)
    assert view._scale(0) <= 3.0
    assert view.horizontalScrollBar().maximum() > 0


def test_what_is_painted_is_the_page(qtbot: QtBot, pdf: bytes) -> None:
    view = shown(qtbot, pdf)
    image = view.viewport().grab().toImage()
    box = view._place(0)
    assert image.pixelColor(round(box.x()) + 3, round(box.y()) + 3) == QColor("white")
    colours = {
        image.pixelColor(x, y).rgb()
        for x in range(round(box.left()), round(box.right()) - 2, 3)
        for y in range(round(max(0.0, box.top())), image.height(), 3)
    }
    assert len(colours) > 20


def test_another_document_takes_its_place(qtbot: QtBot, pdf: bytes) -> None:
    """Also while pages of the one before are still being drawn."""
    view = shown(qtbot, pdf)
    view.set_zoom(1.3)
    view.grab()
    view.turn(4)
    view.show_pdf(pdf, page_sizes(pdf)[:2])
    assert view.page() <= 2
    assert view._drawn == {}
    idle(qtbot, view)
    assert set(view._drawn) <= {0, 1}


def test_few_pages_are_kept(qtbot: QtBot, pdf: bytes) -> None:
    view = shown(qtbot, pdf)
    view.show_pdf(pdf, page_sizes(pdf) * 1)
    for page in range(1, page_count(pdf) + 1):
        view.turn(page)
        idle(qtbot, view)
    assert len(view._drawn) <= 8


def test_nothing_to_show_is_no_reason_to_fall(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    bar = PreviewBar(view)
    qtbot.addWidget(bar)
    view.show()
    view.step_zoom(1)
    view.turn(5)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.words.text() == ""
