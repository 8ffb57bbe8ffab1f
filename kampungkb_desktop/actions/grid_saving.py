"""Saving the whole rows of a grid as visits: one action for the list, so that one undo takes all of them back. The rows
stay in the draft as saved ones until the list is closed; one whose visit was taken back is open again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kampungkb_desktop.actions.grid_columns import GridColumn
from kampungkb_desktop.actions.grid_drafts import put_row
from kampungkb_desktop.actions.grid_judging import Verdict
from kampungkb_desktop.actions.grid_known import saved_now
from kampungkb_desktop.actions.grid_sheet import SAVED, Edit, Sheet, Slots, applied, real, why
from kampungkb_desktop.actions.grid_verifying import Rate, rate_of
from kampungkb_desktop.actions.save import Saved, carry_out, wishes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit


@frozen
class Written:
    """What was saved: the action, the edits that mark the rows, and how many visits."""

    saved: Saved
    edits: tuple[Edit, ...]
    count: int


def save_rows(
    session: Session,
    sheet: Sheet,
    columns: Sequence[GridColumn],
    verdicts: Mapping[str, Verdict],
    progress: Progress | None = None,
) -> Written:
    """Save every whole row as a finished visit, with its measurement, in one transaction with the draft's marks.
    KnownErrors of ``save``; then nothing is saved and the draft is as it was."""
    ready = [row for row in sheet.ids() if row in verdicts and verdicts[row].ready and not sheet.slot(row, SAVED)]
    if not ready:
        return Written(Saved(), (), 0)
    records: list[Record] = []
    for row in ready:
        records += _records(verdicts[row], sheet.rows[row], columns)
    edits = tuple(sheet.edit(row, SAVED, "1") for row in ready)
    after = applied(sheet, edits)
    order = {row: at for at, row in enumerate(after.rows)}
    with session.database.write() as conn:
        wanted = wishes(conn, records)
        name = action_name(len(ready), rate_of(sheet))
        saved = carry_out(conn, session, name, wanted, progress=progress)
        for row in ready:
            put_row(conn, sheet.id, row, order[row], after.rows[row], session.clock())
    return Written(saved, edits, len(ready))


def action_name(count: int, rate: Rate | None = None) -> str:
    """As history and undo call it: how many visits, and what typing twice showed."""
    name = f"Simpan {number(count)} kunjungan dari isian banyak"
    return f"{name} (diketik dua kali, {rate.words})" if rate is not None and rate.compared else name


def taken_back(session: Session, sheet: Sheet) -> tuple[Edit, ...]:
    """The edits that open those saved rows again whose visits were taken back since."""
    marked = [row for row in sheet.ids() if sheet.slot(row, SAVED)]
    there = saved_now(session, marked) if marked else frozenset()
    return real(sheet.edit(row, SAVED, "") for row in marked if row not in there)


def saved_again(session: Session, sheet: Sheet) -> tuple[Edit, ...]:
    """The edits that close rows whose visits stand in the records: the program was ended right after saving, or an
    undo was taken back."""
    open_rows = [row for row in sheet.ids() if not sheet.slot(row, SAVED)]
    there = saved_now(session, open_rows) if open_rows else frozenset()
    return real(sheet.edit(row, SAVED, "1") for row in open_rows if row in there)


def _records(verdict: Verdict, slots: Slots, columns: Sequence[GridColumn]) -> list[Record]:
    """The visit and its measurement, finished, with the reasons for which seldom figures stay in their notes."""
    of_visit, of_detail = list[str](), list[str]()
    for one in columns:
        reason = slots.get(why(one.key))
        if reason and one.key in verdict.asked:
            (of_visit if one.form is Visit else of_detail).append(f"{one.kind.label}: {reason}")
    visit = verdict.visit.changed(status=DONE, note=_noted(verdict.visit.note, of_visit))
    if verdict.detail is None:
        return [visit]
    return [visit, verdict.detail.changed(status=DONE, note=_noted(verdict.detail.note, of_detail))]


def _noted(note: str | None, reasons: Sequence[str]) -> str | None:
    if not reasons:
        return note
    sentence = f"Sudah diperiksa. {'; '.join(reasons)}."
    return f"{note}\n{sentence}" if note else sentence
