"""After files were taken in: the doubles that came with them, by name, and the way to the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.duplicates import Doubt, fresh_doubts
from kampungkb_desktop.actions.duplicates_search import Search
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.duplicates_line import DOUBLES
from kampungkb_desktop.ui.pages.duplicates_watch import DoublesWatch
from kampungkb_desktop.ui.pages.duplicates_words import list_name, places
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import column

FAMILIES_PAGE = "keluarga"
_NAMED = 3


class FreshDoubles(QWidget):
    """``look`` after something was taken in; hidden while there is nothing to say. ``go`` is the page's way to another
    page (its key, the record)."""

    def __init__(self, session: Session, go: Callable[[str, object], object]) -> None:
        super().__init__()
        self._session = session
        self.banner = Banner("", Tone.WARN, "&Bandingkan…", lambda: go(FAMILIES_PAGE, DOUBLES))
        self.setLayout(column(self.banner))
        self.watch = DoublesWatch(self, session)
        self.watch.ended.connect(self._searched)
        self.hide()

    def look(self) -> None:
        """Search what was just written."""
        self.hide()
        self.watch.wake()

    def forget(self) -> None:
        """Say nothing: what is shown was not kept."""
        self.hide()

    def _searched(self, search: Search | None) -> None:
        if search is not None and search.fresh:
            pairs = search.fresh
            run(self, lambda _p: fresh_doubts(self._session, pairs), done=self._say)

    def _say(self, found: Sequence[Doubt]) -> None:
        if found:
            self.banner.say(fresh_words(found), Tone.WARN)
            self.show()


def fresh_words(found: Sequence[Doubt]) -> str:
    """``2 kemungkinan ganda baru: Suparman (Maluang) dan Rudi Hartono (Tasuk).``"""
    names = [f"{list_name(one)} ({places(one)})" for one in found[:_NAMED]]
    if len(found) > _NAMED:
        names.append(f"{number(len(found) - _NAMED)} lainnya")
    return f"{number(len(found))} kemungkinan ganda baru: {listing(names)}."
