"""Which records are one: a pure reading of the aliases and of the histories of those they name, kept in the table
``joined`` beside the rows. When it changes, the rows of the records concerned and of all that links to them follow.

An alias counts where it stands under the id of its pair and both records were ever written in its village: so nobody
can draw another village's family into his own, and an alias that comes before its records waits for them by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kampungkb_desktop.actions.histories import Ranges, forgiven_of, histories
from kampungkb_desktop.actions.refolding import refold_rows
from kampungkb_desktop.actions.row_values import fitting, joinable_links
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import Folded, field_heads, fold, past
from kampungkb_desktop.forms.alias import JOINABLE, Alias, alias_id, known_changes
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import PUT, Change, ChangeId, decode_values
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.store import write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Joined
from kampungkb_desktop.store.read import joined
from kampungkb_desktop.store.read.joined import Pair
from kampungkb_desktop.store.search import number_words

MOST = 50
"""So many records at most are one. A larger group is a mistake or worse, and none of its aliases counts."""
UNCOMPARED = frozenset({"status"})
"""Answers of a record that need not be compared with those of the one that is shown."""

Touched = Mapping[str, Collection[str]]


def touched(conn: Connection, by_form: Mapping[str, Collection[str]]) -> Touched:
    """Of these records (form to ids), those whose group may be another one now, and those that aliases among them
    name. Ask before and after a write: an alias that is gone names nobody any more."""
    aliases = by_form.get(Alias.FORM)
    if not aliases and not joined.said(conn):
        return {}
    found = {form: set(joined.named(conn, form, ids)) for form in JOINABLE if (ids := by_form.get(form))}
    for form, ids in joined.ends(conn, aliases or ()).items():
        if form in JOINABLE:
            found.setdefault(form, set()).update(ids)
    return found


def both(one: Touched, other: Touched) -> Touched:
    """What either of two names."""
    return {form: {*one.get(form, ()), *other.get(form, ())} for form in {*one, *other}}


def follow(conn: Connection, ids: Touched, *, bulk: bool = False) -> frozenset[str]:
    """Bring the groups of these records, and every row that reads differently for it, up to date. Returns the forms
    with such rows."""
    moved: set[str] = set()
    for form, some in sorted(ids.items()):
        if some:
            moved |= _regroup(conn, form, some, bulk=bulk)
    return frozenset(moved)


def grouped(conn: Connection, form: str, ids: Iterable[str]) -> dict[str, Joined]:
    """What the table ``joined`` has to say of the groups that these records are in, by the aliases and the log."""
    forgiven = forgiven_of(conn)
    lines: dict[str, Joined] = {}
    for group in _components(conn, form, ids):
        lines.update(_lines(conn, form, group, forgiven))
    return lines


def shown_as(conn: Connection, form: str, record: str) -> tuple[str, ...]:
    """The records that are shown as this one, itself left out."""
    if form not in JOINABLE or not joined.some(conn):
        return ()
    return tuple(key for key, one in joined.groups(conn, form, [record]).items() if one.canonical == record != key)


def differing(conn: Connection) -> list[tuple[str, str]]:
    """(form, record) where the table ``joined`` says something else than the aliases and the log: none, ever."""
    found: list[tuple[str, str]] = []
    for form in JOINABLE:
        there = joined.everybody(conn, form)
        named = {end for pair in joined.all_pairs(conn, form) for end in (pair.a_id, pair.b_id)}
        said = grouped(conn, form, {*named, *there})
        found += [(form, key) for key in sorted(there.keys() | said.keys()) if there.get(key) != said.get(key)]
    return found


def _regroup(conn: Connection, form: str, ids: Collection[str], *, bulk: bool) -> set[str]:
    old = joined.groups(conn, form, ids)
    new = grouped(conn, form, {*ids, *old})
    differing = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    if not differing:
        return set()
    write.put_joined(conn, form, old.keys() - new.keys(), [new[key] for key in new if key in differing], bulk=bulk)
    was = {key: old[key].canonical if key in old else key for key in differing}
    other = [key for key in differing if was[key] != (new[key].canonical if key in new else key)]
    if not other:
        return {form}
    refold_rows(conn, form, other, bulk=bulk)
    return {form} | _relink(conn, form, {was[key] for key in other}, bulk=bulk)


def _relink(conn: Connection, form: str, ids: Collection[str], *, bulk: bool) -> set[str]:
    """Write the rows anew that name any of these records, as they were shown until now."""
    moved: set[str] = set()
    for name, known in FORMS.items():
        fields = [field for field, to in joinable_links(known).items() if to == form]
        if fields and (rows := joined.rows_linking(conn, name, fields, ids)):
            refold_rows(conn, name, rows, bulk=bulk)
            moved.add(name)
    return moved


# --- Which records are one ----------------------------------------------------------------------------------


def _components(conn: Connection, form: str, ids: Iterable[str]) -> list[frozenset[str]]:
    """The groups of more than one that these records are in. One that is too large is found in part only, and left
    out."""
    web = _Web({})
    frontier = set(ids)
    asked: set[str] = set()
    while frontier:
        asked |= frontier
        pairs = standing(conn, form, joined.pairs(conn, form, frontier))
        for pair in pairs:
            web.join(pair.a_id, pair.b_id)
        frontier = {end for pair in pairs for end in (pair.a_id, pair.b_id) if end not in asked and web.small(end)}
    return [group for group in web.groups() if len(group) <= MOST]


def standing(conn: Connection, form: str, pairs: Sequence[Pair]) -> list[Pair]:
    """The aliases that count (see the module)."""
    fair = [one for one in pairs if one.village and one.a_id < one.b_id and one.alias == alias_id(one.a_id, one.b_id)]
    if not fair:
        return []
    ever = joined.villages_ever(conn, form, {end for one in fair for end in (one.a_id, one.b_id)})
    return [one for one in fair if one.village in ever.get(one.a_id, ()) and one.village in ever.get(one.b_id, ())]


@frozen
class _Web:
    """Groups that grow together: each record's group, shared by all in it."""

    of: dict[str, set[str]]

    def join(self, one: str, other: str) -> None:
        left, right = (self.of.setdefault(end, {end}) for end in (one, other))
        if left is right:
            return
        if len(left) < len(right):
            left, right = right, left
        left |= right
        for end in right:
            self.of[end] = left

    def small(self, one: str) -> bool:
        return len(self.of[one]) <= MOST

    def groups(self) -> list[frozenset[str]]:
        return list({id(group): frozenset(group) for group in self.of.values()}.values())


