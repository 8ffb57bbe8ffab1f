"""Bringing back what a record once said: some of its answers or all of them, from its history or from a copy of the
data. What is written is a change like any other, based on what the person had in front of him: it can be undone, it
travels, and where somebody wrote meanwhile both stand. Nothing that was erased comes back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.answer_words import EMPTY, answer_words
from kampungkb_desktop.actions.history import REMOVED, HistoryEntry, Names, record_history, record_name
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.refolding import away
from kampungkb_desktop.actions.row_values import fitting
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import Folded, fold, past
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.change import DELETE, ERASE, PUT, Change, ChangeId
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.kinds import Kind, Scalar
from kampungkb_desktop.forms.office_rule import OfficeRule
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.region_change import RegionChange
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

SCREENS_OF_THEIR_OWN = frozenset({Alias.FORM, Enrolment.FORM, OfficeRule.FORM, RegionChange.FORM})
"""Joining people, believing a laptop and putting rules in force is more than an answer: that is done where it is
decided, not from a history."""
_OTHER = " (yang lain)"
"""Behind an answer that reads like the one of today and is not the same: another photo, a name that occurs twice."""


@frozen
class FieldThen:
    """One answer as it was and as it is now, in words."""

    field: str
    label: str
    then: str
    now: str


@frozen
class Along:
    """A record that was deleted together with another one and comes back with it."""

    form: str
    record: str
    village: str
    heads: tuple[ChangeId, ...]
    values: Mapping[str, Scalar] = field(default_factory=dict)


@frozen
class Comparison:
    """A record as it once was beside what it says now. ``fields`` are those that differ; of one that is not
    ``alive`` now, all that were answered. ``heads`` is what the person has in front of him."""

    form: str
    record: str
    name: str
    village: str
    alive: bool
    heads: tuple[ChangeId, ...]
    values: Mapping[str, Scalar]
    fields: tuple[FieldThen, ...]
    along: tuple[Along, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to bring back."""
        return self.alive and not self.fields


def versions(session: Session, record: str) -> list[HistoryEntry]:
    """The states that one record had, each by the change that made it, the latest first."""
    return [one for one in record_history(session, record) if one.record == record and one.did != REMOVED]


def before(session: Session, entry: HistoryEntry) -> ChangeId | None:
    """The state that stood before a change: what most people want back who look at it. ``None`` where there was
    none."""
    with session.database.read() as conn:
        earlier = past(_history(conn, entry.form, entry.record), entry.change)
    found = [one for one in earlier if one.kind == PUT]
    return max(found, key=lambda one: (one.wall, one.device, one.seq)).id if found else None


def compare(session: Session, form: str, record: str, change: ChangeId) -> Comparison:
    """What a record said after a change, beside what it says now. KnownError E-RESTORE where it cannot come back."""
    with session.database.read() as conn:
        history, forgiven = _history(conn, form, record), ledger.forgiven_of(conn)
        then = fold([*past(history, change), *(one for one in history if one.id == change)], forgiven=forgiven)
        now = must_be_restorable(conn, session, form, record, history)
        along = () if now.alive else _deleted_with(conn, form, record, history, now)
        return compared(conn, form, record, then.values, now, along)


def compared(
    conn: Connection, form: str, record: str, then: Mapping[str, Scalar], now: Folded, along: Sequence[Along] = ()
) -> Comparison:
    """The two states beside each other, in the order of the form. Answers of a newer version are left out."""
    known, names = FORMS[form], Names.of(conn)
    old, new = fitting(known, then), fitting(known, now.values)
    fields = tuple(
        _beside(name, kind, old.get(name), new.get(name) if now.alive else None, names)
        for name, kind in fields_of(known).items()
        if (old.get(name) != new.get(name) if now.alive else old.get(name) not in (None, ""))
    )
    village = str((new if now.heads else old).get("village") or "")
    name = record_name(known, record, {**new, **old}, names)
    return Comparison(form, record, name, village, now.alive, now.heads, old, fields, tuple(along))


def restore(session: Session, found: Comparison, fields: Collection[str] = (), *, along: bool = True) -> Saved:
    """Write the answers ``fields`` of a comparison as they were then. A record that was deleted comes back whole, with
    what was deleted ``along`` with it. KnownError E-RESTORE, E-OFFICE-RECORD."""
    with session.database.write() as conn:
        if read.draft(conn, found.form, found.record) is not None:
            raise _refused(
                "Isian catatan ini masih terbuka sebagai draf.",
                "Simpan draf itu dahulu, lalu ulangi.",
            )
        now = must_be_restorable(conn, session, found.form, found.record, _history(conn, found.form, found.record))
        wishes = [_wish(session, found, now, fields)]
        if along and not found.alive:
            wishes += [_back(conn, one) for one in found.along if _may_come_back(conn, session, one)]
        title = form_title(found.form).lower()
        name = f"Kembalikan isian {title} dari riwayat" if found.alive else f"Kembalikan {title} yang dihapus"
        return carry_out(conn, session, name, [one for one in wishes if one is not None])


