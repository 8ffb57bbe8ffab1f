"""Every place of the window and every part of it by keys alone: the places by their numbers and letters, a village, a
family and the settings part by part, and a table kept as a file, which no other journey does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QTabBar

from kampungkb_desktop.ui.pages.family_page import FamilyPage
from kampungkb_desktop.ui.pages.tables import TablesPage
from kampungkb_desktop.ui.pages.village_page import TABS as VILLAGE_TABS
from kampungkb_desktop.ui.pages.village_page import VillagePage
from kampungkb_desktop.ui.places import PLACES
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.widgets import mnemonic_of
from tests.journeys.driving import ALT, CTRL, Laptop, focused, press
from tests.ui.pages import people


def _here(at: Laptop) -> str:
    at.rest()
    return at.window.frame.current_key


def _letter(words: str) -> Qt.Key:
    return Qt.Key(ord(mnemonic_of(words)[-1]))


def _parts(at: Laptop, owner: TabStrip) -> list[str]:
    """Ctrl+PgDn from the first part to the last."""
    found = [owner.current_key()]
    for _ in range(owner.bar.count() - 1):
        press(Qt.Key.Key_PageDown, CTRL)
        at.rest()
        at.window.activateWindow()  # as any system does when a progress dialog is gone
        at.wait(QApplication.focusWidget)
        found.append(owner.current_key())
    return found


def test_every_place_and_every_part_is_reached_by_keys(opened: Laptop) -> None:
    at = opened
    people.household(at.session)
    at.window.touched(frozenset({"family", "member"}))
    for number, place in enumerate(PLACES[:9]):
        press(Qt.Key(Qt.Key.Key_1 + number), CTRL)
        assert _here(at) == place.key
    for place in PLACES:
        if mnemonic_of(place.label):
            press(_letter(place.label), ALT)
            assert _here(at) == place.key

    settings = at.window.page("pengaturan")
    assert settings is not None
    strip = settings.findChild(TabStrip)
    assert isinstance(strip, TabStrip)
    strip.bar.setFocus()
    for _ in range(strip.bar.count()):
        press(Qt.Key.Key_Right)
        at.rest()
    assert strip.bar.currentIndex() == strip.bar.count() - 1
    assert isinstance(focused(), QTabBar), "the arrows stay among the names"

    press(Qt.Key.Key_2, CTRL)
    at.rest()
    press(Qt.Key.Key_Return)
    at.wait(lambda: at.window.findChild(VillagePage) is not None)
    at.rest()
    village = at.window.findChild(VillagePage)
    assert isinstance(village, VillagePage)
    assert _parts(at, village.tabs) == [key for key, _label in VILLAGE_TABS]

    press(Qt.Key.Key_3, CTRL)
    at.rest()
    press(Qt.Key.Key_Return)
    at.wait(lambda: at.window.findChild(FamilyPage) is not None)
    at.rest()
    family = at.window.findChild(FamilyPage)
    assert isinstance(family, FamilyPage)
    assert len(set(_parts(at, family.tabs))) == family.tabs.bar.count()


def test_a_table_is_kept_as_a_file_by_keys(opened: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people.household(opened.session)
    wanted = tmp_path / "tabel.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(wanted), ""))
    press(Qt.Key.Key_7, CTRL)
    opened.rest()
    page = opened.window.page("tabel")
    assert isinstance(page, TablesPage)
    press(Qt.Key.Key_S, CTRL)
    opened.wait(page.done.isVisible)
    assert wanted.read_bytes()[:2] == b"PK"
