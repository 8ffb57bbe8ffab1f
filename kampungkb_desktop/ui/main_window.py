"""The window: a sidebar, a header, one page at a time and a status strip. It navigates and knows nothing of
records.

Pages are built at their first visit and get everything they need from the ``build`` of their entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from kampungkb_desktop.ui.header import Header, PracticeBand
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page import Page, PageEntry
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.sidebar import Sidebar
from kampungkb_desktop.ui.status_strip import StatusStrip
from kampungkb_desktop.ui.toast import Toast
from kampungkb_desktop.ui.trail import Place, Trail
from kampungkb_desktop.ui.widgets import column, row

SLIM_BELOW = 1100
COMMON_HINTS = (("Ctrl+F", "cari"), ("Ctrl+Z", "urungkan"), ("F1", "bantuan"))


class MainWindow(QMainWindow):
    """``undo``, ``redo``, ``help_`` (gets the page's topic), ``lock`` are what the keys call; ``closing``
    may refuse the end."""

    def __init__(
        self,
        pages: Sequence[PageEntry] = (),
        *,
        product: str = "Kampung KB",
        place: str = "",
        practice: bool = False,
        undo: Callable[[], object] | None = None,
        redo: Callable[[], object] | None = None,
        help_: Callable[[str], object] | None = None,
        lock: Callable[[], object] | None = None,
        closing: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__()
        self.undo, self.redo, self.help_, self.lock, self.closing = undo, redo, help_, lock, closing
        self.entries: dict[str, PageEntry] = {}
        self.current_key = ""
        self._pages: dict[str, Page] = {}
        self._trail = Trail()
        self.setWindowTitle(product)
        self.setMinimumSize(800, 560)
        self.resize(1366, 768)
        self.sidebar = Sidebar(product, place)
        self.header, self.status = Header(), StatusStrip()
        self.band = PracticeBand()
        self.band.setVisible(practice)
        self.stack = QStackedWidget()
        self._frame = QWidget()
        self._frame.setLayout(_arrange(self))
        self._root = QStackedWidget()
        self._root.addWidget(self._frame)
        self.setCentralWidget(self._root)
        self.toast = Toast(self.stack)
        self._cover: QWidget | None = None
        self.sidebar.chosen.connect(self.go)
        self.header.back.clicked.connect(lambda _checked=False: self.back())
        _bind_keys(self, self._frame)
        if pages:
            self.set_pages(pages)

    def set_pages(self, pages: Sequence[PageEntry]) -> None:
        """Fill the sidebar, once, and show the first page. (The Masuk screen paints before the pages are
        known.)"""
        self.entries = {entry.key: entry for entry in pages}
        self.sidebar.set_entries(pages)
        if pages:
            self.go(pages[0].key)

    # --- going somewhere

    def go(self, key: str, record_id: str | None = None) -> bool:
        """Show a page, and a record in it; False when the page one is on will not let go."""
        if not self._leave():
            return False
        self._show(self._trail.visit((key, record_id)))
        return True

    def back(self) -> None:
        """Where one was before (Alt+Left)."""
        if self._trail.past and self._leave():
            self._show(self._trail.back())

    def forward(self) -> None:
        """Undo a step back (Alt+Right)."""
        if self._trail.future and self._leave():
            self._show(self._trail.forward())

    def go_number(self, number: int) -> None:
        """Ctrl+1 … Ctrl+9: the places from the top."""
        keys = list(self.entries)
        if number <= len(keys):
            self.go(keys[number - 1])

    def _leave(self) -> bool:
        page = self.page(self.current_key)
        return page is None or page.leave()

    def _show(self, place: Place) -> None:
        key, record_id = place
        page = self._pages.get(key) or self._build(key)
        self.current_key = key
        self.stack.setCurrentWidget(page)
        self.sidebar.mark(key)
        self._fresh(page)
        page.open_record(record_id)
        self.header.show_page(key, page.title, page.subtitle)
        self.header.back.setEnabled(bool(self._trail.past))
        self.status.hints.set_hints([*page.hints, *COMMON_HINTS])
        if not self.covered():
            (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.setWindowTitle(f"{page.title} – Kampung KB" if page.title else "Kampung KB")

    def _build(self, key: str) -> Page:
        page = self.entries[key].build()
        self._pages[key] = page
        self.stack.addWidget(page)
        self.header.add_page(key, page.header_widgets())
        page.go.connect(lambda to, record, here=key: self.go(to or here, record))
        page.said.connect(self._page_said)
        page.wrote.connect(self.touched)
        page.saved.connect(self.status.set_saved)
        page.renamed.connect(lambda title, sub, here=key: self.header.rename(here, title, sub))
        page.badge.connect(self.sidebar.buttons[key].set_count)
        return page

    def page(self, key: str) -> Page | None:
        """A page that was visited."""
        return self._pages.get(key)

    # --- what the application tells the window

    def touched(self, forms: frozenset[str]) -> None:
        """Records of these forms were written: every page hears it, and the visible one reads afresh if
        stale."""
        for page in self._pages.values():
            page.touched(forms)
        if (page_here := self.page(self.current_key)) is not None:
            self._fresh(page_here)

    def _fresh(self, page: Page) -> None:
        if page.stale:
            page.stale = False
            page.load()

    def say(self, text: str, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what just happened in the toast line."""
        self.toast.say(text, action, todo)

    def _page_said(self, text: str, can_undo: bool) -> None:
        if can_undo and self.undo is not None:
            self.say(text, "Urungkan", self.undo)
        else:
            self.say(text)

    def set_saved(self, text: str, tone: Tone = Tone.OK) -> None:
        """The saved-state line at the foot."""
        self.status.set_saved(text, tone)

    def set_practice(self, practice: bool) -> None:
        """Show or hide the band that says these are practice data."""
        self.band.setVisible(practice)

    def cover(self, widget: QWidget) -> None:
        """Lay a screen over everything (Mulai, Masuk, the lock). What was being typed stays as it is
        underneath."""
        self.uncover()
        self._cover = widget
        self._root.addWidget(widget)
        self._root.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Take the cover away and give the focus back."""
        if self._cover is None:
            return
        self._root.setCurrentWidget(self._frame)
        self._root.removeWidget(self._cover)
        self._cover.deleteLater()
        self._cover = None
        self._frame.setFocus(Qt.FocusReason.OtherFocusReason)

    def covered(self) -> bool:
        """Whether a screen lies over the pages."""
        return self._cover is not None

    def focus_search(self) -> None:
        """Ctrl+F."""
        page = self.page(self.current_key)
        box = page.search_widget() if page is not None else None
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_help(self) -> None:
        """F1: the guide at the part that belongs to this page."""
        page = self.page(self.current_key)
        if self.help_ is not None:
            self.help_((page.help_topic or self.current_key) if page is not None else "")

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = event.size().width() < tokens().px(SLIM_BELOW)
        if slim != self.sidebar.slim:
            self.sidebar.set_slim(slim)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._leave() and (self.closing is None or self.closing()):
            event.accept()
        else:
            event.ignore()


def _arrange(window: MainWindow) -> QHBoxLayout:
    """Sidebar | band, header, page, strip."""
    inside = column(window.header, margins=(18, 12, 18, 10), spacing=12)
    inside.addWidget(window.stack, 1)
    content = column(window.band, spacing=0)
    content.addLayout(inside, 1)
    content.addWidget(window.status)
    box = row(window.sidebar, spacing=0)
    box.addLayout(content, 1)
    return box


def _bind_keys(window: MainWindow, frame: QWidget) -> None:
    """The keys of the window. They belong to the frame, so they sleep while a cover lies over it."""
    for keys, deed in (
        ("Alt+Left", window.back),
        ("Alt+Right", window.forward),
        ("Ctrl+F", window.focus_search),
        ("F1", window.show_help),
        ("Ctrl+Z", lambda: window.undo and window.undo()),
        ("Ctrl+Y", lambda: window.redo and window.redo()),
        ("Ctrl+Shift+Z", lambda: window.redo and window.redo()),
        ("Ctrl+L", lambda: window.lock and window.lock()),
    ):
        QShortcut(QKeySequence(keys), frame, deed)
    for number in range(1, 10):
        QShortcut(QKeySequence(f"Ctrl+{number}"), frame, lambda n=number: window.go_number(n))
