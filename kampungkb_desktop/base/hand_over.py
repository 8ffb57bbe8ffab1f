"""A file opened by a double click while a window over the same data is open already: the second start leaves a note in
the data folder, the window takes it, and the second start ends. Nothing listens on any port.

The note names files, not what is in them, and lies there for a moment only: what nobody took is taken back.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

FOLDER = "buka"
PATIENCE_SECONDS = 5.0
"""How long a second start waits for the window; a slow laptop may be busy drawing."""
MOST = 1_000
"""Files that are handed over at once."""
_STEP_SECONDS = 0.05
_NAMED = re.compile(r".+\.(kkbu|kkb(\.\d{2,4}of\d{2,4})?)", re.IGNORECASE | re.DOTALL)
_VALUED = ("--data-dir", "--password-file")


def named_files(words: Sequence[str]) -> tuple[list[Path], list[str]]:
    """The files that a command line ends with (a double click says nothing else), and the other words. Files behind a
    verb are the verb's own."""
    cut = len(words)
    while cut and _NAMED.fullmatch(words[cut - 1]) and (cut < 2 or words[cut - 2] not in _VALUED):
        cut -= 1
    rest = list(words[:cut])
    plain = [one for at, one in enumerate(rest) if not one.startswith("-") and (at == 0 or rest[at - 1] not in _VALUED)]
    if plain:
        return [], list(words)
    return [Path(one).absolute() for one in words[cut:]], rest


def leave(folder: Path, files: Sequence[Path], *, patience: float = PATIENCE_SECONDS) -> bool:
    """Leave a note for the window over these data, and whether it was taken; if not, it is taken back."""
    place = folder / FOLDER
    note = place / f"{os.getpid()}-{os.urandom(4).hex()}.json"
    part = note.with_suffix(".part")
    try:
        place.mkdir(exist_ok=True)
        part.write_text(json.dumps([str(one) for one in files[:MOST]]), encoding="utf-8")
        part.replace(note)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if not note.exists():
            return True
        time.sleep(_STEP_SECONDS)
    try:
        note.unlink()
    except FileNotFoundError:
        return True  # taken at the very last moment
    except OSError:
        return False
    return False


def take(folder: Path) -> list[Path]:
    """What notes ask to be opened; they are gone then. What is no note of ours is thrown away."""
    place = folder / FOLDER
    found: list[Path] = []
    try:
        notes = sorted(one for one in place.iterdir() if one.suffix == ".json")
    except OSError:
        return found
    for note in notes:
        with suppress(OSError, ValueError, RecursionError):
            said = json.loads(note.read_text("utf-8")) if note.stat().st_size < 1 << 20 else []
            note.unlink()
            found += [Path(one) for one in said if isinstance(one, str) and _NAMED.fullmatch(one)]
    with suppress(OSError):
        place.rmdir()  # a word that is still being written keeps it
    return found
