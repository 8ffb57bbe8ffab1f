"""Words that come later find their room kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.roomy_label import RoomyLabel
from kampungkb_desktop.ui.widgets import button, column, row

LONG = "Angka dari data keluarga per 31 Oktober 2026, dari 312 keluarga tercatat, 15 belum lengkap."


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("wide", [240, 480, 900])
def test_what_stands_below_stays_where_it_is(qtbot: QtBot, wide: int, beside: bool) -> None:
    page, words, below = QWidget(), RoomyLabel("small"), QLabel("di bawahnya")
    qtbot.addWidget(page)
    words.keep_room_for(LONG)
    head = row(words, button("Simpan")) if beside else row(words)
    head.setStretch(0, 1)
    page.setLayout(column(head, below, None))
    page.resize(wide, 300)
    page.show()
    tops = set()
    for said in ("", "Menghitung…", LONG, LONG[:60]):
        words.setText(said)
        qtbot.wait(1)
        tops.add(below.y())
    assert len(tops) == 1
    plain = QLabel(LONG)
    plain.setWordWrap(True)
    plain.setFont(words.font())
    assert words.height() >= plain.heightForWidth(words.width()) - 1
