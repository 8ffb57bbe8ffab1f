"""The search field of a list: tells what was typed after a short rest, gives the arrows to the list, Esc
empties it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from kampungkb_desktop.ui.icons import pixmap, set_icon
from kampungkb_desktop.ui.look import tokens

REST_MS = 60
"""A rest this long between two keys is answered; shorter ones are not, so a fast typist is not slowed. A list that
answers within a few milliseconds needs none."""
IN_USE_MS = 600
"""So long after a key somebody is taken to be typing."""

_LENS, _EDGE = 16, 13


def name_clear(field: QLineEdit) -> None:
    """A button in a field that empties it, drawn as our other icons are. Qt's own has no name for a screen reader."""
    field.setClearButtonEnabled(True)
    for clear in field.findChildren(QAction, "_q_qlineeditclearaction"):
        clear.setText("Kosongkan pencarian")
        set_icon(clear, "close", "ink_soft", 16)
        clear.setVisible(bool(field.text()))  # Qt only makes it transparent, and a screen reader goes on reading it
        field.textChanged.connect(lambda text, clear=clear: isValid(clear) and clear.setVisible(bool(text)))


class SearchBox(QLineEdit):
    """``searched(str)`` after the rest (at once with Enter). ``list_widget`` gets the focus with Down or
    Enter."""

    searched = Signal(str)

    def __init__(self, hint: str = "Cari (Ctrl+F)", list_widget: QWidget | None = None, *, rest: int = REST_MS) -> None:
        super().__init__()
        self.list_widget = list_widget
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setTextMargins(tokens().px(_LENS + 10), 0, 0, 0)
        name_clear(self)
        self.setMinimumWidth(tokens().px(116))
        self._last = ""
        self._rest = QTimer(self, interval=rest, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self._used = QTimer(self, interval=IN_USE_MS, singleShot=True)
        self.textChanged.connect(self._changed)

    def _changed(self, _text: str) -> None:
        self._rest.start()
        self._used.start()

    def in_use(self) -> bool:
        """Whether somebody typed just now: what is built ahead for later waits for that."""
        return self._used.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the lens: drawn, for a button there would be read out beside the field, and do nothing."""
        super().paintEvent(event)
        look = tokens()
        side = look.px(_LENS)
        painter = QPainter(self)
        lens = pixmap("search", look.ink_soft, side, self.devicePixelRatioF())
        painter.drawPixmap(look.px(8), (self.height() - side) // 2, lens)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(310), super().sizeHint().height())

    def hinted_width(self) -> int:
        """As wide as its hint needs, at most as it would be."""
        around = self.width() - self.contentsRect().width() + self.textMargins().left() + tokens().px(2 * _EDGE)
        hint = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return min(self.sizeHint().width(), hint + around)

    def take(self, text: str) -> None:
        """A letter typed on the list goes on here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.insert(text)

    def flush(self) -> None:
        """Answer at once what is still waiting for the rest."""
        self._rest.stop()
        self._tell()

    def _tell(self) -> None:
        if (words := self.text().strip()) != self._last:
            self._last = words
            self.searched.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.flush()
            if self.list_widget is not None:
                self.list_widget.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.flush()
        else:
            super().keyPressEvent(event)
