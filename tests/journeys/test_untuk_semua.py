"""For everyone: every screen of both roles read as a screen reader reads it, walked by Tab and Shift+Tab alone until
the way closes, and measured: an officer's as 1366×768 leaves it at 100, 125, 150 and 200 %, an office's with letters of
200 %. Nothing is cut off or out of reach, and no Alt letter has two owners on any of them (pressing it would only move
the focus between the two). No page scrolls sideways, however small the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kampungkb_desktop.base import language
from kampungkb_desktop.base.in_english import InEnglish
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.grow_idly import GrowIdly
from kampungkb_desktop.ui.help_window import HelpWindow
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.pages.welcome import WelcomePage
from kampungkb_desktop.ui.pages.welcome_steps import Step
from kampungkb_desktop.ui.palette_box import PaletteBox
from kampungkb_desktop.ui.theme import apply_theme
from tests.actions.devices import PASSWORD, VILLAGE, Ticking, copied, make
from tests.journeys.dialogs_shown import BASES, Opener, every_dialog, openers, others
from tests.journeys.driving import CTRL, Laptop, enter, keys, laptop, login_of, press
from tests.journeys.fitting import settled_misfits
from tests.journeys.reading import controls, unread
from tests.journeys.screens import Place, places
from tests.journeys.tabbing import both_ways
from tests.ui.mnemonics import borrowed, duplicates
from tests.ui.pages import people

LARGE, USUAL, SMALL = (1366, 768), (1024, 768), (683, 384)
"""The last is what a laptop of 1366×768 has at 200 %."""
ROOMS = (LARGE, (1092, 614), USUAL, (910, 512))
"""One beside the smallest for each screen, in turn; the second and the last are that laptop's at 125 % and 150 %."""
ENGLISH = InEnglish(language.wordings()).of


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


def _settled(at: Laptop) -> None:
    _settle(at)
    at.window.activateWindow()  # a progress dialog may have come and gone
    at.wait(lambda: QApplication.activeWindow() is at.window)


