"""Writing an accepted plan: one action with a name of its own, one transaction, so that one undo takes all of it back
and a cut power line leaves nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.list_file import ListFile, changed, is_changed
from kampungkb_desktop.actions.lists_in.plan import Line, Mode, Offer, Plan
from kampungkb_desktop.actions.lists_in.planning import carried, writes_anew
from kampungkb_desktop.actions.save import Saved, Wish, carry_out, wishes
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.change import PUT
from kampungkb_desktop.forms.record import DONE, DRAFT, Record, check, difference
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

ACTION: Final = "Impor keluarga dari"
_LONGEST_NAME: Final = 80
_EVERY: Final = 200


@frozen
class Taken:
    """What an accepted list has done, in records."""

    saved: Saved
    rows: int
    families: int
    members: int
    changed: int


@frozen
class Write:
    """One record to write: as it is to be, and as it was seen (``None``: new)."""

    record: Record
    seen: Record | None


def accept(session: Session, file: ListFile, plan: Plan, mode: Mode, today: date, progress: Progress) -> Taken:
    """Write what is ticked. ``KnownError`` E-LIST-CHANGED when the file is another one by now; ``Cancelled`` and any
    refusal leave nothing behind. What was changed on record since the preview is merged, never taken back."""
    if is_changed(file):
        raise changed()
    lines = [line for line in plan.lines if plan.taken(line, mode)]
    writes = list(_writes(session, lines, mode, today, progress))
    name = f"{ACTION} {file.path.name}"[:_LONGEST_NAME]
    with session.database.write() as conn:
        asked = wishes_of(conn, writes, progress)
        saved = carry_out(conn, session, name, asked, progress=progress)
    new = [one.record.FORM for one in writes if one.seen is None]
    old = sum(one.seen is not None for one in writes)
    return Taken(saved, len(lines), new.count("family"), new.count("member"), old)


def _writes(session: Session, lines: Iterable[Line], mode: Mode, today: date, progress: Progress) -> Iterator[Write]:
    """Every record once. The family goes with whichever of its rows goes first: a person needs his family."""
    begun: set[int] = set()
    for done, line in enumerate(lines):
        if done % _EVERY == 0:
            progress.report(done, None, "Menyiapkan perubahan")
        offers = list(line.offers())
        household = id(line.household)
        if household not in begun and (line.first or line.household.new):
            begun.add(household)
            offers = [*line.household.offers, *([line.person] if line.person else [])]
        elif line.first:
            offers = [line.person] if line.person else []
        for offer in offers:
            if (made := _write(session, offer, mode, today)) is not None:
                yield made


def _write(session: Session, offer: Offer, mode: Mode, today: date) -> Write | None:
    answers: dict[str, Any] = offer.changes(mode)
    if offer.seen is None:
        return Write(_finished(offer.form(id=offer.id, **answers), today), None)
    if not answers:
        return None
    if writes_anew(offer):
        whole = carried(offer) | {
            "family_id": getattr(offer.seen, "family_id", None), "as_of": offer.day, "village": offer.seen.village,
        }  # fmt: skip
        made = offer.form(id=new_record_id(session), **(whole | dict(offer.answers)))
        return Write(_finished(made, today), None)
    return Write(offer.seen.changed(**answers), offer.seen)


def _finished(record: Record, today: date) -> Record:
    """Selesai when the form has nothing against it, else a draft that is found under Belum lengkap."""
    good = all(finding.strength != "problem" for finding in check(record, today=today))
    return record.changed(status=DONE if good else DRAFT)


def wishes_of(conn: Connection, writes: Sequence[Write], progress: Progress) -> list[Wish]:
    """New records have no history; those on record go on from what they are, or are merged where they have moved on."""
    found = [_new(one.record) for one in writes if one.seen is None]
    by_form: dict[type[Record], list[Write]] = {}
    for one in writes:
        if one.seen is not None:
            by_form.setdefault(type(one.record), []).append(one)
    for form, several in by_form.items():
        progress.check()
        ids = [one.record.id for one in several]
        now, heads = read.by_ids(conn, form, ids), read.heads(conn, form, ids)
        for one in several:
            found += _change(conn, one, now, heads)
    return found


def _new(record: Record) -> Wish:
    return Wish(type(record), record.id, record.village or "", PUT, difference(None, record), ())


def _change(conn: Connection, one: Write, now: Mapping[str, Record], heads: Mapping[str, Any]) -> list[Wish]:
    record, seen = one.record, one.seen
    assert seen is not None
    if now.get(record.id) != seen or record.id not in heads:
        return wishes(conn, [record], seen=[seen])
    values = difference(seen, record)
    return [Wish(type(record), record.id, record.village or "", PUT, values, heads[record.id].ids)] if values else []
