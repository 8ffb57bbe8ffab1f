"""What a person wishes of a sync file, what comes of it, and which photos find room in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kampungkb_desktop.actions.parcels import Tally
from kampungkb_desktop.actions.receiver_offices import VEILED
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.store import blobs

PHOTO_ROOM = 600 << 20
"""Bytes of photos in one file, at most; the rest comes in files of their own."""
_SLACK = 96 << 10


@frozen
class Order:
    """What a person wishes of a file: its kind (baru, full, tanpa_nama, rekap), with photos or without, and the most
    bytes one file on the stick may have (0 = no limit; beyond it photos come in files of their own, and a file that is
    still too large in parts). ``whole``: a kind without names once more from the beginning."""

    kind: str = fmt.NEW
    photos: bool = True
    limit: int = 0
    whole: bool = False


@frozen
class MadeFile:
    """One file as it stands on the stick; in ``parts`` where it was cut, else ``parts`` is the file itself."""

    path: Path
    parts: tuple[Path, ...]
    receiver: str
    number: int
    kind: str
    changes: int
    records: int
    photos: int
    size: int


@frozen
class Exported:
    """Every file of one export; ``path`` is the file, or the folder where there are several. ``few`` are villages with
    so few families that they may be recognised without names. ``updates`` are the names of update files of the program
    that were laid beside them by who asked for the export."""

    path: Path
    files: tuple[MadeFile, ...]
    changes: int
    size: int
    few: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()


@dataclass(slots=True)
class FilePhotos:
    """The photos of one file: those named by what was just written and those owed, while there is room. One that is
    missing or damaged here is left out: it must not hold up everything else; its record travels."""

    session: Session
    tally: Tally
    order: Order
    owed: list[str]
    left: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def any(self) -> bool:
        """Whether there is anything to bring."""
        return bool(self.owed)

    def read(self, used: int) -> Iterator[tuple[str, bytes]]:
        """Name and content, one at a time; ``used`` bytes are taken already."""
        if self.order.kind in VEILED:
            return
        room = min(PHOTO_ROOM, max(0, self.order.limit - used - _SLACK) if self.order.limit else PHOTO_ROOM)
        for sha in dict.fromkeys([*self.owed, *self.tally.blobs]):
            if not blobs.exists(self.session.data_dir, sha):
                continue
            if not self.order.photos or len(self.sent) >= fmt.MOST_MEMBERS - 10:
                self.left.append(sha)
                continue
            try:
                content = blobs.get(self.session.data_dir, self.session.photo_key, sha)
            except KnownError:
                continue
            if len(content) > room and (self.sent or self.tally.counts):
                self.left.append(sha)  # a file of its own; there even one that is larger than the limit goes, in parts
                continue
            room -= len(content)
            self.sent.append(sha)
            yield sha, content
