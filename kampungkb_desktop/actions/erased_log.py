"""What log and tables keep of records that were erased on a person's request: nothing. What still comes of them, from a
laptop that has not heard yet, is emptied before it is written anywhere (``sync-study.md`` 8, hazard 19)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from kampungkb_desktop.actions import kept_results
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import ERASE, Change, bare_name, decode_values
from kampungkb_desktop.forms.kinds import Blob, Link, Scalar
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import any_erased, erased_among
from kampungkb_desktop.store.read.joined import canonical_of

PHOTOS = "erased_photos"
"""The line of ``meta`` with the photos (sha256) that erased records have named, until they are removed here."""
_EMPTY = "{}"
_BLOBS = {
    name: found
    for name, form in FORMS.items()
    if (found := [field for field, kind in fields_of(form).items() if isinstance(kind, Blob)])
}


def blanked(conn: Connection, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes as they may be written: those of erased records without a single answer. Statements of erasure among
    them count for the others too, whichever comes first."""
    write.note_erased(conn, [(one.form, one.record) for one in changes if one.kind == ERASE])
    gone = erased_among(conn, {one.record for one in changes})
    if not gone:
        return changes
    _note_photos(conn, [one for one in changes if (one.form, one.record) in gone])
    return [
        replace(one, values=_EMPTY, action_name=bare_name(one.action_name)) if (one.form, one.record) in gone else one
        for one in changes
    ]


def empty(conn: Connection, form: str, records: Collection[str]) -> None:
    """Take what these records said out of the log, out of the names of actions, out of what is being typed, and out
    of what was reckoned from them."""
    kept_results.forget_all(conn)
    if form in _BLOBS:
        histories = read.changes_of(conn, records).values()
        _note_photos(conn, [one for history in histories for one in history if one.form == form])
    write.bare_actions(conn, form, records)
    write.redact(conn, form, records)
    wanted = set(records)
    for draft in read.drafts(conn):
        if draft.record in wanted or any(one in draft.vals for one in wanted):
            write.drop_draft(conn, draft.form, draft.record)


class Wanted(Protocol):
    """What is asked of a change that is to be written."""

    @property
    def form(self) -> type[Record]: ...
    @property
    def record(self) -> str: ...
    @property
    def kind(self) -> int: ...
    @property
    def values(self) -> Mapping[str, Scalar]: ...


def must_be_there(conn: Connection, wanted: Iterable[Wanted]) -> None:
    """KnownError E-ERASED where somebody would go on writing about one who was erased, or begin anew under his id."""
    if not any_erased(conn):
        return
    listed = [one for one in wanted if one.kind != ERASE]
    links = {
        (kind.to, str(one.values[name]))
        for one in listed
        for name, kind in fields_of(one.form).items()
        if isinstance(kind, Link) and one.values.get(name)
    }
    gone_ids = erased_among(conn, {one.record for one in listed} | {record for _form, record in links})
    if any((one.form.FORM, one.record) in gone_ids for one in listed):
        raise gone()
    for form, record in links & gone_ids:
        shown = canonical_of(conn, form, [record]).get(record, record)
        if form not in FORMS or not read.exists(conn, FORMS[form], [shown]):
            raise gone()


def gone() -> KnownError:
    """For whoever would write about somebody who was erased."""
    return KnownError(
        "E-ERASED",
        "Data ini sudah dihapus atas permintaan orangnya, jadi tidak dapat diisi lagi.",
        "Bila orang itu kini bersedia didata, catat sebagai data baru.",
    )


def _note_photos(conn: Connection, changes: Iterable[Change]) -> None:
    named = {
        str(sha)
        for one in changes
        for field in _BLOBS.get(one.form, ())
        if one.values not in ("", _EMPTY) and (sha := decode_values(one.values).get(field))
    }
    if named:
        known = set(json.loads(read.meta(conn, PHOTOS) or "[]"))
        write.put_meta(conn, PHOTOS, json.dumps(sorted(known | named)))
