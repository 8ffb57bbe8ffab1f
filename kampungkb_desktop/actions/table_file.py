"""A CSV file read row by row as people really save it, and written again with columns added.

Tolerates what spreadsheets make: comma, semicolon or tab; UTF-8 with or without BOM, UTF-16, Windows-1252; decimal
commas. The input is never touched; the output appears whole under its name or not at all.
"""

from __future__ import annotations

import csv
import errno
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

from kampungkb_desktop.actions.csv_dialect import Dialect, no_table, one_record, survey
from kampungkb_desktop.base.durable import discard, put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.full_disk import is_full, target_full
from kampungkb_desktop.base.progress import Progress

_EVERY: Final = 200


class CannotComputeError(Exception):
    """One row cannot be computed; the reason is a plain sentence without personal data."""


@frozen
class RowError:
    """Something to say about a row: its line in the file (the heading is line 1) and a plain sentence."""

    line: int
    reason: str


@frozen
class TableReport:
    """What became of a table: data rows, rows computed, rows refused, what was assumed for all of them, and rows
    that were computed but should be looked at again."""

    rows: int
    done: int
    errors: tuple[RowError, ...]
    notes: tuple[str, ...] = ()
    cautions: tuple[RowError, ...] = ()


@frozen
class Work:
    """What to do with each row: ``compute`` gives the added cells and a caution or "", or raises
    ``CannotComputeError``."""

    added: tuple[str, ...]
    compute: Callable[[Sequence[str]], tuple[Sequence[str], str]]
    notes: tuple[str, ...] = ()


Plan = Callable[[Sequence[str], Dialect], Work]
"""From the heading, what to do with each row; raises ``KnownError`` for missing columns."""


def convert(source: Path, target: Path, progress: Progress, text: str, plan: Plan) -> TableReport:
    """Write ``source`` to ``target`` with the plan's columns added at the end.

    Result columns that ``source`` already has are replaced. Refused rows are kept with empty results. Raises
    ``KnownError`` for a file that is no such table or cannot be written, and ``Cancelled``; then nothing is left.
    """
    part = target.with_name(f"{target.name}.part")
    _keep_apart(source, target, part)
    try:
        dialect = survey(source)
    except OSError as failure:
        raise _unreadable() from failure
    try:
        with (
            source.open(encoding=dialect.encoding, errors="replace", newline="") as reading,
            part.open("w", encoding=dialect.out_encoding, newline="") as writing,
        ):
            report = _rewrite(reading, writing, dialect, progress, text, plan)
            writing.flush()
            os.fsync(writing.fileno())
        put_in_place(part, target)
    except OSError as failure:
        raise _unwritable(failure) if _can_be_read(source) else _unreadable() from failure
    finally:
        discard(part)
    return report


def _rewrite(
    reading: TextIO, writing: TextIO, dialect: Dialect, progress: Progress, text: str, plan: Plan
) -> TableReport:
    lines = iter(reading)
    for _ in range(dialect.skipped):
        next(lines)
    records = _records(lines, dialect)
    _, heading, _ = next(records, (0, [], ""))
    if not heading:
        raise no_table()
    columns = [name.strip() for name in heading]
    work = plan(columns, dialect)
    replaced = {name.casefold() for name in work.added}
    kept = [at for at, name in enumerate(columns) if name.casefold() not in replaced]
    everything = kept == list(range(len(columns)))
    writer = csv.writer(writing, delimiter=dialect.delimiter, lineterminator=dialect.newline)
    writer.writerow([*(columns[at] for at in kept), *work.added])
    empty = [""] * len(work.added)
    errors: list[RowError] = []
    cautions: list[RowError] = []
    rows = 0
    for line, cells, fault in records:
        rows += 1
        if rows % _EVERY == 0:
            progress.report(line, max(line, dialect.lines), text)
        try:
            if fault:
                raise CannotComputeError(fault)
            results, caution = work.compute(cells)
            if caution:
                cautions.append(RowError(line, caution))
        except CannotComputeError as refused:
            errors.append(RowError(line, str(refused)))
            results = empty
        writer.writerow([*(cells if everything else [cells[at] for at in kept]), *results])
    progress.report(dialect.lines, dialect.lines, text)
    return TableReport(rows, rows - len(errors), tuple(errors), work.notes, tuple(cautions))


def _records(lines: Iterator[str], dialect: Dialect) -> Iterator[tuple[int, list[str], str]]:
    """Line number, cells as wide as the heading, and what is wrong with them. Blank lines are passed over;
    a row of empty cells is a row, so that input and output stay side by side."""
    waiting: deque[str] = deque()
    line = dialect.skipped
    width = 0
    while True:
        first = waiting.popleft() if waiting else next(lines, "")
        if not first:
            return
        line += 1
        started = line
        cells, spanned = one_record(first, lines, waiting, dialect.delimiter, width)
        line += spanned
        fault = "" if spanned >= 0 else "Tanda kutip pembuka di baris ini tidak ditutup."
        line += spanned < 0
        if not any(cell.strip() for cell in cells) and (len(cells) == 1 or not width):
            continue
        if not width:
            width = len(cells)
        cells, fault = _fit(cells, width, fault)
        yield started, cells, fault


def _fit(cells: list[str], width: int, fault: str) -> tuple[list[str], str]:
    """The cells padded or cut to the heading's width; cells too many that are not empty are a fault."""
    if len(cells) == width:
        return cells, fault
    if len(cells) < width:
        return cells + [""] * (width - len(cells)), fault
    if not fault and any(cell.strip() for cell in cells[width:]):
        fault = (
            f"Baris ini berisi {len(cells)} kolom, padahal judulnya {width}. Mungkin koma desimal tanpa tanda kutip."
        )
    return cells[:width], fault


def _keep_apart(source: Path, target: Path, part: Path) -> None:
    if not source.is_file():
        raise KnownError(
            "E-TABLE-MISSING", "Berkas masukan tidak ditemukan.", "Periksa nama dan folder berkasnya, lalu ulangi."
        )
    if target.is_dir():
        raise KnownError(
            "E-TABLE-TARGET", "Nama hasil adalah sebuah folder.", "Tulis nama berkas hasil, misalnya hasil.csv."
        )
    if any(
        source.resolve() == other.resolve() or (other.exists() and source.samefile(other)) for other in (target, part)
    ):
        raise KnownError(
            "E-TABLE-SAME",
            "Berkas hasil sama dengan berkas masukan. Tidak ada yang diubah.",
            "Pilih nama lain untuk hasilnya.",
        )


def _unreadable() -> KnownError:
    return KnownError(
        "E-TABLE-READ",
        "Berkas masukan tidak dapat dibaca.",
        "Tutup berkasnya di program lain, periksa izin dan disknya, lalu ulangi.",
    )


def _can_be_read(source: Path) -> bool:
    """Whether the list itself is still there: the stick it lies on may have been pulled out in the middle."""
    try:
        with source.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return len(file.read(1)) == 1
    except OSError:
        return False


def _unwritable(failure: OSError) -> KnownError:
    if is_full(failure) or failure.errno == errno.EFBIG:
        return target_full("Hasilnya")
    return KnownError(
        "E-TABLE-WRITE",
        "Hasilnya tidak dapat ditulis.",
        "Tutup berkas hasil bila sedang terbuka di Excel, atau pilih folder lain yang boleh ditulisi, lalu ulangi.",
    )
