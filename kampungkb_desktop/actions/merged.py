"""What is joined with what, since when and by whom; and the answers that somebody still wrote to a record that was
joined, not knowing of it. They stay in its own history and wait here until a person has compared them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from kampungkb_desktop.actions import groups, ledger
from kampungkb_desktop.actions.answer_words import answer_words
from kampungkb_desktop.actions.history import Names
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.separating import joining_actions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import field_heads, fold
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import JOINABLE, Alias, alias_id, known_text
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import PUT, ChangeId
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import DONE, Record, fields_of, from_scalars, to_scalars
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined
from kampungkb_desktop.store.read.erased import erased_among
from kampungkb_desktop.store.read.joined import Pair


@frozen
class Part:
    """One alias of a group: the record that it took out of sight, as its own history has it, who did it and why.
    ``others_too`` are members that were joined in the same action, and would be separated with it."""

    alias: str
    record: Record
    author: str
    when: datetime
    note: str
    others_too: int = 0


@frozen
class Whole:
    """A record that is shown for several. ``late`` counts answers that nobody has compared yet."""

    form: str
    shown: Record
    parts: tuple[Part, ...]
    late: int


@frozen
class Late:
    """An answer written to ``record`` that whoever joined it cannot have seen, beside the one that is shown."""

    record: str
    field: str
    label: str
    value: Scalar
    words: str
    shown_words: str
    author: str
    when: datetime


def merged_with(session: Session, form: type[Record], record: str) -> tuple[Part, ...]:
    """What is shown as this record (or as the one that this one is shown as); empty for nearly all."""
    with session.database.read() as conn:
        return _parts(conn, form.FORM, groups_of(conn, form.FORM, [record]), Names.of(conn))


def merges(session: Session, villages: Collection[str] | None = None) -> list[Whole]:
    """Everything that is joined (in these villages), the records shown in order of village and name."""
    with session.database.read() as conn:
        names, found = Names.of(conn), list[Whole]()
        for form in JOINABLE:
            lines = joined.everybody(conn, form)
            shown = read.by_ids(conn, FORMS[form], {one.canonical for one in lines.values()})
            for key, record in shown.items():
                if villages is None or record.village in villages:
                    group = {one: line.late for one, line in lines.items() if line.canonical == key}
                    if parts := _parts(conn, form, group, names):
                        found.append(Whole(form, record, parts, sum(group.values())))
    return sorted(found, key=lambda one: (one.shown.village or "", one.shown.name(), one.shown.id))


def late_count(session: Session) -> int:
    """How many records have answers that wait to be compared."""
    with session.database.read() as conn:
        return len(joined.late(conn))


def late_answers(session: Session, form: type[Record], record: str) -> tuple[Late, ...]:
    """The answers that wait to be compared with those of a record, in the order of the form."""
    with session.database.read() as conn:
        return tuple(_late(conn, form, record))


def settle(session: Session, form: type[Record], record: str, take: Iterable[tuple[str, str]] = ()) -> Saved:
    """Say that the late answers of a record have been compared; those in ``take``, as (record, field), become its own.
    KnownError E-MERGE-DONE where there are none any more, E-MERGE-VILLAGE where they are of a village of others."""
    own = own_villages(session)
    with session.database.write() as conn:
        listed = list(_late(conn, form, record))
        if not listed:
            raise KnownError(
                "E-MERGE-DONE", "Isian ini sudah diperiksa.", "Buka layar lain, lalu kembali ke daftar ini."
            )
        shown = joined.canonical_of(conn, form.FORM, [record]).get(record, record)
        wanted = set(take)
        values = {one.field: one.value for one in listed if (one.record, one.field) in wanted}
        village = str(values.get("village") or read.village_of(conn, form, [shown]).get(shown, ""))
        wishes = [Wish(form, shown, village, PUT, values, ledger.heads_of(conn, form, shown))] if values else []
        wishes += [_compared(conn, form, shown, one, village) for one in dict.fromkeys(one.record for one in listed)]
        if session.role != DISTRICT and any(wish.village not in own for wish in wishes):
            raise KnownError(
                "E-MERGE-VILLAGE", "Sebagian catatan ini milik desa lain.", "Minta kantor kabupaten memeriksanya."
            )
        return carry_out(conn, session, f"Periksa isian susulan {form.TITLE.lower()}", wishes)


def groups_of(conn: Connection, form: str, ids: Iterable[str]) -> dict[str, int]:
    """Everybody in the groups of these records, and how many of his answers wait."""
    return {key: one.late for key, one in joined.groups(conn, form, ids).items()}


def _parts(conn: Connection, form: str, group: Collection[str], names: Names) -> tuple[Part, ...]:
    if not group:
        return ()
    shown = joined.canonical_of(conn, form, group)
    pairs = groups.standing(conn, form, joined.pairs(conn, form, group))
    gone = {record for _form, record in erased_among(conn, {end for one in pairs for end in (one.a_id, one.b_id)})}
    pairs = [one for one in pairs if gone.isdisjoint((one.a_id, one.b_id))]  # nothing of it could be given back
    return tuple(_part(conn, form, one, one.a_id if one.a_id in shown and one.b_id not in shown else one.b_id, names)
                 for one in pairs)  # fmt: skip


def _part(conn: Connection, form: str, pair: Pair, record: str, names: Names) -> Part:
    history = ledger.histories(conn, Alias.FORM, [pair.alias])[pair.alias]
    actions = joining_actions(history)
    made = max((one for one in history if one.action in actions), key=lambda one: (one.wall, one.device, one.seq))
    with_it = {c.record for action in actions for c in read.changes_of_action(conn, action) if c.form == Alias.FORM}
    alias = read.by_ids(conn, Alias, [pair.alias])[pair.alias]
    return Part(
        pair.alias, from_scalars(FORMS[form], record, ledger.folded(conn, form, record).values),
        names.author(made.author), moment_of(made.wall), alias.note or "",
        len(with_it) - 1 if form == "family" else 0,
    )  # fmt: skip


def _late(conn: Connection, form: type[Record], record: str) -> Iterable[Late]:
    lines = joined.groups(conn, form.FORM, [record])
    late = [key for key, one in lines.items() if one.late]
    if not late:
        return
    names, forgiven, kinds = Names.of(conn), ledger.forgiven_of(conn), fields_of(form)
    histories = ledger.histories(conn, form.FORM, lines)
    folds = {key: fold(history, forgiven=forgiven) for key, history in histories.items()}
    compared = groups.compared_changes(conn, form.FORM, lines, folds)
    shown = to_scalars(from_scalars(form, lines[late[0]].canonical, folds[lines[late[0]].canonical].values))
    for key in late:
        said = groups.late_answers(form.FORM, histories[key], compared.get(key, frozenset()), forgiven)
        heads = field_heads(histories[key], forgiven=forgiven)
        for name in kinds:
            if name in said and said[name] != shown[name]:
                head = heads[name][0]
                yield Late(
                    key, name, kinds[name].label, said[name], answer_words(kinds[name], said[name], names),
                    answer_words(kinds[name], shown[name], names), names.author(head.author), moment_of(head.wall),
                )  # fmt: skip


def _compared(conn: Connection, form: type[Record], shown: str, record: str, village: str) -> Wish:
    """What was written to a joined record is known now: noted on the alias of the two, made where none is."""
    heads: tuple[ChangeId, ...] = ledger.folded(conn, form.FORM, record).heads
    key = alias_id(shown, record)
    alias = read.by_ids(conn, Alias, [key]).get(key)
    if alias is not None:
        values: dict[str, Scalar] = {"known": known_text(heads)}
        return Wish(Alias, key, alias.village or village, PUT, values, ledger.heads_of(conn, Alias, key))
    ever = joined.villages_ever(conn, form.FORM, (shown, record))
    shared = sorted(set.intersection(*ever.values()) - {""})
    village = village if village in shared or not shared else shared[0]
    made = Alias(
        id=key, village=village, status=DONE, of_form=form.FORM, a_id=shown, b_id=record, known=known_text(heads)
    )
    answered = {name: value for name, value in to_scalars(made).items() if value is not None}
    return Wish(Alias, key, village, PUT, answered, ledger.folded(conn, Alias.FORM, key).heads)
