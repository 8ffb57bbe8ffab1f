"""The lines of the palette as a list: groups with their heading, one line chosen, keys at the right; it never takes the
focus, so that one goes on typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tokens
from kampungkb_desktop.ui.palette_brush import PaletteBrush
from kampungkb_desktop.ui.palette_lines import Line

ROW, HEADING = 34, 28
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractListModel):
    """Headings are texts, everything else is a ``Line``."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str | Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """These lines under the headings of their groups."""
        self.beginResetModel()
        self.rows = []
        group = ""
        for one in lines:
            if one.group != group:
                group = one.group
                self.rows.append(group)
            self.rows.append(one)
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row if isinstance(row, str) else row.said()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Heights(QStyledItemDelegate):
    """How high a line is; what it shows is painted by the list itself, all lines in one go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._look: Tokens | None = None
        self._heading = self._line = QSize()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look = tokens()
        if look is not self._look:
            self._look, self._heading, self._line = look, QSize(10, look.px(HEADING)), QSize(10, look.px(ROW))
        model = index.model()
        heading = isinstance(model, Lines) and isinstance(model.rows[index.row()], str)
        return self._heading if heading else self._line


class PaletteList(QListView):
    """``picked(Line)`` by a click; ``moved(Line)`` when another line is chosen."""

    picked = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = Lines()
        self.setModel(self.lines)
        self.setItemDelegate(_Heights(self))
        self._brush: PaletteBrush | None = None
        self.setAccessibleName("Hasil pencarian")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.clicked.connect(self._clicked)

    def show_lines(self, lines: Sequence[Line], keep: Line | None) -> None:
        """Show these; ``keep`` stays chosen where it is still there, else the first line is."""
        self.lines.show(lines)
        at = next((i for i, one in enumerate(self.lines.rows) if keep is not None and one == keep), -1)
        self._choose(at if at >= 0 else self._next(-1, 1))
        if at < 0:
            self.scrollToTop()

    def current(self) -> Line | None:
        """The line that is chosen."""
        at = self.currentIndex().row()
        row = self.lines.rows[at] if 0 <= at < len(self.lines.rows) else None
        return row if isinstance(row, Line) else None

    def step(self, by: int) -> None:
        """So many lines down or up; past the end one begins again at the other one."""
        at = self.currentIndex().row()
        for _ in range(abs(by)):
            found = self._next(at, 1 if by > 0 else -1)
            if found < 0 and abs(by) == 1:
                found = self._next(-1 if by > 0 else len(self.lines.rows), 1 if by > 0 else -1)
            at = found if found >= 0 else at
        self._choose(at)

    def height_wanted(self) -> int:
        """Pixels that show every line."""
        look = tokens()
        return sum(look.px(HEADING if isinstance(row, str) else ROW) for row in self.lines.rows) + look.px(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, ratio = tokens(), self.devicePixelRatioF()
        if self._brush is None or (self._brush.look, self._brush.ratio) != (look, ratio):
            self._brush = PaletteBrush(look, ratio)
        painter, part, chosen = QPainter(self.viewport()), event.rect(), self.currentIndex().row()
        wide, top, high = self.viewport().width(), -self.verticalOffset(), (look.px(HEADING), look.px(ROW))
        for at, row in enumerate(self.lines.rows):
            box = QRect(0, top, wide, high[isinstance(row, Line)])
            top += box.height()
            if box.intersects(part):
                self._brush.paint(painter, box, row, chosen=at == chosen)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and isinstance(self.lines.rows[index.row()], Line):
            self._choose(index.row())

    def _next(self, at: int, by: int) -> int:
        at += by
        while 0 <= at < len(self.lines.rows) and isinstance(self.lines.rows[at], str):
            at += by
        return at if 0 <= at < len(self.lines.rows) else -1

    def _choose(self, at: int) -> None:
        if at < 0:
            self.moved.emit(None)
            return
        index = self.lines.index(at)
        self.setCurrentIndex(index)
        if at == 1:
            self.scrollToTop()  # with its heading
        else:
            self.scrollTo(index)
        self.moved.emit(self.current())

    def _clicked(self, _index: QModelIndex) -> None:
        if (line := self.current()) is not None:
            self.picked.emit(line)
