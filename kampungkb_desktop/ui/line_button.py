"""A line of a card that leads somewhere: a name, a sentence, a chip at the right. Tab reaches it, Enter opens it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kampungkb_desktop.ui.chip import Tag, chip_size, paint_chip
from kampungkb_desktop.ui.drawn_button import DrawnButton
from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.text_flags import LEFT, MIDDLE
from kampungkb_desktop.ui.theme import text_font

EDGE = 8
"""At 100 %: so far the ground of a line under the pointer or the keys reaches beyond its words."""


class LineColumn(QVBoxLayout):
    """Lines within a card, their words and chips on its own edges: the grounds reach beyond these. (Qt takes no
    negative margins in a layout.)"""

    def __init__(self, *lines: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        for line in lines:
            self.addWidget(line)

    def setGeometry(self, box: QRect) -> None:
        edge = tokens().px(EDGE)
        super().setGeometry(box.adjusted(-edge, 0, edge, 0))


class LineButton(DrawnButton):
    """``icon`` with its token as role stands at the left; name and sentence are elided and whole in the
    tooltip."""

    def __init__(
        self,
        name: str,
        words: str = "",
        tag: Tag | None = None,
        on_click: Callable[[], object] | None = None,
        *,
        icon: str = "",
        role: str = "ink_soft",
    ) -> None:
        super().__init__()
        self.name, self.words, self.tag, self._icon, self._role = name, words, tag, icon, role
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_heard(words, tag))
        self.setToolTip(f"{name}\n{words}" if words else name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if on_click is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.clicked.connect(lambda _checked=False: on_click())

    def tell(self, name: str, words: str, tag: Tag | None) -> None:
        """Say something else; where it leads stays."""
        self.name, self.words, self.tag = name, words, tag
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_heard(words, tag))
        self.setToolTip(f"{name}\n{words}" if words else name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(220), tokens().px(48 if self.words else 34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_ground(painter)
        left, right = look.px(EDGE), self.width() - look.px(EDGE)
        if self._icon:
            side = look.px(20)
            colour = getattr(look, self._role)
            painter.drawPixmap(
                left, (self.height() - side) // 2, pixmap(self._icon, colour, side, self.devicePixelRatioF())
            )
            left += side + look.px(10)
        if self.tag is not None:
            painter.setFont(text_font(12))
            size = chip_size(painter.fontMetrics().horizontalAdvance(self.tag.text))
            right -= size.width()
            middle = look.px(5 + 10) if self.words else self.height() / 2
            box = QRectF(right, middle - size.height() / 2, size.width(), size.height())
            paint_chip(painter, box, self.tag)
            right -= look.px(10)
        self._write(painter, left, right)
        painter.end()

    def _write(self, painter: QPainter, left: int, right: int) -> None:
        """The name up to the chip; the sentence has the whole of its line under both."""
        look = tokens()
        top, high = (look.px(5), look.px(20)) if self.words else (0, self.height())
        whole = self.width() - look.px(EDGE)
        lines = ((self.name, 13, True, look.ink, right), (self.words, 12, False, look.ink_soft, whole))
        for text, px, bold, colour, end in lines:
            painter.setFont(text_font(px, bold=bold))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, end - left)
            painter.drawText(QRectF(left, top, end - left, high), LEFT | MIDDLE, shown)
            top += high


def _heard(words: str, tag: Tag | None) -> str:
    """The line under the name and its mark, as two sentences."""
    if tag is None or not words.strip():
        return tag.text if tag else words
    return f"{words.rstrip('.')}. {tag.text}"
