"""Registers: every answer of every record of one form, with the family and the person it is about in words.

The columns follow from the form's declaration. Families that asked for restriction (UU 27/2022, art. 40–41) are not
named in any register, and neither are such people; that some were left out is said above the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.register_columns import About, RegisterPlan
from kampungkb_desktop.actions.tables_out.table import Row, Scope, Table, state_line
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

LEFT_OUT: Final = "Keluarga dan orang yang datanya dibatasi tidak ikut."
_AT_ONCE: Final = 400


@frozen
class Register:
    """Records of ``form``. ``when`` is the day or month by which a register of one month is cut; "" for a register
    that is whole at any time."""

    form: type[Record]
    name: str
    when: str = ""


def register_table(session: Session, scope: Scope, progress: Progress, register: Register) -> Table:
    """All records of a register in the villages of the scope."""
    with session.database.read() as conn:
        found = _ids(conn, scope, register)
        withheld = restricted(conn) | (lists.hidden_heads(conn) if register.form is Family else frozenset())
    plan = RegisterPlan.of(register.form)
    above = [register.name, state_line(scope)]
    if withheld and (plan.people or register.form is Family):
        above.append(LEFT_OUT)
    columns = tuple(one.column for one in plan.slots())
    return Table(
        register.name, columns, _rows(session, scope, progress, plan, found, withheld), tuple(above), plan.kept
    )


def _ids(conn: Connection, scope: Scope, register: Register) -> list[str]:
    """The records of the register in order of village and time."""
    where: dict[str, Any] = {"village": list(scope.villages)}
    wanted = ("id", register.when) if register.when else ("id",)
    order = ("village", register.when, "id") if register.when else ("village", "id")
    rows = read.rows(conn, register.form, wanted, where, order=order)
    if not register.when:
        return [str(row[0]) for row in rows]
    return [str(row[0]) for row in rows if str(row[1] or "")[:7] == scope.month]


def restricted(conn: Connection) -> frozenset[str]:
    """The families and people whose data are restricted."""
    return lists.restricted_families(conn) | lists.restricted_members(conn)


def _rows(
    session: Session, scope: Scope, progress: Progress, plan: RegisterPlan, ids: Sequence[str], withheld: frozenset[str]
) -> Iterator[Row]:
    """Rows, read by the hundred; a record that is gone meanwhile is left out."""
    at = 0
    for start in range(0, len(ids), _AT_ONCE):
        progress.report(start, len(ids), f"Membaca {plan.form.TITLE.lower()}")
        with session.database.read() as conn:
            some = ids[start : start + _AT_ONCE]
            known = read.by_ids(conn, plan.form, some)
            about = About.of(conn, plan, [known[one] for one in some if one in known])
        for one in some:
            record = known.get(one)
            if record is None or about.withheld(record, withheld):
                continue
            at += 1
            yield about.row(at, record, scope)


@frozen
class RegisterMaker:
    """Makes the one sheet of a register: what the list of tables calls."""

    register: Register

    def __call__(self, session: Session, scope: Scope, progress: Progress) -> Sequence[Table]:
        return (register_table(session, scope, progress, self.register),)
