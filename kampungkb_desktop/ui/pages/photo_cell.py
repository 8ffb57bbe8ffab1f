"""One photo under a record: its thumbnail, what it shows, its caption, and a larger look at it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QToolButton

from kampungkb_desktop.actions import photos
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.choices_activity import PHOTO_ROLES
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row, tool

THUMB = QSize(184, 128)
BIG = QSize(1000, 640)


class PhotoCell(QFrame):
    """One photo: thumbnail (Enter shows it large), what it shows, caption, and the way to remove it."""

    wrote = Signal(object, str)

    def __init__(self, session: Session, photo: Attachment, roles: tuple[str, ...]) -> None:
        super().__init__()
        self.session, self.photo = session, photo
        look = tokens()
        self.thumb = QToolButton()
        self.thumb.setFixedSize(look.px(THUMB.width()) + 8, look.px(THUMB.height()) + 8)
        self.thumb.setIconSize(QSize(look.px(THUMB.width()), look.px(THUMB.height())))
        set_icon(self.thumb, "image", "ink_off", 40)
        self.thumb.setToolTip("Lihat foto ini (Enter)")
        self.thumb.clicked.connect(lambda _checked=False: self.look_at())
        self.caption = QLineEdit()
        self.caption.setPlaceholderText("Keterangan")
        self.role = ComboBox()
        self.role.setAccessibleName("Jenis foto")
        for code in roles:
            self.role.addItem(PHOTO_ROLES.label(code), code)
        self.trash = tool("trash", "Hapus foto ini", self.remove)
        line = row(spacing=4)
        line.addWidget(self.role, 1)
        line.addWidget(self.trash)
        self.setLayout(column(self.thumb, line, self.caption, spacing=6))
        self.setFixedWidth(look.px(THUMB.width()) + 10)
        self.caption.editingFinished.connect(self._keep_caption)
        self.role.activated.connect(lambda _index: self._keep_role())
        self.show_photo(photo)
        run(self, lambda _progress: photos.content(session, photo), done=self._draw, failed=self._cannot)

    def show_photo(self, photo: Attachment) -> None:
        """Take up the answers as they are now."""
        self.photo = photo
        self.caption.setText(photo.caption or "")
        self.caption.setCursorPosition(0)
        if self.role.findData(photo.role) < 0 and photo.role:
            self.role.addItem(PHOTO_ROLES.label(photo.role), photo.role)
        self.role.setCurrentIndex(max(0, self.role.findData(photo.role)))
        taken = f", diambil {long_date(photo.taken_on)}" if photo.taken_on else ""
        self.thumb.setAccessibleName(f"Foto {photo.position or ''}: {photo.name()}{taken}")
        self.caption.setAccessibleName(f"Keterangan foto {photo.position or ''}".strip())

    def allow(self, *, writing: bool) -> None:
        """Whether what is said of it may be changed here."""
        self.trash.setVisible(writing)
        self.role.setEnabled(writing)
        self.caption.setReadOnly(not writing)

    def remove(self) -> None:
        """Take the photo off; it can be undone."""
        done = attempt(self, lambda: photos.remove_photo(self.session, self.photo))
        if done is not None:
            self.wrote.emit(done, "Foto dihapus.")

    def look_at(self) -> None:
        """The photo as large as the window allows."""
        content = attempt(self, lambda: photos.content(self.session, self.photo))
        if content is None:
            return
        dialog = Dialog(self.window())
        dialog.setWindowTitle(self.photo.name())
        dialog.setProperty("help_topic", "foto")
        picture = QLabel()
        picture.setPixmap(QPixmap.fromImage(scaled(content, BIG)))
        picture.setAccessibleName(self.photo.name())
        close = button("&Tutup", dialog.accept, kind="primary")
        foot = row(label(self.photo.caption or ""), None, label(where(self.photo), "small", selectable=True), close)
        dialog.setLayout(column(picture, foot, margins=(12, 12, 12, 12)))
        dialog.exec()

    def _keep_caption(self) -> None:
        text = self.caption.text().strip() or None
        if text != self.photo.caption:
            self._keep(self.photo.changed(caption=text), "Keterangan foto tersimpan.")

    def _keep_role(self) -> None:
        role = str(self.role.currentData())
        if role != self.photo.role:
            self._keep(self.photo.changed(role=role), "Jenis foto tersimpan.")

    def _keep(self, photo: Attachment, words: str) -> None:
        seen = self.photo
        done = attempt(self, lambda: save(self.session, "Ubah keterangan foto", [photo], seen=[seen]))
        if done is not None:
            self.photo = photo
            self.wrote.emit(done, words)

    def _draw(self, content: bytes) -> None:
        look = tokens()
        size = QSize(look.px(THUMB.width()), look.px(THUMB.height()))
        self.thumb.setProperty("kkb_icon", None)
        self.thumb.setIconSize(size)
        self.thumb.setIcon(QPixmap.fromImage(scaled(content, size)))

    def _cannot(self, error: KnownError) -> None:
        """Say it in the photo's place: a hole would look like a mistake of the screen."""
        missing = error.code == "E-PHOTO-MISSING"
        asked = "Program memintanya dari pengirim bersama berkas kirim berikutnya."
        self.thumb.setText("Foto belum dikirim" if missing else "Foto rusak")
        self.thumb.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.thumb.setIconSize(QSize(tokens().px(40), tokens().px(40)))
        self.thumb.setToolTip(f"{error.sentence} {asked if missing else error.next_step}")
        self.thumb.setAccessibleDescription(error.sentence)


def where(photo: Attachment) -> str:
    """Where a photo was taken, if that was kept: ``2,1500° LU, 117,4800° BT``."""
    if photo.latitude is None or photo.longitude is None:
        return ""
    north, east = "LU" if photo.latitude >= 0 else "LS", "BT" if photo.longitude >= 0 else "BB"
    return f"{number(abs(photo.latitude), 4)}° {north}, {number(abs(photo.longitude), 4)}° {east}"


def scaled(content: bytes, size: QSize) -> QImage:
    """A photo decoded at about the size it is shown at; a JPEG is never unpacked whole for that."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setScaledSize(reader.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
