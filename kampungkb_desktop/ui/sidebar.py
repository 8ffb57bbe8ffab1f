"""The places of the application down the left side; under 1100 pixels it shrinks to icons and says names by
tooltip."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcutEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kampungkb_desktop.ui.drawn_button import DrawnButton
from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.taught_button import spoken
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import column, label, row

WIDE, SLIM = 204, 60
SLIM_BELOW = 1100
"""In a narrower window, at 100 %, only the pictures are shown."""


class NavButton(DrawnButton):
    """One place: icon, name with its mnemonic, a count when something waits there."""

    def __init__(self, entry: PageEntry, shortcut: str) -> None:
        super().__init__()
        self.entry, self.slim, self.count = entry, False, 0
        self.shortcut_text = shortcut
        self.setText(entry.label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._name()

    def set_count(self, count: int) -> None:
        """Show how many wait there; 0 hides it."""
        self.count = count
        self._name()
        self.update()

    def _name(self) -> None:
        plain = spoken(self.entry.label)
        keys = [k for k in (self.shortcut_text, QKeySequence.mnemonic(self.entry.label).toString()) if k]
        self.setAccessibleName(f"{plain}, {self.count} menunggu" if self.count else plain)
        self.setToolTip(f"{plain} ({' / '.join(keys)})" if keys else plain)

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(SLIM), tokens().px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(SLIM - 16), tokens().px(28))

    def event(self, event: QEvent) -> bool:
        """The mnemonic goes there at once; Qt would first show the button pressed for a tenth of a second."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = look.side_active if self.isChecked() else look.side_hover if self.underMouse() else ""
        painter.setPen(QPen(QColor(look.side_ink), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, look.px(6), look.px(6))
        ink = look.side_ink if self.isChecked() or self.underMouse() else look.side_ink_soft
        side = look.px(20)
        left = (self.width() - side) // 2 if self.slim else look.px(12)
        painter.drawPixmap(
            left, (self.height() - side) // 2, pixmap(self.entry.icon, ink, side, self.devicePixelRatioF())
        )
        if not self.slim:
            painter.setFont(text_font(bold=self.isChecked()))
            painter.setPen(QColor(look.side_ink))
            words = self.rect().adjusted(look.px(43), 0, -look.px(8), 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            painter.drawText(words, int(flags), self.text())
        if self.count:
            self._paint_count(painter)
        painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        """Beside the name; on a slim bar small in the corner, so that the picture under it can be told. The whole
        number is in the accessible name."""
        look = tokens()
        most = 9 if self.slim else 99
        text = str(self.count) if self.count <= most else f"{most}+"
        painter.setFont(text_font(9 if self.slim else 11, bold=True))
        high = look.px(13 if self.slim else 18)
        wide = max(high, painter.fontMetrics().horizontalAdvance(text) + look.px(6 if self.slim else 9))
        right = self.width() - (look.px(1) if self.slim else look.px(10))
        top = 0 if self.slim else (self.height() - high) // 2
        pill = QRectF(right - wide, top, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.practice_bg))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(QColor(look.practice_ink))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)


class Sidebar(QWidget):
    """``chosen(str)`` gives the key of the place clicked."""

    chosen = Signal(str)

    def __init__(self, product: str, place: str = "") -> None:
        super().__init__()
        self.buttons: dict[str, NavButton] = {}
        self.deeds: dict[str, NavButton] = {}
        self.slim, self._room = False, 10_000  # room enough until the window says how much
        self._product, self._place, self._foot = label(product), label(place, wrap=True), label(wrap=True)
        self._headings: list[QWidget] = []
        self._sign = QLabel()
        self._upper, self._lower = column(spacing=3), column(spacing=3)
        self.setLayout(
            column(
                row(None, self._sign, None),
                column(self._product, self._place, spacing=1, margins=(10, 0, 6, 10)), self._upper, None, self._lower,
                column(self._foot, margins=(10, 8, 6, 0)), spacing=0, margins=(9, 14, 9, 12),
            )
        )  # fmt: skip
        self.setAccessibleName("Menu utama")
        self._dress()
        self.set_slim(False)

    def set_entries(self, entries: Sequence[PageEntry]) -> None:
        """Fill the side, once; Ctrl+1 … Ctrl+9 go to the first nine."""
        group = ""
        for number, entry in enumerate(entries, start=1):
            where = self._lower if entry.low else self._upper
            if entry.group and entry.group != group:
                group = entry.group
                heading = label(group)
                heading.setFont(text_font(11, bold=True))
                heading.setContentsMargins(tokens().px(12), tokens().px(8), 0, tokens().px(2))
                self._headings.append(heading)
                where.addWidget(heading)
            made = NavButton(entry, f"Ctrl+{number}" if number <= 9 else "")
            made.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            self.buttons[entry.key] = made
            where.addWidget(made)
        self._dress()
        self.set_slim(self.slim)

    def add_deed(self, entry: PageEntry, keys: str, deed: Callable[[], object]) -> None:
        """A line at the foot that does something instead of leading to a page (Bantuan)."""
        made = self.deeds[entry.key] = NavButton(entry, keys)
        made.setAutoExclusive(False)
        made.setCheckable(False)
        made.slim = self.slim
        made.clicked.connect(lambda _checked=False: deed())
        self._lower.addWidget(made)

    def set_place(self, place: str) -> None:
        """The line under the product's name: whose data this is."""
        self._place.setText(place)

    def set_foot(self, text: str) -> None:
        """The lines at the foot: where the data is, when it was last sent."""
        self._foot.setText(text)

    def mark(self, key: str) -> None:
        """Show where the person is."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def fit(self, room: int) -> None:
        """Leave the page enough of a window that is ``room`` pixels wide."""
        self._room = room
        slim = room < tokens().px(SLIM_BELOW)
        if slim != self.slim or self.minimumWidth() != tokens().px(SLIM if slim else WIDE):
            self.set_slim(slim)

    def set_slim(self, slim: bool) -> None:
        """Icons only, or icons and names; as wide as the letters of now need it."""
        self.slim = slim
        self.setFixedWidth(tokens().px(SLIM if slim else WIDE))
        for widget in (self._product, self._place, self._foot, *self._headings):
            widget.setVisible(not slim)
        self._sign.setVisible(slim)
        for made in (*self.buttons.values(), *self.deeds.values()):
            made.slim = slim
            made.update()

    def _dress(self) -> None:
        look = tokens()
        self._sign.setPixmap(pixmap("app", "", look.px(34), self.devicePixelRatioF()))
        for widget, colour in (
            (self._product, look.side_ink),
            (self._place, look.side_ink_soft),
            (self._foot, look.side_ink_soft),
        ):
            widget.setStyleSheet(f"color: {colour};")
        for heading in self._headings:
            heading.setStyleSheet(f"color: {look.side_ink_soft};")
        self._product.setFont(text_font(16, bold=True))
        self._place.setFont(text_font(12))
        self._foot.setFont(text_font(12))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_sign"):
            self._dress()
            self.fit(self._room)  # other letters, another width
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().side))
        painter.end()
