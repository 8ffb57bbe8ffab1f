"""The strip at the foot of the window says where what was written is kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui import status_strip
from kampungkb_desktop.ui.keeping import Keeping
from kampungkb_desktop.ui.palette import TONE_ICONS, Tone
from kampungkb_desktop.ui.status_strip import ALL_SAVED, StatusStrip


def test_the_strip_says_where_everything_is_saved(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    assert strip._saved.text() == ALL_SAVED
    strip.at_server()
    strip.set_saved("Draf tersimpan 14.05")
    strip.set_saved(ALL_SAVED)
    assert strip._saved.text() == "Semua tersimpan di server kantor"


def test_what_could_not_be_kept_has_no_green_tick(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = list[str]()
    monkeypatch.setattr(status_strip, "set_icon", lambda _label, name, _tone, _px: marks.append(name))
    strip = StatusStrip()
    qtbot.addWidget(strip)
    form = QWidget()  # out of sight: no dialog
    qtbot.addWidget(form)

    def full() -> None:
        raise KnownError("E-DISK", "Disk penuh.", "Kosongkan ruang.")

    assert not Keeping(form, strip.set_saved).done(full)
    assert marks[-1] == TONE_ICONS[Tone.WARN]
    assert strip._saved.property("role") == "caution"
    strip.set_saved("Draf tersimpan 14.05")
    assert marks[-1] == TONE_ICONS[Tone.OK]
    assert strip._saved.property("role") == "small"
