"""What is said about the rows of a list: row and column, a sentence with its remedy; and as a CSV to mend by."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

from kampungkb_desktop.base.durable import discard, put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.full_disk import is_full, target_full


class Level(IntEnum):
    """How much a finding weighs: the row stays out, a cell is left empty, something should be looked at."""

    REFUSED = 3
    EMPTIED = 2
    CHECK = 1


WORDS = {Level.REFUSED: "Baris ditolak", Level.EMPTIED: "Isian dikosongkan", Level.CHECK: "Perlu dicocokkan"}


@frozen
class Said:
    """One finding: the row's number in the sheet, the heading of the column (empty for the row as a whole)."""

    row: int
    column: str
    level: Level
    sentence: str


def write_findings(target: Path, found: Iterable[Said]) -> int:
    """The findings as CSV (``;``, UTF-8 with its mark, as Excel opens it); how many there were. The file appears whole
    or not at all. It names rows and columns, and of what stood there only words and dates."""
    part = target.with_name(f"{target.name}.part")
    lines = sorted(found, key=lambda one: (one.row, -one.level))
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as writing:
            writer = csv.writer(writing, delimiter=";", lineterminator="\r\n")
            writer.writerow(("Baris", "Kolom", "Akibat", "Keterangan"))
            writer.writerows((one.row, one.column, WORDS[one.level], one.sentence) for one in lines)
            writing.flush()
            os.fsync(writing.fileno())
        put_in_place(part, target)
    except OSError as error:
        raise unwritable(error) from error
    finally:
        discard(part)
    return len(lines)


def unwritable(why: BaseException) -> KnownError:
    """The chosen place does not take the file."""
    if is_full(why) or is_full(why.__cause__):
        return target_full("Berkasnya")
    return KnownError(
        "E-LIST-WRITE",
        "Berkasnya tidak dapat ditulis ke tempat itu.",
        "Tutup berkas itu bila sedang terbuka di Excel, periksa ruang kosong, atau pilih folder lain.",
    )
