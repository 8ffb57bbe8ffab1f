"""Everything anybody ever wrote, with the explicit past of each change, and who may hold what of it.

The scope rules are said here once more as plain questions about sets, sharing nothing with the queries of the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.forms.areas import OF_AN_AREA
from kampungkb_desktop.forms.change import ERASE, FORGIVE, TRUSTED, Change, ChangeId, decode_values
from kampungkb_desktop.forms.officer import Assignment
from tests.bundle.causal import Oracle, Verdict
from tests.convergence.programme import PROGRAMMES, Programme

Key = tuple[str, str]
"""Form and record."""

OF_ALL = OF_AN_AREA | {"officer", "office"}


@dataclass
class Lenient(Oracle):
    """The oracle of one record where a district may have declared lost changes optional: then "before" is what parents
    that are here say, for nobody can know the past of what never came."""

    forgiven: set[ChangeId] = field(default_factory=set)

    def applied(self, held: Iterable[ChangeId]) -> set[ChangeId]:
        if not self.forgiven:
            return super().applied(held)
        have = self.written.keys() & set(held)
        counts = set[ChangeId]()
        while grown := {one for one in have - counts if self._parents(one) - self.forgiven <= counts}:
            counts |= grown
        return counts

    def tips(self, among: Iterable[ChangeId]) -> set[ChangeId]:
        if not self.forgiven:
            return super().tips(among)
        ones = set(among)
        return {a for a in ones if not any(a in self._reached(b) for b in ones)}

    def _parents(self, one: ChangeId) -> set[ChangeId]:
        return set(self.written[one].change.parents)

    def _reached(self, one: ChangeId) -> set[ChangeId]:
        """Everything before a change along parents that are held."""
        found, todo = set[ChangeId](), list(self._parents(one) & self._have)
        while todo:
            parent = todo.pop()
            if parent not in found:
                found.add(parent)
                todo += self._parents(parent) & self._have
        return found

    _have: set[ChangeId] = field(default_factory=set)

    def emptied(self, ones: Collection[ChangeId]) -> Lenient:
        """The same where these changes say nothing."""
        written = {at: replace(one, values={}) if at in ones else one for at, one in self.written.items()}
        return replace(self, written=written)

    def expected(self, held: Iterable[ChangeId]) -> Verdict:
        self._have = self.applied(held)
        said = super().expected(held)
        have = self.written.keys() & set(held)
        missing = {p for one in have - self._have for p in self._parents(one)} - have
        return replace(said, waiting=tuple(sorted(missing)))


@dataclass
class World:
    """Every change of every laptop, and the oracle of every record."""

    changes: dict[ChangeId, Change] = field(default_factory=dict)
    oracles: dict[Programme, dict[Key, Lenient]] = field(default_factory=lambda: {one: {} for one in PROGRAMMES})

    def note(self, change: Change, held: Collection[ChangeId]) -> None:
        """A laptop that held these changes has written this one, on top of its parents and all that was before them."""
        lost = self.forgiven_at(held)
        for programme, oracles in self.oracles.items():
            oracle = oracles.setdefault((change.form, change.record), Lenient())
            before = {one for p in change.parents for one in (p, *oracle.written[p].past)}
            if not lost:  # else what is before what goes through changes that nobody here has seen
                oracle.forgiven = lost
                assert set(change.parents) == oracle.tips(before), "parents are heads: none of them is before another"
                assert before <= oracle.applied(held), "nobody builds on what does not count yet"
            values = programme.reads(change.form, change.form_version, decode_values(change.values))
            oracle.note(change, values, before)
        self.changes[change.id] = change

    def forgiven_at(self, held: Collection[ChangeId]) -> set[ChangeId]:
        """What the statements of a district among these changes declare optional."""
        found = set[ChangeId]()
        for one in held:
            if self.changes[one].kind == FORGIVE:
                said = decode_values(self.changes[one].values)
                counters = range(int(said["from"] or 0), int(said["to"] or 0) + 1)
                found |= {ChangeId(str(said["device"]), seq) for seq in counters}
        return found

    def erased_at(self, held: Collection[ChangeId]) -> set[Key]:
        """The records whose answers a district has emptied, as far as these changes tell."""
        ones = (self.changes[one] for one in held)
        return {(c.form, c.record) for c in ones if c.kind == ERASE}

    # --- who may hold what ------------------------------------------------------------------------------------------

    def scope(self, held: Iterable[ChangeId], villages: Collection[str], devices: Collection[str]) -> set[ChangeId]:
        """Of these changes those that an officer with these villages and these devices is to have: of his villages, of
        everybody, of records without a village that his devices had a hand in; and the whole history of a record that
        has ever been in his villages. (Meetings beyond a village are not among these histories.)"""
        ones = [self.changes[one] for one in held]
        whole = {(c.form, c.record) for c in ones if c.village in villages or (not c.village and c.device in devices)}
        return {
            c.id
            for c in ones
            if (c.form, c.record) in whole or (not c.village and c.form in OF_ALL) or c.kind == FORGIVE
        }

    def handed(self, held: Collection[ChangeId], village: str, until: date, devices: Collection[str]) -> set[ChangeId]:
        """Of these changes what still goes to an officer who worked on these devices and had this village until a day
        (decision 0022), of every record that was ever of it."""
        of_village = {(c.form, c.record) for c in (self.changes[one] for one in held) if c.village == village}
        found = set[ChangeId]()
        for key in of_village:
            past = {one: said.past for one, said in self.oracles[PROGRAMMES[0]][key].written.items() if one in held}
            found |= self._handed_of(
                key, {one: before for one, before in past.items() if before <= past.keys()}, until, devices
            )
        return found

    def _handed_of(
        self, key: Key, past: Mapping[ChangeId, Collection[ChangeId]], until: date, devices: Collection[str]
    ) -> set[ChangeId]:
        if key[0] == Assignment.FORM:
            return set(past)
        in_time = {c for c in past if self.changes[c].clock == TRUSTED and day_of(self.changes[c].wall) <= until}
        his = {c for c in past if {c, *past[c]} <= in_time}
        own = {c for c in past if c.device in devices}
        his |= {one for c in own for one in (c, *past[c])}
        settled = set(his)
        for c, before in past.items():
            lacking = [set(before) - {p, *past[p]} for p in self.changes[c].parents]
            if len(lacking) > 1 and (any(own & one for one in lacking) or all(his & one for one in lacking)):
                settled |= {c, *before}
        erased = any(self.changes[c].kind == ERASE for c in past)
        return set(past) if settled and erased else settled
