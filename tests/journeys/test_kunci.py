"""What opens the data beside the password, clicked and typed in the real window: a recovery sheet that the first run
never got onto paper, the computer's account, and the district as second holder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import holding, system_unlock
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.store import vault
from kampungkb_desktop.ui.ask_password import AskPassword
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.home import HomePage
from kampungkb_desktop.ui.pages.home_sheet import SheetReminder
from kampungkb_desktop.ui.pages.home_warnings import SHEET
from kampungkb_desktop.ui.pages.recovery_dialog import RecoveryDialog
from kampungkb_desktop.ui.pages.settings import LAPTOP, SettingsPage
from kampungkb_desktop.ui.pages.settings_keys import HoldingCard, SystemCard
from kampungkb_desktop.ui.pages.settings_laptop import PasswordCard
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.enrolling import enrolled, started_at, strangers
from tests.actions.test_system_unlock import InMemory, store
from tests.journeys.driving import ALT, Laptop, enter, laptop, login_of, press
from tests.ui.mnemonics import duplicates

__all__ = ["store"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of an officer whose first run was killed over the recovery code."""
    sessions.close(started_at(tmp_path / "petugas", "Siti Rahma", "petugas"))
    return tmp_path / "petugas"


def answering(monkeypatch: pytest.MonkeyPatch, dialog: type[QDialog], answer: Callable[[QDialog], None]) -> list[str]:
    """Show the dialog and use it instead of waiting for somebody; the titles seen."""
    seen: list[str] = []

    def shown(one: QDialog) -> int:
        seen.append(one.windowTitle())
        one.show()
        assert duplicates(one) == {}
        answer(one)
        one.hide()
        return one.result()

    monkeypatch.setattr(dialog, "exec", shown)
    return seen


def type_password(words: str) -> Callable[[QDialog], None]:
    """Type a password and press Enter."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AskPassword)
        QTest.keyClicks(dialog.field, words)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    return answer


def type_back(dialog: QDialog) -> None:
    """Copy the groups asked for from the screen."""
    assert isinstance(dialog, RecoveryDialog)
    for place, field in zip(dialog.step.asked, dialog.step.fields, strict=True):
        QTest.keyClicks(field, dialog.step.groups[place])
    QTest.keyClick(dialog.step.fields[-1], Qt.Key.Key_Return)


def reminder(found: Laptop) -> SheetReminder | None:
    found.rest()
    card = found.go(HomePage, "beranda").warned.get(SHEET)
    assert card is None or isinstance(card, SheetReminder)
    return card


def card_of(found: Laptop, kind: type[SystemCard] | type[HoldingCard]) -> SystemCard | HoldingCard:
    page = found.go(SettingsPage, "pengaturan", LAPTOP)
    found.rest()
    assert duplicates(found.window) == {}
    card = page.findChild(kind)
    assert isinstance(card, SystemCard | HoldingCard)
    return card


def click(found: Laptop, box: QCheckBox) -> None:
    """The switch by the keyboard, as a person who tabs there."""
    assert box.isEnabled()
    QTest.keyClick(box, Qt.Key.Key_Space)
    found.rest()


def test_a_sheet_that_was_never_written_down_is_remembered_until_it_is(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, AskPassword, type_password("bukan ini"))
    refused = answering(monkeypatch, Message, lambda dialog: dialog.reject())
    shown = answering(monkeypatch, RecoveryDialog, lambda dialog: dialog.reject())
    for _start in range(2):  # it waits over restarts, and over a sheet that was begun and left
        with laptop(qtbot, folder, Ticking()) as found:
            enter(found)
            card = reminder(found)
            assert card is not None
            assert duplicates(found.window) == {}
            card.make.click()
            found.rest()
            answering(monkeypatch, AskPassword, type_password(PASSWORD))
            assert reminder(found) is card
    assert (len(asked), len(refused), len(shown)) == (1, 1, 1), "a wrong password is said, a right one shows the code"
    codes: list[str] = []

    def write_down(dialog: QDialog) -> None:
        assert isinstance(dialog, RecoveryDialog)
        codes.append(dialog.step.code)
        type_back(dialog)

    answering(monkeypatch, RecoveryDialog, write_down)
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        card = reminder(found)
        assert card is not None
        card.make.click()
        found.rest()
        assert reminder(found) is None
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        assert reminder(found) is None
    assert vault.unlock_recovery(folder / vault.KEYS_NAME, codes[0]) == vault.unlock(folder / vault.KEYS_NAME, PASSWORD)


def test_whoever_wants_no_sheet_says_so_once(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, Message, lambda dialog: dialog.reject())
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        sheet = reminder(found)
        assert sheet is not None
        sheet.none.click()
        assert reminder(found) is sheet, "Enter and Esc keep the reminder"
        told = answering(monkeypatch, Message, lambda dialog: dialog.accept())
        sheet.none.click()
        assert told == ["Tidak memakai lembar pemulihan?"]
        assert reminder(found) is None
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        assert reminder(found) is None
        page = found.go(SettingsPage, "pengaturan", LAPTOP)
        card = page.findChild(PasswordCard)
        assert isinstance(card, PasswordCard)
        assert card.no_sheet.isVisible(), "Pengaturan goes on saying it"


def test_the_account_is_switched_on_and_opens(
    qtbot: QtBot, folder: Path, store: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = answering(monkeypatch, Message, lambda dialog: dialog.accept())
    answering(monkeypatch, AskPassword, lambda dialog: dialog.reject())
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        card = card_of(found, SystemCard)
        click(found, card.switch)
        assert not card.switch.isChecked(), "Batal leaves it off"
        answering(monkeypatch, AskPassword, type_password("bukan ini"))
        click(found, card.switch)
        assert (len(refused), card.switch.isChecked(), store.lines) == (1, False, {})
        answering(monkeypatch, AskPassword, type_password(PASSWORD))
        click(found, card.switch)
        assert card.switch.isChecked()
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(lambda: login_of(found).system.isVisible())
        press(Qt.Key.Key_B, ALT)
        found.wait(found.is_open)
        card = card_of(found, SystemCard)
        assert card.switch.isChecked()
        click(found, card.switch)
        assert (card.switch.isChecked(), store.lines) == (False, {})
    assert not system_unlock.is_offered(folder)


def test_the_district_is_given_a_key_and_it_is_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path / "kecil")
    with laptop(qtbot, officer.data_dir, Ticking()) as found:
        enter(found)
        card = card_of(found, HoldingCard)
        assert not card.switch.isChecked()
        assert "DPPKBP3A" in card.words.text()
        click(found, card.switch)
        assert (card.switch.isChecked(), holding.standing(found.session).held) == (True, True)
        assert "berkas berikutnya" in found.window.frame.status._saved.text()
        click(found, card.switch)
        assert (card.switch.isChecked(), holding.standing(found.session).held) == (False, False)


def test_before_there_is_a_district_the_switch_says_why_it_is_shut(qtbot: QtBot, folder: Path) -> None:
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        card = card_of(found, HoldingCard)
        assert not card.switch.isEnabled()
        assert "belum terdaftar di kabupaten" in card.words.text()
