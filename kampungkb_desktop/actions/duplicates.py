"""The desk of doubles: which pairs are still open, what a person decides of them, and nothing that decides by itself.

A pair is open until both are one, one of them is gone, or somebody has said that they are not the same. People of two
families that may be one are asked with their families.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kampungkb_desktop.actions.duplicates_facts import households, judged, person_of
from kampungkb_desktop.actions.duplicates_kept import Pair, paired, read_kept
from kampungkb_desktop.actions.merging import canonical
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.not_same import NotSame, not_same_id
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.rules.duplicates import Verdict, same_person
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import alike, joined

PEOPLE, FAMILIES = Member.FORM, Family.FORM
FORM_OF: dict[str, type[Record]] = {PEOPLE: Member, FAMILIES: Family}


@frozen
class Side:
    """One record of a pair as the list names it; ``family`` is where it lives, empty where that is not here."""

    id: str
    name: str
    village: str
    family: str
    family_name: str


@frozen
class Doubt:
    """A pair that waits for a person."""

    pair: Pair
    first: Side
    second: Side

    @property
    def villages(self) -> tuple[str, ...]:
        """The village of both, or both villages."""
        return tuple(dict.fromkeys(one.village for one in (self.first, self.second)))

    @property
    def about(self) -> str:
        """``Suparman dan Soeparman``, once where both are written alike."""
        one, other = self.first.name, self.second.name
        return one if one.casefold() == other.casefold() else f"{one} dan {other}"


def open_doubts(session: Session) -> list[Doubt]:
    """Every pair that waits, as the last search left it: the strongest first. An officer sees his own villages'."""
    with session.database.read() as conn:
        return doubts_of(conn, read_kept(conn).pairs, own(session))


def doubts_of(conn: Connection, pairs: Iterable[Pair], villages: frozenset[str] | None = None) -> list[Doubt]:
    """Those of these pairs that still wait; ``villages`` limits them to records there."""
    settled = _apart(conn)
    hidden = lists.restricted_families(conn) | lists.restricted_members(conn) | lists.hidden_heads(conn)
    left = [one for one in pairs if one.key not in settled and hidden.isdisjoint((one.first, one.second))]
    sides = _sides(conn, left)
    found = [
        Doubt(one, sides[one.form, one.first], sides[one.form, one.second])
        for one in left
        if (one.form, one.first) in sides and (one.form, one.second) in sides
    ]
    if villages is not None:
        found = [one for one in found if villages.issuperset(one.villages)]
    homes = {frozenset((one.pair.first, one.pair.second)) for one in found if one.pair.form == FAMILIES}
    return [
        one
        for one in found
        if one.pair.form == FAMILIES or frozenset((one.first.family, one.second.family)) not in homes
    ]


def fresh_doubts(session: Session, pairs: Iterable[Pair]) -> list[Doubt]:
    """Those of these pairs that wait, for the person at this laptop."""
    with session.database.read() as conn:
        return doubts_of(conn, pairs, own(session))


def count_open(session: Session) -> int:
    """How many pairs wait, by the last search."""
    return len(open_doubts(session))


def late_sides(session: Session) -> list[Side]:
    """The joined records with answers that somebody still gave to the other one, and nobody has compared yet."""
    villages = own(session)
    with session.database.read() as conn:
        late = joined.late(conn)
        sides = _sides(conn, [Pair(form, key, key, "mirip", 0) for form, key in late])
    found = [sides[one] for one in late if one in sides]
    return [one for one in found if villages is None or one.village in villages]


def why(session: Session, pairs: Sequence[Pair]) -> dict[tuple[str, str, str], Verdict]:
    """What speaks for and against, by the records as they are now; a pair that no longer looks alike is left out."""
    with session.database.read() as conn:
        return verdicts(conn, pairs)


def verdicts(conn: Connection, pairs: Sequence[Pair]) -> dict[tuple[str, str, str], Verdict]:
    """The same in an open transaction."""
    found: dict[tuple[str, str, str], Verdict | None] = {}
    ids = {end for one in pairs if one.form == PEOPLE for end in (one.first, one.second)}
    people = {row.id: person_of(row) for row in alike.people_where(conn, "id", sorted(ids))} if ids else {}
    families = {end for one in pairs if one.form == FAMILIES for end in (one.first, one.second)}
    homes, theirs = households(conn, families) if families else ({}, {})
    for one in pairs:
        if one.first in people and one.second in people:
            found[one.key] = same_person(people[one.first], people[one.second])
        elif one.first in homes and one.second in homes:
            found[one.key] = judged(homes[one.first], homes[one.second], theirs)
    return {key: verdict for key, verdict in found.items() if verdict is not None}


