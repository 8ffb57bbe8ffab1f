"""A person asks for his data: written down, printed, answered, and the clock stops. And a laptop is lost: reported at
the office's window, sent away, its notice on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import device_losses, pdp_requests
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.enrolment import REVOKED
from kampungkb_desktop.forms.pdp_request import GRANTED, SEE
from kampungkb_desktop.rules.pdp_clock import HOUR
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.home import HomePage
from kampungkb_desktop.ui.pages.own_data_dialog import OwnDataDialog
from kampungkb_desktop.ui.pages.pdp import PdpTab
from kampungkb_desktop.ui.pages.pdp_loss import LossDesk, LossDialog
from kampungkb_desktop.ui.pages.pdp_request_dialog import RequestDialog
from kampungkb_desktop.ui.pages.settings import SettingsPage
from tests.actions.devices import Ticking
from tests.actions.enrolling import enrolled, strangers
from tests.actions.exchanging import family
from tests.journeys.driving import CTRL, Laptop, enter, fill, laptop, press


def personal(found: Laptop, place: str = "data-pribadi") -> PdpTab:
    page = found.go(SettingsPage, "pengaturan", place)
    tab = page.tabs.tab("data-pribadi")
    assert isinstance(tab, PdpTab)
    found.rest()
    return tab


def in_the_dialog(deed: Callable[[], None]) -> None:
    """What is done in the dialog that opens next; it is closed then, whatever happened."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        if (
            not isinstance(dialog, QDialog)
            or QApplication.activeWindow() is not dialog
            or not QApplication.focusWidget()
        ):
            QTimer.singleShot(20, now)
            return
        try:
            deed()
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(20, now)


def _click_the_clock(opened: Laptop) -> None:
    """Beranda says how long there is; its line leads to the request."""
    home = opened.go(HomePage, "beranda")
    home._look()
    opened.wait(home.clocks.isVisible)
    line = home.clocks.findChild(LineButton)
    assert line is not None
    assert line.tag is not None
    assert line.tag.text.startswith("Tersisa 11 jam")
    line.click()
    opened.rest()


def test_a_request_is_written_down_printed_and_answered_in_time(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    clock = Ticking()
    with laptop(qtbot, folder, clock) as opened:
        enter(opened)
        about = family(opened.session, "Suparman")
        register = personal(opened).register()

        def write_down() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, RequestDialog)
            dialog.view.answer("about_family", about.id)
            fill(dialog.view, {"kind": SEE, "asked_by": "Suparman", "identity": "ktp"})
            press(Qt.Key.Key_Return, CTRL)

        in_the_dialog(write_down)
        register.add.click()
        opened.wait(lambda: len(register.lines) == 1)
        clock.now += 60 * HOUR
        _click_the_clock(opened)
        opened.wait(lambda: register.panel.line is not None)
        in_the_dialog(lambda: _print_copy(opened, tmp_path))
        register.panel.copy.click()
        opened.window.activateWindow()
        opened.wait(lambda: QApplication.activeWindow() is opened.window)
        in_the_dialog(_answer)
        register.table.setFocus()
        press(Qt.Key.Key_Return)
        opened.wait(lambda: [one.clock.words for one in register.lines] == ["dijawab tepat waktu"])
        assert pdp_requests.pending(opened.session) == []
        assert (tmp_path / "salinan.pdf").stat().st_size > 5_000
        opened.window.activateWindow()
        opened.wait(lambda: QApplication.activeWindow() is opened.window and QApplication.focusWidget())
        press(Qt.Key.Key_Z, CTRL)  # taken back: it is open again
        opened.wait(lambda: len(pdp_requests.pending(opened.session)) == 1)


def _print_copy(opened: Laptop, folder: Path) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OwnDataDialog)
    opened.wait(lambda: dialog.pdf)
    dialog.keep(folder / "salinan")
    dialog.accept()


def _answer() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RequestDialog)
    fill(dialog.view, {"decision": GRANTED, "told_by": "cetak"})
    press(Qt.Key.Key_Return, CTRL)


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Laptop]:
    """The window of an office with one laptop enrolled."""
    with strangers(tmp_path) as (district, officer):
        enrolled(district, officer, tmp_path)
        _close(district)
    with laptop(qtbot, tmp_path / "kabupaten", Ticking()) as found:
        enter(found)
        yield found


def _close(session: Session) -> None:
    sessions.close(session)


def _send_away(office: Laptop, desk: LossDesk, loss: device_losses.Loss) -> None:
    """Revoke the laptop, and print the letter."""
    device_losses.revoke(office.session, loss)
    desk.load()
    office.wait(lambda: desk.panel.away.isHidden())
    assert device_losses.laptops(office.session)[0].state == REVOKED
    paper = desk.panel.paper("lembaga")
    assert paper is not None
    office.wait(lambda: paper.pdf)
    paper.accept()


def test_a_lost_laptop_is_reported_sent_away_and_told_of(office: Laptop) -> None:
    tab = personal(office)
    tab.show_part("hilang")
    desk = tab.stack.currentWidget()
    assert isinstance(desk, LossDesk)
    office.rest()
    (lost,) = device_losses.laptops(office.session)

    def report() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LossDialog)
        fill(dialog.view, {"how": "dicuri", "place": "Terminal", "unlocked": "tidak"})
        press(Qt.Key.Key_Return, CTRL)

    in_the_dialog(report)
    desk.open_loss(f"baru:{lost.uid}")
    office.wait(lambda: len(desk.losses) == 1)
    (loss,) = desk.losses.values()
    assert loss.clock.words.startswith("tersisa 2 hari 23 jam")
    assert [one.loss for one in pdp_requests.pending(office.session)] == [True]
    _send_away(office, desk, loss)

    def told() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LossDialog)
        day = loss.record.known_on
        fill(dialog.view, {"agency_on": day, "people_on": day})
        dialog.view.answer("agency_at", "23.00")
        dialog.view.answer("people_at", "23.30")
        press(Qt.Key.Key_Return, CTRL)

    in_the_dialog(told)
    desk.change()
    office.wait(lambda: pdp_requests.pending(office.session) == [])


def test_a_request_that_is_left_half_way_waits_at_beranda(opened: Laptop) -> None:
    register = personal(opened).register()
    met: list[str] = []

    def begin() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RequestDialog)
        met.append(dialog.windowTitle())
        fill(dialog.view, {"asked_by": "Suparman"})
        dialog.view.paused.emit()
        dialog.done(0)  # as if the power went

    in_the_dialog(begin)
    register.table.setFocus()
    press(Qt.Key.Key_N, CTRL)
    assert met == ["Catat permintaan data pribadi"]
    assert pdp_requests.listed(opened.session) == []
    home = opened.go(HomePage, "beranda")
    home.load()
    opened.wait(lambda: [one.name for one in home.open_forms.findChildren(LineButton)] == ["Permintaan data pribadi"])

    def again() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RequestDialog)
        met.append(str(dialog.request().asked_by))

    in_the_dialog(again)
    home.open_forms.findChildren(LineButton)[0].click()
    assert met[1:] == ["Suparman"]
