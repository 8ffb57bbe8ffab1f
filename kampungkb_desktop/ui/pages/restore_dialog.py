"""Kembalikan isian: what a record once said beside what it says now, answer by answer, and those one ticks brought
back. It only asks; what is written is a change like any other (``actions.restoring``)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from kampungkb_desktop.actions import restoring
from kampungkb_desktop.actions.history import HistoryEntry
from kampungkb_desktop.actions.restoring import Comparison
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import listing, moment, number
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("when", "Keadaan sesudah", 20, sortable=False, firm=True),
    Column("what", "Tindakan", 22, sortable=False, stretch=True),
    Column("author", "Oleh", 15, sortable=False),
)
WORDS = (
    "Pilih keadaan lama di kiri, lalu centang isian yang ingin dikembalikan. Yang tidak dicentang tetap seperti kini."
)


class FieldList(QTreeWidget):
    """Answers then and now, each with a tick; space ticks the one under the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Isian yang berbeda, dengan centang")
        self.setHeaderLabels(["Isian", "Waktu itu", "Sekarang"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        head = self.header()
        head.setSectionsMovable(False)
        for at in range(3):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def show_fields(self, found: Comparison | None) -> None:
        """Show these, all ticked."""
        self.clear()
        for one in found.fields if found else ():
            now = one.now if found and found.alive else "(dihapus)"
            line = QTreeWidgetItem([one.label, one.then, now])
            line.setData(0, Qt.ItemDataRole.UserRole, one.field)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(0, Qt.CheckState.Checked)
            line.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{one.label}: waktu itu {one.then}, sekarang {now}")
            for at in range(3):
                line.setToolTip(at, line.text(at))
            self.addTopLevelItem(line)
        if self.topLevelItemCount():
            self.setCurrentItem(self.topLevelItem(0))

    def ticked(self) -> list[str]:
        """The fields that are ticked."""
        lines = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        return [
            str(one.data(0, Qt.ItemDataRole.UserRole))
            for one in lines
            if one is not None and one.checkState(0) == Qt.CheckState.Checked
        ]

    def tick_all(self, wanted: Qt.CheckState) -> None:
        """Tick all, or none."""
        for at in range(self.topLevelItemCount()):
            if (line := self.topLevelItem(at)) is not None:
                line.setCheckState(0, wanted)


class RestorePane(QWidget):
    """One comparison with its ticks and the button. ``restored(Saved, str)`` with a sentence; ``refused(KnownError)``
    after it was shown."""

    restored = Signal(object, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: Comparison | None = None
        self.about = label("", "label", wrap=True)
        self.fields = FieldList()
        self.fields.itemChanged.connect(self._count)
        self.empty = Banner("", Tone.INFO)
        self.along = QCheckBox("")
        self.along.setChecked(True)
        self.every = button("Centang &semua", lambda: self.fields.tick_all(Qt.CheckState.Checked), kind="quiet")
        self.none = button("Ko&songkan centang", lambda: self.fields.tick_all(Qt.CheckState.Unchecked), kind="quiet")
        self.deed = button("&Kembalikan isian ini", self.restore, kind="primary", icon="undo")
        box = column(self.about, self.empty, spacing=8)
        box.addWidget(self.fields, 1)
        box.addWidget(self.along)
        box.addLayout(row(self.every, self.none, None, self.deed))
        self.setLayout(box)
        self.show_comparison(None)

    def show_comparison(self, found: Comparison | None, why: str = "") -> None:
        """Show a state beside that of now; ``why`` says what keeps it from coming back."""
        self.found = found
        self.fields.show_fields(found)
        some = found is not None and not found.nothing
        self.fields.setVisible(some)
        self.empty.setVisible(not some)
        self.empty.say(
            why or ("Keadaan itu sama dengan keadaan sekarang." if found else "Pilih satu keadaan."), Tone.INFO
        )
        gone = found is not None and not found.alive
        self.about.setText(
            "" if found is None else f"{found.name or form_title(found.form)}{' (dihapus)' if gone else ''}"
        )
        self.along.setVisible(gone and bool(found and found.along))
        self.along.setText(f"Kembalikan juga yang dihapus bersamanya: {_listed(found)}" if found else "")
        self.every.setVisible(some)
        self.none.setVisible(some)
        self._count()

    def restore(self) -> None:
        """Write what is ticked."""
        found, fields, along = self.found, self.fields.ticked(), self.along.isChecked()
        if found is None or not self.deed.isEnabled():
            return
        self.deed.setEnabled(False)
        run(
            self,
            lambda _p: restoring.restore(self.session, found, fields, along=along),
            done=lambda saved: self._restored(saved, found, len(fields), along=along),
            failed=self._refused,
            text="Mengembalikan isian",
        )

    def _restored(self, saved: Saved, found: Comparison, count: int, *, along: bool) -> None:
        name = found.name or form_title(found.form)
        if found.alive:
            words = f"{name}: {number(count)} isian dikembalikan"
        else:
            more = f", bersama {_listed(found)}" if along and found.along else ""
            words = f"{name} dikembalikan{more}"
        self.restored.emit(saved, words)

    def _refused(self, error: KnownError) -> None:
        self._count()
        show_error(self, error)

    def _count(self) -> None:
        count = len(self.fields.ticked())
        gone = self.found is not None and not self.found.alive
        self.deed.setText("&Kembalikan catatan ini" if gone else "&Kembalikan isian ini")
        self.deed.setEnabled(self.found is not None and not self.found.nothing and bool(count))


class RestoreDialog(QDialog):
    """The states of one record, and the pane. ``restored(Saved, str)``; it closes then. ``entry`` is the change one
    came from: the state before it is chosen, or its own where there was none before."""

    help_topic = "riwayat#mengembalikan-isian"
    restored = Signal(object, str)

    def __init__(
        self,
        owner: QWidget,
        session: Session,
        records: Sequence[tuple[str, str]],
        entry: HistoryEntry | None = None,
    ) -> None:
        super().__init__(owner)
        self.session, self.records = session, list(records)
        self.form, self.record = self.records[0]
        self.found: Sequence[HistoryEntry] = ()
        self._wanted: ChangeId | None = None
        self.setWindowTitle("Riwayat dan isian lama")
        self.which = QComboBox()
        self.which.setAccessibleName("Catatan")
        for of_form, _id in self.records:
            self.which.addItem(form_title(of_form))
        self.which.activated.connect(self._turn)
        empty = EmptyState("Belum ada keadaan lama", "Catatan ini belum pernah disimpan.", icon="riwayat")
        self.table = RecordTable(COLUMNS, self._rows, name="Keadaan yang pernah ada", empty=empty)
        self.table.selected.connect(self._choose)
        self.pane = RestorePane(session)
        self.pane.restored.connect(self._restored)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.pane)
        look = tokens()
        split.setSizes([look.px(400), look.px(580)])
        top = row(label("Catatan", "label"), self.which, None)
        box = column(label(WORDS, "soft", wrap=True), top, spacing=10, margins=(18, 16, 18, 14))
        box.addWidget(split, 1)
        box.addLayout(row(None, button("&Tutup", self.reject)))
        self.setLayout(box)
        self.resize(look.px(1000), look.px(600))
        self._load(entry)

    def _turn(self, at: int) -> None:
        self.form, self.record = self.records[at]
        self.pane.show_comparison(None)
        self._load(None)

    def _load(self, entry: HistoryEntry | None) -> None:
        run(self, lambda _p: self._read(entry), done=self._show, failed=self._refused)

    def _read(self, entry: HistoryEntry | None) -> tuple[list[HistoryEntry], ChangeId | None]:
        found = restoring.versions(self.session, self.record)
        wanted = restoring.before(self.session, entry) if entry is not None else None
        if wanted is None:  # without a change one came from: what stood before the newest
            other = found[1] if entry is None and len(found) > 1 else None
            wanted = other.change if other else entry.change if entry else None
        return found, wanted

    def _show(self, read: tuple[list[HistoryEntry], ChangeId | None]) -> None:
        self.found, wanted = read
        self.table.set_ids(range(len(self.found)))
        at = next((place for place, one in enumerate(self.found) if one.change == wanted), 0)
        if self.found:
            self.table.select(at)
            self.table.setFocus()

    def _choose(self, at: Id | None) -> None:
        if at is None or int(at) >= len(self.found):
            return
        one = self._wanted = self.found[int(at)].change

        def show(found: Comparison) -> None:
            if self._wanted == one:
                self.pane.show_comparison(found)

        run(
            self, lambda _p: restoring.compare(self.session, self.form, self.record, one), done=show,
            failed=self._refused,
        )  # fmt: skip

    def _refused(self, error: KnownError) -> None:
        self.pane.show_comparison(None, f"{error.sentence} {error.next_step}")

    def _restored(self, saved: Saved, words: str) -> None:
        self.restored.emit(saved, words)
        self.accept()

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [_row(int(at), self.found[int(at)]) for at in ids if int(at) < len(self.found)]


def _row(at: int, one: HistoryEntry) -> Row:
    doubt = "" if one.sure else " (jam diragukan)"
    return Row(at, (f"{moment(one.when)}{doubt}", one.action_name, one.author))


def _listed(found: Comparison | None) -> str:
    """``4 anggota keluarga dan 2 kunjungan``."""
    counts: dict[str, int] = {}
    for one in found.along if found else ():
        counts[one.form] = counts.get(one.form, 0) + 1
    return listing([f"{number(count)} {form_title(form).lower()}" for form, count in counts.items()])
