"""Where a record goes on that an erasure has emptied and written anew (decision 0045): a family or a person under an
alias, any other record under the id that follows from its old one (``store.read.erased.standing``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kampungkb_desktop.actions.erasing_texts import without, words_taken
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import erased_among, standing
from kampungkb_desktop.store.read.joined import canonical_of

_PAIRS = frozenset({"alias", "not_same"})
"""They count under the id of their pair only."""
_DERIVED, _VERSION_AT = "5", 12
"""Where an id (32 hex digits) says of which kind it is: those of version 5 are derived."""


def successor(conn: Connection, form: str, record: str, values: Mapping[str, Scalar]) -> Record | None:
    """The record that stands now in the place of an erased one, which had these answers; ``None`` where it was not
    written anew, because it was about the person himself."""
    known = FORMS.get(form)
    if known is None:
        return None
    visit = values.get("visit_id")
    if form in JOINABLE:
        now = canonical_of(conn, form, [record]).get(record, record)
    elif isinstance(visit, str) and derived_id(visit, form) == record:
        now = derived_id(standing(conn, Visit.FORM, visit), form)
    else:
        now = standing(conn, form, record)
    return None if now == record else read.record(conn, known, now)


def carried(
    conn: Connection, records: Sequence[Record], seen: Sequence[Record]
) -> tuple[list[Record], tuple[Record, ...]]:
    """What is saved of records of which some may have been erased meanwhile, and ``seen`` to match: what a person
    changed on his screen is said of the record that goes on, without what was taken out of its texts, and what is made
    under an id that every laptop derives is made under the next one. The rest stays as it is, and is refused."""
    was = {(one.FORM, one.id): one for one in seen}
    gone = erased_among(conn, [one.id for one in records])
    made, seen_now = list[Record](), dict(was)
    for one in records:
        key = one.FORM, one.id
        before = was.get(key)
        if key not in gone:
            made.append(one)
        elif before is None:
            made.append(_begun_again(conn, one))
        elif (now := successor(conn, *key, {"visit_id": getattr(before, "visit_id", None)})) is None:
            made.append(one)
        else:
            words = words_taken(before, now)
            made.append(without(one, words).changed(id=now.id))
            seen_now[key] = without(before, words).changed(id=now.id)
    return made, tuple(seen_now.values())


def _begun_again(conn: Connection, record: Record) -> Record:
    if record.FORM in _PAIRS or record.id[_VERSION_AT] != _DERIVED:
        return record
    new = standing(conn, record.FORM, record.id)
    return record if read.exists(conn, type(record), [new]) else record.changed(id=new)
