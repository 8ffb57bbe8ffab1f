"""Arriving inside Kirim & Terima: which files are meant, and a file that is taken back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import parts_in, take_in, updating
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.undo_file import Undone, undo_file
from kampungkb_desktop.base.text import number
from kampungkb_desktop.store.entries import FileEntry
from kampungkb_desktop.ui.pages.exchange_history import FileHistory
from kampungkb_desktop.ui.pages.exchange_places import Spot, documents
from kampungkb_desktop.ui.pages.exchange_receive import ReceiveCard
from kampungkb_desktop.ui.progress_view import run_shown


class Arrivals(QObject):
    """``chosen(list[Path])`` by the dialogs, ``undone(sentence)`` after a file was taken back, ``go(str, object)`` to
    where an update is laid down. ``plugged`` are the sticks found last."""

    chosen = Signal(object)
    undone = Signal(str)
    go = Signal(str, object)

    def __init__(self, owner: QWidget, session: Session, card: ReceiveCard, history: FileHistory) -> None:
        super().__init__(owner)
        self._owner, self._session = owner, session
        self.plugged: list[Spot] = []
        card.files_wanted.connect(self._ask_files)
        card.folder_wanted.connect(self._ask_folder)
        history.undo_wanted.connect(self._undo_file)
        history.forget_wanted.connect(self._forget)

    def sift(self, paths: Sequence[Path]) -> list[Path]:
        """What is left to look at here when updates of the program are taken out; alone, one is shown where it is
        laid down, beside sync files it is only told."""
        updates, rest = updating.update_files(list(paths))
        if updates and take_in.has_sync_files(rest):
            self.undone.emit("Di sana juga ada pembaruan aplikasi: pasang di Pengaturan, bagian Data & versi.")
        elif updates:
            self.go.emit("pengaturan", f"data/{updates[-1]}")
            return []
        return rest

    def _forget(self, entry: FileEntry) -> None:
        parts_in.forget(self._session, entry.sha256)
        self.undone.emit("Bagian yang sudah datang dilupakan.")

    def _undo_file(self, entry: FileEntry) -> None:
        run_shown(
            self._owner,
            lambda progress: undo_file(self._session, entry, progress=progress),
            done=self._tell,
            cancelled=lambda: self.undone.emit("Dibatalkan. Tidak ada yang berubah."),
            text="Mengurungkan berkas…",
        )

    def _tell(self, undone: Undone) -> None:
        left = f" {number(undone.left)} catatan dibiarkan karena sudah diubah lagi." if undone.left else ""
        self.undone.emit(f"{number(undone.back)} catatan dikembalikan.{left}")

    def _ask_files(self) -> None:
        files, which = self._start(), "Berkas kirim (*.kkb *.kkb.* *.kkbu);;Semua (*)"
        found, _ = QFileDialog.getOpenFileNames(self._owner, "Pilih berkas kirim", files, which)
        if found:
            self.chosen.emit([Path(one) for one in found])

    def _ask_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self._owner, "Pilih folder berisi berkas kirim", self._start())
        if found:
            self.chosen.emit([Path(found)])

    def _start(self) -> str:
        return str(self.plugged[0].path if self.plugged else documents())
