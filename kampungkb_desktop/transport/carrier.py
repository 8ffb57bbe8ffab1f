"""What every way of carrying files can do, and the names files have there.

A box is a folder below the office's folder (``ke-kabupaten``); a name says what a file is without saying whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress

UNFINISHED = ".sedang"
"""The end of a name under which a file is still being written. Not ``.part``: Nextcloud and ownCloud refuse that one
(nextcloud/server#49916), and not ``.kkb`` in the middle: nobody shall take half a file for one."""
BLOCK = 1 << 16
MOST_LISTED = 20_000
"""Entries of one folder that are looked at; an office of 150 officers fills two thousand a year."""
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. ()-]{0,150}")


@frozen
class Lying:
    """A whole file as it lies in a box; ``size`` in bytes."""

    name: str
    size: int


class Carrier(Protocol):
    """A place that others reach too. Every method raises KnownError (``faults``) and ``Cancelled``; none leaves half a
    file under a whole name."""

    def prepare(self, boxes: Iterable[str], work: Progress) -> None:
        """Make these folders where they are missing, those above them too."""

    def lying(self, box: str, work: Progress) -> list[Lying]:
        """The whole files in a box, by name; none where the box does not exist."""

    def put(self, source: Path, box: str, name: str, work: Progress) -> None:
        """Put a file there, verified before it gets its name. The same name with the same size counts as done;
        E-NET-TAKEN where another file has it."""

    def fetch(self, box: str, lying: Lying, target: Path, work: Progress) -> None:
        """Bring a file here. ``target`` appears whole, with the size that was listed."""

    def move(self, box: str, name: str, into: str, work: Progress) -> None:
        """Put a file into another box, where nothing of that name lies."""

    def remove(self, box: str, name: str, work: Progress) -> None:
        """Take a file away for good; that it is gone already is fine."""

    def close(self) -> None:
        """Let go of connections."""


def unfinished(name: str) -> str:
    """Under which name a file is written until it is whole."""
    return name.replace(".kkb", "") + UNFINISHED


def is_name(name: str) -> bool:
    """Whether a name found elsewhere may be a name here: no path, no trick, and a sync file or a part of one."""
    return bool(_NAME.fullmatch(name)) and ".kkb" in name.lower() and not name.lower().endswith((".part", UNFINISHED))
