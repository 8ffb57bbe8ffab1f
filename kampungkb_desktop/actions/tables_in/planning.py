"""From the rows of registers to a plan, before anything is written: which record each row is, what would change, and
what stands in the way. Reads the database, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kampungkb_desktop.actions.lists_in.places import places_of
from kampungkb_desktop.actions.lists_in.plan import ROWS_APART, Line, Mode, Plan
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.finding import Finder
from kampungkb_desktop.actions.tables_in.recognising import RegisterFile, RegisterSheet
from kampungkb_desktop.actions.tables_in.rows import SheetRow, SheetRows
from kampungkb_desktop.actions.tables_in.weighing import Weighing
from kampungkb_desktop.actions.tables_out.register_columns import About
from kampungkb_desktop.actions.tables_out.table import Scope
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import listing, month_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_AT_ONCE: Final = 400
_TEXT: Final = "Mencocokkan dengan data yang ada"


def plan_registers(
    session: Session, file: RegisterFile, chosen: Sequence[RegisterSheet], today: date, progress: Progress
) -> Plan:
    """What taking these sheets in would do, in the order in which records lead to each other. ``KnownError``
    E-LIST-EMPTY where nothing stands under the headings, E-LIST-VILLAGE without a village of one's own;
    ``Cancelled``."""
    places = places_of(session)
    sheets = [SheetRows.of(one, at, today) for at, one in enumerate(file.sheets) if one in chosen]
    told: dict[str, set[str]] = {}
    for one in sheets:
        one.note_ids(told)
    lines: list[Line] = []
    whole, done = sum(len(one.rows) for one in sheets), 0
    with session.database.read() as conn:
        progress.report(0, None, _TEXT)
        finder = Finder.of(conn, places.allowed, told)
        finder.coming.update(*(one.ids() - finder.erased for one in sheets))
        for one in sheets:
            weighing = Weighing(session, conn, finder, places, one, today)
            for start in range(0, len(one.rows), _AT_ONCE):
                progress.report(done + start, whole, _TEXT)
                lines += _some(conn, weighing, one.rows[start : start + _AT_ONCE], today)
            done += len(one.rows)
    if not lines:
        raise KnownError(
            "E-LIST-EMPTY",
            "Di bawah kepala kolomnya tidak ada satu baris pun yang terisi.",
            "Isi tabelnya, lalu ulangi.",
        )
    _say_twice(lines)
    plan = Plan(lines, [], tuple(_notes(chosen)))
    for mode in Mode:  # here and not on the window's thread
        plan.weighed(mode)
    return plan


def _some(conn: Connection, weighing: Weighing, rows: Sequence[SheetRow], today: date) -> Iterator[Line]:
    """Lines of some rows: what is on record of them is read together, with what a table shows of it now."""
    plan = weighing.sheet.plan
    ids = {row.at: weighing.on_record(row) for row in rows}
    known = read.by_ids(conn, plan.form, [one for one in ids.values() if one])
    about = About.of(conn, plan, list(known.values()))
    scope = Scope((), month_of(today), today, masked=weighing.sheet.hidden)
    for row in rows:
        seen = known.get(ids[row.at] or "")
        shown = about.row(0, seen, scope) if seen is not None else None
        yield weighing.line(row, seen, shown)


def _say_twice(lines: Sequence[Line]) -> None:
    """One record told of by two rows goes in once: the first row counts."""
    first: dict[str, Line] = {}
    for line in lines:
        if line.person is None:
            continue
        other = first.setdefault(line.person.id, line)
        if other is not line and not line.refused:
            line.refuse(f"Catatan ini sudah ada di baris {other.row % ROWS_APART} berkas ini. Hapus salah satunya.")


def _notes(chosen: Sequence[RegisterSheet]) -> Iterator[str]:
    """What was passed over, for the sentence above the rows."""
    unknown = [title for one in chosen for title in one.unknown]
    if unknown:
        yield f"Kolom yang tidak dikenal dilewati: {listing(unknown[:5])}{'…' if len(unknown) > 5 else ''}."
    if any(not any(slot.role == "id" for slot in one.columns.values()) for one in chosen):
        yield "Kolom ID tidak ada, jadi catatan dicari dari nomor, nama, dan tanggalnya."
