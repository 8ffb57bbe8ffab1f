"""Sending inside Kirim & Terima: where the file goes, its making, and the folder that is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.dispatch import waiting_folder
from kampungkb_desktop.actions.export import FULL, NEW, Exported, Order, export
from kampungkb_desktop.actions.receiver_offices import VEILED
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.updating_handing import Handed, go_along
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import OUT, FileEntry
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.pages.exchange_order import MEGABYTE, OrderDialog
from kampungkb_desktop.ui.pages.exchange_places import Spot, documents, open_folder, spots
from kampungkb_desktop.ui.pages.exchange_send import SendCard
from kampungkb_desktop.ui.progress_view import run_shown


def _remembered(kept: Settings, *, district: bool) -> Order:
    """What was chosen the last time."""
    kind = kept.send_kind if district and kept.send_kind in VEILED else None
    return Order(kind or NEW, kept.send_photos is not False, (kept.send_limit or 0) * MEGABYTE)


class Outgoing(QObject):
    """``changed(sentence)`` after a file was made or given up, ``queued()`` after one was made to go over the office's
    ``storage``. ``plugged`` are the sticks found last."""

    changed = Signal(str)
    queued = Signal()

    def __init__(self, owner: QWidget, session: Session, card: SendCard) -> None:
        super().__init__(owner)
        self._owner, self._session, self._card = owner, session, card
        self.plugged: list[Spot] = []
        self.storage: Callable[[], list[Spot]] = list
        self._chosen: Path | None = None
        card.send.connect(self.send)
        card.folder_wanted.connect(self._ask_target)
        card.open_wanted.connect(open_folder)
        card.order_wanted.connect(self._ask_order)
        card.paper_wanted.connect(self._show_newest)
        self.order = _remembered(settings.load(session), district=card.district)
        card.show_order(self.order)

    def send(self, full: bool) -> None:
        """Make the file in the chosen folder."""
        folder, order = self._card.folders.folder() or documents(), self._ordered(full=full)
        self._card.working(busy=True)

        def work(progress: Progress) -> tuple[Exported, list[Handed]]:
            made = export(self._session, folder, order=order, progress=progress)
            return made, go_along(self._session, made, order.kind, progress)

        run_shown(
            self._owner,
            work,
            done=lambda made: self._made(*made, folder),
            failed=self._refused,
            cancelled=lambda: self._over("Pembuatan berkas dibatalkan."),
            text="Membuat berkas kirim…",
        )

    def _ordered(self, *, full: bool) -> Order:
        """The order as it was chosen; "semua" means from the beginning."""
        if not full:
            return self.order
        return replace(self.order, whole=True) if self.order.kind in VEILED else replace(self.order, kind=FULL)

    def _ask_order(self) -> None:
        dialog = OrderDialog(self._owner, self.order, district=self._card.district)
        if not dialog.exec():
            return
        self.order = dialog.order()
        self._card.show_order(self.order)
        kept, limit = settings.load(self._session), self.order.limit // MEGABYTE or None
        kept = kept.changed(send_kind=self.order.kind, send_photos=self.order.photos, send_limit=limit)
        settings.store(self._session, kept)
        self.changed.emit("")

    def send_to(self, stick: Spot) -> None:
        """Make what is new on this stick, and choose it."""
        if all(one.path != stick.path for one in self.plugged):
            self.plugged = [stick, *self.plugged]
        self._chosen = stick.path
        self.offer_folders()
        self.send(full=False)

    def offer_folders(self) -> None:
        """Show the folders there are now."""
        last, storage = settings.load(self._session).export_folder, self.storage()
        waiting = str(waiting_folder(self._session))
        found = spots(None if last == waiting else last, self.plugged)
        self._card.folders.offer([*storage, *found] if last == waiting else [*found, *storage], self._chosen)

    def folders(self) -> list[Path]:
        """Where a file that was made may lie now."""
        kept = settings.load(self._session).export_folder
        likely = [self._chosen, Path(kept) if kept else None, self._card.folders.folder(), documents()]
        return [one for one in (*likely, *(stick.path for stick in self.plugged)) if one is not None]

    def show_paper(self, file: FileEntry) -> None:
        """Berita acara of a file, to be printed and signed by both sides."""
        from kampungkb_desktop.ui.pages.handing_papers import file_paper  # noqa: PLC0415  paper is seldom printed

        file_paper(self._owner, self._session, file.id, file.number).open()

    def _show_newest(self) -> None:
        """That of the file which was just made."""
        with self._session.database.read() as conn:
            made = read.files(conn, direction=OUT)
        if made:
            self.show_paper(made[0])

    def _made(self, made: Exported, beside: list[Handed], folder: Path) -> None:
        self._remember(folder)
        self._over(f"Pembaruan aplikasi versi {beside[0].version} ikut disalin ke sana." if beside else "")
        if folder == waiting_folder(self._session):
            self.queued.emit()
        else:
            self._card.show_made(made)

    def _refused(self, error: KnownError) -> None:
        self._over()
        show_error(self._owner, error)

    def _over(self, said: str = "") -> None:
        self._card.working(busy=False)
        self.changed.emit(said)

    def _remember(self, folder: Path) -> None:
        """Next time the same folder is offered; a stick of its own letter comes by itself."""
        kept = settings.load(self._session)
        if kept.export_folder != str(folder):
            settings.remember(self._session, kept.changed(export_folder=str(folder)))

    def _ask_target(self) -> None:
        start = self._card.folders.folder() or documents()
        found = QFileDialog.getExistingDirectory(self._owner, "Folder untuk berkas kirim", str(start))
        if found:
            self._chosen = Path(found)
            self._remember(self._chosen)
            self.offer_folders()
