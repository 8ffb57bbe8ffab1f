"""The figure of the family register beside a typed one: it opens its records, and an arrow takes it over.

Painted, not built of buttons: forty of them stand beside the table of ages.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.text_flags import MIDDLE, RIGHT
from kampungkb_desktop.ui.theme import text_font

_ARROW, _FIGURE, _EDGE, _ICON = 24, 54, 6, 16


class Beside(QWidget):
    """``used`` by the arrow, ``opened`` by the figure. Tab passes it by, so that typing keeps its pace; Ctrl+J and
    Ctrl+B do the same from the answer."""

    used = Signal()
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.count: int | None = None
        self.differs = False
        """Whether the typed figure is another one, so that there is something to take over."""
        self._hot = ""
        self.setMouseTracking(True)
        self.hide()

    def show_count(self, count: int | None, typed: object) -> None:
        """The register's figure beside the typed one; ``None`` shows nothing."""
        differs = count is not None and typed != count
        if (count, differs) == (self.count, self.differs):
            return
        self.count, self.differs = count, differs
        told = "Data keluarga: belum diketahui" if count is None else f"Data keluarga: {number(count)}"
        same = "" if count is None or differs else ", sama dengan yang diketik"
        self.setAccessibleName(f"{self._name}. {told}{same}")
        self.update()

    def figure_box(self) -> QRect:
        """Where the figure stands."""
        wide = tokens().px(_FIGURE)
        return QRect(self.width() - wide, 0, wide, self.height())

    def arrow_box(self) -> QRect:
        """Where the arrow stands, or the tick of equal figures."""
        wide = tokens().px(_ARROW)
        return QRect(self.figure_box().left() - wide, 0, wide, self.height())

    def sizeHint(self) -> QSize:
        look = tokens()
        return QSize(look.px(_ARROW + _FIGURE), look.px(24))

    # --- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        if self.count is None:
            painter.setFont(text_font())
            painter.setPen(QColor(look.ink_soft))
            painter.drawText(self.figure_box().adjusted(0, 0, -look.px(_EDGE), 0), RIGHT | MIDDLE, "–")
            painter.end()
            return
        side, box = look.px(_ICON), self.arrow_box()
        ink = look.accent_ink if self.differs else look.ok_ink
        drawn = pixmap("back" if self.differs else "check", ink, side, self.devicePixelRatioF())
        if self._hot == "arrow":
            painter.fillRect(box.adjusted(1, 1, -1, -1), QColor(look.hover))
        painter.drawPixmap(box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1, drawn)
        font = text_font()
        font.setUnderline(self._hot == "figure")
        painter.setFont(font)
        painter.setPen(QColor(look.accent_ink if self.count else look.ink_soft))
        painter.drawText(self.figure_box().adjusted(0, 0, -look.px(_EDGE), 0), RIGHT | MIDDLE, number(self.count))
        painter.end()

    # --- pointing

    def _at(self, where: QPointF) -> str:
        """What a click there would do: "arrow", "figure" or nothing."""
        point = where.toPoint()
        if self.differs and self.arrow_box().contains(point):
            return "arrow"
        return "figure" if self.count and self.figure_box().contains(point) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hot = self._at(event.position())
        if hot != self._hot:
            self._hot = hot
            self.setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hot = ""
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self._at(event.position()) if event.button() == Qt.MouseButton.LeftButton else ""
        if hit == "arrow":
            self.used.emit()
        elif hit == "figure":
            self.opened.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = {
                "arrow": f"Pakai angka ini untuk {self._name} (Ctrl+J)",
                "figure": f"Data keluarga: {number(self.count or 0)}. Klik untuk melihat catatannya (Ctrl+B)",
            }
            QToolTip.showText(event.globalPos(), told.get(self._at(QPointF(event.pos())), ""), self)
            return True
        return super().event(event)
