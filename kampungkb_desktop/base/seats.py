"""Several officers on one laptop: which data folders belong together, what each is called at Masuk, and which one was
opened last (decision 0041). The first officer's folder is the one there always was; others lie inside it.

What it is called stands in clear, because Masuk shows it before anything is unlocked: that is a word the person chose
("Petugas 2"), never taken from the records. One officer alone leaves no file here at all.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

NAME = "petugas.json"
_FOLDER = re.compile(r"petugas-[0-9]{1,3}")
LONGEST = 24
"""Letters of what a seat is called."""


class Seat(NamedTuple):
    """One officer's place: the data folder, and what it is called."""

    folder: Path
    label: str


def seats(root: Path) -> tuple[Seat, ...]:
    """All seats below a root, the first officer's first; that one alone where there is no other."""
    return _read(root)[0]


def last(root: Path) -> Path:
    """The folder that was opened last."""
    return _read(root)[1]


def next_seat(root: Path) -> Seat:
    """The seat of one officer more. Nothing is written before its data are made."""
    taken = {one.folder.name for one in seats(root) if one.folder != root}
    number = 2
    while f"petugas-{number}" in taken or (root / f"petugas-{number}").exists():
        number += 1
    return Seat(root / f"petugas-{number}", f"Petugas {number}")


def label_of(root: Path, folder: Path) -> str:
    """What a seat is called."""
    return next((one.label for one in seats(root) if one.folder == folder), "")


def fit(label: str) -> str:
    """A label as it may stand in clear: one line, not too long."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in label).split())[:LONGEST].strip()


def note_opened(root: Path, folder: Path, label: str = "") -> None:
    """These data were opened: remember them as the last ones, and a new seat under its ``label``. A folder that is not
    below the root is nobody's seat."""
    known, before = _read(root)
    own = folder == root or (folder.parent == root and _FOLDER.fullmatch(folder.name) is not None)
    if not own or (len(known) == 1 and folder == root):
        return
    if all(one.folder != folder for one in known):
        known = (*known, Seat(folder, fit(label) or f"Petugas {folder.name.rpartition('-')[2]}"))
    elif before == folder:
        return
    _write(root, known, folder)


def rename(root: Path, folder: Path, label: str) -> None:
    """Call a seat something else."""
    known, before = _read(root)
    _write(
        root, tuple(Seat(one.folder, fit(label) or one.label) if one.folder == folder else one for one in known), before
    )


def _read(root: Path) -> tuple[tuple[Seat, ...], Path]:
    alone = (Seat(root, "Petugas 1"),)
    try:
        text = (root / NAME).read_text("utf-8")
    except (OSError, ValueError):
        return alone, root
    import json  # noqa: PLC0415  start-up time: most laptops have one officer

    try:
        said = json.loads(text)
        found = {str(name): fit(str(label)) for name, label in said["seats"]}
        latest = str(said["last"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return alone, root
    others = tuple(
        Seat(root / name, label or "Petugas") for name, label in found.items()
        if _FOLDER.fullmatch(name) and (root / name).is_dir()
    )  # fmt: skip
    known = (Seat(root, found.get("") or "Petugas 1"), *others)
    return known, next((one.folder for one in others if one.folder.name == latest), root)


def _write(root: Path, known: tuple[Seat, ...], latest: Path) -> None:
    """Whole or not at all; a folder that refuses costs nothing but the memory."""
    import json  # noqa: PLC0415  see ``_read``

    from kampungkb_desktop.base.durable import put_in_place  # noqa: PLC0415  the same

    names = [["" if one.folder == root else one.folder.name, one.label] for one in known]
    part = root / f"{NAME}.part"
    with suppress(OSError):
        part.write_text(json.dumps({"seats": names, "last": "" if latest == root else latest.name}), encoding="utf-8")
        put_in_place(part, root / NAME)
