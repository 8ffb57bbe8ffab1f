"""The view of a record table: its keys, and one painter for all rows in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)

from kampungkb_desktop.ui.standing_view import StandingView


class RecordView(StandingView):
    """Keys that Qt's view uses otherwise: Enter opens, Home and End go to the ends, letters go to the
    search."""

    opened = Signal()
    typed = Signal(str)
    widened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below is drawn for it
        self.painted_by: Callable[[StandingView, QPainter, QRect], None] = lambda *_what: None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif plain and text and text.isprintable() and text != " ":
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt goes to the first row without marking it; what a button would act on has to be seen."""
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.currentIndex().isValid():
            self._go(0 if self.model().rowCount() else -1)
        super().focusInEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters go to the search box, not to Qt's own search, which would read every row."""

    def _go(self, number: int) -> None:
        if number >= 0:
            self.setCurrentIndex(self.model().index(number, max(0, self.currentIndex().column())))

    def _copy(self) -> None:
        rows = self.selectionModel().selectedRows()[:1000]
        model = self.model()
        lines = ("\t".join(str(model.index(r.row(), c).data() or "") for c in range(model.columnCount())) for r in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.painted_by(self, painter, event.rect())
        painter.end()
