"""Pengaturan of the copies: when they were made and why, one more at once or onto a stick, and any of them brought back
in three clicks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import copies, from_copy, stick_copies
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.store import shelf, vault
from kampungkb_desktop.store.shelf import Kept
from kampungkb_desktop.ui.background import STICKS, run
from kampungkb_desktop.ui.copy_words import content_of, reason_of, size_of, state_of, when_of
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.pages.copy_dialog import COMPARING, CopyDialog
from kampungkb_desktop.ui.pages.exchange_places import sticks
from kampungkb_desktop.ui.pages.sticks_dialog import SticksDialog
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import SectionTitle, button, column, label, row

COLUMNS = (
    Column("at", "Waktu", 22, sortable=False, firm=True),
    Column("why", "Sebab", 25, sortable=False),
    Column("content", "Isi", 24, sortable=False, stretch=True),
    Column("size", "Ukuran", 9, Align.RIGHT, sortable=False),
    Column("state", "Keadaan", 10, sortable=False, firm=True),
)
WORDS = (
    "Salinan dibuat sendiri setiap 30 menit selama Anda bekerja, dan sebelum menerima berkas. Setiap salinan dibuka "
    "lagi dan dicocokkan dengan aslinya. Salinan di flashdisk tetap ada bila laptop rusak atau hilang; isinya "
    "tersandi dengan kata sandi Anda."
)


class CopiesTab(QWidget):
    """``restore_wanted(Kept)`` after the question; ``state(str)`` for the foot of the window."""

    restore_wanted = Signal(object)
    wrote = Signal(object, str)
    """A ``Saved`` and what to say: a record came back from a copy."""
    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: tuple[Kept, ...] = ()
        empty = EmptyState(
            "Belum ada salinan", "Salinan pertama dibuat sendiri beberapa menit setelah aplikasi dibuka.", icon="copy"
        )
        self.table = RecordTable(COLUMNS, self._rows, name="Salinan cadangan", empty=empty)
        self.table.selected.connect(self._chosen)
        self.make = button("&Buat salinan sekarang", self.copy_now, kind="primary", icon="copy")
        self.carry = button("Salin ke &flashdisk…", self.copy_to_stick, icon="usb")
        self.known = button("Flas&hdisk yang dikenal…", self.show_sticks, kind="quiet")
        self.restore = button("&Pulihkan…", self.ask_restore, tip="Kembalikan data ke keadaan salinan ini")
        self.check = button("Pe&riksa", self.check_chosen, icon="shield", tip="Buka salinan ini dan cocokkan")
        words = label(WORDS, "soft", wrap=True)
        self.look = button("Lihat i&si…", self.look_into, icon="search", tip="Kembalikan satu catatan saja")
        title = SectionTitle("Salinan cadangan", "", self.look, self.restore, self.check)
        self.setLayout(column(words, row(self.make, self.carry, self.known, None), title, self.table, spacing=10))
        self._chosen(None)
        self.load()

    def load(self) -> None:
        """Read the shelf anew on the worker."""
        run(self, lambda _p: copies.copies_of(self.session), done=self._show)

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    # --- deeds

    def copy_now(self) -> None:
        """One more beside the data."""
        run_shown(
            self, lambda p: copies.copy_now(self.session, copies.BY_HAND, p), done=self._made, text="Membuat salinan"
        )

    def copy_to_stick(self) -> None:
        """One with the photos onto a stick: the one that is plugged in, or a folder one chooses."""
        run(self, lambda _p: sticks(), done=lambda found: self._carry(self._goal([one.path for one in found])))

    def show_sticks(self) -> None:
        """Which flash disks get a copy by themselves."""
        SticksDialog(self, self.session).exec()

    def ask_restore(self) -> None:
        """Say what follows, and ask."""
        kept = self.chosen()
        if kept is None or kept.slip is None:
            return
        run(self, lambda _p: copies.changed_since(self.session, kept), done=lambda lost: self._ask(kept, lost))

    def look_into(self) -> None:
        """What the copy has otherwise, record by record."""
        if (kept := self.chosen()) is not None:
            run_shown(
                self, lambda p: from_copy.look_into(self.session, kept, p), done=lambda found: self._open(kept, found),
                text=COMPARING,
            )  # fmt: skip

    def _open(self, kept: Kept, found: from_copy.Content) -> None:
        """Only once it is known what is in it: whoever stops the reading is shown no empty box."""
        dialog = CopyDialog(self, self.session, kept)
        dialog.restored.connect(self.wrote)
        dialog.show_content(found)
        dialog.exec()

    def check_chosen(self) -> None:
        """Open the copy and compare it with its slip."""
        kept = self.chosen()
        if kept is not None:
            key = vault.derive(self.session.master, vault.DATABASE)
            run_shown(self, lambda _p: shelf.check(kept, key), done=self._sound, text="Memeriksa salinan")

    def chosen(self) -> Kept | None:
        """The copy under the bar."""
        at = self.table.current_id()
        return self.found[at] if isinstance(at, int) and at < len(self.found) else None

    # --- inside

    def _show(self, found: tuple[Kept, ...]) -> None:
        self.found = found
        self.table.set_ids(list(range(len(found))))
        self._chosen(self.table.current_id())

    def _chosen(self, _at: object) -> None:
        kept = self.chosen()
        self.restore.setEnabled(kept is not None and kept.slip is not None)
        self.look.setEnabled(kept is not None and kept.slip is not None)
        self.check.setEnabled(kept is not None)

    def _goal(self, plugged: Sequence[Path]) -> Path | None:
        if len(plugged) == 1:
            return plugged[0]
        start = str(plugged[0]) if plugged else ""
        chosen = QFileDialog.getExistingDirectory(self.window(), "Pilih flashdisk atau folder", start)
        return Path(chosen) if chosen else None

    def _carry(self, goal: Path | None) -> None:
        if goal is not None:
            run_shown(
                self, lambda p: stick_copies.copy(self.session, goal, p), done=self._carried, text="Membuat salinan",
                lane=STICKS,
            )  # fmt: skip

    def _carried(self, kept: Kept) -> None:
        self.state.emit(f"Salinan ada di {kept.folder} dan cocok dengan aslinya")

    def _made(self, kept: Kept) -> None:
        self.state.emit(f"Salinan {when_of(kept)} dibuat dan cocok dengan aslinya")
        self.load()

    def _sound(self, _nothing: None) -> None:
        self.state.emit("Salinan itu utuh dan dapat dipakai")

    def _ask(self, kept: Kept, lost: int) -> None:
        after = f"{number(lost)} perubahan sesudahnya tidak ikut." if lost else "Tidak ada perubahan sesudahnya."
        again = (
            "Keadaan sekarang disimpan dahulu sebagai salinan. Data yang dihapus atas permintaan orangnya tidak ikut "
            "kembali. Setelah itu laptop ini didaftarkan lagi ke kabupaten "
            "sebelum mengirim berkas; yang pernah terkirim datang kembali dari sana."
        )
        if confirm(self, f"Kembalikan data ke {when_of(kept)}?", f"{after} {again}", "&Kembalikan data"):
            self.restore_wanted.emit(kept)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        kept = [self.found[int(at)] for at in ids]
        return [
            Row(at, (when_of(one), reason_of(one), content_of(one), size_of(one), state_of(one)))
            for at, one in zip(ids, kept, strict=True)
        ]
