"""The window itself: a frame of pages, and a cover that may lie over it (Mulai, Masuk, the lock).

The cover can be shown before anything else exists: the frame and all it needs is made at the first need of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QToolButton, QWidget

from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.palette import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from kampungkb_desktop.ui.frame import Frame
    from kampungkb_desktop.ui.page import Page, PageEntry
    from kampungkb_desktop.ui.sidebar import Sidebar

FRAME_HEIGHT = 40
"""What a title bar takes of a screen, in pixels."""
_ENTER = (0x0100_0004, 0x0100_0005)
"""Qt.Key.Key_Return and Key_Enter; to name ``Qt`` itself would build two thousand members before the first paint."""


class MainWindow(QMainWindow):
    """``undo``, ``redo``, ``help_`` (gets the page's topic) and ``lock`` are what the keys call; ``closing`` may refuse
    the end. It only navigates: pages get what they need from the ``build`` of their entry. ``uncovered`` tells that the
    pages can be seen (again)."""

    uncovered = Signal()

    shut = Signal()
    """It was closed."""

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
        dress(self)
        self.closing = closing
        self._deeds = (undo, redo, help_, lock)
        self._product, self._place, self._practice = product, place, practice
        self._frame: Frame | None = None
        self._cover: QWidget | None = None
        self._named = ""
        self._root = QStackedWidget()
        self.setCentralWidget(self._root)
        self.setWindowTitle(product)
        room = self.screen().availableSize()  # a screen of 1366×768 at 200 % has 683×384
        self.setMinimumSize(min(800, room.width()), min(560, room.height()))
        self.resize(1366, 768)
        if pages:
            self.set_pages(pages)

    def begin(self) -> None:
        """Show it; maximised where title bar and task bar leave less room than it would take: half a laptop's hints
        would lie below the edge."""
        room = self.screen().availableSize()
        if room.width() < self.width() or room.height() < self.height() + FRAME_HEIGHT:
            self.resize(min(self.width(), room.width()), max(room.height() - FRAME_HEIGHT, self.minimumHeight()))
            self.showMaximized()
        else:
            self.show()

    @property
    def frame(self) -> Frame:
        """Sidebar, header, pages and strip; made when first asked for."""
        if self._frame is None:
            # Start-up time: Masuk paints a third of a bare window's start earlier without the frame's modules.
            from kampungkb_desktop.ui.frame import Frame, Hooks  # noqa: PLC0415

            self._frame = Frame(self._product, Hooks(*self._deeds))
            self._frame.sidebar.set_place(self._place)
            self._frame.band.setVisible(self._practice)
            self._frame.titled.connect(self._title)
            self._root.insertWidget(0, self._frame)
            self._root.setCurrentWidget(self._cover or self._frame)
        return self._frame

    def set_pages(self, pages: Sequence[PageEntry]) -> None:
        """Fill the sidebar, once, and show the first page."""
        self.frame.set_pages(pages)

    # --- going somewhere

    @property
    def current_key(self) -> str:
        """The key of the page one is on."""
        return self._frame.current_key if self._frame is not None else ""

    @property
    def sidebar(self) -> Sidebar:
        """For the place, the lines at the foot and the counts."""
        return self.frame.sidebar

    def go(self, key: str, record_id: str | None = None) -> bool:
        """Show a page, and a record in it; False when the page one is on will not let go."""
        return self.frame.go(key, record_id)

    def back(self) -> None:
        """Where one was before (Alt+Left)."""
        self.frame.back()

    def forward(self) -> None:
        """Undo a step back (Alt+Right)."""
        self.frame.forward()

    def page(self, key: str) -> Page | None:
        """A page that was visited."""
        return self._frame.page(key) if self._frame is not None else None

    # --- what the application tells the window

    def touched(self, forms: frozenset[str]) -> None:
        """Records of these forms were written: every page hears it, and the visible one reads afresh if stale."""
        self.frame.touched(forms)

    def say(self, text: str, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what just happened in the toast line, with at most one thing to do about it."""
        self.frame.say(text, action, todo)

    def set_saved(self, text: str, tone: Tone = Tone.OK) -> None:
        """The saved-state line at the foot."""
        self.frame.set_saved(text, tone)

    def set_place(self, place: str) -> None:
        """Whose data this is, under the product's name."""
        self._place = place
        if self._frame is not None:
            self._frame.sidebar.set_place(place)

    def set_practice(self, practice: bool) -> None:
        """Show or hide the band that says these are practice data."""
        self._practice = practice
        if self._frame is not None:
            self._frame.band.setVisible(practice)

    def cover(self, widget: QWidget) -> None:
        """Lay a screen over everything; what was being typed stays, its keys sleep. A taskbar names nothing of it."""
        old, self._cover = self._cover, widget
        self.setWindowTitle(self._product)
        self._root.addWidget(widget)
        self._root.setCurrentWidget(widget)
        widget.setFocus()
        self._drop(old)

    def uncover(self) -> None:
        """Take the cover away and give the focus back to where it was."""
        old, self._cover = self._cover, None
        self._title(self._named)
        self._root.setCurrentWidget(self.frame)
        self.frame.take_focus()
        self._drop(old)
        self.uncovered.emit()

    def covered(self) -> bool:
        """Whether a screen lies over the pages."""
        return self._cover is not None

    def covering(self) -> QWidget | None:
        """The screen that lies over the pages."""
        return self._cover

    def leave(self) -> bool:
        """Ask the page one is on whether one may go."""
        return self._frame is None or self._frame.leave()

    def clear(self) -> None:
        """Take all pages away: other data are coming. ``set_pages`` begins anew."""
        old, self._frame = self._frame, None
        self._title("")
        self._drop(old)

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._root.removeWidget(widget)
            widget.deleteLater()

    def _title(self, page: str) -> None:
        self._named = page
        self.setWindowTitle(f"{page} – {self._product}" if page and self._cover is None else self._product)

    def beside(self) -> MainWindow:
        """Another window with the same keys and words, still without pages."""
        undo, redo, help_, lock = self._deeds
        return MainWindow(
            product=self._product,
            place=self._place,
            practice=self._practice,
            undo=undo,
            redo=redo,
            help_=help_,
            lock=lock,
        )  # fmt: skip

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab, from control to control."""
        from kampungkb_desktop.ui.tab_chain import step  # noqa: PLC0415  start-up time: no key is pressed yet

        return step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keys, as Space does: people expect it of a link and of "Selesai"."""
        here = self.focusWidget()
        enter = event.key() in _ENTER and not event.isAutoRepeat()
        if enter and isinstance(here, QPushButton | QToolButton) and here.isEnabled():
            here.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.leave() and (self.closing is None or self.closing()))
        if event.isAccepted():
            self.shut.emit()
