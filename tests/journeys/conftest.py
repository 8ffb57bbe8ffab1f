"""Journeys see the same look as every widget test, over a laptop that went through its first run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import worker_of
from tests.actions.devices import Ticking, copied, make
from tests.journeys.driving import PATIENCE, Laptop, enter, laptop
from tests.ui.conftest import _dressed

__all__ = ["_dressed"]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("app") / "petugas"
    make(folder, "Siti Rahma")
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A data folder of an officer, closed."""
    copy = tmp_path / "petugas"
    shutil.copytree(template, copy)
    return copy


@pytest.fixture
def opened(qtbot: QtBot, folder: Path) -> Iterator[Laptop]:
    """The window after Masuk."""
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        yield found


@pytest.fixture
def session(template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """An open session on a copy of its own, for journeys that begin on a page. Work under way ends before it."""
    with copied(template, tmp_path / "sesi") as opened_:
        yield opened_
        worker_of().cancel_all()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=PATIENCE)
