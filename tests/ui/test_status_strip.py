"""The strip at the foot of the window says where what was written is kept."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.status_strip import ALL_SAVED, StatusStrip


def test_the_strip_says_where_everything_is_saved(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    assert strip._saved.text() == ALL_SAVED
    strip.at_server()
    strip.set_saved("Draf tersimpan 14.05")
    strip.set_saved(ALL_SAVED)
    assert strip._saved.text() == "Semua tersimpan di server kantor"
