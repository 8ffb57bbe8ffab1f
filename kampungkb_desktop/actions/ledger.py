"""The door: changes go into the log, and rows, conflicts, waiting list and search say what the log then says.

The truth is ``merge.fold``; this module only knows when it need not ask the whole history. A record whose row is
``linear`` (one head, nothing in conflict or held) takes changes based on that head by looking at the row alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kampungkb_desktop.actions import erased_log, groups
from kampungkb_desktop.actions.applied import Applied, Gathering
from kampungkb_desktop.actions.effects import Effects, Outcome
from kampungkb_desktop.actions.histories import Ranges, folded, forgiven_of, heads_of, histories, note_forgiven, slices
from kampungkb_desktop.actions.refolding import BATCH, away, refold_rows
from kampungkb_desktop.actions.row_values import current_rows, extended
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle.format import MOST_PARENTS
from kampungkb_desktop.bundle.merge import Folded, fold
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import FORGIVE, Change, ChangeId, bare_name
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

_EMPTIED = "{}"
_MOST_TEXT = 8 << 20
"""Characters of answers in one batch."""
_COMPARED = 64
"""Changes looked at together with what the log has under their names: each may have a million characters."""

__all__ = [
    "BATCH", "Applied", "Ranges", "append", "folded", "forgiven_of", "heads_of", "histories", "refold",
]  # fmt: skip


def append(
    conn: Connection,
    changes: Iterable[Change],
    *,
    bulk: bool = False,
    fresh: bool = False,
    progress: Progress | None = None,
    total: int | None = None,
    noted: Callable[[Sequence[Change]], None] | None = None,
) -> Applied:
    """Put changes into the log and bring everything else up to date, in the caller's transaction.

    They may come in any order and repeatedly. ``bulk`` rebuilds the search tables once at the end instead of row by
    row (worth it from about a fifth of the table). ``fresh`` promises that none is in the log yet. ``noted`` is told
    which were not, batch by batch. Raises KnownError E-FORK when the log has another change under the same id,
    ``Cancelled`` between batches.
    """
    outcomes = Gathering()
    bulk = bulk and write.bulk_pays(conn)
    total = len(changes) if total is None and isinstance(changes, Sequence) else total
    stream, done, added, moved = iter(changes), 0, 0, frozenset[str]()
    while batch := _next_batch(stream):
        new = batch if fresh else _unknown(conn, batch)
        if noted is not None:
            noted(new)
        taken, followed = _take(conn, new, bulk=bulk)
        moved |= followed
        outcomes.add(taken)
        done, added = done + len(batch), added + len(new)
        if progress is not None:
            progress.report(done, total, "Memasukkan perubahan")
    applied = Applied(outcomes.by_form, added, done - added, moved)
    if bulk and applied.forms:
        write.rebuild_search(conn, applied.forms & FORMS.keys())
    return applied


def refold(conn: Connection, form: str, records: Sequence[str]) -> list[Outcome]:
    """Fold the whole history of these records of one form again and write what it says, also of what hangs on it
    because records are one."""
    ids = set(records)
    before = groups.touched(conn, {form: ids})
    outcomes = refold_rows(conn, form, records)
    groups.follow(conn, groups.both(before, groups.touched(conn, {form: ids})))
    return outcomes


# --- One batch --------------------------------------------------------------------------------------------


def _next_batch(stream: Iterator[Change]) -> list[Change]:
    """The next changes: so many, or so many characters of answers."""
    batch, size = list[Change](), 0
    for change in stream:
        batch.append(change)
        size += len(change.values)
        if len(batch) == BATCH or size >= _MOST_TEXT:
            break
    return batch


def _unknown(conn: Connection, batch: Sequence[Change]) -> list[Change]:
    """The changes that are not in the log yet, each once."""
    new: dict[ChangeId, Change] = {}
    for change in batch:
        if not _same(new.setdefault(change.id, change), change):
            raise refuse("E-FORK")
    held = read.held(conn, new)
    for start in range(0, len(held), _COMPARED):
        for one, known in read.existing(conn, held[start : start + _COMPARED]).items():
            if not _same(known, new.pop(one)):
                raise refuse("E-FORK")
    return list(new.values())


def _same(known: Change, other: Change) -> bool:
    """Whether two changes with one id are the same. One of them may have been emptied by an erasure."""
    if known == other:
        return True
    known, other = (replace(one, action_name=bare_name(one.action_name)) for one in (known, other))
    if _EMPTIED in (known.values, other.values):
        known, other = replace(known, values=""), replace(other, values="")
    return replace(known, parents=()) == replace(other, parents=()) and set(known.parents) == set(other.parents)


def _take(conn: Connection, changes: Sequence[Change], *, bulk: bool) -> tuple[list[Outcome], frozenset[str]]:
    """One batch of new changes, whatever forms they are of. Also the forms that look different because of records
    that are one."""
    changes = erased_log.blanked(conn, changes)
    by_form: dict[str, dict[str, list[Change]]] = {}
    for change in changes:
        by_form.setdefault(change.form, {}).setdefault(change.record, []).append(change)
    statements = [change for change in changes if change.kind == FORGIVE]
    note_forgiven(conn, statements)
    before = groups.touched(conn, by_form)
    forgiven, outcomes = forgiven_of(conn), list[Outcome]()
    todo = [_sort(conn, form, records, forgiven) for form, records in by_form.items()]
    write.insert_changes(conn, changes)
    for effects, slow in todo:
        for some in slices(conn, slow):
            for record, history in histories(conn, effects.form, some).items():
                effects.settle(record, history, _bounded(fold(history, forgiven=forgiven)), was=slow[record])
        outcomes += effects.write(conn, bulk=bulk)
    moved = groups.follow(conn, groups.both(before, groups.touched(conn, by_form)), bulk=bulk)
    return outcomes + (_refold_waiting(conn) if statements else []), moved


def _sort(
    conn: Connection, form: str, records: dict[str, list[Change]], forgiven: Ranges
) -> tuple[Effects, dict[str, bool]]:
    """What can be said at once, and the records whose whole history must be asked (with: has it a row now?).

    Comes before the changes are in the log: a record that neither has a row nor is in the log is new.
    """
    known = FORMS.get(form)
    effects = Effects(form, known, away=away(conn, form, records))
    rows = current_rows(conn, known, list(records)) if known else {}
    in_log = read.has_changes(conn, [record for record in records if record not in rows])
    slow: dict[str, bool] = {}
    for record, changes in records.items():
        row = rows.get(record)
        if row is not None and known is not None:
            longer = extended(known, record, row, changes)
            if longer is None:
                slow[record] = True
            else:
                effects.extend(longer, changes[-1].village)
        elif record in in_log:
            slow[record] = False
        else:
            effects.begin(record, changes, _bounded(fold(changes, forgiven=forgiven)))
    return effects, slow


def _bounded(found: Folded) -> Folded:
    """A laptop has its own last change in front of it, so there are no more heads than laptops: more are made to be a
    burden to everybody who bases something on them."""
    if len(found.heads) > MOST_PARENTS or any(len(one.heads) > MOST_PARENTS for one in found.conflicts):
        raise refuse("E-BOMB", "satu catatan")
    return found


def _refold_waiting(conn: Connection) -> list[Outcome]:
    waiting: dict[str, list[str]] = {}
    for one in read.waiting(conn):
        waiting.setdefault(one.form, []).append(one.record)
    return [outcome for form, ids in waiting.items() for outcome in refold(conn, form, ids)]
