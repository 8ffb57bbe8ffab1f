"""The band over everything while the people shown are invented. Nobody should ever take practice for work."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel

from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.widgets import label, row


class PracticeBand(QFrame):
    """One line in a warm colour; it has no button, so it cannot be sent away."""

    TEXT = "LATIHAN – data contoh. Semua orang di sini rekaan; tidak ada yang dikirim sebagai laporan."

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("practice")
        self.setAccessibleName(self.TEXT)
        mark = QLabel()
        set_icon(mark, "info", "practice_ink", 16)
        words = label(self.TEXT)
        words.setObjectName("practicewords")
        box = row(mark, words, spacing=8, margins=(18, 4, 18, 4))
        box.addStretch(1)
        self.setLayout(box)
