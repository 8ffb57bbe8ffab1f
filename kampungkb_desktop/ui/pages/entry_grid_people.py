"""The people of a list of visits: found by what is typed or pasted, with what is on record of them read along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from kampungkb_desktop.actions import grid_people
from kampungkb_desktop.actions.grid_columns import DAY
from kampungkb_desktop.actions.grid_known import Known, read_known
from kampungkb_desktop.actions.grid_people import Who
from kampungkb_desktop.actions.grid_sheet import BLANK, PERSON, WHO, Edit, Sheet, real
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.record_code import read_code
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.pages.entry_grid_model import GridModel
from kampungkb_desktop.ui.pages.entry_grid_view import GridView


class GridPeople(QObject):
    """``known()`` when what is on record was read and the rows were judged by it."""

    known = Signal()

    def __init__(self, session: Session, view: GridView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self.session, self._view, self._today = session, view, today
        self._codes: dict[str, tuple[str, str]] | None = None

    @property
    def model(self) -> GridModel:
        """The sheet."""
        return self._view.grid

    def read(self, people: Iterable[Who] = ()) -> None:
        """Read what is on record of everybody in the list, on the worker; the codes of all forms once."""
        session, sheet, day = self.session, self.model.sheet, self._today()
        self.model.abouts |= {one.slot: one.about for one in people}
        run(self, lambda _progress: _read(session, sheet, day), done=lambda found: self._know(sheet.id, *found))
        if self._codes is None:
            run(self, lambda _progress: grid_people.codes(session), done=self._take_codes)

    def find(self, text: str) -> Sequence[Who]:
        """Whom a name, number or code means."""
        target, day = self.model.sheet.target, self._today()
        if read_code(text) and self._codes is not None:
            return grid_people.of_code(self.session, text, self._codes, target, day)
        return grid_people.find(self.session, text, target, day)

    def choose(self, row: str, who: Who) -> None:
        """Somebody was picked for a row."""
        self._learn([who])
        self.model.do("Pilih orang", (*self._edits(row, who), *self._next_blank(row)))

    def resolve(self, rows: Sequence[str]) -> None:
        """Names were pasted: those that only one person has are found at once, the others wait to be typed."""
        edits: list[Edit] = []
        found: list[Who] = []
        for row in rows:
            one = self.find(self.model.sheet.slot(row, WHO))
            if len(one) == 1:
                found += one
                edits += self._edits(row, one[0])
        self._learn(found)
        self.model.do("Cari orang yang ditempel", edits)
        self.blank_at_end()

    def blank_at_end(self) -> None:
        """There is always a row for one more."""
        if not self.model.ids or PERSON in self.model.sheet.rows[self.model.ids[-1]]:
            self.model.do("", self._next_blank(self.model.ids[-1] if self.model.ids else ""), remember=False)

    # --- inside

    def _edits(self, row: str, who: Who) -> tuple[Edit, ...]:
        sheet = self.model.sheet
        edits = [sheet.edit(row, WHO, who.name), sheet.edit(row, PERSON, who.slot)]
        if sheet.day and not sheet.slot(row, DAY):
            edits.append(sheet.edit(row, DAY, sheet.day))
        return real(edits)

    def _learn(self, people: Sequence[Who]) -> None:
        self.model.abouts |= {one.slot: one.about for one in people}
        known = read_known(self.session, [one.family for one in people], self.model.sheet.target)
        self.model.judge.known = self.model.judge.known.with_(known)

    def _next_blank(self, row: str) -> list[Edit]:
        last = not self.model.ids or row == self.model.ids[-1]
        return self.model.new_rows([new_record_id(self.session)], {BLANK: "1"}) if last else []

    def _know(self, sheet_id: str, known: Known, abouts: dict[str, str]) -> None:
        if self.model.sheet.id == sheet_id:
            self.model.judge.known = self.model.judge.known.with_(known)
            self.model.abouts |= abouts
            self.model.know()
            self.known.emit()

    def _take_codes(self, found: dict[str, tuple[str, str]]) -> None:
        self._codes = found


def _read(session: Session, sheet: Sheet, day: date) -> tuple[Known, dict[str, str]]:
    """What is on record of the families, and what tells the people of the list apart."""
    pairs = [sheet.slot(one, PERSON).partition("|") for one in sheet.ids()]
    wanted = [(one[0], one[2]) for one in pairs if one[0]]
    known = read_known(session, [family for family, _person in wanted], sheet.target)
    people = grid_people.who_of(session, wanted, sheet.target, day)
    return known, {one.slot: one.about for one in people}
