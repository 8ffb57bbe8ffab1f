"""The sheet of many visits as Qt's table sees it: what stands in each cell and how it looks, judged row by row when
first looked at and again when the row changed. Every change goes through ``do`` and can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from kampungkb_desktop.actions.grid_cells import NOTHING, shown
from kampungkb_desktop.actions.grid_columns import DAY, GridColumn
from kampungkb_desktop.actions.grid_judging import Judge, Verdict
from kampungkb_desktop.actions.grid_sheet import (
    GONE,
    PERSON,
    SAVED,
    WHO,
    Edit,
    Sheet,
    Slots,
    Steps,
    again,
    applied,
    why,
)
from kampungkb_desktop.actions.grid_verifying import cells_checked
from kampungkb_desktop.forms.kinds import Measure, Number

Index = QModelIndex | QPersistentModelIndex
GHOST, OFF, BAD, DOUBT, KEPT, HIDDEN, DONE_AGAIN, APART = (1 << at for at in range(8))
"""How a cell looks: proposed, not asked, wrong, doubtful, kept with a reason, hidden for the second typing, typed again
alike, typed again in another way."""
EMPTY_ROW, BEGUN, READY, WRONG, ASKS, STORED = range(6)
"""How a row stands."""
STATE_WORDS = ("belum diisi", "sedang diisi", "siap disimpan", "perlu diperbaiki", "menunggu alasan", "tersimpan")


class CellLook(NamedTuple):
    """Words and look of one cell."""

    text: str
    look: int = 0


class RowLook(NamedTuple):
    """One line as it is painted: who, what tells him apart, how it stands, and its cells."""

    name: str
    about: str
    state: int
    cells: tuple[CellLook, ...]
    doubts: int


_NOBODY = RowLook("", "", EMPTY_ROW, (), 0)


class GridModel(QAbstractTableModel):
    """Column 0 is the person, the others are ``columns`` in their order. ``did(name, rows)`` after every change."""

    did = Signal(str, object)

    def __init__(self, sheet: Sheet, every: Sequence[GridColumn], judge: Judge) -> None:
        super().__init__()
        self.sheet, self.judge, self.steps = sheet, judge, Steps()
        self.every = tuple(every)
        self.columns: tuple[GridColumn, ...] = ()
        self.ids: tuple[str, ...] = ()
        self.abouts: dict[str, str] = {}
        """What tells the people apart, by person slot."""
        self._verdicts: dict[str, tuple[Slots, Verdict]] = {}
        self._looks: dict[str, RowLook] = {}
        self._checked: frozenset[tuple[str, str]] = frozenset()
        self._take(sheet)

    # --- the sheet

    def do(self, name: str, edits: Iterable[Edit], *, remember: bool = True) -> bool:
        """Change the sheet; whether anything changed. A step that is not remembered cannot be taken back."""
        wanted = tuple(edits)
        if not wanted:
            return False
        if remember:
            self.steps.add(name, wanted)
        self._apply(name, wanted)
        return True

    def undo(self) -> str:
        """Take the last step back; its name, or "" where there is none."""
        return self._walk(self.steps.back())

    def redo(self) -> str:
        """Do what was taken back again."""
        return self._walk(self.steps.forward())

    def change(self, sheet: Sheet) -> None:
        """Other columns, or another round of typing: the rows are those that stand here."""
        self.beginResetModel()
        self._take(replace(sheet, rows=self.sheet.rows))
        self.endResetModel()
        self.did.emit("", ())

    def know(self, judge: Judge | None = None) -> None:
        """More is on record than was known: judge everything anew."""
        self.judge = judge or self.judge
        self._verdicts.clear()
        self._looks.clear()
        self._tell_all()

    def _walk(self, step: tuple[str, tuple[Edit, ...]] | None) -> str:
        if step is None:
            return ""
        self._apply(*step)
        return step[0]

    def _apply(self, name: str, edits: tuple[Edit, ...]) -> None:
        after = applied(self.sheet, edits)
        rows = list(dict.fromkeys(one.row for one in edits))
        if after.ids() != self.ids:
            self.beginResetModel()
            self._take(after)
            self.endResetModel()
        else:
            self.sheet = after
            self._find_checked()
            self._renew(rows)
        self.did.emit(name, rows)

    def _take(self, sheet: Sheet) -> None:
        self.sheet, self.ids = sheet, sheet.ids()
        wanted = set(sheet.columns)
        self.columns = tuple(one for one in self.every if not wanted or one.key in wanted)
        self._looks.clear()
        self._find_checked()

    def _find_checked(self) -> None:
        now = frozenset(cells_checked(self.sheet)) if self.sheet.checks else frozenset()
        if now != self._checked:
            self._checked = now
            self._looks.clear()

    def _renew(self, rows: Collection[str]) -> None:
        for row in rows:
            self._looks.pop(row, None)
        places = [self.ids.index(row) for row in rows if row in self.ids]
        if len(places) > 1:
            self._tell_all()
        elif places:
            at = places[0]
            self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def _tell_all(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, self.columnCount() - 1))

    # --- what stands there

    def verdict(self, row: str) -> Verdict:
        """A row judged."""
        slots = self.sheet.rows[row]
        known = self._verdicts.get(row)
        if known is None or known[0] is not slots:
            known = self._verdicts[row] = slots, self.judge.judge(row, slots)
        return known[1]

    def verdicts(self) -> dict[str, Verdict]:
        """All rows judged: some tenths of a second for hundreds that nobody looked at yet."""
        return {row: self.verdict(row) for row in self.ids}

    def state(self, row: str) -> int:
        """How a row stands."""
        slots = self.sheet.rows[row]
        if SAVED in slots:
            return STORED
        if not self.judge.answered(slots):
            return WRONG if slots.get(WHO) and PERSON not in slots else EMPTY_ROW
        verdict = self.verdict(row)
        if verdict.problems:
            return WRONG if verdict.unread or PERSON not in slots or _said(verdict) else BEGUN
        return ASKS if verdict.waits_for_reason else READY

    def look(self, at: int) -> RowLook:
        """The line at a place."""
        if not 0 <= at < len(self.ids):
            return _NOBODY
        row = self.ids[at]
        known = self._looks.get(row)
        if known is None:
            known = self._looks[row] = self._look(row)
        return known

    def _look(self, row: str) -> RowLook:
        slots, verdict = self.sheet.rows[row], self.verdict(row)
        cells = tuple(self._cell(row, one, slots, verdict) for one in self.columns)
        doubts = sum(
            finding.strength == "caution" and not slots.get(why(key))
            for key, of in verdict.findings.items() for finding in of
        )  # fmt: skip
        about = self.abouts.get(slots.get(PERSON, ""), "")
        return RowLook(slots.get(WHO, ""), about, self.state(row), cells, doubts)

    def _cell(self, row: str, one: GridColumn, slots: Slots, verdict: Verdict) -> CellLook:
        key = one.key
        if one.key not in verdict.asked:
            return CellLook("", OFF)
        if (row, key) in self._checked:
            return _again(slots.get(again(key)), slots[key])
        text = slots.get(key, "")
        look = 0
        if not text and key in verdict.proposals:
            return CellLook(shown(one.kind, verdict.proposals[key].answer), GHOST)
        found = verdict.findings.get(key, ())
        if any(finding.strength == "problem" for finding in found):
            # An empty cell is not shouted at before somebody began with the row.
            look = BAD if text or verdict.begun else 0
        elif found and (verdict.begun or key == DAY):
            look = KEPT if slots.get(why(key)) else DOUBT
        if not text or text == NOTHING:
            return CellLook(text, look)
        return CellLook(text if key in verdict.unread else shown(one.kind, verdict.answers.get(key)), look)

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  the same
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        look = self.look(index.row())
        if index.column() == 0:
            return ", ".join(part for part in (look.name, look.about, STATE_WORDS[look.state]) if part)
        return look.cells[index.column() - 1].text if look.cells else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return "Siapa" if section == 0 else self.columns[section - 1].title

    def is_number(self, place: int) -> bool:
        """Whether the column at a place holds figures, which stand at the right."""
        return place > 0 and isinstance(self.columns[place - 1].kind, Number | Measure)

    def new_rows(self, ids: Iterable[str], slots: Slots) -> list[Edit]:
        """The edits that add rows with these slots; a row without any would not exist."""
        return [Edit(row, slot, "", text) for row in ids for slot, text in slots.items()]

    def out(self, rows: Iterable[str]) -> list[Edit]:
        """The edits that take rows out of the list."""
        return [self.sheet.edit(row, GONE, "1") for row in rows if not self.sheet.slot(row, SAVED)]


def _again(second: str | None, first: str) -> CellLook:
    """A cell of the second typing: hidden until it was typed again."""
    if second is None:
        return CellLook("", HIDDEN)
    return CellLook("", DONE_AGAIN if second == first else APART)


def _said(verdict: Verdict) -> bool:
    """Whether a problem is more than an answer that is still missing."""
    return any(finding.code != "belum_diisi" for finding in verdict.problems)
