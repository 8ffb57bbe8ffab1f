"""What serves all screens of an open session: the palette, and what was opened lately.

Made at its first need, after the first screen; it belongs to the desk and knows pages only by their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton

from kampungkb_desktop.actions import recent
from kampungkb_desktop.actions.recent import Opened
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.background import run, unsaid
from kampungkb_desktop.ui.frame import HELP, Frame
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.opened import opened_in
from kampungkb_desktop.ui.page import Page, PageEntry
from kampungkb_desktop.ui.palette_box import PaletteBox
from kampungkb_desktop.ui.palette_lines import Line
from kampungkb_desktop.ui.palette_search import PaletteSearch
from kampungkb_desktop.ui.saved_filters import LANE
from kampungkb_desktop.ui.trail import Place
from kampungkb_desktop.ui.windows import MOST, Windows

HERE = "Di halaman ini"
_REST_MS = 1_500
"""What was opened is written down after so long, all at once."""


class Everyday(QObject):
    """One for a desk, however many windows it has."""

    def __init__(
        self, owner: QObject, session: Session, main: MainWindow, pages: Callable[[], Sequence[PageEntry]]
    ) -> None:
        super().__init__(owner)
        self.session = session
        self.windows = Windows(self, main, pages)
        self._ahead: list[Opened] = []
        self._boxes: dict[Frame, PaletteBox] = {}
        self._keep = QTimer(self, interval=_REST_MS, singleShot=True)
        self._keep.timeout.connect(self.write_down)

    # --- what was opened lately

    def went(self, page: str, record: str | None) -> None:
        """Somebody opened a record."""
        found = [Opened(form, key, self.session.clock()) for form, key in opened_in(page, record)]
        if found:
            old = [one for one in self._ahead if (one.form, one.id) not in {(new.form, new.id) for new in found}]
            self._ahead = [*found, *old]
            self._keep.start()

    def write_down(self) -> None:
        """Keep what was opened; in the background, for a disk may take its time."""
        written, session = tuple(self._ahead), self.session
        if not written:
            return

        def done(_nothing: None) -> None:
            self._ahead = [one for one in self._ahead if one not in written]

        run(self, lambda _p: recent.note(session, written), done=done, failed=unsaid, lane=LANE)

    def write_down_now(self) -> None:
        """The session ends."""
        self._keep.stop()
        with suppress(KnownError):  # whoever closes is kept by nothing that was not typed
            recent.note(self.session, self._ahead)
        self._ahead = []

    def ahead(self) -> list[Opened]:
        """What was opened and is not written down yet."""
        return list(self._ahead)

    # --- the palette

    def find(self, window: MainWindow) -> PaletteBox | None:
        """Ctrl+K: open the palette over the pages of a window; a second time shuts it."""
        frame = window.frame
        if window.covered():
            return None
        box = self._boxes.get(frame)
        if box is None:
            box = self._boxes[frame] = PaletteBox(frame, PaletteSearch(frame, self.session, self.ahead))
            box.chosen.connect(lambda line, beside: self.do(window, line, beside=beside))
            frame.destroyed.connect(lambda _gone=None, one=frame: self._boxes.pop(one, None))
        page = frame.page(frame.current_key)
        here = frame.here()
        beside = Line(
            "Buka di jendela lain", HERE, "tempat ini sekali lagi, berdampingan", "copy", "Ctrl+Shift+W",
            deed=lambda: self.open_beside(here),
        )  # fmt: skip
        box.open([*deeds_of(frame, page), beside] if page is not None else [])
        return box

    def do(self, window: MainWindow, line: Line, *, beside: bool = False) -> None:
        """Do what a line of the palette says, where somebody works or in another window."""
        if line.deed is not None:
            line.deed()
            return
        assert line.goal is not None
        if beside and line.goal[0] != HELP:
            opened = self.open_beside(line.goal)
            if opened is None:
                return
            window = opened
        elif not window.go(*line.goal):
            return
        page = window.page(line.goal[0])
        if page is not None and line.call:
            getattr(page, line.call)()
        elif page is not None and line.press:
            press(attrgetter(line.press)(page))

    # --- other windows

    def open_beside(self, place: Place) -> MainWindow | None:
        """A place in a window of its own."""
        made = self.windows.open(place, self._wire)
        if made is None:
            self.windows.front().say(f"Sudah ada {MOST + 1} jendela. Tutup satu dahulu (Ctrl+W).")
        return made

    def _wire(self, window: MainWindow) -> None:
        window.frame.went.connect(self.went)
        window.frame.find_wanted.connect(lambda: self.find(window))
        window.frame.beside_wanted.connect(lambda: self.open_beside(window.frame.here()))


def press(found: QAbstractButton) -> None:
    """Press a button, or lead to it where it cannot be pressed yet."""
    if found.isEnabled() and found.isVisible():
        found.click()
    else:
        found.setFocus()


def deeds_of(frame: Frame, page: Page) -> Iterator[Line]:
    """Every button with words and every menu line that can be used on this page now."""
    seen: set[str] = set()
    for widget in (*frame.header.findChildren(QPushButton), *page.findChildren(QPushButton)):
        words = _plain(widget.text())
        if words and words not in seen and widget.isVisible() and widget.isEnabled() and not widget.isCheckable():
            seen.add(words)
            menu = cast("QMenu | None", widget.menu())  # the stub forgets that there may be none
            if menu is None:
                yield Line(words, HERE, widget.accessibleDescription(), "chevron-right", _keys_in(widget.toolTip()),
                           deed=widget.click)  # fmt: skip
            else:
                yield from _menu_lines(menu.actions(), seen)


def _menu_lines(actions: list[QAction], seen: set[str]) -> Iterator[Line]:
    for action in actions:
        words = _plain(action.text())
        if words and words not in seen and action.isEnabled() and action.isVisible() and not action.isSeparator():
            seen.add(words)
            yield Line(words, HERE, "", "chevron-right", action.shortcut().toString(), deed=action.trigger)


def _plain(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def _keys_in(tip: str) -> str:
    """The keys that a tooltip names at its end: "Cetak (Ctrl+P / Alt+C)"."""
    inside = tip.rpartition("(")[2].rstrip(")") if tip.endswith(")") else ""
    keys = [one.strip() for one in inside.split(" / ")]
    return keys[0] if keys and ("+" in keys[0] or keys[0].startswith("F")) else ""
