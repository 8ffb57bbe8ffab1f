"""A forgotten password, helped by the district: three sittings at two laptops, each through its real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import asking_help, copies, helped, helping, holding, trail
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.exchange import LAPTOPS, ExchangePage
from kampungkb_desktop.ui.pages.exchange_help import HelpOpenDialog
from kampungkb_desktop.ui.pages.login_help import DistrictHelpPage
from kampungkb_desktop.ui.pages.login_recovery import RecoveryPage
from kampungkb_desktop.ui.pages.move_in import MoveInPage
from tests.actions.devices import NOON, PASSWORD, Ticking
from tests.actions.enrolling import enrolled, keep_family, strangers
from tests.actions.test_helping import deliver
from tests.journeys.driving import Laptop, enter, keys, laptop, login_of, press
from tests.ui.mnemonics import duplicates

NEW = "tiga kata baru"
LATER = NOON + 86_400_000


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The data of a district and of an officer who let it hold a key, both closed."""
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path / "kecil")
        assert holding.agree(officer)
        keep_family(officer, "Keluarga Rekaan")
        deliver(officer, district, tmp_path / "kirim")
        return district.data_dir, officer.data_dir


def asking(found: Laptop) -> DistrictHelpPage:
    """From Masuk to the screen with the request, by keys."""
    found.wait(lambda: found.start.program and login_of(found).password.hasFocus())
    press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    found.wait(lambda: found.window.findChild(RecoveryPage))
    page = found.window.findChild(RecoveryPage)
    assert isinstance(page, RecoveryPage)
    assert page.district.isVisible()
    assert duplicates(page) == {}
    press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    found.wait(lambda: found.window.findChild(DistrictHelpPage))
    help_page = found.window.findChild(DistrictHelpPage)
    assert isinstance(help_page, DistrictHelpPage)
    assert duplicates(help_page) == {}
    return help_page


def answer_of(qtbot: QtBot, dialog: HelpOpenDialog, code: str) -> str:
    """The operator types what the laptop asks and, at the second try, his password."""
    dialog.show()
    assert duplicates(dialog) == {}
    QTest.keyClicks(dialog.code, code.replace("-", " "))
    QTest.keyClicks(dialog.password, "bukan sandinya")
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Kata sandi salah" in dialog.problem.text(), timeout=30_000)
    dialog.password.clear()
    QTest.keyClicks(dialog.password, PASSWORD)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=30_000)
    answer = dialog.made.code if dialog.made else ""
    dialog.close()
    return answer


def open_with(found: Laptop, answer: str) -> None:
    """Type the district's answer and a new password, and read who helped."""
    keys(answer.lower())
    press(Qt.Key.Key_Return)
    keys(f"{NEW}\n{NEW}\n")
    found.wait(found.is_open)
    found.wait(lambda: found.window.findChild(Message))
    told = found.window.findChild(Message)
    assert isinstance(told, Message)
    assert "DPPKBP3A" in told.accessibleDescription()
    told.accept()
    found.rest()
    assert helped.untold(found.session) == []
    assert trail.BY_HELP in [one.what for one in found.session.trail.entries()]


def test_a_forgotten_password_is_helped_by_the_district(
    qtbot: QtBot, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    district_folder, officer_folder = folders
    with laptop(qtbot, officer_folder, Ticking(LATER)) as found:
        code = asking(found).request.asked.code

    answers: list[str] = []
    monkeypatch.setattr(HelpOpenDialog, "exec", lambda dialog: answers.append(answer_of(qtbot, dialog, code)))
    with laptop(qtbot, district_folder, Ticking(LATER)) as found:
        enter(found)
        page = found.go(ExchangePage, "kirim-terima", LAPTOPS)
        found.wait(lambda: page.enrolment.laptops)
        found.rest()
        panel = page.enrolment.desk.panel
        assert "memegang kunci cadangannya" in panel.words.text()
        assert panel.help.isVisible()
        panel.help.click()
        found.rest()
        whats = [one.what for one in found.session.trail.entries()]
        assert whats[-2:] == [trail.WRONG, trail.HELPED]

    with laptop(qtbot, officer_folder, Ticking(LATER)) as found:
        again = asking(found)
        assert again.request.asked.code == code
        assert again.request.line.hasFocus()
        open_with(found, answers[0])
    sessions.close(sessions.open_session(officer_folder, NEW, clock=Ticking(LATER)))
    assert not (officer_folder / asking_help.ASKED_NAME).exists()


def test_a_new_laptop_begins_with_the_stick_and_the_districts_help(
    qtbot: QtBot, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    """The old laptop is gone, its password forgotten, the sheet lost: the copy on the stick is opened all the same."""
    district_folder, officer_folder = folders
    old = sessions.open_session(officer_folder, PASSWORD, clock=Ticking(LATER))
    copies.copy_to_stick(old, tmp_path / "stick")
    sessions.close(old)
    office = sessions.open_session(district_folder, PASSWORD, clock=Ticking(LATER))
    with laptop(qtbot, tmp_path / "baru", Ticking(LATER)) as found:
        found.wait(found.welcome)
        found.welcome().choice.copy.click()
        page = found.window.findChild(MoveInPage)
        assert isinstance(page, MoveInPage)
        assert page.way.findText("Bantuan kabupaten") < 0, "nothing is chosen yet"
        page.look_in(tmp_path / "stick")
        found.rest()
        page.way.setCurrentIndex(page.way.findText("Bantuan kabupaten"))
        assert page.request is not None
        assert duplicates(page) == {}
        page.enter.click()
        assert page.problem.text() == "Jawaban dari kabupaten belum diisi."
        request = helping.read_request(asking_help.save_request(page.request.asked, tmp_path))
        answer = helping.help_open(office, old.device, request, PASSWORD)
        page.request.open_file(helping.save_answer(answer, tmp_path))
        page.pair.first.setText(NEW)
        page.pair.second.setText(NEW)
        page.enter.click()
        found.wait(found.is_open)
        found.wait(lambda: found.window.findChild(Message))
        told = found.window.findChild(Message)
        assert isinstance(told, Message)
        assert "Kabupaten (DPPKBP3A)" in told.accessibleDescription()
        told.accept()
        found.rest()
        assert found.session.device != old.device
    sessions.close(office)
    sessions.close(sessions.open_session(tmp_path / "baru", NEW, clock=Ticking(LATER)))
