"""A finished file to the place a person chose: whole or not at all, and a plain sentence where that cannot be."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.full_disk import CODE, target_full
from kampungkb_desktop.store import faults, files


def write_file(target: Path, content: bytes, kind: str = "CSV") -> Path:
    """Write it; the folder must be there and an earlier file of the name is replaced. ``kind`` is what a person calls
    such a file. KnownErrors E-TARGET-FOLDER, E-TARGET-WRITE, E-TARGET-FULL."""
    if not target.parent.is_dir():
        raise KnownError(
            "E-TARGET-FOLDER", f"Folder tujuan untuk berkas {kind} tidak ada.", "Pilih folder yang ada, lalu ulangi."
        )
    if target.is_dir():
        raise KnownError(
            "E-TARGET-WRITE", "Yang dipilih adalah folder.", f"Tulis juga nama berkasnya, misalnya a.{kind.lower()}."
        )
    try:
        put_there(target, content, f"Berkas {kind}")
    except KnownError as error:
        if error.code == CODE:
            raise
        raise KnownError(
            "E-TARGET-WRITE",
            f"Berkas {kind} tidak dapat ditulis di folder itu.",
            "Tutup berkasnya bila sedang dibuka, atau pilih folder lain yang boleh ditulisi.",
        ) from error
    return target


def put_there(target: Path, content: bytes, what: str) -> None:
    """Write a file where a person wants it. KnownError as ``files.write_whole``, but that the full disk is that place's
    and not this laptop's: E-TARGET-FULL names ``what`` was not written."""
    try:
        files.write_whole(target, content)
    except KnownError as error:
        if error.code == faults.disk_full().code:
            raise target_full(what) from error
        raise
