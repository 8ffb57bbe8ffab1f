"""What the window and the headless verbs understand alike: which data folder is meant, and where the password comes
from. Knows nothing of what lies in the folder."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

from kampungkb_desktop.base import paths
from kampungkb_desktop.base.errors import KnownError

PASSWORD_VARIABLE = "KAMPUNGKB_PASSWORD"  # noqa: S105  the name of a variable, not a password
PRACTICE_FOLDER = "latihan"
PRACTICE_PASSWORD = "latihan"  # noqa: S105  known to everybody on purpose
PRACTICE_MARK = "DATA-LATIHAN.txt"
"""A file in every practice folder (``actions.practice`` writes it too): told without opening anything."""
PRACTICE_WORDS = "Folder ini berisi data latihan Kampung KB: semua orang di dalamnya rekaan. Kata sandinya: latihan\n"
"""What stands in that file."""


def speak_utf8() -> None:
    """What is said into a file or another program is UTF-8 everywhere. Windows would take the code page of the laptop,
    in which JSON is none and a name with a letter of elsewhere ends the verb."""
    for stream in (sys.stdout, sys.stderr):  # a program without a console has neither
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def data_dir_of(given: Path | None, *, demo: bool) -> Path:
    """The data folder: as given, else the person's own; practice data lives beside real data, never in it."""
    if given is not None:
        return given
    return paths.default_data_dir() / PRACTICE_FOLDER if demo else paths.default_data_dir()


def password_of(file: Path | None) -> str | None:
    """The password from a file (first line) or from the environment; ``None`` when neither is given."""
    if file is None:
        return os.environ.get(PASSWORD_VARIABLE)
    try:
        return file.read_text("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(
            "E-PASSWORD-FILE", "Berkas kata sandi tidak dapat dibaca.", "Periksa letak dan isi berkasnya."
        ) from error


def is_practice(folder: Path) -> bool:
    """Whether a folder holds practice data, whose password is no secret."""
    return (folder / PRACTICE_MARK).is_file()


def beside_practice(folder: Path) -> Path | None:
    """The data folder that practice in ``folder`` lies beside: an officer's practice for its practice office, the real
    data for the others; ``None`` for practice in a folder of the person's own choice."""
    if is_practice(folder.parent):
        return folder.parent
    return folder.parent if folder.name.partition("-")[0] == PRACTICE_FOLDER else None
