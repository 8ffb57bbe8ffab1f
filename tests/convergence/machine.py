"""Random histories of a whole office: officers with villages, two computers of the district, and files that are lost,
late, doubled and brought to the wrong place. ``trouble`` adds what happens more seldom."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kampungkb_desktop.actions import ledger, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from tests.actions.devices import NOON
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.places import RECORDS, VILLAGES, record_of

WHO = st.sampled_from(("siti", "andi", "kantor", "kantor-2"))
OFFICE = st.sampled_from(("kantor", "kantor-2"))
OFFICER = st.sampled_from(("siti", "andi"))
PLACE = st.integers(0, len(RECORDS))
WHICH = st.integers(0, 1)
WORDS = st.sampled_from(("Ani", "Budi", "Cici", None))
CLOCKS = st.sampled_from((0, 1_300_000_000_000, NOON - 40 * 86_400_000, NOON, NOON + 86_400_000, 2_540_000_000_000))


class Machine(RuleBasedStateMachine):
    """Some months of an office."""

    prepared: ClassVar[list[Path]]

    @initialize()
    def begin(self) -> None:
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.group = Group.of(self.prepared, self.folder)

    def teardown(self) -> None:
        if not hasattr(self, "group"):
            return
        try:
            self.group.exchange_everything()
            self.group.check_equal()
            self.as_lists()
        finally:
            self.group.close()
            shutil.rmtree(self.folder)

    def as_lists(self) -> None:
        """The same changes handed over as lists, backwards and a few at a time, say what the files said."""
        office = self.at("kantor")
        lists = Device.start(self.prepared[-1], self.folder / "daftar", set(), office.programme)
        try:
            changes = [self.group.world.changes[one] for one in sorted(office.holds - lists.log().keys(), reverse=True)]
            lists.holds = {*office.holds, *lists.log()}
            with lists.programme.running():
                for start in range(0, len(changes), 7):
                    with lists.session.database.write() as conn:
                        ledger.append(conn, changes[start : start + 7])
                lists.check(self.group.world)
        finally:
            sessions.close(lists.session)

    def at(self, name: str) -> Device:
        return self.group.devices[name]

    # --- one thing at a time ------------------------------------------------------------------------------------------

    @rule(who=WHO, place=PLACE, which=WHICH, value=WORDS)
    def answer(self, who: str, place: int, which: int, value: str | None) -> None:
        self.group.answer(self.at(who), place, which, value)

    @rule(who=WHO, place=PLACE)
    def delete(self, who: str, place: int) -> None:
        record = self.at(who).record(record_of(place, who))
        if record is not None:
            self.group.do(self.at(who), lambda s: save(s, "Hapus", [], [record]))

    @rule(who=WHO, times=st.integers(1, 3))
    def undo(self, who: str, times: int) -> None:
        for _ in range(times):
            self.group.do(self.at(who), undo.undo, "E-UNDO")

    @rule(who=WHO)
    def redo(self, who: str) -> None:
        self.group.do(self.at(who), undo.redo, "E-UNDO")

    @rule(who=OFFICE, place=st.integers(0, 2), village=st.sampled_from(VILLAGES))
    def move(self, who: str, place: int, village: str) -> None:
        record = self.at(who).record(RECORDS[place])
        if record is not None:
            self.group.write(self.at(who), record, village=village)

    @rule(who=WHO, full=st.booleans())
    def send(self, who: str, full: bool) -> None:
        self.group.send(self.at(who), full=full)

    @rule(who=WHO, which=st.integers(0, 30), look=st.booleans())
    def deliver(self, who: str, which: int, look: bool) -> None:
        if self.group.parcels:
            self.group.deliver(self.group.parcels[which % len(self.group.parcels)], self.at(who), look=look)

    @rule(who=WHO, now=CLOCKS)
    def set_clock(self, who: str, now: int) -> None:
        self.at(who).clock.now = now

    @rule(who=WHO)
    def restart(self, who: str) -> None:
        with self.at(who).programme.running():
            self.at(who).restart()
