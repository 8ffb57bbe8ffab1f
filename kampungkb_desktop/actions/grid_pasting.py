"""A table from the clipboard laid over a grid: which cell is written with what, every one checked as if it were typed,
and what did not find a place. Pure; looking for the people whose names were pasted is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kampungkb_desktop.actions.grid_cells import read_cell, settled
from kampungkb_desktop.actions.grid_columns import GridColumn
from kampungkb_desktop.actions.grid_sheet import BLANK, PERSON, SAVED, WHO, Edit, Sheet, real
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.sheet_cells import cell_text, plain_words
from kampungkb_desktop.base.sheet_days import DayColumn, survey_days
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.kinds import Day


@frozen
class Pasted:
    """The edits, and what is to be said: cells written, those that cannot be read, those that found no column, rows
    that are saved already and were left alone. ``people`` are the rows whose person was pasted as a text."""

    edits: tuple[Edit, ...] = ()
    written: int = 0
    unread: int = 0
    beyond: int = 0
    saved: int = 0
    people: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What happened, in a sentence or some."""
        said = [f"{number(self.written)} sel ditempel."]
        if self.unread:
            said.append(f"{number(self.unread)} di antaranya belum terbaca; ditandai merah.")
        if self.beyond:
            said.append(f"{number(self.beyond)} sel di luar kolom yang tampil tidak ditempel.")
        if self.saved:
            said.append(f"{number(self.saved)} baris sudah tersimpan dan tidak diubah.")
        return " ".join(said)


def pasted(
    sheet: Sheet, columns: Sequence[GridColumn], table: Sequence[Sequence[str]], *, row: int, place: int,
    new_id: Callable[[], str], today: date,
) -> Pasted:  # fmt: skip
    """Lay ``table`` over the sheet from a row (of those in the list) and a place (0 is the person) on. Rows that are
    missing are added; a first line that only repeats the headings is left out."""
    lines = list(table)
    if lines and _is_heading(lines[0], columns, place):
        lines = lines[1:]
    if not lines:
        return Pasted()
    ids = list(sheet.ids())
    added = [new_id() for _ in range(row + len(lines) - len(ids))]
    ids += added
    surveys = _surveys(lines, columns, place)
    edits = [sheet.edit(one, BLANK, "1") for one in added]
    unread = beyond = saved = 0
    people: list[str] = []
    for at, line in enumerate(lines):
        here = ids[row + at]
        if sheet.slot(here, SAVED):
            saved += 1
            continue
        for offset, raw in enumerate(line):
            text = cell_text(raw) if "\n" not in raw else raw.strip()
            wanted = place + offset
            if wanted > len(columns):
                beyond += bool(text)
            elif wanted == 0:
                if text:
                    edits += [sheet.edit(here, WHO, text), sheet.edit(here, PERSON, "")]
                    people.append(here)
            else:
                column = columns[wanted - 1]
                kept = settled(column.kind, text, today, surveys.get(wanted))
                unread += bool(kept) and read_cell(column.kind, kept, today) is None
                edits.append(sheet.edit(here, column.key, kept))
    changed = real(edits)
    written = sum(one.slot not in (PERSON, BLANK) for one in changed)
    return Pasted(changed, written, unread, beyond, saved, tuple(people))


def _surveys(lines: Sequence[Sequence[str]], columns: Sequence[GridColumn], place: int) -> dict[int, DayColumn]:
    """What the columns of days say about their own days (months first, figures), by place."""
    found = {}
    for at, column in enumerate(columns, 1):
        offset = at - place
        if isinstance(column.kind, Day) and offset >= 0:
            found[at] = survey_days([line[offset] for line in lines if offset < len(line)])
    return found


def _is_heading(line: Sequence[str], columns: Sequence[GridColumn], place: int) -> bool:
    titles = [{"siapa", "nama"}, *({plain_words(one.title), plain_words(one.kind.label)} for one in columns)]
    cells = [(at, plain_words(text)) for at, text in enumerate(line, place) if text.strip()]
    return bool(cells) and all(at < len(titles) and word in titles[at] for at, word in cells)
