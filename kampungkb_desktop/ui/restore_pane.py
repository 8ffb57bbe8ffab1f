"""A record as it once was beside what it says now, each answer with a tick, and the button that brings back what is
ticked. For the states of a history and for those of a copy alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from kampungkb_desktop.actions import restoring
from kampungkb_desktop.actions.restoring import Comparison
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column, label, row

Deed = Callable[[Comparison, Sequence[str], bool], Saved]
"""What brings back these fields of a comparison, with or without what was deleted along with it."""


class FieldList(QTableWidget):
    """Answers then and now, each with a tick; space ticks the one under the bar."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        self._ticks: list[QTableWidgetItem] = []
        self.setAccessibleName("Isian yang berbeda, dengan centang")
        self.setHorizontalHeaderLabels(["Isian", "Waktu itu", "Sekarang"])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(tokens().px(30))
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setFixedHeight(tokens().px(36))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_fields(self, found: Comparison | None) -> None:
        """Show these, all ticked."""
        fields = found.fields if found else ()
        self.blockSignals(True)  # noqa: FBT003  Qt's own
        self._ticks = []
        self.setRowCount(len(fields))
        for at, one in enumerate(fields):
            now = one.now if found and found.alive else "(dihapus)"
            cells = [QTableWidgetItem(words) for words in (one.label, one.then, now)]
            for place, cell in enumerate(cells):
                cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(at, place, cell)
            tick = cells[0]
            tick.setData(Qt.ItemDataRole.UserRole, one.field)
            tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(Qt.CheckState.Checked)
            said = f"{one.label}: waktu itu {one.then}, sekarang {now}"
            tick.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self._ticks.append(tick)
        if fields:
            self.setCurrentCell(0, 0)
        self.blockSignals(False)  # noqa: FBT003  Qt's own

    def ticked(self) -> list[str]:
        """The fields that are ticked."""
        return [
            str(one.data(Qt.ItemDataRole.UserRole)) for one in self._ticks if one.checkState() == Qt.CheckState.Checked
        ]

    def tick_all(self, wanted: Qt.CheckState) -> None:
        """Tick all, or none."""
        for one in self._ticks:
            one.setCheckState(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, wherever in the line the bar is."""
        at = self.currentRow()
        if event.key() == Qt.Key.Key_Space and 0 <= at < len(self._ticks):
            ticked = self._ticks[at].checkState() == Qt.CheckState.Checked
            self._ticks[at].setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class RestorePane(QWidget):
    """One comparison with its ticks and the button. ``restored(Saved, str)`` with a sentence; ``refused(KnownError)``
    after it was shown."""

    restored = Signal(object, str)

    def __init__(self, session: Session, deed: Deed | None = None) -> None:
        super().__init__()
        self.session = session
        self.deed_of: Deed = deed or self._usual
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
        box = column(self.about, self.empty, spacing=8, margins=(10, 0, 0, 0))
        box.addWidget(self.fields, 1)
        box.addStretch(0)  # it takes the room where there is nothing to tick
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
        self.deed.setVisible(some)
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
            lambda _p: self.deed_of(found, fields, along),
            done=lambda saved: self._restored(saved, found, len(fields), along=along),
            failed=self._refused,
            text="Mengembalikan isian",
        )

    def _usual(self, found: Comparison, fields: Sequence[str], along: bool) -> Saved:
        return restoring.restore(self.session, found, fields, along=along)

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


def beside(states: QWidget, pane: RestorePane, left: int, right: int) -> QSplitter:
    """What may be brought back on the left, what it says on the right; widths as at text of 100 %."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.addWidget(states)
    split.addWidget(pane)
    split.setSizes([tokens().px(left), tokens().px(right)])
    return split


def _listed(found: Comparison | None) -> str:
    """``4 anggota keluarga dan 2 kunjungan``."""
    counts: dict[str, int] = {}
    for one in found.along if found else ():
        counts[one.form] = counts.get(one.form, 0) + 1
    return listing([f"{number(count)} {form_title(form).lower()}" for form, count in counts.items()])