def asked_pair(session: Session, form: str, one: str, other: str) -> Doubt | None:
    """Any two records as a pair, also where nothing says that they are one; ``None`` when one of them is not here."""
    with session.database.read() as conn:
        (found,) = beside(conn, [paired(form, one, other, "mirip", 0)])
    return found


def beside(conn: Connection, pairs: Sequence[Pair]) -> list[Doubt | None]:
    """The two records of each pair; ``None`` where one of them is not here."""
    sides = _sides(conn, pairs)
    both = [(pair, sides.get((pair.form, pair.first)), sides.get((pair.form, pair.second))) for pair in pairs]
    return [Doubt(pair, one, other) if one and other else None for pair, one, other in both]


def tell_apart(session: Session, form: str, one: str, other: str, village: str | None) -> Saved:
    """Remember that these two are not the same; it travels, and nobody is asked again."""
    first, second = sorted((one, other))
    made = NotSame(id=not_same_id(form, one, other), village=village, status=DONE, of=form, first=first, second=second)
    return save(session, made.name(), [made])


def ask_again(session: Session, form: str, one: str, other: str) -> Saved:
    """Take back that two are not the same."""
    with session.database.read() as conn:
        found = read.record(conn, NotSame, not_same_id(form, one, other))
    return save(session, "Tanyakan lagi kemungkinan ganda", [], [found] if found else [])


def told_apart(session: Session, form: str, one: str, others: Iterable[str]) -> frozenset[str]:
    """Those of the others of whom somebody has said that they are not this one."""
    with session.database.read() as conn:
        settled = _apart(conn)
    return frozenset(other for other in others if (form, *sorted((one, other))) in settled)


def shown_id(session: Session, form: str, record: str) -> str:
    """The id under which a record is shown now: another one's where it was joined."""
    with session.database.read() as conn:
        return canonical(conn, form, record)


def may_join(session: Session, doubt: Doubt) -> bool:
    """Whether the person at this laptop may join the two: within one of his villages, or as the district."""
    return session.role == DISTRICT or (len(doubt.villages) == 1 and bool(doubt.villages[0]))


def _apart(conn: Connection) -> frozenset[tuple[str, ...]]:
    """The pairs, by form and ids, of which it was said that they are not the same; also those that stand for them now,
    where one was joined with another since. It counts where it stands under the id of its pair, and one of the two was
    ever in its village: nobody answers for the villages of others."""
    found: set[tuple[str, ...]] = set()
    for form in (PEOPLE, FAMILIES):
        rows = read.rows(conn, NotSame, ("id", "first", "second", "village"), {"of": form})
        said = [
            (str(row[1]), str(row[2]), row[3]) for row in rows if row[0] == not_same_id(form, str(row[1]), str(row[2]))
        ]
        if not said:
            continue
        ends = {end for one in said for end in one[:2]}
        ever = joined.villages_ever(conn, form, ends)
        shown = joined.canonical_of(conn, form, ends)
        for first, second, village in said:
            if village in {*ever.get(first, ()), *ever.get(second, ())}:
                found.add((form, *sorted((first, second))))
                found.add((form, *sorted((shown.get(first, first), shown.get(second, second)))))
    return frozenset(found)


def own(session: Session) -> frozenset[str] | None:
    """The villages of the person at this laptop; ``None`` = all."""
    return None if session.role == DISTRICT else frozenset(own_villages(session))


def _sides(conn: Connection, pairs: Sequence[Pair]) -> dict[tuple[str, str], Side]:
    ids = {form: sorted({end for one in pairs if one.form == form for end in (one.first, one.second)})
           for form in (PEOPLE, FAMILIES)}  # fmt: skip
    people = read.rows(conn, Member, ("id", "full_name", "village", "family_id"), {"id": ids[PEOPLE]})
    homes = {*ids[FAMILIES], *(str(row[3]) for row in people if row[3])}
    called = {one: name.head_name for one, name in lists.due_families(conn, homes).items()}
    rows = read.rows(conn, Family, ("id", "village"), {"id": sorted(homes)})
    heads = {str(row[0]): (row[0], called.get(str(row[0])), row[1]) for row in rows}
    sides = {(PEOPLE, str(row[0])): _person_side(row, heads) for row in people}
    for key in ids[FAMILIES]:
        if (row := heads.get(key)) is not None:
            name = Family(id=key, head_name=_text(row[1])).name()
            sides[FAMILIES, key] = Side(key, name, _text(row[2]) or "", key, name)
    return sides


def _person_side(row: Sequence[object], heads: Mapping[str, Sequence[object]]) -> Side:
    home = heads.get(str(row[3]))
    family = Family(id=str(row[3]), head_name=_text(home[1])).name() if home else ""
    name = Member(id=str(row[0]), full_name=_text(row[1])).name()
    return Side(str(row[0]), name, _text(row[2]) or "", str(row[3] or "") if home else "", family)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
