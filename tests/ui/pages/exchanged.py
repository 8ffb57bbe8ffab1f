"""The words in which tests of Kirim & Terima speak of its window."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import NETWORK, worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.exchange import ExchangePage

TODAY = date(2026, 11, 21)


class Show(Protocol):
    """Opens the page of a session in a window that lives as long as the test."""

    def __call__(self, session: Session, width: int = 1366) -> ExchangePage: ...


def opened_window(qtbot: QtBot, session: Session, width: int) -> tuple[MainWindow, ExchangePage]:
    """A window with the page, shown and filled; it goes where nobody holds it."""
    words, key = "K&irim && Terima", "kirim-terima"
    window = MainWindow([PageEntry(key, words, key, lambda: ExchangePage(session, today=lambda: TODAY))])
    qtbot.addWidget(window)
    window.resize(width, 768)
    window.show()
    page = window.page(key)
    assert isinstance(page, ExchangePage)
    idle(qtbot)
    return window, page


def idle(qtbot: QtBot) -> None:
    """Until both lanes have nothing left and what they brought was delivered."""
    qtbot.waitUntil(lambda: not worker_of().busy() and not worker_of(NETWORK).busy(), timeout=20_000)


def to(page: ExchangePage, session: Session, folder: Path) -> None:
    """Choose where files go."""
    if not folder.exists():
        folder.mkdir()
    settings.store(session, settings.load(session).changed(export_folder=str(folder)))
    page.outgoing.offer_folders()
    box = page.sending.folders
    box.setCurrentIndex([spot.path for spot in box._spots].index(folder))
