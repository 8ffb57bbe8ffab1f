"""Two windows over the same data: in step after a save in either, locked together, undone from either; closing one
keeps the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.app import AGAIN
from kampungkb_desktop.base import language
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.speech import change
from tests.actions.devices import PASSWORD
from tests.journeys.driving import CTRL, SHIFT, Laptop, keys, login_of, press
from tests.journeys.test_cari_apa_saja import ask
from tests.ui.pages import people


def _beside(found: Laptop) -> list[MainWindow]:
    assert found.start.program is not None
    assert found.start.program.desk is not None
    return found.start.program.desk.beside.everyday.windows.others


def _front(found: Laptop, window: MainWindow) -> None:
    window.activateWindow()
    found.wait(lambda: QApplication.activeWindow() is window)


def _page(window: MainWindow) -> FamiliesPage:
    page = window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    return page


def _type_name(found: Laptop, window: MainWindow, name: str) -> None:
    """In the family's data, then Ctrl+Enter."""
    family = _page(window)._family
    assert family is not None
    family.tabs.go("data")
    form = family._form()
    form.view.focus_field("hamlet")
    found.wait(lambda: QApplication.focusWidget() is not None)
    keys(name)
    press(Qt.Key.Key_Return, CTRL)
    found.rest()


def _hamlet(found: Laptop, family: str) -> str | None:
    with found.session.database.read() as conn:
        record = read.record(conn, Family, family)
    assert record is not None
    return record.hamlet


def _shown(opened: Laptop) -> str | None:
    """The hamlet as the main window's page of the family has it."""
    shown = _page(opened.window)._family
    assert shown is not None
    assert shown.file is not None
    return shown.file.family.hamlet


def test_both_windows_stay_in_step_and_lock_together(opened: Laptop) -> None:
    family, _mother, _child = people.household(opened.session)
    opened.window.touched(frozenset({"family", "member"}))
    opened.rest()
    opened.window.go("keluarga", family.id)
    opened.rest()
    press(Qt.Key.Key_W, CTRL, SHIFT)
    (other,) = _beside(opened)
    room = other.screen().availableGeometry()
    assert room.width() <= other.minimumWidth() or other.geometry().right() <= room.right(), "its main button is seen"
    _front(opened, other)
    opened.rest()
    assert (held := QApplication.focusWidget()) is not None
    assert not other.frame.header.isAncestorOf(held), "Ctrl+PgDn is the page's"
    assert (other.current_key, other.frame.here()) == ("keluarga", ("keluarga", family.id))
    _type_name(opened, other, "Lamin")
    assert _hamlet(opened, family.id) == "Lamin"
    assert _shown(opened) == "Lamin"
    behind = _page(other)._family
    assert behind is not None
    behind.tabs.bar.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    opened.rest()
    assert _hamlet(opened, family.id) is None
    assert "Diurungkan" in other.frame.toast.text()
    assert _shown(opened) is None
    press(Qt.Key.Key_L, CTRL)
    assert (opened.window.covered(), other.covered()) == (True, True)
    assert other.findChild(LoginPage) is None
    _front(opened, opened.window)
    opened.wait(lambda: login_of(opened).password.hasFocus())
    keys(f"{PASSWORD}\n")
    opened.wait(lambda: not opened.window.covered())
    assert not other.covered()
    opened.rest()


def test_closing_one_keeps_the_other(opened: Laptop) -> None:
    home = people.family(opened.session, "Suparman")
    opened.window.touched(save(opened.session, "Isi", [home]).forms)
    opened.rest()
    assert ask(opened, "suparman")[0] == "Suparman"
    press(Qt.Key.Key_Return, CTRL)
    opened.rest()
    (other,) = _beside(opened)
    assert (opened.window.current_key, other.current_key) == ("beranda", "keluarga")
    opened.window.close()
    assert other.isVisible()
    _front(opened, other)
    other.go("kampung")
    opened.rest()
    press(Qt.Key.Key_L, CTRL)
    assert opened.window.isVisible()
    assert opened.window.covered()
    _front(opened, opened.window)
    opened.wait(lambda: login_of(opened).password.hasFocus())
    keys(f"{PASSWORD}\n")
    opened.wait(lambda: not other.covered())
    _front(opened, other)
    press(Qt.Key.Key_W, CTRL)
    assert _beside(opened) == []
    assert opened.window.isVisible()
    opened.rest()


def test_for_another_language_all_windows_close(opened: Laptop) -> None:
    """One that stayed would keep the program from starting once more, and go on in the old language."""
    app, program = QApplication.instance(), opened.start.program
    assert app is not None
    assert program is not None
    assert program.desk is not None
    program.desk.beside.open()
    opened.rest()
    (other,) = _beside(opened)
    assert change(opened.window.frame, language.ENGLISH)
    app.setProperty(AGAIN, False)
    assert not opened.window.isVisible()
    assert not isValid(other) or not other.isVisible()
    assert language.chosen(opened.folder) == language.ENGLISH


def test_one_record_is_typed_in_one_window_only(opened: Laptop) -> None:
    family, other = _family_in_both(opened)
    here, there = (_form_of(opened, window) for window in (opened.window, other))
    assert (here.view.isEnabled(), there.view.isEnabled()) == (True, True)  # both may be looked at
    _front(opened, opened.window)
    here.view.focus_field("hamlet")
    keys("Lamin")
    assert (here.hand.banner.isVisible(), there.hand.banner.isVisible()) == (False, True)
    assert not there.view.isEnabled()
    _front(opened, other)  # looking at it takes nothing from the other
    assert not there.view.isEnabled()
    assert there.hand.banner.button is not None
    there.hand.banner.button.click()
    opened.wait(lambda: QApplication.activeWindow() is opened.window)
    here.view.focus_field("hamlet")
    press(Qt.Key.Key_Return, CTRL)
    opened.rest()
    assert _hamlet(opened, family) == "Lamin"
    assert there.view.isEnabled()
    assert _typed(there) == "Lamin"
    keys("+")
    assert not there.view.isEnabled()
    opened.window.go("beranda")  # left: the draft is kept, and whoever looks at it next may type on
    _front(opened, other)
    opened.wait(there.view.isEnabled)
    assert there.hand.banner.isHidden()
    assert _typed(there) != "Lamin"
    opened.window.go("keluarga", f"{family}/data")
    opened.rest()
    assert not here.view.isEnabled()
    other.close()
    _front(opened, opened.window)
    here.hand.look()
    opened.wait(here.view.isEnabled)


def _family_in_both(found: Laptop) -> tuple[str, MainWindow]:
    """A family whose data both windows show, the second in front; its id, and that window."""
    family, _mother, _child = people.household(found.session)
    found.window.touched(frozenset({"family", "member"}))
    found.rest()
    found.window.go("keluarga", f"{family.id}/data")
    found.rest()
    press(Qt.Key.Key_W, CTRL, SHIFT)
    (other,) = _beside(found)
    _front(found, other)
    found.rest()
    return family.id, other


def _form_of(found: Laptop, window: MainWindow) -> RecordEditor:
    """The editor of the family's own data."""
    family = _page(window)._family
    assert family is not None
    family.tabs.go("data")
    found.rest()
    return family._form().editor


def _typed(editor: RecordEditor) -> str | None:
    """The hamlet as it stands on a screen."""
    record = editor.view.record()
    assert isinstance(record, Family)
    return record.hamlet
