"""The program around the pages: every place, undo by keys, and what a bug leaves behind."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.dialogs import CrashDialog, Message
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.welcome import WelcomePage
from tests.actions.devices import Ticking
from tests.journeys.driving import CTRL, Laptop, keys, laptop, press
from tests.ui.mnemonics import duplicates


def test_every_place_opens_and_its_letters_do_not_clash(opened: Laptop) -> None:
    for key in opened.window.frame.entries:
        assert opened.window.go(key)
        opened.rest()
        assert duplicates(opened.window) == {}, key


def test_undo_and_redo_by_keys(opened: Laptop) -> None:
    opened.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys("Jumadi")
    press(Qt.Key.Key_Return, CTRL)

    def families() -> int:
        with opened.session.database.read() as conn:
            return read.count(conn, Family)

    assert families() == 1
    opened.window.go("beranda")
    press(Qt.Key.Key_Z, CTRL)
    opened.wait(lambda: families() == 0)
    opened.rest()
    assert opened.window.frame.toast.text() == "Diurungkan: Simpan keluarga"
    press(Qt.Key.Key_Y, CTRL)
    opened.wait(lambda: families() == 1)
    opened.rest()
    press(Qt.Key.Key_Y, CTRL)
    opened.rest()
    assert opened.window.frame.toast.text() == "Tidak ada yang dapat diulangi."


def test_an_empty_folder_begins_at_mulai(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "baru", Ticking()) as found:
        assert found.window.findChild(WelcomePage) is not None


def test_a_bug_is_told_without_a_word_of_what_was_typed(opened: Laptop, folder: Path) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CrashDialog)
        seen.append(dialog.windowTitle())
        dialog.accept()

    QTimer.singleShot(50, look)
    try:
        {"Keluarga Rahasia": 1}["NIK 6403990305219004"]
    except KeyError as error:
        opened.start.crashed(type(error), error, error.__traceback__)
    assert seen == ["Ada yang salah di aplikasi"]
    reports = list((folder / "log").glob("laporan-*.txt"))
    assert len(reports) == 1
    text = reports[0].read_text("utf-8")
    assert "KeyError" in text
    assert "test_program.py" in text
    for word in ("6403", "NIK", "Rahasia", str(Path.home())):
        assert word not in text
    log = (folder / "log" / "kampungkb.log").read_text("utf-8")
    assert "6403" not in log
    assert "KeyError di test_program.py" in log


def test_a_refusal_that_slipped_through_is_a_plain_dialog(opened: Laptop) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Message)
        seen.append(dialog.accessibleDescription())
        dialog.accept()

    QTimer.singleShot(50, look)
    error = KnownError("E-TEST", "Disk penuh.", "Kosongkan tempat.")
    opened.start.crashed(KnownError, error, None)
    assert seen == ["Disk penuh. Kosongkan tempat."]
    assert not list((opened.folder / "log").glob("laporan-*.txt"))


def test_closing_asks_the_page_one_is_on(opened: Laptop) -> None:
    opened.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys("Setengah")
    opened.window.close()
    with opened.session.database.read() as conn:
        assert [draft.form for draft in read.drafts(conn)] == ["family"]
