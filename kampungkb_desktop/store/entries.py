"""The plain values that come out of and go into the tables beside the forms: rows with their heads, actions, devices,
conflicts, files. Device identities are uids here; the local numbers of the tables never leave the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.kinds import Scalar

Intervals = tuple[tuple[int, int], ...]
"""Sorted, disjoint, non-touching ranges of counters, both ends included."""

EVERYTHING = "*"
"""The "village" under which the complete log of a device is known."""


@frozen
class Row:
    """What a fold says of one record: the row of a form's table. Fields not in ``values`` become empty."""

    id: str
    heads: tuple[ChangeId, ...]
    linear: bool
    values: Mapping[str, Scalar]


class Heads(NamedTuple):
    """The current heads of a record in the log; ``linear`` = one head, no conflict, nothing held."""

    ids: tuple[ChangeId, ...]
    linear: bool


@frozen
class Device:
    """An installation whose changes are in the log. ``state`` is "" for one only heard of."""

    uid: str
    name: str = ""
    role: str = ""
    verify_key: str = ""
    recipient: str = ""
    state: str = ""
    own: bool = False


@frozen
class Action:
    """One user action: the unit of undo and of history. ``n`` is its local order of arrival."""

    n: int
    id: str
    name: str
    author: str
    device: str
    at: int
    undoes: str | None = None


class ConflictHead(NamedTuple):
    """One of the values that stand against each other."""

    id: ChangeId
    value: Scalar
    wall: int
    author: str


@frozen
class Conflict:
    """A field of a record with several heads; the first is the one that stands meanwhile."""

    record: str
    field: str
    form: str
    village: str
    heads: tuple[ConflictHead, ...]


@frozen
class Waiting:
    """A record that cannot be folded whole: earlier changes missing, or a newer form."""

    record: str
    form: str
    village: str
    reason: str
    detail: str = ""


IN, OUT = "masuk", "keluar"
"""The directions of a file."""


@frozen
class FileEntry:
    """A bundle made (``OUT``) or taken in (``IN``); ``counts``, ``result`` and ``receipt`` are their makers' texts."""

    id: str
    direction: str
    peer: str
    number: int
    kind: str
    sha256: str
    name: str
    at: int
    counts: str = ""
    result: str = ""
    receipt: str = ""


@frozen
class Transit:
    """A sealed file on its way through a shared place. ``id`` is the sha256 of one that goes out, box and name of one
    that came; ``at`` is when its state last changed, ``code`` what last went wrong."""

    id: str
    direction: str
    box: str
    name: str
    size: int
    sha256: str = ""
    state: str = ""
    tries: int = 0
    at: int = 0
    code: str = ""


@frozen
class Peer:
    """What another installation last said it has, and the numbers of the last files both ways."""

    uid: str
    seen: str = ""
    number_out: int = 0
    number_in: int = 0
    last_at: int = 0


@frozen
class Draft:
    """An open form left half-way: ``vals`` are its scalars as JSON, ``typed`` the raw texts of unfinished answers."""

    form: str
    record: str
    village: str
    vals: str
    typed: str
    updated: int


class Joined(NamedTuple):
    """A record of a group of records that are one, by the aliases in the log. ``canonical`` is the one that has the
    row; ``late`` counts answers of this one that nobody has yet compared with it, and ``words`` finds it by them."""

    record: str
    canonical: str
    late: int = 0
    words: str = ""
