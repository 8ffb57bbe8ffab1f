"""Whom a list of visits is about: those who are due in a village or RT, those of a printed list by its code, and one
person found by name, NIK, KK or the code on his form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from kampungkb_desktop.actions.due import DueBook, Line, begin_book, read_on
from kampungkb_desktop.actions.due_view import BY_PLACE, WEEK, DueFilter, in_order, narrowed
from kampungkb_desktop.actions.restricting import is_restricted, veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_people import fitting
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.record_code import read_code, record_code
from kampungkb_desktop.base.text import age_words
from kampungkb_desktop.forms.choices_visit import GENERAL
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

MOST_ROWS: Final = 400
"""A list longer than this is typed in parts: nobody has so many papers on the table."""
NO_RT: Final = "~"
"""Sorts after every RT."""
_MOST_FAMILIES, _MOST_SHOWN = 80, 12
_MOST_READ = 2_000
"""So many families are looked among: a word that more have says nothing, and to read them all takes its time."""
_LISTS_OF: Final = timedelta(days=90)
"""So old may a printed list be whose code is typed."""


class Who(NamedTuple):
    """Somebody to be visited: ids, how the row names him, and what else tells him apart."""

    family: str
    member: str
    name: str
    about: str

    @property
    def slot(self) -> str:
        """As ``grid_sheet.PERSON`` holds it."""
        return f"{self.family}|{self.member}"


def rt_of(line: Line) -> str:
    """The RT of a line; those without one come last."""
    return line.place.rt or NO_RT


def paper_order(line: Line) -> tuple[object, ...]:
    """The order of the printed list: by RT, the most urgent first."""
    return rt_of(line), line.due.rank()


def list_code(village: str, day: date) -> str:
    """The code of the printed list of a village and day, as ``7F3K-A2QW-5``."""
    return record_code(f"daftar kunjungan/{village}/{day.isoformat()}")


def list_of_code(typed: str, villages: Iterable[str], today: date) -> tuple[str, date] | None:
    """The village and day of a printed list, among these villages and the last ninety days."""
    code = read_code(typed)
    if not code:
        return None
    days = [today + timedelta(days=back) for back in range(31, -_LISTS_OF.days, -1)]
    return next(((one, day) for one in villages for day in days if list_code(one, day) == code), None)


def due_people(
    session: Session,
    wanted: DueFilter,
    day: date,
    progress: Progress,
    book: DueBook | None = None,
    order: Callable[[Line], Any] | None = None,
) -> list[Who]:
    """Who is due, by village, RT and urgency, for the sasaran of the filter. Slow where no book of the day is at hand:
    for the worker."""
    if book is None or not book.whole or book.today != day:
        book = begin_book(session, day, only=wanted.village)
        while not book.whole:
            progress.check()
            book = read_on(session, book)
    found = narrowed(book, wanted)
    lines = in_order(found, BY_PLACE) if order is None else sorted(found, key=order)
    if wanted.target == GENERAL:
        lines = _one_a_family(lines)
    return who_of(session, [(line.due.family, line.due.person) for line in lines[:MOST_ROWS]], wanted.target, day)


def due_of_list(session: Session, village: str, target: str, day: date, progress: Progress) -> list[Who]:
    """Who stood on the printed list of a day and is still due."""
    return due_people(session, DueFilter(WEEK, village=village, target=target), day, progress, order=paper_order)


def who_of(session: Session, pairs: Sequence[tuple[str, str]], target: str, day: date) -> list[Who]:
    """These people by (family, member), without those whose data are restricted and those who do not fit any more."""
    with session.database.read() as conn:
        families = veiled(conn, read.by_ids(conn, Family, {family for family, _member in pairs}))
        people = read.by_ids(conn, Member, {member for _family, member in pairs if member})
    return list(_named(pairs, families, people, target, day))


def _named(
    pairs: Iterable[tuple[str, str]],
    families: Mapping[str, Family],
    people: Mapping[str, Member],
    target: str,
    day: date,
) -> Iterator[Who]:
    for family, member in pairs:
        home, person = families.get(family), people.get(member)
        if home is None or is_restricted(home, person):
            continue
        if target == GENERAL:
            yield who(home, None, day)
        elif person is not None and person in fitting([person], target, day):
            yield who(home, person, day)


def who(home: Family, person: Member | None, day: date) -> Who:
    """One row's person, with age, head of family and RT to tell him apart."""
    born = age_words(person.birth_date, day) if person is not None and person.birth_date else ""
    head = home.head_name or "tanpa kepala keluarga"
    parts = [born, f"kel. {head}" if person is not None else "", f"RT {home.rt}" if home.rt else ""]
    name = person.name() if person is not None else head
    return Who(home.id, person.id if person is not None else "", name, " · ".join(part for part in parts if part))


