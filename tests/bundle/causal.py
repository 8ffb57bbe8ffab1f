"""Invented histories of one record over several laptops, and a brute-force oracle that knows each past.

The oracle shares nothing with the engine: it keeps for each change the explicit set of all changes its writer
had before him, written down at the moment of writing, and compares every pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from kampungkb_desktop.bundle.merge import DELETED, Folded
from kampungkb_desktop.forms.change import (
    DECISION,
    DELETE,
    ERASE,
    NORMAL,
    PUT,
    TRUSTED,
    UNTRUSTED,
    Change,
    ChangeId,
    encode_values,
)  # fmt: skip
from kampungkb_desktop.forms.kinds import Scalar

FORM = "percobaan"
RECORD = "0190" + "0" * 28
DEVICES = ("a" * 32, "b" * 32, "c" * 32)
FIELDS = ("nama", "alamat", "jumlah")

Values = Mapping[str, Scalar]


def as_written(form: str, version: int, values: dict[str, Scalar]) -> dict[str, Scalar]:
    """The invented form has had one version only."""
    return values


def change(
    device: str, seq: int, parents: Iterable[ChangeId] = (), values: Values | None = None, *, kind: int = PUT,
    wall: int = 1_000, clock: int = TRUSTED, priority: int = NORMAL, version: int = 1,
) -> Change:  # fmt: skip
    """A change with everything that does not matter filled in."""
    text = encode_values(values) if values is not None else ""
    return Change(
        device, seq, tuple(parents), wall, clock, f"author-{device[0]}", "f" * 32, "Simpan", FORM, RECORD,
        "64.03.06.2004", kind, priority, text, version,
    )  # fmt: skip


@dataclass
class Written:
    """A change, what it says, and its explicit past."""

    change: Change
    values: Values
    past: frozenset[ChangeId]


@dataclass
class Oracle:
    """Everything ever written about one record, by anybody."""

    written: dict[ChangeId, Written] = field(default_factory=dict)

    def note(self, new: Change, values: Values, before: Iterable[ChangeId]) -> None:
        """A change was written by somebody who had exactly these changes applied before him."""
        self.written[new.id] = Written(new, values, frozenset(before))

    def applied(self, held: Iterable[ChangeId]) -> set[ChangeId]:
        """What counts of the changes a laptop holds: those whose whole past it holds too."""
        have = self.written.keys() & set(held)
        return {one for one in have if self.written[one].past <= have}

    def tips(self, among: Iterable[ChangeId]) -> set[ChangeId]:
        """Those that are in nobody else's past."""
        ones = set(among)
        return {a for a in ones if not any(a in self.written[b].past for b in ones)}

    def standing(self, one: ChangeId) -> tuple[int, int, int, str, int]:
        """Who stands meanwhile: the highest."""
        c = self.written[one].change
        return (c.priority, 1 - c.clock, c.wall, c.device, c.seq)

    def expected(self, held: Iterable[ChangeId]) -> Verdict:
        """What a laptop with these changes must say of the record."""
        have = self.written.keys() & set(held)
        applied = self.applied(have)
        erased = any(self.written[one].change.kind == ERASE for one in have)
        tips = self.tips(applied)
        dead = {t for t in tips if self.written[t].change.kind == DELETE}
        alive = bool(tips - dead) and not erased
        values: dict[str, Scalar] = {}
        conflicts: dict[str, tuple[ChangeId, ...]] = {}
        for name in () if erased else sorted({n for one in applied for n in self.written[one].values}):
            writers = {one for one in applied if name in self.written[one].values}
            heads = sorted(self.tips(writers), key=self.standing, reverse=True)
            values[name] = self.written[heads[0]].values[name]
            if len({self.written[h].values[name] for h in heads}) > 1 and alive:
                conflicts[name] = tuple(heads)
        if alive and dead:
            edits = sorted(tips - dead, key=self.standing, reverse=True)
            conflicts[DELETED] = (*edits, *sorted(dead, key=self.standing, reverse=True))
        missing = {p for one in have for p in self.written[one].change.parents} - have
        return Verdict(alive, values, tuple(sorted(tips)), conflicts, tuple(sorted(missing)), len(applied))


