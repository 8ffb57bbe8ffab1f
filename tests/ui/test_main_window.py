"""The window navigates: pages built at their first visit, read when stale, left with their consent, reached by keys."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import Page, PageEntry
from kampungkb_desktop.ui.theme import apply_theme
from kampungkb_desktop.ui.trail import LONGEST, Trail
from kampungkb_desktop.ui.widgets import column
from tests.ui.mnemonics import duplicates

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Note(Page):
    """A page that writes down what the window asked of it."""

    hints = (("Enter", "buka"),)

    def __init__(self, title: str, reads: frozenset[str] | None = None) -> None:
        super().__init__()
        self.title, self.reads = title, reads
        self.asked: list[object] = []
        self.may_leave = True
        self.box = QLineEdit()
        self.search = QLineEdit()
        self.setLayout(column(self.box))

    def load(self) -> None:
        self.asked.append("load")

    def open_record(self, record_id: str | None) -> None:
        self.asked.append(record_id)

    def leave(self) -> bool:
        return self.may_leave

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.search,)

    def search_widget(self) -> QWidget:
        return self.search


LABELS = {
    "beranda": "&Beranda",
    "kampung": "&Kampung",
    "keluarga": "Keluar&ga",
    "kirim-terima": "Ki&rim && Terima",
    "bantuan": "Ba&ntuan",
}


class Called:
    """What the keys of the window called."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.may_close = True

    def closing(self) -> bool:
        return self.may_close


@pytest.fixture
def called() -> Called:
    return Called()


@pytest.fixture
def window(qtbot: QtBot, called: Called) -> MainWindow:
    entries = [
        PageEntry(key, label, key, lambda k=key: Note(k, frozenset({k})), low=key == "bantuan")  # type: ignore[misc]
        for key, label in LABELS.items()
    ]
    made = MainWindow(
        entries,
        place="Kec. Tanjung Redeb",
        undo=lambda: called.calls.append("undo"),
        redo=lambda: called.calls.append("redo"),
        lock=lambda: called.calls.append("lock"),
        help_=lambda topic: called.calls.append(f"help {topic}"),
        closing=called.closing,
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _note(window: MainWindow, key: str) -> Note:
    page = window.page(key)
    assert isinstance(page, Note)
    return page


def test_pages_are_built_at_their_first_visit(window: MainWindow) -> None:
    assert window.current_key == "beranda"
    assert window.page("kampung") is None
    window.go("kampung")
    first = window.page("kampung")
    window.go("beranda")
    window.go("kampung")
    assert window.page("kampung") is first
    assert window.windowTitle() == "kampung – Kampung KB"


def test_only_stale_pages_read_again(window: MainWindow) -> None:
    page = _note(window, "beranda")
    assert page.asked == ["load", None]
    window.touched(frozenset({"kampung"}))
    assert page.asked == ["load", None], "not one of the forms it shows"
    window.touched(frozenset({"beranda"}))
    assert page.asked == ["load", None, "load"], "the visible page reads at once"
    window.go("kampung")
    window.touched(frozenset({"beranda"}))
    assert page.asked.count("load") == 2, "a hidden page waits until it is shown"
    window.back()
    assert page.asked.count("load") == 3


def test_back_and_forward_come_back_to_the_record(window: MainWindow) -> None:
    window.go("keluarga", "a")
    _note(window, "keluarga").go.emit("", "b")
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert _note(window, "keluarga").asked[-1] == "a"
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current_key == "beranda"
    window.back()
    assert window.current_key == "beranda", "there is nothing before the first place"
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert _note(window, "keluarga").asked[-1] == "b"


def test_a_page_may_keep_the_person(window: MainWindow, called: Called) -> None:
    page = _note(window, "beranda")
    page.may_leave = False
    assert not window.go("kampung")
    assert window.current_key == "beranda"
    assert not window.close()
    page.may_leave = True
    called.may_close = False
    assert not window.close()
    called.may_close = True
    assert window.close()


def test_keys_of_the_window(window: MainWindow, called: Called) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, CTRL)
    assert window.current_key == "keluarga"
    QTest.keyClick(window, Qt.Key.Key_K, ALT)
    assert window.current_key == "kampung"
    window.setFocus()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_L):
        QTest.keyClick(window, key, CTRL)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert called.calls == ["undo", "redo", "lock", "help kampung"]
    _note(window, "kampung").box.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.focusWidget() is _note(window, "kampung").search


def test_undo_while_typing_undoes_the_typing(window: MainWindow, called: Called) -> None:
    box = _note(window, "beranda").box
    box.setFocus()
    QTest.keyClicks(box, "salah")
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.text() == ""
    assert called.calls == []


def test_no_letter_is_claimed_twice(window: MainWindow) -> None:
    assert duplicates(window) == {}


