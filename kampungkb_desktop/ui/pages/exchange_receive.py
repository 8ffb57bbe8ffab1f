"""Terima: choose files or a folder, or drop them here. What is chosen is looked at first; nothing is kept yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import Card, button, column, label, row


def dropped_files(event: QDropEvent) -> list[Path]:
    """The local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class DropZone(QFrame):
    """A dashed field that takes files; ``dropped(list[Path])``."""

    dropped = Signal(object)

    def __init__(self, *inside: QWidget, words: str = "Seret berkas .kkb atau foldernya ke sini") -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        picture = QLabel()
        set_icon(picture, "inbox", "accent_ink", 36)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown = label(words, "soft")
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, picture, shown, 4, row(None, *inside, None), None, margins=(12, 12, 12, 12)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()
            self._mark(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(over=False)
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event))

    def _mark(self, *, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(look.accent if self._over else look.line_strong), 2 if self._over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(look.accent_soft if self._over else look.surface_alt))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(8), look.px(8))
        painter.end()


class ReceiveCard(Card):
    """``chosen(list[Path])`` by dropping; ``files_wanted``/``folder_wanted`` ask for the dialogs,
    ``refused_wanted`` for what was refused before."""

    chosen = Signal(object)
    files_wanted = Signal()
    folder_wanted = Signal()
    refused_wanted = Signal()

    def __init__(self, *, district: bool, receiving: bool = False) -> None:
        super().__init__("Terima dari petugas" if district and not receiving else "Terima dari kabupaten", padding=16)
        kind = "primary" if district else ""
        self.files = button("&Pilih berkas…", self.files_wanted.emit, kind=kind, icon="document", shortcut="Ctrl+O")
        self.folder = button("Pilih fol&der…", self.folder_wanted.emit, icon="folder", shortcut="Ctrl+Shift+O")
        self.zone = DropZone(self.files, self.folder)
        self.zone.dropped.connect(self.chosen)
        self.refused = button("", self.refused_wanted.emit, kind="quiet")
        self.refused.hide()
        self.body.addWidget(self.zone, 1)
        self.body.addWidget(
            label(
                "Isinya diperlihatkan dahulu. Berkas boleh diterima dalam urutan apa pun dan boleh berulang.",
                "small",
                wrap=True,
            )
        )
        self.body.addLayout(row(self.refused, None))

    def show_refused(self, count: int) -> None:
        """Offer to try again what was refused before."""
        self.refused.setText(f"&Coba lagi yang ditolak ({number(count)})")
        self.refused.setVisible(bool(count))
