"""The ground of the screens that stand before the pages (Masuk, Mulai): the product at the left, one card at the right.

It is drawn from SVG and labels alone: painting by hand would make PySide build Qt's enumerations before the first
paint (see ``text_flags``).
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kampungkb_desktop.base.program_folder import is_portable
from kampungkb_desktop.ui.icons import drawn, pixmap
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.practice_band import PracticeBand
from kampungkb_desktop.ui.widgets import column, label, row

POSTER, LOW = 220, 460
"""The least width that a poster is shown in, and the height below which every line of the card counts."""
PRODUCT = "Kampung KB"
WORDS = "Catatan lapangan Kampung Keluarga Berkualitas: keluarga, kunjungan, kegiatan, dan laporan desa."
SAFE = "Data disandikan di komputer ini.\nSemua pekerjaan berjalan tanpa internet."

ON_A_STICK = (
    "Aplikasi ini berjalan dari flashdisk. Data, setelan, dan berkas sementara tetap di flashdisk; tidak ada yang "
    "ditulis di laptop. Jangan cabut flashdisk selama aplikasi terbuka."
)

HILLS = Template("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 768" preserveAspectRatio="none">
<rect width="480" height="768" fill="$side"/>
<path d="M0 548C96 472 214 596 300 556S430 500 480 524V768H0z" fill="$hover" opacity=".7"/>
<g fill="$side" opacity=".75"><path d="M296 656v-34l20-16 20 16v34z"/><path d="M344 650v-30l15-12 15 12v30z"/>
<path d="M252 662v-28l17-13 17 13v28z"/></g>
<path d="M0 642C110 560 226 664 326 640S440 594 480 600V768H0z" fill="$ridge"/>
<path d="M0 690C140 630 250 690 350 668S450 648 480 652V768H0z" fill="$hover"/></svg>""")


class Poster(QLabel):
    """The product's name over hills and roofs. It says nothing that is not said elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        look = tokens()
        colours = {"side": look.side, "hover": look.side_hover, "active": look.side_active, "ridge": look.side_ridge}
        self.setPixmap(drawn(HILLS.substitute(colours), look.px(480), look.px(768), self.devicePixelRatioF()))
        self.setScaledContents(True)
        self.setMinimumSize(1, 1)
        sign = QLabel()
        sign.setPixmap(pixmap("app", "", look.px(72), self.devicePixelRatioF()))
        words = [label(text, wrap=True) for text in (PRODUCT, WORDS, SAFE)]
        for line, name in zip(words, ("postertitle", "posterwords", "posterfoot"), strict=True):
            line.setObjectName(name)
        self.setLayout(column(sign, 16, *words[:2], None, words[2], spacing=6, margins=(44, 64, 44, 28)))


class CoverPage(QWidget):
    """Poster and card; with very large text only the card."""

    def __init__(self, *, practice: bool = False) -> None:
        super().__init__()
        look = tokens()
        self.poster = Poster()
        self.poster.setMaximumWidth(look.px(480))
        if look.scale > 1.5:
            self.poster.hide()
        self._room = 0
        self._place = column(None, None, margins=(24, 24, 24, 24))
        box = row(spacing=0)
        box.addWidget(self.poster, 38)
        box.addLayout(self._place, 62)
        whole = column(spacing=0)
        if practice:
            whole.addWidget(PracticeBand())
        whole.addLayout(box, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window is the card's alone, with small edges in a low one."""
        super().resizeEvent(event)
        look, low = tokens(), self.height() < tokens().px(LOW)
        self.poster.setVisible(look.scale <= 1.5 and not low and self.width() >= self._room + look.px(POSTER))
        edge = look.px(6 if low else 24)
        self._place.setContentsMargins(look.px(24), edge, look.px(24), edge)

    def set_card(self, card: QWidget, width: int = 400) -> None:
        """Set the card in the middle of the free side."""
        self._room = tokens().px(width + 48)
        card.setFixedWidth(tokens().px(width))
        self._place.insertLayout(1, row(None, card, None))
        if is_portable():
            line = label(ON_A_STICK, "small", wrap=True)
            line.setFixedWidth(tokens().px(width))
            self._place.insertLayout(2, row(None, line, None))
