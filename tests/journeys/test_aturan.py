"""Next year's rule and a new village, loaded at the district's window: in use at once, taken back by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.rules_in_use import InUse, put_in_use
from kampungkb_desktop.forms import regions
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.settings import REGIONS, RULES, SettingsPage
from kampungkb_desktop.ui.pages.settings_reason import ReasonDialog
from kampungkb_desktop.ui.pages.settings_regions import RegionDialog, RegionsTab
from kampungkb_desktop.ui.pages.settings_rules import RulesTab
from tests.actions.devices import Ticking, make
from tests.journeys.driving import CTRL, Laptop, enter, laptop, press
from tests.rules.test_rule_file import next_version


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Laptop]:
    """The district's window after Masuk; whatever it puts in use ends with it."""
    make(tmp_path / "kantor", "Operator", role="kabupaten")
    with laptop(qtbot, tmp_path / "kantor", Ticking()) as found:
        enter(found)
        found.rest()
        yield found
    put_in_use(InUse())


def tab(office: Laptop, key: str) -> RulesTab | RegionsTab:
    office.window.frame.go("pengaturan", key)
    page = office.window.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    found = page.tabs.tab(key)
    assert isinstance(found, (RulesTab, RegionsTab))
    office.rest()
    return found


def loaded() -> set[str]:
    return set(ruleset.in_use().loaded)


def test_a_rule_file_is_loaded_shown_withdrawn_and_put_back(office: Laptop, tmp_path: Path) -> None:
    found = tab(office, RULES)
    assert isinstance(found, RulesTab)
    path = tmp_path / "krs-2026b.toml"
    path.write_text(next_version("krs", year=2026), encoding="utf-8")
    found.load_file(path)
    office.wait(lambda: loaded() == {"krs-2026"})
    assert ruleset.in_force("krs", date(2026, 11, 21)).id == "krs-2026"
    office.rest()
    at = next(at for at, line in enumerate(found.lines) if line.id == "krs-2026")
    found.table.select(at)
    assert "Dimuat kantor kabupaten" in found.words.text()

    def reason() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        assert not dialog.deed.isEnabled()
        dialog.line.setText("keliru")
        dialog.deed.click()

    QTimer.singleShot(50, reason)
    found.withdraw.click()
    office.wait(lambda: loaded() == set())
    office.rest()
    assert "Ditarik: keliru." in found.words.text()
    found.again.click()
    office.wait(lambda: loaded() == {"krs-2026"})
    office.rest()
    office.window.activateWindow()
    office.wait(lambda: QApplication.activeWindow() is office.window and QApplication.focusWidget() is not None)
    press(Qt.Key.Key_Z, CTRL)
    office.wait(lambda: loaded() == set())


def test_a_broken_rule_file_is_refused_in_a_sentence(office: Laptop, tmp_path: Path) -> None:
    found = tab(office, RULES)
    assert isinstance(found, RulesTab)
    path = tmp_path / "rusak.toml"
    path.write_text(next_version("krs", ("muda_di_bawah = 20", "muda_di_bawah = 2000")), encoding="utf-8")
    said: list[str] = []

    def read_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Message)
        said.append(dialog.accessibleDescription())
        dialog.accept()

    QTimer.singleShot(300, read_it)
    found.load_file(path)
    office.wait(lambda: said)
    assert "muda_di_bawah" in said[0]
    assert "batas yang wajar" in said[0]
    assert loaded() == set()


def test_a_new_village_can_be_found_at_once(office: Laptop) -> None:
    found = tab(office, REGIONS)
    assert isinstance(found, RegionsTab)

    def decree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RegionDialog)
        for name, answer in (
            ("code", "64.03.97.2001"), ("place_name", "Maluang Baru"), ("since", date(2026, 11, 1)),
            ("source", "Perda 3/2026"),
        ):  # fmt: skip
            dialog.view.answer(name, answer)
        dialog.save.click()
        assert "Belum cocok" in dialog.said.text()
        dialog.view.answer("code", "64.03.06.2099")
        dialog.save.click()

    QTimer.singleShot(50, decree)
    found.add.click()
    office.wait(lambda: regions.load().region("64.03.06.2099") is not None)
    office.rest()
    assert [one.code for one, _why in found.changes] == ["64.03.06.2099"]
    found.drop.click()
    office.wait(lambda: regions.load().region("64.03.06.2099") is None)


def test_an_officer_reads_and_changes_nothing(opened: Laptop) -> None:
    for key in (RULES, REGIONS):
        found = tab(opened, key)
        deeds = (found.load_button, found.withdraw) if isinstance(found, RulesTab) else (found.add, found.drop)
        assert not any(one.isVisible() for one in deeds)
