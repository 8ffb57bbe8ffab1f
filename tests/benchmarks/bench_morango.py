"""Morango, the sync engine of Kolibri, on given records: installed into an environment of its own for the run, because
it needs a Django that we would not ship. Without a way to install it, the comparison is left out, loudly."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kampungkb_desktop.forms.record import Record, to_scalars

VERSION = "0.8.15"
SIDE = Path(__file__).with_name("morango_side.py")


class Morango(NamedTuple):
    """Seconds of processor time: everything into buffers and their JSON, taken in, taken in again; bytes of that."""

    export: float
    take_in: float
    again: float
    size: int


def measure(folder: Path, made: Iterable[Record], python: Path | None = None) -> Morango | None:
    """Both sides over these records; ``python`` is one that has Morango already."""
    folder.mkdir(parents=True, exist_ok=True)
    told = python or _environment(folder / "env")
    if told is None:
        return None
    lines = [
        json.dumps([one.FORM, one.id, {name: value for name, value in to_scalars(one).items() if value is not None}])
        for one in made
    ]
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out, into = (_run(told, side, folder) for side in ("export", "import"))
    if into["rows"] != len(lines) or into["wrong"]:
        raise SystemExit(f"Morango lost something: {into} of {len(lines)}")
    return Morango(out["export"], into["take_in"], into["again"], int(out["size"]))


def _environment(folder: Path) -> Path | None:
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [str(python), "-m", "pip", "install", "--quiet", f"morango=={VERSION}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"MORANGO LEFT OUT: {VERSION} cannot be installed here\n{done.stderr.strip()[-400:]}")
        return None
    return python


def _run(python: Path, side: str, folder: Path) -> dict[str, float]:
    done = subprocess.run([str(python), str(SIDE), side, str(folder)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
