"""The ground of the screens that stand before the pages (Masuk, Mulai): the product at the left, one card
at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.ui.header import PracticeBand
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import column, row

PRODUCT = "Kampung KB"
WORDS = "Catatan lapangan Kampung Keluarga Berkualitas: keluarga, kunjungan, kegiatan, dan laporan desa."
SAFE = "Data disandikan di komputer ini.\nSemua pekerjaan berjalan tanpa internet."


class Poster(QWidget):
    """The product's name over a drawn village at dusk. Purely a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = QSvgRenderer(str(resource("icons/app.svg")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(look.side))
        self._hills(painter)
        left, top, side = look.px(44), look.px(64), look.px(72)
        self._sign.render(painter, QRectF(left, top, side, side))
        width = self.width() - left * 2
        top += side + look.px(24)
        for text, px, bold, colour, room in (
            (PRODUCT, 30, True, look.side_ink, 46),
            (WORDS, 15, False, look.side_ink_soft, 110),
        ):
            painter.setFont(text_font(px, bold=bold))
            painter.setPen(QColor(colour))
            painter.drawText(left, top, width, look.px(room), int(Qt.TextFlag.TextWordWrap), text)
            top += look.px(room)
        painter.setFont(text_font(12))
        painter.setPen(QColor(look.side_ink))
        foot = self.rect().adjusted(left, 0, -left, -look.px(28))
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap), SAFE)
        painter.end()

    def _hills(self, painter: QPainter) -> None:
        """Three ridges and a few roofs, from the width and height there is."""
        look = tokens()
        wide, high = float(self.width()), float(self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        for level, (colour, rise) in enumerate(
            ((look.side_hover, 0.30), (look.side_active, 0.22), (look.side_hover, 0.15))
        ):
            ridge = QPainterPath()
            ridge.moveTo(0, high)
            ridge.lineTo(0, high * (1 - rise * (0.75 if level % 2 else 1.0)))
            ridge.cubicTo(
                wide * 0.3, high * (1 - rise * 1.35), wide * 0.55, high * (1 - rise * 0.55), wide, high * (1 - rise)
            )
            ridge.lineTo(wide, high)
            painter.setBrush(QColor(colour))
            painter.setOpacity(0.55 if level == 0 else 0.45)
            painter.drawPath(ridge)
        painter.setOpacity(1.0)


class CoverPage(QWidget):
    """Poster and card; under 900 pixels only the card."""

    def __init__(self, *, practice: bool = False) -> None:
        super().__init__()
        self.poster = Poster()
        self._place = column(None, None, margins=(24, 24, 24, 24))
        box = row(self.poster, spacing=0)
        box.addLayout(self._place, 1)
        whole = column(spacing=0)
        if practice:
            whole.addWidget(PracticeBand())
        whole.addLayout(box, 1)
        self.setLayout(whole)

    def set_card(self, card: QWidget, width: int = 400) -> None:
        """Set the card in the middle of the free side."""
        card.setFixedWidth(tokens().px(width))
        self._place.insertLayout(1, row(None, card, None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.poster.setVisible(event.size().width() >= tokens().px(900))
        self.poster.setFixedWidth(min(tokens().px(480), round(event.size().width() * 0.38)))
