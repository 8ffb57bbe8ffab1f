"""The columns a person has matched, kept per set of headings on this laptop: next month's file needs no matching."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.guessing import Columns, guess
from kampungkb_desktop.actions.lists_in.heading import Table
from kampungkb_desktop.actions.lists_in.targets import TARGETS
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read, write

_SETTING: Final = "list_columns"
_KEPT: Final = 40
"""Sets of headings remembered; the oldest gives way."""


def columns_for(session: Session, table: Table) -> tuple[dict[int, str], bool]:
    """The columns as matched for these headings before (then True), else the guess."""
    kept = _kept(session).get(_name(table))
    if kept is None:
        return guess(table), False
    return {int(at): key for at, key in kept.items() if key in TARGETS and int(at) < len(table.titles)}, True


def remember(session: Session, table: Table, columns: Columns) -> None:
    """Keep the matching of these headings. Not an action: nothing to undo, nothing to send."""
    kept = _kept(session)
    name = _name(table)
    kept.pop(name, None)
    kept[name] = {str(at): key for at, key in columns.items()}
    newest = dict(list(kept.items())[-_KEPT:])
    with session.database.write() as conn:
        write.put_setting(conn, _SETTING, json.dumps(newest, ensure_ascii=False))


def _name(table: Table) -> str:
    return hashlib.sha256(table.fingerprint.encode()).hexdigest()[:16]


def _kept(session: Session) -> dict[str, dict[str, Any]]:
    with session.database.read() as conn:
        stored = read.settings(conn).get(_SETTING)
    found = json.loads(stored) if stored else {}
    return found if isinstance(found, dict) else {}
