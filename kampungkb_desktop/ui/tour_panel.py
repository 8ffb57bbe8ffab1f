"""The strip of the guided tour, over the page and never in its way, and the ring around the control that comes next.

Neither takes the keys from what one does: F6 goes to the strip and back.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from kampungkb_desktop.ui.header import Elided
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row, tool

_ROOM = 4


class TourPanel(QFrame):
    """One step or question. ``main`` is its one button; ``skipped`` and ``left`` are the ways past it."""

    pressed = Signal()
    skipped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tour")
        picture = QLabel()
        set_icon(picture, "flag", "accent_ink", 18)
        self.where = label("", "small")
        self.title = label("", "label")
        self.praise = Elided("")
        self.praise.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never widens the window
        self.words = label("", wrap=True)
        self.main = button("", self.pressed.emit, tip="Ke sini dan kembali: F6")
        self.skip = button("Lewati", self.skipped.emit, kind="quiet", tip="Langkah berikutnya tanpa mengerjakan ini")
        self.close_button = tool("close", "Tinggalkan tur; lanjutkan nanti dari Bantuan", self.left.emit)
        head = row(self.where, self.title, 6, spacing=8)
        head.addWidget(self.praise, 1)
        for asked in (self.main, self.skip):
            asked.setAutoDefault(True)  # Enter presses it, as Space does
        told = column(head, self.words, spacing=2)
        box = row(picture, spacing=10, margins=(18, 6, 12, 6))
        box.addLayout(told, 1)
        for one in (self.main, self.skip, self.close_button):
            box.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)
        self.setFocusProxy(self.main)
        self.hide()

    def say(self, where: str, title: str, words: str, action: str, *, praise: str = "", skips: bool = True) -> None:
        """Show a step: which one, its name, what to do, and the button; ``praise`` is for the one before."""
        self.where.setText(where)
        self.where.setVisible(bool(where))
        self.title.setText(title)
        self.words.setText(words)
        self.praise.setText(f"✓ {praise}" if praise else "")
        self.praise.setToolTip(praise)
        self.main.setText(action)
        self.main.setVisible(bool(action))
        self.skip.setVisible(skips)
        told = ". ".join(part for part in (praise, where, title, words) if part)
        self.setAccessibleName("Tur")
        self.setAccessibleDescription(told)
        self.main.setAccessibleDescription(told)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.accent_soft))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(look.line))
        painter.end()
        super().paintEvent(event)


class Ring(QWidget):
    """Drawn around a control, over everything in ``frame``; clicks go through it."""

    def __init__(self, frame: QWidget) -> None:
        super().__init__(frame)
        self._frame = frame
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def around(self, control: QWidget | None) -> None:
        """Follow a control; ``None`` or one out of sight takes the ring away."""
        if control is None or not control.isVisible() or not self._frame.isAncestorOf(control):
            self.hide()
            return
        room = tokens().px(_ROOM)
        seen = control.visibleRegion().boundingRect()
        box = seen.translated(control.mapTo(self._frame, QPoint(0, 0)))
        box = box.adjusted(-room, -room, room, room).intersected(self._frame.rect())
        if seen.isEmpty():
            self.hide()
            return
        if box != self.geometry():
            self.setGeometry(box)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(2.0, look.px(3))
        inner = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(look.surface), width))
        painter.drawRoundedRect(inner, look.px(7), look.px(7))
        painter.setPen(QPen(QColor(look.practice_ink), width - 1))
        painter.drawRoundedRect(inner, look.px(7), look.px(7))
        painter.end()
