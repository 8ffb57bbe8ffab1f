"""A PDF that was just saved: its name, and the ways on: the folder, the file itself, a copy to be pasted into a
message. The same under Laporan and in the window of a single paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.pages.exchange_places import open_folder
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column, row

SHARE_TIP = "Berkasnya disalin, lalu dapat ditempelkan (Ctrl+V) di WhatsApp, surel, atau folder lain."
COPIED = "Berkas disalin. Tempelkan (Ctrl+V) di pesan atau surel."


class SavedPaper(QWidget):
    """Hidden until ``show_file``. ``said`` is a sentence for the window's foot."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.file: Path | None = None
        self.done = Banner("", Tone.OK)
        folder = button("Buka &folder", self.open_folder, kind="quiet")
        see = button("Buka berkas", self.open_file, kind="quiet")
        share = button("Salin", self.copy_file, kind="quiet", tip=SHARE_TIP)
        self.setLayout(column(self.done, row(folder, see, share, None, spacing=0), spacing=2))
        self.hide()

    def show_file(self, path: Path) -> None:
        """Say that it stands there."""
        self.file = path
        shown = path.name.replace("_", "_\u200b")  # Qt breaks a line only between words
        self.done.say(f"Tersimpan: {shown}", Tone.OK)
        self.done.setToolTip(str(path))
        self.show()

    def open_folder(self) -> None:
        """The folder of the saved file, with the file marked where the system can."""
        if self.file is not None:
            open_folder(self.file)

    def open_file(self) -> None:
        """The saved file in the system's own reader."""
        if self.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file)))

    def copy_file(self) -> None:
        """The file itself onto the clipboard, to be pasted into a message; where only words fit, its address."""
        if self.file is None:
            return
        both = QMimeData()
        both.setUrls([QUrl.fromLocalFile(str(self.file))])
        both.setText(str(self.file))
        QGuiApplication.clipboard().setMimeData(both)
        self.said.emit(COPIED)
