"""How a page stands that the window lets go, and how the same page built anew comes to stand there again.

What cannot be put back exactly stays: a page with a form or more than one chosen line in sight, with typed words that
are kept nowhere, or with work under way. Typed words of a search are kept here, in memory only, never on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

from kampungkb_desktop.ui.background import works_for
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.left_as import LeftAs
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.record_model import Id
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.search_box import SearchBox

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_TRY_MS, _TRIES = 60, 250
"""Lists of a district are read in the background; after a quarter of a minute nobody waits for the old place."""


class Left(NamedTuple):
    """A page that is gone: what it told of itself, and the lines and places in sight."""

    stand: Mapping[str, Any]
    chosen: Mapping[str, Id | None]
    scrolled: tuple[int, ...]

    def put_back(self, page: Page) -> None:
        """The page was built anew and opened: as it was left."""
        page.stand_again(self.stand)
        if self.chosen or any(self.scrolled):
            PutBack(page, self)


def left_of(page: Page) -> Left | None:
    """How a page stands; ``None`` where it could not be put back."""
    stand = page.stand()
    if stand is None or works_for(page):
        return None
    inside = page.findChildren(QWidget)  # asked for once: a page has two thousand
    every = [one for one in inside if isinstance(one, RecordTable)]
    unwritten = any(one.waits() for table in every for one in table.findChildren(LeftAs, options=_DIRECT))
    if unwritten or _is_typed_in(page, inside):
        return None
    tables = [one for one in every if one.isVisibleTo(page)]
    if any(len(one.selected_ids()) > 1 for one in tables):
        return None
    chosen = {one.view.accessibleName(): one.current_id() for one in tables if len(one.model.ids)}
    return Left(stand, chosen, tuple(one.verticalScrollBar().value() for one in _scrolling(page, inside)))


def _is_typed_in(page: Page, inside: Sequence[QWidget]) -> bool:
    """A form in sight that can be filled in, or words that no draft keeps."""
    for one in inside:
        if isinstance(one, FormView) and one.isVisibleTo(page) and not one.property("reading"):
            return True
        if isinstance(one, QLineEdit) and one.isModified() and one.text() and not _is_kept(one):
            return True
    return False


def _is_kept(line: QLineEdit) -> bool:
    """The words of a search are told by the page, those of a form are a draft."""
    within: QObject | None = line
    while within is not None and not isinstance(within, FormView | SearchBox):
        within = within.parent()
    return within is not None


def _scrolling(page: QWidget, inside: Sequence[QWidget]) -> list[QAbstractScrollArea]:
    """What scrolls in sight, in the order it was made."""
    return [one for one in inside if isinstance(one, QAbstractScrollArea) and one.isVisibleTo(page)]


class PutBack(QObject):
    """Lines and places come back when the lists are filled; whoever does something meanwhile keeps what he did."""

    def __init__(self, page: Page, left: Left) -> None:
        super().__init__(page)
        self._of, self._left, self._tries = page, left, _TRIES
        self._timer = QTimer(self, interval=_TRY_MS)
        self._timer.timeout.connect(self._try)
        self._timer.start()

    def _try(self) -> None:
        self._tries -= 1
        page, left = self._of, self._left
        waiting = works_for(page)
        if page.isVisible() and not waiting:
            for table in page.findChildren(RecordTable):
                wanted = left.chosen.get(table.view.accessibleName())
                if wanted is not None and table.isVisibleTo(page) and table.view.currentIndex().row() <= 0:
                    table.select(wanted)
            areas = _scrolling(page, page.findChildren(QAbstractScrollArea))
            if len(areas) == len(left.scrolled):
                for area, value in zip(areas, left.scrolled, strict=True):
                    if not area.verticalScrollBar().value():
                        area.verticalScrollBar().setValue(value)
        if not waiting or not self._tries or not page.isVisible():
            self._timer.stop()
            self.deleteLater()