@dataclass
class World(Oracle):
    """One record on several laptops, and what each of them holds of it."""

    holds: dict[str, set[ChangeId]] = field(default_factory=lambda: {d: set() for d in DEVICES})
    log: dict[str, list[ChangeId]] = field(default_factory=lambda: {d: [] for d in DEVICES})

    def write(self, device: str, values: Values | None, **extra: int) -> ChangeId:
        """A person at this laptop saves, with in front of him what the oracle says is applied there."""
        held = self.holds[device]
        applied = self.applied(held)
        new = change(device, len(self.log[device]) + 1, sorted(self.tips(applied)), values, **extra)
        self.note(new, values or {}, applied)
        held.add(new.id)
        self.log[device].append(new.id)
        return new.id

    def deliver(self, to: str, ids: Iterable[ChangeId]) -> None:
        """These changes reach a laptop; nothing says that those before them did."""
        self.holds[to].update(ids)

    def changes(self, ids: Iterable[ChangeId]) -> list[Change]:
        return [self.written[one].change for one in ids]


@dataclass(frozen=True)
class Verdict:
    """What a fold must say, in a form that can be compared."""

    alive: bool
    values: dict[str, Scalar]
    heads: tuple[ChangeId, ...]
    conflicts: dict[str, tuple[ChangeId, ...]]
    waiting: tuple[ChangeId, ...]
    applied: int

    @classmethod
    def of(cls, folded: Folded) -> Verdict:
        conflicts = {c.field: tuple(h.change for h in c.heads) for c in folded.conflicts}
        return cls(folded.alive, folded.values, folded.heads, conflicts, folded.waiting, folded.applied)


# --- Histories ----------------------------------------------------------------------------------------------

_walls = st.sampled_from((0, 1_300_000_000_000, 1_790_000_000_000, 1_790_000_000_001, 2_500_000_000_000))
_words = st.sampled_from(("Ani", "Budi", None, 3, 3.0))
_answers = st.dictionaries(st.sampled_from(FIELDS), _words, max_size=2)
_device = st.sampled_from(DEVICES)
_marks = st.fixed_dictionaries({
    "wall": _walls,
    "clock": st.sampled_from((TRUSTED, TRUSTED, UNTRUSTED)),
    "priority": st.sampled_from((NORMAL, NORMAL, NORMAL, DECISION)),
})  # fmt: skip
_put = st.tuples(st.just("put"), _device, _answers, _marks)
_delete = st.tuples(st.just("delete"), _device, _marks)
_erase = st.tuples(st.just("erase"), _device, _marks)
_send = st.tuples(st.just("send"), _device, _device, st.integers(0, 2**12 - 1))
_all = st.tuples(st.just("all"), _device, _device)
_usual = (_put, _put, _put, _delete, _send, _send, _all)
steps = st.lists(st.one_of(*_usual), min_size=1, max_size=24)
steps_with_erasure = st.lists(st.one_of(*_usual, _erase), min_size=1, max_size=16)


def take(world: World, step: tuple[object, ...]) -> None:
    """One step of a history. A "send" is a bundle of one laptop's own changes from which some may be lost."""
    match step:
        case ("put", str(device), dict(values), dict(marks)):
            world.write(device, values, **marks)
        case ("delete", str(device), dict(marks)):
            world.write(device, None, kind=DELETE, **marks)
        case ("erase", str(device), dict(marks)):
            world.write(device, None, kind=ERASE, **marks)
        case ("send", str(sender), str(to), int(mask)):
            world.deliver(to, [one for i, one in enumerate(world.log[sender]) if mask >> i % 12 & 1])
        case ("all", str(sender), str(to)):
            world.deliver(to, world.holds[sender])
        case _:
            raise AssertionError(step)
