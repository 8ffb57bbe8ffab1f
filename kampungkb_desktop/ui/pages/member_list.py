"""The people of a family as a list: who lives here, and on demand those who died or moved away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kampungkb_desktop.actions.family_file import FamilyFile, gone, in_order
from kampungkb_desktop.actions.restricting import person_called
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.family_words import age_on, relation_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import SectionTitle, button, column, label, row

_COLUMNS = (
    Column("name", "Nama", 18, stretch=True, sortable=False),
    Column("relation", "Hubungan", 15, sortable=False, firm=True, extra=True),
    Column("age", "Umur", 14, sortable=False, firm=True),
    Column("state", "", 9, sortable=False),
)


class MemberList(QWidget):
    """``chosen(str)`` comes only from the person, never from filling; ``turned()`` when those who left came or went."""

    chosen = Signal(str)
    turned = Signal()

    def __init__(self, *buttons: QPushButton, below: QPushButton, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._members: tuple[Member, ...] = ()
        self._unsaved: tuple[Member, ...] = ()
        self._filling = False
        self.with_gone = False
        self.table = RecordTable(_COLUMNS, self._rows, name="Anggota keluarga")
        self.table.selected.connect(self._choose)
        self.count = label("", "soft", wrap=True)
        self.show_gone = button("", self._turn, kind="quiet", icon="eye")
        box = column(SectionTitle("Anggota keluarga", "", *buttons), self.count, spacing=8)
        box.addWidget(self.table, 1)
        box.addLayout(row(self.show_gone, None, below))
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def fill(self, file: FamilyFile, unsaved: Sequence[Member]) -> None:
        """Show the people of a family, and those typed but not saved yet."""
        self._members, self._unsaved = in_order(file.members), tuple(unsaved)
        living = [one for one in file.members if not gone(one)]
        expected = file.family.members_expected
        of = f" dari {expected} menurut data keluarga" if expected and expected != len(living) else ""
        self.count.setText(f"{len(living)} orang tinggal dalam keluarga ini{of}.")
        self.count.setVisible(bool(file.members))
        if file.members and not living:
            self.with_gone = True  # nobody else is left to show
        if not file.members and not unsaved:
            self.table.set_empty(EmptyState(
                "Belum ada anggota", "Catat setiap orang yang tinggal dalam keluarga ini, mulai dari kepala keluarga.",
                icon="users",
            ))  # fmt: skip
        self._show()

    def ids(self) -> list[str]:
        """Those shown, in order."""
        return [str(one) for one in self.table.model.ids]

    def select(self, member_id: str) -> None:
        """Mark a person; somebody who left is brought into sight."""
        if not self.table.select(member_id) and any(one.id == member_id for one in self._members):
            self.with_gone = True
            self._show()
            self.table.select(member_id)

    def choose_nobody(self) -> None:
        """Nobody of these is meant while a new person is typed."""
        self.table.view.selectionModel().clear()

    def _show(self) -> None:
        away = sum(1 for one in self._members if gone(one))
        self._filling = True  # a new list must not open somebody else's form
        shown = [one.id for one in self._members if self.with_gone or not gone(one)]
        self.table.set_ids([*shown, *(one.id for one in self._unsaved)])
        self._filling = False
        verb = "Sembunyikan" if self.with_gone else "Tampilkan"
        self.show_gone.setText(f"{verb} {away} yang sudah keluar")
        self.show_gone.setVisible(bool(away))

    def _turn(self) -> None:
        here = self.table.current_id()
        self.with_gone = not self.with_gone
        self._show()
        if here is None or not self.table.select(here):
            self.turned.emit()

    def _choose(self, member_id: Id | None) -> None:
        if not self._filling and member_id is not None:
            self.chosen.emit(str(member_id))

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        people = {one.id: one for one in (*self._members, *self._unsaved)}
        return [self._row(people[str(one)]) for one in ids if str(one) in people]

    def _row(self, member: Member) -> Row:
        open_ = member.status == DRAFT or member in self._unsaved
        state = Tag("Draf", Tone.INFO, "edit") if open_ else None
        age = "" if member.restricted else age_on(member, self._today())
        cells = (as_typed(person_called(member)), relation_words(member), age, state)
        return Row(member.id, cells, faint=gone(member))
