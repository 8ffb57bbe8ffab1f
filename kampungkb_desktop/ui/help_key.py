"""F1 anywhere: one guide per window, and an ear for the key where no page hears it (Masuk, Mulai, dialogs).

It listens at the window's door, as ``idle`` does; a screen says what it is about by ``help_topic``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from kampungkb_desktop.ui.help_window import HelpWindow

TOPIC = "help_topic"
"""The property (or attribute) by which a cover or a dialog says what it is about, with "#" before a heading."""


class HelpKey(QObject):
    """``open`` shows the guide; F1 over a cover or a modal dialog comes here by itself. ``tour_wanted`` when the person
    would rather be led through practice."""

    tour_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.shown: HelpWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._attach)
            self._attach(app.focusWindow())

    def open(self, topic: str) -> HelpWindow:
        """Show the guide at a topic ("kunjungan", "kode#E-PASSWORD"), beside what one does."""
        owner = QApplication.activeModalWidget() or self._window
        if self.shown is None or self.shown.parentWidget() is not owner:
            self._make(owner)
        shown = self.shown
        assert shown is not None
        page, _hash, anchor = topic.partition("#")
        shown.search.clear()
        shown.search.flush()
        shown.open(page, anchor)
        shown.showNormal() if shown.isMinimized() else shown.show()
        shown.raise_()
        shown.activateWindow()
        shown.text.setFocus(Qt.FocusReason.OtherFocusReason)
        return shown

    def _make(self, owner: QWidget) -> None:
        """A modal dialog lets only its own children take keys, so the guide is made anew over it."""
        # Start-up time: nobody reads the guide before the pages are there.
        from kampungkb_desktop.ui.help_window import HelpWindow  # noqa: PLC0415

        if self.shown is not None:
            self.shown.close()
            self.shown.deleteLater()
        made = self.shown = HelpWindow(owner)
        made.tour_button.setVisible(owner is self._window and not self._window.covered())
        made.tour_wanted.connect(self.tour_wanted)
        made.destroyed.connect(lambda _gone=None, one=made: self._gone(one))

    def _gone(self, one: HelpWindow) -> None:
        if self.shown is one:
            self.shown = None

    def _attach(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_F1 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        topic = self._topic()
        if topic is None:
            return False
        self.open(topic)
        return True

    def _topic(self) -> str | None:
        """What is in front, unless it is a page (its own F1 hears the key) or the guide."""
        if self.shown is not None and QApplication.activeWindow() is self.shown:
            return None
        front = QApplication.activeModalWidget() or self._window.covering()
        if front is None:
            return None
        said = front.property(TOPIC) or getattr(front, TOPIC, "")
        return str(said or self._beneath())

    def _beneath(self) -> str:
        """The topic of the page under a dialog that knows no nearer one."""
        page = self._window.page(self._window.current_key)
        return page.help_place() if page is not None and not self._window.covered() else ""
