"""What was reckoned last, kept beside the data so that a screen has it at once: each result with the stamp of the state
it is true of. Of this laptop only, never sent, and gone with the next erasure, for it may rest on what was erased.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from typing import Any, Final

from kampungkb_desktop import __version__
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.store import parts, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database

PREFIX: Final = "kept:"
_VALUE: Final = ":value"


def stamp_of(conn: Connection, name: str) -> str:
    """The stamp of what is kept under a name; "" where nothing is, or another version of the programme kept it."""
    version, _, stamp = (read.meta(conn, PREFIX + name) or "").partition(" ")
    return stamp if version == __version__ else ""


def kept(conn: Connection, name: str, stamp: str) -> Any:
    """What was reckoned for this very stamp; ``None`` where nothing was."""
    if not stamp or stamp_of(conn, name) != stamp:
        return None
    return json.loads(read.meta(conn, PREFIX + name + _VALUE) or "null")


def last(conn: Connection, name: str) -> tuple[str, Any]:
    """The stamp of what is kept and what it is, whatever was written since: for who says since when it was so."""
    stamp = stamp_of(conn, name)
    return stamp, kept(conn, name, stamp)


def keep(conn: Connection, name: str, stamp: str, value: object) -> None:
    """Keep this under a name, over what was kept there: anything that JSON holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    write.put_meta(conn, PREFIX + name, f"{__version__} {stamp}")
    write.put_meta(conn, PREFIX + name + _VALUE, text)


def put_away(database: Database, name: str, stamp: str, value: object) -> None:
    """``keep`` in a transaction of its own. A disk that takes nothing is no reason to refuse what was only read: it is
    reckoned again the next time."""
    with suppress(KnownError), database.write() as conn:
        keep(conn, name, stamp, value)


@ruleset.kept
def rules_mark() -> str:
    """What differs once any rule says anything else, be it the programme's or the office's: no count names the rules
    it rests on, so none can be forgotten. With the version of the programme, which is the version of the code."""
    office = [
        (one.id, one.valid_from, one.valid_to, one.parameters) for _, one in sorted(ruleset.in_use().loaded.items())
    ]
    return hashlib.sha256(repr((__version__, _program_mark(), office)).encode()).hexdigest()[:16]


@cache
def _program_mark() -> str:
    """The rule files of the programme, as they lie there: to read them all as rules would delay the start."""
    told = hashlib.sha256()
    for path in sorted(resource("rules").iterdir(), key=lambda one: one.name):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def forget_all(conn: Connection) -> None:
    """Keep nothing of it any more."""
    write.drop_meta(conn, PREFIX)
    write.drop_meta(conn, parts.PREFIX)
