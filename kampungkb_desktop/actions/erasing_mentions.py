"""Where else a name or number stands that is about to be erased: in an attendance list, in a note about a neighbour.
Nothing there belongs to the person by a link, so a person has to look; this only finds the places."""

from __future__ import annotations

from kampungkb_desktop.actions.erasing_scope import Reach
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Digits, Text
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import rows_saying

_NOT_THERE = frozenset({"alias", "not_same", "erasure", "erasure_word", "enrolment", "officer", "office"})
MOST = 30


@frozen
class Mention:
    """A record that goes on and says the name: its form and id, and the question where it stands."""

    form: str
    record: str
    title: str
    label: str


def mentions(conn: Connection, reach: Reach) -> list[Mention]:
    """The first places that name him; texts and numbers of every form are read, which takes a second or two in an
    office."""
    gone = {record for _form, record in reach.records}
    if reach.anew is not None:
        gone.add(reach.anew.id)
    found: list[Mention] = []
    for name, form in FORMS.items():
        if name in _NOT_THERE:
            continue
        texts = {f: kind.label for f, kind in fields_of(form).items() if isinstance(kind, Text | Digits)}
        for record, field in rows_saying(conn, name, list(texts), reach.words):
            if record not in gone and len(found) < MOST:
                found.append(Mention(name, record, form.TITLE, texts[field]))
    return found
