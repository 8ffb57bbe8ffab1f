"""Kirim & Terima in a window, and an officer and an office to exchange files with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.exchange import ExchangePage
from tests.actions.devices import copied, make
from tests.ui.pages.exchanged import Show, idle, opened_window


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice data folder of a district after the first run; copy it, never open it."""
    folder = tmp_path_factory.mktemp("kantor") / "kabupaten"
    make(folder, "Budi Santoso", role="kabupaten")
    return folder


@pytest.fixture
def officer(laptop: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """An officer's open session; what the window has begun ends before it."""
    with copied(laptop, tmp_path / "petugas") as session:
        yield session
        idle(qtbot)


@pytest.fixture
def district(office_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """The office's open session."""
    with copied(office_template, tmp_path / "kabupaten") as session:
        yield session
        idle(qtbot)


@pytest.fixture
def pair(officer: Session, district: Session) -> tuple[Session, Session]:
    """Both."""
    return officer, district


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Opens Kirim & Terima of a session in a window that lives as long as the test."""
    windows: list[MainWindow] = []

    def opened(session: Session, width: int = 1366) -> ExchangePage:
        window, page = opened_window(qtbot, session, width)
        windows.append(window)
        return page

    return opened
