"""The address of the office's storage, told by the district to its officers with a grant or an answer, so that an
officer only types his own name and password. Nothing is asked of that address before he does."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

_HEARD = "storage:offered"
_CLOUD = "awan"


def of_office(conn: Connection, session: Session) -> list[str]:
    """Address and folder of this office's storage; nothing where it has none, or where one is not its officer's to
    know (a folder of the office's own network has another name on every laptop)."""
    kept = {name: json.loads(text) for name, text in read.settings(conn).items() if name.startswith("storage_")}
    if session.role != DISTRICT or kept.get("storage_kind") != _CLOUD or not kept.get("storage_address"):
        return []
    return [str(kept["storage_address"]), str(kept.get("storage_folder") or "")]


def hear(conn: Connection, said: Sequence[str]) -> None:
    """Note what the office says; an address that could not be used is left alone."""
    from kampungkb_desktop.transport import dav_address  # noqa: PLC0415  start-up time: only a district's files say it

    try:
        address, folder = said
        dav_address.origin_and_path(address)
        dav_address.folder_of(folder)
    except (KnownError, ValueError):
        return
    write.put_meta(conn, _HEARD, json.dumps([dav_address.without_secrets(address), folder]))


def heard(session: Session) -> tuple[str, str] | None:
    """Address and folder as the office has told them."""
    with session.database.read() as conn:
        kept = read.meta(conn, _HEARD)
    if kept is None:
        return None
    address, folder = json.loads(kept)
    return str(address), str(folder)
