"""Every widget test sees the same look, and leaves it as it found it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import LIGHT
from kampungkb_desktop.ui.theme import apply_theme
from tests.actions.devices import copied, make


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Light at 100 %, with a caret that does not blink; no mouse button stays down: forms do not scroll under one."""
    if not qapp.property("kkb_prepared"):
        qapp.setCursorFlashTime(0)
        apply_theme(qapp)
    yield
    if qapp.mouseButtons() != Qt.MouseButton.NoButton:  # a double click may close what would have felt its end
        let_go = QWidget()
        QTest.mouseRelease(let_go, Qt.MouseButton.LeftButton)
        let_go.deleteLater()
    if tokens() != LIGHT:
        apply_theme(qapp)


@pytest.fixture(scope="session")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice data folder of an officer after the first run; copy it, never open it."""
    folder = tmp_path_factory.mktemp("laptop") / "petugas"
    make(folder, "Siti Rahma")
    return folder


@pytest.fixture
def session(laptop: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """An open session on a copy of its own, in Kampung Maluang on 21 November 2026. Work under way ends before it."""
    with copied(laptop, tmp_path / "petugas") as opened:
        yield opened
        worker_of().cancel_all()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
