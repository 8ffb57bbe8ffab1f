"""What an officer may change of what has no village: what he wrote himself.

Asked before anything is written, so that no file is ever made that the office would have to refuse whole
(``bundle.rights``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.rights import DISTRICT, DISTRICTS, SHARED
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection


class Wanted(Protocol):
    """What is asked of a change that is to be written."""

    @property
    def form(self) -> type[Record]: ...
    @property
    def record(self) -> str: ...
    @property
    def village(self) -> str: ...
    @property
    def parents(self) -> tuple[ChangeId, ...]: ...


def must_be_own(conn: Connection, session: Session, wishes: Sequence[Wanted]) -> None:
    """KnownError E-OFFICE-RECORD where an officer would mend what the office, or a colleague for all, has written."""
    if session.role == DISTRICT:
        return
    if any(one.form.FORM in DISTRICTS for one in wishes):
        raise KnownError(
            "E-OFFICE-RECORD",
            "Catatan ini hanya ditulis oleh kantor kabupaten.",
            "Minta kantor kabupaten memperbaikinya; perbaikannya datang dengan berkas balasan.",
        )
    shared = [one.record for one in wishes if not one.village and one.parents and one.form.FORM in SHARED]
    if shared and _others(conn, session, shared):
        raise KnownError(
            "E-OFFICE-RECORD",
            "Catatan ini milik bersama seluruh kabupaten dan ditulis oleh kantor atau petugas lain.",
            "Minta kantor kabupaten memperbaikinya; perbaikannya datang dengan berkas balasan.",
        )


def is_shut(session: Session, record: Record) -> bool:
    """Whether this person may read a record that all share and not mend it: saving it would be refused."""
    return record.village is None and record.FORM in SHARED and is_others(session, record.id)


def is_others(session: Session, record: str) -> bool:
    """Whether a record without a village was written by others only: an officer reads it and does not mend it."""
    if session.role == DISTRICT:
        return False
    with session.database.read() as conn:
        return bool(_others(conn, session, [record]))


def _others(conn: Connection, session: Session, records: Sequence[str]) -> list[str]:
    """Those of the records that others have written, and this person never."""
    return [
        record
        for record, changes in read.changes_of(conn, records).items()
        if changes and all(one.author != session.author for one in changes)
    ]
