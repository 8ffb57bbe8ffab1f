"""How a page stands that the window lets go, and how the same page built anew comes to stand there again: what it tells
of itself, and whatever can be chosen in it outside a form, which no page need know of.

What cannot be put back exactly stays: a page with a form or more than one chosen line in sight, with typed words that
are kept nowhere, or with work under way. Typed words of a search are kept here, in memory only, never on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QButtonGroup, QComboBox, QLineEdit, QWidget

from kampungkb_desktop.ui.background import works_for
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.left_as import LeftAs
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.record_model import Id
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.tabs import TabStrip

_TOLD = (QAbstractScrollArea, QComboBox, QAbstractButton, QLineEdit, FormView, RecordTable)
"""What may say how a page stands."""
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_TRY_MS, _TRIES = 60, 250
"""Lists of a district are read in the background; after a quarter of a minute nobody waits for the old place."""


class Left(NamedTuple):
    """A page that is gone: what it told of itself, and the lines and places in sight."""

    stand: Mapping[str, Any]
    chosen: Mapping[str, Id | None]
    scrolled: tuple[int, ...]
    choices: Mapping[str, str | bool]

    def put_back(self, page: Page) -> None:
        """The page was built anew and opened: as it was left."""
        page.stand_again(self.stand)
        PutBack(page, self)


def left_of(page: Page) -> Left | None:
    """How a page stands; ``None`` where it could not be put back."""
    stand = page.stand()
    if stand is None or works_for(page):
        return None
    inside = [one for one in page.findChildren(QWidget) if isinstance(one, _TOLD)]  # once: a page has two thousand
    every = [one for one in inside if isinstance(one, RecordTable)]
    unwritten = any(one.waits() for table in every for one in table.findChildren(LeftAs, options=_DIRECT))
    if unwritten or _is_typed_in(page, inside):
        return None
    tables = [one for one in every if one.isVisibleTo(page)]
    if any(len(one.selected_ids()) > 1 for one in tables):
        return None
    chosen = {one.view.accessibleName(): one.current_id() for one in tables if len(one.model.ids)}
    scrolled = tuple(one.verticalScrollBar().value() for one in _scrolling(page, inside))
    return Left(stand, chosen, scrolled, {name: _said(one) for name, one in _choices(inside).items()})


def _is_typed_in(page: Page, inside: Sequence[QWidget]) -> bool:
    """A form in sight that can be filled in, or words that no draft keeps."""
    for one in inside:
        if isinstance(one, FormView) and one.isVisibleTo(page) and not _is_read(one):
            return True
        if isinstance(one, QLineEdit) and one.isModified() and one.text() and not _is_kept(one):
            return True
    return False


def _is_read(form: QWidget | None) -> bool:
    """Whether one only reads it (``for_reading``), or what it stands in."""
    while form is not None and not form.property("reading"):
        form = form.parentWidget()
    return form is not None


def _is_kept(line: QLineEdit) -> bool:
    """The words of a search are told by the page, those of a form are a draft."""
    within: QObject | None = line
    while within is not None and not isinstance(within, FormView | SearchBox):
        within = within.parent()
    return within is not None


def _choices(inside: Sequence[QWidget]) -> dict[str, QComboBox | QAbstractButton]:
    """What can be chosen, by name; the answers of a form are its draft."""
    found: dict[str, QComboBox | QAbstractButton] = {}
    for one in inside:
        if isinstance(one, QComboBox) or (isinstance(one, QAbstractButton) and one.isCheckable()):
            name = one.accessibleName() or one.toolTip() or (one.text() if isinstance(one, QAbstractButton) else "")
            if name and not _in_form(one):
                found[next(key for at in count() if (key := f"{name}/{at}") not in found)] = one
    return found


def _said(one: QComboBox | QAbstractButton) -> str | bool:
    return one.currentText() if isinstance(one, QComboBox) else one.isChecked()


def _choose(one: QComboBox | QAbstractButton, wanted: str | bool) -> None:
    """As a person would, where it is on offer."""
    if not isinstance(one, QComboBox):
        group = cast("QButtonGroup | None", one.group())  # the stub forgets that there may be none
        if wanted or not (one.autoExclusive() or (group is not None and group.exclusive())):
            one.click()
    elif (at := one.findText(str(wanted))) >= 0:
        one.setCurrentIndex(at)
        one.activated.emit(at)


def _in_form(one: QWidget) -> bool:
    within: QObject | None = one
    while within is not None and not isinstance(within, FormView):
        within = within.parent()
    return within is not None


def _scrolling(page: QWidget, inside: Sequence[QWidget]) -> list[QAbstractScrollArea]:
    """What scrolls in sight, in the order it was made."""
    return [one for one in inside if isinstance(one, QAbstractScrollArea) and one.isVisibleTo(page)]


class PutBack(QObject):
    """Choices, lines and places come back when the lists are filled, those of a tab when it is turned to; whoever does
    something meanwhile keeps what he did."""

    def __init__(self, page: Page, left: Left) -> None:
        super().__init__(page)
        self._of, self._left, self._tries = page, left, _TRIES
        self._choices, self._places = dict(left.choices), True
        self._timer = QTimer(self, interval=_TRY_MS)
        self._timer.timeout.connect(self._try)
        self._timer.start()
        for strip in page.findChildren(TabStrip):
            strip.changed.connect(self._turned)

    def _turned(self, _key: str) -> None:
        """Another part is seen: its choices come back, its lines are where its own reading puts them."""
        self._tries, self._places = _TRIES, self._places and self._timer.isActive()
        self._timer.start()

    def _try(self) -> None:
        self._tries -= 1
        page, chose = self._of, False
        if page.isVisible() and not works_for(page):
            chose = self._choose_next()
            if self._places and not chose:
                self._place()
        if not page.isVisible() or not self._tries or not (chose or works_for(page)):
            self._timer.stop()

    def _choose_next(self) -> bool:
        """One that stands otherwise than it was left: what is read for it may be what the next is chosen from."""
        for name, one in _choices(self._of.findChildren(QWidget)).items():
            if name in self._choices and one.isVisibleTo(self._of) and one.isEnabled():
                wanted = self._choices.pop(name)
                if wanted != _said(one):
                    _choose(one, wanted)
                    return True
        return False

    def _place(self) -> None:
        page, left = self._of, self._left
        for table in page.findChildren(RecordTable):
            wanted = left.chosen.get(table.view.accessibleName())
            if wanted is not None and table.isVisibleTo(page) and table.view.currentIndex().row() <= 0:
                table.select(wanted)
        areas = _scrolling(page, page.findChildren(QAbstractScrollArea))
        if len(areas) == len(left.scrolled):
            for area, value in zip(areas, left.scrolled, strict=True):
                if not area.verticalScrollBar().value():
                    area.verticalScrollBar().setValue(value)
