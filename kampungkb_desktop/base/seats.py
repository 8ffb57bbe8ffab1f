"""Several officers on one laptop: which data folders belong together, what each is called at Masuk, and which one was
opened last (decision 0041). The first officer's folder is the one there always was; others lie inside it.

What it is called stands in clear, because Masuk shows it before anything is unlocked: that is a word the person chose
("Petugas 2"), never taken from the records. One officer alone leaves no file here at all. Who was taken out is no
longer offered at Masuk; his folder stays as it is (decision 0044).
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


class _Listed(NamedTuple):
    """What the file says: who is offered at Masuk, who was opened last, who was taken out."""

    here: tuple[Seat, ...]
    latest: Path
    out: tuple[Seat, ...] = ()


def seats(root: Path) -> tuple[Seat, ...]:
    """All seats below a root, the first officer's first; that one alone where there is no other."""
    return _read(root).here


def taken_out(root: Path) -> tuple[Seat, ...]:
    """The seats that Masuk does not offer any more, and whose folders are still there."""
    return _read(root).out


def last(root: Path) -> Path:
    """The folder that was opened last."""
    return _read(root).latest


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
    known, before, out = _read(root)
    own = folder == root or (folder.parent == root and _FOLDER.fullmatch(folder.name) is not None)
    if not own or (len(known) == 1 and folder == root) or any(one.folder == folder for one in out):
        return
    if all(one.folder != folder for one in known):
        known = (*known, Seat(folder, fit(label) or f"Petugas {folder.name.rpartition('-')[2]}"))
    elif before == folder:
        return
    _write(root, _Listed(known, folder, out))


def rename(root: Path, folder: Path, label: str) -> None:
    """Call a seat something else."""
    known, before, out = _read(root)
    called = tuple(Seat(one.folder, fit(label) or one.label) if one.folder == folder else one for one in known)
    _write(root, _Listed(called, before, out))


def take_out(root: Path, folder: Path) -> None:
    """Do not offer a seat at Masuk any more. The last one stays."""
    known, before, out = _read(root)
    gone = tuple(one for one in known if one.folder == folder)
    here = tuple(one for one in known if one.folder != folder)
    if gone and here:
        _write(root, _Listed(here, before if before != folder else here[0].folder, (*out, *gone)))


def bring_back(root: Path, folder: Path) -> None:
    """Offer a seat at Masuk again."""
    known, before, out = _read(root)
    back = tuple(one for one in out if one.folder == folder)
    here = sorted((*known, *back), key=lambda one: (one.folder != root, len(one.folder.name), one.folder.name))
    _write(root, _Listed(tuple(here), before, tuple(one for one in out if one.folder != folder)))


def forget(root: Path, folder: Path) -> None:
    """The data of a seat that was taken out are gone."""
    known, before, out = _read(root)
    _write(root, _Listed(known, before, tuple(one for one in out if one.folder != folder)))


def _read(root: Path) -> _Listed:
    alone = _Listed((Seat(root, "Petugas 1"),), root)
    try:
        text = (root / NAME).read_text("utf-8")
    except (OSError, ValueError):
        return alone
    import json  # noqa: PLC0415  start-up time: most laptops have one officer

    try:
        said = json.loads(text)
        found, gone = ({str(name): fit(str(label)) for name, label in said.get(key, [])} for key in ("seats", "out"))
        latest = str(said["last"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return alone
    first = [Seat(root, found.get("") or "Petugas 1")] if "" not in gone else []
    here = (*first, *_there(root, found))
    if not here:
        return alone
    out = (*((Seat(root, gone[""] or "Petugas 1"),) if "" in gone else ()), *_there(root, gone))
    return _Listed(here, next((one.folder for one in here if _name(root, one) == latest), here[0].folder), out)


def _there(root: Path, named: dict[str, str]) -> list[Seat]:
    """Those other than the first officer's whose folder is there."""
    return [
        Seat(root / name, label or "Petugas") for name, label in named.items()
        if _FOLDER.fullmatch(name) and (root / name).is_dir()
    ]  # fmt: skip


def _name(root: Path, one: Seat) -> str:
    return "" if one.folder == root else one.folder.name


def _write(root: Path, listed: _Listed) -> None:
    """Whole or not at all; a folder that refuses costs nothing but the memory."""
    import json  # noqa: PLC0415  see ``_read``

    from kampungkb_desktop.base.durable import put_in_place  # noqa: PLC0415  the same

    here, out = ([[_name(root, one), one.label] for one in some] for some in (listed.here, listed.out))
    said: dict[str, object] = {"seats": here, "last": "" if listed.latest == root else listed.latest.name}
    part = root / f"{NAME}.part"
    with suppress(OSError):
        part.write_text(json.dumps(said | ({"out": out} if out else {})), encoding="utf-8")
        put_in_place(part, root / NAME)
