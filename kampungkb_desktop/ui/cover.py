"""The ground of the screens that stand before the pages (Masuk, Mulai): the product at the left, one card at the right.

It is drawn from SVG and labels alone: painting by hand would make PySide build Qt's enumerations before the first
paint (see ``text_flags``).
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from kampungkb_desktop.ui.icons import pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.practice_band import PracticeBand
from kampungkb_desktop.ui.widgets import column, label, row

PRODUCT = "Kampung KB"
WORDS = "Catatan lapangan Kampung Keluarga Berkualitas: keluarga, kunjungan, kegiatan, dan laporan desa."
SAFE = "Data disandikan di komputer ini.\nSemua pekerjaan berjalan tanpa internet."

HILLS = Template("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 768" preserveAspectRatio="none">
<rect width="480" height="768" fill="$side"/>
<circle cx="372" cy="470" r="46" fill="$side_active" opacity=".35"/>
<path d="M0 548C96 472 214 596 300 556S430 500 480 524V768H0z" fill="$side_hover" opacity=".7"/>
<path d="M0 642C110 560 226 664 326 640S440 594 480 600V768H0z" fill="$side_active" opacity=".45"/>
<g fill="$side" opacity=".8"><path d="M300 612v-20l17-14 17 14v20z"/><path d="M340 606v-16l14-12 14 12v16z"/>
<path d="M262 628v-17l15-12 15 12v17z"/></g>
<path d="M0 690C140 630 250 690 350 668S450 648 480 652V768H0z" fill="$side_hover"/></svg>""")


class Poster(QWidget):
    """The product's name over hills and roofs. It says nothing that is not said elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("poster")
        sign = QLabel()
        sign.setPixmap(pixmap("app", "", tokens().px(72), self.devicePixelRatioF()))
        words = [label(text, wrap=True) for text in (PRODUCT, WORDS, SAFE)]
        for line, name in zip(words, ("postertitle", "posterwords", "posterfoot"), strict=True):
            line.setObjectName(name)
        self.setLayout(column(sign, 16, *words[:2], None, words[2], spacing=6, margins=(44, 64, 44, 28)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        colours = {"side": look.side, "side_hover": look.side_hover, "side_active": look.side_active}
        painter = QPainter(self)
        QSvgRenderer(HILLS.substitute(colours).encode()).render(painter, QRectF(self.rect()))
        painter.end()


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