# --- What is to be said of a group --------------------------------------------------------------------------


def canonical(group: Iterable[str], folds: Mapping[str, Folded]) -> str:
    """Who is shown: the oldest that lives, so that a deletion elsewhere does not take the others along; of none that
    lives, the oldest."""
    listed = sorted(group)
    return next((one for one in listed if one in folds and folds[one].alive), listed[0])


def _lines(conn: Connection, form: str, group: frozenset[str], forgiven: Ranges) -> dict[str, Joined]:
    changes = histories(conn, form, group)
    folds = {record: fold(history, forgiven=forgiven) for record, history in changes.items()}
    shown = canonical(group, folds)
    compared = compared_changes(conn, form, group, folds)
    values = fitting(FORMS[form], folds[shown].values) if shown in folds else {}
    lines = {}
    for record in group:
        state = folds.get(record)
        if record == shown or state is None or not state.alive:
            lines[record] = Joined(record, shown)
            continue
        late = late_answers(form, changes[record], compared.get(record, frozenset()), forgiven)
        differing = [name for name, value in late.items() if values.get(name) != value]
        lines[record] = Joined(record, shown, len(differing), _words(state.values))
    return lines


def compared_changes(
    conn: Connection, form: str, group: Iterable[str], folds: Mapping[str, Folded]
) -> dict[str, frozenset[ChangeId]]:
    """Per record the heads that whoever joined it had in front of him. Only the smaller one of a pair was given its
    answers, and only while that one lives are they anywhere."""
    pairs = standing(conn, form, joined.pairs(conn, form, group))
    said = histories(conn, Alias.FORM, [one.alias for one in pairs])
    found: dict[str, frozenset[ChangeId]] = {}
    for one in pairs:
        if one.a_id in folds and folds[one.a_id].alive:
            heads = (known_changes(decode_values(c.values).get("known")) for c in said[one.alias] if c.kind == PUT)
            found[one.b_id] = found.get(one.b_id, frozenset()).union(*heads)
    return found


def late_answers(
    form: str, history: Sequence[Change], compared: frozenset[ChangeId], forgiven: Ranges
) -> dict[str, Scalar]:
    """The answers of a joined record that were not there when it was joined."""
    seen = set(compared).union(*({one.id for one in past(history, head)} for head in compared))
    heads = field_heads(history, forgiven=forgiven)
    names = {name for name, writers in heads.items() if any(one.id not in seen for one in writers)}
    values = fitting(FORMS[form], fold(history, forgiven=forgiven).values)
    return {name: value for name, value in values.items() if name in names - UNCOMPARED}


def _words(values: Mapping[str, Scalar]) -> str:
    """By what a joined record is still found: its name and its numbers."""
    names = ("head_name", "full_name")
    words = [str(values[name]) for name in names if values.get(name)]
    words += [number_words(str(values[name])) for name in ("kk", "nik", "kki") if values.get(name)]
    return " ".join(words)
