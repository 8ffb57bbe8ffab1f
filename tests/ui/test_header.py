"""The line over a page: what does not fit beside the title makes room for the words that are read."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.header import WIDEST, Header
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.widgets import button

COUNTED = "21 orang perlu dikunjungi"


@pytest.mark.parametrize("short", [0, 30])
def test_a_search_gives_the_words_their_room_and_keeps_its_hint(qtbot: QtBot, short: int) -> None:
    """``short`` pixels are missing for all of it."""
    header = Header()
    qtbot.addWidget(header)
    box = SearchBox("Cari nama, KK, atau NIK (Ctrl+F)")
    header.add_page("visits", [box, button("Isi ba&nyak…", icon="spreadsheet"), button("Kunjungan &baru", icon="add")])
    header.resize(1366, 38)
    header.show()
    header.show_page("visits", "Kunjungan", COUNTED)
    qtbot.wait(1)
    words = header._subtitle
    needed = (header._where.sizeHint(), words.sizeHint(), header._sets["visits"].sizeHint())
    header.resize(sum(one.width() for one in needed) + header._box.spacing() - short, 38)
    qtbot.wait(1)
    assert words.fontMetrics().horizontalAdvance(COUNTED) <= words.width()
    assert (box.width() < box.sizeHint().width()) is bool(short)
    assert box.width() >= box.hinted_width()
    header.rename("visits", "Kunjungan", "")
    assert header._sets["visits"].maximumWidth() == WIDEST, "with nothing to make room for"


def test_no_button_gives_way_to_a_long_name(qtbot: QtBot) -> None:
    """Nor for the sake of a search that is not shown."""
    header = Header()
    qtbot.addWidget(header)
    box, deed = SearchBox("Cari nama, KK, atau NIK (Ctrl+F)"), button("Li&hat keluarga", icon="keluarga")
    header.add_page("visits", [box, deed])
    box.hide()
    header.resize(1366, 38)
    header.show()
    header.show_page("visits", "Kunjungan baru: Keluarga Ni Luh Putu Ayu Kusumawardhani Prabaningrum", COUNTED)
    for wide in range(1100, 500, -7):
        header.resize(wide, 38)
        qtbot.wait(1)
        assert deed.width() >= deed.sizeHint().width(), wide


def test_what_is_cut_all_the_same_is_told_by_its_tooltip(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.add_page("families", [SearchBox("Cari nama, KK, NIK, RT, alamat (Ctrl+F)"), button("Keluarga ba&ru")])
    header.resize(640, 38)
    header.show()
    header.show_page("families", "Keluarga", COUNTED * 3)
    qtbot.wait(1)
    words = header._subtitle
    assert words.fontMetrics().horizontalAdvance(words.text()) > words.width()
    assert words.toolTip() == COUNTED * 3
