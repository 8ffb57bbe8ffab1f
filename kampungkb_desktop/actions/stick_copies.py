"""Copies onto a flash disk by themselves: whether a person wants them on this one is asked once and kept on the laptop;
what can go wrong with a stick is said in words about the stick."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from kampungkb_desktop.actions import copies, erasing_sticks
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.volumes import is_plugged_in, mark_of
from kampungkb_desktop.store import faults, read, shelf, write
from kampungkb_desktop.store.shelf import Kept

Choice = Literal["", "ya", "tidak"]
ASK: Choice = ""
YES: Choice = "ya"
NO: Choice = "tidak"
_LINE = "stick:"


@frozen
class Stick:
    """A flash disk a person was asked about. ``last`` is when it last got a copy from here (milliseconds), 0 never."""

    mark: str
    name: str
    choice: Choice
    last: int = 0


def sticks(session: Session) -> tuple[Stick, ...]:
    """Those that were asked about, by name."""
    with session.database.read() as conn:
        kept = {key: text for key, text in read.settings(conn).items() if key.startswith(_LINE)}
    found = [_read(key.removeprefix(_LINE), json.loads(text)) for key, text in kept.items()]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.mark)))


def stick_at(session: Session, root: Path) -> Stick:
    """The flash disk that is plugged in at ``root``; its choice is ``ASK`` where nobody was asked yet."""
    mark = mark_of(root)
    with session.database.read() as conn:
        text = read.setting(conn, _LINE + mark)
    return _read(mark, json.loads(text)) if text else Stick(mark, "", ASK)


def choose(session: Session, mark: str, name: str, choice: Choice) -> None:
    """Keep what the person wants for a flash disk."""
    with session.database.write() as conn:
        text = read.setting(conn, _LINE + mark)
        last = int(json.loads(text).get("last", 0)) if text else 0
        write.put_setting(conn, _LINE + mark, json.dumps({"name": name, "choice": choice, "last": last}))


def is_due(session: Session, root: Path) -> bool:
    """Whether a flash disk lacks anything that is here now, or has what was erased here."""
    with session.database.read() as conn:
        if erasing_sticks.owed(conn):
            return True
    newest = next(iter(shelf.found(_shelf(session, root))), None)
    return newest is None or newest.slip is None or copies.changed_since(session, newest) > 0


def copy(session: Session, root: Path, progress: Progress | None = None) -> Kept:
    """A verified copy onto the flash disk at ``root``; the oldest ones there make room for it. KnownError E-STICK,
    E-STICK-FULL, E-STICK-READONLY, E-FILE-SIZE; the copies that were there stay."""
    _must_be_writable(root)
    try:
        copies.must_bear(session, root)  # before the oldest copies go: no room helps there
        _make_room(session, root)
        kept = copies.copy_to_stick(session, root, progress)
    except KnownError as error:
        raise _about_the_stick(root, error) from error
    except OSError as error:
        raise _about_the_stick(root, faults.of_os(error)) from error
    mark = mark_of(root)
    with session.database.write() as conn:
        text = read.setting(conn, _LINE + mark)
        if text:
            told = {**json.loads(text), "last": kept.made_at}
            write.put_setting(conn, _LINE + mark, json.dumps(told))
    return kept


def _shelf(session: Session, root: Path) -> Path:
    return root / copies.ON_STICK / session.device[:8]


def _make_room(session: Session, root: Path) -> None:
    """What was begun and never finished goes first, then the oldest copies, but never the last one."""
    shelf.clear_away(_shelf(session, root))
    needed = copies.room_for(session)
    shelf.make_room(_shelf(session, root), needed)


def _must_be_writable(root: Path) -> None:
    """Asked by trying: a small lock on the stick's side is told by nothing else."""
    probe = root / f".kampungkb-{os.getpid()}"
    try:
        probe.write_bytes(b"")
    except OSError as error:
        raise _about_the_stick(
            root, KnownError("E-READONLY" if is_plugged_in(root) else "E-DISK-IO", "", "")
        ) from error
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _about_the_stick(root: Path, error: KnownError) -> KnownError:
    if error.code in ("E-COPY-SPACE", "E-DISK-FULL"):
        return KnownError(
            "E-STICK-FULL",
            "Flashdisk penuh, jadi salinan belum dapat disimpan di sana. Data di laptop tidak apa-apa.",
            "Kosongkan tempat di flashdisk, atau pakai flashdisk lain.",
        )
    gone = not is_plugged_in(root)
    if error.code == "E-READONLY" and not gone:
        return KnownError(
            "E-STICK-READONLY",
            "Flashdisk ini terkunci: hanya dapat dibaca, jadi salinan tidak dapat disimpan di sana.",
            "Geser kunci kecil di sisi flashdisk, atau pakai flashdisk lain.",
        )
    if error.code == "E-FILE-SIZE":
        return error
    return KnownError(
        "E-STICK",
        "Flashdisk dicabut sebelum salinannya selesai." if gone else "Salinan di flashdisk tidak jadi.",
        "Pasang lagi flashdisk itu; salinan lama di sana tetap utuh." if gone else "Ulangi, atau pakai flashdisk lain.",
    )


def _read(mark: str, said: dict[str, Any]) -> Stick:
    choice = said.get("choice")
    return Stick(mark, str(said.get("name", "")), choice if choice in (YES, NO) else ASK, int(said.get("last", 0)))
