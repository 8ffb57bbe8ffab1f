"""Several windows over one session: the same pages once more, in step after every write, locked and ended together.

The main window belongs to the program. Any of them may be closed; work goes on in the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop.ui.main_window import FRAME_HEIGHT, MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.trail import Place
from kampungkb_desktop.ui.widgets import column

MOST = 4
"""Windows beside the main one: each holds its pages, and a laptop has little memory."""
_STEP = 36


class Windows(QObject):
    """``pages`` makes the entries of another window."""

    def __init__(self, owner: QObject, main: MainWindow, pages: Callable[[], Sequence[PageEntry]]) -> None:
        super().__init__(owner)
        self.main, self._pages = main, pages
        self.others: list[MainWindow] = []
        main.frame.told.connect(partial(self._tell, main))

    def all(self) -> list[MainWindow]:
        """The main window and those beside it."""
        return [self.main, *self.others]

    def front(self) -> MainWindow:
        """The one in which somebody works now."""
        active = QApplication.activeWindow()
        return next((one for one in self.others if one is active), self.main)

    def open(self, place: Place, made: Callable[[MainWindow], object]) -> MainWindow | None:
        """Show a place in a window of its own; ``None`` where there are enough of them."""
        if len(self.others) >= MOST:
            return None
        before = self.front()
        window = self.main.beside()
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.others.append(window)
        window.frame.told.connect(partial(self._tell, window))
        window.destroyed.connect(partial(self._gone, window))
        window.shut.connect(partial(self._gone, window))
        QShortcut(QKeySequence("Ctrl+W"), window, window.close)
        made(window)
        window.frame.set_pages(self._pages(), first=place)
        _place(window, before)
        window.show()
        window.activateWindow()
        window.frame.take_focus()  # into the page, or its own keys (Ctrl+PgDn) would not work from the header
        return window

    def leave(self) -> bool:
        """Ask every page one is on whether one may go: drafts are kept."""
        return all([one.frame.leave() for one in self.all()])  # noqa: C419  each is asked

    def cover(self) -> None:
        """The lock: nothing is shown in any of them. The main window comes back, for the password is typed there."""
        for one in self.others:
            one.cover(_locked(self.main))
            one.leave()
        if self.others and not self.main.isVisible():
            self.main.show()

    def uncover(self) -> None:
        """The lock is open."""
        for one in self.others:
            one.uncover()

    def close(self) -> None:
        """The session ends."""
        for one in list(self.others):
            one.close()
        self.others = []

    def _tell(self, source: MainWindow, forms: frozenset[str]) -> None:
        """Something was written in one of them: the others read it."""
        for one in self.all():
            if one is not source:
                one.frame.hear(forms)

    def _gone(self, window: MainWindow, *_what: object) -> None:
        self.others = [one for one in self.others if one is not window]


def _locked(main: MainWindow) -> QWidget:
    def there() -> None:
        main.showNormal() if main.isMinimized() else main.show()
        main.raise_()
        main.activateWindow()

    box = QWidget()
    box.setLayout(
        column(
            EmptyState(
                "Terkunci", "Ketik kata sandi di jendela utama. Jendela ini ikut terbuka lagi.", "Ke jendela utama",
                there, icon="lock",
            )
        )
    )  # fmt: skip
    return box


def _place(window: MainWindow, before: MainWindow) -> None:
    """A step below and beside the window one came from, and wholly on its screen: the main buttons are at the right."""
    room = before.screen().availableGeometry()
    wide = min(before.width(), room.width() - _STEP)
    tall = min(before.height(), room.height() - _STEP - FRAME_HEIGHT)
    window.resize(wide, tall)
    at = before.pos() + QPoint(_STEP, _STEP)
    right, low = room.right() + 1 - window.width(), room.bottom() + 1 - window.height() - FRAME_HEIGHT
    window.move(max(room.left(), min(at.x(), right)), max(room.top(), min(at.y(), low)))
