"""The window in English: the choice on Mulai, a first run to a saved family, and every screen and dialog of both roles
read for what stayed Indonesian and for what is cut off. What is kept is the same as after the same keys in Indonesian,
and what people typed is shown as they typed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.app import AGAIN
from kampungkb_desktop.base import language
from kampungkb_desktop.base.in_english import InEnglish
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.ui.english import speaking
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.settings import SettingsPage
from kampungkb_desktop.ui.pages.settings_language import LanguageCard
from kampungkb_desktop.ui.qt_words import WORDS
from tests.actions.devices import VILLAGE, Ticking, copied, make
from tests.journeys.dialogs_shown import Opener, openers
from tests.journeys.driving import CTRL, Laptop, enter, keys, laptop, login_of, press
from tests.journeys.fitting import settled_misfits
from tests.journeys.screens import places
from tests.ui.mnemonics import duplicates
from tests.ui.pages import people

TYPED = "Kelas ibu hamil dan pengukuran anak"
"""A title whose every word is one of the window's."""
STAYS = ("kampungkb", "P = perempuan", "PIK R (Pusat Informasi dan Konseling Remaja)", "Bahasa Indonesia", "latihan",
         "[dihapus]", TYPED, "Pokja Pengurusan", "Pokja Jumlah Terlatih", "PLKB Pendamping")  # fmt: skip
"""Names, column titles, a password and a mark that are Indonesian for an English reader too."""
INVENTED = (
    "Belum bisa",
    "Disk penuh.",
    "Kunjungi 3 keluarga pada:",
    "Menyalin",
    "Pak Awal",
    "Pakai aturan ini?",
    "Terlalu ringan.",
)
"""What ``dialogs_shown`` lets dialogs ask; nobody is asked so."""
QT = frozenset(WORDS.values())
"""Qt's own words are Indonesian only here, where the choice does not stand in the folder."""
SPOKEN = "Read out in words: "
"""What follows are syllables of no language."""


@pytest.fixture(scope="module")
def catalogue() -> InEnglish:
    """What was found once is found at once for the next screen."""
    return InEnglish(language.wordings())


@pytest.fixture
def english(catalogue: InEnglish) -> Iterator[InEnglish]:
    """The window speaks English until the end of the test; every text it showed is remembered there."""
    with speaking(catalogue.of, catalogue.note):
        yield catalogue


@pytest.fixture
def fresh_english() -> Iterator[InEnglish]:
    """English of one test alone: what is typed in it must not be met by the tests after it."""
    made = InEnglish(language.wordings())
    with speaking(made.of, made.note):
        yield made


def _left(english: InEnglish) -> str:
    """Texts that were shown with Indonesian words in them. What is cut off at an edge was shown whole elsewhere."""
    return "\n".join(
        f"{text!r} as {said!r}" for text, said in english.said().items()
        if english.left(_but_names(said)) and not text.endswith("…") and text not in INVENTED
        and not said.startswith(SPOKEN) and text not in QT and not PureWindowsPath(said).is_absolute()
    )  # fmt: skip


def _but_names(said: str) -> str:
    for name in STAYS:
        said = said.replace(name, "")
    return said


def _walk(at: Laptop, family: str = "") -> dict[object, object]:
    """Every screen, painted for the officer, who has something to see; the answer is Alt letters that two things of one
    screen claim."""
    clashes: dict[object, object] = {}
    for place in places(at, family):
        at.window.go(*place)
        at.rest()
        if family:
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
    assert not _left(english), _left(english)


def test_every_screen_and_dialog_of_a_district_is_english(
    qtbot: QtBot, folder: Path, tmp_path: Path, english: InEnglish
) -> None:
    make(tmp_path / "kantor", "Operator", role="kabupaten")
    with copied(folder, tmp_path / "lain") as officer, laptop(qtbot, tmp_path / "kantor", Ticking()) as at:
        enter(at)
        assert _walk(at) == {}
        at.window.go("beranda")
        ways = openers(at.window, at.session, officer, tmp_path)
        found = [words for name, made in ways.items() for words in _looked_at(at, name, made)]
        assert not found, "\n".join(found)
    assert not _left(english), _left(english)


