"""Who and which families look like one given person or family: asked of indexes, so quick enough while one types."""

from __future__ import annotations

from collections.abc import Iterable

from kampungkb_desktop.actions.duplicates_facts import households, in_both, person_of
from kampungkb_desktop.base.person_name import PersonName, person_name
from kampungkb_desktop.rules.duplicates import Person, Verdict, same_person
from kampungkb_desktop.rules.duplicates_families import Household, same_family
from kampungkb_desktop.rules.name_likeness import likeness
from kampungkb_desktop.rules.number_likeness import real_nik, real_number
from kampungkb_desktop.store import search
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import alike
from kampungkb_desktop.store.read.alike import FamilyRow, PersonRow

_MOST_NAMESAKES = 400


def people_near(conn: Connection, one: Person) -> list[tuple[Person, Verdict]]:
    """Those on record who may be this person, the likeliest first; never the person himself."""
    rows = {row.id: row for row in _people_asked(conn, one)}
    rows.pop(one.id, None)
    found = [(other, same_person(one, other)) for other in map(person_of, rows.values())]
    return sorted(
        ((other, verdict) for other, verdict in found if verdict is not None),
        key=lambda pair: (-pair[1].points, pair[0].id),
    )


def families_near(
    conn: Connection, one: Household, people: Iterable[Person] = (), also: Iterable[str] = ()
) -> list[tuple[Household, Verdict]]:
    """Families on record that may be this one, the likeliest first; ``people`` are its own, ``also`` ids of families to
    ask in any case."""
    wanted = {row.id for row in _families_asked(conn, one)} | set(also)
    homes, theirs = households(conn, wanted - {one.id})
    own = tuple(people)
    found = [(home, same_family(one, home, in_both(own, theirs[home.id]))) for home in homes.values()]
    return sorted(
        ((home, verdict) for home, verdict in found if verdict is not None),
        key=lambda pair: (-pair[1].points, pair[0].id),
    )


def _people_asked(conn: Connection, one: Person) -> Iterable[PersonRow]:
    if real_nik(one.nik):
        yield from alike.people_where(conn, "nik", [one.nik])
    if not one.name.words:
        return
    if one.born is not None:
        born = alike.people_where(conn, "birth_date", [one.born.isoformat()])
        yield from (row for row in born if _may_be(one.name, row.name))
    numbers = search.matching(conn, "member", one.name.plain) or ()
    if len(numbers) <= _MOST_NAMESAKES:
        yield from alike.people_numbered(conn, numbers)
    homes = {one.family} if one.family else set[str]()
    if real_number(one.card):
        cards = search.matching(conn, "family", one.card) or ()
        homes |= {row.id for row in alike.families_numbered(conn, sorted(cards)[:_MOST_NAMESAKES])}
    yield from (row for row in alike.people_where(conn, "family_id", sorted(homes)) if _may_be(one.name, row.name))


def _families_asked(conn: Connection, one: Household) -> Iterable[FamilyRow]:
    for number in (one.kk if real_number(one.kk) else "", one.kki):
        if number:
            found = search.matching(conn, "family", number) or ()
            yield from alike.families_numbered(conn, sorted(found)[:_MOST_NAMESAKES])
    if one.village and one.head.words:
        rows = alike.families_where(conn, "village", [one.village])
        yield from (row for row in rows if _may_be(one.head, row.head))


def _may_be(name: PersonName, other: str | None) -> bool:
    return bool(likeness(name, person_name(other or "")))
