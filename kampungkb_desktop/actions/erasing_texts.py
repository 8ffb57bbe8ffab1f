"""Texts of others that say the name of somebody who is erased: the record is emptied in every log like his own and
written anew under another id, with "[dihapus]" where the name stood, so that no history keeps it (decision 0045).

A family or person goes on under an alias; any other record under the id that follows from its old one, to which its
parts and photos are tied, and what a visit measured goes with the visit. What an officer keeps for himself, of no
village, only he can write under another id: there the answer is replaced, and its history keeps the old text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from kampungkb_desktop.actions import groups
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.alias import JOINABLE, Alias, alias_id, known_text, ordered
from kampungkb_desktop.forms.areas import OF_AN_AREA
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.derived_ids import renewed_id
from kampungkb_desktop.forms.kinds import Digits, Link, Text
from kampungkb_desktop.forms.record import DONE, Record, fields_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

GONE = "[dihapus]"
SHORTEST = 4
"""Characters of a name that is looked for in other texts."""
Key = tuple[str, str]
"""Form and record."""


@frozen
class Rewritten:
    """``emptied`` are the records to erase with the village of each, ``kept`` what is written in their stead, and
    ``replaced`` the answers of records that keep their id."""

    emptied: Mapping[Key, str]
    kept: tuple[Record, ...]
    replaced: tuple[Record, ...]


NONE = Rewritten({}, (), ())


def can_leave_no_trace(record: Record) -> bool:
    """Whether the old text of this record can be taken out of its history too: not of what has no village and reaches
    nobody but its writer and the office, for what the office writes anew would not reach him."""
    wide = record.FORM in OF_AN_AREA or getattr(record, "level", None) not in (None, "", "desa")
    return bool(record.village) or wide


def rewritten(
    conn: Connection, session: Session, chosen: Collection[Key], words: Collection[str], going: Collection[Key]
) -> Rewritten:
    """These records without the words; ``going`` are erased anyhow, and nothing is tied anew for them."""
    found = [one for form, record in chosen for one in read.by_ids(conn, FORMS[form], [record]).values()]
    stay = tuple(without(one, words) for one in found if not can_leave_no_trace(one))
    visits = read.by_ids(conn, Visit, {visit for one in found if (visit := visit_of(one))})
    own = [one for one in found if can_leave_no_trace(one) and not visit_of(one)]
    old = {(one.FORM, one.id): one for one in (*own, *visits.values())}
    made = {key: without(one, words).changed(id=_new_id(session, one)) for key, one in old.items()}
    aliases = [_alias(one, made[key].id) for key, one in old.items() if one.FORM in JOINABLE]
    tied = _tie(conn, made, words, going)
    emptied = {
        (form, same): one.village or ""
        for (form, record), one in made.items()
        for same in (record, *groups.shown_as(conn, form, record))
    }
    return Rewritten(emptied, (*made.values(), *tied, *aliases), stay)


def _new_id(session: Session, record: Record) -> str:
    return new_record_id(session) if record.FORM in JOINABLE else renewed_id(record.id)


def _tie(
    conn: Connection, made: dict[Key, Record], words: Collection[str], going: Collection[Key]
) -> Collection[Record]:
    """What hangs on the records that get another id, tied to that; ``made`` grows by what gets another one with them,
    which is the part of a visit that has its id from it."""
    tied: dict[Key, Record] = {}
    todo = [key for key in made if key[0] not in JOINABLE]
    while todo:
        form, record = todo.pop()
        new = made[form, record].id
        for child, field in tied_to(conn, form, record):
            mine = child.FORM, child.id
            if mine in going:
                continue
            if mine not in made and visit_of(child) == record:
                made[mine] = without(child, words).changed(id=derived_id(new, child.FORM))
                todo.append(mine)
            home = made if mine in made else tied
            home[mine] = home.get(mine, child).changed(**{field: new})
    return tied.values()


def visit_of(record: Record) -> str:
    """The visit whose id makes that of this record, which is a part of it."""
    visit = getattr(record, "visit_id", None)
    return str(visit) if visit and derived_id(visit, record.FORM) == record.id else ""


def pattern_of(words: Collection[str]) -> re.Pattern[str]:
    """Any of these words (at least one), capitals or not, the longest first."""
    return re.compile("|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)), re.IGNORECASE)


def words_taken(before: Record, after: Record) -> frozenset[str]:
    """What was taken out of the texts of a record when it was written anew, seen from the two of them."""
    found = set[str]()
    for name, kind in fields_of(type(before)).items():
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(kind, Text) and isinstance(old, str) and isinstance(new, str) and GONE in new:
            parts = "(.+?)".join(re.escape(part) for part in new.split(GONE))
            if said := re.fullmatch(parts, old, re.DOTALL):
                found |= set(said.groups())
    return frozenset(one.strip() for one in found if one != GONE and len(one.strip()) >= SHORTEST)


def without(record: Record, words: Collection[str]) -> Record:
    """The record with ``GONE`` where a text says one of the words, and without a number that is one of them."""
    if not words:
        return record
    pattern = pattern_of(words)
    said: dict[str, str | None] = {}
    for name, kind in fields_of(type(record)).items():
        text = getattr(record, name)
        if isinstance(kind, Text | Digits) and isinstance(text, str) and pattern.search(text):
            said[name] = pattern.sub(GONE, text) if isinstance(kind, Text) else None
    return record.changed(**said)


def tied_to(conn: Connection, form: str, record: str) -> Iterator[tuple[Record, str]]:
    """(record, field) of everything that names this one by a link, and its photos."""
    for one in FORMS.values():
        for field, kind in fields_of(one).items():
            if isinstance(kind, Link) and kind.to == form:
                yield from ((child, field) for child in read.records(conn, one, where={field: record}))
    photos = read.records(conn, Attachment, where={"owner_form": form, "owner_id": record})
    yield from ((photo, "owner_id") for photo in photos)


def _alias(old: Record, new: str) -> Alias:
    first, second = ordered(old.id, new)
    return Alias(
        id=alias_id(first, second), village=old.village, status=DONE, of_form=old.FORM, a_id=first, b_id=second,
        known=known_text(()), note="Ditulis ulang setelah penghapusan data pribadi",
    )  # fmt: skip
