"""Bantuan in the window: F1 opens the right page from every screen, cover and dialog, and everything works by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui import places
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.help_key import HelpKey
from kampungkb_desktop.ui.help_pages import CONTENTS, load
from kampungkb_desktop.ui.help_typeset import runs
from kampungkb_desktop.ui.help_window import HelpWindow
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.pages.villages import VillagesPage
from kampungkb_desktop.ui.pages.visit_form import VisitForm
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.pages.welcome import WelcomePage
from tests.ui.pages.filled import VILLAGE, fill
from tests.ui.pages.people import household

TODAY = date(2026, 11, 21)
GUIDE = load()
ALT = Qt.KeyboardModifier.AltModifier


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


def _program(qtbot: QtBot, session: Session | None = None) -> tuple[MainWindow, HelpKey]:
    """A window as the program dresses it."""
    keys: list[HelpKey] = []
    window = MainWindow(help_=lambda topic: keys[0].open(topic))
    qtbot.addWidget(window)
    keys.append(HelpKey(window))
    if session is not None:
        window.set_pages(
            places.entries(
                session,
                lambda: TODAY,
                written=_nothing,
                dress=lambda _chosen: None,
                folder=lambda _folder: None,
                server=lambda _address: None,
                restore=lambda _kept: None,
            )
        )
    _front(qtbot, window)
    return window, keys[0]


def _nothing() -> None:
    return


@pytest.fixture(autouse=True)
def _rest(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[None]:
    """The session stays open until the pages have read what they began to read."""
    if "session" in request.fixturenames:
        request.getfixturevalue("session")
    yield
    qtbot.waitUntil(lambda: not worker_of().busy())


def _shown(keys: HelpKey) -> HelpWindow:
    assert keys.shown is not None
    return keys.shown


# --- where F1 leads


def test_f1_opens_the_page_of_every_screen(qtbot: QtBot, session: Session) -> None:
    window, keys = _program(qtbot, session)
    topics = {}
    for key in window.frame.entries:
        window.go(key)
        _front(qtbot, window)
        QTest.keyClick(window, Qt.Key.Key_F1)
        qtbot.waitUntil(lambda: keys.shown is not None and QApplication.activeWindow() is keys.shown)
        topics[key] = _shown(keys).topic
        page = window.page(key)
        assert page is not None
        assert page.help_topic, f"{key} names no page of the guide"
        QTest.keyClick(_shown(keys), Qt.Key.Key_Escape)
        assert not _shown(keys).isVisible()
    assert topics == {key: key for key in window.frame.entries} | {"kunjungan": "jadwal"}  # its first tab


def test_the_side_offers_the_guide_without_leaving_the_page(qtbot: QtBot, session: Session) -> None:
    window, keys = _program(qtbot, session)
    window.go("keluarga")
    deed = window.sidebar.deeds["bantuan"]
    assert "F1" in deed.toolTip()
    deed.click()
    assert _shown(keys).topic == "keluarga"
    assert window.current_key == "keluarga"
    assert window.sidebar.buttons["keluarga"].isChecked()


def test_f1_knows_the_part_one_is_at(qtbot: QtBot, session: Session) -> None:
    fill(session)
    home, _mother, _child = household(session)
    with session.database.read() as conn:
        [visit] = read.records(conn, Visit, limit=1)
    window, _keys = _program(qtbot, session)
    window.go("kampung", f"{VILLAGE}/klasifikasi")
    villages = window.page("kampung")
    assert isinstance(villages, VillagesPage)
    assert villages.help_place() == "klasifikasi"
    villages.village.go_tab("bulanan")
    assert villages.help_place() == "bangga-kencana"
    window.go("keluarga")
    families = window.page("keluarga")
    assert isinstance(families, FamiliesPage)
    assert families.help_place() == "keluarga"
    window.go("keluarga", home.id)
    assert families.help_place() == "keluarga#halaman-keluarga"
    families._page().tabs.go("anggota")
    assert families.help_place() == "anggota"
    for part, place in (("data", "data-keluarga"), ("kb", "kb"), ("pembangunan", "pembangunan-keluarga")):
        families._page().tabs.go(part)
        assert families.help_place() == f"keluarga#{place}"
    window.go("kunjungan", "baru")
    visits = window.page("kunjungan")
    assert isinstance(visits, VisitsPage)
    assert visits.help_place() == "kunjungan#mencatat-kunjungan"
    window.go("kunjungan", visit.id)
    assert visits.help_place() == "kunjungan#mencatat-kunjungan"
    sheet = visits.findChild(VisitForm)
    assert sheet is not None
    sheet.focus_field("detail.weight_kg")
    assert visits.help_place() == "mengukur"


@pytest.mark.parametrize(
    ("cover", "topic"),
    [(lambda: LoginPage(lambda _password: None), "masuk"), (lambda: WelcomePage(today=TODAY), "mulai")],
)
def test_f1_over_a_cover(qtbot: QtBot, cover: Callable[[], QWidget], topic: str) -> None:
    window, keys = _program(qtbot)
    window.cover(cover())
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    assert _shown(keys).topic == topic


def test_f1_over_a_refusal_opens_its_code(qtbot: QtBot) -> None:
    window, keys = _program(qtbot)
    error = KnownError("E-DISK-FULL", "Disk penuh.", "Kosongkan.")
    dialog = Message(window, "Belum bisa dilakukan", error.sentence, code=error.code)
    dialog.setProperty("help_topic", f"kode#{error.code}")
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F1)
    shown = _shown(keys)
    assert shown.topic == "kode"
    assert shown.parentWidget() is dialog
    assert shown.text.verticalScrollBar().value() > 0
    marks = [mark.cursor.selectedText() for mark in shown.text.extraSelections()]
    assert marks == ["E-DISK-FULL"]
    dialog.close()


def test_the_guide_stays_one_window_and_does_not_hold_the_program_open(qtbot: QtBot) -> None:
    window, keys = _program(qtbot)
    first = keys.open("kampung")
    assert keys.open("keluarga") is first
    assert first.topic == "keluarga"
    assert not first.isModal()
    assert not first.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert first.parentWidget() is window


def test_an_unknown_topic_is_the_contents(guide: HelpWindow) -> None:
    guide.open("tidak-ada")
    assert guide.topic == CONTENTS


# --- reading by keys


def test_search_and_open_by_keys(guide: HelpWindow) -> None:
    QTest.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.search.hasFocus()
    QTest.keyClicks(guide.search, "lupa sandi")
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.list.hasFocus()
    assert guide.list.count() > 0
    assert guide.list.currentItem().text().startswith("Masuk")
    QTest.keyClick(guide.list, Qt.Key.Key_Return)
    assert guide.topic == "masuk"
    assert guide.text.hasFocus()
    assert guide.text.extraSelections()
    assert guide.count.text() == f"{guide.list.count()} bagian"


def test_a_search_without_a_hit_says_so_and_escape_brings_the_contents_back(guide: HelpWindow) -> None:
    QTest.keyClicks(guide.search, "zzzz")
    guide.search.flush()
    assert guide.list.accessibleName() == "Daftar isi"
    assert "Coba kata lain" in guide.count.text()
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    assert guide.isVisible()
    assert guide.list.count() > len(GUIDE) - 1
    assert guide.count.text() == ""
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_back_and_forward(guide: HelpWindow) -> None:
    assert not guide.back_button.isEnabled()
    guide.open("kampung")
    guide.open("klasifikasi", "andai-andai")
    QTest.keyClick(guide, Qt.Key.Key_Left, ALT)
    assert guide.topic == "kampung"
    QTest.keyClick(guide, Qt.Key.Key_Right, ALT)
    assert guide.topic == "klasifikasi"
    assert not guide.forward_button.isEnabled()
    QTest.keyClick(guide, Qt.Key.Key_Home, ALT)
    assert guide.topic == CONTENTS


def test_links_are_walked_by_tab_and_followed_by_enter(guide: HelpWindow) -> None:
    guide.text.setFocus()
    QTest.keyClick(guide.text, Qt.Key.Key_Tab)
    QTest.keyClick(guide.text, Qt.Key.Key_Return)
    assert guide.topic == "untuk-petugas"
    assert guide.windowTitle().startswith("Untuk petugas")


@pytest.mark.parametrize("topic", GUIDE)
def test_every_heading_can_be_reached_and_every_page_is_set_whole(guide: HelpWindow, topic: str) -> None:
    guide.open(topic)
    page = GUIDE[topic]
    text = guide.text.toPlainText()
    assert page.title in text
    assert "**" not in text
    assert "`" not in text
    names = set()
    block = guide.text.document().begin()
    while block.isValid():
        for _at, _length, form in runs(block):
            names.update(form.anchorNames())
        block = block.next()
    assert {section.anchor for section in page.sections if section.anchor} <= names
