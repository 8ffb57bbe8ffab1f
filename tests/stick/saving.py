"""A data folder that lives on a stick: all that a person does, and the power going at any moment of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.power.disk import ACKS
from tests.power.work import WORK
from tests.stick.machine import Machine, fsck, make_stick, mend

Line = tuple[str, str]
ROUNDS = 3
_STICK_MB = 120


def saved(machine: Machine, kind: str, place: Path, cuts: int, only: list[str] | None) -> Iterator[Line]:
    """Every kind of work, with so many looks at the stick as a power cut would leave it."""
    chance = random.Random(kind)
    for what in only or WORK:
        image = make_stick(kind, place / "data.img", _STICK_MB)
        name = machine.plug_in(image)
        told = machine.do("mount", kind=kind) or machine.do("begin", what=what)
        if told:
            yield what, str(told)
            continue
        (machine.share / ACKS).unlink(missing_ok=True)
        machine.ask("labour", what=what, rounds=ROUNDS, seed=1)
        frozen = _frozen(machine, image, cuts, chance)
        ended = machine.answer()
        yield f"{what}: worked", str(ended)
        files, acks = machine.do("sent_files"), _acks(machine)
        machine.do("unmount")
        machine.pull_out(name)
        yield f"{what}: fsck", fsck(kind, image)
        wrong = [_looked(machine, kind, image, acks, files)]
        wrong += [_looked(machine, kind, one, said, files) for one, said in frozen]
        found = [one for one in wrong if one]
        yield f"{what}: {len(frozen)} cuts", "; ".join(found) or "all kept"


def _acks(machine: Machine) -> str:
    path = machine.share / ACKS
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _frozen(machine: Machine, image: Path, most: int, chance: random.Random) -> list[tuple[Path, str]]:
    """The stick at moments of the work, each with what had been promised before it."""
    found: list[tuple[Path, str]] = []
    while machine.is_busy() and len(found) < most:
        if chance.random() < 0.4 or not _acks(machine):
            continue
        goal = image.with_name(f"cut{len(found)}.img")
        machine.monitor("stop")
        said = _acks(machine)
        shutil.copyfile(image, goal)
        machine.monitor("cont")
        found.append((goal, said))
    return found


def _looked(machine: Machine, kind: str, image: Path, acks: str, files: dict[str, str]) -> str:
    """What is wrong on a stick; it is plugged in for that."""
    name = machine.plug_in(mend(kind, image))
    refused = machine.do("mount", kind=kind, more="force" if kind == "ntfs3" else "")
    told = refused or machine.do("looked_at", acks=acks, files=files)
    machine.do("unmount")
    machine.pull_out(name)
    return str(told)
