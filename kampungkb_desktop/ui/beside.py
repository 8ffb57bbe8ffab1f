"""Where one works, kept for the next time, and the door to what is made at its first need: the palette, what was
opened lately, and other windows over the session.

Until then a desk has one window, and nothing of ``everyday`` is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kampungkb_desktop.actions import recent
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from kampungkb_desktop.ui.everyday import Everyday
    from kampungkb_desktop.ui.page import PageEntry

LASTING = frozenset({"kampung", "keluarga", "kunjungan", "kegiatan", "laporan", "tabel", "kirim-terima"})
"""Pages where somebody goes on the next time."""
LATER_MS = 150
"""A page that was gone to is painted before it is noted as opened: the first note reads all of ``everyday``."""
BEGUN = "baru"
"""So begins a place where a new record is typed."""


class Beside(QObject):
    """``pages`` makes the entries of one window more."""

    def __init__(
        self, owner: QObject, window: MainWindow, session: Session, pages: Callable[[], Sequence[PageEntry]]
    ) -> None:
        super().__init__(owner)
        self._window, self._session, self._pages = window, session, pages
        self._made: Everyday | None = None
        self._opened = list[tuple[str, str]]()
        """Records gone to and not noted yet."""
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self._note)
        window.frame.went.connect(self._went)
        window.frame.find_wanted.connect(self.find)
        window.frame.beside_wanted.connect(self.open)

    @property
    def everyday(self) -> Everyday:
        """Made at its first need, after the first screen."""
        from kampungkb_desktop.ui.everyday import Everyday  # noqa: PLC0415  start-up time

        if self._made is None:
            self._made = Everyday(self, self._session, self._window, self._pages)
        opened, self._opened = self._opened, []
        for page, record in opened:
            self._made.went(page, record)
        return self._made

    def find(self) -> None:
        """Ctrl+K: find anything."""
        self.everyday.find(self._window)

    def open(self) -> None:
        """Ctrl+Shift+W: this place in a window of its own."""
        if not self._window.covered():
            self.everyday.open_beside(self._window.frame.here())

    def front(self) -> MainWindow:
        """The window somebody works in."""
        return self._window if self._made is None else self._made.windows.front()

    def leave(self) -> bool:
        """Ask the page of every window whether one may go."""
        return self._window.frame.leave() if self._made is None else self._made.windows.leave()

    def cover(self) -> None:
        """The lock covers the others too."""
        if self._made is not None:
            self._made.windows.cover()

    def uncover(self) -> None:
        """The lock is open."""
        if self._made is not None:
            self._made.windows.uncover()

    def set_foot(self, foot: str, place: str) -> None:
        """What stands at the foot of every sidebar, and where one works."""
        for one in [self._window] if self._made is None else self._made.windows.all():
            one.sidebar.set_foot(foot)
            one.set_place(place)

    def end(self) -> None:
        """The session is about to be closed: the others shut, and what was opened is kept."""
        self._note()
        if self._made is not None:
            self._made.windows.close()
            self._made.write_down_now()

    def _went(self, page: str, record: str | None) -> None:
        if page in LASTING and not (record or "").startswith(BEGUN):  # Beranda tells of forms left half-way itself
            session = self._session
            # Before Beranda can be read again; a full disk is told where something is lost by it.
            run(self, lambda _p: recent.stay(session, page, record), done=_nothing, failed=_nothing)
        if record:
            self._opened.append((page, record))
            self._later.start()

    def _note(self) -> None:
        self._later.stop()
        if self._opened:
            _ = self.everyday


def _nothing(_what: object) -> None:
    """A place that is kept, or not kept, needs no words."""
