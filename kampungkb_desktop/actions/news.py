"""What a person has been told of a new version: once after an update, in each data folder."""

from __future__ import annotations

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read, write

_TOLD = "news:version"
"""The line of ``meta`` with the version whose news were last told."""


def untold(session: Session, version: str = __version__) -> str:
    """The version that these data were last opened with, where that is another one; "" where there is nothing to tell.
    Data that are opened for the first time have nothing to hear: everything is new."""
    with session.database.read() as conn:
        before = read.meta(conn, _TOLD)
    if before is None:
        mark_told(session, version)
    return before if before and before != version else ""


def mark_told(session: Session, version: str = __version__) -> None:
    """The person has seen it, or did not want to."""
    with session.database.write() as conn:
        write.put_meta(conn, _TOLD, version)
