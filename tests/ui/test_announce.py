"""What appears without the keys is said to screen readers: politely, or at once where something went wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.announce import announce, announcement
from kampungkb_desktop.ui.status_strip import StatusStrip


@pytest.fixture
def _listening() -> Iterator[None]:
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


@pytest.mark.usefixtures("_listening")
def test_words_are_said_politely_or_at_once(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show()
    said, urgent = announcement(strip, "Draf tersimpan 14.05"), announcement(strip, "Disk penuh.", urgent=True)
    level = QAccessible.AnnouncementPoliteness
    assert (said.message(), said.politeness()) == ("Draf tersimpan 14.05", level.Polite)
    assert (urgent.message(), urgent.politeness()) == ("Disk penuh.", level.Assertive)
    announce(strip, "Disk penuh.", urgent=True)
    strip.set_saved("Draf tersimpan 14.05")
