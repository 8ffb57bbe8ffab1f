"""The office's storage in the real window, over a real WebDAV server: set up, send, fetch, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import carry, storage
from kampungkb_desktop.actions import dispatch as dispatches
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.courier import Courier
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages import exchange_storage_form
from kampungkb_desktop.ui.pages.exchange import STORAGE, ExchangePage
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.stick_watch import StickWatch
from tests.actions.exchanging import family, names
from tests.transport.webdav_server import PASSWORD, USER, Served, serving, status
from tests.ui.mnemonics import duplicates
from tests.ui.pages.exchanged import Show, idle


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "server") as made:
        yield made


def set_up(qtbot: QtBot, page: ExchangePage, served: Served, password: str = PASSWORD) -> None:
    """As a person does it: the button, four answers, Enter."""
    qtbot.mouseClick(page.transport.entry, Qt.MouseButton.LeftButton)
    form = page.transport.view.form
    for line, words in ((form.address, served.url), (form.user, USER), (form.password, password)):
        line.clear()
        qtbot.keyClicks(line, words)
    qtbot.keyClick(form.folder, Qt.Key.Key_Return)
    idle(qtbot)


def send(qtbot: QtBot, page: ExchangePage) -> None:
    box = page.sending.folders
    place = next(at for at in range(box.count()) if box.itemText(at).startswith("Penyimpanan kantor"))
    box.setCurrentIndex(place)
    qtbot.mouseClick(page.sending.new, Qt.MouseButton.LeftButton)
    idle(qtbot)


def test_from_the_officers_window_over_the_server_into_the_districts(
    qtbot: QtBot, show: Show, officer: Session, district: Session, served: Served
) -> None:
    family(officer, "Bapak Hasan")
    page = show(officer)
    assert page.transport.strip.isHidden(), "who uses no storage sees nothing of it"
    set_up(qtbot, page, served)
    assert page.transport.view.form.result.text.text().startswith("Terhubung.")
    assert duplicates(page.window()) == {}
    qtbot.keyClick(page.transport.view.back, Qt.Key.Key_Escape)
    assert duplicates(page.window()) == {}
    send(qtbot, page)
    assert [one.state for one in dispatches.on_their_way(officer)] == [dispatches.DELIVERED]
    assert "terakhir terhubung" in page.transport.strip.text.text()
    assert page.history.table.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Terkirim"

    office = show(district)
    set_up(qtbot, office, served)
    qtbot.keyClick(office.transport.view.back, Qt.Key.Key_Escape)
    qtbot.mouseClick(office.transport.strip.go, Qt.MouseButton.LeftButton)
    idle(qtbot)
    assert "1 berkas baru siap diterima" in office.transport.strip.text.text()
    qtbot.mouseClick(office.transport.strip.look, Qt.MouseButton.LeftButton)
    idle(qtbot)
    assert office.incoming.accept.isVisible()
    assert names(district) == [], "nothing is kept unseen"
    qtbot.mouseClick(office.incoming.accept, Qt.MouseButton.LeftButton)
    idle(qtbot)
    assert names(district) == ["Bapak Hasan"]
    qtbot.keyClick(office.incoming.back, Qt.Key.Key_Escape)
    idle(qtbot)
    assert office.transport.strip.look.isHidden()

    qtbot.mouseClick(page.transport.strip.go, Qt.MouseButton.LeftButton)
    idle(qtbot)
    page.open_record(STORAGE)
    assert [one.state for one in page.transport.view._files] == [dispatches.COLLECTED]


def test_a_wrong_password_is_said_before_anything_is_kept(
    qtbot: QtBot, show: Show, officer: Session, served: Served
) -> None:
    page = show(officer)
    set_up(qtbot, page, served, "salah")
    words = page.transport.view.form.result.text.text()
    assert "tidak diterima" in words
    assert "salah" not in words
    assert storage.load(officer) is None


def test_without_a_line_the_file_waits_and_goes_later(
    qtbot: QtBot, show: Show, officer: Session, served: Served
) -> None:
    page = show(officer)
    set_up(qtbot, page, served)
    qtbot.keyClick(page.transport.view.back, Qt.Key.Key_Escape)
    family(officer, "Bapak Hasan")
    page.load()
    idle(qtbot)
    served.door.trouble = status("503 Service Unavailable", "PUT", "PROPFIND")
    send(qtbot, page)
    assert "1 berkas menunggu dikirim" in page.transport.strip.text.text()
    assert carry.standing(officer).failures == 1
    served.door.trouble = None
    qtbot.mouseClick(page.transport.strip.go, Qt.MouseButton.LeftButton)
    idle(qtbot)
    assert [one.state for one in dispatches.on_their_way(officer)] == [dispatches.DELIVERED]


def test_a_stick_with_new_files_is_offered_both_ways(
    qtbot: QtBot, show: Show, officer: Session, district: Session, tmp_path: Path
) -> None:
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    family(officer, "Bapak Hasan")
    page = show(officer)
    assert page.transport.sticks.strip.isHidden()
    for one in (page, office := show(district)):
        one.transport.sticks.find = lambda: [Spot(stick, "Flashdisk KINGSTON", stick=True)]
        one.load()
    idle(qtbot)
    assert page.transport.sticks.look.isHidden()
    assert office.transport.sticks.strip.isHidden(), "nothing to fetch and nothing to save"
    qtbot.mouseClick(page.transport.sticks.save, Qt.MouseButton.LeftButton)
    idle(qtbot)
    (made,) = [one.name for one in stick.iterdir()]
    assert made.endswith(".kkb")
    office.load()
    idle(qtbot)
    assert "Ada 1 berkas kirim" in office.transport.sticks.strip.text.text()
    assert duplicates(office.window()) == {}
    qtbot.mouseClick(office.transport.sticks.look, Qt.MouseButton.LeftButton)
    idle(qtbot)
    qtbot.mouseClick(office.incoming.accept, Qt.MouseButton.LeftButton)
    idle(qtbot)
    assert names(district) == ["Bapak Hasan"]
    qtbot.keyClick(office.incoming.back, Qt.Key.Key_Escape)
    idle(qtbot)
    assert office.transport.sticks.strip.isHidden(), "what was met is not offered again"


def test_what_was_switched_on_goes_by_itself(qtbot: QtBot, show: Show, officer: Session, served: Served) -> None:
    page = show(officer)
    set_up(qtbot, page, served)
    family(officer, "Bapak Hasan")
    dispatches.queue(officer)
    window = page.window()
    assert isinstance(window, MainWindow)
    courier = Courier(page, window, officer, StickWatch(page, find=list))
    idle(qtbot)
    assert dispatches.waiting(officer), "not before somebody says so"
    qtbot.mouseClick(page.transport.view.form.auto, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    idle(qtbot)
    courier.beat()
    idle(qtbot)
    assert not dispatches.waiting(officer)
    assert [one.state for one in page.transport.view._files] == [dispatches.DELIVERED]


def test_a_storage_that_is_given_up_is_forgotten_with_its_password(
    qtbot: QtBot, show: Show, officer: Session, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(officer)
    set_up(qtbot, page, served)
    monkeypatch.setattr(exchange_storage_form, "confirm", lambda *_words: True)
    qtbot.mouseClick(page.transport.view.form.drop, Qt.MouseButton.LeftButton)
    idle(qtbot)
    assert storage.load(officer) is None
    assert page.transport.view.form.address.text() == ""
    with officer.database.read() as conn:
        assert not read.secret(conn, "storage_password")
    page.back_to_cards()
    idle(qtbot)
    assert page.transport.strip.isHidden()
    assert page.transport.entry.isVisible()
    assert not any(page.sending.folders.itemText(at).startswith("Penyimpanan") for at in range(4))
