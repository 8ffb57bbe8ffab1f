"""One village of an officer as a card: its class, what is still open this month, and the nearest step up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kampungkb_desktop.base.text import listing, month_name, number, short_date
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.drawn_button import DrawnButton
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.village_facts import VillageLine
from kampungkb_desktop.ui.pages.village_words import nearest_words, state_tag
from kampungkb_desktop.ui.widgets import Item, column, label, row

WIDTH, HEIGHT = 330, 190
GAP = 14


class CardWall(QWidget):
    """Cards of one width in as many columns as there is room for; one card alone does not fill the line."""

    def __init__(self, cards: Sequence[VillageCard]) -> None:
        super().__init__()
        self._every = self.cards = tuple(cards)
        for card in self.cards:
            card.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_only(self, lines: Sequence[VillageLine]) -> bool:
        """Show the cards of these lines, in this order; False where one of them has no card here. To make a card takes
        a dozen times as long as to hide one."""
        known = {id(card.line): card for card in self._every}
        wanted = tuple(card for line in lines if (card := known.get(id(line))) is not None)
        if len(wanted) < len(lines):
            return False
        self.cards = wanted
        for card in self._every:
            card.setVisible(card in wanted)
        self._lay_out()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        look = tokens()
        gap, height = look.px(GAP), look.px(HEIGHT)
        columns = max(1, (self.width() + gap) // (look.px(WIDTH) + gap))
        wide = (self.width() - gap * (columns - 1)) // columns
        for place, card in enumerate(self.cards):
            line, at = divmod(place, columns)
            card.setGeometry(at * (wide + gap), line * (height + gap), wide, height)
        lines = -(-len(self.cards) // columns)
        self.setFixedHeight(max(0, lines * (height + gap) - gap))


class PartsBar(QWidget):
    """As many small fields as there are parts, the finished ones filled."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self.done, self.of = done, of
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(80), tokens().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = look.px(3)
        wide = (self.width() - gap * (self.of - 1)) / max(1, self.of)
        for place in range(self.of):
            painter.setBrush(QColor(look.accent if place < self.done else look.sunken))
            painter.drawRoundedRect(QRectF(place * (wide + gap), 1, wide, self.height() - 2), 3, 3)
        painter.end()


class VillageCard(DrawnButton):
    """``clicked`` by mouse, Enter or Space; the arrows go to the neighbours."""

    def __init__(self, line: VillageLine) -> None:
        super().__init__()
        self.line = line
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(column(*_content(line), spacing=6, margins=(16, 14, 16, 12)))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{line.name}, {line.place}, {_tag(line).text}")
        self.setAccessibleDescription(". ".join(one.rstrip(".") for one in _words(line) if one))
        self.setToolTip("Buka (Enter)")

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(WIDTH), tokens().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.focusNextChild()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_card(painter, hot=self.underMouse())
        painter.end()


def _tag(line: VillageLine) -> Tag:
    return state_tag(line.kampung, line.found.level)


def _words(line: VillageLine) -> tuple[str, str, str]:
    """Completeness, counts, and the next step."""
    if line.kampung is None:
        return ("Kampung KB desa ini belum dicatat.", "", "Tekan Enter untuk mulai mencatat.")
    month = month_name(line.month)
    if line.open_parts:
        complete = f"{month}: belum {listing(line.open_parts)}"
    else:
        complete = f"{month}: lengkap"
    last = short_date(line.last_activity) if line.last_activity else "belum ada"
    return complete, f"{number(line.families)} keluarga · kegiatan terakhir {last}", nearest_words(line.found)


def _content(line: VillageLine) -> tuple[Item, ...]:
    complete, counts, step = _words(line)
    name = label(line.name, "section", wrap=True)
    top = row(name, spacing=8)
    top.setStretch(0, 1)
    chip = Chip(*_tag(line))
    top.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    place = label(f"{line.place} · Kec. {line.district}" if line.district else line.code, "soft")
    said: QLabel = label(complete, "small", wrap=True)
    return (top, place, 2, PartsBar(line.done, len(line.filled)), said, label(counts, "small"), None,
            label(step[:1].upper() + step[1:], "small", wrap=True))  # fmt: skip
