"""The files of one record: added by button or by dropping them, looked at, saved as a copy, and taken off again.

Reading and encrypting happen on the worker. A PDF or a picture is shown inside the program; other files are saved as a
copy first, because another program opens them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from kampungkb_desktop.actions import documents
from kampungkb_desktop.actions.documents import PDF, PICTURE, SUFFIXES
from kampungkb_desktop.actions.preview import page_sizes
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt, show_error
from kampungkb_desktop.ui.pages.photo_cell import BIG, scaled
from kampungkb_desktop.ui.pages.photo_strip import DropZone
from kampungkb_desktop.ui.pdf_preview import PagesView
from kampungkb_desktop.ui.widgets import Card, button, column, label, row, tool

FILES = f"Berkas RKM ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
TEACH = (
    "Lampirkan berkas RKM: PDF, Word, Excel, atau gambar, paling besar 10 MB. Berkas dapat juga diseret ke sini. "
    "Isinya disimpan terkunci di laptop ini dan ikut dalam berkas kirim."
)
UNSAVED = "Simpan dahulu rencananya, lalu lampirkan berkasnya di sini."


class FileStrip(Card):
    """``wrote(Saved, sentence)``. ``owner`` gives the record once it is saved, else ``None``."""

    wrote = Signal(object, str)

    def __init__(self, session: Session, owner: Callable[[], Record | None]) -> None:
        super().__init__("Berkas")
        self.session, self._owner = session, owner
        self.setAcceptDrops(True)
        self.add = button("Tambah berkas", self.choose, icon="document", shortcut="Ctrl+Shift+B")
        self.title_row.addWidget(self.add)
        self.teach = DropZone(TEACH)
        self.unsaved = label(UNSAVED, "soft", wrap=True)
        self.list = QWidget()
        self.lines = column(spacing=6)
        self.list.setLayout(self.lines)
        for widget in (self.teach, self.unsaved, self.list):
            self.body.addWidget(widget)
        self.files: Sequence[Attachment] = ()
        self.renew()

    def renew(self) -> None:
        """Read the list again."""
        owner = self._owner()
        self.files = documents.documents_of(self.session, owner) if owner is not None else ()
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in self.files:
            self.lines.addWidget(self._line(one))
        self.add.setEnabled(owner is not None and len(self.files) < documents.MOST)
        self.unsaved.setVisible(owner is None)
        self.teach.setVisible(owner is not None and not self.files)
        self.list.setVisible(bool(self.files))

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih berkas", "", FILES)
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files on the worker. One that is refused is named, the others are added."""
        owner = self._owner()
        if not paths or owner is None:
            return
        self.add.setEnabled(False)
        run(self, lambda progress: _add_all(self.session, owner, paths, progress), done=self._added,
            failed=lambda error: self._added((0, [error])))  # fmt: skip

    def look_at(self, one: Attachment) -> None:
        """A PDF or a picture large; any other file is saved as a copy and opened by its own program."""
        if one.media_type not in (PDF, PICTURE):
            self.save_copy(one, then_open=True)
            return
        content = attempt(self, lambda: documents.document(self.session, one))
        if content is None:
            return
        made = _picture(content) if one.media_type == PICTURE else _pages(content)
        if isinstance(made, KnownError):
            show_error(self, made)
            return
        dialog = Dialog(self.window())
        dialog.setWindowTitle(one.file_name or "Berkas")
        dialog.setProperty("help_topic", "rencana#berkas-rkm")
        box = column(margins=(12, 12, 12, 12))
        dialog.setLayout(box)
        box.addWidget(made, 1)
        box.addLayout(row(label(one.file_name or ""), None, button("&Tutup", dialog.accept, kind="primary")))
        dialog.resize(BIG.width(), BIG.height())
        dialog.exec()

    def save_copy(self, one: Attachment, *, then_open: bool = False) -> None:
        """Ask where to, write it there, and on wish open it."""
        name, _ = QFileDialog.getSaveFileName(self, "Simpan salinan berkas", one.file_name or "berkas")
        if name:
            self.write_copy(one, Path(name), then_open=then_open)

    def write_copy(self, one: Attachment, target: Path, *, then_open: bool = False) -> None:
        """Write a copy on the worker."""

        def done(path: Path) -> None:
            self.wrote.emit(Saved(), f"Salinan disimpan: {path.name}")
            if then_open:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        run(self, lambda _progress: documents.save_copy(self.session, one, target), done=done)

    def remove(self, one: Attachment) -> None:
        """Take a file off; it can be undone."""
        done = attempt(self, lambda: documents.remove_document(self.session, one))
        if done is not None:
            self.renew()
            self.wrote.emit(done, f"Berkas {one.name()} dihapus.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._owner() is not None and _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(_paths(event))

    def _line(self, one: Attachment) -> QWidget:
        made = QWidget()
        name = one.file_name or "Berkas"
        look = button(name.replace("&", "&&"), lambda: self.look_at(one), kind="quiet", icon="document")
        look.setToolTip("Buka berkas ini (Enter)")
        size = label(f"{number((one.size or 0) / 1000)} KB", "small")
        copy = button("Simpan salinan…", lambda: self.save_copy(one), icon="save")
        copy.setAccessibleName(f"Simpan salinan {name}")
        trash = tool("trash", f"Hapus berkas {name}", lambda: self.remove(one))
        made.setLayout(row(look, size, None, copy, trash, spacing=10))
        return made

    def _added(self, result: tuple[int, list[KnownError]]) -> None:
        count, refused = result
        self.renew()
        if count:
            self.wrote.emit(Saved("", frozenset({Attachment.FORM})), f"{count} berkas dilampirkan.")
        for error in refused:
            show_error(self, error)


def _add_all(
    session: Session, owner: Record, paths: Sequence[Path], progress: Progress
) -> tuple[int, list[KnownError]]:
    count, refused = 0, list[KnownError]()
    for path in paths:
        progress.check()
        try:
            documents.add_document(session, owner, path)
            count += 1
        except KnownError as error:
            refused.append(error)
    return count, refused


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _picture(content: bytes) -> QWidget:
    made = QLabel()
    made.setPixmap(QPixmap.fromImage(scaled(content, BIG)))
    return made


def _pages(content: bytes) -> QWidget | KnownError:
    """The pages of a PDF; one that cannot be drawn is still kept and can be saved as a copy."""
    try:
        sizes = page_sizes(content)
    except KnownError as error:
        return error
    made = PagesView()
    made.show_pdf(content, sizes)
    return made
