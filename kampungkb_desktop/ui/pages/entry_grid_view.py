"""The grid of many visits on the screen: Qt's table underneath, painted by itself, the person's column standing still.

Qt asks a delegate for every cell; here one loop paints what is in sight, so that a key is on the screen at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.entry_grid_model import GridModel
from kampungkb_desktop.ui.pages.entry_grid_paint import GridBrush, Place
from kampungkb_desktop.ui.standing_view import StandingHeader, StandingView
from kampungkb_desktop.ui.text_flags import LEFT, MIDDLE, RIGHT, WRAP
from kampungkb_desktop.ui.theme import text_font

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HEAD_HEIGHT, PERSON_WIDTH, LEAST_PERSON = 38, 54, 250, 190
_NARROW = 700
_LINES = 3
_OWN_KEYS = (
    QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll,
)  # fmt: skip


class GridView(StandingView):
    """``pressed_key`` may answer a key first; ``takes`` says which of the window's shortcuts the grid wants itself."""

    scrolled = Signal()

    def __init__(self, brush: GridBrush | None = None) -> None:
        super().__init__()
        self.brush = brush or GridBrush()
        self.pressed_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.takes: Callable[[QKeyEvent], bool] = lambda _event: False
        self.head = GridHeader(self)
        self.setHorizontalHeader(self.head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setAccessibleName("Isian banyak kunjungan")
        self.measure()

    @property
    def grid(self) -> GridModel:
        """The model, as what it is."""
        model = self.model()
        assert isinstance(model, GridModel)
        return model

    def show_model(self, model: GridModel) -> None:
        """Show another sheet."""
        self.setModel(model)
        model.modelReset.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """Sizes from the font and what is typed into each column."""
        look = tokens()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_HEIGHT))
        self.head.setFixedHeight(look.px(HEAD_HEIGHT))
        if not isinstance(self.model(), GridModel):
            return
        metrics, small = QFontMetrics(text_font()), QFontMetrics(text_font(12))
        narrow = self.width() < look.px(_NARROW)
        self.head.resizeSection(0, look.px(LEAST_PERSON if narrow else PERSON_WIDTH))
        for at, column in enumerate(self.grid.columns, 1):
            typed = metrics.averageCharWidth() * column.letters
            self.head.resizeSection(at, max(typed, _width_of(small, column.title)) + look.px(16))

    def stands(self) -> int:
        """The person's column, however narrow the window: a line of figures without a name is nobody's."""
        return 1

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  Qt's name
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not isinstance(self.model(), GridModel):
            return
        painter = QPainter(self.viewport())
        for box in cast("Iterable[QRect]", event.region()):  # two cells far apart are not all that lies between them
            self._paint(painter, box)
        painter.end()

    def _paint(self, painter: QPainter, box: QRect) -> None:
        brush, rows, frozen = self.brush, self._rows_in(box), self.standing()
        height = self.verticalHeader().defaultSectionSize()
        painter.setClipRect(box)
        painter.fillRect(box, brush.base)
        chosen = self._chosen()
        if box.right() >= frozen:
            right = box.intersected(QRect(frozen, box.y(), box.right() - frozen + 1, box.height()))
            painter.setClipRect(right)
            for at, top in rows:
                brush.ground(painter, QRect(right.x(), top, right.width(), height), odd=at % 2 == 1)
                look = self.grid.look(at)
                if look.cells:
                    brush.cells(painter, look, self._places(at, right, chosen), top, height)
            if rows:
                brush.hairlines(painter, self._places(-1, right, chosen), rows[0][1], height * len(rows))
            painter.setClipRect(box)
        if box.left() < frozen:
            for at, top in rows:
                whole, picked = QRect(0, top, frozen, height), (at, 0) in chosen
                brush.person(painter, self.grid.look(at), at, whole, odd=at % 2 == 1, chosen=picked)
        here = self.currentIndex()
        if here.isValid():
            if here.column():
                painter.setClipRect(
                    box.intersected(QRect(frozen, 0, self.viewport().width(), self.viewport().height()))
                )
            brush.current(painter, self.visualRect(here))

    def _rows_in(self, box: QRect) -> list[tuple[int, int]]:
        first = self.rowAt(box.top())
        if first < 0:
            return []
        last = self.rowAt(box.bottom())
        last = last if last >= 0 else self.model().rowCount() - 1
        return [(at, self.rowViewportPosition(at)) for at in range(first, last + 1)]

    def _places(self, row: int, box: QRect, chosen: frozenset[tuple[int, int]]) -> list[Place]:
        """The columns of answers in a box."""
        places: list[Place] = []
        first = max(1, self.columnAt(box.left()))
        grid, right = self.grid, box.right()
        for column in range(first, grid.columnCount()):
            x = self.columnViewportPosition(column)
            if x > right:
                break
            number, picked = grid.is_number(column), (row, column) in chosen
            places.append((column - 1, x, self.columnWidth(column), number, picked))
        return places

    def _chosen(self) -> frozenset[tuple[int, int]]:
        """The cells of a choice of several; the one cell one is on has its frame."""
        selected = self.selectionModel().selection()
        ranges = [selected.at(at) for at in range(selected.count())]
        if len(ranges) == 1 and ranges[0].top() == ranges[0].bottom() and ranges[0].left() == ranges[0].right():
            return frozenset()
        return frozenset(
            (row, place)
            for one in ranges for row in range(one.top(), one.bottom() + 1)
            for place in range(one.left(), one.right() + 1)
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure()

    # --- keys

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and its like belong to the grid while it has something to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.pressed_key(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are typed into the cell."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "brush"):
            self.brush.renew()
            self.measure()


def _width_of(metrics: QFontMetrics, title: str) -> int:
    """The least width in which a heading needs three lines."""
    width = max(metrics.horizontalAdvance(one) for one in title.split())
    while metrics.boundingRect(QRect(0, 0, width, 999), WRAP, title).height() > _LINES * metrics.lineSpacing():
        width += metrics.averageCharWidth()
    return width


class GridHeader(StandingHeader):
    """The headings in two or three small lines, the person's standing still."""

    _view: GridView

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        model = self._view.model()
        if not isinstance(model, GridModel):
            return
        look, brush, box = tokens(), self._view.brush, event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(box, brush.sunken)
        painter.setFont(text_font(12))
        here = self._view.currentIndex().column()
        frozen, pad = self._view.standing(), look.px(6)
        painter.setClipRect(QRect(frozen, 0, self.width(), self.height()))
        for place in range(1, model.columnCount()):
            x, width = self.sectionViewportPosition(place), self.sectionSize(place)
            if x + width <= frozen or x > box.right():
                continue
            self._title(painter, QRect(x, 0, width, self.height()), str(model.headerData(place, self.orientation())),
                        here=place == here, number=model.is_number(place), pad=pad)  # fmt: skip
        painter.setClipping(False)
        first = QRect(0, 0, frozen, self.height())
        painter.fillRect(first, brush.sunken)
        self._title(painter, first, "Siapa", here=here == 0, number=False, pad=pad)
        painter.end()

    def _title(self, painter: QPainter, box: QRect, title: str, *, here: bool, number: bool, pad: int) -> None:
        brush = self._view.brush
        painter.setPen(brush.accent if here else brush.soft)
        inner = box.adjusted(pad, 2, -pad, -2)
        painter.drawText(inner, (RIGHT if number else LEFT) | MIDDLE | WRAP, title)
        painter.fillRect(box.right(), box.y(), 1, box.height(), brush.line)
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, brush.strong)
        if here:
            painter.fillRect(box.x(), box.bottom() - 2, box.width(), 3, brush.accent)
