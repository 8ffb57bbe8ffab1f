"""Colours and text size of the last time, in clear beside the database: Masuk needs them before anything is unlocked.

They are a copy of two settings and hold nothing about anyone; without the file the window is light at 100 %.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

NAME = "tampilan.json"


class KeptLook(NamedTuple):
    """``scale`` is the text size, 0.8 to 2.0."""

    dark: bool = False
    scale: float = 1.0
    sharp: bool = False


def read_look(folder: Path) -> KeptLook:
    """What was kept, or the default for a missing or spoilt file."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except (OSError, ValueError):
        return KeptLook()
    import json  # noqa: PLC0415  start-up time: most keep the default look

    try:
        found = json.loads(text)
        scale = float(found["scale"])
        size = min(2.0, max(0.8, scale)) if scale == scale else 1.0
        return KeptLook(bool(found["dark"]), size, bool(found.get("sharp", False)))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return KeptLook()


def keep_look(folder: Path, look: KeptLook) -> None:
    """Write it where it changed; a folder that refuses costs nothing but the memory."""
    if look == read_look(folder):
        return
    import json  # noqa: PLC0415  see ``read_look``

    try:
        (folder / NAME).write_text(json.dumps(look._asdict()), encoding="utf-8")
    except OSError:
        return
