"""The card of updates: what a file is, what waits, and what a district lets go along."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop import app
from kampungkb_desktop.actions import updating
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.updating import Where
from kampungkb_desktop.base import changing_over
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages import settings_update
from kampungkb_desktop.ui.pages.settings_update import UpdateCard
from kampungkb_desktop.ui.palette import Tone
from tests.actions.test_updating import MAKER, _update
from tests.ui.mnemonics import duplicates


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Where:
    """An installed program, whose new version passes its test."""
    folder = tmp_path / "Program KB"
    (folder / "isi-0.1.0").mkdir(parents=True)
    (folder / "kampungkb").write_text("0.1.0")
    made = Where(folder, "0.1.0", "linux-x86_64", (MAKER.verify_key,))
    monkeypatch.setattr(updating, "where", lambda: made)
    monkeypatch.setattr(updating, "_passes", lambda _program: True)
    return made


def _rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)


def _card(qtbot: QtBot, session: Session) -> UpdateCard:
    card = UpdateCard(session)
    qtbot.addWidget(card)
    card.show()
    card.load()
    _rest(qtbot)
    return card


def test_from_the_file_to_the_next_start(qtbot: QtBot, session: Session, here: Where, tmp_path: Path) -> None:
    card = _card(qtbot, session)
    assert not card.install.isVisible()
    card.look_at(_update(tmp_path))
    _rest(qtbot)
    assert "Versi 0.2.0, dibuat 1 Desember 2026" in card.told.text.text()
    assert card.news.text() == "• Layar pembaruan."
    assert duplicates(card) == {}
    card.install.click()
    qtbot.waitUntil(card.now.isVisible, timeout=20_000)
    assert "siap" in card.told.text.text()
    assert card.focusWidget() is card.now
    assert not card.open.isVisible()
    assert duplicates(card) == {}
    application = QApplication.instance()
    assert application is not None
    card.now.click()
    assert application.property(settings_update.AGAIN) is True
    application.setProperty(settings_update.AGAIN, False)
    card.show()
    card.drop.click()
    qtbot.waitUntil(card.open.isVisible, timeout=20_000)
    assert here.folder is not None
    assert changing_over.read_note(here.folder) is None
    assert settings_update.AGAIN == app.AGAIN


def test_a_program_without_makers_says_so(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "where", lambda: Where(None, "0.1.0", "linux-x86_64", ()))
    assert _card(qtbot, session).told.text.text() == settings_update.NO_KEYS


def test_a_refusal_is_told_in_the_card(qtbot: QtBot, session: Session, here: Where, tmp_path: Path) -> None:
    card = _card(qtbot, session)
    for path, code in ((_update(tmp_path, "0.0.9"), "E-UPDATE-OLD"), (tmp_path / "tidak ada.kkbu", "E-READ")):
        card.look_at(path)
        _rest(qtbot)
        assert code in card.told.text.text()
        assert card.told.tone is Tone.BAD
        assert not card.install.isVisible()


def test_only_a_district_hands_out(
    qtbot: QtBot, session: Session, district: Session, here: Where, tmp_path: Path
) -> None:
    assert _card(qtbot, session).hand.parent() is None
    card = _card(qtbot, district)
    assert card.hand.isVisible()
    card.hand_out(_update(tmp_path, "0.2.0", "windows-x86_64"))
    _rest(qtbot)
    qtbot.waitUntil(card.stop.isVisible, timeout=20_000)
    assert card.along.text() == "Ikut dengan setiap berkas kirim: versi 0.2.0 untuk Windows."
    card.stop.click()
    qtbot.waitUntil(lambda: not card.stop.isVisible(), timeout=20_000)
