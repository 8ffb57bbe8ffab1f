"""Every part of every screen is told of on the page of the guide that F1 opens there: read from the running window."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import language
from kampungkb_desktop.base.in_english import InEnglish
from kampungkb_desktop.ui import places
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.english import speaking
from kampungkb_desktop.ui.help_list import HelpList
from kampungkb_desktop.ui.help_pages import load
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.tabs import TabStrip
from tests.ui.pages.filled import VILLAGE, fill
from tests.ui.pages.people import household

TODAY = date(2026, 11, 21)
ELSEWHERE = {"kunjungan": ("kunjungan", "jadwal", "rujukan"), "riwayat": ("riwayat",)}
"""Screens whose parts have pages of their own."""


def _nothing(_said: object = None) -> None:
    return


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    made = MainWindow(help_=_nothing)
    qtbot.addWidget(made)
    made.set_pages(
        places.entries(
            session, lambda: TODAY, written=_nothing, dress=_nothing, folder=_nothing, server=_nothing, restore=_nothing
        )
    )
    return made


def _parts(page: QWidget) -> list[str]:
    """The names on all rows of tabs of a page."""
    strips = page.findChildren(TabStrip)
    return [strip.bar.tabText(at) for strip in strips for at in range(strip.bar.count())]


def _plain(name: str) -> str:
    """Without its Alt mark."""
    return re.sub(r"&(?=\w)", "", name.replace("&&", "&"))


def _told(topics: tuple[str, ...]) -> str:
    return "\n".join(load()[topic].markdown for topic in topics)


def test_every_part_of_every_screen_is_on_its_page(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    fill(session)
    home, _mother, _child = household(session)
    opened = {"kampung": VILLAGE, "keluarga": home.id}
    seen, lost = 0, []
    for key in window.frame.entries:
        window.go(key, opened.get(key))
        page = window.page(key)
        assert page is not None
        parts = [_plain(one) for one in _parts(page)]
        seen += len(parts)
        told = _told(ELSEWHERE.get(key, (page.help_topic,)))
        lost += [(key, one) for one in parts if one not in told]
    qtbot.waitUntil(lambda: not worker_of().busy())
    assert lost == []
    assert seen > 25


def test_every_place_of_the_menu_is_in_the_contents(window: MainWindow) -> None:
    contents = _told(("isi",))
    names = [_plain(entry.label) for entry in window.frame.entries.values()]
    assert len(names) > 5
    assert [one for one in names if one not in contents] == []


def test_the_contents_of_the_guide_name_the_screens_as_the_menu_does(qtbot: QtBot) -> None:
    with speaking(InEnglish(language.wordings()).of):
        shown = HelpList()
        qtbot.addWidget(shown)
        shown.show_contents(load(), "keluarga")
        titles = [shown.item(row).text() for row in range(shown.count())]
    assert {"Villages", "Families", "Visits", "Activities"} <= set(titles)
    assert "Family" not in titles
