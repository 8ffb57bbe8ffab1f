"""After any sequence of saving, deleting, undoing, redoing, exporting and taking in, on laptops with any clocks, the
tables are what the log says, and laptops that have exchanged everything are equal."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from kampungkb_desktop.actions import undo
from tests.actions.devices import NOON, make
from tests.laptops import Files, Group, Laptop, Lists, Post

_EXAMPLES = settings.default.max_examples if settings.default else 40
# Shrinking real databases takes minutes; the steps that are printed say enough.
_GENERATE = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
_who = st.integers(0, 2)
_place = st.integers(0, 2)
_which = st.integers(0, 1)
_words = st.sampled_from(("Ani", "Budi", "Cici", None))
_chunk = st.sampled_from((1, 2, 5_000))
_clocks = st.sampled_from((0, 1_300_000_000_000, NOON - 40 * 86_400_000, NOON, NOON + 86_400_000, 2_540_000_000_000))


class Month(RuleBasedStateMachine):
    """One month of two officers and their district, with everything that goes wrong with files."""

    templates: ClassVar[list[Path]]

    def post(self, _folder: Path) -> Post:
        return Lists()

    @initialize()
    def begin(self) -> None:
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.group = Group.of(self.templates, self.folder, self.post)
        self.parcels: list[Any] = []

    def teardown(self) -> None:
        if not hasattr(self, "group"):
            return
        try:
            self.group.exchange_everything()
            self.group.check_equal()
        finally:
            self.group.close()
            shutil.rmtree(self.folder)

    def laptop(self, who: int) -> Laptop:
        return self.group.laptops[who]

    # --- one thing at a time ------------------------------------------------------------------------------------------

    @rule(who=_who, place=_place, which=_which, value=_words)
    def save(self, who: int, place: int, which: int, value: str | None) -> None:
        self.group.save(self.laptop(who), place, which, value)

    @rule(who=_who, place=_place)
    def delete(self, who: int, place: int) -> None:
        self.group.delete(self.laptop(who), place)

    @rule(who=_who, times=st.integers(1, 3))
    def undo(self, who: int, times: int) -> None:
        for _ in range(times):
            self.group.take_back(self.laptop(who), undo.undo)

    @rule(who=_who)
    def redo(self, who: int) -> None:
        self.group.take_back(self.laptop(who), undo.redo)

    @rule(who=_who, full=st.booleans())
    def export(self, who: int, full: bool) -> None:
        self.parcels.append(self.group.post.send(self.laptop(who), full=full))

    @rule(who=_who, which=st.integers(0, 20), chunk=_chunk)
    def take_in(self, who: int, which: int, chunk: int) -> None:
        if self.parcels:
            self.group.deliver(self.parcels[which % len(self.parcels)], self.laptop(who), chunk=chunk)

    @rule(who=_who, now=_clocks)
    def set_clock(self, who: int, now: int) -> None:
        self.laptop(who).clock.now = now

    @rule(who=_who)
    def restart(self, who: int) -> None:
        self.laptop(who).restart()

    # --- what single steps seldom make --------------------------------------------------------------------------------

    @rule(one=_who, other=_who, place=_place, which=_which, chunk=_chunk)
    def first_file_is_late(self, one: int, other: int, place: int, which: int, chunk: int) -> None:
        sender, receiver = self.laptop(one), self.laptop(other)
        self.group.save(sender, place, which, "Awal")
        late = self.group.post.send(sender, full=False)
        self.group.save(sender, place, 1 - which, "Lanjut")
        self.group.deliver(self.group.post.send(sender, full=False), receiver, chunk=chunk)
        self.group.save(receiver, place, which, "Penerima")
        self.group.deliver(late, receiver, chunk=chunk)

    @rule(one=_who, other=_who, place=_place)
    def delete_beside_edit(self, one: int, other: int, place: int) -> None:
        deleting, editing = self.laptop(one), self.laptop(other)
        self.group.save(deleting, place, 0, "Ada")
        self.group.deliver(self.group.post.send(deleting, full=True), editing)
        self.group.delete(deleting, place)
        self.group.save(editing, place, 1, "Masih")
        self.group.deliver(self.group.post.send(editing, full=True), deleting)
        self.group.deliver(self.group.post.send(deleting, full=True), editing)

    @rule(one=_who, other=_who, place=_place, which=_which)
    def undo_after_somebody_else_wrote(self, one: int, other: int, place: int, which: int) -> None:
        mine, yours = self.laptop(one), self.laptop(other)
        self.group.save(mine, place, which, "Pertama")
        self.group.save(mine, place, which, "Kedua")
        self.group.deliver(self.group.post.send(mine, full=True), yours)
        self.group.save(yours, place, which, "Ketiga")
        self.group.deliver(self.group.post.send(yours, full=True), mine)
        self.group.take_back(mine)
        self.group.take_back(mine, undo.redo)

    @rule(who=_who, place=_place, which=_which, values=st.lists(_words, min_size=1, max_size=3))
    def all_the_way_back_and_forth(self, who: int, place: int, which: int, values: list[str | None]) -> None:
        laptop = self.laptop(who)
        states = [laptop.record(place)]
        for value in values:
            self.group.save(laptop, place, which, value)
            if laptop.record(place) != states[-1]:
                states.append(laptop.record(place))
        for state in states[-2::-1]:
            assert self.group.take_back(laptop), "alone, everything can be undone"
            assert laptop.record(place) == state
        for state in states[1:]:
            assert self.group.take_back(laptop, undo.redo)
            assert laptop.record(place) == state

    @rule(one=_who, other=_who, place=_place, which=_which, now=_clocks)
    def both_answer_and_one_clock_is_wrong(self, one: int, other: int, place: int, which: int, now: int) -> None:
        left, right = self.laptop(one), self.laptop(other)
        self.group.deliver(self.group.post.send(left, full=True), right)
        left.clock.now, right.clock.now = now, NOON
        self.group.save(left, place, which, "Kiri")
        self.group.save(right, place, which, "Kanan")
        self.group.deliver(self.group.post.send(left, full=True), right)
        self.group.deliver(self.group.post.send(right, full=True), left)


class MonthWithFiles(Month):
    """The same with real sealed files."""

    def post(self, folder: Path) -> Post:
        return Files(folder)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("templates")
    for name, role in (("siti", "petugas"), ("andi", "petugas"), ("kantor", "kabupaten")):
        make(folder / name, name.title(), role=role)
    return [folder / "siti", folder / "andi", folder / "kantor"]


def test_lists_of_changes_converge(templates: list[Path]) -> None:
    Month.templates = templates
    run_state_machine_as_test(
        Month, settings=settings(_GENERATE, max_examples=_EXAMPLES * 3 // 4, stateful_step_count=14)
    )


def test_sync_files_converge(templates: list[Path]) -> None:
    Month.templates = templates
    run_state_machine_as_test(
        MonthWithFiles, settings=settings(_GENERATE, max_examples=max(4, _EXAMPLES // 5), stateful_step_count=10)
    )
