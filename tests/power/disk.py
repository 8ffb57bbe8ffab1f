"""What a disk holds after the power went: the recorder's notes replayed up to a point, with what was never flushed
kept, dropped, or kept in part.

Names (made, moved, removed) go lost from the last one backwards, as a journal loses them; contents go lost in any
order, page by page.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ACKS = "acks"
"""A file of the data folder that is none: each line says what the program had promised by then."""
PAGE = 4096


@dataclass(slots=True)
class Step:
    """One note: the word, the inode or path, and for writes where and what."""

    word: str
    what: str
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class File:
    """What is on the platter, and what only the system's memory has."""

    sure: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)


def steps_of(trace: bytes) -> Iterator[Step]:
    """The notes of a trace in order."""
    at = 0
    while at < len(trace):
        end = trace.index(b"\n", at)
        word, _, rest = trace[at:end].decode().partition(" ")
        at = end + 1
        if word == "write":
            file, place, size = rest.split(" ")
            yield Step(word, file, int(place), trace[at : at + int(size)])
            at += int(size)
        elif word == "length":
            file, length = rest.split(" ")
            yield Step(word, file, int(length))
        else:
            yield Step(word, rest)


class Disk:
    """The folder as it was, then step by step. ``images`` may be drawn at any time."""

    def __init__(self, start: Path) -> None:
        self._files: dict[int, File] = {}
        self._inodes: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._folders: set[str] = set()
        self._lost: list[Step] = []
        self.acks = b""
        for path in sorted(start.rglob("*")):
            name = str(path.relative_to(start))
            if path.is_dir():
                self._folders.add(name)
            else:
                self._names[name] = self._begin(str(path.stat().st_ino), path.read_bytes())

    def _begin(self, inode: str, content: bytes = b"") -> int:
        """A new file; the system may have given its inode to another one before."""
        number = len(self._files)
        self._files[number] = File(bytearray(content))
        self._inodes[inode] = number
        return number

    def apply(self, step: Step) -> None:
        """Do what the program did."""
        if step.word in ("write", "length"):
            self._change(step)
        elif step.word == "flush":
            self._flush(step.what)
        elif step.word == "names":
            self._flush_names(step.what)
        elif step.word == "create":
            inode, _, name = step.what.partition(" ")
            self._lost.append(Step("create", name, self._begin(inode)))
        else:
            self._lost.append(step)

    def _change(self, step: Step) -> None:
        number = self._inodes.get(step.what)
        if number is None:
            return
        if self._is_acks(number):
            self.acks += step.data
        else:
            self._files[number].pending.append(step)

    def _is_acks(self, number: int) -> bool:
        return any(one.word == "create" and one.what == ACKS and one.at == number for one in self._lost)

    def _flush(self, inode: str) -> None:
        number = self._inodes.get(inode)
        if number is not None:
            file = self._files[number]
            for step in file.pending:
                _put(file.sure, step)
            file.pending.clear()

    def _flush_names(self, folder: str) -> None:
        """A journal writes everything down to the last change that is asked for."""
        last = max((at for at, one in enumerate(self._lost) if _concerns(one, folder)), default=-1)
        acks = [one for one in self._lost[: last + 1] if one.what == ACKS]
        for one in self._lost[: last + 1]:
            _rename(self._names, self._folders, one)
        self._lost = acks + self._lost[last + 1 :]

    def image(self, goal: Path, chance: random.Random, *, drop: float | None = None) -> None:
        """One thing that may lie on the disk now. ``drop`` is how likely each change that was not flushed is lost: 0
        keeps all of them (the program was killed, the system was not), 1 none."""
        names, folders = dict(self._names), set(self._folders)
        share = chance.choice((0.0, 0.5, 1.0)) if drop is None else drop
        pending = [one for one in self._lost if one.what != ACKS]
        kept = len(pending) if share == 0 else 0 if share == 1 else chance.randint(0, len(pending))
        for one in pending[:kept]:
            _rename(names, folders, one)
        goal.mkdir(parents=True)
        for folder in sorted(folders):
            (goal / folder).mkdir(parents=True, exist_ok=True)
        for name, number in names.items():
            path = goal / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._content(self._files[number], chance, share))

    def _content(self, file: File, chance: random.Random, share: float) -> bytes:
        content = bytearray(file.sure)
        for step in file.pending:
            for piece in _pages(step):
                if chance.random() >= share:
                    _put(content, piece)
        return bytes(content)


def _pages(step: Step) -> Iterator[Step]:
    """A write as the pieces that reach the platter one by one."""
    if step.word == "length":
        yield step
        return
    done = 0
    while done < len(step.data):
        room = PAGE - (step.at + done) % PAGE
        yield Step("write", step.what, step.at + done, step.data[done : done + room])
        done += room


def _put(content: bytearray, step: Step) -> None:
    if step.word == "length":
        if len(content) > step.at:
            del content[step.at :]
        else:
            content.extend(bytes(step.at - len(content)))
        return
    if len(content) < step.at:
        content.extend(bytes(step.at - len(content)))
    content[step.at : step.at + len(step.data)] = step.data


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _concerns(step: Step, folder: str) -> bool:
    return any(_parent(one) == folder for one in step.what.split("\t"))


def _rename(names: dict[str, int], folders: set[str], step: Step) -> None:
    if step.word == "create":
        if step.what != ACKS:
            names[step.what] = step.at
    elif step.word == "folder":
        folders.add(step.what)
    elif step.word == "remove":
        names.pop(step.what, None)
        folders.discard(step.what)
    elif step.word == "move":
        _move(names, folders, *step.what.split("\t"))


def _move(names: dict[str, int], folders: set[str], source: str, goal: str) -> None:
    if source in names:
        names[goal] = names.pop(source)
        return
    for name in [one for one in names if one.startswith(f"{source}/")]:
        names[goal + name[len(source) :]] = names.pop(name)
    for name in [one for one in folders if one == source or one.startswith(f"{source}/")]:
        folders.discard(name)
        folders.add(goal + name[len(source) :])
