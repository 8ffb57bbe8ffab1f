"""Whether what is open is as this version has it, and bringing it there: the same for a file and for the server."""

from __future__ import annotations

import json

from kampungkb_desktop.store import faults, migrations
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.migrations import Step
from kampungkb_desktop.store.schema import Schema, note, put_note

_REFOLD = "refold"


def stale(conn: Connection, schema: Schema, steps: tuple[Step, ...]) -> str:
    """Empty when all is up to date, else a name of its state for the copy. KnownError when newer or foreign."""
    have = migrations.version_of(conn)
    if have > migrations.layout(steps):
        raise faults.newer()
    versions: dict[str, int] = json.loads(note(conn, "forms") or "{}")
    if any(version > schema.versions.get(form, 0) for form, version in versions.items()):
        raise faults.newer()
    if have == migrations.layout(steps) and note(conn, "shape") == schema.shape:
        return ""
    return f"v{have}-{note(conn, 'shape')}"


def bring_up_to_date(conn: Connection, schema: Schema, steps: tuple[Step, ...]) -> None:
    """Run the steps and add what this version declares, in the caller's transaction."""
    from kampungkb_desktop.store.tables import complete  # noqa: PLC0415  start-up time: SQLAlchemy, seldom needed

    migrations.run(conn, steps)
    risen = complete(conn, schema)
    put_note(conn, _REFOLD, json.dumps(sorted({*to_refold(conn), *risen})))


def to_refold(conn: Connection) -> tuple[str, ...]:
    """The forms whose records must be folded again, because a later version knows more of their fields."""
    return tuple(json.loads(note(conn, _REFOLD) or "[]"))
