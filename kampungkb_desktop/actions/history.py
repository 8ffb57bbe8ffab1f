"""Riwayat: the change log as people read it. Who, when, on which laptop, and every answer before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.answer_words import answer_words
from kampungkb_desktop.actions.history_veil import OPEN, Veil
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import fold, in_line, past
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.alias import JOINABLE, Alias
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.change import DELETE, ERASE, TRUSTED, Change, ChangeId, decode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Kind, Scalar
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import Record, fields_of, from_scalars
from kampungkb_desktop.forms.upgrades import upgrade
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined

CREATED, CHANGED, REMOVED, RESTORED, ERASED = "dibuat", "diubah", "dihapus", "dipulihkan", "dikosongkan"
"""What a change did to a record."""
_FAMILIES = 200
"""So many families at most are meant by some words."""
STRANGER = "Petugas yang belum dikenal"


@frozen
class FieldChange:
    """One answer before and after, in words. ``field`` is the field's name in the form."""

    field: str
    label: str
    before: str
    after: str


@frozen
class HistoryEntry:
    """One change of one record. ``when`` is what the writing laptop claimed; ``sure`` whether its clock was trusted."""

    change: ChangeId
    when: datetime
    sure: bool
    author: str
    device: str
    action: str
    action_name: str
    form: str
    form_title: str
    record: str
    record_name: str
    did: str
    fields: tuple[FieldChange, ...]


@frozen
class ActionEntry:
    """One user action. ``at`` and ``n`` together are the ``before`` of the next page; ``own`` = done on this laptop;
    ``undone`` = a later action of this laptop took it back."""

    id: str
    n: int
    at: int
    when: datetime
    name: str
    author: str
    device: str
    own: bool
    undoes: str | None
    undone: bool


@dataclass(slots=True)
class Names:
    """Names of people, laptops and linked records, each asked once."""

    conn: Connection
    devices: dict[str, str]
    veil: Veil = OPEN
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, conn: Connection, *, named: bool = False) -> Names:
        """Without the names of those who are restricted, unless they are ``named``."""
        veil = OPEN if named else Veil.of(conn)
        return cls(conn, {device.uid: device.name for device in read.devices(conn)}, veil)

    def __call__(self, form: str, key: str) -> str:
        if (form, key) not in self.known:
            self.known[form, key] = self._find(form, key)
        return self.known[form, key]

    def _find(self, form: str, key: str) -> str:
        if not form:
            place = regions.load().region(key)
            return place.short_name if place else ""
        if words := self.veil.instead(form, key):
            return words
        cls = FORMS.get(form)
        found = read.record(self.conn, cls, key) if cls else None
        return found.name() if found else ""

    def author(self, officer: str) -> str:
        return self(Officer.FORM, officer) or STRANGER

    def device(self, uid: str) -> str:
        return self.devices.get(uid) or f"Laptop {uid[:4].upper()}"


def record_history(session: Session, record: str, *, named: bool = False) -> list[HistoryEntry]:
    """Every change of a record, the latest first (never after one that was based on it). One that is shown for several
    tells what happened to each of them, and when they were joined. Who is restricted is ``named`` to himself only."""
    with session.database.read() as conn:
        whole = [record, *_joined_with(conn, record)]
        names = Names.of(conn, named=named)
        found = [pair for history in read.changes_of(conn, whole).values() for pair in _ranked(names, history, history)]
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _joined_with(conn: Connection, record: str) -> list[str]:
    """The records that are one with this one, and the aliases that say so."""
    if not joined.some(conn):
        return []
    found: list[str] = []
    for form in JOINABLE:
        others = joined.groups(conn, form, [record]).keys() - {record}
        if others:
            found += [*others, *(one.alias for one in joined.pairs(conn, form, others))]
    return found


def action_changes(session: Session, action: str, limit: int | None = None) -> list[HistoryEntry]:
    """What one action changed, record by record; at most ``limit`` records when given."""
    with session.database.read() as conn:
        changes = read.changes_of_action(conn, action)[:limit]
        histories = read.changes_of(conn, {change.record for change in changes})
        return [entry for change in changes for entry in _entries(conn, [change], histories[change.record])]


def authors(session: Session) -> list[tuple[str, str]]:
    """Id and name of everybody who ever did something here, by name."""
    with session.database.read() as conn:
        names = Names.of(conn)
        return sorted(((one, names.author(one)) for one in read.authors_of_actions(conn)), key=lambda pair: pair[1])