def must_be_restorable(conn: Connection, session: Session, form: str, record: str, history: Sequence[Change]) -> Folded:
    """What the record says now. KnownError E-RESTORE where nothing of it may be brought back: it was erased, is shown
    as another one, belongs to a village of somebody else, or has a screen of its own for that."""
    if form not in FORMS or form in SCREENS_OF_THEIR_OWN:
        raise _refused("Catatan jenis ini tidak dikembalikan dari riwayat.", "Ubah di layarnya sendiri.")
    if any(one.kind == ERASE for one in history):
        raise _refused(
            "Data pribadi di catatan ini sudah dihapus atas permintaan orangnya, jadi tidak dapat dikembalikan.",
            "Bila orangnya meminta dicatat lagi, buat catatan baru.",
        )
    if away(conn, form, [record]):
        raise _refused(
            "Catatan ini sudah digabung dengan catatan lain.",
            "Pisahkan dahulu di Data ganda, atau ubah catatan gabungannya.",
        )
    now = fold(history, forgiven=ledger.forgiven_of(conn))
    _must_be_here(session, str(now.values.get("village") or ""))
    return now


def _must_be_here(session: Session, village: str) -> None:
    if session.role != DISTRICT and village and village not in own_villages(session):
        raise _refused(
            "Catatan ini milik desa di luar tugas Anda.", "Minta petugas desa itu atau kantor mengembalikannya."
        )


def _history(conn: Connection, form: str, record: str) -> list[Change]:
    return ledger.histories(conn, form, [record]).get(record, [])


def _beside(name: str, kind: Kind, then: Scalar, now: Scalar, names: Names) -> FieldThen:
    old, new = answer_words(kind, then, names), answer_words(kind, now, names)
    return FieldThen(name, kind.label, f"{old}{_OTHER}" if old == new != EMPTY else old, new)


def _deleted_with(
    conn: Connection, form: str, record: str, history: Sequence[Change], now: Folded
) -> tuple[Along, ...]:
    """What the same action deleted and is still gone."""
    actions = {one.action for one in history if one.kind == DELETE and one.id in now.heads}
    gone: dict[str, set[str]] = {}
    for action in sorted(actions):
        for one in read.changes_of_action(conn, action):
            if one.kind == DELETE and one.form in FORMS and (one.form, one.record) != (form, record):
                gone.setdefault(one.form, set()).add(one.record)
    return tuple(one for of_form, ids in gone.items() for one in _still_gone(conn, of_form, ids))


def _still_gone(conn: Connection, form: str, ids: Iterable[str]) -> Iterable[Along]:
    forgiven = ledger.forgiven_of(conn)
    for record, history in ledger.histories(conn, form, sorted(ids)).items():
        state = fold(history, forgiven=forgiven)
        if not state.alive and not any(one.kind == ERASE for one in history):
            yield Along(form, record, str(state.values.get("village") or ""), state.heads)


def _wish(session: Session, found: Comparison, now: Folded, fields: Collection[str]) -> Wish | None:
    """Based on what was looked at: what came since stands beside it."""
    listed, wanted = {one.field for one in found.fields}, set(fields)
    if not found.alive:  # it has to be somewhere, and whoever ticks all means just that state
        wanted = {*fields_of(FORMS[found.form])} if wanted >= listed or not wanted else wanted | {"village"}
    values = {name: found.values.get(name) for name in wanted if found.values.get(name) != now.values.get(name)}
    if found.alive and not values:
        return None
    village = str(values.get("village") or found.village)
    _must_be_here(session, village)
    return Wish(FORMS[found.form], found.record, village, PUT, values, found.heads)


def _may_come_back(conn: Connection, session: Session, one: Along) -> bool:
    try:
        now = must_be_restorable(conn, session, one.form, one.record, _history(conn, one.form, one.record))
        _must_be_here(session, one.village)
    except KnownError:
        return False
    return not now.alive


def _back(conn: Connection, one: Along) -> Wish:
    now = fold(_history(conn, one.form, one.record), forgiven=ledger.forgiven_of(conn))
    values = {name: value for name, value in one.values.items() if now.values.get(name) != value}
    return Wish(FORMS[one.form], one.record, one.village, PUT, values, now.heads)


def _refused(sentence: str, next_step: str) -> KnownError:
    return KnownError("E-RESTORE", sentence, next_step)
