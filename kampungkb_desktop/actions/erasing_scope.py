"""What an erasure on a person's request takes: everything that is about him, also what was deleted long ago and lies in
the log only, under every record that he was ever written down as.

What is about others stays: the family of one who goes, a daughter who has moved out. Where the family's own record
names him, it is written anew without him. It only looks; ``actions.erasing`` does it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field

from kampungkb_desktop.actions import groups
from kampungkb_desktop.actions.erasing_texts import SHORTEST, Key
from kampungkb_desktop.actions.family_file import OF_FAMILY, OF_PERSON
from kampungkb_desktop.actions.histories import forgiven_of, histories
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import fold
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import Change, decode_values
from kampungkb_desktop.forms.choices_family import HEAD, SPOUSE, WOMAN
from kampungkb_desktop.forms.erasure import FAMILY, PERSON
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.not_same import NotSame
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.rules.presence import LEFT
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import answers_of
from kampungkb_desktop.store.read.joined import canonical_of

_OF = tuple(form.FORM for form in (*OF_FAMILY, *OF_PERSON))
_PAIRS = {Alias.FORM: ("a_id", "b_id"), NotSame.FORM: ("first", "second")}
NAMING = {Family.FORM: ("head_name", "kk"), Member.FORM: ("full_name", "nik")}
_AT_ONCE = 2_000


@frozen(kw_only=True)
class Reach:
    """``records`` are form and id with the village of each. ``anew`` is the family that goes on without the person, as
    it will be written. ``words`` are the names and numbers to look for elsewhere; they are for the screen only."""

    whom: str
    about: str
    village: str
    records: Mapping[Key, str]
    anew: Family | None = None
    words: tuple[str, ...] = field(default=(), repr=False)

    @property
    def counts(self) -> Counter[str]:
        """How many of each form."""
        return Counter(form for form, _record in self.records)


def reach(conn: Connection, form: str, record: str) -> Reach | None:
    """What goes with a family or a member; ``None`` where it is not here. Somebody who lives alone takes his family
    along."""
    shown = canonical_of(conn, form, [record]).get(record, record)
    if form == Family.FORM:
        family = read.record(conn, Family, shown)
        return None if family is None else _of_family(conn, family)
    person = read.record(conn, Member, shown)
    if person is None:
        return None
    home = read.record(conn, Family, person.family_id) if person.family_id else None
    if home is not None and not _others(conn, home.id, person.id):
        return _of_family(conn, home)
    return _of_person(conn, person, home)


def _of_family(conn: Connection, family: Family) -> Reach:
    here = _group(conn, Family.FORM, family.id)
    people = {m.id for m in read.records(conn, Member, where={"family_id": family.id})}
    people |= {one for _form, one in _last_in(conn, (Member.FORM,), "family_id", here, {})}
    people = {one for person in people for one in _group(conn, Member.FORM, person)}
    keys = {(Family.FORM, one) for one in here} | {(Member.FORM, one) for one in people}
    keys |= set(_belonging(conn, here, people))
    return _told(conn, FAMILY, family.id, family.village or "", keys)


def _of_person(conn: Connection, person: Member, home: Family | None) -> Reach:
    people = _group(conn, Member.FORM, person.id)
    keys = {(Member.FORM, one) for one in people} | set(_belonging(conn, frozenset(), people))
    if home is not None and person.sex == WOMAN and person.relation in (HEAD, SPOUSE):
        # births, pregnancy and contraception of the couple are hers
        planned = read.records(conn, FamilyPlanning, where={"family_id": home.id})
        keys |= {(FamilyPlanning.FORM, one.id) for one in planned}
    words = _words(conn, Member.FORM, people)
    anew: Family | None = None
    if home is not None:
        ids = _group(conn, Family.FORM, home.id)
        past = (change for history in histories(conn, Family.FORM, ids).values() for change in history)
        if any(_says(decode_values(change.values).values(), words) for change in past):
            keys |= {(Family.FORM, one) for one in ids}
            anew = _without(conn, home, person, words)
    return _told(conn, PERSON, person.id, person.village or "", keys, anew)


def _told(conn: Connection, whom: str, about: str, village: str, keys: set[Key], anew: Family | None = None) -> Reach:
    ids = {record for form, record in keys if anew is None or form != Family.FORM}
    keys |= set(_hanging_on(conn, ids))
    records = dict[Key, str]()
    for form in {form for form, _record in keys}:
        for record, history in histories(conn, form, [one for name, one in keys if name == form]).items():
            records[form, record] = _village(conn, history)
    named = NAMING if anew is None else (Member.FORM,)
    words = [w for form in named for w in _words(conn, form, [r for f, r in keys if f == form])]
    return Reach(whom=whom, about=about, village=village, records=records, anew=anew, words=tuple(dict.fromkeys(words)))


# --- what belongs to whom ---------------------------------------------------------------------------------------------


def _group(conn: Connection, form: str, record: str) -> frozenset[str]:
    return frozenset((record, *groups.shown_as(conn, form, record)))


def _others(conn: Connection, family: str, person: str) -> list[Member]:
    """Who else lives in a family."""
    people = read.records(conn, Member, where={"family_id": family})
    return [one for one in people if one.id != person and one.mutation not in LEFT]


def _belonging(conn: Connection, families: Collection[str], people: Collection[str]) -> Iterator[Key]:
    """The records of these families and people, deleted ones too. What is of a person who stays is his, wherever it was
    written."""
    yield from _last_in(conn, _OF, "family_id", families, people)


def _last_in(
    conn: Connection, forms: Iterable[str], link: str, families: Collection[str], people: Collection[str]
) -> Iterator[Key]:
    wanted = re.compile("|".join((*families, *people)))
    found: dict[str, set[str]] = {}
    for form, record, vals in answers_of(conn, forms):
        if wanted.search(vals):
            found.setdefault(form, set()).add(record)
    forgiven = forgiven_of(conn)
    for form, records in found.items():
        listed = sorted(records)
        for start in range(0, len(listed), _AT_ONCE):
            for record, history in histories(conn, form, listed[start : start + _AT_ONCE]).items():
                values = fold(history, forgiven=forgiven).values
                person, family = str(values.get("member_id") or ""), str(values.get(link) or "")
                if person in people or (family in families and not _stays(conn, person)):
                    yield form, record


def _stays(conn: Connection, person: str) -> bool:
    return bool(person) and read.record(conn, Member, person) is not None


def _hanging_on(conn: Connection, records: Collection[str]) -> Iterator[Key]:
    """Photos of these records, and what was said of pairs of which they are one. Not of a family that goes on: its
    aliases are how its visits find it."""
    for form, record, vals in answers_of(conn, (Attachment.FORM, *_PAIRS)):
        said = decode_values(vals)
        if form == Attachment.FORM:
            if said.get("owner_id") in records:
                yield form, record
        elif any(said.get(end) in records for end in _PAIRS[form]):
            yield form, record


def _village(conn: Connection, history: list[Change]) -> str:
    return str(fold(history, forgiven=forgiven_of(conn)).values.get("village") or history[-1].village)


# --- the family that goes on ------------------------------------------------------------------------------------------


def _without(conn: Connection, home: Family, person: Member, words: Collection[str]) -> Family:
    """The family as it stands, with nothing that names the person. Whoever is next is its head."""
    names = [name for name in fields_of(Family) if _says([getattr(home, name)], words)]
    staying = sorted(_others(conn, home.id, person.id), key=lambda one: (one.relation != SPOUSE, str(one.birth_date)))
    cleared = home.changed(**dict.fromkeys(names))
    head = staying[0].full_name if staying and "head_name" in names else cleared.head_name
    return cleared.changed(head_name=head)


def _words(conn: Connection, form: str, records: Collection[str]) -> list[str]:
    """The names and numbers under which these records were ever written."""
    found = dict[str, None]()
    for history in histories(conn, form, records).values():
        for change in history:
            said = decode_values(change.values)
            found |= {str(said[name]).strip(): None for name in NAMING[form] if said.get(name)}
    return [one for one in found if len(one) >= SHORTEST]


def _says(texts: Iterable[Scalar], words: Collection[str]) -> bool:
    pattern = "|".join(rf"\b{re.escape(word)}\b" for word in words)
    return bool(words) and any(re.search(pattern, one, re.IGNORECASE) for one in texts if isinstance(one, str))


def form_title(form: str) -> str:
    """What a form is called on the screen."""
    return FORMS[form].TITLE if form in FORMS else form
