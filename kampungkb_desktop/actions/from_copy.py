"""One record out of a copy: what a copy says otherwise than the data of today, and bringing back a single family or
visit of it. The copy stays where it is; what comes back is a change like any other (``actions.restoring``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kampungkb_desktop.actions import ledger, restoring, trail
from kampungkb_desktop.actions.history import Names, record_name
from kampungkb_desktop.actions.restoring import Along, Comparison
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.merge import Folded, fold
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS, LINKS
from kampungkb_desktop.forms.change import ERASE, Change
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.store import copy_reading, shelf, vault
from kampungkb_desktop.store.blobs import PHOTOS_FOLDER
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.shelf import Kept

MOST = 2_000
"""So many are listed; whoever misses more than that restores the copy whole."""
_AT_ONCE = 500
_DEEP = 4
"""A family, its visits, their measurements, and one step to spare."""


@frozen
class Different:
    """A record that the copy has otherwise. ``gone``: it is not there any more today."""

    form: str
    record: str
    name: str
    village: str
    gone: bool


@frozen
class Content:
    """What a copy has otherwise: records that are gone first, then those that changed. ``more``: there are others."""

    records: tuple[Different, ...]
    more: bool = False


def look_into(session: Session, kept: Kept, progress: Progress | None = None) -> Content:
    """What a copy has otherwise than the data of today. KnownError E-COPY-KEY, E-COPY-OLD, and what the disk complains
    about. A look into a copy is noted in the trail."""
    work = progress or silent()
    with copy_reading.opened(kept, _key(session)) as copy, session.database.read() as conn:
        trail.note(session, trail.OPENED_COPY)
        found, more = list[Different](), False
        parents: dict[tuple[str, str], tuple[str, ...]] = {}
        for one, links in _different(copy, conn, work):
            if len(found) >= MOST:
                more = True
                break
            found.append(one)
            parents[one.form, one.record] = links
    gone = {one.record for one in found if one.gone}
    alone = [one for one in found if not (one.gone and gone.intersection(parents[one.form, one.record]))]
    order = {form: at for at, form in enumerate(("family", "member", "visit", "activity"))}
    alone.sort(key=lambda one: (not one.gone, order.get(one.form, len(order)), one.form, one.name.lower()))
    return Content(tuple(alone), more)


def compare(session: Session, kept: Kept, form: str, record: str) -> Comparison:
    """A record of a copy beside what it says now, with what hangs on it and is gone as well. KnownError E-RESTORE."""
    with copy_reading.opened(kept, _key(session)) as copy, session.database.read() as conn:
        history = _histories(conn, form, [record]).get(record, [])
        now = restoring.must_be_restorable(conn, session, form, record, history)
        then = _fold(copy, _histories(copy, form, [record]).get(record, []))
        along = () if now.alive else tuple(_hanging_on(copy, conn, form, record))
        return restoring.compared(conn, form, record, then.values, now, along)


def bring_back(session: Session, kept: Kept, found: Comparison, fields: Sequence[str], *, along: bool) -> Saved:
    """As ``restoring.restore``; photos that are named come along from the copy where they are missing here."""
    values = [found.values, *(one.values for one in found.along if along)]
    forms = [found.form, *(one.form for one in found.along if along)]
    saved = restoring.restore(session, found, fields, along=along)
    for form, said in zip(forms, values, strict=True):
        if form == Attachment.FORM:
            _photo(session, kept, said.get("blob"))
    return saved


def _photo(session: Session, kept: Kept, sha: Scalar) -> None:
    source, goal = (place / PHOTOS_FOLDER / str(sha) for place in (kept.folder.parent, session.data_dir))
    if sha and source.is_file() and not goal.exists():
        shelf.copy_file(source, goal)


def _different(copy: Connection, conn: Connection, work: Progress) -> Iterator[tuple[Different, tuple[str, ...]]]:
    """What differs, each with the records it hangs on."""
    here, there = copy_reading.held(conn), copy_reading.held(copy)
    touched = {*copy_reading.touched_beside(conn, there), *copy_reading.touched_beside(copy, here)}
    by_form: dict[str, list[str]] = {}
    for form, record in sorted(touched):
        if form in FORMS and form not in restoring.SCREENS_OF_THEIR_OWN:
            by_form.setdefault(form, []).append(record)
    names, done = Names.of(conn), 0
    for form, ids in by_form.items():
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            work.report(done, len(touched), "Membandingkan salinan dengan data sekarang")
            yield from _of_form(copy, conn, form, some, names)
            done += len(some)


def _of_form(
    copy: Connection, conn: Connection, form: str, ids: list[str], names: Names
) -> Iterator[tuple[Different, tuple[str, ...]]]:
    old, new = _histories(copy, form, ids), _histories(conn, form, ids)
    for record in ids:
        if record not in old or any(one.kind == ERASE for one in new.get(record, ())):
            continue
        then, now = _fold(copy, old[record]), _fold(conn, new.get(record, []))
        if then.alive and not (now.alive and then.values == now.values):
            name = record_name(FORMS[form], record, then.values, names)
            fields = [field for of, field, _to in LINKS if of == form] + ["owner_id"]
            links = tuple(str(then.values.get(field) or "") for field in fields)
            yield Different(form, record, name, str(then.values.get("village") or ""), not now.alive), links


def _hanging_on(copy: Connection, conn: Connection, form: str, record: str) -> Iterator[Along]:
    """What names the record in the copy, or names one that does, and is not there today."""
    seen, todo = {(form, record)}, [(form, record)]
    for _step in range(_DEEP):
        next_ones: dict[str, list[str]] = {}
        for of_form, of_record in todo:
            for name, field, to in (*LINKS, (Attachment.FORM, "owner_id", of_form)):
                if to == of_form and name not in restoring.SCREENS_OF_THEIR_OWN:
                    new = [one for one in copy_reading.linked(copy, name, field, of_record) if (name, one) not in seen]
                    seen.update((name, one) for one in new)
                    next_ones.setdefault(name, []).extend(new)
        todo = [(name, one) for name, ids in next_ones.items() for one in ids]
        for name, ids in next_ones.items():
            yield from _gone(copy, conn, name, ids)


def _gone(copy: Connection, conn: Connection, form: str, ids: Sequence[str]) -> Iterator[Along]:
    old, new = _histories(copy, form, ids), _histories(conn, form, ids)
    for record in ids:
        history = new.get(record, [])
        then, now = _fold(copy, old.get(record, [])), _fold(conn, history)
        if then.alive and not now.alive and not any(one.kind == ERASE for one in history):
            yield Along(form, record, str(then.values.get("village") or ""), now.heads, then.values)


def _fold(conn: Connection, history: Sequence[Change]) -> Folded:
    return fold(history, forgiven=ledger.forgiven_of(conn))


def _histories(conn: Connection, form: str, ids: Sequence[str]) -> dict[str, list[Change]]:
    return ledger.histories(conn, form, ids)


def _key(session: Session) -> bytes:
    if session.database.on_server:
        raise KnownError(
            "E-COPY-SERVER",
            "Data kantor ini ada di server kantor; salinan di komputer ini tidak memuatnya.",
            "Kembalikan lewat Riwayat, atau dari salinan yang dibuat server.",
        )
    return vault.derive(session.master, vault.DATABASE)