def _visited(at: Laptop, nth: int, place: Place) -> list[str]:
    """What is wrong with a place: seen in the size of the one before and in another, laid out no oftener than that."""
    if at.session.role == DISTRICT:
        at.window.go(*place)
        return [f"{place}: {words}" for words in _look(at, (LARGE,))]
    small_first = nth % 2 == 0
    room = ROOMS[nth // 2 % len(ROOMS)]
    at.window.resize(*(SMALL if small_first else room))
    at.window.go(*place)
    found = _look(at, (room, SMALL) if not small_first else (SMALL, room))
    return [f"{place}: {words}" for words in found]


def _look(at: Laptop, sizes: Sequence[tuple[int, int]] = (LARGE, USUAL, SMALL)) -> list[str]:
    """What is wrong with what the window shows now; it is read and walked at the first size."""
    window = at.window
    found: list[str] = []
    for nth, size in enumerate(sizes):
        window.resize(*size)
        assert window.size().toTuple() == size
        if not nth:
            _settled(at)
            shown = controls(window)
            found += unread(window, shown)
            found += [words for said in (str, ENGLISH) for words in _letters(window, said)]
            found += both_ways(window, shown)
        found += [f"{words} at {size}" for words in settled_misfits(window)]
    return found


def _letters(window: QWidget, said: Callable[[str], str]) -> list[str]:
    """Alt letters of two owners, and those of the sidebar that a page uses for something else."""
    twice = [f"{keys} belongs to {texts}" for keys, texts in duplicates(window, said).items()]
    return [*twice, *(f"the sidebar's letter: {text!r}" for text in borrowed(window, said))]


@pytest.mark.parametrize("role", ["petugas", "kabupaten"])
def test_every_screen_is_read_walked_and_fits(
    qtbot: QtBot, qapp: QApplication, folder: Path, tmp_path: Path, role: str
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
        if role == "kabupaten":
            apply_theme(qapp, scale=2.0)
        found += [words for nth, place in enumerate(wanted) for words in _visited(at, nth, place)]
        if role == "petugas":
            found += _list_of_visits(at)
        else:
            found += [*_palette(at), *_guide(at)]
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
    view = sheet.view
    cells = []
    for _ in range(view.model().columnCount() // 2):
        cells.append((view.currentIndex().row(), view.currentIndex().column()))
        press(Qt.Key.Key_Tab)
    assert len(set(cells)) == len(cells), "Tab goes on from cell to cell"
    for _ in cells:
        press(Qt.Key.Key_Backtab)
    assert (view.currentIndex().row(), view.currentIndex().column()) == cells[0], "and Shift+Tab all the way back"
    press(Qt.Key.Key_F6)
    found = [] if QApplication.focusWidget() is not sheet.view else ["F6 does not lead out"]
    return [
        f"isian banyak: {words}"
        for words in [*found, *unread(at.window, controls(at.window)), *settled_misfits(at.window)]
    ]


def _palette(at: Laptop) -> list[str]:
    """Ctrl+K: read where it lies, and Esc gives the keys back."""
    back = QApplication.focusWidget()
    press(Qt.Key.Key_K, CTRL)
    box = at.window.findChild(PaletteBox)
    assert isinstance(box, PaletteBox)
    at.wait(lambda: box.isVisible() and box.list.current() is not None)
    first = box.field.accessibleDescription()
    press(Qt.Key.Key_Tab)
    found = [*unread(box, controls(box)), *settled_misfits(box)]
    if not first or box.field.accessibleDescription() == first or QApplication.focusWidget() is not box.field:
        found.append("Tab does not tell the next line")
    press(Qt.Key.Key_Escape)
    return [f"Ctrl+K: {words}" for words in [*found, *([] if QApplication.focusWidget() is back else ["keys lost"])]]


def _guide(at: Laptop) -> list[str]:
    """F1: the guide in its own window, whole and as small as it goes."""
    at.window.go("beranda")
    at.rest()
    press(Qt.Key.Key_F1)
    at.wait(lambda: isinstance(QApplication.activeWindow(), HelpWindow))
    guide = QApplication.activeWindow()
    assert isinstance(guide, HelpWindow)
    shown = controls(guide)
    found = [*unread(guide, shown), *both_ways(guide, shown), *settled_misfits(guide)]
    found += [f"{keys} belongs to {texts}" for keys, texts in duplicates(guide).items()]
    guide.resize(*SMALL)
    found += settled_misfits(guide)
    press(Qt.Key.Key_Escape)
    at.wait(lambda: not guide.isVisible())
    return [f"Panduan: {words}" for words in found]


def _gone(at: Laptop, page: WelcomePage, step: Step) -> None:
    at.wait(lambda: page.stack.currentWidget() is not step)


def test_the_first_run_is_read_walked_and_fits(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "baru", Ticking()) as at:
        at.window.setMinimumSize(1, 1)
        at.wait(lambda: at.welcome().choice.first().hasFocus())
        found = [f"Mulai: {words}" for words in _look(at)]
        page = at.welcome()
        typed = (
            "\n", "Siti Rahma\n198503122010012019\nBalai Penyuluhan KB\n", "maluang\n\n", f"{PASSWORD}\n{PASSWORD}\n"
        )  # fmt: skip
        for step, text in enumerate(typed, start=2):
            at.window.resize(*LARGE)
            shown = page.stack.currentWidget()
            assert isinstance(shown, Step)
            shown.first().setFocus()
            keys(text)
            _gone(at, page, shown)
            found += [f"Mulai, langkah {step}: {words}" for words in _look(at)]
        assert page.showing_code()
    assert not found, "\n".join(found)


def _enter_gives_up(dialog: QDialog) -> bool:
    """Whether Enter presses another button than the main one, where there is a field to press it in."""
    buttons = dialog.findChildren(QPushButton)
    first = [one for one in buttons if one.isDefault() and not one.hasFocus()]
    main = [one for one in buttons if one.property("kind") == "primary" and one.autoDefault()]
    return bool(first and main and dialog.findChildren(QLineEdit)) and not set(first) & set(main)


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
    found = unread(dialog, shown) + [
        f"{keys} belongs to {texts}" for said in ((str, ENGLISH) if walk else ()) for keys, texts in
        duplicates(dialog, said).items()
    ]  # fmt: skip
    first = QApplication.focusWidget()
    if shown and (first is None or first.window() is not dialog or isinstance(first, QDialog)):
        found.append("the keys go nowhere at first")
    if _enter_gives_up(dialog):
        found.append("Enter in a field gives up")
    found += [*(both_ways(dialog, shown) if walk else ()), *settled_misfits(dialog)]
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
