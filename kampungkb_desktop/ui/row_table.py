"""Records of one form that belong to another record, typed like a list on paper: one line each, an empty one below.

A line is saved when its cell is left, as an action of its own that can be undone. What cannot be read stays in its
cell with a sentence under the table; the rest of the line is kept all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.kinds import Answer, Choice, Link, Number
from kampungkb_desktop.forms.record import DONE, Record, check, fields_of
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.cell_texts import read_cell, wanted_of, words_of
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.typing_table import TypingTable
from kampungkb_desktop.ui.widgets import Card, button, label

_ROWS = 8


@frozen
class RowColumn:
    """A field as a column; ``width`` in letters, 0 takes what is left."""

    field: str
    width: int = 0
    title: str = ""


@frozen
class RowWords:
    """What the card says: its title, what belongs there, and how a line is called ("tindak lanjut")."""

    title: str
    teach: str
    line: str


class RowCard(Card):
    """``wrote(Saved, sentence)`` after every line. ``owner_for_row`` gives the record once it is saved, saving it
    first if it must be; ``link`` is the field that names it."""

    wrote = Signal(object, str)

    def __init__(
        self,
        session: Session,
        form: type[Record],
        words: RowWords,
        columns: Sequence[RowColumn],
        owner_for_row: Callable[[], Record | None],
        *,
        today: date,
        link: str = "activity_id",
    ) -> None:
        super().__init__(words.title)
        self.session, self.form, self.words, self.columns = session, form, words, tuple(columns)
        self.today, self._link, self._owner_for_row = today, link, owner_for_row
        self._kinds = fields_of(form)
        self._owner: Record | None = None
        self._shown: list[Any] = []
        self._filling = False
        self._offered: Sequence[tuple[str, str]] = ()
        self.count = label("", "small")
        self.remove_button = button("Hapus baris", self.remove, kind="quiet", icon="trash", tip="Hapus baris ini")
        self.title_row.addWidget(self.count)
        self.title_row.addWidget(self.remove_button)
        self.body.addWidget(label(words.teach, "small", wrap=True))
        self.table = TypingTable(self.completions)
        self._dress()
        self.body.addWidget(self.table)
        self.said = label("", "error", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.table.itemChanged.connect(self._changed)
        self.show_owner(None)

    def show_owner(self, owner: Record | None) -> None:
        """Show the lines of a record; one not saved yet has none."""
        another = owner is None or self._owner is None or owner.id != self._owner.id
        self._owner = owner
        self._show(self.records(), anew=another)

    def records(self) -> list[Any]:
        """The lines as they are kept, in the order they were made."""
        if self._owner is None:
            return []
        with self.session.database.read() as conn:
            return list(read.records(conn, self.form, where={self._link: self._owner.id}, order=("id",)))

    def empty(self) -> bool:
        """Whether there is no line yet."""
        return not self._shown

    def renew(self) -> None:
        """Read the lines again: after an undo, or when others came in."""
        self._show(self.records(), anew=False)

    def remove(self) -> None:
        """Take the line one is on away; it can be undone."""
        at = self.table.currentRow()
        if not 0 <= at < len(self._shown):
            return
        record = self._shown[at]
        done = attempt(self, lambda: save(self.session, f"Hapus {self.words.line}", [], [record]))
        if done is not None:
            self.renew()
            self.table.setFocus()
            self.wrote.emit(done, f"Satu baris {self.words.line} dihapus.")

    def offer(self, candidates: Sequence[tuple[str, str]]) -> None:
        """What a link may lead to, as (record id, words); lines that name one show these words."""
        self._offered = tuple(candidates)
        self._show(self._shown, anew=True)

    def completions(self, column: int) -> list[str]:
        """What may be typed in a column of choices or links."""
        kind = self._kinds[self.columns[column].field]
        if isinstance(kind, Choice):
            return [option.label for option in kind.options.items]
        return [words for _, words in self._offered] if isinstance(kind, Link) else []

    # --- inside

    def _dress(self) -> None:
        table, look = self.table, tokens()
        table.setColumnCount(len(self.columns))
        table.setHorizontalHeaderLabels([one.title or self._kinds[one.field].label for one in self.columns])
        table.setAccessibleName(self.words.title)
        header, letter = table.horizontalHeader(), table.fontMetrics().averageCharWidth()
        for at, one in enumerate(self.columns):
            stretch = not one.width
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed)
            if not stretch:
                header.resizeSection(at, one.width * letter + look.px(18))

    def _show(self, found: list[Any], *, anew: bool) -> None:
        """Only what differs is drawn anew: somebody may be typing in a cell."""
        if not anew and found == self._shown and self.table.rowCount():
            return
        here = (self.table.currentRow(), self.table.currentColumn())
        self._shown, self._filling = found, True
        self.table.setRowCount(len(found) + 1)
        for at in range(len(found) + 1):
            self._fill(at)
        self._filling = False
        self.table.setCurrentCell(len(found) if anew else min(max(here[0], 0), len(found)), 0 if anew else here[1])
        self._say("")
        self._tell()

    def _fill(self, at: int) -> None:
        record = self._shown[at] if at < len(self._shown) else None
        for place, one in enumerate(self.columns):
            kind = self._kinds[one.field]
            answer: Answer = getattr(record, one.field) if record is not None else None
            item = self.table.item(at, place) or QTableWidgetItem()
            item.setText(words_of(kind, answer, self._offered))
            item.setData(Qt.ItemDataRole.BackgroundRole, None)
            if isinstance(kind, Number):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip("" if record is not None else "Ketik di sini untuk menambah baris")
            if item.tableWidget() is None:
                self.table.setItem(at, place, item)

    def _changed(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        row, column, typed = item.row(), item.column(), item.text().strip()
        field = self.columns[column].field
        kind = self._kinds[field]
        answer = read_cell(kind, typed, self._offered, self.today)
        if typed and answer is None:
            self._refuse(item, f"Baris {row + 1}, {kind.label}: {wanted_of(kind)}")
            return
        before = self._shown[row] if row < len(self._shown) else None
        if before is None and not typed:
            return
        record = self._new() if before is None else before  # may save the owner, which draws the table anew
        if record is None:
            self._refuse(item, "Baris belum dapat disimpan: catatannya belum tersimpan. Isi judulnya dahulu.")
        elif getattr(record, field) == answer:
            self._redraw(row)
        else:
            self._write(row, before, record.changed(**{field: answer}), field)

    def _new(self) -> Any | None:
        """An empty line of the owner, whose own record is saved first where it must be."""
        owner = self._owner_for_row()
        if owner is None:
            return None
        self._owner = owner
        made = self.form(id=new_record_id(self.session), village=owner.village, status=DONE)
        return made.changed(**{self._link: owner.id})

    def _write(self, row: int, before: Any | None, record: Any, field: str) -> None:
        seen = [before] if before is not None else []
        found = next((one for one in check(record, today=self.today) if one.field == field), None)
        done = attempt(self, lambda: save(self.session, f"Isi {self.words.line}", [record], seen=seen))
        if done is None:
            return
        if before is None:
            self._shown = [*self._shown, record]
            self._filling = True
            self.table.setRowCount(len(self._shown) + 1)
            self._fill(len(self._shown))
            self._filling = False
        else:
            self._shown[row] = record
        self._redraw(row)
        self._tell()
        self._say(f"Baris {row + 1}: {found.sentence}" if found is not None else "")
        self.wrote.emit(done, f"Daftar {self.words.line} tersimpan.")

    def _redraw(self, row: int) -> None:
        self._filling = True
        self._fill(row)
        self._filling = False
        self._say("")

    def _refuse(self, item: QTableWidgetItem, sentence: str) -> None:
        self._filling = True
        item.setBackground(QBrush(QColor(tokens().caution_ground)))
        self._filling = False
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _tell(self) -> None:
        count = len(self._shown)
        self.count.setText(f"{number(count)} baris" if count else "")
        self.remove_button.setEnabled(count > 0)
        line = self.table.verticalHeader().defaultSectionSize()
        shown = min(_ROWS, count + 1)
        self.table.setFixedHeight(self.table.horizontalHeader().height() + line * shown + 2 * self.table.frameWidth())
