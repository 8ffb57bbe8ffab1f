"""Half-typed grids, kept row by row in the local table of drafts: what stands on the screen is on the disk a moment
later, and only the row that changed is written. A person who was erased leaves no row behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from kampungkb_desktop.actions.drafts import Kept
from kampungkb_desktop.actions.grid_sheet import GONE, PERSON, SAVED, Sheet, Slots
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Draft
from kampungkb_desktop.store.read import joined
from kampungkb_desktop.store.read.erased import erased_among

LIST: Final = "visit_list"
ROW: Final = "visit_list_row"
"""Names in the table of drafts, of no form: nothing else reads them."""
_OF_LIST: Final = ("target", "title", "typed_by", "checked_by", "columns", "checks", "sample")


@frozen(kw_only=True)
class OpenList(Record):
    """A half-typed list as Beranda names it; it is no record and is never saved."""

    FORM: ClassVar[str] = LIST
    TITLE: ClassVar[str] = "Isian banyak"

    target: str = ""
    title: str = ""
    rows: int = 0

    def name(self) -> str:
        """The sasaran and how many rows wait."""
        return f"{TARGET.label(self.target)}, {self.rows} baris" if self.target else self.TITLE


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


def open_lists(session: Session) -> list[Kept]:
    """Every half-typed list, the latest first, as Beranda shows drafts."""
    with session.database.read() as conn:
        every = read.drafts(conn)
    listed = [one for one in every if one.form == LIST]
    if not listed:
        return []
    waiting = dict.fromkeys((one.record for one in listed), 0)
    latest = {one.record: one.updated for one in listed}
    for one in every:
        if one.form == ROW:
            said = json.loads(one.vals)
            of = said["list"]
            if of in waiting:
                waiting[of] += _waits(said["slots"])
                latest[of] = max(latest[of], one.updated)
    found = []
    for one in listed:
        said = json.loads(one.vals)
        record = OpenList(id=one.record, target=said["target"], title=said["title"], rows=waiting[one.record])
        found.append(Kept(record, {}, latest[one.record]))
    return sorted(found, key=lambda kept: kept.at, reverse=True)


def _waits(slots: Slots) -> bool:
    """Whether a row is about somebody and is not in the records."""
    return GONE not in slots and SAVED not in slots and PERSON in slots


def _put_list(conn: Connection, sheet: Sheet, now: int) -> None:
    said = json.dumps({name: getattr(sheet, name) for name in _OF_LIST}, ensure_ascii=False)
    write.put_draft(conn, Draft(LIST, sheet.id, "", said, "{}", now))


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
