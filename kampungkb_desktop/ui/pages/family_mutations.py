"""What happened to one family and its people, newest first, and the way to take one of them back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.actions.mutations import take_back
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import lists
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.mutation_words import day_words, kind_tag, siga_words, where_words, who_words
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

_COLUMNS = (
    Column("day", "Tanggal", 12, sortable=False, firm=True),
    Column("who", "Orang", 18, sortable=False, stretch=True),
    Column("kind", "Mutasi", 20, sortable=False, firm=True),
    Column("siga", "SIGA", 6, sortable=False, tip="Nomor pada kolom Mutasi rekapitulasi SIGA"),
    Column("where", "Dari, ke, dan dengan siapa", 26, sortable=False, stretch=True),
)


class FamilyMutations(QWidget):
    """``tab(str)`` leads to Anggota, ``go`` to the other family of a mutation."""

    said = Signal(str, bool)
    recorded = Signal(object, object)
    tab = Signal(str)
    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.file: FamilyFile | None = None
        self._shown: dict[str, lists.MutationRow] = {}
        self.table = RecordTable(_COLUMNS, self._rows, name="Mutasi keluarga ini")
        self.table.opened.connect(self._open)
        self.back = button(
            "Batalkan &mutasi ini", self._take_back, kind="quiet", icon="undo",
            tip="Kembalikan orang dan keluarga seperti sebelum mutasi ini dicatat",
        )  # fmt: skip
        self.count = label("", "soft", wrap=True)
        head = row(self.count, self.back)
        head.setStretch(0, 1)
        box = column(head, spacing=8)
        box.addWidget(self.table, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def show_family(self, file: FamilyFile) -> None:
        """Read the mutations of this family, those who left it and those who came."""
        self.file = file
        with self.session.database.read() as conn:
            found = lists.mutation_rows(conn, family=file.family.id)
        self._shown = {one.id: one for one in found}
        if not found:
            self.table.set_empty(_none_yet(self))
        undo = " Yang keliru dapat dibatalkan." if self.session.role != DISTRICT else ""
        self.count.setText(f"Enter membuka keluarga asal atau tujuan.{undo}")
        self.count.setVisible(bool(found))
        self.back.setVisible(bool(found) and self.session.role != DISTRICT)
        self.table.set_ids(list(self._shown))
        if found:
            self.table.select(found[0].id)

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [
            Row(one.id, (day_words(one), who_words(one), kind_tag(one), siga_words(one), where_words(one)))
            for one in (self._shown[str(i)] for i in ids if str(i) in self._shown)
        ]

    def _open(self, mutation: Id) -> None:
        one = self._shown.get(str(mutation))
        here = self.file.family.id if self.file is not None else ""
        if one is None:
            return
        other = next((key for key in (one.to_family_id, one.family_id) if key not in (None, here)), None)
        if other is not None:
            self.go.emit("", other)
        else:
            self.tab.emit("anggota")

    def _take_back(self) -> None:
        chosen = self._shown.get(str(self.table.current_id()))
        if chosen is None or self.file is None:
            return
        written: Saved | None = attempt(self, lambda: take_back(self.session, chosen.id))
        if written is not None:
            self.recorded.emit(self.file.family, Saved(forms=written.forms))
            self.said.emit("Mutasi dibatalkan; orang dan keluarganya kembali seperti sebelumnya.", bool(written.action))


def _none_yet(tab: FamilyMutations) -> EmptyState:
    """What writes a mutation: an officer's hand at the person, or the file that comes from him."""
    title = "Belum ada mutasi"
    if tab.session.role == DISTRICT:
        words = "Kelahiran, perkawinan, pindah, dan kematian dicatat petugasnya dan datang bersama berkas kirimnya."
        return EmptyState(title, words, icon="users")
    words = (
        "Bila ada yang lahir, menikah, bercerai, pindah, datang, atau meninggal, buka Anggota, pilih orangnya, lalu "
        "tekan Ctrl+M."
    )
    return EmptyState(title, words, "Ke Anggota", lambda: tab.tab.emit("anggota"), icon="users", sign="forward")
