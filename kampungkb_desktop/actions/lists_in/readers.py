"""How the cells of one column become answers: one reader per column, with what the whole column says about its writer.

A cell that cannot be read is left empty with a sentence that says why and what to do; it never stops the row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from kampungkb_desktop.actions.lists_in.option_words import option_of
from kampungkb_desktop.actions.lists_in.targets import (
    FAMILY_NO,
    METHOD_KEY,
    PERSONAL,
    RT,
    RW,
    SEX,
    TARGETS,
    VILLAGE_CODE,
    Target,
)
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.sheet_cells import (
    Cell,
    LostDigits,
    block_number,
    cell_digits,
    cell_lines,
    cell_measure,
    cell_number,
    cell_text,
    cell_yes,
    keeps_last_figure,
    plain_words,
)
from kampungkb_desktop.base.sheet_days import cell_day, survey_days
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.base.typed import read_month
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.kinds import (
    Answer,
    Choice,
    Choices,
    Day,
    Digits,
    Kind,
    Measure,
    Month,
    Number,
    Text,
    YesNo,
)


class Parsed(NamedTuple):
    """An answer, or ``None`` with the reason; a reason may also stand beside an answer."""

    value: Answer
    sentence: str = ""


Reader = Callable[[Cell], Parsed]
EMPTY: Final = Parsed(None)

LOST: Final = (
    "Angka terakhirnya hilang karena Excel menganggap nomor ini bilangan. Di berkas asalnya ubah kolom ini menjadi "
    "Teks, tulis lagi nomornya, lalu impor ulang."
)
_LONGEST_TEXT, _LARGEST = 10_000, 10**9
"""Beyond these a cell is a mistake, and would keep the whole list from being written."""
_LONGEST_CODE: Final = 80
_NO_NUMBER: Final = frozenset(
    {"belum ada", "tidak ada", "belum punya", "tidak punya", "kosong", "proses", "tidak diketahui"}
)
NO_METHOD: Final = "tidak"
"""What the column of methods says where a couple uses none."""
_NO_METHOD_WORDS: Final = frozenset(
    {"tidak", "tidak kb", "tidak ber kb", "bukan peserta", "bukan peserta kb", "tidak menggunakan", "tidak pakai", "0",
     "tidak pakai kb", "non akseptor", "belum", "belum kb", "tidak ikut kb", "tidak memakai"}
)  # fmt: skip
_MEN, _WOMEN = (
    frozenset({"1", "l", "lk", "laki", "laki laki", "lelaki", "pria", "m", "male", "cowok"}),
    frozenset({"2", "pr", "perempuan", "wanita", "w", "f", "female", "prp"}),
)


@frozen
class Reading:
    """What a person settled for the whole file: what P means in the column of sexes (``None`` while it was not asked),
    and the day on which it is read."""

    today: date
    p_means: str | None = None


def reader_of(key: str, cells: Sequence[Cell], how: Reading) -> Reader:
    """The reader of a column, after a look at its cells."""
    target = TARGETS[key]
    if key == SEX:
        return _sexes(how.p_means)
    if key in (RT, RW, FAMILY_NO):
        return lambda cell: Parsed(block_number(cell))
    if key == METHOD_KEY:
        return _remembering(_methods(_choices(target, cells, how)))
    made = reader_for(target, cells, how)
    return _remembering(made) if key not in PERSONAL else made


def reader_for(target: Target, cells: Sequence[Cell], how: Reading) -> Reader:
    """The reader that a kind of answer alone asks for, whatever the column is called."""
    return _MAKERS[type(target.kind)](target, cells, how)


def p_is_open(cells: Sequence[Cell]) -> bool:
    """Whether the P of this column may mean pria as well as perempuan: there is a P and no L beside it
    (domain.md 10, trap 1)."""
    words = {plain_words(cell_text(cell)) for cell in cells}
    return "p" in words and not words & {"l", "lk", "laki laki", "laki", "perempuan", "pr"}


def p_with_w(cells: Sequence[Cell]) -> bool:
    """Whether W stands beside P: then P is most likely pria."""
    return bool({plain_words(cell_text(cell)) for cell in cells} & {"w", "wanita"})


def _remembering(read: Reader) -> Reader:
    """Words repeat in a column; what was read once is not read again."""
    known: dict[str, Parsed] = {}

    def remembered(cell: Cell) -> Parsed:
        if not isinstance(cell, str):
            return EMPTY if cell is None else read(cell)
        found = known.get(cell)
        if found is None:
            found = known[cell] = read(cell)
        return found

    return remembered


def _sexes(p_means: str | None) -> Reader:
    known = dict.fromkeys(_MEN, MAN) | dict.fromkeys(_WOMEN, WOMAN) | {"p": p_means or WOMAN}

    def read(cell: Cell) -> Parsed:
        word = plain_words(cell_text(cell))
        if not word or word in known:
            return Parsed(known.get(word))
        return Parsed(None, f"“{cell_text(cell)}” bukan jenis kelamin. Tulis L atau P, 1 atau 2.")

    return read


def _texts(target: Target, _cells: Sequence[Cell], _how: Reading) -> Reader:
    lines = isinstance(target.kind, Text) and target.kind.lines > 1

    def read(cell: Cell) -> Parsed:
        text = cell_lines(cell) if lines else cell_text(cell)
        if len(text) > _LONGEST_TEXT:
            return Parsed(None, f"Isinya terlalu panjang ({number(len(text))} huruf). Persingkat di berkas.")
        return Parsed(text or None)

    return read


def _digits(target: Target, cells: Sequence[Cell], _how: Reading) -> Reader:
    trusts = any(keeps_last_figure(cell) for cell in cells)
    village = target.key == VILLAGE_CODE

    def read(cell: Cell) -> Parsed:
        if cell is None:
            return EMPTY
        try:
            digits = cell_digits(cell, trusts_zeros=trusts)
        except LostDigits:
            return Parsed(None, LOST)
        text = digits if digits is not None else cell_text(cell)
        if len(text) > _LONGEST_CODE:
            return Parsed(None, "Nomor ini terlalu panjang. Mungkin kolomnya tertukar.")
        if digits is not None:
            return Parsed(digits if not village else digits.rjust(10, "0"))
        return EMPTY if plain_words(text) in _NO_NUMBER else Parsed(text or None)

    return read


def _days(target: Target, cells: Sequence[Cell], how: Reading) -> Reader:
    column, past = survey_days(cells), isinstance(target.kind, Day) and not target.kind.future

    def read(cell: Cell) -> Parsed:
        found = cell_day(cell, how.today, column, past=past)
        if found is not None or not (text := cell_text(cell)):
            return Parsed(found)
        return Parsed(None, f"“{text}” bukan tanggal yang ada. Tulis lengkap, misalnya 5/3/1990 atau 5 Maret 1990.")

    return read


def _months(_target: Target, cells: Sequence[Cell], how: Reading) -> Reader:
    column = survey_days(cells)

    def read(cell: Cell) -> Parsed:
        text = cell_text(cell)
        day = cell_day(cell, how.today, column) if not isinstance(cell, str) or len(text) > 7 else None
        found = f"{day.year:04d}-{day.month:02d}" if day else read_month(text, how.today)
        return Parsed(found, f"“{text}” bukan bulan. Tulis misalnya 3/2026." if text and found is None else "")

    return read


def _numbers(_target: Target, _cells: Sequence[Cell], _how: Reading) -> Reader:
    def read(cell: Cell) -> Parsed:
        text = cell_text(cell)
        found = cell_number(cell) if text else None
        if found is not None and abs(found) > _LARGEST:
            return Parsed(None, "Angka ini terlalu besar untuk isian ini. Mungkin kolomnya tertukar.")
        return Parsed(found, f"“{text}” bukan bilangan bulat. Tulis angkanya saja." if text and found is None else "")

    return read


def _measures(target: Target, _cells: Sequence[Cell], _how: Reading) -> Reader:
    kind = target.kind
    assert isinstance(kind, Measure)

    def read(cell: Cell) -> Parsed:
        text = cell_text(cell)
        found = cell_measure(cell, kind.places, kind.high) if text else None
        return Parsed(found, f"“{text}” bukan angka. Tulis misalnya 36,5." if text and found is None else "")

    return read


def _yes_no(target: Target, _cells: Sequence[Cell], _how: Reading) -> Reader:
    kind = target.kind
    assert isinstance(kind, YesNo)
    own = {plain_words(kind.yes): True, plain_words(kind.no): False}

    def read(cell: Cell) -> Parsed:
        text = cell_text(cell)
        found = own.get(plain_words(text), cell_yes(cell)) if text else None
        return Parsed(found, f"“{text}” bukan {kind.yes} atau {kind.no}." if text and found is None else "")

    return read


def _choices(target: Target, _cells: Sequence[Cell], _how: Reading) -> Reader:
    kind = target.kind
    assert isinstance(kind, Choice | Choices)
    names = listing([item.label for item in kind.options.items])

    def one(text: str) -> str | None:
        return option_of(kind.options, text)

    def read(cell: Cell) -> Parsed:
        text = cell_text(cell)
        if not text:
            return EMPTY
        found = one(text)
        if isinstance(kind, Choices):
            several = [one(part) for part in text.replace(",", ";").split(";") if part.strip()]
            if found is None and several and None not in several:
                return Parsed(tuple(code for code in several if code))
            return Parsed((found,)) if found else Parsed(None, _unknown(text, names))
        return Parsed(found) if found else Parsed(None, _unknown(text, names))

    return read


def _methods(read: Reader) -> Reader:
    """A method of family planning, or that none is used."""

    def method(cell: Cell) -> Parsed:
        return Parsed(NO_METHOD) if plain_words(cell_text(cell)) in _NO_METHOD_WORDS else read(cell)

    return method


def _unknown(text: str, names: str) -> str:
    return f"“{text}” tidak ada dalam pilihannya. Pilihannya: {names}."


_MAKERS: Final[dict[type[Kind], Callable[[Target, Sequence[Cell], Reading], Reader]]] = {
    Text: _texts, Digits: _digits, Day: _days, Month: _months, Number: _numbers, Measure: _measures, YesNo: _yes_no,
    Choice: _choices, Choices: _choices,
}  # fmt: skip
"""Kinds that no column of a list can hold (links, photos, places by name) have no target."""
