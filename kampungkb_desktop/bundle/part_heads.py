"""What a part of a sealed file says of itself, bounded before it is believed, and which parts belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.format import MOST_FILE
from kampungkb_desktop.bundle.refusals import refuse

MARK = b"KKB-BAGIAN 1\n"
MOST_PARTS = 2_000
LEAST_LIMIT = 8 << 10
"""Bytes of the smallest part that may be asked for."""
LONGEST_HEAD = 1 << 10
"""Bytes of the line after the mark."""
_HASH = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.() -]{0,150}\.kkb")


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The second line of a part: sha256, size and name of the whole file; which part of how many; where its bytes
    begin, how many they are, and their sha256."""

    file: str
    size: int
    name: str
    part: int
    of: int
    at: int
    length: int
    sha256: str


@frozen
class Part:
    """One part as it lies somewhere. ``key`` tells the file it is of: hash, size and number of parts together."""

    path: Path
    file: str
    size: int
    name: str
    number: int
    of: int
    at: int
    length: int
    sha256: str
    starts: int

    @property
    def key(self) -> tuple[str, int, int]:
        """Parts with the same key belong together."""
        return self.file, self.size, self.of


@frozen
class Parted:
    """One file of which parts were found, each number once; ``missing`` are the numbers nobody has brought yet."""

    parts: tuple[Part, ...]
    missing: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the whole file was called when it was cut."""
        return self.parts[0].name

    @property
    def digest(self) -> str:
        """sha256 of the whole file."""
        return self.parts[0].file

    @property
    def of(self) -> int:
        """How many parts there are in all."""
        return self.parts[0].of


def is_part(path: Path) -> bool:
    """Whether a file begins as a part does, whatever it is called."""
    try:
        with path.open("rb") as source:
            return source.read(len(MARK)) == MARK
    except OSError:
        return False


def read_part(path: Path) -> Part:
    """What a part says of itself, its length compared with the file's. KnownError E-READ, E-DAMAGED (cut short or
    grown), E-PART (says what cannot be), E-BOMB (too many parts, too large)."""
    try:
        with path.open("rb") as source:
            mark, line = source.read(len(MARK)), source.readline(LONGEST_HEAD)
        size = path.stat().st_size
    except OSError as error:
        raise refuse("E-READ") from error
    if mark != MARK or not line.endswith(b"\n"):
        raise refuse("E-DAMAGED" if len(line) < LONGEST_HEAD else "E-PART")
    try:
        head = msgspec.json.decode(line, type=Head)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise refuse("E-PART") from error
    _check(head)
    if size != len(mark) + len(line) + head.length:
        raise refuse("E-DAMAGED", f"bagian {head.part} dari {head.of}")
    return part_of(path, head, len(mark) + len(line))


def _check(head: Head) -> None:
    """Bounds before anything is counted with."""
    if head.of > MOST_PARTS or head.size > MOST_FILE:
        raise refuse("E-BOMB")
    inside = 1 <= head.part <= head.of and head.at >= 0 and head.length > 0 and head.at + head.length <= head.size
    hashes = _HASH.fullmatch(head.file) and _HASH.fullmatch(head.sha256)
    ends = (head.part == 1) == (head.at == 0) and (head.part == head.of) == (head.at + head.length == head.size)
    if not (inside and hashes and ends):
        raise refuse("E-PART")


def part_of(path: Path, head: Head, starts: int = 0) -> Part:
    """A part as its head tells of it; ``starts`` is where its bytes begin, where that is known."""
    name = head.name if NAME.fullmatch(head.name) else f"{head.file[:16]}.kkb"
    begins = starts or len(MARK) + len(msgspec.json.encode(head)) + 1
    return Part(
        path, head.file, head.size, name, head.part, head.of, head.at, head.length, head.sha256, begins
    )  # fmt: skip


def gather(parts: Iterable[Part]) -> list[Parted]:
    """Which files these parts are of. A part that is there twice counts once: the first one given."""
    files: dict[tuple[str, int, int], dict[int, Part]] = {}
    for part in parts:
        files.setdefault(part.key, {}).setdefault(part.number, part)
    return [
        Parted(
            tuple(found[number] for number in sorted(found)),
            tuple(number for number in range(1, of + 1) if number not in found),
        )
        for (_, _, of), found in files.items()
    ]


def missing_words(parted: Parted) -> str:
    """``bagian 2 dari 3 belum ada``, many numbers as ranges: ``bagian 2, 4–9 dari 12 belum ada``."""
    runs: list[list[int]] = []
    for number in parted.missing:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    shown = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    more = f" dan {len(shown) - 12} rentang lain" if len(shown) > 12 else ""
    return f"bagian {', '.join(shown[:12])}{more} dari {parted.of} belum ada"
