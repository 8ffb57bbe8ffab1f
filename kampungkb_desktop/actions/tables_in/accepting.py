"""Writing accepted registers: one action for the whole file, one transaction, one undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.accepting import Write, wishes_of
from kampungkb_desktop.actions.lists_in.list_file import changed, is_changed
from kampungkb_desktop.actions.lists_in.plan import Line, Mode, Offer, Plan
from kampungkb_desktop.actions.save import Saved, Wish, carry_out, wishes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.finding import links_of
from kampungkb_desktop.actions.tables_in.recognising import RegisterFile
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

ACTION: Final = "Impor tabel dari"
_LONGEST_NAME: Final = 80
_EVERY: Final = 200


@frozen
class TakenTables:
    """What accepted registers have done. ``left`` are rows whose family, person or activity was not taken in."""

    saved: Saved
    rows: int
    new: int
    changed: int
    left: int = 0


def accept_registers(session: Session, file: RegisterFile, plan: Plan, mode: Mode, progress: Progress) -> TakenTables:
    """Write what is ticked. ``KnownError`` E-LIST-CHANGED when the file is another one by now; ``Cancelled`` and any
    refusal leave nothing behind. What was changed on record since the preview is merged, never taken back."""
    if is_changed(file.file):
        raise changed()
    lines = [line for line in plan.lines if plan.taken(line, mode)]
    whole = _with_what_they_lead_to(plan.lines, lines)
    writes = []
    for done, line in enumerate(whole):
        if done % _EVERY == 0:
            progress.report(done, None, "Menyiapkan perubahan")
        if line.person is not None and (one := _write(line.person, mode)) is not None:
            writes.append(one)
    with session.database.write() as conn:
        asked = _wishes(conn, writes, progress)
        progress.check()
        name = f"{ACTION} {file.file.path.name}"[:_LONGEST_NAME]
        saved = carry_out(conn, session, name, asked, progress=progress)
    new = sum(one.seen is None for one in writes)
    return TakenTables(saved, len(whole), new, len(writes) - new, len(lines) - len(whole))


def _with_what_they_lead_to(every: Sequence[Line], taken: Sequence[Line]) -> list[Line]:
    """Without rows about something that this file was to bring and that stays out."""
    new = {line.person.id for line in every if line.person is not None and line.person.seen is None}
    coming = {line.person.id for line in taken if line.person is not None}
    found: list[Line] = []
    for line in taken:
        offer = line.person
        assert offer is not None
        links = {str(offer.answers.get(name) or "") for name, _ in links_of(offer.form)}
        if links & new <= coming:
            found.append(line)
        else:
            coming.discard(offer.id)
    return found


def _write(offer: Offer, mode: Mode) -> Write | None:
    answers: dict[str, Any] = offer.changes(mode)
    if offer.seen is None:
        return Write(offer.form(id=offer.id, **answers), None)
    return Write(offer.seen.changed(**answers), offer.seen) if answers else None


def _wishes(conn: Connection, writes: Sequence[Write], progress: Progress) -> list[Wish]:
    """As lists write them; but a record that was deleted here goes on from what it was."""
    new = {one.record.id for one in writes if one.seen is None}
    before = {record for record, changes in read.changes_of(conn, new).items() if changes}
    again: Iterable[Record] = [one.record for one in writes if one.record.id in before]
    rest = [one for one in writes if one.record.id not in before]
    return wishes_of(conn, rest, progress) + wishes(conn, list(again))
