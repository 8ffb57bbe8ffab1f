"""A table whose first columns stay where they are while the others scroll sideways: what a row is about stays in sight.

It is one view over one model, so that keys, choice and screen reader know of nothing but a table; only where those
columns are drawn, and where the mouse finds them, is answered here. Columns are not moved and read from the left.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from kampungkb_desktop.ui.look import tokens

Index = QModelIndex | QPersistentModelIndex


class StandingView(QTableView):
    """``wanted`` columns stand, counted from the left, as far as they leave room. What Qt paints is painted here where
    it stands; a view that paints its rows itself asks ``shift`` and ``standing``."""

    wanted = 1
    part = 0.5
    """Of the width in sight: columns that take more do not stand, for there would be no room for the others."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalHeader(StandingHeader(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def shift(self) -> int:
        """How far the table is scrolled sideways, in pixels."""
        return self.horizontalScrollBar().value()

    def stands(self) -> int:
        """How many columns stand now."""
        room, taken = self.viewport().width() * self.part, 0
        for at in range(self.wanted):
            taken += self.columnWidth(at)
            if taken > room:
                return at
        return self.wanted

    def standing(self) -> int:
        """What these take, in pixels."""
        return sum(self.columnWidth(at) for at in range(self.stands()))

    # --- where they are

    def visualRect(self, index: Index) -> QRect:  # noqa: N802  Qt's name
        found = super().visualRect(index)
        if (shift := self.shift()) and index.column() < self.stands():
            found.translate(shift, 0)
        return found

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802  Qt's name
        shift = self.shift()
        return super().indexAt(point - QPoint(shift, 0) if shift and point.x() < self.standing() else point)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """What stands is in sight sideways; what does not must not lie under it."""
        bar = self.horizontalScrollBar()
        was = bar.value()
        super().scrollTo(index, hint)
        if index.column() < self.stands():
            bar.setValue(was)
        elif (hidden := self.standing() - self.columnViewportPosition(index.column())) > 0:
            bar.setValue(bar.value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  Qt's name
        """Qt moves the picture of the whole row: what stands must be drawn where it was."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802  Qt's name
        found = super().visualRegionForSelection(selection)
        return found | QRect(0, 0, self.standing(), self.viewport().height()) if self.shift() else found

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shift() and event.rect().left() < self.standing():
            painter = QPainter(self.viewport())
            painter.setClipRegion(event.region())
            self._paint_standing(painter, event.rect())
            self.paint_edge(painter)
            painter.end()

    def paint_edge(self, painter: QPainter) -> None:
        """A line where the standing columns end and others may lie under them."""
        painter.fillRect(QRect(self.standing() - 1, 0, 1, self.viewport().height()), QColor(tokens().line_strong))

    def _paint_standing(self, painter: QPainter, part: QRect) -> None:
        first, last = self.rowAt(part.top()), self.rowAt(part.bottom())
        if first < 0:
            return
        for at in range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1):
            for place in range(self.stands()):
                self._paint_cell(painter, self.model().index(at, place))

    def _paint_cell(self, painter: QPainter, index: QModelIndex) -> None:
        option, states, grid = QStyleOptionViewItem(), QStyle.StateFlag, int(self.showGrid())
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        if self.alternatingRowColors() and index.row() % 2:
            option.features |= QStyleOptionViewItem.ViewItemFeature.Alternate
        if self.selectionModel().isSelected(index):
            option.state |= states.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            option.state |= states.State_HasFocus
        painter.fillRect(option.rect.adjusted(0, 0, grid, grid), QColor(tokens().line))
        painter.fillRect(option.rect, QColor(tokens().surface))
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewRow, option, painter, self)
        self.itemDelegateForIndex(index).paint(painter, option, index)


class StandingHeader(QHeaderView):
    """The headings over them: drawn, and found by the mouse, where the columns stand."""

    def __init__(self, view: StandingView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._drawn: tuple[int, float] | None = None
        """The column somebody is drawing wider, and where it begins."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._view.shift() or event.rect().left() >= self._view.standing():
            return
        painter, left = QPainter(self.viewport()), 0
        painter.setClipRegion(event.region())
        for at in range(self._view.stands()):
            box = QRect(left, 0, self.sectionSize(at), self.height())
            if not box.isEmpty():
                painter.fillRect(box, QColor(tokens().sunken))
                painter.save()
                self.paintSection(painter, box, at)
                painter.restore()
            left += box.width()
        self._view.paint_edge(painter)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        shift = self._view.shift()
        if shift and isinstance(event, QHelpEvent) and event.pos().x() < self._view.standing():
            event = QHelpEvent(event.type(), event.pos() - QPoint(shift, 0), event.globalPos())
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drawn = self._edge_at(event.position().x())
        if self._drawn is None:
            super().mousePressEvent(self._found(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt draws no column whose edge it believes to lie out of sight."""
        x = event.position().x()
        if self._drawn is not None:
            self.resizeSection(self._drawn[0], max(self.minimumSectionSize(), round(x - self._drawn[1])))
        elif event.buttons() == Qt.MouseButton.NoButton and self._off(event):
            shape = Qt.CursorShape.SplitHCursor if self._edge_at(x) else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        else:
            super().mouseMoveEvent(self._found(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawn is None:
            super().mouseReleaseEvent(self._found(event))
        self._drawn = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._found(event))

    def _edge_at(self, x: float) -> tuple[int, float] | None:
        """The standing column whose right edge is at ``x`` while the rest is scrolled, and where it begins."""
        left, grip = 0, self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderGripMargin, None, self)
        for at in range(self._view.stands() if self._view.shift() else 0):
            right = left + self.sectionSize(at)
            if right > left and right - grip <= x < right:
                return at, left
            left = right
        return None

    def _off(self, event: QMouseEvent) -> int:
        """How far what is under the mouse lies from where Qt believes it to be."""
        return self._view.shift() if event.position().x() < self._view.standing() else 0

    def _found(self, event: QMouseEvent) -> QMouseEvent:
        if not (off := self._off(event)):
            return event
        there = event.position() - QPointF(off, 0)
        return QMouseEvent(
            event.type(), there, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
