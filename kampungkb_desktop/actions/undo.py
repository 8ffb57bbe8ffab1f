"""Undo and redo: ordinary changes that set an action's answers back, so they survive restarts and are safe after
sending. Refused, by name, where someone changed the same answer since. Redo is the undo of the undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.taking_back import Blocked, reversal
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import DELETED
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.change import DELETE, PUT, Change
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Action

DEPTH = 500
"""How many of the own actions the undo stack looks back on."""
UNDO, REDO = "Urungkan: ", "Ulangi: "
_FLOOR = "undo_floor"


class Names(NamedTuple):
    """What Urungkan and Ulangi would do now; ``None`` where there is nothing."""

    undo: str | None
    redo: str | None


@frozen
class _Stacks:
    """The own actions that can be undone and redone, the next one last, and what every action is called."""

    done: list[Action] = field(default_factory=list)
    undone: list[Action] = field(default_factory=list)
    by_id: dict[str, Action] = field(default_factory=dict)

    def name(self, action: Action) -> str:
        """The name of the first action in a chain of undoing and redoing."""
        while action.undoes in self.by_id:
            action = self.by_id[action.undoes]
        return action.name

    def take(self, action: Action) -> None:
        """One more action happened."""
        self.by_id[action.id] = action
        if action.undoes is None:
            self.done.append(action)
            self.undone.clear()
            return
        for one, other in ((self.done, self.undone), (self.undone, self.done)):
            target = next((a for a in one if a.id == action.undoes), None)
            if target is not None:
                one.remove(target)
                other.append(action)
                return
        self.done.append(action)  # it took back somebody else's action


def start_here(conn: Connection) -> None:
    """Nothing done so far can be undone: called after the first run and after making practice data."""
    newest = max((action.n for action in read.own_actions(conn, _own(conn), limit=1)), default=0)
    write.put_meta(conn, _FLOOR, str(newest))


def names(session: Session) -> Names:
    """What the two commands would do now."""
    with session.database.read() as conn:
        stacks = _stacks(conn, session)
    return Names(*(stacks.name(one[-1]) if one else None for one in (stacks.done, stacks.undone)))


def can_undo(session: Session) -> str | None:
    """The name of the action that ``undo`` would take back."""
    return names(session).undo


def can_redo(session: Session) -> str | None:
    """The name of the action that ``redo`` would do again."""
    return names(session).redo


def undo(session: Session) -> Saved | None:
    """Take back the last own action that stands. ``None`` when there is none; KnownError E-UNDO when refused."""
    with session.database.write() as conn:
        stacks = _stacks(conn, session)
        if not stacks.done:
            return None
        return _take_back(conn, session, stacks.done[-1].id, UNDO + stacks.name(stacks.done[-1]))


def redo(session: Session) -> Saved | None:
    """Do the last undone action again. ``None`` when there is none; KnownError E-UNDO when refused."""
    with session.database.write() as conn:
        stacks = _stacks(conn, session)
        if not stacks.undone:
            return None
        return _take_back(conn, session, stacks.undone[-1].id, REDO + stacks.name(stacks.undone[-1]))


def undo_action(session: Session, action: str) -> Saved:
    """Take back one action chosen in Riwayat, also somebody else's. KnownError E-UNDO when refused."""
    with session.database.write() as conn:
        stacks, floor = _stacks(conn, session), int(read.meta(conn, _FLOOR) or 0)
        if any(one.id == action and one.n <= floor for one in read.own_actions(conn, session.device, limit=DEPTH)):
            raise KnownError("E-UNDO", "Langkah pertama tidak dapat diurungkan.", "Ubah isiannya langsung.")
        known = stacks.by_id.get(action)
        changes = read.changes_of_action(conn, action)
        name = stacks.name(known) if known else changes[0].action_name if changes else ""
        return _take_back(conn, session, action, UNDO + name)


def _own(conn: Connection) -> str:
    device = read.own_device(conn)
    assert device is not None
    return device.uid


def _stacks(conn: Connection, session: Session) -> _Stacks:
    floor = int(read.meta(conn, _FLOOR) or 0)
    stacks = _Stacks()
    for action in reversed(read.own_actions(conn, session.device, limit=DEPTH)):
        if action.n > floor:
            stacks.take(action)
    return stacks


def _take_back(conn: Connection, session: Session, action: str, name: str) -> Saved:
    own = read.own_actions(conn, session.device, limit=DEPTH)
    undoes = {one.id: one.undoes for one in own if one.undoes is not None}
    changes, forgiven = read.changes_of_action(conn, action), ledger.forgiven_of(conn)
    histories = _histories(conn, changes)
    wishes = [
        wish
        for change in reversed(changes)
        if (wish := _wish(conn, change, undoes, histories.get((change.form, change.record), []), forgiven)) is not None
    ]
    return carry_out(conn, session, name, wishes, undoes=action)


def _histories(conn: Connection, changes: Sequence[Change]) -> dict[tuple[str, str], list[Change]]:
    """The whole histories of what these changes touched, read at once: a list taken in touches thousands."""
    records: dict[str, list[str]] = {}
    for change in changes:
        records.setdefault(change.form, []).append(change.record)
    return {
        (form, record): history
        for form, ids in records.items()
        for record, history in ledger.histories(conn, form, ids).items()
    }


def _wish(
    conn: Connection, change: Change, undoes: dict[str, str], history: Sequence[Change], forgiven: ledger.Ranges
) -> Wish | None:
    form = FORMS.get(change.form)
    if form is None or change.kind not in (PUT, DELETE):
        raise KnownError(
            "E-UNDO",
            f"{form_title(change.form)}: perubahan ini tidak dapat diurungkan di versi ini.",
            "Perbarui program dahulu, atau ubah isiannya langsung.",
        )
    found = reversal(history, change, undoes, forgiven)
    if isinstance(found, Blocked):
        raise _refusal(conn, form, found)
    if found is None:
        return None
    village = str(found.values.get("village") or change.village)  # going back over a border is said on the old side
    return Wish(form, change.record, village, found.kind, found.values, found.parents)


def _refusal(conn: Connection, form: type[Record], blocked: Blocked) -> KnownError:
    officer = read.record(conn, Officer, blocked.by.author)
    who = officer.name() if officer else "orang lain"
    kind = fields_of(form).get(blocked.field)
    what = f"isian “{kind.label}”" if kind else "catatan ini"
    did = "dihapus" if blocked.field == DELETED and blocked.by.kind == DELETE else "diubah"
    return KnownError(
        "E-UNDO",
        f"{form.TITLE}: {what} sudah {did} lagi oleh {who} lewat “{blocked.by.action_name}”, "
        "jadi perubahan lama tidak diurungkan.",
        "Bila memang perlu, ubah isiannya langsung.",
    )
