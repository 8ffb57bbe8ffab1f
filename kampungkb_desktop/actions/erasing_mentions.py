"""Where else a name or number stands that is about to be erased: in an attendance list, in a note about a neighbour.
Nothing there belongs to the person by a link, and somebody else may bear the same name, so a person has to look and to
say which of them go (``actions.erasing_texts``); this only finds the places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field

from kampungkb_desktop.actions.erasing_scope import Reach
from kampungkb_desktop.actions.erasing_texts import can_leave_no_trace
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Digits, Text
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import rows_saying

_NOT_THERE = frozenset({
    "alias", "not_same", "erasure", "erasure_word", "enrolment", "officer", "office", "pdp_request",
})  # fmt: skip
"""The register of requests is the proof that the law was kept; its time of keeping ends by itself."""
MOST = 200
AROUND = 40
"""Letters shown on either side of the name."""


@frozen
class Mention:
    """A record that goes on and says the name: its form and id, the question where it stands, what the record is
    called and what is written there (for the screen only). ``traceless``: the old text can leave its history too, which
    is not so where the record has no village."""

    form: str
    record: str
    title: str
    label: str
    name: str = field(default="", repr=False)
    said: str = field(default="", repr=False)
    traceless: bool = True


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
        places = [(r, f) for r, f in rows_saying(conn, name, list(texts), reach.words) if r not in gone]
        known = read.by_ids(conn, form, {record for record, _field in places[:MOST]})
        for record, asked in places:
            if (one := known.get(record)) is not None and len(found) < MOST:
                said = _around(str(getattr(one, asked) or ""), reach.words)
                sure = can_leave_no_trace(one)
                found.append(Mention(name, record, form.TITLE, texts[asked], one.name(), said, sure))
    return found


def _around(text: str, words: Collection[str]) -> str:
    """The words with what stands around them."""
    small = text.casefold()
    at = min((small.find(one.casefold()) for one in words if one.casefold() in small), default=0)
    start, end = max(0, at - AROUND), at + 2 * AROUND
    part = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{part}{'…' if end < len(text) else ''}"