def find(session: Session, typed: str, target: str, day: date) -> list[Who]:
    """A dozen people that the words of a name, a NIK or a KK find, those named so before those of such a family."""
    text = typed.strip()
    if len(text) < 2:
        return []
    with session.database.read() as conn:
        if target == GENERAL:
            numbers, _count = lists.first_numbers(conn, Family.FORM, text, most=_MOST_SHOWN)
            ids = [one.id for one in lists.family_rows(conn, numbers)]
            homes = veiled(conn, read.by_ids(conn, Family, ids))
            return [who(homes[one], None, day) for one in ids if one in homes and not is_restricted(homes[one])]
        return _people_found(conn, text, target, day)


def _people_found(conn: Connection, text: str, target: str, day: date) -> list[Who]:
    """Persons by their own words first; then whoever fits in the families that the words find."""
    numbers, _count = lists.first_numbers(conn, Member.FORM, text, most=_MOST_FAMILIES * 2)
    own = [one.id for one in lists.member_rows(conn, numbers)]
    people = read.by_ids(conn, Member, own)
    named = list(fitting([people[one] for one in own if one in people], target, day))
    if len(named) < _MOST_SHOWN:
        families = sorted(lists.families_found(conn, text, most=_MOST_READ) or ())[:_MOST_FAMILIES]
        theirs = read.records(conn, Member, where={"family_id": families}) if families else []
        have = {one.id for one in named}
        named += [one for one in fitting(theirs, target, day) if one.id not in have]
    homes = veiled(conn, read.by_ids(conn, Family, {one.family_id for one in named if one.family_id}))
    found = [(homes.get(one.family_id or ""), one) for one in named]
    return [who(home, one, day) for home, one in found if home is not None and not is_restricted(home, one)][
        :_MOST_SHOWN
    ]


def codes(session: Session) -> dict[str, tuple[str, str]]:
    """The code of every family and person here, with (family, member); a code of two means neither. Some tenths of a
    second for fifty thousand people: for the worker, once."""
    with session.database.read() as conn:
        families = [(str(row[0]), "") for row in read.rows(conn, Family, ("id",))]
        people = [(str(family), str(one)) for one, family in read.rows(conn, Member, ("id", "family_id")) if family]
    found, twice = dict[str, tuple[str, str]](), set[str]()
    for family, member in (*families, *people):
        code = record_code(member or family)
        twice |= {code} & found.keys()
        found[code] = family, member
    return {code: pair for code, pair in found.items() if code not in twice}


def of_code(session: Session, typed: str, known: Mapping[str, tuple[str, str]], target: str, day: date) -> list[Who]:
    """Whom the code of a printed form names: the person, or those of the family who fit."""
    pair = known.get(read_code(typed))
    if pair is None:
        return []
    family, member = pair
    if member or target == GENERAL:
        return who_of(session, [(family, "" if target == GENERAL else member)], target, day)
    with session.database.read() as conn:
        theirs = read.records(conn, Member, where={"family_id": family})
    return who_of(session, [(family, one.id) for one in fitting(theirs, target, day)], target, day)


def _one_a_family(lines: Iterable[Line]) -> list[Line]:
    seen: dict[str, Line] = {}
    for line in lines:
        seen.setdefault(line.due.family, line)
    return list(seen.values())
