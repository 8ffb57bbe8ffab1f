"""The settings of this laptop: declared like a form, kept in their own table, never in a sync file."""

from __future__ import annotations

import json
from contextlib import suppress

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import fields_of, from_scalars, to_scalars
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.store import read, write


def load(session: Session) -> Settings:
    """The settings as they stand; what was never set, or cannot be read, is ``None`` and means the default."""
    with session.database.read() as conn:
        stored = read.settings(conn)
    known = fields_of(Settings)
    return from_scalars(Settings, "", {name: _read(text) for name, text in stored.items() if name in known})


def _read(text: str) -> Scalar:
    """A kept setting; one that cannot be read must keep nobody out."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, (str, int, float)) else None


def store(session: Session, settings: Settings) -> None:
    """Keep the settings; ``None`` goes back to the default. Not an action: nothing to undo, nothing to send."""
    values = to_scalars(settings)
    with session.database.write() as conn:
        before = read.settings(conn)
        for name, value in values.items():
            if value is None:
                if name in before:
                    write.drop_setting(conn, name)
            elif before.get(name) != (text := json.dumps(value, ensure_ascii=False)):
                write.put_setting(conn, name, text)


def remember(session: Session, settings: Settings) -> None:
    """Keep what one did the last time (folder, paper, village), where that can be kept: nobody typed it, and whoever
    leaves a page or has saved a paper is not held up by a full disk."""
    with suppress(KnownError):
        store(session, settings)
