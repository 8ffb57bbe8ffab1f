"""What a file of tables is once it is open: sheets of rows of cells, and how much of them is looked at.

The limits are far above any list of an officer; they keep a damaged or hostile file from filling the memory.
"""

from __future__ import annotations

from typing import Final

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.sheet_cells import Cell
from kampungkb_desktop.base.text import number

MOST_ROWS: Final = 60_000
MOST_COLUMNS: Final = 250
MOST_BYTES: Final = 400_000_000
"""Of everything inside a workbook, unpacked."""
SWELLS: Final = 250
"""A part that is this many times bigger than it is packed, and big, is no list."""

Row = tuple[int, list[Cell]]
"""The row's number in its sheet (the first is 1) and its cells; empty ones at the end are left away."""


@frozen
class Sheet:
    """One sheet, or a CSV file as a whole (its name is then empty)."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


def too_large(what: str) -> KnownError:
    """More than anybody's list holds."""
    return KnownError(
        "E-LIST-LARGE",
        f"Berkas ini terlalu besar untuk sebuah daftar: {what}.",
        f"Bagi menjadi beberapa berkas, masing-masing paling banyak {number(MOST_ROWS)} baris, lalu ulangi.",
    )


def damaged() -> KnownError:
    """Not whole, or not what its name says."""
    return KnownError(
        "E-LIST-DAMAGED",
        "Berkas ini rusak atau terpotong, jadi tidak dapat dibaca.",
        "Salin lagi dari asalnya. Bila masih dapat dibuka di Excel atau LibreOffice, simpan ulang sebagai .xlsx.",
    )
