"""Bigger pieces of a page: the number that explains itself, the empty state that teaches, the banner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from kampungkb_desktop.ui.announce import announce
from kampungkb_desktop.ui.drawn_button import DrawnButton
from kampungkb_desktop.ui.icons import pixmap, set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import TONE_ICONS, Tone
from kampungkb_desktop.ui.taught_button import mnemonic_of, spoken
from kampungkb_desktop.ui.text_flags import MIDDLE, WRAP
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import Item, button, column, label, row

_SIDES = 24
"""Left and right of a tile's words together."""
_MOST_LINES = 3


class StatTile(DrawnButton):
    """A big number over its label. Connect ``clicked`` to show the records and the rule behind it.

    ``tone`` other than neutral puts its shape (or ``icon``) beside the number. Without ``explains`` the tile cannot be
    clicked.
    """

    def __init__(
        self,
        figure: str,
        words: str,
        note: str = "",
        *,
        tone: Tone = Tone.NEUTRAL,
        explains: bool = True,
        icon: str = "",
    ) -> None:
        super().__init__()
        self.figure, self.words, self.note, self.tone, self.explains = figure, words, note, tone, explains
        self.shape = icon
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if explains:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip("Klik untuk melihat data dan aturan di balik angka ini")
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name()

    def show_figure(self, figure: str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Say another number under the same label."""
        self.figure, self.note, self.tone = figure, note, tone
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.words}: {self.figure}")
        self.setAccessibleDescription(self.note)

    def sizeHint(self) -> QSize:
        look = tokens()
        return QSize(look.px(150), look.px(92 if self.note else 76))

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(112), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """Words and note break into a second line before they are cut."""
        more = sum(tokens().px(step) * (self._lines(text, px, width) - 1) for text, px, step in self._texts())
        return self.sizeHint().height() + more

    def drawn(self, width: int) -> tuple[tuple[str, int], ...]:
        """Its words and its note as they stand on a tile of this width and of its present height, and their lines. One
        that needs a single line is never measured anew to be cut: a fraction of a pixel would cost its last word."""
        short = self.height() < self.heightForWidth(width)
        found = []
        for text, px, _step in self._texts():
            needed = self._needs(text, px, width)
            if needed > 1 and short:
                metrics = QFontMetrics(text_font(px))
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - tokens().px(_SIDES))
            found.append((text, 1 if short else min(_MOST_LINES, needed)))
        return tuple(found)

    def _texts(self) -> tuple[tuple[str, int, int], ...]:
        """What stands under the figure, with its size and the height of its line at 100 %."""
        return ((self.words, 13, 21), (self.note, 12, 18))

    def _lines(self, text: str, px: int, width: int) -> int:
        return min(_MOST_LINES, self._needs(text, px, width))

    def _needs(self, text: str, px: int, width: int) -> int:
        """Lines that a text takes when nothing of it is cut."""
        room, metrics = width - tokens().px(_SIDES), QFontMetrics(text_font(px))
        if metrics.horizontalAdvance(text) <= room:
            return 1
        return round(metrics.boundingRect(0, 0, max(1, room), 0, WRAP, text).height() / metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_card(painter, hot=self.explains and self.underMouse())
        self._write(painter)
        painter.end()

    def _write(self, painter: QPainter) -> None:
        look = tokens()
        left, width, y = look.px(14), self.width() - look.px(_SIDES), look.px(9)
        ink = look.ink
        if self.tone is not Tone.NEUTRAL:
            ink, side = look.tone(self.tone)[0], look.px(20)
            painter.drawPixmap(
                self.width() - side - look.px(12), y + look.px(7),
                pixmap(self.shape or TONE_ICONS[self.tone], ink, side, self.devicePixelRatioF()),
            )  # fmt: skip
        painter.setFont(text_font(25, bold=True))
        painter.setPen(QColor(ink))
        figure = painter.fontMetrics().elidedText(self.figure, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, y, width, look.px(34), MIDDLE, figure)
        y += look.px(34)
        drawn = self.drawn(self.width())
        for (_text, px, step), (shown, lines), colour in zip(
            self._texts(), drawn, (look.ink, look.ink_soft), strict=True
        ):
            painter.setFont(text_font(px))
            painter.setPen(QColor(colour))
            flags = MIDDLE | (WRAP if lines > 1 else 0)
            painter.drawText(left, y, width, look.px(step) * lines, flags, shown)
            y += look.px(step) * lines


class EmptyState(QWidget):
    """What belongs here and the button that begins it. Used for an empty list, an empty search and an empty
    page."""

    def __init__(
        self,
        title: str,
        words: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        icon: str = "inbox",
        sign: str = "add",
    ) -> None:
        """``sign`` stands on the button: a cross where something begins, another where it leads elsewhere."""
        super().__init__()
        picture = QLabel()
        set_icon(picture, icon, "accent_ink", 44)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label(title, "section")
        self.words = label(words, "soft", wrap=True)
        for line in (self.title, self.words):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMaximumWidth(tokens().px(420))
        middle = row(None, self.words, None)
        middle.setStretchFactor(self.words, 1_000)  # as wide as it may be, in the middle
        items: list[Item] = [None, picture, 4, self.title, middle]
        self.button = button(action, on_action, kind="primary", icon=sign) if action else None
        self._keys: QShortcut | None = None
        if self.button is not None:
            items += [8, row(None, self.button, None)]
        self.setLayout(column(*items, None, None, spacing=6, margins=(20, 20, 20, 20)))
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def begin_by(self, keys: str) -> None:
        """Begin by these keys, too: those of the button it stands for while that is not shown."""
        if self.button is None:
            return
        if self._keys is None:
            self._keys = QShortcut(QKeySequence(), self.button, self.button.click)
        self._keys.setKey(QKeySequence(keys))
        told = " / ".join(filter(None, (keys, mnemonic_of(self.button.text()))))
        self.button.setToolTip(f"{spoken(self.button.text())} ({told})" if told else "")

    def minimumSizeHint(self) -> QSize:
        """With the height that the words need at the present width."""
        least, box = super().minimumSizeHint(), self.layout()
        return QSize(
            least.width(), max(least.height(), box.minimumHeightForWidth(self.width()) if box is not None else 0)
        )


class Banner(QFrame):
    """One line across a page: a shape, a sentence and at most one button. For states that last, not for
    events."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.tone = tone
        self.picture = QLabel()
        self.text = label(text, wrap=True)
        box: QHBoxLayout = row(self.picture, spacing=10, margins=(12, 8, 12, 8))
        box.addWidget(self.text, 1)
        self.button = button(action, on_action) if action else None
        if self.button is not None:
            box.addWidget(self.button)
        self.setLayout(box)
        self.say(text, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Show another sentence."""
        self.tone = tone
        set_icon(self.picture, TONE_ICONS[tone], f"{tone.value}_ink", 20)
        self.text.setText(text)
        self.text.setAccessibleName(text)
        if self.isVisible():
            announce(self, text, urgent=tone is Tone.BAD)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        ink, ground = look.tone(self.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(7), look.px(7))
        painter.end()
