"""Salinan cadangan in Pengaturan: made, checked, carried to a stick, and asked for with what it costs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import copies
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import shelf
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.copy_keeper import CopyKeeper
from kampungkb_desktop.ui.pages import settings_copies
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.pages.settings_copies import CopiesTab
from tests.actions.enrolling import keep_family


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> CopiesTab:
    made = CopiesTab(session)
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show()
    rest(qtbot)
    return made


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def test_one_more_copy_stands_first(tab: CopiesTab, qtbot: QtBot) -> None:
    assert not tab.restore.isEnabled()
    tab.make.click()
    rest(qtbot)
    (kept,) = copies.copies_of(tab.session)
    assert tab.found == (kept,)
    tab.table.select(0)
    assert tab.restore.isEnabled()
    said: list[str] = []
    tab.state.connect(said.append)
    tab.check.click()
    rest(qtbot)
    assert said == ["Salinan itu utuh dan dapat dipakai"]


def test_the_question_says_what_is_lost(tab: CopiesTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = copies.copy_now(tab.session)
    keep_family(tab.session, "Sesudah salinan")
    tab.load()
    rest(qtbot)
    asked: list[str] = []

    def answer(dialog: QDialog) -> int:
        asked.append(f"{dialog.windowTitle()} {dialog.accessibleDescription()}")
        return len(asked) > 1

    monkeypatch.setattr(QDialog, "exec", answer)
    wished: list[object] = []
    tab.restore_wanted.connect(wished.append)
    tab.table.select(0)
    for _ in range(2):
        tab.restore.click()
        rest(qtbot)
    assert "1 perubahan sesudahnya tidak ikut" in asked[0]
    assert wished == [kept], "only the second time it was confirmed"


def test_a_damaged_copy_is_shown_and_not_offered(tab: CopiesTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = copies.copy_now(tab.session)
    (kept.folder / shelf.SLIP).write_bytes(b"?")
    tab.load()
    rest(qtbot)
    tab.table.select(0)
    assert not tab.restore.isEnabled()
    shown: list[str] = []

    def read(dialog: QDialog) -> int:
        shown.append(dialog.accessibleDescription())
        return 0

    monkeypatch.setattr(QDialog, "exec", read)
    tab.check.click()
    rest(qtbot)
    assert "rusak" in shown[0]


def test_the_stick_that_is_plugged_in_gets_a_copy(
    tab: CopiesTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "flash"
    stick.mkdir()
    monkeypatch.setattr(settings_copies, "sticks", lambda: [Spot(stick, "Flashdisk", stick=True)])
    tab.carry.click()
    qtbot.waitUntil(lambda: bool(copies.found_on(stick)), timeout=30_000)
    rest(qtbot)
    (kept,) = copies.found_on(stick)
    assert kept.slip is not None
    assert kept.slip.reason == copies.STICK


def test_copies_come_by_themselves_and_a_refusal_is_told_once(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    keeper = CopyKeeper(owner, session)
    keeper.look()
    rest(qtbot)
    assert len(copies.copies_of(session)) == 1
    keeper.look()
    rest(qtbot)
    assert len(copies.copies_of(session)) == 1, "nothing was written since"

    def refuse(*_: object, **__: object) -> None:
        raise KnownError("E-COPY-SPACE", "Penuh.", "Kosongkan.")

    monkeypatch.setattr(copies, "due", refuse)
    told: list[KnownError] = []
    keeper.refused.connect(told.append)
    for _ in range(2):
        keeper.look()
        rest(qtbot)
    assert [one.code for one in told] == ["E-COPY-SPACE"]
