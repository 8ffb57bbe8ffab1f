"""One entry of the change log: what a person changed in one record, and what they had in front of them when they did.

A change is never altered after it is written. ``values`` is kept byte for byte as received.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple, cast

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Scalar

PUT = 0
DELETE = 1
ERASE = 2
"""A district's erasure of a person: empties the values of a record in every log (``sync.md`` 3)."""
FORGIVE = 3
"""A district's statement that lost changes of a dead laptop are optional parents."""

NORMAL = 1
DECISION = 2

TRUSTED = 0
UNTRUSTED = 1


class ChangeId(NamedTuple):
    """Who wrote it and the writer's own counter 1, 2, 3…"""

    device: str
    seq: int


@frozen
class Change:
    """The parts are those of ``sync.md`` 2."""

    device: str
    seq: int
    parents: tuple[ChangeId, ...]
    wall: int
    clock: int
    author: str
    action: str
    action_name: str
    form: str
    record: str
    village: str
    kind: int
    priority: int
    values: str
    form_version: int

    @property
    def id(self) -> ChangeId:
        """Identity of the change."""
        return ChangeId(self.device, self.seq)


_JOINING = re.compile(r"((?:Urungkan: |Ulangi: )*Gabungkan (?:anggota keluarga|keluarga)) .*", re.DOTALL)


def bare_name(action_name: str) -> str:
    """What an action is called, without the name of a person: programs before the first release put it into that of a
    joining. An erasure takes it out, so that it is the same action with it and without."""
    found = _JOINING.fullmatch(action_name)
    return found[1] if found else action_name


def encode_values(values: Mapping[str, Scalar]) -> str:
    """Scalars as the JSON text of a log entry."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def decode_values(text: str) -> dict[str, Scalar]:
    """The scalars of a log entry."""
    return cast("dict[str, Scalar]", json.loads(text)) if text else {}
