"""Real sticks in a small emulated computer: ``python -m tests.stick.run --kernel FOLDER``. See README.md there."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.power.work import WORK
from tests.stick import carrying, initrd, portable, saving
from tests.stick.machine import MAKERS, Machine, make_stick, missing

PARTS = ("manners", "carry", "save", "portable")


def main() -> int:
    """Print a line for each case; 2 where something needed is missing."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kernel", type=Path, required=True, help="an unpacked Debian kernel package (README.md)")
    options.add_argument("--kind", choices=list(MAKERS), action="append", help="only these file systems")
    options.add_argument("--part", choices=PARTS, action="append", help="only these parts")
    options.add_argument("--only", choices=list(WORK), action="append", help="only such work of the part save")
    options.add_argument("--cuts", type=int, default=6, help="looks at a cut-off stick for each kind of work")
    options.add_argument("--program", type=Path, help="a built folder (dist/KampungKB), for the part portable")
    options.add_argument("--update", type=Path, help="a signed later version (.kkbu) that this program may take")
    options.add_argument("--scratch", type=Path, help="a folder to work in, kept")
    asked = options.parse_args()
    if lacking := missing():
        sys.stderr.write(f"NOTHING WAS TRIED: this computer lacks {', '.join(lacking)}. See tests/stick/README.md.\n")
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        place = asked.scratch or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        first = place / "initrd"
        if not first.exists():
            initrd.build(asked.kernel, first)
        with Machine(initrd.kernel_of(asked.kernel), first, place / "share") as machine:
            for kind in asked.kind or MAKERS:
                _tell(kind, _tried(machine, kind, place, asked))
    return 0


def _tried(machine: Machine, kind: str, place: Path, asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """What was asked for, of one kind of stick."""
    parts = asked.part or PARTS
    if "manners" in parts:
        name = machine.plug_in(make_stick(kind, place / "manners.img", 300))
        yield "mount", str(machine.do("mount", kind=kind))
        yield from machine.do("manners").items()
        machine.do("unmount")
        machine.pull_out(name)
    if "carry" in parts:
        yield from carrying.carried(machine, kind, place)
    if "save" in parts:
        yield from saving.saved(machine, kind, place, asked.cuts, asked.only)
    if "portable" in parts and asked.program:
        yield from portable.carried_along(machine, kind, place, asked.program, asked.update)
    elif "portable" in parts:
        yield "portable", "NOT TRIED: no --program"


def _tell(kind: str, lines: Iterator[tuple[str, str]]) -> None:
    """Each line as soon as it is known."""
    began = time.monotonic()
    for case, told in lines:
        sys.stdout.write(f"{kind:6} {time.monotonic() - began:5.0f} s  {case}: {told}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
