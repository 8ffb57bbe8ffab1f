"""The desk of doubles inside Keluarga: what its record ids mean, and what the window hears of its decisions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kampungkb_desktop.actions.duplicates import asked_pair
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.duplicates import DuplicatesView
from kampungkb_desktop.ui.pages.duplicates_watch import DoublesWatch

TITLE = "Kemungkinan ganda"


class DoublesDesk(QObject):
    """Made when it is first wanted."""

    def __init__(self, page: Page, session: Session, watch: DoublesWatch) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self.view = DuplicatesView(session, watch)
        self.view.settled.connect(self._settled)
        self.view.opened.connect(lambda route: page.go.emit("", route))
        self.view.closed.connect(lambda: page.go.emit("", None))
        self.view.counted.connect(lambda words: page.rename(TITLE, words))

    def begin(self, place: str) -> None:
        """Show what waits; ``ganda/<form>/<id>/<id>`` shows that pair first."""
        self._page.rename(TITLE)
        _desk, _slash, pair = place.partition("/")
        parts = pair.split("/")
        self.view.load(asked_pair(self._session, *parts) if len(parts) == 3 else None)
        self.view.list.table.setFocus()

    def _settled(self, words: str, saved: Saved) -> None:
        self._page.wrote.emit(saved.forms)
        self._page.said.emit(words, bool(saved.action))