def test_the_sidebar_shrinks_to_icons_with_names_in_tooltips(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    sidebar = window.sidebar
    assert not sidebar.slim
    window.resize(1024, 768)
    qtbot.waitUntil(lambda: sidebar.slim)
    assert sidebar.width() < 80
    assert sidebar.buttons["keluarga"].toolTip() == "Keluarga (Ctrl+3 / Alt+G)"
    QTest.keyClick(window, Qt.Key.Key_G, ALT)
    assert window.current_key == "keluarga", "the mnemonic lives on without the name"
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not sidebar.slim)
    for scale, slim, width in ((1.5, True, 60), (1.1, False, 204), (1.0, False, 204)):  # chosen in Pengaturan
        apply_theme(qapp, scale=scale)
        assert (sidebar.slim, sidebar.minimumWidth()) == (slim, round(width * scale))


def test_at_125_percent_on_the_smallest_laptop_everything_fits(window: MainWindow, qapp: QApplication) -> None:
    """1366x768 at 125 % leaves 1093x614 logical pixels; text at 125 % on 1024x768 asks for as much."""
    apply_theme(qapp, scale=1.25)
    window.resize(1024, 614)
    qapp.processEvents()
    assert window.size().width() == 1024
    assert window.minimumSizeHint().height() <= 614


def test_what_pages_tell(window: MainWindow, called: Called) -> None:
    page = _note(window, "beranda")
    page.said.emit("Tersimpan.", True)
    toast = window.frame.toast
    assert toast.text() == "Tersimpan."
    toast._action.click()
    assert called.calls == ["undo"]
    assert toast.text() == ""
    page.rename("Keluarga Pak Budi", "RT 003")
    assert window.frame.header._title.text() == "Keluarga Pak Budi"
    assert window.windowTitle().startswith("Keluarga Pak Budi – ")
    page.badge.emit(3)
    assert window.sidebar.buttons["beranda"].accessibleName() == "Beranda, 3 menunggu"
    window.go("kampung")
    page.wrote.emit(frozenset({"kampung"}))
    assert _note(window, "kampung").asked[-1] == "load"
    page.rename("Lain")
    assert window.frame.header._title.text() == "kampung", "a hidden page does not change the header"


def test_a_cover_hides_everything_and_gives_back_what_was_typed(window: MainWindow, called: Called) -> None:
    box = _note(window, "beranda").box
    box.setFocus()
    QTest.keyClicks(box, "Siti")
    _note(window, "beranda").rename("Keluarga Pak Budi")
    cover = QLineEdit()
    window.cover(cover)
    assert window.windowTitle() == "Kampung KB", "the taskbar of a locked laptop names nobody"
    _note(window, "beranda").rename("Keluarga Pak Rudi")
    assert window.windowTitle() == "Kampung KB"
    assert window.covered()
    assert not box.isVisible()
    QTest.keyClick(window, Qt.Key.Key_3, CTRL)
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.current_key == "beranda", "the keys of the window sleep"
    assert called.calls == []
    window.uncover()
    assert window.windowTitle() == "Keluarga Pak Rudi – Kampung KB"
    assert box.text() == "Siti"
    assert window.focusWidget() is box


def test_the_practice_band_is_over_everything(window: MainWindow) -> None:
    assert not window.frame.band.isVisible()
    window.set_practice(True)
    assert window.frame.band.isVisible()


def test_the_trail_is_finite_and_ignores_standing_still() -> None:
    trail = Trail()
    for number in range(LONGEST * 3):
        trail.visit(("keluarga", str(number)))
        trail.visit(("keluarga", str(number)))
    assert len(trail.past) == LONGEST + 1
    assert trail.back() == ("keluarga", str(LONGEST * 3 - 2))
    assert trail.forward() == ("keluarga", str(LONGEST * 3 - 1))


def test_a_count_leaves_the_picture_of_a_slim_entry_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 768)
    qtbot.waitUntil(lambda: window.sidebar.slim)
    entry = window.sidebar.buttons["beranda"]
    entry.set_count(0)
    bare = entry.grab().toImage()
    entry.set_count(128)
    counted = entry.grab().toImage()
    side = tokens().px(20)
    left, top = (entry.width() - side) // 2, (entry.height() - side) // 2
    pixels = [(x, y) for x in range(left, left + side) for y in range(top, top + side)]
    hidden = sum(bare.pixel(x, y) != counted.pixel(x, y) for x, y in pixels)
    assert sum(bare.pixel(x, y) != counted.pixel(x, y) for x in range(entry.width()) for y in range(top + side)) > 0
    assert hidden < len(pixels) / 6
    assert entry.accessibleName() == "Beranda, 128 menunggu"
