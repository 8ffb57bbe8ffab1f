"""Names of files that every file system and every messenger keeps, and never an older file written over."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path


def plain(name: str) -> str:
    """A person's name in ASCII letters and hyphens, at most 40 of them."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", ascii_name))[:40]


def free(folder: Path, name: str) -> Path:
    """A path in the folder that is not taken: "x.kkb", else "x (2).kkb" and so on."""
    path, number = folder / name, 2
    while path.exists():
        path = (folder / name).with_stem(f"{Path(name).stem} ({number})")
        number += 1
    return path


def shown(path: Path) -> str:
    """A file's name as text that can be shown and kept; a stick from elsewhere may have names that are no text."""
    return path.name.encode("utf-8", "replace").decode()
