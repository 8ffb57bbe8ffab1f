"""What the changes of one record say: a pure function of a set that only grows, so order, repetition and road
of arrival cannot matter. It knows neither a database nor a clock; whether a change may be believed is decided
before it gets here.

The rules are those of ``sync.md`` 3. "Before" means ancestor through parents, never earlier by a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.change import DELETE, ERASE, TRUSTED, Change, ChangeId, decode_values
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.upgrades import upgrade as today

DELETED = "*deleted*"
"""The field name under which "deleted here, edited there" is listed; 1 is deleted, 0 edited."""

NOBODY: frozenset[ChangeId] = frozenset()

_AT_ONCE = 512
"""Fields looked at together, each a bit of a number."""

Upgrade = Callable[[str, int, dict[str, Scalar]], dict[str, Scalar]]
"""Form name, the version it was written under and its values, to the values as today's form has them."""


@frozen
class Head:
    """One of several answers that nobody has yet chosen between: which change, what, when and by whom."""

    change: ChangeId
    value: Scalar
    wall: int
    author: str


@frozen
class FieldConflict:
    """A field with several heads of different value. The first head is the one that stands meanwhile."""

    field: str
    heads: tuple[Head, ...]


@frozen
class Folded:
    """The state of one record.

    ``values`` holds every field ever answered, also of forms and versions unknown here, and also when the
    record is not ``alive`` (an undelete brings them back). ``heads`` are the parents of the next change.
    ``held`` changes are in the log but do not count yet, because those in ``waiting`` have not arrived.
    """

    alive: bool
    values: dict[str, Scalar]
    heads: tuple[ChangeId, ...]
    conflicts: tuple[FieldConflict, ...] = ()
    waiting: tuple[ChangeId, ...] = ()
    held: tuple[ChangeId, ...] = ()
    applied: int = 0

    @property
    def plain(self) -> bool:
        """One head, nothing in conflict or held: the next change based on that head needs no history."""
        return len(self.heads) == 1 and not self.conflicts and not self.held


def fold(changes: Iterable[Change], *, forgiven: Container[ChangeId] = NOBODY, upgrade: Upgrade = today) -> Folded:
    """Fold all known changes of one record.

    ``forgiven`` names lost changes that a district has declared optional as parents. Two different changes
    with one id are a fork and must have been refused before (E-FORK).
    """
    listed = list(changes)
    if len(listed) == 1 and not listed[0].parents:  # most records
        return _fold_chain(listed, upgrade)
    known = {change.id: change for change in listed}
    chain = _chain(known)
    if chain is not None:
        return _fold_chain(chain, upgrade)
    return _fold_graph(_Graph.of(known, forgiven), known, upgrade)


def field_heads(
    changes: Iterable[Change], *, forgiven: Container[ChangeId] = NOBODY, upgrade: Upgrade = today
) -> dict[str, tuple[Change, ...]]:
    """Per field the changes that set it and that no other such change comes after, the standing one first;
    under ``DELETED`` the heads of the record itself."""
    known = {change.id: change for change in changes}
    graph = _Graph.of(known, forgiven)
    heads = graph.heads(_writers(graph, _decoded(graph, upgrade)))
    return {name: tuple(graph.order[i] for i in places) for name, places in (*heads.items(), (DELETED, graph.tips()))}


def in_line(changes: Iterable[Change]) -> list[Change] | None:
    """The changes in order when each is based on exactly the one before and the first on nothing, else ``None``."""
    return _chain({change.id: change for change in changes})


def past(changes: Iterable[Change], of: ChangeId) -> list[Change]:
    """The changes that are before ``of``: what its writer had in front of him. Itself is not among them."""
    known = {change.id: change for change in changes}
    seen: set[ChangeId] = set()
    todo = list(known[of].parents) if of in known else []
    while todo:
        parent = todo.pop()
        if parent in known and parent not in seen and parent != of:
            seen.add(parent)
            todo.extend(known[parent].parents)
    return [known[one] for one in seen]


def rank(change: Change) -> tuple[int, bool, int, str, int]:
    """Who stands meanwhile between changes that did not know each other: the highest."""
    return (change.priority, change.clock == TRUSTED, change.wall, change.device, change.seq)


# --- The common case: one change, or one after the other ----------------------------------------------------


def _chain(known: Mapping[ChangeId, Change]) -> list[Change] | None:
    """The changes in order when each is based on exactly the one before and the first on nothing."""
    if len(known) == 1:
        (only,) = known.values()
        return None if only.parents else [only]
    after: dict[ChangeId, Change] = {}
    first: Change | None = None
    for change in known.values():
        parents = change.parents
        if not parents:
            if first is not None:
                return None
            first = change
        elif len(parents) > 1 or parents[0] in after:
            return None
        else:
            after[parents[0]] = change
    if first is None:
        return None
    chain = [first]
    while (following := after.get(chain[-1].id)) is not None:
        chain.append(following)
    return chain if len(chain) == len(known) else None


def _fold_chain(chain: list[Change], upgrade: Upgrade) -> Folded:
    values: dict[str, Scalar] = {}
    erased = False
    for change in chain:
        erased = erased or change.kind == ERASE
        if change.values and change.kind != DELETE:
            values.update(upgrade(change.form, change.form_version, decode_values(change.values)))
    last = chain[-1]
    alive = last.kind != DELETE and not erased
    return Folded(alive, {} if erased else values, (last.id,), applied=len(chain))


# --- Any history --------------------------------------------------------------------------------------------


