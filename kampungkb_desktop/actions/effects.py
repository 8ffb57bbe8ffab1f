"""What folds mean for the tables of one form: rows, conflicts, what waits, what is erased. Collected for a whole batch
and written at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kampungkb_desktop.actions import erased_log
from kampungkb_desktop.actions.row_values import fitting, read_through, strangers
from kampungkb_desktop.bundle.merge import DELETED, Folded
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.change import ERASE, FORGIVE, Change
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Conflict, ConflictHead, Row, Waiting

EARLIER = "berkas"
"""Reason of waiting: changes before these have not arrived (a lost file). The detail lists them."""
NEWER = "versi"
"""Reason of waiting: a form or field of a newer version. The detail names the fields."""


class Outcome(NamedTuple):
    """What became of one record: whether it had a row before and has one now, and what is to be looked at."""

    form: str
    record: str
    village: str
    was: bool
    alive: bool
    conflicting: bool = False
    waiting: bool = False


class Verdict(NamedTuple):
    """All that the tables should say of one record."""

    row: Row | None
    conflicts: tuple[Conflict, ...]
    waiting: Waiting | None


def verdict(
    form: str,
    known: type[Record] | None,
    record: str,
    history: Sequence[Change],
    fold: Folded,
    *,
    away: bool = False,
) -> Verdict:
    """The fold of a history in the words of the tables. ``known`` is ``None`` for a form of a newer version; a record
    that is ``away`` is shown as another one: it has no row, and nobody is asked to decide on its answers."""
    village = str(fold.values.get("village") or history[-1].village)
    conflicts = tuple(
        Conflict(
            record, c.field, form, village, tuple(ConflictHead(h.change, h.value, h.wall, h.author) for h in c.heads)
        )
        for c in fold.conflicts
        if not away and (form != Alias.FORM or c.field == DELETED)  # two people who join the same two say the same
    )
    unknown = strangers(known, fold.values) if known else []
    waiting: Waiting | None = None
    if fold.held:
        waiting = Waiting(record, form, village, EARLIER, json.dumps(fold.waiting))
    elif unknown or (known is None and any(change.kind != FORGIVE for change in history)):
        waiting = Waiting(record, form, village, NEWER, ", ".join(unknown))
    if known is None or not fold.alive or away:
        return Verdict(None, conflicts, waiting)
    linear = fold.plain and waiting is None
    return Verdict(Row(record, fold.heads, linear, fitting(known, fold.values)), conflicts, waiting)


@dataclass(slots=True)
class Effects:
    """Filled record by record, then written once. ``known`` is the form's class, if this version has it; ``away`` are
    the records among them that are shown as another one."""

    form: str
    known: type[Record] | None
    away: frozenset[str] = frozenset()
    _rows: list[Row] = field(default_factory=list)
    _gone: list[str] = field(default_factory=list)
    _erased: list[str] = field(default_factory=list)
    _conflicts: list[tuple[str, tuple[Conflict, ...]]] = field(default_factory=list)
    _waiting: list[Waiting] = field(default_factory=list)
    _asked: list[str] = field(default_factory=list)
    _outcomes: list[Outcome] = field(default_factory=list)

    def with_row(self, conn: Connection, ids: Iterable[str]) -> frozenset[str]:
        """Which of these records have a row now."""
        return read.exists(conn, self.known, ids) if self.known else frozenset()

    def extend(self, row: Row, village: str) -> None:
        """A plain row that plainly goes on."""
        self._rows.append(row)
        self._outcomes.append(Outcome(self.form, row.id, village, was=True, alive=True))

    def begin(self, record: str, changes: Sequence[Change], fold: Folded) -> None:
        """A record never heard of before."""
        self._add(record, changes, fold, was=False)

    def settle(self, record: str, history: Sequence[Change], fold: Folded, *, was: bool) -> None:
        """A record whose whole history was asked; what the tables say of it now is replaced."""
        self._asked.append(record)
        self._add(record, history, fold, was=was)

    def _add(self, record: str, history: Sequence[Change], fold: Folded, *, was: bool) -> None:
        row, conflicts, waiting = verdict(self.form, self.known, record, history, fold, away=record in self.away)
        if row is not None:
            self._rows.append(row)
        elif was:
            self._gone.append(record)
        if conflicts:
            self._conflicts.append((record, conflicts))
        if waiting is not None:
            self._waiting.append(waiting)
        if any(change.kind == ERASE for change in history):
            self._erased.append(record)
        village = str(fold.values.get("village") or history[-1].village)
        self._outcomes.append(
            Outcome(self.form, record, village, was, row is not None, bool(conflicts), waiting is not None)
        )

    def write(self, conn: Connection, *, bulk: bool = False) -> list[Outcome]:
        """Bring the tables up to date."""
        if self.known is not None:
            write.upsert_rows(conn, self.known, read_through(conn, self.known, self._rows), bulk=bulk)
            if self._gone:
                write.delete_rows(conn, self.known, self._gone)
        if self._asked:
            write.clear_conflicts(conn, self._asked)
            write.clear_waiting(conn, self._asked)
        for record, conflicts in self._conflicts:
            write.set_conflicts(conn, record, conflicts)
        write.set_waiting(conn, self._waiting)
        if self._erased:
            erased_log.empty(conn, self.form, self._erased)
        return self._outcomes
