"""Every place of the window by keys alone: by their numbers and letters, the settings part by part, and a table kept as
a file, which no other journey does. The parts of a village and a family: ``test_bagian_dengan_tombol``."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTabBar

from kampungkb_desktop.ui.pages.tables import TablesPage
from kampungkb_desktop.ui.places import PLACES
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.taught_button import mnemonic_of
from tests.journeys.driving import ALT, CTRL, Laptop, focused, press
from tests.ui.pages import people


def _here(at: Laptop) -> str:
    at.rest()
    return at.window.frame.current_key


def _letter(words: str) -> Qt.Key:
    return Qt.Key(ord(mnemonic_of(words)[-1]))


def test_every_place_is_reached_by_keys_and_a_table_kept(
    opened: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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

    _keep_a_table(at, tmp_path / "tabel.xlsx", monkeypatch)


def _keep_a_table(at: Laptop, wanted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(wanted), ""))
    press(Qt.Key.Key_7, CTRL)
    at.rest()
    page = at.window.page("tabel")
    assert isinstance(page, TablesPage)
    press(Qt.Key.Key_S, CTRL)
    at.wait(page.done.isVisible)
    assert wanted.read_bytes()[:2] == b"PK"