def recent_actions(
    session: Session,
    limit: int = 100,
    before: tuple[int, int] | None = None,
    *,
    author: str | None = None,
    form: str | None = None,
    village: str | None = None,
    since: int | None = None,
    about: str = "",
) -> list[ActionEntry]:
    """What was done lately, by anybody (or one ``author``; to one ``form``, in one ``village``, since a moment, to a
    family or person that the words ``about`` find, deleted ones too), the latest first. ``before`` is (at, n) of the
    last entry shown."""
    with session.database.read() as conn:
        records = _named(conn, about) if about.strip() else None
        sought = read.Sought(author, form, village, since, None, records)
        names = Names.of(conn)
        own = read.own_actions(conn, session.device, limit=500)
        taken_back = {one.undoes for one in own if one.undoes is not None}
        return [
            ActionEntry(
                one.id, one.n, one.at, moment_of(one.at), one.name, names.author(one.author), names.device(one.device),
                own=one.device == session.device, undoes=one.undoes, undone=one.id in taken_back,
            )
            for one in read.actions(conn, limit=limit, before=before, sought=sought)
        ]  # fmt: skip


def _named(conn: Connection, words: str) -> frozenset[str]:
    """The records of the families that some words find, of their people and visits; where there is none, those whose
    log has the words, for a family that is not there any more."""
    families = sorted(lists.families_found(conn, words) or ())[:_FAMILIES]
    if not families:
        said = read.records_saying(conn, words.strip(), (Family.FORM, Member.FORM), limit=_FAMILIES)
        veil = OPEN if lists.is_number(words) else Veil.of(conn)  # a name would say who is restricted
        return frozenset(said) - {*veil.families, *veil.people, *veil.heads}
    found = set(families)
    for form in (Member, Visit):
        found |= {str(row[0]) for row in read.rows(conn, form, ("id",), {"family_id": families})}
    return frozenset(found)


def _entries(conn: Connection, changes: list[Change], history: list[Change]) -> list[HistoryEntry]:
    ranked = _ranked(Names.of(conn), changes, history)
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0], reverse=True)]


_Rank = tuple[int, int, str, int]


def _ranked(names: Names, changes: list[Change], history: list[Change]) -> list[tuple[_Rank, HistoryEntry]]:
    forgiven = ledger.forgiven_of(names.conn)
    found: list[tuple[_Rank, HistoryEntry]] = []
    line = in_line(history) or []
    places = {change.id: place for place, change in enumerate(line)}
    for change in changes:
        earlier = line[: places[change.id]] if line else past(history, change.id)
        earlier = [one for one in earlier if one.form == change.form]
        before = fold(earlier, forgiven=forgiven)
        latest = max([change.wall, *(one.wall for one in earlier)])
        entry = _entry(change, before.values, _did(change, known=bool(earlier), alive=before.alive), names)
        found.append(((latest, len(earlier), change.device, change.seq), entry))
    return found


def _entry(change: Change, before: Mapping[str, Scalar], did: str, names: Names) -> HistoryEntry:
    form = FORMS.get(change.form)
    said = {} if change.kind == DELETE else upgrade(change.form, change.form_version, decode_values(change.values))
    return HistoryEntry(
        change.id, moment_of(change.wall), change.clock == TRUSTED, names.author(change.author),
        names.device(change.device), change.action, change.action_name, change.form, form_title(change.form),
        change.record, record_name(form, change.record, {**before, **said}, names), did,
        _fields(form, change.record, before, said, names),
    )  # fmt: skip


def _did(change: Change, *, known: bool, alive: bool) -> str:
    if change.kind == DELETE:
        return REMOVED
    if change.kind == ERASE:
        return ERASED
    return CHANGED if alive else RESTORED if known else CREATED


def record_name(form: type[Record] | None, record: str, values: Mapping[str, Scalar], names: Names) -> str:
    """What a record calls itself with these answers; "" for a form of a newer version. An alias knows only ids: it is
    called by what it joined."""
    if form is Alias:
        of_form, about = str(values.get("of_form") or ""), (str(values.get(end) or "") for end in ("a_id", "b_id"))
        found = next((name for one in about if of_form in JOINABLE and (name := names(of_form, one))), "")
        return f"{Alias.TITLE}: {found}" if found else Alias.TITLE
    if form is None:
        return ""
    return names.veil.instead(form.FORM, record) or from_scalars(form, record, values).name()


def _words(kind: Kind | None, value: Scalar, hidden: str, names: Names) -> str:
    return hidden if hidden and value is not None else answer_words(kind, value, names)


_IDS_ONLY = frozenset({"a_id", "b_id", "known"})
"""Answers of an alias that say nothing to a person."""


def _fields(
    form: type[Record] | None, record: str, before: Mapping[str, Scalar], said: Mapping[str, Scalar], names: Names
) -> tuple[FieldChange, ...]:
    known = fields_of(form) if form else {}
    order = [name for name in known if name in said] + [name for name in said if name not in known]
    return tuple(
        FieldChange(
            name,
            known[name].label if name in known else name,
            *(_words(known.get(name), one, hidden, names) for one in (before.get(name), said[name])),
        )
        for name in order
        for hidden in (names.veil.of_answer(form.FORM if form else "", record, name),)
        if before.get(name) != said[name] and not (form is Alias and name in _IDS_ONLY)
    )
