"""The window's inside: a sidebar, a header, one page at a time and a status strip. It navigates and knows no records.

Pages are built at their first visit and get everything they need from the ``build`` of their entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.ui.header import Header
from kampungkb_desktop.ui.letting_go import LettingGo
from kampungkb_desktop.ui.page import Hint, Page, PageEntry
from kampungkb_desktop.ui.page_room import PageRoom, Pages
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.practice_band import PracticeBand
from kampungkb_desktop.ui.sidebar import Sidebar
from kampungkb_desktop.ui.status_strip import StatusStrip
from kampungkb_desktop.ui.theme import use_indonesian_numbers
from kampungkb_desktop.ui.toast import Toast
from kampungkb_desktop.ui.trail import Place, Trail
from kampungkb_desktop.ui.widgets import column, row

HELP = "bantuan"
"""The key of the guide, which is no page."""
COMMON_HINTS = (("Ctrl+K", "apa saja"), ("Ctrl+F", "cari"), ("Ctrl+Z", "urungkan"), ("F1", "bantuan"))


@frozen
class Hooks:
    """What the keys of the window call. ``help_`` gets the topic of the page one is on."""

    undo: Callable[[], object] | None = None
    redo: Callable[[], object] | None = None
    help_: Callable[[str], object] | None = None
    lock: Callable[[], object] | None = None


class Frame(QWidget):
    """``titled(str)`` tells the name of the page now shown, ``went(page, record)`` where one went, ``find_wanted()``
    asks for the palette, ``beside_wanted()`` for this place in another window, ``told(forms)`` passes on what was
    written."""

    titled = Signal(str)
    wrote = Signal(object)
    """The forms that were written, after every page heard of it."""
    went = Signal(str, object)
    find_wanted = Signal()
    beside_wanted = Signal()
    told = Signal(object)

    def __init__(self, product: str, hooks: Hooks) -> None:
        super().__init__()
        use_indonesian_numbers()
        self.hooks = hooks
        self.entries: dict[str, PageEntry] = {}
        self.current_key = ""
        self._pages: dict[str, Page] = {}
        self._trail, self.letting_go = Trail(), LettingGo(self, self.page, self._forget)
        self.sidebar = Sidebar(product)
        self.header, self.status, self.band = Header(), StatusStrip(), PracticeBand()
        self.stack = Pages()
        self.notices = column(spacing=0)
        """Questions and states that are of no page lie here, under the band."""
        self.room = PageRoom(_inside(self))
        self.setLayout(_arrange(self))
        self.toast = Toast(self.room)
        self.sidebar.chosen.connect(self.go)
        self.header.back.clicked.connect(lambda _checked=False: self.back())
        self.header.finder.clicked.connect(lambda _checked=False: self.find_wanted.emit())
        _bind_keys(self)

    def set_pages(self, pages: Sequence[PageEntry], first: Place | None = None) -> None:
        """Fill the sidebar, once, and show the first page, or ``first``."""
        self.entries = {entry.key: entry for entry in pages}
        self.sidebar.set_entries(pages)
        if self.hooks.help_ is not None and not self.sidebar.deeds:
            self.sidebar.add_deed(PageEntry(HELP, "Bantuan", "bantuan", Page), "F1", self.show_help)
        if pages:
            self.go(*(first or (pages[0].key, None)))

    # --- going somewhere

    def here(self) -> Place:
        """Where one is."""
        return self._trail.here or (self.current_key, None)

    def go(self, key: str, record_id: str | None = None) -> bool:
        """Show a page, and a record in it; False when the page one is on will not let go. "bantuan" opens the guide at
        a place of it, beside what one does."""
        if key == HELP and self.hooks.help_ is not None:
            self.hooks.help_(record_id or "")
            return True
        if not self.leave():
            return False
        self._show(self._trail.visit((key, record_id)))
        return True

    @property
    def place(self) -> Place | None:
        """The page one is on and the record open in it."""
        return self._trail.here

    def back(self) -> None:
        """Where one was before (Alt+Left)."""
        if self._trail.past and self.leave():
            self._show(self._trail.back())

    def forward(self) -> None:
        """Undo a step back (Alt+Right)."""
        if self._trail.future and self.leave():
            self._show(self._trail.forward())

    def go_number(self, number: int) -> None:
        """Ctrl+1 … Ctrl+9: the places from the top."""
        keys = list(self.entries)
        if number <= len(keys):
            self.go(keys[number - 1])

    def leave(self) -> bool:
        """Ask the page one is on whether one may go."""
        page = self.page(self.current_key)
        return page is None or page.leave()

    def _show(self, place: Place) -> None:
        key, record_id = place
        page = self._pages.get(key) or self._build(key)
        self.current_key = key
        was = _focus_in(page)
        self.stack.setCurrentWidget(page)
        self.room.top()
        given = _focus_in(page)  # at the first look the stack gives the keys to whatever takes them first
        self.sidebar.mark(key)
        self._fresh(page)
        self.letting_go.open(key, page, record_id)
        self.header.show_page(key, page.title, page.subtitle)
        self.header.back.setEnabled(bool(self._trail.past))
        self.status.hints.set_hints(_hints(page))
        if self.isVisible():
            if was is None and _focus_in(page) is given:
                (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.take_focus()
        self.titled.emit(page.title)
        self.went.emit(key, record_id)

    def _build(self, key: str) -> Page:
        page = self.entries[key].build()
        self._pages[key] = page
        self.stack.addWidget(page)
        self.header.add_page(key, page.header_widgets())
        page.go.connect(lambda to, record, here=key: self.go(to or here, record))
        page.said.connect(self._page_said)
        page.wrote.connect(self.touched)
        page.saved.connect(self.status.set_saved)
        page.renamed.connect(lambda title, sub, here=key: self._renamed(here, title, sub))
        page.badge.connect(self.sidebar.buttons[key].set_count)
        return page

    def _renamed(self, key: str, title: str, subtitle: str) -> None:  # "Keluarga baru" has got its name
        self.header.rename(key, title, subtitle)
        if key == self.current_key:
            self.status.hints.set_hints(_hints(self._pages[key]))
            self.titled.emit(title)

    def page(self, key: str) -> Page | None:
        """A page that was visited."""
        return self._pages.get(key)

    # --- what the application tells the window

    def touched(self, forms: frozenset[str]) -> None:
        """Records of these forms were written here: every page of every window hears it, and the visible ones read
        afresh if stale."""
        self.hear(forms)
        self.told.emit(forms)

    def hear(self, forms: frozenset[str]) -> None:
        """Records of these forms were written, here or elsewhere."""
        for key, page in list(self._pages.items()):
            page.touched(forms)
            if page.made_of & forms and key != self.current_key and page.leave():
                self._forget(key).deleteLater()
        if (page_here := self.page(self.current_key)) is not None:
            self._fresh(page_here)
        self.wrote.emit(forms)

    def _forget(self, key: str) -> Page:
        """Built again at its next visit; whoever asks deletes it."""
        page = self._pages.pop(key)
        self.header.drop_page(key)
        self.stack.removeWidget(page)
        return page

    def _fresh(self, page: Page) -> None:
        if page.stale:
            page.stale = False
            page.load()

    def say(self, text: str, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what just happened in the toast line."""
        self.toast.say(text, action, todo)

    def _page_said(self, text: str, can_undo: bool) -> None:
        if can_undo and self.hooks.undo is not None:
            self.say(text, "Urungkan", self.hooks.undo)
        else:
            self.say(text)

    def set_saved(self, text: str, tone: Tone = Tone.OK) -> None:
        """The saved-state line at the foot."""
        self.status.set_saved(text, tone)

    def take_focus(self) -> None:
        """Give the keys to the page: where they were in it, else where it wants them first."""
        page = self.page(self.current_key)
        if page is not None:
            was = _focus_in(page)
            (page.first_focus() or page if was is None else was).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Ctrl+F."""
        page = self.page(self.current_key)
        box = page.search_widget() if page is not None else None
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_help(self) -> None:
        """F1: the guide at the part that belongs to this page."""
        page = self.page(self.current_key)
        if self.hooks.help_ is not None:
            self.hooks.help_((page.help_place() or self.current_key) if page is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.fit(event.size().width())


def _focus_in(page: QWidget) -> QWidget | None:
    """Where the keys were in a page when it was last shown."""
    return cast("QWidget | None", page.focusWidget())  # the stub forgets that there may be none


def _inside(frame: Frame) -> QVBoxLayout:
    """Notices, header, page."""
    page = column(frame.header, margins=(18, 12, 18, 10), spacing=12)
    page.addWidget(frame.stack, 1)
    inside = column(frame.notices, spacing=0)
    inside.addLayout(page, 1)
    return inside


def _arrange(frame: Frame) -> QHBoxLayout:
    """Sidebar | band, what scrolls, strip."""
    content = column(frame.band, spacing=0)
    content.addWidget(frame.room, 1)
    content.addWidget(frame.status)
    box = row(frame.sidebar, spacing=0)
    box.addLayout(content, 1)
    return box


def _bind_keys(frame: Frame) -> None:
    """The keys of the frame. They belong to the frame, so they sleep while a cover lies over it."""
    for keys, deed in (
        ("Alt+Left", frame.back),
        ("Alt+Right", frame.forward),
        ("Ctrl+F", frame.focus_search),
        ("Ctrl+K", frame.find_wanted.emit),
        ("Ctrl+Shift+W", frame.beside_wanted.emit),
        ("F1", frame.show_help),
        ("Ctrl+Z", lambda: _call(frame.hooks.undo)),
        ("Ctrl+Y", lambda: _call(frame.hooks.redo)),
        ("Ctrl+Shift+Z", lambda: _call(frame.hooks.redo)),
        ("Ctrl+L", lambda: _call(frame.hooks.lock)),
    ):
        QShortcut(QKeySequence(keys), frame, deed)
    for number in range(1, 10):
        QShortcut(QKeySequence(f"Ctrl+{number}"), frame, lambda n=number: frame.go_number(n))


def _call(deed: Callable[[], object] | None) -> None:
    if deed is not None:
        deed()


def _hints(page: Page) -> Sequence[Hint]:
    """Its own keys, then everybody's."""
    own = {key for key, _deed in page.hints}
    return [*page.hints, *(hint for hint in COMMON_HINTS if hint[0] not in own)]
