"""For everyone: every screen of both roles read as a screen reader reads it, walked by Tab and Shift+Tab alone until
the way closes, and measured in a large, a usual and a very small window (1366×768 at 200 %): nothing is cut off or out
of reach. No Alt letter has two owners on any of them (pressing it would only move the focus between the two)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.grow_idly import GrowIdly
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.theme import apply_theme
from tests.actions.devices import VILLAGE, Ticking, copied, make
from tests.journeys.dialogs_shown import BASES, Opener, every_dialog, openers, others
from tests.journeys.driving import CTRL, Laptop, enter, laptop, login_of, press
from tests.journeys.fitting import misfits
from tests.journeys.reading import controls, unread
from tests.journeys.screens import Place, places
from tests.journeys.tabbing import both_ways
from tests.ui.mnemonics import duplicates
from tests.ui.pages import people

LARGE, USUAL, SMALL = (1366, 768), (1024, 768), (683, 384)
"""The last is what a laptop of 1366×768 has at 200 %."""
PASSES = 12


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """As while a screen reader runs: tables then tell it when they change."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


def _settle(at: Laptop) -> None:
    """Until what is built while one looks at it is there, and laid out."""
    at.rest()
    at.wait(lambda: not any(one.growing() for one in at.window.findChildren(GrowIdly)))
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def _findings(at: Laptop, place: Place) -> list[str]:
    at.window.resize(*LARGE)
    at.window.go(*place)
    sizes = (SMALL,) if at.session.role == DISTRICT else (USUAL, SMALL)
    return [f"{place}: {words}" for words in _look(at, sizes)]


def _look(at: Laptop, sizes: Sequence[tuple[int, int]] = (LARGE, USUAL, SMALL)) -> list[str]:
    """What is wrong with what the window shows now."""
    window = at.window
    _settle(at)
    window.activateWindow()  # a progress dialog may have come and gone
    at.wait(lambda: QApplication.activeWindow() is window)
    shown = controls(window)
    found = unread(window, shown)
    found += [f"{keys} belongs to {texts}" for keys, texts in duplicates(window).items()]
    found += both_ways(window, shown)
    for size in sizes:
        window.resize(*size)
        assert window.size().toTuple() == size
        found += [f"{words} at {size}" for words in _misfits(window)]
    return found


def _misfits(window: QWidget) -> list[str]:
    """What does not fit once everything is laid out: a height follows a width, and another height that."""
    found = ["nothing was laid out"]
    for _ in range(PASSES):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        if not (found := misfits(window)):
            break
    return found


@pytest.mark.parametrize("role", ["petugas", "kabupaten"])
def test_every_screen_is_read_walked_and_fits(
    qtbot: QtBot, template: Path, folder: Path, tmp_path: Path, role: str
) -> None:
    where = folder
    if role == "kabupaten":
        where = tmp_path / role
        make(where, "Rahmat Hidayat", role=role)
    with laptop(qtbot, where, Ticking()) as at:
        at.window.setMinimumSize(1, 1)  # as the window of a screen of 683×384 has it
        at.wait(lambda: login_of(at).password.hasFocus())
        found = [f"Masuk: {words}" for words in _look(at)]
        login_of(at).password.setFocus()
        enter(at)
        family, _mother, _child = people.household(at.session)
        at.window.touched(frozenset({"family", "member"}))
        wanted = places(at, family.id)
        assert len(wanted) > 40
        found += [words for place in wanted for words in _findings(at, place)]
        if role == "petugas":
            found += _list_of_visits(at)
    assert not found, "\n".join(found)


def _list_of_visits(at: Laptop) -> list[str]:
    """The list for many visits, in which Tab goes from cell to cell and F6 leads on."""
    at.window.resize(*LARGE)
    at.window.go("kunjungan", f"banyak:/anak/{VILLAGE}/")
    at.rest()
    press(Qt.Key.Key_Return, CTRL)
    at.rest()
    page = at.window.page("kunjungan")
    assert isinstance(page, VisitsPage)
    assert page.many.grid is not None
    sheet = page.many.grid.sheet
    at.wait(lambda: sheet.isVisible() and sheet.view.hasFocus())
    press(Qt.Key.Key_F6)
    found = [] if QApplication.focusWidget() is not sheet.view else ["F6 does not lead out"]
    return [
        f"isian banyak: {words}" for words in [*found, *unread(at.window, controls(at.window)), *_misfits(at.window)]
    ]


def test_the_first_run_is_read_walked_and_fits(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "baru", Ticking()) as at:
        at.window.setMinimumSize(1, 1)
        at.wait(lambda: at.welcome().choice.first().hasFocus())
        found = [f"Mulai: {words}" for words in _look(at)]
        at.window.resize(*LARGE)
        at.welcome().choice.first().setFocus()
        press(Qt.Key.Key_Return)
        at.rest()
        found += [f"Mulai, langkah 2: {words}" for words in _look(at)]
    assert not found, "\n".join(found)


def _asked(at: Laptop, name: str, made: Opener, *, walk: bool = True) -> list[str]:
    """What is wrong with one dialog: opened over Beranda, read, walked, shut by Esc."""
    back = QApplication.focusWidget()
    dialog = made()
    dialog.open()
    at.wait(lambda: QApplication.activeWindow() is dialog)
    if name != "progress_view:ProgressDialog":
        at.rest()
    QApplication.processEvents()
    shown = controls(dialog)
    found = unread(dialog, shown) + [f"{keys} belongs to {texts}" for keys, texts in duplicates(dialog).items()]
    first = QApplication.focusWidget()
    if shown and (first is None or first.window() is not dialog or isinstance(first, QDialog)):
        found.append("the keys go nowhere at first")
    found += [*(both_ways(dialog, shown) if walk else ()), *_misfits(dialog)]
    room = dialog.screen().availableGeometry()
    if dialog.width() > room.width() or dialog.height() > room.height():
        found.append(f"larger than the screen: {dialog.size().toTuple()}")
    for _ in range(2):  # the first may shut a list that lies open
        if isValid(dialog) and dialog.isVisible():
            QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    at.rest()
    if isValid(dialog) and dialog.isVisible():
        found.append("Esc does not shut it")
        dialog.hide()
    at.window.activateWindow()  # as any system does when a dialog is gone
    at.wait(lambda: QApplication.activeWindow() is at.window)
    if QApplication.focusWidget() is not back:
        found.append(f"the keys do not come back, but are at {QApplication.focusWidget()}")
    if isValid(dialog):
        dialog.deleteLater()
    return [f"{name}: {words}" for words in found]


def test_every_dialog_is_read_walked_fits_and_gives_the_keys_back(
    qtbot: QtBot, folder: Path, tmp_path: Path, qapp: QApplication
) -> None:
    """Once as it is, and once with letters of 200 %: a screen of 800×800 then has the room of 400×400."""
    assert others() == []
    where = tmp_path / "kabupaten"
    make(where, "Rahmat Hidayat", role="kabupaten")
    with copied(folder, tmp_path / "lain") as officer, laptop(qtbot, where, Ticking()) as at:
        enter(at)
        ways = openers(at.window, at.session, officer, tmp_path)
        assert every_dialog() - BASES - set(ways) == frozenset(), "each needs a way to open it here"
        found = [words for name, made in ways.items() for words in _asked(at, name, made)]
        apply_theme(qapp, scale=2.0)
        found += [f"at 200 %: {words}" for name, made in ways.items() for words in _asked(at, name, made, walk=False)]
    assert not found, "\n".join(found)
