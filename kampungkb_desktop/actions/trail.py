"""The trail of what was done with people's data (UU 27/2022 art. 31): seen, printed, given away, taken in, opened. What
each entry may say is fixed here: kinds, counts and ids, never an answer.

A trail that cannot be written must not keep a person from his work: the disk's refusal is logged, and the next entry
tries again.
"""

from __future__ import annotations

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.log import logger
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import read
from kampungkb_desktop.store.trail import (
    ACCOUNT,
    BY_HELP,
    CODE,
    COPIED,
    ERASED,
    HELD,
    HELPED,
    LISTED,
    OPENED,
    OPENED_COPY,
    PASSWORD,
    PRINTED,
    RECOVERED,
    RESTORED,
    SEEN,
    SENT,
    TAKEN,
    WRONG,
    Break,
    Entry,
)

__all__ = [
    "ACCOUNT", "BY_HELP", "CODE", "COPIED", "ERASED", "HELD", "HELPED", "KINDS", "LISTED", "OPENED", "OPENED_COPY",
    "PASSWORD", "PRINTED", "RECOVERED", "RESTORED", "SEEN", "SENT", "TAKEN", "WRONG", "Line", "lines", "note", "seen",
    "verify",
]  # fmt: skip

KINDS = {
    OPENED: "Membuka data",
    WRONG: "Kata sandi salah",
    SEEN: "Melihat",
    PRINTED: "Mencetak atau menyimpan PDF",
    LISTED: "Mengekspor daftar",
    SENT: "Mengirim berkas",
    TAKEN: "Menerima berkas",
    COPIED: "Membuat salinan",
    RESTORED: "Memulihkan salinan",
    OPENED_COPY: "Melihat isi salinan",
    PASSWORD: "Mengganti kata sandi",
    RECOVERED: "Membuka dengan kode pemulihan",
    CODE: "Membuat kode pemulihan baru",
    ERASED: "Menghapus data pribadi",
    ACCOUNT: "Mengubah masuk dengan akun komputer",
    HELD: "Mengubah titipan kunci di kabupaten",
    HELPED: "Membantu membuka laptop petugas",
    BY_HELP: "Membuka dengan bantuan kabupaten",
}
"""The word of an entry, and what a person reads for it."""
AGAIN = 15 * 60_000
"""Milliseconds in which seeing the same record again is the same seeing."""


@frozen
class Line:
    """An entry with the name of whoever did it, "" where nobody of that id is known here."""

    entry: Entry
    person: str


def note(session: Session, what: str, *, form: str = "", record: str = "", count: int = 0, more: str = "") -> None:
    """Add to the trail. ``what`` is one of ``KINDS``."""
    assert what in KINDS
    try:
        session.trail.add(session.clock(), session.author, what, form, record, count, more)
    except KnownError as error:
        logger.error("jejak tidak tercatat: %s", error.code)


def seen(session: Session, form: str, record: str) -> None:
    """Somebody looked at a record. Looking again within a quarter of an hour adds nothing."""
    last = session.trail.recent.get((form, record))
    now = session.clock()
    if last is None or not 0 <= now - last < AGAIN:
        session.trail.recent[form, record] = now
        note(session, SEEN, form=form, record=record)


def lines(session: Session) -> list[Line]:
    """The whole trail, the latest first."""
    entries = session.trail.entries()
    with session.database.read() as conn:
        people = read.by_ids(conn, Officer, sorted({one.who for one in entries}))
    names = {key: one.name() for key, one in people.items()}
    return [Line(one, names.get(one.who, "")) for one in reversed(entries)]


def verify(session: Session) -> Break | None:
    """Whether the chain is whole; ``None`` when it is."""
    return session.trail.verify()
