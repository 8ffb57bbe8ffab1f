"""Half-typed grids, kept row by row in the local table of drafts: what stands on the screen is on the disk a moment
later, and only the row that changed is written. A person who was erased leaves no row behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from kampungkb_desktop.actions.grid_open import LIST
from kampungkb_desktop.actions.grid_sheet import PERSON, SAVED, Sheet, Slots
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Draft
from kampungkb_desktop.store.read import joined
from kampungkb_desktop.store.read.erased import erased_among

ROW: Final = "visit_list_row"
"""A name in the table of drafts of no form, as ``grid_open.LIST``: nothing else reads them."""
_OF_LIST: Final = ("target", "title", "day", "typed_by", "checked_by", "columns", "checks", "sample")


def keep(session: Session, sheet: Sheet, rows: Iterable[str] | None = None) -> None:
    """Write the list and these of its rows (all of them without) as they stand."""
    now, order = session.clock(), {row: at for at, row in enumerate(sheet.rows)}
    wanted = sheet.rows if rows is None else [row for row in rows if row in sheet.rows]
    with session.database.write() as conn:
        _put_list(conn, sheet, now)
        for row in wanted:
            put_row(conn, sheet.id, row, order[row], sheet.rows[row], now)


def put_row(conn: Connection, sheet: str, row: str, at: int, slots: Slots, now: int) -> None:
    """Keep one row in the caller's transaction, unless whom it is about was erased."""
    family, _, person = slots.get(PERSON, "").partition("|")
    gone = erased_among(conn, [one for one in (row, family, person) if one])
    if gone:
        write.drop_draft(conn, ROW, row)
        return
    said = json.dumps({"list": sheet, "at": at, "slots": dict(slots)}, ensure_ascii=False)
    write.put_draft(conn, Draft(ROW, row, "", said, "{}", now))


def restore(session: Session, sheet_id: str) -> Sheet | None:
    """A list as it was left; ``None`` when there is none of this id."""
    with session.database.read() as conn:
        found = read.draft(conn, LIST, sheet_id)
        if found is None:
            return None
        said: dict[str, Any] = json.loads(found.vals)
        rows = _rows_of(conn, sheet_id)
    values = {name: said[name] for name in _OF_LIST if name in said}
    for name in ("columns", "checks"):
        values[name] = tuple(values.get(name, ()))
    return Sheet(sheet_id, rows=rows, **values)


def drop(session: Session, sheet_id: str) -> None:
    """Forget a list: all of it is saved, or the person said to throw it away."""
    with session.database.write() as conn:
        for row in _rows_of(conn, sheet_id):
            write.drop_draft(conn, ROW, row)
        write.drop_draft(conn, LIST, sheet_id)


def _put_list(conn: Connection, sheet: Sheet, now: int) -> None:
    said = {name: getattr(sheet, name) for name in _OF_LIST} | {"waiting": _waiting(sheet)}
    write.put_draft(conn, Draft(LIST, sheet.id, "", json.dumps(said, ensure_ascii=False), "{}", now))


def _waiting(sheet: Sheet) -> int:
    """How many rows are about somebody and not in the records."""
    return sum(PERSON in sheet.rows[row] and SAVED not in sheet.rows[row] for row in sheet.ids())


def _rows_of(conn: Connection, sheet_id: str) -> dict[str, Slots]:
    """The rows in their order; people that were joined meanwhile under the name they have now."""
    found: list[tuple[int, str, dict[str, str]]] = []
    for one in read.drafts(conn):
        if one.form == ROW and sheet_id in one.vals:
            said = json.loads(one.vals)
            if said["list"] == sheet_id:
                found.append((said["at"], one.record, said["slots"]))
    pairs = [slots.get(PERSON, "").partition("|") for _at, _row, slots in found]
    families = joined.canonical_of(conn, Family.FORM, [one[0] for one in pairs if one[0]])
    people = joined.canonical_of(conn, Member.FORM, [one[2] for one in pairs if one[2]])
    for (_at, _row, slots), (family, _, person) in zip(found, pairs, strict=True):
        if family:
            slots[PERSON] = f"{families.get(family, family)}|{people.get(person, person)}"
    return {row: slots for _at, row, slots in sorted(found, key=lambda one: (one[0], one[1]))}
