"""The dialog of the kept filters."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import saved_filters
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.saved_filters import _Arrange


def test_with_the_last_filter_goes_what_can_be_done_to_one(qtbot: QtBot, session: Session) -> None:
    owner = MainWindow([])
    qtbot.addWidget(owner)
    saved_filters.put(session, "keluarga", "Timur", {"chip": "semua"})
    dialog = _Arrange(session, "keluarga", owner)
    buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
    assert all(one.isEnabled() for one in buttons.values())
    buttons["&Hapus"].click()
    assert [words for words, one in buttons.items() if one.isEnabled()] == ["&Tutup"]
