"""The search for doubles over everything on record, in steps of a few milliseconds so that other work goes between.

The first search compares all records that share a key; later ones only what was written since the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.duplicates_facts import COUNTS, forget, households, judged, person_of
from kampungkb_desktop.actions.duplicates_kept import Kept, Pair, in_order, keep, paired, read_kept
from kampungkb_desktop.actions.duplicates_keys import BUCKETS, Buckets, keys_of_family, keys_of_person
from kampungkb_desktop.actions.duplicates_near import families_near, people_near
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.person_name import person_name
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.change import decode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.duplicates import NEWEST, Person, Verdict, same_person
from kampungkb_desktop.rules.name_likeness import likeness
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import alike
from kampungkb_desktop.store.read.alike import FamilyRow, PersonRow

PEOPLE, FAMILIES = Member.FORM, Family.FORM
_ROWS, _PAIRS = 200, 50
_FEW, _MOST = 40, 20_000
"""Up to so many changed records are asked one by one; from so many on everything is asked anew."""
_TEXT = "Mencari kemungkinan ganda"

R = TypeVar("R", PersonRow, FamilyRow)
Ids = tuple[str, str]


class Search:
    """``steps`` does the work; then ``found`` is complete and kept. Cutting it short changes nothing. ``fresh`` are the
    pairs that were not known before."""

    def __init__(self, session: Session, *, anew: bool = False) -> None:
        self._session, self._anew = session, anew
        self.found, self.fresh = Kept(), tuple[Pair, ...]()
        self._touched: frozenset[Ids] | None = None
        self._linked: set[Ids] = set()
        self._done = self._total = 0

    def steps(self) -> Iterator[Step]:
        """One report after every few milliseconds of work. Whether it comes to its end or not, nothing of what it read
        stays in memory."""
        try:
            yield from self._steps()
        finally:
            forget()

    def _steps(self) -> Iterator[Step]:
        with self._session.database.read() as conn:
            before, upto = read_kept(conn), alike.last_action(conn)
            known = not self._anew and before.rule == NEWEST
            self._touched = _touched(conn, before.upto) if known else None
            people, families = read.count(conn, Member), read.count(conn, Family)
        self._total = 2 * (people + families)
        pairs: list[Pair] = []
        if self._touched is not None and len(self._touched) <= _FEW:
            yield from self._few(pairs)
        else:
            yield from self._people(pairs, people)
            yield from self._families(pairs, families)
        touched = self._touched
        if touched is not None:
            pairs += [one for one in before.pairs if not touched & {(one.form, one.first), (one.form, one.second)}]
        self._finish(before, Kept(in_order({one.key: one for one in pairs}.values()), upto, NEWEST))

    def _finish(self, before: Kept, found: Kept) -> None:
        self.found = found
        known = {one.key for one in before.pairs}
        self.fresh = tuple(one for one in found.pairs if one.key not in known)
        if found != before:
            with self._session.database.write() as conn:
                keep(conn, found)

    # --- everything that shares a key

    def _people(self, pairs: list[Pair], count: int) -> Iterator[Step]:
        buckets, among = Buckets(), set[int]()
        yield from self._gather(PEOPLE, alike.people_after, keys_of_person, buckets, among)
        for part in buckets.pairs(None if self._touched is None else among):
            for some in _cut(sorted(part)):
                self._judge_people(some, pairs)
                yield self._step()
            self._done += count // BUCKETS
            yield self._step()

    def _families(self, pairs: list[Pair], count: int) -> Iterator[Step]:
        buckets, among = Buckets(), set[int]()
        yield from self._gather(FAMILIES, alike.families_after, keys_of_family, buckets, among)
        for part in buckets.pairs(None if self._touched is None else among):
            for some in _cut(sorted(part)):
                self._linked |= self._worth_asking(some)
                yield self._step()
            self._done += count // BUCKETS
        for homes in _cut(sorted(self._linked)):
            with self._session.database.read() as conn:
                pairs += _judge_homes(conn, homes)
            yield self._step()

    def _gather(
        self,
        form: str,
        page: Callable[[Connection, int, int], list[R]],
        keys: Callable[[R], list[int]],
        buckets: Buckets,
        among: set[int],
    ) -> Iterator[Step]:
        """Read everything once, keeping only keys; ``among`` gets the local numbers of what was touched."""
        last, touched = 0, self._touched or frozenset()
        while True:
            with self._session.database.read() as conn:
                rows = page(conn, last, _ROWS)
            if not rows:
                return
            for row in rows:
                buckets.add(keys(row))
                if touched and (form, row.id) in touched:
                    among.add(row.n)
            last = rows[-1].n
            self._done += len(rows)
            yield self._step()

    def _judge_people(self, numbers: Sequence[tuple[int, int]], pairs: list[Pair]) -> None:
        with self._session.database.read() as conn:
            rows = alike.people_numbered(conn, {n for both in numbers for n in both})
        people = {row.n: person_of(row) for row in rows}
        for one, other in numbers:
            if one in people and other in people:
                self._note(people[one], people[other], same_person(people[one], people[other]), pairs)

    def _note(self, one: Person, other: Person, found: Verdict | None, pairs: list[Pair]) -> None:
        if found is None:
            return
        pairs.append(paired(PEOPLE, one.id, other.id, found.strength, found.points))
        if found.strength in COUNTS and one.family and other.family and one.family != other.family:
            self._linked.add(_sorted(one.family, other.family))

    def _worth_asking(self, numbers: Sequence[tuple[int, int]]) -> set[Ids]:
        """Of families that share a key, those whose heads' names or codes agree: for the others only members could
        speak, and those were asked."""
        with self._session.database.read() as conn:
            rows = {row.n: row for row in alike.families_numbered(conn, {n for both in numbers for n in both})}
        both = ((rows[one], rows[other]) for one, other in numbers if one in rows and other in rows)
        return {_sorted(one.id, other.id) for one, other in both if _heads_agree(one, other)}

    # --- only what was written

    def _few(self, pairs: list[Pair]) -> Iterator[Step]:
        touched = self._touched or frozenset()
        for form, record in sorted(touched, reverse=True):  # people first: they link families
            with self._session.database.read() as conn:
                if form == PEOPLE:
                    for row in alike.people_where(conn, "id", [record]):
                        person = person_of(row)
                        for other, verdict in people_near(conn, person):
                            self._note(person, other, verdict, pairs)
                else:
                    pairs += _near_home(conn, record)
            yield self._step()
        for homes in _cut(sorted(self._linked)):
            with self._session.database.read() as conn:
                pairs += _judge_homes(conn, homes)
            yield self._step()

    def _step(self) -> Step:
        return Step(min(self._done, self._total), self._total, _TEXT)


def search_all(session: Session, progress: Progress, *, anew: bool = False) -> Search:
    """The whole search at once, for whoever waits for it. Raises ``Cancelled``."""
    search = Search(session, anew=anew)
    for step in search.steps():
        progress.report(step.done, step.total, step.text)
    return search


def is_stale(conn: Connection) -> bool:
    """Whether anything was written since the last search."""
    kept = read_kept(conn)
    return kept.rule != NEWEST or kept.upto != alike.last_action(conn)


def _touched(conn: Connection, upto: int) -> frozenset[Ids] | None:
    """What is to be asked again: records written since, both ends of aliases made or deleted, the people of families
    written since and the families of people. ``None`` where that is nearly everything."""
    written = alike.written_since(conn, upto, (PEOPLE, FAMILIES, Alias.FORM), _MOST)
    if len(written) >= _MOST:
        return None
    found = {one for one in written if one[0] != Alias.FORM}
    aliases = [record for form, record in written if form == Alias.FORM]
    for history in ledger.histories(conn, Alias.FORM, aliases).values():  # one that is deleted has no row any more
        said = [decode_values(change.values) for change in history]
        found |= {
            (str(one.get("of_form")), str(end)) for one in said for end in (one.get("a_id"), one.get("b_id")) if end
        }
    homes = [record for form, record in found if form == FAMILIES]
    people = alike.people_where(conn, "id", [record for form, record in found if form == PEOPLE])
    found |= {(PEOPLE, row.id) for row in alike.people_where(conn, "family_id", homes)}
    found |= {(FAMILIES, row.family) for row in people if row.family}
    return frozenset(found)


def _near_home(conn: Connection, record: str) -> list[Pair]:
    homes, people = households(conn, [record])
    if record not in homes:
        return []
    near = families_near(conn, homes[record], people[record])
    return [paired(FAMILIES, record, other.id, verdict.strength, verdict.points) for other, verdict in near]


def _judge_homes(conn: Connection, pairs: Sequence[Ids]) -> list[Pair]:
    homes, people = households(conn, {one for both in pairs for one in both})
    found = []
    for one, other in pairs:
        verdict = judged(homes[one], homes[other], people) if one in homes and other in homes else None
        if verdict is not None:
            found.append(paired(FAMILIES, one, other, verdict.strength, verdict.points))
    return found


def _heads_agree(one: FamilyRow, other: FamilyRow) -> bool:
    if one.kki and one.kki == other.kki:
        return True
    return bool(likeness(person_name(one.head or ""), person_name(other.head or "")))


def _sorted(one: str, other: str) -> Ids:
    return (one, other) if one < other else (other, one)


T = TypeVar("T")


def _cut(items: Iterable[T]) -> Iterator[list[T]]:
    """A few at a time."""
    some: list[T] = []
    for item in items:
        some.append(item)
        if len(some) >= _PAIRS:
            yield some
            some = []
    if some:
        yield some
