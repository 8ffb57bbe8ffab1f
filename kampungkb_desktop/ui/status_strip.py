"""The strip at the foot of the window: the keys that work here as key caps, and whether everything is
saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from kampungkb_desktop.ui.announce import announce
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page import Hint
from kampungkb_desktop.ui.palette import TONE_ICONS, Tone
from kampungkb_desktop.ui.theme import restyle, text_font
from kampungkb_desktop.ui.widgets import label, row

ALL_SAVED = "Semua tersimpan di komputer ini"
"""What stands there when nothing is being typed; pages say it so, and the strip says where that is."""
NOT_KEPT = "Draf belum tersimpan"
"""How every line begins by which a form says that what was typed could not be kept: never with a green tick."""


class KeyHints(QWidget):
    """Keys as caps and their deeds as words, as many as fit the width."""

    def __init__(self) -> None:
        super().__init__()
        self.hints: Sequence[Hint] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show these."""
        if list(hints) == list(self.hints):  # a page says so with every letter that is typed
            return
        self.hints = hints
        self.setAccessibleName("; ".join(f"{key}: {deed}" for key, deed in hints))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(200), tokens().px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, x = tokens(), 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = look.px(19)
        top = (self.height() - high) / 2 + 0.5
        for key, deed in self.hints:
            painter.setFont(text_font(11, bold=True))
            cap = painter.fontMetrics().horizontalAdvance(key) + look.px(11)
            painter.setFont(text_font(12))
            words = painter.fontMetrics().horizontalAdvance(deed)
            if x + cap + look.px(6) + words > self.width():
                break
            painter.setPen(QPen(QColor(look.line_strong), 1))
            painter.setBrush(QColor(look.surface_alt))
            painter.drawRoundedRect(QRectF(x + 0.5, top, cap, high - 1), look.px(4), look.px(4))
            painter.setPen(QColor(look.ink_soft))
            painter.setFont(text_font(11, bold=True))
            painter.drawText(QRectF(x, top - 0.5, cap + 1, high), 0x84, key)
            painter.setFont(text_font(12))
            painter.drawText(QRectF(x + cap + look.px(6), top - 0.5, words + 4, high), 0x81, deed)
            x += cap + look.px(6) + words + look.px(16)
        painter.end()


class StatusStrip(QFrame):
    """Hints at the left, the saved state at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.hints, self._mark, self._saved = KeyHints(), QLabel(), label("", "small")
        self._where = ALL_SAVED
        box = row(spacing=6, margins=(18, 4, 18, 4))
        box.addWidget(self.hints, 1)
        box.addWidget(self._mark)
        box.addWidget(self._saved)
        self.setLayout(box)
        self.set_saved(ALL_SAVED)

    def add(self, widget: QWidget) -> None:
        """One more mark, left of the saved state."""
        box = self.layout()
        if isinstance(box, QHBoxLayout):
            box.insertWidget(1, widget)

    def at_server(self) -> None:
        """The records are on the office's server, not on this computer."""
        self._where = "Semua tersimpan di server kantor"
        self.set_saved(ALL_SAVED)

    def set_saved(self, text: str, tone: Tone = Tone.OK) -> None:
        """Say how safe the last answer is."""
        text = self._where if text == ALL_SAVED else text
        tone = Tone.WARN if tone is Tone.OK and text.startswith(NOT_KEPT) else tone
        set_icon(self._mark, TONE_ICONS[tone], f"{tone.value}_ink", 15)
        if text != self._saved.text() and self.isVisible():
            announce(self, text, urgent=tone in (Tone.WARN, Tone.BAD))
        self._saved.setText(text)
        role = "caution" if tone is Tone.WARN else "small"
        if self._saved.property("role") != role:
            self._saved.setProperty("role", role)
            restyle(self._saved)
