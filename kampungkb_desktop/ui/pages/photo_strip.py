"""The photos of one record: added by button or by dropping files, each with its caption and what it shows.

Pressing and decrypting happen on the worker; what is shown is only a thumbnail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QWidget,
)

from kampungkb_desktop.actions import photos
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.photo_cell import BIG, PhotoCell, scaled
from kampungkb_desktop.ui.widgets import Card, button, label, row

__all__ = ["BIG", "FILES", "DropZone", "PhotoStrip", "StripWords", "scaled"]

FILES = "Foto (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.heic *.heif);;Semua berkas (*)"


@frozen
class StripWords:
    """What may be chosen and how many there may be; ``most`` 0 is no limit."""

    title: str
    roles: tuple[str, ...]
    teach: str
    most: int = 0


class PhotoStrip(Card):
    """``wrote(Saved, sentence)``. ``owner_for_photo`` gives the record once it is saved, saving it if it must be."""

    wrote = Signal(object, str)

    def __init__(self, session: Session, words: StripWords, owner_for_photo: Callable[[], Record | None]) -> None:
        super().__init__(words.title)
        self.session, self.words = session, words
        self._owner_for_photo = owner_for_photo
        self.role_for_new: Callable[[], str] = lambda: words.roles[0]
        self._owner: Record | None = None
        self._only_look = False
        self.cells: list[PhotoCell] = []
        self.setAcceptDrops(True)
        self.add = button("Tambah f&oto", self.choose, icon="camera", shortcut="Ctrl+Shift+F")
        self.count = label("", "small")
        self.place = QCheckBox("Simpan tempat pengambilan (GPS)")
        self.place.setToolTip("Biasanya dihapus. Centang hanya bila letaknya memang perlu dicatat.")
        self.title_row.setSpacing(tokens().px(6))  # all of it fits beside the sidebar of a screen at 200 %
        self.title_label.setWordWrap(True)
        self.title_row.addWidget(self.count)
        self.title_row.addWidget(self.place)
        self.title_row.addWidget(self.add)
        self.empty = DropZone(words.teach)
        self.body.addWidget(self.empty)
        self._flow_box = QWidget()
        self.body.addWidget(self._flow_box)
        self._flow_box.setLayout(FlowLayout(spacing=12))

    def only_look(self) -> None:
        """Whoever works here looks: nothing is added, named or removed, and without photos there is nothing to see."""
        self._only_look = True
        self.setAcceptDrops(False)
        for one in (self.add, self.place):
            one.hide()

    def show_owner(self, owner: Record | None) -> None:
        """Show the photos of a record; ``None`` or a record not saved yet has none."""
        self._owner = owner
        self.renew()

    def renew(self) -> None:
        """Read the list again."""
        found = photos.photos_of(self.session, self._owner) if self._owner is not None else []
        flow = self._flow_box.layout()
        assert flow is not None
        known = {cell.photo.id: cell for cell in self.cells}
        while flow.takeAt(0) is not None:
            pass
        self.cells = []
        for photo in found:
            cell = known.pop(photo.id, None)
            if cell is None or cell.photo.blob != photo.blob:
                cell = PhotoCell(self.session, photo, self.words.roles)
                cell.wrote.connect(self._wrote)
            else:
                cell.show_photo(photo)
            cell.allow(writing=not self._only_look)
            flow.addWidget(cell)
            cell.show()
            self.cells.append(cell)
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        self._tell(len(found))

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih foto", "", FILES)
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: Sequence[Path], role: str = "") -> None:
        """Add photos, each pressed on the worker. One that is refused is named, the others are added."""
        if not paths or (owner := self._owner_for_photo()) is None:
            return
        self._owner = owner
        chosen = role or self.role_for_new()
        self.add.setEnabled(False)
        self.count.setText("Menyimpan foto…")
        keep = self.place.isChecked()
        run(self, lambda progress: _add_all(self.session, owner, paths, chosen, keep, progress), done=self._added,
            failed=lambda error: self._added((0, [error])))  # fmt: skip

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _photo_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(_photo_paths(event))

    def _added(self, result: tuple[int, list[KnownError]]) -> None:
        count, refused = result
        self.renew()
        if count:
            self.wrote.emit(Saved("", frozenset({Attachment.FORM})), f"{count} foto ditambahkan.")
        for error in refused:
            show_error(self, error)

    def _wrote(self, done: Saved, words: str) -> None:
        self.renew()
        self.wrote.emit(done, words)

    def _tell(self, count: int) -> None:
        full = bool(self.words.most) and count >= self.words.most
        self.add.setEnabled(not full)
        self.empty.setVisible(count == 0)
        self.setVisible(not self._only_look or count > 0)
        limit = f" dari {self.words.most}" if self.words.most else ""
        self.count.setText(f"{count}{limit} foto" if count else "")


class DropZone(QWidget):
    """What belongs here, in a field with a dashed edge that says where files may be dropped."""

    def __init__(self, words: str) -> None:
        super().__init__()
        picture = QLabel()
        set_icon(picture, "image", "accent_ink", 36)
        said = label(words, "soft", wrap=True)
        box = row(picture, spacing=16, margins=(20, 18, 20, 18))
        box.addWidget(said, 1)
        self.setLayout(box)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().line_strong), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


def _add_all(
    session: Session, owner: Record, paths: Sequence[Path], role: str, keep_place: bool, progress: Progress
) -> tuple[int, list[KnownError]]:
    count, refused = 0, list[KnownError]()
    for path in paths:
        progress.check()
        try:
            photos.add_photo(session, owner, path, role, keep_place=keep_place)
            count += 1
        except KnownError as error:
            refused.append(error)
    return count, refused


def _photo_paths(event: QDropEvent) -> list[Path]:
    """Every file dropped, photo or not: what is none is refused with a sentence."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
