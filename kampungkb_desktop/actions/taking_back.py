"""What takes one change back, as a pure function of the record's history. It never removes anything: the answer is one
more change to write, or the reason why somebody else's work stands in the way."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import DELETED, Folded, field_heads, fold, past
from kampungkb_desktop.forms.change import DELETE, PUT, Change, ChangeId, decode_values
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.upgrades import upgrade


@frozen
class Reversal:
    """The change to write: its kind, its answers, and the heads it is based on."""

    kind: int
    values: Mapping[str, Scalar]
    parents: tuple[ChangeId, ...]


@frozen
class Blocked:
    """Since then ``by`` has changed ``field`` (``DELETED`` for the record as a whole)."""

    field: str
    by: Change


@frozen
class _Past:
    """A record's history, and which action takes back which."""

    history: Sequence[Change]
    undoes: Mapping[str, str]
    forgiven: Container[ChangeId]

    def standing(self, name: str, change: Change) -> dict[ChangeId, Change]:
        """The changes whose word on a field counts now, seeing through what has been taken back: where a head only
        undoes another change, what stood before that one counts. ``change`` itself is never seen through."""
        found: dict[ChangeId, Change] = {}
        todo = list(self._heads(name, self.history))
        while todo:
            head = todo.pop()
            undone = None if head.id == change.id else self._undone(head)
            if undone is None:
                found[head.id] = head
            else:
                todo.extend(self._heads(name, past(self.history, undone.id)))
        return found

    def _heads(self, name: str, changes: Iterable[Change]) -> tuple[Change, ...]:
        return field_heads(changes, forgiven=self.forgiven).get(name, ())

    def _undone(self, head: Change) -> Change | None:
        target = self.undoes.get(head.action)
        before = {one.id for one in past(self.history, head.id)}
        return next((one for one in self.history if one.action == target and one.id in before), None)


def reversal(
    history: Sequence[Change], change: Change, undoes: Mapping[str, str], forgiven: Container[ChangeId] = frozenset()
) -> Reversal | Blocked | None:
    """How to take ``change`` back; ``None`` when nothing of it is left to take back.

    ``history`` is every change of the record, ``undoes`` names for each undoing action the one it took back.
    Undoing a creation deletes, undoing a deletion brings the old answers back, undoing an edit restores the answers
    that stood before it.
    """
    if len(history) == 1 and change.kind == PUT and not change.parents:
        return Reversal(DELETE, {}, (change.id,))  # made by it, untouched since: a list taken in has thousands of these
    whole = _Past(history, undoes, forgiven)
    now = fold(history, forgiven=forgiven)
    before = fold(past(history, change.id), forgiven=forgiven)
    if change.kind == DELETE:
        doubted = any(conflict.field == DELETED for conflict in now.conflicts)
        return None if now.alive and not doubted else Reversal(PUT, {}, now.heads)
    if not now.alive:
        return _not_alive(whole, change)
    if not before.alive:
        return _blocker(whole, change, [DELETED]) or Reversal(DELETE, {}, now.heads)
    return _restored(whole, change, before, now)


def _not_alive(whole: _Past, change: Change) -> Blocked | None:
    """The record is gone: by ``change``'s own undoing there is nothing left, by anything else that is in the way."""
    others = [one for one in whole.standing(DELETED, change).values() if one.kind == DELETE]
    return Blocked(DELETED, others[0]) if others else None


def _restored(whole: _Past, change: Change, before: Folded, now: Folded) -> Reversal | Blocked | None:
    said = upgrade(change.form, change.form_version, decode_values(change.values))
    old = {name: before.values.get(name) for name in said}
    blocked = _blocker(whole, change, said)
    if blocked is not None:
        return blocked
    values = {name: value for name, value in old.items() if now.values.get(name) != value}
    return Reversal(PUT, values, now.heads) if values else None


def _blocker(whole: _Past, change: Change, fields: Iterable[str]) -> Blocked | None:
    for name in fields:
        others = [one for one in whole.standing(name, change).values() if one.id != change.id]
        if others:
            return Blocked(name, max(others, key=lambda one: (one.wall, one.seq)))
    return None
