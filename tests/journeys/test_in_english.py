"""The window in English: the choice on Mulai, a first run to a saved family, and every screen of both roles read for
what stayed Indonesian. What is kept and printed is Indonesian all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import undo
from kampungkb_desktop.app import AGAIN
from kampungkb_desktop.base import language
from kampungkb_desktop.base.in_english import InEnglish
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.english import speaking
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.settings import SettingsPage
from kampungkb_desktop.ui.pages.settings_language import LanguageCard
from tests.actions.devices import Ticking, make
from tests.journeys.driving import CTRL, Laptop, enter, keys, laptop, login_of, press
from tests.journeys.screens import places
from tests.ui.mnemonics import duplicates
from tests.ui.pages import people

STAYS = ("kampungkb", "P = perempuan", "PIK R (Pusat Informasi dan Konseling Remaja)", "Bahasa Indonesia")
"""Names and column titles that are Indonesian for an English reader too."""


@pytest.fixture
def english() -> Iterator[InEnglish]:
    """The window speaks English until the end of the test; every text it showed is remembered there."""
    found = InEnglish(language.wordings())
    with speaking(found.of):
        yield found


def _left(english: InEnglish) -> dict[str, str]:
    """Texts that were shown with Indonesian words in them. What is cut off at an edge was shown whole elsewhere."""
    return {
        text: said for text, said in english.said().items()
        if english.left(_but_names(said)) and not text.endswith("…")
    }  # fmt: skip


def _but_names(said: str) -> str:
    for name in STAYS:
        said = said.replace(name, "")
    return said


def _walk(at: Laptop, family: str = "") -> dict[object, object]:
    """Every screen, painted; the answer is Alt letters that two things of one screen claim."""
    clashes: dict[object, object] = {}
    for place in places(at, family):
        at.window.go(*place)
        at.rest()
        at.window.grab()
        if found := duplicates(at.window):
            clashes[place] = found
    return clashes


def test_every_screen_of_an_officer_is_english(qtbot: QtBot, folder: Path, english: InEnglish) -> None:
    with laptop(qtbot, folder, Ticking()) as at:
        enter(at)
        family, _mother, _child = people.household(at.session)
        at.window.touched(frozenset({"family", "member"}))
        assert _walk(at, family.id) == {}
    assert len(english.said()) > 1500
    assert _left(english) == {}


def test_every_screen_of_a_district_is_english(qtbot: QtBot, tmp_path: Path, english: InEnglish) -> None:
    make(tmp_path / "kantor", "Operator", role="kabupaten")
    with laptop(qtbot, tmp_path / "kantor", Ticking()) as at:
        enter(at)
        assert _walk(at) == {}
    assert _left(english) == {}


def test_chosen_on_mulai_it_holds_to_a_saved_family(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "KampungKB"
    app = QApplication.instance()
    assert app is not None
    with laptop(qtbot, folder, Ticking()) as at:
        assert at.welcome().title.text() == "Selamat datang"
        at.welcome().language.click()
        assert not at.window.isVisible(), "it closes, and the program is started once more"
        assert app.property(AGAIN)
        app.setProperty(AGAIN, False)
    assert language.chosen(folder) == language.ENGLISH
    with laptop(qtbot, folder, Ticking()) as at:
        assert at.welcome().title.text() == "Welcome"
        at.wait(lambda: at.welcome().choice.first().hasFocus())
        press(Qt.Key.Key_Up)
        press(Qt.Key.Key_Return)
        keys("Siti Rahma\n198503122010012019\nBalai Penyuluhan KB Gunung Tabur\n")
        keys("maluang\n\n")
        at.wait(at.is_open)
        at.go(FamiliesPage, "keluarga")
        press(Qt.Key.Key_N, CTRL)
        keys("Jumadi\n6403990305219004")
        press(Qt.Key.Key_Return, CTRL)
        at.rest()
        at.wait(lambda: at.window.windowTitle() == "Family Jumadi – Kampung KB")
        with at.session.database.read() as conn:
            assert read.count(conn, Family) == 1
        kept = undo.can_undo(at.session)
        assert kept is not None
        assert "Simpan keluarga" in str(kept), "what is kept is Indonesian"
        at.window.go("beranda")  # away from the form: there Ctrl+Z would take back letters
        press(Qt.Key.Key_Z, CTRL)
        at.wait(lambda: at.window.frame.toast.text().startswith("Undone"))
    assert QLabel("Simpan").text() == "Simpan", "Indonesian again for whoever comes next"


def test_it_is_changed_back_in_pengaturan(qtbot: QtBot, folder: Path) -> None:
    language.choose(folder, language.ENGLISH)
    app = QApplication.instance()
    assert app is not None
    with laptop(qtbot, folder, Ticking()) as at:
        assert login_of(at).enter.text() == "&Sign in"
        enter(at)
        card = at.go(SettingsPage, "pengaturan").findChild(LanguageCard)
        assert isinstance(card, LanguageCard)
        assert (card.language.currentData(), card.again.isEnabled()) == (language.ENGLISH, False)
        card.language.setCurrentIndex(card.language.findData(language.INDONESIAN))
        card.again.click()
        assert app.property(AGAIN)
        app.setProperty(AGAIN, False)
    assert language.chosen(folder) == language.INDONESIAN
