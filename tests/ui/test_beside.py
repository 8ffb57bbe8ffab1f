"""What was opened is noted after the page was painted, and nothing of it is lost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui import everyday
from kampungkb_desktop.ui.beside import Beside


class _Frame(QObject):
    went = Signal(str, object)
    find_wanted = Signal()
    beside_wanted = Signal()


class _Everyday:
    """Remembers what it is told."""

    def __init__(self, *_what: Any) -> None:
        self.opened: list[tuple[str, str]] = []
        self.windows = SimpleNamespace(close=lambda: None)
        self.written = False

    def went(self, page: str, record: str) -> None:
        self.opened.append((page, record))

    def write_down_now(self) -> None:
        self.written = True


@pytest.fixture
def made(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> tuple[Beside, _Frame, QObject]:
    monkeypatch.setattr(everyday, "Everyday", _Everyday)
    owner, frame = QObject(), _Frame()
    window: Any = SimpleNamespace(frame=frame)
    return Beside(owner, window, session, lambda: ()), frame, owner


def test_a_record_is_noted_once_the_page_is_painted(qtbot: QtBot, made: tuple[Beside, _Frame, QObject]) -> None:
    beside, frame, _owner = made
    frame.went.emit("keluarga", "a")
    assert beside._made is None  # nothing is read for it before the first paint
    qtbot.waitUntil(lambda: beside._made is not None)
    assert beside.everyday.opened == [("keluarga", "a")]  # type: ignore[attr-defined]


def test_ctrl_k_at_once_and_the_end_know_of_it(made: tuple[Beside, _Frame, QObject]) -> None:
    beside, frame, _owner = made
    frame.went.emit("keluarga", "a")
    assert beside.everyday.opened == [("keluarga", "a")]  # type: ignore[attr-defined]
    frame.went.emit("kegiatan", "b")
    beside.end()
    assert beside.everyday.opened == [("keluarga", "a"), ("kegiatan", "b")]  # type: ignore[attr-defined]
    assert beside.everyday.written  # type: ignore[attr-defined]
