"""Small things a person leaves lying about on this laptop: what was opened lately, saved filters, where a list stood.

They are technical: kept beside the settings in the encrypted database, per officer, never sent, never in the log, and
nothing to undo. They hold ids and choices, never a name or a typed word of a search.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read, write

LONGEST = 200_000
"""Characters of one kept thing; more is a mistake and not kept."""


def kept(session: Session, name: str) -> Any:
    """What was kept under this name as it was given (JSON), or ``None``; what cannot be read is nothing."""
    with session.database.read() as conn:
        return _read(read.setting(conn, _key(session, name)))


def keep(session: Session, name: str, value: Any) -> None:
    """Keep something that JSON can say; ``None`` forgets it. Writes only where it changed."""
    change(session, name, lambda _before: value)


def change(session: Session, name: str, turn: Callable[[Any], Any]) -> Any:
    """Keep what ``turn`` makes of what is kept, in one transaction: two windows may both be at it. Gives it back."""
    key = _key(session, name)
    with session.database.write() as conn:
        before = read.setting(conn, key)
        value = turn(_read(before))
        text = None if value is None else json.dumps(value, ensure_ascii=False)
        if text is None and before is not None:
            write.drop_setting(conn, key)
        elif text is not None and text != before and len(text) <= LONGEST:
            write.put_setting(conn, key, text)
    return value


def _key(session: Session, name: str) -> str:
    return f"here:{name}:{session.author}"


def _read(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return None
