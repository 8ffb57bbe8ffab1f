"""The words of the page one looks at, for whoever hears it or wants its letters larger: told to a screen reader as the
preview's description, and on Enter laid over the picture as text in which the arrows go from line to line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QWidget

from kampungkb_desktop.actions.preview import page_text
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.announce import announce

_NO_WORDS = "Halaman ini hanya berisi gambar."


class PageWords(QPlainTextEdit):
    """Hidden over ``view`` until ``open``; Esc and Enter give the keys back to the picture. Words are read by a worker
    and only when somebody listens or looks."""

    def __init__(self, view: QAbstractScrollArea, told: QWidget) -> None:
        """``told`` is what a screen reader finds in ``view``."""
        super().__init__(view)
        self._view, self._told = view, told
        self._pdf, self._at, self._of = b"", 0, 0
        self._read: tuple[bytes, int] | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.hide()
        view.viewport().installEventFilter(self)
        self.look_at(b"", 0, 0)

    def look_at(self, pdf: bytes, page: int, pages: int) -> None:
        """The picture shows this page now (from 1; 0 for none)."""
        if (page, pages) == (self._at, self._of) and pdf is self._pdf and self._told.accessibleDescription():
            return
        self._pdf, self._at, self._of = pdf, page, pages
        self._tell("Tekan Enter untuk membacanya sebagai teks." if page else "")
        if self.isVisible() or self._view.hasFocus():
            self.listen()

    def listen(self) -> None:
        """Read the page, if somebody hears or sees its words and they are not there yet."""
        wish = self._pdf, self._at
        if not self._at or wish == self._read or not (self.isVisible() or QAccessible.isActive()):
            return
        self._read = wish
        pdf, page = wish
        background.run(
            self,
            lambda _progress: page_text(pdf, page - 1),
            done=lambda words: self._came(wish, words),
            failed=lambda _error: self._came(wish, ""),  # the picture of the same page tells why
        )

    def open(self) -> None:
        """Words instead of the picture."""
        self._place()
        self._read = None
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.listen()

    def shut(self) -> None:
        """The picture again."""
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _came(self, wish: tuple[bytes, int], words: str) -> None:
        if wish != (self._pdf, self._at):
            return
        said = words or _NO_WORDS
        self.setPlainText(said)
        self._tell(said)
        if self._view.hasFocus():
            announce(self._told, self._told.accessibleDescription())

    def _tell(self, words: str) -> None:
        where = f"Halaman {self._at} dari {self._of}" if self._at else "Belum ada halaman"
        self.setAccessibleName(f"Teks, {where}")
        self._told.setAccessibleDescription(f"{where}. {words}".strip())
        if self._view.hasFocus() and QAccessible.isActive():
            event = QAccessibleEvent(self._told, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _place(self) -> None:
        self.setGeometry(self._view.viewport().geometry())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Esc goes back to the picture, and no farther."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _back(event):
            self.shut()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._view.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _back(event: QKeyEvent) -> bool:
    return not event.modifiers() and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
