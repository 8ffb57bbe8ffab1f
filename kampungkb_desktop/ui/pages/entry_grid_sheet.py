"""One list of visits being typed: the grid, what is said of the cell and row one is on, and the way of a list from its
first letter to the records. The pieces know each other only through this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.actions import grid_drafts
from kampungkb_desktop.actions.grid_cells import settled
from kampungkb_desktop.actions.grid_columns import DAY, columns_of
from kampungkb_desktop.actions.grid_judging import Judge
from kampungkb_desktop.actions.grid_people import Who
from kampungkb_desktop.actions.grid_sheet import PERSON, Sheet, filled_where_empty
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.entry_grid_dialogs import ColumnsDialog
from kampungkb_desktop.ui.pages.entry_grid_keeping import Keeper
from kampungkb_desktop.ui.pages.entry_grid_model import READY, STORED, GridModel
from kampungkb_desktop.ui.pages.entry_grid_people import GridPeople
from kampungkb_desktop.ui.pages.entry_grid_row import RowTold
from kampungkb_desktop.ui.pages.entry_grid_saving import GridSaving
from kampungkb_desktop.ui.pages.entry_grid_twice import Twice
from kampungkb_desktop.ui.pages.entry_grid_typing import Typing
from kampungkb_desktop.ui.pages.entry_grid_view import GridView
from kampungkb_desktop.ui.widgets import button, column, label, row


class GridSheet(QWidget):
    """``wrote(forms)`` and ``said(words, undoable)`` after saving, ``state(str)`` for the strip, ``closed()`` by
    Escape."""

    wrote = Signal(object)
    said = Signal(str, bool)
    state = Signal(str)
    counted = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._today = session, today
        self.view = GridView()
        self.people = GridPeople(session, self.view, today)
        self.saving = GridSaving(session, self.view)
        self.typing = Typing(self.view, self.people.find, lambda: new_record_id(session))
        self.told = RowTold(session, self)
        self.twice = Twice(self, self)
        self.keeper = Keeper(session, lambda: self.model.sheet, self)
        self.day = QLineEdit()
        self.day.setAccessibleName("Tanggal kunjungan untuk seluruh daftar")
        self.day.setPlaceholderText("5/3")
        self.day.setFixedWidth(tokens().px(110))
        self.columns_button = button("Kolo&m…", self.choose_columns, tip="Pilih kolom yang ditampilkan")
        self.again_button = button(
            "Ketik ula&ng…", lambda: self.twice.toggle(), shortcut="F7", tip="Ketik dua kali dan bandingkan"
        )
        self.out_button = button("Keluarkan &baris", self.take_out, shortcut="Ctrl+Delete",
                                 tip="Keluarkan baris yang dipilih dari daftar ini")  # fmt: skip
        self.save_button = button("&Simpan yang lengkap", self.save, kind="primary", icon="check",
                                  shortcut="Ctrl+Return", tip="Simpan baris lengkap sebagai kunjungan")  # fmt: skip
        self.note = label("", "small")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        caption = label("&Tanggal kunjungan", "label")
        caption.setBuddy(self.day)
        bar = row(caption, self.day, None, self.columns_button, self.again_button)
        middle = row(self.view, self.told.side, spacing=12)
        middle.setStretch(0, 1)
        foot = row(self.note, None, self.out_button, self.save_button)
        box = column(bar, spacing=8)
        box.addLayout(middle, 1)
        box.addWidget(self.told.cell)
        box.addWidget(self.twice.settle)
        box.addLayout(foot)
        self.setLayout(box)
        self.setFocusProxy(self.view)

    def _wire(self) -> None:
        self.typing.chosen.connect(self.people.choose)
        self.people.known.connect(self._known)
        self.saving.saved.connect(self._saved)
        self.saving.note.connect(self.note.setText)
        self.saving.busy.connect(self.save_button.setDisabled)
        self.typing.pending.connect(self._pending)
        self.typing.left.connect(self.closed)
        self.typing.deeds.resolve.connect(self.people.resolve)
        self.typing.deeds.said.connect(self.note.setText)
        self.keeper.kept.connect(self.state)
        self.day.editingFinished.connect(self._day_given)
        self.day.returnPressed.connect(self.view.setFocus)
        for keys, deed in (("F4", self.told.ask_reason), ("F6", self._other_part), ("Ctrl+S", self.keep_now)):
            QShortcut(QKeySequence(keys), self, deed)

    # --- a list

    @property
    def model(self) -> GridModel:
        """The sheet as the view shows it."""
        return self.view.grid

    def open(self, sheet: Sheet, people: Iterable[Who] = ()) -> None:
        """Show a list. What is on record of its people comes a moment later, and with it what their figures mean."""
        self.keeper.forget()
        every = columns_of(sheet.target)
        model = GridModel(sheet, every, Judge(sheet.target, every, self.session.author, today=self._today()))
        model.did.connect(self._did)
        self.view.show_model(model)
        self.view.selectionModel().currentChanged.connect(lambda *_: self.told.soon())
        self.told.begin(self.view)
        self.people.blank_at_end()
        self.day.setText(sheet.day)
        self.note.setText("")
        self.twice.renew()
        self.people.read(people)
        self.typing.walk.go(0, 0)
        if not self.typing.walk.stops(0, 0):
            self.typing.walk.walk(1)
        self._count()

    def shows(self, sheet_id: str) -> bool:
        """Whether this list stands here."""
        return isinstance(self.view.model(), GridModel) and self.model.sheet.id == sheet_id

    def renew(self) -> None:
        """Records were written elsewhere, or a saving was undone: rows open and close again."""
        if isinstance(self.view.model(), GridModel) and not self.saving.running:
            self.saving.follow()
            self.people.read()

    def leave(self) -> bool:
        """Everything is on the disk; a list with nothing left to type is no draft any more."""
        if isinstance(self.view.model(), GridModel):
            self.typing.leave_cell()
            if self.saving.waiting():
                self.keeper.write_now()
            else:
                self.keeper.forget()
                grid_drafts.drop(self.session, self.model.sheet.id)
        return True

    def keep_now(self) -> None:
        """Ctrl+S: write the draft and say so."""
        self.typing.leave_cell()
        self.keeper.touch(self.model.ids)
        self.keeper.write_now()
        self.note.setText("Draf tersimpan di laptop ini.")

    # --- changes

    def _did(self, _name: str, rows: Sequence[str]) -> None:
        self.keeper.touch(rows)
        self.told.soon()
        self._count()
        self.twice.tell()

    def _pending(self, row_id: str, key: str, text: str) -> None:
        """What stands in the cell while one rests goes to the disk, but is no step of its own."""
        if not self.model.sheet.checks:
            self.keeper.keep_pending(row_id, key, text)

    def _day_given(self) -> None:
        kind = next(one.kind for one in self.model.every if one.key == DAY)
        text, before = settled(kind, self.day.text(), self._today()), self.model.sheet.day
        self.day.setText(text)
        if text == before:
            return
        self.model.change(replace(self.model.sheet, day=text))
        rows = [one for one in self.model.ids if PERSON in self.model.sheet.rows[one]]
        self.model.do("Tanggal daftar", filled_where_empty(self.model.sheet, DAY, text, before, rows=rows))

    def choose_columns(self) -> None:
        """Which columns are shown."""
        sheet = self.model.sheet
        dialog = ColumnsDialog(self.model.every, sheet.columns or [one.key for one in self.model.every], self)
        dialog.chosen.connect(self._show_columns)
        dialog.open()

    def _show_columns(self, keys: tuple[str, ...]) -> None:
        here = self.typing.walk.here()
        self.model.change(replace(self.model.sheet, columns=keys))
        self.typing.walk.go_to(here[0] if here else self.model.ids[0], DAY)
        self.view.setFocus()

    def take_out(self) -> None:
        """The chosen rows are not of this list; Ctrl+Z brings them back."""
        rows, _places = self.typing.deeds.chosen_cells()
        at = self.view.currentIndex()
        self.model.do("Keluarkan baris", self.model.out(rows))
        self.people.blank_at_end()
        self.typing.walk.go(min(at.row(), len(self.model.ids) - 1), at.column())

    def save(self) -> None:
        """Ctrl+Enter: every whole row becomes a visit, all of them as one action."""
        self.typing.leave_cell()
        self.keeper.write_now()
        self.saving.save()

    def _saved(self, forms: frozenset[str], words: str) -> None:
        self.wrote.emit(forms)
        self.said.emit(words, True)  # noqa: FBT003  a signal

    def _known(self) -> None:
        self.told.forget()
        self._count()

    def _count(self) -> None:
        states = [self.model.state(one) for one in self.model.ids]
        people = sum(PERSON in self.model.sheet.rows[one] for one in self.model.ids)
        ready, stored = states.count(READY), states.count(STORED)
        parts = [f"{number(people)} orang", f"{number(ready)} siap disimpan"]
        if stored:
            parts.append(f"{number(stored)} tersimpan")
        self.counted.emit(" · ".join(parts))

    def _other_part(self) -> None:
        """F6: between the grid and what stands over it."""
        (self.day if self.view.hasFocus() else self.view).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.told.fit(event.size().width())
