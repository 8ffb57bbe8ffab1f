"""Taking back a whole file that was taken in: nothing leaves the log; what the file brought is countered by ordinary
changes, as one action. Records that somebody has worked on since stay as they are and are counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, Literal

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import ADDED, TAKEN
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.merge import Folded, fold, past
from kampungkb_desktop.bundle.rights import DISTRICT, DISTRICTS
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import DELETE, ERASE, PUT, Change, ChangeId
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.erasure import Erasure, ErasureWord
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.officer import Assignment, Office, Officer
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import IN, FileEntry
from kampungkb_desktop.store.read import exchange

_BATCH = 2_000
LATER: Final = "later"
_STAYS = frozenset({Officer.FORM, Assignment.FORM, Office.FORM, Enrolment.FORM, Erasure.FORM, ErasureWord.FORM})
"""Who works where is not taken back with what he wrote: his next file would have nobody to come from. Nor is what tells
of an erasure, which nothing takes back."""


@frozen
class Undone:
    """How many records were set back, and how many were left because of later work."""

    saved: Saved
    back: int
    left: int


def can_undo_file(entry: FileEntry) -> bool:
    """Whether a file brought anything that could be taken back."""
    return entry.direction == IN and entry.result == TAKEN and bool(_added(entry))


def undo_file(session: Session, entry: FileEntry, *, progress: Progress | None = None) -> Undone:
    """Counter what a file brought. KnownError E-UNDO where it brought nothing, or nothing of it stands any more."""
    work = progress or silent()
    with session.database.write() as conn:
        # An officer takes back no word of the office.
        stays = _STAYS if session.role == DISTRICT else _STAYS | DISTRICTS
        changes = [change for change in _brought(conn, entry) if change.form in FORMS.keys() - stays]
        records: dict[str, dict[str, set[ChangeId]]] = {}
        for change in changes:
            records.setdefault(change.form, {}).setdefault(change.record, set()).add(change.id)
        wishes, left, done = list[Wish](), 0, 0
        for form, brought in records.items():
            ids = list(brought)
            for start in range(0, len(ids), _BATCH):
                some = ids[start : start + _BATCH]
                for record, history in ledger.histories(conn, form, some).items():
                    found = _countered(form, record, history, brought[record])
                    if isinstance(found, Wish):
                        wishes.append(found)
                    left += found == LATER
                done += len(some)
                work.report(done, None, "Mengurungkan berkas")
        if not wishes:
            raise KnownError(
                "E-UNDO",
                "Tidak ada yang dapat diurungkan dari berkas ini.",
                "Isinya sudah diubah lagi sesudahnya. Ubah catatannya satu per satu.",
            )
        saved = carry_out(conn, session, f"Urungkan berkas {entry.name}", wishes, progress=work)
    return Undone(saved, len(wishes), left)


def _added(entry: FileEntry) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = json.loads(entry.counts or "{}").get(ADDED, {})
    return found


def _brought(conn: Connection, entry: FileEntry) -> list[Change]:
    return [
        change
        for uid, ranges in _added(entry).items()
        for low, high in ranges
        for change in exchange.changes_between(conn, uid, low, high)
    ]


def _countered(
    form: str, record: str, history: Sequence[Change], brought: set[ChangeId]
) -> Wish | Literal["later"] | None:
    """The change that sets a record back to what it was without the file; ``LATER`` where somebody built on it."""
    if any(one.kind == ERASE for one in history):
        return None  # whoever was erased stays so
    others = [one for one in history if one.id not in brought]
    if any(not brought.isdisjoint(before.id for before in past(history, one.id)) for one in others):
        return LATER
    before, now = fold(others), fold(history)
    village = next(one.village for one in history if one.id in brought)
    if not before.alive:
        return Wish(FORMS[form], record, village, DELETE, {}, now.heads) if now.alive else None
    values = _differing(before, now)
    if not values and now.alive:
        return None
    return Wish(FORMS[form], record, str(values.get("village") or village), PUT, values, now.heads)


def _differing(before: Folded, now: Folded) -> dict[str, Scalar]:
    names = {*before.values, *now.values}
    return {name: before.values.get(name) for name in names if before.values.get(name) != now.values.get(name)}
