"""Autosave: what stands on an open form is kept in a local table, not in the change log, until it is saved.

A draft holds the answers and, beside them, the texts that could not be read as answers yet; nothing typed is lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.record import Record, from_scalars, to_scalars
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.entries import Draft


@frozen
class Kept:
    """A form left half-way. ``typed`` maps fields to raw texts, ``at`` is the laptop's clock in milliseconds."""

    record: Record
    typed: Mapping[str, str] = field(default_factory=dict)
    at: int = 0


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
        write.put_draft(conn, draft)


def restore(session: Session, form: type[Record], record_id: str) -> Kept | None:
    """The draft of one record, if its form was left half-way."""
    with session.database.read() as conn:
        found = read.draft(conn, form.FORM, record_id)
    return None if found is None else _kept(form, found)


def drop(session: Session, form: type[Record], record_id: str) -> None:
    """Forget a draft: it was saved, or the person said to throw it away."""
    with session.database.write() as conn:
        write.drop_draft(conn, form.FORM, record_id)


def open_drafts(session: Session) -> list[Kept]:
    """Every form left half-way, the latest first."""
    with session.database.read() as conn:
        found = read.drafts(conn)
    return [_kept(FORMS[draft.form], draft) for draft in found if draft.form in FORMS]


def _kept(form: type[Record], draft: Draft) -> Kept:
    return Kept(from_scalars(form, draft.record, json.loads(draft.vals)), json.loads(draft.typed), draft.updated)
