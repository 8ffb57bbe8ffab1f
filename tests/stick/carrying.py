"""Files on a stick, from laptop to laptop: full, locked, and pulled-out sticks too. Each case gives one line."""

from __future__ import annotations

import select
from collections.abc import Iterator
from pathlib import Path

from tests.stick.machine import Machine, fsck, make_stick, mend

SMALL = 120
PULLS = (0.3, 0.8, 1.5)
"""Seconds after which a stick is pulled out while a file is written on it."""
FAMILIES = 300
Line = tuple[str, str]
"""A case, and what became of it."""


def carried(machine: Machine, kind: str, place: Path) -> Iterator[Line]:
    """Every case of one kind of stick."""
    yield from _there_and_back(machine, kind, place / "whole.img")
    yield from _full(machine, kind, place / "full.img")
    yield from _locked(machine, kind, place / "whole.img")
    for at, seconds in enumerate(PULLS):
        yield from _pulled(machine, kind, place / f"pulled{at}.img", seconds)


def _mounted(machine: Machine, kind: str, image: Path, more: str = "") -> str:
    """Plug in and mount; the name of the stick."""
    name = machine.plug_in(image)
    told = machine.do("mount", kind=kind, more=more)
    assert not told, told
    return name


def _away(machine: Machine, name: str) -> None:
    """Let go and pull out, as a careful person does."""
    machine.do("unmount")
    machine.pull_out(name)


def _there_and_back(machine: Machine, kind: str, image: Path) -> Iterator[Line]:
    """Sent twice in a day (the same name), cut the moment it is told to be there, taken in."""
    make_stick(kind, image, 120)
    name = _mounted(machine, kind, image)
    machine.do("officer", families=FAMILIES)
    first, second = machine.do("send"), machine.do("send")
    machine.freeze(image, cut := image.with_suffix(".cut"))
    yield "send", f"{first.get('name')} and {second.get('name')}"
    yield "take in", str(machine.do("receive"))
    yield "receipt", f"{machine.do('answer')}, {machine.do('receive', who='petugas')}"
    yield "lies there", str(machine.do("listing"))
    _away(machine, name)
    yield "fsck", fsck(kind, image)
    yield "fsck after the cut", fsck(kind, cut)
    name = _mounted(machine, kind, mend(kind, cut), "force" if kind == "ntfs3" else "")
    yield "cut at once: whole", str(machine.do("whole", sent=[first, second]))
    _away(machine, name)


def _full(machine: Machine, kind: str, image: Path) -> Iterator[Line]:
    """A stick with hardly any room."""
    make_stick(kind, image, SMALL)
    name = _mounted(machine, kind, image)
    machine.do("fill", leave=4_096)
    yield "full: send", str(machine.do("send"))
    yield "full: copy", str(machine.do("copied"))
    yield "full: lies there", str(machine.do("listing"))
    _away(machine, name)
    yield "full: fsck", fsck(kind, image)


def _locked(machine: Machine, kind: str, image: Path) -> Iterator[Line]:
    """A stick that may only be read."""
    name = _mounted(machine, kind, image, "ro")
    yield "locked: send", str(machine.do("send"))
    yield "locked: copy", str(machine.do("copied"))
    yield "locked: take in", str(machine.do("receive"))
    _away(machine, name)


def _pulled(machine: Machine, kind: str, image: Path, seconds: float) -> Iterator[Line]:
    """Pulled out while a file and then a copy are being written; put in again."""
    make_stick(kind, image, SMALL)
    for case in ("send", "copied"):
        name = _mounted(machine, kind, image, "force" if kind == "ntfs3" else "")
        machine.ask(case)
        select.select([], [], [], seconds)
        machine.pull_out(name)
        yield f"pulled after {seconds} s: {case}", str(machine.answer())
        machine.do("unmount")
    yield "pulled: fsck", fsck(kind, image)
    name = _mounted(machine, kind, image, "force" if kind == "ntfs3" else "")
    yield "pulled: sent again", str(machine.do("send"))
    yield "pulled: copied again", str(machine.do("copied"))
    yield "pulled: taken in", str(machine.do("receive"))
    yield "pulled: lies there", str(machine.do("listing"))
    _away(machine, name)
