"""Finds Alt letters that two things of one window claim: pressing them would only move the focus between the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QDialog, QGroupBox, QLabel, QTabBar, QWidget

from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.places import PLACES
from kampungkb_desktop.ui.sidebar import Sidebar
from kampungkb_desktop.ui.taught_button import mnemonic_of


def claimed(root: QWidget) -> dict[str, list[str]]:
    """Every Alt letter of the visible parts of ``root`` with the words that claim it."""
    found: dict[str, list[str]] = defaultdict(list)
    for widget in [root, *root.findChildren(QWidget)]:
        for text in _texts(widget):
            if (keys := mnemonic_of(text)) and widget.isVisibleTo(root):
                found[keys].append(text)
    for text in _beside(root):
        if text not in found[keys := mnemonic_of(text)]:
            found[keys].append(text)
    return {keys: texts for keys, texts in found.items() if texts}


def duplicates(root: QWidget, said: Callable[[str], str] = str) -> dict[str, list[str]]:
    """The letters claimed more than once; a test of a screen asserts that there are none. ``said`` is what becomes of
    each text in another language."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in (said(text) for texts in claimed(root).values() for text in texts):
        if keys := mnemonic_of(text):
            found[keys].append(text)
    return {keys: texts for keys, texts in found.items() if len(texts) > 1}


def borrowed(root: QWidget, said: Callable[[str], str] = str) -> list[str]:
    """Texts of the pages in ``root`` that claim a letter of the sidebar, also those that are hidden yet: what is shown
    once a file was saved, or while somebody else types, is there in no test that looks at a page."""
    own = {mnemonic_of(said(place.label)) for place in PLACES} - {""}
    names = {place.name for place in PLACES}
    pages = [one for one in (root, *root.findChildren(Page)) if type(one).__name__ in names]
    inside = (one for page in pages for one in page.findChildren(QWidget) if not isinstance(one.window(), QDialog))
    return sorted({text for one in inside for text in map(said, _texts(one)) if mnemonic_of(text) in own})


def _beside(root: QWidget) -> list[str]:
    """What the sidebar claims beside a page that a test shows without it; a dialog has its letters for itself."""
    own = root.findChild(Sidebar)
    whole = own is not None and len(own.findChildren(QAbstractButton)) > len(PLACES)
    in_window = isinstance(root, Page) or root.findChild(Page) is not None
    return [place.label for place in PLACES if mnemonic_of(place.label)] if in_window and not whole else []


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QAbstractButton):
        return [widget.text()]
    if isinstance(widget, QGroupBox):
        return [widget.title()]
    if isinstance(widget, QLabel):
        return [widget.text()] if isinstance(widget.buddy(), QWidget) else []
    if isinstance(widget, QTabBar):
        return [widget.tabText(index) for index in range(widget.count())]
    return []
