"""Autosave: what stands on an open form is kept in a local table, not in the change log, until it is saved.

A draft holds the answers and, beside them, the texts that could not be read as answers yet; nothing typed is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Link
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of, from_scalars, to_scalars
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Draft
from kampungkb_desktop.store.read import joined
from kampungkb_desktop.store.read.erased import erased_among


@frozen
class Kept:
    """A form left half-way. ``typed`` maps fields to raw texts, ``at`` is the laptop's clock in milliseconds; ``about``
    is the person or family it is of, where ``told`` looked that up."""

    record: Record
    typed: Mapping[str, str] = field(default_factory=dict)
    at: int = 0
    about: str = ""


def keep(session: Session, record: Record, typed: Mapping[str, str] | None = None) -> None:
    """Remember what stands on the screen; the record needs its id and village."""
    answered = {name: value for name, value in to_scalars(record).items() if value is not None}
    draft = Draft(
        record.FORM,
        record.id,
        record.village or "",
        json.dumps(answered, ensure_ascii=False),
        json.dumps(dict(typed or {}), ensure_ascii=False),
        session.clock(),
    )
    with session.database.write() as conn:
        if (record.FORM, record.id) not in erased_among(conn, [record.id]):  # it may still stand on a screen
            write.put_draft(conn, draft)


def restore(session: Session, form: type[Record], record_id: str) -> Kept | None:
    """The draft of one record, if its form was left half-way."""
    with session.database.read() as conn:
        if form.FORM in JOINABLE and joined.canonical_of(conn, form.FORM, [record_id]) == {}:
            others = joined.groups(conn, form.FORM, [record_id])
            if others:
                return _of_several(conn, form, record_id, others)
        found = read.draft(conn, form.FORM, record_id)
        return None if found is None else _kept(conn, form, found)


def drop(session: Session, form: type[Record], record_id: str) -> None:
    """Forget a draft: it was saved, or the person said to throw it away."""
    with session.database.write() as conn:
        for one in {record_id, *joined.groups(conn, form.FORM, [record_id])}:
            write.drop_draft(conn, form.FORM, one)


def open_drafts(session: Session) -> list[Kept]:
    """Every form left half-way, the latest first; those of records that were joined as one."""
    with session.database.read() as conn:
        found = [draft for draft in read.drafts(conn) if draft.form in FORMS]
        shown = {
            form: joined.canonical_of(conn, form, [d.record for d in found if d.form == form]) for form in JOINABLE
        }
        listed: dict[tuple[str, str], Kept | None] = {}
        for draft in found:
            form, to = FORMS[draft.form], shown.get(draft.form, {})
            key = draft.form, to.get(draft.record, draft.record)
            if key[1] in to.values():
                listed[key] = _of_several(conn, form, key[1], joined.groups(conn, draft.form, [key[1]]))
            else:
                listed[key] = _kept(conn, form, draft)
    return [one for one in listed.values() if one is not None]


def on_screens(found: Iterable[Kept]) -> list[Kept]:
    """The drafts as a person left them: what belongs to a visit (its measurement) stood on the visit's own screen."""
    listed = list(found)
    visits = {one.record.id for one in listed if isinstance(one.record, Visit)}
    return [one for one in listed if getattr(one.record, "visit_id", None) not in visits]


def told(session: Session, found: Iterable[Kept]) -> list[Kept]:
    """The same drafts with whom each is about: the person, or else the head of the family."""
    listed = list(found)
    people, families = (
        {link for one in listed if (link := getattr(one.record, name, None))} for name in ("member_id", "family_id")
    )
    with session.database.read() as conn:
        names = {key: one.full_name for key, one in read.by_ids(conn, Member, sorted(people)).items()}
        heads = {key: one.head_name for key, one in read.by_ids(conn, Family, sorted(families)).items()}
    return [
        replace(one, about=names.get(getattr(one.record, "member_id", None) or "")
        or heads.get(getattr(one.record, "family_id", None) or "") or "")
        for one in listed
    ]  # fmt: skip


def _kept(conn: Connection, form: type[Record], draft: Draft) -> Kept:
    record = from_scalars(form, draft.record, json.loads(draft.vals))
    for name, kind in fields_of(form).items():
        if isinstance(kind, Link) and kind.to in JOINABLE and (linked := getattr(record, name)):
            record = record.changed(**{name: joined.canonical_of(conn, kind.to, [linked]).get(linked, linked)})
    return Kept(record, json.loads(draft.typed), draft.updated)


def _of_several(conn: Connection, form: type[Record], record_id: str, others: Iterable[str]) -> Kept | None:
    """The drafts of a record and of those that are shown as it, as one: what was typed for any of them counts, for the
    record itself before the others."""
    from kampungkb_desktop.actions.histories import folded  # noqa: PLC0415  start-up time: seldom anything is joined

    kept = [one for key in {record_id, *others} if (one := read.draft(conn, form.FORM, key)) is not None]
    shown = read.by_ids(conn, form, [record_id]).get(record_id, form(id=record_id))
    own, typed = to_scalars(shown), dict[str, str]()
    values = dict(own)
    for draft in sorted(kept, key=lambda one: (one.record == record_id, one.updated)):
        said = json.loads(draft.vals)
        was = own if draft.record == record_id else folded(conn, form.FORM, draft.record).values
        values |= {name: said.get(name) for name in values if said.get(name) != was.get(name)}
        typed |= json.loads(draft.typed)
    at = max((one.updated for one in kept), default=0)
    return Kept(from_scalars(form, record_id, values), typed, at) if kept else None
