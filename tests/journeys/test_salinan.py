"""Salinan in the window: back to this morning in three clicks, a damaged database, and a new laptop from the stick."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import copies
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.ui.pages.move_in import MoveInPage
from kampungkb_desktop.ui.pages.settings import SettingsPage
from kampungkb_desktop.ui.pages.settings_copies import CopiesTab
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.enrolling import keep_family
from tests.journeys.driving import Laptop, keys, laptop, login_of, refusal_of


def names(found: Laptop) -> set[str]:
    with found.session.database.read() as conn:
        return {one.name() for one in read.records(conn, Family)}


def page_of(found: Laptop) -> MoveInPage:
    found.wait(lambda: found.window.findChild(MoveInPage))
    page = found.window.findChild(MoveInPage)
    assert isinstance(page, MoveInPage)
    found.rest()
    return page


def test_back_to_this_morning_in_three_clicks(opened: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_family(opened.session, "Pagi")
    copies.copy_now(opened.session)
    keep_family(opened.session, "Sore")
    before = opened.session
    page = opened.go(SettingsPage, "pengaturan", "salinan")
    tab = page.tabs.tab("salinan")
    assert isinstance(tab, CopiesTab)
    opened.rest()
    tab.table.select(0)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 1)
    tab.restore.click()
    opened.wait(lambda: opened.is_open() and opened.session is not before)
    opened.rest()
    assert names(opened) == {"Keluarga Pagi"}
    assert opened.session.device != before.device


def test_damaged_data_are_brought_back_from_masuk(qtbot: QtBot, folder: Path) -> None:
    first = sessions.open_session(folder, PASSWORD, clock=Ticking())
    keep_family(first, "Selamat")
    copies.copy_now(first)
    sessions.close(first)
    path = folder / DATABASE_NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(lambda: login_of(found).password.hasFocus())
        assert not login_of(found).from_copy.isVisible()
        keys(f"{PASSWORD}\n")
        assert "rusak atau terpotong" in refusal_of(found)
        login_of(found).from_copy.click()
        page = page_of(found)
        assert page.copies.currentData() == 0, "the copy beside the data is offered"
        page.password.setText(PASSWORD)
        page.enter.click()
        found.wait(found.is_open)
        found.rest()
        assert len(names(found)) == 1


def test_a_new_laptop_begins_with_the_stick_and_the_sheet(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    code = vault.renew_recovery(folder / vault.KEYS_NAME, vault.unlock(folder / vault.KEYS_NAME, PASSWORD))
    old = sessions.open_session(folder, PASSWORD, clock=Ticking())
    keep_family(old, "Dibawa")
    copies.copy_to_stick(old, stick)
    sessions.close(old)
    with laptop(qtbot, tmp_path / "baru", Ticking()) as found:
        found.wait(found.welcome)
        found.welcome().choice.copy.click()
        page = page_of(found)
        page.enter.click()
        assert page.problem.text() == "Pilih dahulu folder atau flashdisk dengan salinannya."
        page.look_in(tmp_path / "kosong")
        found.rest()
        assert "Tidak ada salinan" in page.problem.text()
        assert not page.erased.isVisible()
        page.look_in(stick)
        found.rest()
        assert page.erased.isVisible(), "whoever was erased since comes back for a while"
        page.way.setCurrentIndex(1)
        page.code.setText("AAAAA")
        page.pair.first.setText("jagung kuning")
        page.pair.second.setText("jagung kuning")
        page.enter.click()
        found.rest()
        assert "huruf dan angka; yang terketik 5" in page.problem.text()
        assert not (tmp_path / "baru" / DATABASE_NAME).exists()
        page.code.setText(code.lower())
        page.enter.click()
        found.wait(found.is_open)
        found.rest()
        assert len(names(found)) == 1
    sessions.close(sessions.open_session(tmp_path / "baru", "jagung kuning", clock=Ticking()))
