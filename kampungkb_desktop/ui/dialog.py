"""What every dialog of the program shares: Tab goes through it as through the window, and it is never larger than the
screen: where the text is large or the screen small, all but its last row scrolls."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QLayout, QListView, QPushButton, QWidget
from shiboken6 import isValid

from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.tab_chain import step
from kampungkb_desktop.ui.widgets import VerticalScroll, column

AIR = 6
"""Between what scrolls and its bar, in pixels at 100 %."""
FRAME = 36
"""What the window's own frame takes of the screen."""


class Dialog(QDialog):
    """The base of all dialogs; a test lets none be anything else."""

    def __init__(self, parent: QWidget | None = None, flags: Qt.WindowType = Qt.WindowType.Dialog) -> None:
        super().__init__(parent, flags)
        if parent is None:
            dress(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab, as ``MainWindow`` has them."""
        return step(self, forward=forward)

    def setVisible(self, visible: bool) -> None:
        """Enter in a field presses the main button. Qt itself takes the first there is, mostly Batal."""
        buttons = self.findChildren(QPushButton)
        if visible and not any(one.isDefault() for one in buttons):
            main = [one for one in buttons if one.property("kind") == "primary" and one.autoDefault()]
            for one in main[:1]:
                one.setDefault(True)
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        """The style and the screen are known now."""
        super().showEvent(event)
        if not event.spontaneous():
            for one in self.findChildren(QListView):
                one.doItemsLayout()  # lines that were filled in before they were dressed keep the heights of then
            self._within_the_screen()

    def event(self, event: QEvent) -> bool:
        """Words that come later, a refusal, make room for themselves."""
        done = super().event(event)
        if not isValid(self):  # it was closed for good by that very event
            return done
        box = self.layout()
        asked = event.type() == QEvent.Type.LayoutRequest and self.isVisible()
        if asked and box is not None and box.hasHeightForWidth():
            least = min(box.totalMinimumHeightForWidth(self.width()), self._room().height())
            self.resize(self.width(), max(self.height(), least))
        return done

    def _room(self) -> QSize:
        room = self.screen().availableGeometry()
        return QSize(room.width(), room.height() - tokens().px(FRAME))

    def _within_the_screen(self) -> None:
        width, height = self._room().width(), self._room().height()
        least = self.minimumSizeHint().expandedTo(self.minimumSize())
        box = self.layout()
        if box is not None and box.hasHeightForWidth():  # words that are wrapped do not count in the hint
            across = min(max(self.width(), least.width()), width)
            least.setHeight(max(least.height(), box.totalMinimumHeightForWidth(across)))
        if isinstance(box, QBoxLayout) and (least.height() > height or least.width() > width):
            keys = self.focusWidget()
            wanted = self._scroll(box)
            self.resize(min(width, max(self.width(), wanted)), self.height())  # no bar along the foot
            if keys is not None:
                keys.setFocus()  # what moves into another widget loses them, to Batal
        self.setMinimumWidth(min(self.minimumWidth(), width))
        self.setMinimumHeight(min(self.minimumHeight(), height))
        inside = self.layout()
        if inside is not None and inside.hasHeightForWidth():  # wrapped words tell their height only now
            tall = inside.totalHeightForWidth(min(self.width(), width))
            firm = self.minimumWidth() == self.maximumWidth()  # its height was reckoned for a narrower one
            self.resize(self.width(), tall if firm else max(self.height(), tall))
        self.resize(min(self.width(), width), min(self.height(), height))

    def _scroll(self, box: QBoxLayout) -> int:
        """Put what the dialog holds into a scroll area; its last row, the buttons, stays under it. Answers how wide the
        dialog must be to show all of it at once."""
        last = box.takeAt(box.count() - 1) if box.count() > 1 else None
        edges = box.contentsMargins()
        content = QWidget()
        content.setLayout(box)  # Qt takes it, and all in it, off the dialog
        box.setContentsMargins(0, 0, 2, 0)
        area = VerticalScroll(content, spacing=0, margins=(0, 0, 0, 0))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setMinimumWidth(1)  # this one scrolls sideways too
        whole = column(area)
        whole.setContentsMargins(edges)
        foot: QLayout | QWidget | None = (last.layout() or last.widget()) if last is not None else None
        if isinstance(foot, QLayout):
            narrow = self._room().width() - edges.left() - edges.right() < foot.minimumSize().width()
            whole.addLayout(_broken(foot) if narrow else foot)
        elif foot is not None:
            whole.addWidget(foot)
        self.setLayout(whole)
        return area.minimumSizeHint().width() + edges.left() + edges.right() + tokens().px(AIR)


def _broken(foot: QLayout) -> QLayout:
    """The buttons of a row too long for the screen, in as many lines as they need."""
    return FlowLayout(*_widgets(foot))


def _widgets(row: QLayout) -> Iterator[QWidget]:
    for at in range(row.count()):
        item = row.itemAt(at)
        if item is not None and (widget := item.widget()) is not None:
            yield widget
        elif item is not None and (inside := item.layout()) is not None:
            yield from _widgets(inside)
