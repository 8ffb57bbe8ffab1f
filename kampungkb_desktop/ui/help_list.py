"""The list at the side of the guide: its contents in groups, or what a search found with the words around it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kampungkb_desktop.ui.help_pages import Guide
from kampungkb_desktop.ui.help_search import Hit
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font

Index = QModelIndex | QPersistentModelIndex
WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.AlignmentFlag.AlignLeft)
CONTEXT_LINES = 3


class Held(IntEnum):
    """What an item of the list holds beside its title."""

    PLACE = Qt.ItemDataRole.UserRole
    CONTEXT = Qt.ItemDataRole.UserRole + 1


class HelpList(QListWidget):
    """``wanted(topic, anchor)`` when an item is chosen by Enter or by a click."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Lines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemClicked.connect(self._choose)

    def show_contents(self, guide: Guide, topic: str) -> None:
        """All pages under the headings of the contents; ``topic`` is marked."""
        self._begin("Daftar isi")
        group = ""
        for page in guide.values():
            if page.group != group:
                group = page.group
                self._add_heading(group)
            self.add_page(page.title, (page.topic, ""))
        self.mark(topic)

    def show_hits(self, hits: Iterable[Hit]) -> None:
        """What a search found, best first."""
        self._begin("Hasil pencarian")
        for hit in hits:
            title = hit.page if hit.section == hit.page else f"{hit.page} › {hit.section}"
            self.add_page(title, (hit.topic, hit.anchor), hit.context)
        if self.count():
            self.setCurrentRow(0)

    def mark(self, topic: str) -> None:
        """Set the bar on a page of the contents."""
        for row in range(self.count()):
            if self.item(row).data(Held.PLACE) == [topic, ""]:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew at another width, and are as high as they then must be."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._choose(item)
            return
        super().keyPressEvent(event)

    def _begin(self, name: str) -> None:
        self.clear()
        self.setAccessibleName(name)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def add_page(self, title: str, place: tuple[str, str], context: str = "") -> None:
        """One more line: ``place`` is a topic and a heading in it, ``context`` what is shown under the title."""
        item = QListWidgetItem(title, self)
        item.setData(Held.PLACE, list(place))
        item.setData(Held.CONTEXT, context)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}. {context}" if context else title)

    def _choose(self, item: QListWidgetItem) -> None:
        place = item.data(Held.PLACE)
        if place:
            self.wanted.emit(str(place[0]), str(place[1]))


class _Lines(QStyledItemDelegate):
    """A title, under it the context in soft ink; a heading of the contents is small and bold."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = tokens()
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(look.accent_soft))
            painter.fillRect(QRect(box.x(), box.y(), look.px(3), box.height()), QColor(look.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver and _is_page(index):
            painter.fillRect(box, QColor(look.hover))
        title, context = self._texts(index)
        painter.setFont(self._font(index))
        painter.setPen(QColor(look.ink if _is_page(index) else look.ink_soft))
        inner = box.adjusted(look.px(12), look.px(6 if _is_page(index) else 14), -look.px(8), -look.px(5))
        used = painter.drawText(inner, WRAPPED, title)
        if context:
            below = QRect(inner)
            below.setTop(used.bottom() + look.px(3))
            painter.setFont(text_font(12))
            painter.setPen(QColor(look.ink_soft))
            painter.drawText(below, WRAPPED, context)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look = tokens()
        view = self._owner
        width = view.width() - look.px(12 + 8) - look.px(18)
        title, context = self._texts(index)
        height = _height(self._font(index), title, width) + look.px(11 if _is_page(index) else 19)
        if context:
            line = QFontMetrics(text_font(12)).lineSpacing()
            height += look.px(3) + min(_height(text_font(12), context, width), CONTEXT_LINES * line)
        return QSize(width, height)

    def _texts(self, index: Index) -> tuple[str, str]:
        return str(index.data() or ""), str(index.data(Held.CONTEXT) or "")

    def _font(self, index: Index) -> QFont:
        if not _is_page(index):
            return text_font(11.5, bold=True)
        return text_font(bold=bool(index.data(Held.CONTEXT)))


def _is_page(index: Index) -> bool:
    return bool(index.data(Held.PLACE))


def _height(font: QFont, text: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 60), 4000), WRAPPED, text).height()
