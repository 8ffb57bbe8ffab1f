"""The lines of the palette as a list: groups with their heading, one line chosen, keys at the right; it never takes the
focus, so that one goes on typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette_lines import Line
from kampungkb_desktop.ui.text_flags import LEFT, MIDDLE
from kampungkb_desktop.ui.theme import text_font

ROW, HEADING = 34, 28
_NAME_SHARE = 0.56
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


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        heading = isinstance(model, Lines) and isinstance(model.rows[index.row()], str)
        return QSize(10, tokens().px(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        assert isinstance(model, Lines)
        assert isinstance(view, PaletteList)
        row = model.rows[index.row()]
        if isinstance(row, str):
            _heading(painter, option.rect, row)
        else:
            _line(painter, option.rect, row, chosen=index.row() == view.currentIndex().row(),
                  ratio=view.devicePixelRatioF())  # fmt: skip


class PaletteList(QListView):
    """``picked(Line)`` by a click; ``moved(Line)`` when another line is chosen."""

    picked = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = Lines()
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
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


def _heading(painter: QPainter, box: QRect, words: str) -> None:
    look = tokens()
    painter.setFont(text_font(11, bold=True))
    painter.setPen(QColor(look.ink_soft))
    painter.drawText(box.adjusted(look.px(14), look.px(6), -look.px(14), 0), LEFT | MIDDLE, words)


def _line(painter: QPainter, box: QRect, line: Line, *, chosen: bool, ratio: float) -> None:
    """Icon, name, words beside it, and at the right the keys in a frame of their own."""
    look = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent_soft))
        painter.drawRoundedRect(QRectF(box).adjusted(look.px(6), 1, -look.px(6), -1), look.px(6), look.px(6))
        painter.fillRect(QRect(box.x() + look.px(6), box.y() + look.px(7), look.px(3), box.height() - look.px(14)),
                         QColor(look.accent))  # fmt: skip
    side = look.px(18)
    left = box.x() + look.px(18)
    if line.icon:
        painter.drawPixmap(left, box.y() + (box.height() - side) // 2, pixmap(line.icon, look.ink_soft, side, ratio))
    left += side + look.px(10)
    right = box.right() - look.px(16)
    right -= _keys(painter, box, right, line.keys)
    plain, soft = text_font(bold=chosen), text_font(12)
    room = right - left
    name_room = room if not line.more else min(room, max(round(room * _NAME_SHARE), room - look.px(220)))
    metrics = QFontMetrics(plain)
    name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, name_room)
    painter.setFont(plain)
    painter.setPen(QColor(look.ink))
    painter.drawText(QRect(left, box.y(), name_room, box.height()), LEFT | MIDDLE, name)
    beside = left + metrics.horizontalAdvance(name) + look.px(12)
    if line.more and right - beside > look.px(40):
        painter.setFont(soft)
        painter.setPen(QColor(look.ink_soft))
        words = QFontMetrics(soft).elidedText(line.more, Qt.TextElideMode.ElideRight, right - beside)
        painter.drawText(QRect(beside, box.y(), right - beside, box.height()), LEFT | MIDDLE, words)


def _keys(painter: QPainter, box: QRect, right: int, keys: str) -> int:
    """Draw the keys; how much room they took."""
    if not keys:
        return 0
    look, font = tokens(), text_font(11)
    wide = QFontMetrics(font).horizontalAdvance(keys) + look.px(14)
    high = look.px(20)
    frame = QRectF(right - wide + 0.5, box.y() + (box.height() - high) / 2 + 0.5, wide - 1, high - 1)
    painter.setPen(QPen(QColor(look.line), 1))
    painter.setBrush(QColor(look.surface))
    painter.drawRoundedRect(frame, look.px(4), look.px(4))
    painter.setFont(font)
    painter.setPen(QColor(look.ink_soft))
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), keys)
    return wide + look.px(12)
