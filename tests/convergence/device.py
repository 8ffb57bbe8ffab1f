"""One real installation under test: its clock, what the oracle says it holds, and the comparison of the two."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import parcels
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.effects import EARLIER
from kampungkb_desktop.actions.row_values import fitting, strangers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import intervals
from kampungkb_desktop.bundle.merge import DELETED
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.areas import LOSS
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import FORGIVE, Change, ChangeId
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import audit, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import EVERYTHING
from kampungkb_desktop.store.read.exchange import OF_ALL
from tests.actions.devices import NOON, PASSWORD, Ticking
from tests.bundle.causal import Verdict
from tests.convergence import joins
from tests.convergence.programme import Programme
from tests.convergence.world import Key, World


@dataclass
class Device:
    """One installation. ``villages`` are those its office ever assigned to it; ``copy`` is an old copy with what it
    held then."""

    name: str
    session: Session
    clock: Ticking
    programme: Programme
    ever: set[str] = field(default_factory=set)
    villages: set[str] = field(default_factory=set)
    holds: set[ChangeId] = field(default_factory=set)
    arrived: list[Any] = field(default_factory=list)
    made: list[Path] = field(default_factory=list)
    copy: tuple[Path, set[ChangeId], list[Any], list[Path]] | None = None
    said: dict[Key, tuple[frozenset[ChangeId], Verdict]] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        return self.session.device

    @property
    def office(self) -> bool:
        return self.session.role == DISTRICT

    @classmethod
    def start(cls, template: Path, folder: Path, villages: set[str], programme: Programme) -> Device:
        """A fresh copy of a prepared installation (on the same computer, so that it is at home there)."""
        shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
        clock = Ticking(NOON + 3_600_000)
        with programme.running():
            session = sessions.open_session(folder, PASSWORD, clock=clock)
            return cls(template.name, session, clock, programme, {session.device}, villages)

    def restart(self) -> None:
        """Close the programme and open it again."""
        sessions.close(self.session)
        self.session = sessions.open_session(self.session.data_dir, PASSWORD, clock=self.clock)

    def keep_copy(self, folder: Path) -> None:
        """Put a copy of the whole data folder aside, as an officer does on a stick."""
        sessions.close(self.session)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.session.data_dir, folder, ignore=shutil.ignore_patterns("*.lock"))
        self.copy = folder, set(self.holds), list(self.arrived), list(self.made)
        self.session = sessions.open_session(self.session.data_dir, PASSWORD, clock=self.clock)

    def bring_back(self) -> None:
        """The copy takes the place of the data folder."""
        assert self.copy is not None
        folder, held, arrived, made = self.copy
        sessions.close(self.session)
        shutil.rmtree(self.session.data_dir)
        shutil.copytree(folder, self.session.data_dir)
        self.session = sessions.open_session(self.session.data_dir, PASSWORD, clock=self.clock)
        self.holds, self.arrived, self.made, self.said = set(held), list(arrived), list(made), {}

    # --- what is there ------------------------------------------------------------------------------------------------

    def log(self) -> dict[ChangeId, Change]:
        """Every change, with its parents in an order that means nothing."""
        with self.session.database.read() as conn:
            return {c.id: _in_order(c) for c in _log(conn)}

    def record(self, wanted: Record) -> Record | None:
        """As this laptop's programme knows it."""
        with self.programme.running(), self.session.database.read() as conn:
            return read.record(conn, FORMS[wanted.FORM], wanted.id)

    def notice(self, world: World) -> None:
        """Tell the world what was written here since, in the order of the own counter."""
        log = self.log()
        for one in sorted(log.keys() - self.holds):
            assert one.device == self.uid, "only what was written here appears by itself"
            world.note(log[one], self.holds)
            self.holds.add(one)
        self.check(world, log)

    # --- what must hold -----------------------------------------------------------------------------------------------

    def check(self, world: World, log: dict[ChangeId, Change] | None = None) -> None:
        """Log, rows, conflicts, waiting list and claims are what the oracle says of what this laptop holds. ``log`` is
        handed in by whoever has just read it."""
        log = self.log() if log is None else log
        assert log.keys() == self.holds, (self.name, log.keys() ^ self.holds)
        erased = world.erased_at(self.holds)
        early = self._emptied_early(world, log, erased)
        for one, change in log.items():
            was = world.changes[one]
            empty = (was.form, was.record) in erased or one in early
            assert change == (replace(was, values="{}") if empty else was)
        forgiven = world.forgiven_at(self.holds)
        with self.session.database.read() as conn:
            found, expected = self.tables(conn, world), self._expected(world, forgiven, early)
            wrong = {key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)}
            assert not wrong, [(self.name, key, found.get(key), expected.get(key)) for key in wrong]
            self._check_claims(conn, world)

    @staticmethod
    def _emptied_early(world: World, log: Mapping[ChangeId, Change], erased: Collection[Key]) -> frozenset[ChangeId]:
        """What came without its answers before word of the erasure did: its writer has heard of that already, from
        another computer of the office."""
        changes = world.changes
        empty = {one for one, change in log.items() if change.values == "{}" != changes[one].values}
        early = frozenset(one for one in empty if (changes[one].form, changes[one].record) not in erased)
        ever = world.erased_at(changes)
        assert all((changes[one].form, changes[one].record) in ever for one in early), "nobody has erased it"
        return early

    def tables(self, conn: Connection, world: World) -> dict[Key, object]:
        """What the tables say, record by record, of every form that anybody ever wrote."""
        found: dict[Key, list[object]] = {}
        for name in {form for form, _ in world.oracles[self.programme]} & FORMS.keys():
            for record, values in _rows(conn, FORMS[name]):
                found[name, record] = [values, {}, None]
        for conflict in read.conflicts(conn):
            listed = found.setdefault((conflict.form, conflict.record), [None, {}, None])[1]
            assert isinstance(listed, dict)
            listed[conflict.field] = tuple(head.id for head in conflict.heads)
        for one in read.waiting(conn):
            found.setdefault((one.form, one.record), [None, {}, None])[2] = one.reason
        return {key: tuple(what) for key, what in found.items()}

    def _expected(self, world: World, forgiven: set[ChangeId], early: frozenset[ChangeId]) -> dict[Key, object]:
        verdicts: dict[Key, Verdict] = {}
        for key, oracle in world.oracles[self.programme].items():
            here = frozenset(oracle.written.keys() & self.holds)
            if not here:
                continue
            known, empty = self.said.get(key), here & early
            if known is None or known[0] != here or forgiven:
                oracle.forgiven = forgiven
                known = self.said[key] = here, oracle.expected(here)
            verdicts[key] = oracle.emptied(empty).expected(here) if empty else known[1]
        ever: dict[str, set[str]] = {}
        for one in self.holds:
            ever.setdefault(world.changes[one].record, set()).add(world.changes[one].village)
        shown = joins.shown_as(verdicts, ever)
        expected = {key: _said(*key, verdict, shown) for key, verdict in verdicts.items()}
        return {key: said for key, said in expected.items() if said != (None, {}, None)}

    def _check_claims(self, conn: Connection, world: World) -> None:
        """What this laptop says it holds completely, it holds: of one village that village's changes, of a record that
        record's, of no village what is for everybody, else all."""
        written: dict[str, list[Change]] = {}
        for change in world.changes.values():
            written.setdefault(change.device, []).append(change)
        for village, devices in parcels.knowledge(conn, self.session).items():
            for uid, held in devices.items():
                for change in written.get(uid, ()):
                    if change.id not in self.holds and _is_in(change, village):
                        assert not intervals.holds(held, change.seq), (self.name, village, change.id, held)