@frozen
class _Graph:
    """The applied changes, parents first, and for each the places of its parents. What is asked of it is answered in
    one walk from the last change to the first, so that a record with thousands of changes costs thousands of steps."""

    order: list[Change]
    parents: list[list[int]]
    held: list[Change]

    @classmethod
    def of(cls, known: Mapping[ChangeId, Change], forgiven: Container[ChangeId]) -> _Graph:
        order = _parents_first(known, _applicable(known, forgiven))
        place = {change.id: i for i, change in enumerate(order)}
        parents = [[place[parent] for parent in change.parents if parent in place] for change in order]
        held = [change for one, change in known.items() if one not in place]
        return cls(order, parents, held)

    def tips(self) -> list[int]:
        """The changes that are before no other, the highest rank first."""
        followed = {parent for parents in self.parents for parent in parents}
        return self._ranked(i for i in range(len(self.order)) if i not in followed)

    def heads(self, writers: Mapping[str, list[int]]) -> dict[str, list[int]]:
        """Per field those of its writers that are before none of the others, the highest rank first."""
        found = {name: places for name, places in writers.items() if len(places) == 1}
        several = [name for name in writers if name not in found]
        for start in range(0, len(several), _AT_ONCE):
            found.update(self._heads(several[start : start + _AT_ONCE], writers))
        return found

    def _heads(self, names: Sequence[str], writers: Mapping[str, list[int]]) -> Iterator[tuple[str, list[int]]]:
        wrote, after = [0] * len(self.order), [0] * len(self.order)
        for bit, name in enumerate(names):
            for i in writers[name]:
                wrote[i] |= 1 << bit
        for i in reversed(range(len(self.order))):
            passed = after[i] | wrote[i]
            for parent in self.parents[i]:
                after[parent] |= passed
        for bit, name in enumerate(names):
            yield name, self._ranked(i for i in writers[name] if not after[i] >> bit & 1)

    def _ranked(self, places: Iterable[int]) -> list[int]:
        return sorted(places, key=lambda i: rank(self.order[i]), reverse=True)


def _applicable(known: Mapping[ChangeId, Change], forgiven: Container[ChangeId]) -> set[ChangeId]:
    """The changes none of whose ancestors is missing. A forgiven parent need not have arrived."""
    children: dict[ChangeId, list[ChangeId]] = {}
    lacking: list[ChangeId] = []
    for one, change in known.items():
        for parent in change.parents:
            if parent in forgiven:
                continue
            children.setdefault(parent, []).append(one)
            if parent not in known:
                lacking.append(one)
    held: set[ChangeId] = set()
    while lacking:
        one = lacking.pop()
        if one not in held:
            held.add(one)
            lacking.extend(children.get(one, ()))
    return known.keys() - held


def _parents_first(known: Mapping[ChangeId, Change], among: set[ChangeId]) -> list[Change]:
    """Parents before children. What is in or after a circle (only a forger makes one) is left out: held."""
    left = {one: {p for p in known[one].parents if p in among} for one in among}
    children: dict[ChangeId, list[ChangeId]] = {}
    for one, parents in left.items():
        for parent in parents:
            children.setdefault(parent, []).append(one)
    ready = [one for one, parents in left.items() if not parents]
    order: list[Change] = []
    while ready:
        one = ready.pop()
        order.append(known[one])
        for child in children.get(one, ()):
            left[child].discard(one)
            if not left[child]:
                ready.append(child)
    return order


def _decoded(graph: _Graph, upgrade: Upgrade) -> list[dict[str, Scalar]]:
    return [
        upgrade(c.form, c.form_version, decode_values(c.values)) if c.values and c.kind != DELETE else {}
        for c in graph.order
    ]


def _writers(graph: _Graph, decoded: list[dict[str, Scalar]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i in range(len(graph.order)):
        for name in decoded[i]:
            found.setdefault(name, []).append(i)
    return found


def _fold_graph(graph: _Graph, known: Mapping[ChangeId, Change], upgrade: Upgrade) -> Folded:
    erased = any(change.kind == ERASE for change in known.values())
    tips = graph.tips()
    alive = not erased and any(graph.order[i].kind != DELETE for i in tips)
    values: dict[str, Scalar] = {}
    conflicts: list[FieldConflict] = []
    if not erased:
        decoded = _decoded(graph, upgrade)
        for name, heads in sorted(graph.heads(_writers(graph, decoded)).items()):
            values[name] = decoded[heads[0]][name]
            if any(decoded[i][name] != values[name] for i in heads):
                listed = tuple(_head(graph.order[i], decoded[i][name]) for i in heads)
                conflicts.append(FieldConflict(name, listed))
    if alive:
        conflicts.extend(_deleted_here_edited_there([graph.order[i] for i in tips]))
    return Folded(
        alive, values,
        heads=tuple(sorted(graph.order[i].id for i in tips)),
        conflicts=tuple(conflicts) if alive else (),
        waiting=tuple(sorted({p for c in graph.held for p in c.parents if p not in known})),
        held=tuple(sorted(c.id for c in graph.held)),
        applied=len(graph.order),
    )  # fmt: skip


def _deleted_here_edited_there(tips: list[Change]) -> Iterator[FieldConflict]:
    if any(tip.kind == DELETE for tip in tips):
        edits_first = sorted(tips, key=lambda tip: tip.kind == DELETE)
        yield FieldConflict(DELETED, tuple(_head(tip, int(tip.kind == DELETE)) for tip in edits_first))


def _head(change: Change, value: Scalar) -> Head:
    return Head(change.id, value, change.wall, change.author)