def _looked_at(at: Laptop, name: str, made: Opener) -> list[str]:
    """What is wrong with a dialog in English: two owners of an Alt letter, and words that are cut off."""
    dialog = made()
    dialog.show()
    for _ in range(3):  # words that came in that very moment get their room in the next
        QApplication.processEvents()
    dialog.grab()
    found = [f"{name}: {keys} belongs to {texts}" for keys, texts in duplicates(dialog).items()]
    found += [f"{name}: {words}" for words in settled_misfits(dialog)]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # what works behind one of them is stopped by it
    at.rest()
    if isValid(dialog):
        dialog.hide()
        dialog.deleteLater()
    return found


def test_what_people_typed_is_shown_as_they_typed_it(qtbot: QtBot, folder: Path, fresh_english: InEnglish) -> None:
    """A person called Bidan, an activity whose title is made of the window's words, and the window's own words beside
    them."""
    with laptop(qtbot, folder, Ticking()) as at:
        enter(at)
        family, mother, _child = people.household(at.session)
        title = Activity(id=new_record_id(at.session), village=VILLAGE, title=TYPED, held_on=people.TODAY)
        village = Village(id=new_record_id(at.session), village=VILLAGE, kkb_name="Keluarga")
        named = [family.changed(head_name="Bidan"), mother.changed(full_name="Bidan"), title, village]
        save(at.session, f"Simpan kegiatan {TYPED}", named)
        at.window.touched(frozenset({"family", "member", "activity"}))
        shown = [_cells(at.go(FamiliesPage, "keluarga")), _cells(at.go(ActivitiesPage, "kegiatan"))]
        assert "Bidan" in shown[0]
        assert TYPED in shown[1]
        assert "Not yet" in shown[0], "the window's own words beside it"
        at.window.go("keluarga", family.id)
        at.rest()
        assert at.window.windowTitle() == "Family of Bidan – Kampung KB"
        at.window.go("riwayat")
        at.rest()
        history = at.window.frame.page("riwayat")
        assert history is not None
        tables = history.findChildren(QTableView)
        at.wait(lambda: {"Bidan", TYPED, "Keluarga"} <= {cell for one in tables for cell in _in(one)})
        at.window.go("kampung", VILLAGE)
        at.rest()
        titles = [one.text() for one in at.window.frame.header.findChildren(QLabel) if one.property("role") == "title"]
        assert titles == ["Keluarga"]
        assert fresh_english.of("Bidan") == "Midwife", "where it is the window's own word"
        assert fresh_english.of(f"Simpan kegiatan {TYPED}") == f"Save activity {TYPED}"
    said = fresh_english.said()
    assert [text for text in said if TYPED in text and TYPED not in said[text]] == []


def _cells(page: QWidget) -> list[str]:
    """What the first table of a page shows, as the eye and a screen reader get it."""
    return _in(next(one for one in page.findChildren(QTableView) if one.isVisible()))


def _in(table: QTableView) -> list[str]:
    shown = table.model()
    cells = [shown.index(row, column) for row in range(shown.rowCount()) for column in range(shown.columnCount())]
    return [str(shown.data(one, Qt.ItemDataRole.DisplayRole)) for one in cells]


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
        english = _first_family(at)
        assert at.window.windowTitle() == "Family of Jumadi – Kampung KB"
        at.window.go("beranda")  # away from the form: there Ctrl+Z would take back letters
        press(Qt.Key.Key_Z, CTRL)
        at.wait(lambda: at.window.frame.toast.text().startswith("Undone"))
    assert QLabel("Simpan").text() == "Simpan", "Indonesian again for whoever comes next"
    with laptop(qtbot, tmp_path / "sama", Ticking()) as at:
        assert _first_family(at) == english, "the same keys leave the same rows"
    assert any(name.startswith("Simpan keluarga") for name in english[0]), "what is kept is Indonesian"


def _first_family(at: Laptop) -> tuple[list[str], list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The first run and one family by keys alone; the answer is what was written, without times and with numbers for
    ids."""
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
    at.wait(lambda: "Jumadi" in at.window.windowTitle())
    with at.session.database.read() as conn:
        actions = [str(row[0]) for row in conn.exec_driver_sql("SELECT name FROM action ORDER BY n")]
        changes = conn.exec_driver_sql('SELECT form, village, kind, vals FROM "change" ORDER BY clock, seq').all()
        families = conn.exec_driver_sql("SELECT village, status, head_name, kk FROM family").all()
    return actions, [_numbered(row) for row in changes], families


def _numbered(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(re.sub(r"[0-9a-f]{32}", "id", one) if isinstance(one, str) else one for one in row)


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