def _is_in(change: Change, scope: str) -> bool:
    """Whether a claim about a village, a record (``#``), nothing ("") or everything speaks of this change."""
    if scope == "":
        return not change.village and (change.form in OF_ALL or change.kind == FORGIVE)
    return scope in (EVERYTHING, change.village, f"#{change.record}")


def _said(form: str, record: str, verdict: Verdict, shown: Mapping[Key, str]) -> tuple[object, ...]:
    """What the tables are to say: the row's answers, the conflicts, and why it waits. Nobody is asked to decide on a
    record that is shown as another one, nor between two who say that the same two are one."""
    known, away = FORMS.get(form), shown.get((form, record), record) != record
    unknown = known is None or bool(strangers(known, verdict.values))
    waits = EARLIER if verdict.waiting else "versi" if unknown and form != LOSS else None
    conflicts = {n: c for n, c in verdict.conflicts.items() if not away and (form != Alias.FORM or n == DELETED)}
    if known is None or not verdict.alive or away:
        return None, conflicts, waits
    row: dict[str, object] = {n: v for n, v in fitting(known, verdict.values).items() if v is not None}
    return joins.read_through(form, row, shown), conflicts, waits


def _rows(conn: Connection, form: type[Record]) -> Iterator[tuple[str, dict[str, object]]]:
    names = tuple(fields_of(form))
    for row in read.rows(conn, form, ("id", *names)):
        yield str(row[0]), {name: value for name, value in zip(names, row[1:], strict=True) if value is not None}


def _log(conn: Connection) -> list[Change]:
    records = [one for batch in audit.record_ids(conn, 1_000) for one in batch]
    return [change for history in read.changes_of(conn, records).values() for change in history]


def _in_order(change: Change) -> Change:
    """The same, made anew only where it must be: a history reads its logs a thousand times."""
    parents = tuple(sorted(change.parents))
    return change if parents == change.parents else replace(change, parents=parents)
