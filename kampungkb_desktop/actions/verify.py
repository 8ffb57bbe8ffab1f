"""The self-check: fold every record of the log again and compare with what the tables say. It changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kampungkb_desktop.actions import groups, ledger
from kampungkb_desktop.actions.effects import Verdict, verdict
from kampungkb_desktop.actions.refolding import away
from kampungkb_desktop.actions.row_values import Current, current_rows, read_through
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle.merge import fold
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import audit, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Conflict, Waiting

_BATCH = 2_000


class Difference(NamedTuple):
    """Where a table does not say what the log says.
    ``what``: baris, kepala, konflik, tunggu, tanpa riwayat, gabungan."""

    form: str
    record: str
    what: str


def verify(session: Session, progress: Progress | None = None) -> tuple[Difference, ...]:
    """Every difference between the log and the tables; empty when all is well. Reads the whole log."""
    with session.database.read() as conn:
        return differences(conn, progress)


def differences(conn: Connection, progress: Progress | None = None) -> tuple[Difference, ...]:
    """The same within a transaction that is open already."""
    found: list[Difference] = []
    forgiven, done, conflicts = ledger.forgiven_of(conn), 0, _conflicts(conn)
    for ids in audit.record_ids(conn, _BATCH):
        for form, histories in _by_form(read.changes_of(conn, ids)).items():
            found += _differences(conn, form, histories, forgiven, conflicts)
        done += len(ids)
        if progress is not None:
            progress.report(done, None, "Mencocokkan catatan dengan riwayatnya")
    found += [Difference(form, record, "tanpa riwayat") for form, record in audit.orphans(conn, FORMS)]
    found += [Difference(form, record, "gabungan") for form, record in groups.differing(conn)]
    return tuple(found)


def of_records(conn: Connection, ids: Sequence[str]) -> tuple[Difference, ...]:
    """The same for some records alone."""
    found: list[Difference] = []
    forgiven, conflicts = ledger.forgiven_of(conn), _conflicts(conn)
    for form, histories in _by_form(read.changes_of(conn, ids)).items():
        found += _differences(conn, form, histories, forgiven, conflicts)
    return tuple(found)


def _by_form(histories: Mapping[str, list[Change]]) -> dict[str, dict[str, list[Change]]]:
    found: dict[str, dict[str, list[Change]]] = {}
    for record, history in histories.items():
        for change in history:
            found.setdefault(change.form, {}).setdefault(record, []).append(change)
    return found


def _conflicts(conn: Connection) -> dict[tuple[str, str], list[Conflict]]:
    found: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in read.conflicts(conn):
        found.setdefault((conflict.form, conflict.record), []).append(conflict)
    return found


def _differences(
    conn: Connection,
    form: str,
    histories: Mapping[str, list[Change]],
    forgiven: ledger.Ranges,
    conflicts: Mapping[tuple[str, str], list[Conflict]],
) -> Iterable[Difference]:
    known, ids = FORMS.get(form), list(histories)
    rows = current_rows(conn, known, ids) if known else {}
    waiting = {one.record: one for one in read.waiting(conn, ids) if one.form == form}
    names = tuple(fields_of(known)) if known else ()
    gone = away(conn, form, ids)
    for record, history in histories.items():
        said = verdict(form, known, record, history, fold(history, forgiven=forgiven), away=record in gone)
        if known and said.row:
            said = said._replace(row=read_through(conn, known, [said.row])[0])
        for what in _unlike(said, names, rows.get(record), conflicts.get((form, record), []), waiting.get(record)):
            yield Difference(form, record, what)


def _unlike(
    said: Verdict, names: Iterable[str], row: Current | None, conflicts: list[Conflict], waiting: Waiting | None
) -> Iterable[str]:
    if (said.row is None) != (row is None):
        yield "baris"
    elif said.row is not None and row is not None:
        if any(said.row.values.get(name) != row.values[name] for name in names):
            yield "baris"
        if set(said.row.heads) != set(row.heads) or said.row.linear != row.linear:
            yield "kepala"
    if sorted(said.conflicts, key=lambda one: one.field) != sorted(conflicts, key=lambda one: one.field):
        yield "konflik"
    if said.waiting != waiting:
        yield "tunggu"
