"""The built program with its data on a stick: its self-test, what it keeps, and an update handed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.stick.machine import Machine, fsck, make_stick

_STICK_MB = 900
Line = tuple[str, str]


def carried_along(machine: Machine, kind: str, place: Path, program: Path, update: Path | None) -> Iterator[Line]:
    """``program`` is the built folder, ``update`` a signed file of a later version."""
    shutil.rmtree(machine.share / "program", ignore_errors=True)
    shutil.copytree(program, machine.share / "program", symlinks=True)
    image = make_stick(kind, place / "portable.img", _STICK_MB)
    name = machine.plug_in(image)
    yield "mount", str(machine.do("mount", kind=kind, plain=True))
    yield "laid there", str(machine.do("lay_program"))
    yield "self-test", str(machine.do("run_program", words=["self-test"]))
    yield "practice data", str(machine.do("run_program", words=["demo", "--villages", "1", "--families", "4"]))
    yield "opened again", str(machine.do("run_program", words=["--demo", "info"]))
    yield "second start", str(machine.do("start_twice"))
    if update is not None:
        shutil.copy(update, machine.share / "baru.kkbu")
        yield "update staged", str(machine.do("update_program"))
        yield "after the update", str(machine.do("run_program", words=["--demo", "info"]))
        yield "names there", str(machine.do("program_names"))
    machine.do("unmount")
    machine.pull_out(name)
    yield "fsck", fsck(kind, image)
