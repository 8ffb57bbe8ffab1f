"""A choice of a first screen as a broad tile: picture, name, and a sentence that says what follows from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from kampungkb_desktop.ui.drawn_button import DrawnButton
from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.text_flags import LEFT, MIDDLE, MNEMONIC, TOP, WRAP
from kampungkb_desktop.ui.theme import text_font

HIGH = 76


class ChoiceTile(DrawnButton):
    """``text`` carries the mnemonic; ``words`` is the sentence under it."""

    def __init__(self, icon: str, text: str, words: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._icon, self.words = icon, words
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: on_click())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows are the list's: by itself a button would give them to whatever comes next."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        look = tokens()
        words = QFontMetrics(text_font(12)).boundingRect(QRect(0, 0, look.px(380), 500), LEFT | WRAP, self.words)
        return QSize(look.px(460), max(look.px(HIGH), look.px(42) + words.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_card(painter, hot=self.underMouse() or self.hasFocus())
        side = look.px(28)
        picture = pixmap(self._icon, look.accent_ink, side, self.devicePixelRatioF())
        painter.drawPixmap(look.px(16), (self.height() - side) // 2, picture)
        left, wide = look.px(60), self.width() - look.px(76)
        painter.setFont(text_font(14, bold=True))
        painter.setPen(QColor(look.ink))
        painter.drawText(QRect(left, look.px(11), wide, look.px(22)), LEFT | MIDDLE | MNEMONIC, self.text())
        painter.setFont(text_font(12))
        painter.setPen(QColor(look.ink_soft))
        painter.drawText(QRect(left, look.px(34), wide, self.height()), LEFT | TOP | WRAP, self.words)
        painter.end()
