"""The folder that a file for somebody else goes to, most often on a USB stick: made, and asked for a free name."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.base.durable import make_folder
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.file_names import free
from kampungkb_desktop.base.full_disk import is_full, target_full


def made_folder(folder: Path) -> Path:
    """The folder, which is there now. KnownError E-WRITE, E-TARGET-FULL."""
    try:
        make_folder(folder)
    except OSError as error:
        raise (target_full("Berkasnya") if is_full(error) else _unusable()) from error
    return folder


def free_in(folder: Path, name: str) -> Path:
    """A name that nothing has there yet. KnownError E-WRITE where the disk cannot be asked: it was pulled out."""
    try:
        return free(folder, name)
    except OSError as error:
        raise _unusable() from error


def _unusable() -> KnownError:
    return KnownError("E-WRITE", "Folder tujuan tidak dapat dipakai.", "Pilih folder lain atau periksa flashdisknya.")
