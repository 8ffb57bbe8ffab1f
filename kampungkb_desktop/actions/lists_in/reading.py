"""The rows of a table as answers: every mapped cell read by its column's reader, titles and sums between the rows left
out, and said of each row what could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.findings import Level, Said
from kampungkb_desktop.actions.lists_in.guessing import Columns
from kampungkb_desktop.actions.lists_in.heading import JOINED, Table
from kampungkb_desktop.actions.lists_in.places import Places
from kampungkb_desktop.actions.lists_in.readers import Reader, Reading, reader_of
from kampungkb_desktop.actions.lists_in.sheets import Row
from kampungkb_desktop.actions.lists_in.targets import (
    BIRTH,
    FAMILY_ID,
    HEAD_NAME,
    KK,
    KKI,
    NAME,
    NIK,
    RELATION,
    RT,
    RT_RW,
    RW,
    TARGETS,
    VILLAGE_CODE,
    VILLAGE_NAME,
)
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.sheet_cells import Cell, block_number, cell_text, plain_words

_SUMS = re.compile(
    r"(sub ?)?(jumlah|total|rekap|rata rata|grand total)\b|keterangan\b|mengetahui\b|petugas\b|catatan\b"
)
_EVERY: Final = 250
_LOOKED_AT: Final = 2_000


@dataclass(slots=True)
class ReadRow:
    """One row: its number in the sheet, the answers by key, its village, and what was said of it."""

    row: int
    answers: dict[str, Any]
    titles: Mapping[str, str] = field(default_factory=dict)
    """Key to the heading over its column in the file."""
    village: str | None = None
    said: list[Said] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether it stays out, whatever a person ticks."""
        return any(one.level is Level.REFUSED for one in self.said)

    def say(self, column: str, level: Level, sentence: str) -> None:
        """One more finding."""
        self.said.append(Said(self.row, column, level, sentence))

    def say_of(self, key: str, level: Level, sentence: str) -> None:
        """One more finding about an answer, under the heading of its column in the file."""
        self.say(self.titles.get(key) or TARGETS[key].title, level, sentence)


@frozen
class _Column:
    at: int
    key: str
    title: str
    read: Reader


def read_rows(table: Table, columns: Columns, how: Reading, places: Places, progress: Progress) -> list[ReadRow]:
    """Every row that holds a person or a family. Raises ``Cancelled``."""
    using = [_column(table, at, key, how) for at, key in sorted(columns.items())]
    titles = {one.key: one.title for one in using}
    person = NAME if NAME in titles else HEAD_NAME
    rows: list[ReadRow] = []
    for done, row in enumerate(table.rows):
        if done % _EVERY == 0:
            progress.report(done, len(table.rows), "Membaca isi baris")
        read = _read(row, using, titles)
        if _counts(read, person, row[1]):
            _place(read, places)
            rows.append(read)
    return rows


def title_of(table: Table, at: int) -> str:
    """The heading of a column as findings name it; its letter where it has none."""
    title = table.titles[at] if at < len(table.titles) else ""
    return title.replace(JOINED, " ") or f"Kolom {letter_of(at)}"


def letter_of(at: int) -> str:
    """The letter over a column, A for 0."""
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cells_of(rows: Sequence[Row], at: int) -> list[Any]:
    """The cells of a column, as far as it is looked through before it is read."""
    return [cells[at] for _, cells in rows[:_LOOKED_AT] if at < len(cells)]


def _column(table: Table, at: int, key: str, how: Reading) -> _Column:
    return _Column(at, key, title_of(table, at), reader_of(key, cells_of(table.rows, at), how))


def _read(row: Row, using: Sequence[_Column], titles: Mapping[str, str]) -> ReadRow:
    number, cells = row
    width, read = len(cells), ReadRow(number, {}, titles)
    for one in using:
        cell = cells[one.at] if one.at < width else None
        if cell is None:
            continue
        value, sentence = one.read(cell)
        if value is not None:
            read.answers[one.key] = value
        if sentence:
            read.say(one.title, Level.EMPTIED if value is None else Level.CHECK, sentence)
    return read


def _counts(read: ReadRow, person: str, cells: Sequence[Cell]) -> bool:
    """Whether a row is a person's (or a family's): not a sum, a signature or an empty line of a printed table."""
    answers = read.answers
    name = str(answers.get(person) or "")
    if not any(letter.isalpha() for letter in name):
        answers.pop(person, None)
    elif answers.keys() & {NIK, BIRTH, RELATION, KK}:
        return True
    else:
        first = cell_text(next((cell for cell in cells if cell is not None), None))
        return not (_SUMS.match(plain_words(name)) or _SUMS.match(plain_words(first)))
    if NIK in answers or (BIRTH in answers and RELATION in answers):
        read.say("", Level.REFUSED, "Nama belum diisi, jadi baris ini tidak dimasukkan. Isi namanya di berkas.")
        return True
    return HEAD_NAME in answers and bool(answers.keys() & {FAMILY_ID, KKI, KK})  # a family without its people


def _place(read: ReadRow, places: Places) -> None:
    answers = read.answers
    both = answers.pop(RT_RW, None)
    if both is not None:
        parts = [part.strip() for part in re.split(r"[/\-|,]", str(both)) if part.strip()]
        for key, part in zip((RT, RW), parts, strict=False):
            answers.setdefault(key, block_number(part))
    code, name = answers.pop(VILLAGE_CODE, None), answers.pop(VILLAGE_NAME, None)
    if code or name:  # a row that names no village belongs where its family does
        read.village, sentence = places.find(code, name)
        if sentence:
            read.say_of(VILLAGE_CODE if code else VILLAGE_NAME, Level.REFUSED, sentence)
