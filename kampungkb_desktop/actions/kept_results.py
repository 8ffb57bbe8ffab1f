"""What was reckoned last, kept beside the data so that a screen has it at once: each result with the stamp of the state
it is true of. Of this laptop only, never sent, and gone with the next erasure, for it may rest on what was erased.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Final
from zlib import crc32

from kampungkb_desktop import __version__
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.store import read, write
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
def rules_mark(*families: str) -> str:
    """What differs once a rule of these families says anything else, be it the programme's or the office's."""
    told = repr([(rule.id, rule.valid_from, rule.valid_to, rule.parameters) for family in families
                 for rule in ruleset.versions(family)])  # fmt: skip
    return str(crc32(told.encode()))


def forget_all(conn: Connection) -> None:
    """Keep nothing of it any more."""
    write.drop_meta(conn, PREFIX)
