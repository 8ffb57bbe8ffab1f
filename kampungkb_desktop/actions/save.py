"""Saving and deleting records: one user action, one transaction, and only the answers that differ are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kampungkb_desktop import BUILD_DATE
from kampungkb_desktop.actions import erased_log, groups, ledger
from kampungkb_desktop.actions.own_changes import must_be_own
from kampungkb_desktop.actions.refolding import away
from kampungkb_desktop.actions.row_values import unlike
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle import merge
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.change import (
    DECISION,
    DELETE,
    NORMAL,
    PUT,
    TRUSTED,
    UNTRUSTED,
    Change,
    ChangeId,
    encode_values,
)
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, difference, from_scalars, to_scalars
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined
from kampungkb_desktop.store.read.erased import any_erased

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_LARGEST_TEXT = 200_000
_LONGEST_NAME = 200
_MANY, _PART = 400, 5
"""From so many changes on, and from a fifth of the people on record (see ``ledger.append``)."""
_LARGEST_INT = (1 << 63) - 1


@frozen
class Saved:
    """The action's id, empty when nothing differed, and the forms it touched."""

    action: str = ""
    forms: frozenset[str] = frozenset()


@frozen
class Wish:
    """One change to be: what to do with a record, based on which changes."""

    form: type[Record]
    record: str
    village: str
    kind: int
    values: Mapping[str, Scalar]
    parents: tuple[ChangeId, ...]


def save(
    session: Session,
    name: str,
    records: Sequence[Record],
    delete: Sequence[Record] = (),
    *,
    seen: Sequence[Record] = (),
) -> Saved:
    """Save and delete records as one action called ``name`` ("Simpan kunjungan keluarga").

    New records have ids from ``new_record_id`` (or ``derived_id`` where two people must make the same row). ``seen``
    holds the records as they were when the person began to edit: what arrived in between is then not taken back, and
    where both changed the same answer, both stand as a conflict. Drafts of the records are dropped with it.
    """
    with session.database.write() as conn:
        if any_erased(conn):
            from kampungkb_desktop.actions.renewed import carried  # noqa: PLC0415  start-up time: see the list

            records, seen = carried(conn, records, seen)
        for record in (*records, *delete):
            for one in (record.id, *groups.shown_as(conn, record.FORM, record.id)):
                write.drop_draft(conn, record.FORM, one)
        return carry_out(conn, session, name, wishes(conn, records, delete, seen=seen))


def wishes(
    conn: Connection, records: Sequence[Record], delete: Sequence[Record] = (), *, seen: Sequence[Record] = ()
) -> list[Wish]:
    """What ``save`` would write. A record given twice counts as it comes last; deleting counts over saving. A record
    without an id is a mistake of the caller: ValueError."""
    if any(not record.id for record in (*records, *delete)):
        raise ValueError("a record is saved under an id (new_record_id or derived_id)")
    gone = {(record.FORM, record.id): record for record in delete}
    kept = {(record.FORM, record.id): record for record in records if (record.FORM, record.id) not in gone}
    found = [_put(conn, record, seen) for record in kept.values()]
    found += [wish for record in gone.values() for wish in _deletion(conn, record)]
    whole = [wish for wish in found if wish is not None]
    return whole + [along for wish in whole if "village" in wish.values for along in _moving_along(conn, wish)]


def carry_out(
    conn: Connection,
    session: Session,
    name: str,
    wishes: Sequence[Wish],
    *,
    undoes: str | None = None,
    progress: Progress | None = None,
) -> Saved:
    """Write the wishes as one action, in the caller's transaction. No wish, no action; only an undoing one is noted
    even then, because the action it takes back is taken back."""
    if not wishes and undoes is None:
        return Saved()
    must_be_own(conn, session, wishes)
    erased_log.must_be_there(conn, wishes)
    wall, clock = _now_at(conn, session)
    name = _NO_TEXT.sub("", name)[:_LONGEST_NAME]  # no other laptop takes a longer one
    action, first = ids.new_id(wall), read.next_seq(conn, session.device)
    write.add_action(conn, action, name, session.author, session.device, wall, undoes)
    changes = [
        Change(
            device=session.device,
            seq=seq,
            parents=wish.parents,
            wall=wall,
            clock=clock,
            author=session.author,
            action=action,
            action_name=name,
            form=wish.form.FORM,
            record=wish.record,
            village=wish.village,
            kind=wish.kind,
            priority=DECISION if session.role == DISTRICT and wish.parents else NORMAL,  # sync.md 2: a correction
            values=_storable(wish.values),
            form_version=wish.form.VERSION,
        )
        for seq, wish in enumerate(wishes, first)
    ]
    return Saved(action, ledger.append(conn, changes, bulk=_many(conn, wishes), fresh=True, progress=progress).forms)


