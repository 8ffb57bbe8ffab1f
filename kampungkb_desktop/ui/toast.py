"""One line over the page that says what just happened, with at most one thing to do about it; it leaves by
itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from kampungkb_desktop.ui.announce import announce
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import label, row

STAY_MS = 8_000


class Toast(QFrame):
    """Lies at the foot of ``host``. A new saying replaces the old one. It never takes the focus from
    typing."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._words, self._action = label(), QPushButton()
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._action.setCursor(Qt.CursorShape.PointingHandCursor)
        self._todo: Callable[[], object] | None = None
        self._action.clicked.connect(self._do)
        self.setLayout(row(self._words, self._action, spacing=14, margins=(16, 8, 10, 8)))
        self._leave = QTimer(self, interval=STAY_MS, singleShot=True)
        self._leave.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Show a sentence, and a button if there is something to do."""
        look = tokens()
        ink = look.window
        self._words.setStyleSheet(f"color: {ink};")
        self._action.setStyleSheet(
            f"QPushButton {{ color: {ink}; background: transparent; border: 1px solid {ink}; font-weight: bold;"
            f" padding: {look.px(3)}px {look.px(10)}px; }} QPushButton:hover {{ background: {look.ink_soft}; }}"
        )
        self._words.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._todo = todo
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        announce(self, f"{text} {action}".strip())
        self._leave.start()

    def text(self) -> str:
        """What it says now; "" when it is gone."""
        return self._words.text() if self.isVisible() else ""

    def _do(self) -> None:
        self.hide()
        if self._todo is not None:
            self._todo()

    def _place(self) -> None:
        room, size = self._host.size(), self.sizeHint().boundedTo(self._host.size())
        top = room.height() - size.height() - tokens().px(16)
        self.setGeometry((room.width() - size.width()) // 2, top, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().ink))
        painter.drawRoundedRect(QRectF(self.rect()), tokens().px(8), tokens().px(8))
        painter.end()
