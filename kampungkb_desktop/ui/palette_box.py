"""The palette: one line over the window that finds people, villages, screens, deeds, settings and the guide (Ctrl+K).

It lies over the page and takes nothing away from it: Esc gives the keys back to where they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, sqrt

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette_lines import Line
from kampungkb_desktop.ui.palette_list import PaletteList
from kampungkb_desktop.ui.palette_search import PaletteSearch, answered
from kampungkb_desktop.ui.search_box import name_clear
from kampungkb_desktop.ui.widgets import column, label, row, tool

WIDEST, TOP, PAGE = 760, 54, 8
ROUND, EDGE = 10, 1.5
HINT = "Cari orang, kampung, layar, atau tindakan"
_ASKED = {"family": "Keluarga siapa? Ketik nama, KK, atau RT", "member": "Siapa? Ketik nama atau NIK",
          "village": "Kampung mana? Ketik namanya"}  # fmt: skip
_FOOT = "↑ ↓ memilih    Enter membuka    Ctrl+Enter di jendela lain    Esc menutup"


class _Field(QLineEdit):
    """Tells when the keys go elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class PaletteBox(QFrame):
    """``chosen(Line, beside)``: what was picked, and whether it is wanted in another window."""

    chosen = Signal(object, bool)

    def __init__(self, host: QWidget, search: PaletteSearch) -> None:
        super().__init__(host)
        self._host, self.source = host, search
        self._was: QWidget | None = None
        self.step: Line | None = None
        self._moved = False
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the page below is not drawn with every letter
        self.field = _Field()
        self.field.setAccessibleName(HINT)
        lens = QAction("Cari", self)
        set_icon(lens, "search", "ink_soft", 18)
        self.field.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        name_clear(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.shut)
        self.asked = label("", "label")
        self.asked.hide()
        self.list = PaletteList(self)
        self.none = label("Tidak ada yang cocok. Periksa ejaannya, atau ketik lebih sedikit huruf.", "soft", wrap=True)
        self.none.setContentsMargins(*(tokens().px(m) for m in (14, 10, 14, 10)))
        self.none.hide()
        self._lay_out()
        self.list.picked.connect(lambda line: self._take(line, beside=False))
        self.list.moved.connect(self._tell)
        search.answered.connect(self._show)
        host.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        shut = tool("close", "Tutup pencarian (Esc)", self.shut)
        shut.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(self.asked, spacing=10, margins=(12, 10, 12, 6))
        head.addWidget(self.field, 1)
        head.addWidget(shut)
        box = column(head, self.none, spacing=0, margins=(2, 2, 2, 2))
        box.addWidget(self.list, 1)
        foot = label(_FOOT, "small")
        foot.setContentsMargins(*(tokens().px(m) for m in (16, 4, 16, 8)))
        box.addWidget(foot)
        self.setLayout(box)

    def open(self, here: Sequence[Line]) -> None:
        """Show it over the page; ``here`` is what can be done on that page. Open already: shut it."""
        if self.isVisible():
            self.shut()
            return
        self._was, self._promised = QApplication.focusWidget(), None
        self._begin_step(None)
        self.source.begin(here)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.source.ask("", None)

    def shut(self) -> None:
        """Away with it; the keys go back to where they were."""
        if not self.isVisible():
            return
        had = self.field.hasFocus()
        was, self._was = self._was, None
        self.hide()
        if had and was is not None and _is_there(was):
            was.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- typing

    def _typed(self, text: str) -> None:
        self._moved, self._promised = False, None
        if self.isVisible():
            self.source.ask(text, self.step)

    def _show(self, lines: Sequence[Line]) -> None:
        if not self.isVisible():
            return
        self.list.show_lines(lines, self.list.current() if self._moved else None)
        self.none.setVisible(not lines and bool(self.field.text().strip()))
        self.list.setVisible(bool(lines))
        self._place()
        if self._promised is not None and not self.source.asking:
            self._enter(beside=self._promised)

    def _enter(self, *, beside: bool) -> None:
        """Take the line one is on; where people are still looked for and nothing else fits, the first that is found."""
        line, self._promised = self.list.current(), None
        if line is not None:
            self._take(line, beside=beside)
        elif self.source.asking:
            self._promised = beside

    _promised: bool | None = None
    """Enter came before the answer: whether it is to open beside."""

    def _begin_step(self, step: Line | None) -> None:
        """Ask what a deed wants to know; ``None`` asks anything."""
        self.step = step
        self.field.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.field.clear()
        self.field.blockSignals(False)  # noqa: FBT003
        hint = HINT if step is None else _ASKED[step.asks]
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint if step is None else f"{step.name} {hint}")
        self.asked.setText(step.name if step is not None else "")
        self.asked.setVisible(step is not None)
        self._moved = False

    def _take(self, line: Line, *, beside: bool) -> None:
        if line.asks:
            self._begin_step(line)
            self.source.ask("", line)
            return
        step = self.step
        self.shut()
        self.source.used(step or line)
        self.chosen.emit(line if step is None else answered(step, line), beside)

    def _tell(self, line: Line | None) -> None:
        """A screen reader hears the line one is on, though the keys stay in the field."""
        self.field.setAccessibleDescription(line.said() if line is not None else "Tidak ada yang cocok")
        QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged))

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1,
                 Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}  # fmt: skip
        if key in steps:
            self.source.answer_now()
            self._moved = True
            self.list.step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.source.answer_now()
            self._enter(beside=control)
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_K and control):
            self._back(all_of_it=key == Qt.Key.Key_K)
        elif key == Qt.Key.Key_Backspace and self.step is not None and not self.field.text():
            self._back(all_of_it=False)
        else:
            return False
        return True

    def _back(self, *, all_of_it: bool) -> None:
        """From a question back to everything, and from there away."""
        if self.step is not None and not all_of_it:
            self._begin_step(None)
            self.source.ask("", None)
        else:
            self.shut()

    # --- looks

    def _place(self) -> None:
        look, room = tokens(), self._host.size()
        wide = min(look.px(WIDEST), room.width() - look.px(32))
        fixed = look.px(84) + (self.none.sizeHint().height() if self.none.isVisibleTo(self) else 0)
        most = room.height() - look.px(TOP) - look.px(24)
        high = min(most, fixed + (self.list.height_wanted() if self.list.isVisibleTo(self) else 0))
        self.setGeometry((room.width() - wide) // 2, look.px(TOP), wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(_round(event.size(), tokens().px(ROUND)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens()
        painter, edge = QPainter(self), look.px(ROUND)
        if self.rect().adjusted(edge, edge, -edge, -edge).contains(event.rect()):  # a letter, or the cursor
            painter.fillRect(event.rect(), QColor(look.surface))
            painter.end()
            return
        painter.fillRect(self.rect(), QColor(look.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.accent), EDGE))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(ROUND), look.px(ROUND))
        painter.end()


def _round(size: QSize, corner: int) -> QRegion:
    """Every pixel that the frame touches: what is left of the corners stays the page's."""
    wide, high, outer = size.width(), size.height(), corner + EDGE / 2
    shape = QRegion(QRect(0, corner, wide, high - 2 * corner))
    for y in range(corner):
        left = max(0, floor(1 + corner - sqrt(outer**2 - (corner - y) ** 2)))
        for at in (y, high - 1 - y):
            shape += QRect(left, at, wide - 2 * left, 1)
    return shape


def _ours(event: QKeyEvent) -> bool:
    """Keys that are not the window's while the palette is open."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter) or (
        control and event.key() == Qt.Key.Key_K
    )


def _is_there(widget: QWidget) -> bool:
    try:
        return widget.isVisible()
    except RuntimeError:  # it was deleted meanwhile
        return False