def _now_at(conn: Connection, session: Session) -> tuple[int, int]:
    """What the clock says, and whether it is to be believed."""
    wall = session.clock()
    return wall, TRUSTED if clocks.trusted(wall, read.last_wall(conn, session.device), BUILD_DATE) else UNTRUSTED


def _many(conn: Connection, changes: Sequence[Wish]) -> bool:
    """Whether so many changes are a great part of the register, so that its search tables are better built anew."""
    return len(changes) >= _MANY and len(changes) * _PART >= read.count(conn, Member)


def _storable(values: Mapping[str, Scalar]) -> str:
    """The text of a log entry that every other laptop will accept: without characters that are no text (pasted by
    accident), and of a size that can be meant. KnownError E-TOO-LONG otherwise."""
    if any(isinstance(value, int) and abs(value) > _LARGEST_INT for value in values.values()):
        raise KnownError("E-TOO-LONG", "Ada angka yang terlalu besar untuk disimpan.", "Periksa angkanya.")
    cleaned = {name: _NO_TEXT.sub("", value) if isinstance(value, str) else value for name, value in values.items()}
    text = encode_values(cleaned)
    if len(text) > _LARGEST_TEXT:
        raise KnownError(
            "E-TOO-LONG", "Isian terlalu panjang untuk disimpan.", "Persingkat, atau lampirkan sebagai berkas."
        )
    return text


def _put(conn: Connection, record: Record, seen: Iterable[Record]) -> Wish | None:
    form = type(record)
    now = _now(conn, record)
    if now is None:
        return _creation(conn, record)
    base = next((one for one in seen if one.id == record.id and type(one) is form), now)
    values = unlike(conn, form, to_scalars(base), difference(base, record))
    if not values:
        return None
    return Wish(form, record.id, record.village or "", PUT, values, _parents(conn, now, base, values))


def _now(conn: Connection, record: Record) -> Record | None:
    """The record as it stands, also where it is shown as another one: what somebody still writes there is kept."""
    form = type(record)
    found = read.by_ids(conn, form, [record.id]).get(record.id)
    if found is None and away(conn, form.FORM, [record.id]):
        fold = ledger.folded(conn, form.FORM, record.id)
        return from_scalars(form, record.id, fold.values) if fold.alive else None
    return found


def _creation(conn: Connection, record: Record) -> Wish:
    """A new record, or one that was deleted and is made again (a link with a derived id)."""
    form = type(record)
    fold = ledger.folded(conn, form.FORM, record.id)
    before = from_scalars(form, record.id, fold.values) if fold.heads else None
    return Wish(form, record.id, record.village or "", PUT, difference(before, record), fold.heads)


def _deletion(conn: Connection, record: Record) -> Iterator[Wish]:
    """The record, and those that are shown as it: nobody expects a duplicate to come back in its place."""
    form = type(record)
    if _now(conn, record) is None:
        return
    yield Wish(form, record.id, record.village or "", DELETE, {}, ledger.heads_of(conn, form, record.id))
    for one in groups.shown_as(conn, form.FORM, record.id):
        fold = ledger.folded(conn, form.FORM, one)
        if fold.alive:
            yield Wish(form, one, str(fold.values.get("village") or ""), DELETE, {}, fold.heads)


def _moving_along(conn: Connection, wish: Wish) -> Iterator[Wish]:
    """What is shown as a record that moves to another village, and the aliases that say so: without them the new
    village's officer would see two families where one came."""
    form, hidden = wish.form.FORM, groups.shown_as(conn, wish.form.FORM, wish.record)
    moving = [(wish.form, one) for one in hidden]
    if hidden:
        pairs = groups.standing(conn, form, joined.pairs(conn, form, hidden))
        moving += [(Alias, one.alias) for one in pairs]
    for kind, record in moving:
        fold = ledger.folded(conn, kind.FORM, record)
        if fold.alive and fold.values.get("village") != wish.village:
            yield Wish(kind, record, wish.village, PUT, {"village": wish.village}, fold.heads)


def _parents(conn: Connection, now: Record, base: Record, values: Mapping[str, Scalar]) -> tuple[ChangeId, ...]:
    """The heads of the record, without the changes that the person cannot have had in front of him."""
    form = type(now)
    was, is_now = to_scalars(base), to_scalars(now)
    surprises = unlike(conn, form, was, {name: is_now[name] for name in values if was[name] != is_now[name]})
    if not surprises:
        return ledger.heads_of(conn, form, now.id)
    history, forgiven = ledger.histories(conn, form.FORM, [now.id])[now.id], ledger.forgiven_of(conn)
    heads = merge.field_heads(history, forgiven=forgiven)
    unseen = {change.id for name in surprises for change in heads.get(name, ())}
    # What was based on an unseen change is held without it, so it is no head either.
    return merge.fold([change for change in history if change.id not in unseen], forgiven=forgiven).heads
