"""The lines of the due list in sight, under a heading of each RT where they stand by place; names are read per page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kampungkb_desktop.actions.due import DueBook, Line
from kampungkb_desktop.actions.due_rows import Place
from kampungkb_desktop.actions.due_view import DueFilter, in_order, narrowed
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import lists
from kampungkb_desktop.ui.pages import due_words as words
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.record_table import Column, Id, Row

COLUMNS = (
    Column("who", "Orang", 26, sortable=False, stretch=True),
    Column("name", "Keluarga", 18, sortable=False),
    Column("target", "Sasaran", 16, sortable=False, yields=True),
    Column("why", "Alasan", 22, sortable=False, stretch=True),
    Column("due", "Tenggat", 18, sortable=False, firm=True),
)
_GROUP = "rt:"


class DueLines:
    """What the table shows. ``several`` villages are named with each place."""

    def __init__(self, session: Session, *, several: bool) -> None:
        self.session, self._several = session, several
        self.lines: dict[str, Line] = {}
        self._groups: dict[str, tuple[Place, list[Line]]] = {}
        self._book: DueBook | None = None
        self._listed: tuple[DueBook | None, DueFilter, str, dict[str, Line]] = None, DueFilter(), "", {}
        self._families: list[tuple[str, str, Line]] = []

    def in_order(self, book: DueBook | None, wanted: DueFilter, order: str) -> dict[str, Line]:
        """Every line that meets the choices, by its id; kept until a choice or the book is another."""
        if self._listed[0] is not book or self._listed[1:3] != (wanted, order):
            lines = [] if book is None else in_order(narrowed(book, wanted), order)
            self._listed = book, wanted, order, {line.id: line for line in lines}
            self._families = [(line.due.family, line.id, line) for line in lines]
        return self._listed[3]

    def of_families(self, among: Collection[str]) -> dict[str, Line]:
        """Those of the lines ``in_order`` that are of these families."""
        return {one: line for family, one, line in self._families if family in among}

    def take(self, book: DueBook | None, found: dict[str, Line], *, by_place: bool) -> list[str]:
        """Show these lines by their ids; the ids of the rows in order, headings among them."""
        self._book, self._groups, self.lines = book, {}, found
        if not by_place:
            return list(found)
        ids: list[str] = []
        here: Place | None = None
        together: list[Line] = []
        for one, line in found.items():
            if line.place != here:
                here, together = line.place, []
                key = _GROUP + "|".join(here)
                self._groups[key] = here, together
                ids.append(key)
            together.append(line)
            ids.append(one)
        return ids

    def rows(self, ids: Sequence[Id]) -> list[Row]:
        """The rows of these ids."""
        book = self._book
        if book is None:
            return []
        lines = [found for one in ids if (found := self.lines.get(str(one))) is not None]
        with self.session.database.read() as conn:
            families = lists.due_families(conn, {line.due.family for line in lines})
            people = lists.due_people(conn, {line.due.person for line in lines if line.due.person})
        made = [self._row(book, line, families.get(line.due.family), people.get(line.due.person)) for line in lines]
        return made + [self._heading(book, str(one)) for one in ids if str(one) in self._groups]

    def names(self, line: Line) -> tuple[lists.DueName | None, words.Person | None]:
        """The family of a line and its person."""
        with self.session.database.read() as conn:
            home = lists.due_families(conn, [line.due.family]).get(line.due.family)
            return home, lists.due_people(conn, [line.due.person]).get(line.due.person)

    def _row(self, book: DueBook, line: Line, home: lists.DueName | None, person: words.Person | None) -> Row:
        due = line.due
        cells = (
            words.who_words(due, person, book.today),
            self._family(line.place, home),
            words.target_words(due),
            words.reason_words(due, book.rule),
            words.due_day_tag(due.due, book.today, due.first.urgency),
        )
        return Row(line.id, cells)

    def _heading(self, book: DueBook, key: str) -> Row:
        place, lines = self._groups[key]
        cells = (words.place_words(place), self._village(place), "", words.group_words(lines, book), "")
        return Row(key, cells, strong=True)

    def _family(self, place: Place, home: lists.DueName | None) -> str:
        """The head of the family; where it lives too, unless a heading says so."""
        if self._groups:
            return words.head_words(home)
        at = f"RT {place.rt}" if place.rt else self._village(place)
        return f"{at} · {words.head_words(home)}" if at else words.head_words(home)

    def _village(self, place: Place) -> str:
        return village_name(place.village) if self._several else ""
