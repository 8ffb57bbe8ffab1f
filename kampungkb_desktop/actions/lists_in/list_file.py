"""A file of lists as it was when it was opened: told by its content and not by its name; has it changed since?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kampungkb_desktop.actions.lists_in.csv_sheet import read_csv
from kampungkb_desktop.actions.lists_in.sheets import MOST_BYTES, Sheet, damaged
from kampungkb_desktop.actions.lists_in.workbook import old_format, protected, read_workbook
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_TABLE_CODE: Final = "E-TABLE-FORMAT"

Stamp = tuple[int, int]
"""Size and time of the last change: enough to see that somebody has saved the file again."""


@frozen
class ListFile:
    """An opened file with its sheets; hidden sheets come last."""

    path: Path
    stamp: Stamp
    sheets: tuple[Sheet, ...]


def open_list(path: Path, progress: Progress) -> ListFile:
    """Read a whole XLSX or CSV file. Raises ``KnownError``: missing or unreadable, locked, an old format, damaged,
    empty, far too large, changed while it was read; and ``Cancelled``."""
    try:
        before = stamp_of(path)
        sheets = _read(path, progress)
        after = stamp_of(path)
    except FileNotFoundError as error:
        raise KnownError(
            "E-LIST-MISSING", "Berkas itu tidak ditemukan.", "Periksa nama dan foldernya, lalu pilih lagi."
        ) from error
    except OSError as error:
        raise _unreadable() from error
    if before != after:
        raise changed()
    if not any(sheet.rows for sheet in sheets):
        raise KnownError(
            "E-LIST-EMPTY",
            "Berkas ini kosong: tidak ada satu baris pun di dalamnya.",
            "Pilih berkas yang berisi daftar.",
        )
    return ListFile(path, before, tuple(sorted(sheets, key=lambda one: one.hidden)))


def stamp_of(path: Path) -> Stamp:
    """How the file stands now."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def is_changed(file: ListFile) -> bool:
    """Whether the file is another one since it was opened, or gone."""
    try:
        return stamp_of(file.path) != file.stamp
    except OSError:
        return True


def changed() -> KnownError:
    """Somebody has saved the file while it was looked at."""
    return KnownError(
        "E-LIST-CHANGED",
        "Berkas ini berubah sejak dibuka, jadi belum ada yang dimasukkan.",
        "Simpan dan tutup berkasnya di Excel, lalu pilih lagi supaya yang diperiksa sama dengan yang dimasukkan.",
    )


def _read(path: Path, progress: Progress) -> tuple[Sheet, ...]:
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        return ()
    if head.startswith(_ZIP):
        return read_workbook(path, progress)
    if head.startswith(_OLE):
        raise protected() if _is_encrypted(path) else old_format()
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"PK", b"age-encr", b"{\\rtf")):
        raise _no_list()
    if head.lstrip().lower().startswith((b"<html", b"<!doc", b"<table", b"<?xml")):
        raise old_format("HTML atau XML, walaupun namanya .xls")
    try:
        return (read_csv(path, progress),)
    except KnownError as error:
        if error.code != _TABLE_CODE:
            raise
        raise (damaged() if path.suffix.casefold() == ".xlsx" else _no_list()) from error


def _is_encrypted(path: Path) -> bool:
    """The old container holds a new workbook under a password: its table of contents names it."""
    with path.open("rb") as file:
        return _ENCRYPTED in file.read(MOST_BYTES // 4)


def _unreadable() -> KnownError:
    return KnownError(
        "E-LIST-READ",
        "Berkas ini tidak dapat dibaca.",
        "Tutup berkasnya di program lain, periksa izin dan disknya, lalu ulangi.",
    )


def _no_list() -> KnownError:
    return KnownError(
        "E-LIST-FORMAT",
        "Berkas ini bukan daftar: isinya bukan tabel Excel (.xlsx) dan bukan CSV.",
        "Pilih berkas .xlsx atau .csv. Tabel dalam PDF atau Word perlu disalin dahulu ke Excel.",
    )
