"""Two records that are one: the family or the person was written down twice, and somebody has said so.

The record names the two and nothing else; which of them is shown, and that what belongs to the other one follows it, is
read out of all aliases together (``actions/groups.py``, decision 0014). Deleting the alias separates them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import ClassVar

from kampungkb_desktop.base import ids
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.kinds import Choice, Option, Options, Text
from kampungkb_desktop.forms.record import Record, ask

JOINABLE = ("family", "member")
"""The forms whose records can be joined."""
_OF_FORM = Options("bentuk_gabungan", (Option("family", "Keluarga"), Option("member", "Anggota keluarga")))


@frozen(kw_only=True)
class Alias(Record):
    """``a_id`` is the smaller of the two ids. They are texts and no links: an alias speaks of exactly these two,
    whatever else they are joined with. ``known`` are the changes of the larger one that the writer had before him:
    what is written there later by somebody who does not know of the alias is shown to people."""

    FORM: ClassVar[str] = "alias"
    TITLE: ClassVar[str] = "Penggabungan data ganda"

    of_form: str | None = ask(Choice("Jenis catatan", required=True, options=_OF_FORM))
    a_id: str | None = ask(Text("Catatan pertama", required=True, longest=32))
    b_id: str | None = ask(Text("Catatan kedua", required=True, longest=32))
    known: str | None = ask(Text("Riwayat yang sudah dibandingkan", longest=4000))
    note: str | None = ask(Text("Alasan", longest=500, lines=3, personal=True))


def ordered(one: str, other: str) -> tuple[str, str]:
    """The pair as every device writes it."""
    return (one, other) if one < other else (other, one)


def alias_id(one: str, other: str) -> str:
    """The id that every laptop gives the alias of these two, whichever is named first."""
    return ids.derived_id(Alias.FORM, *ordered(one, other))


def known_text(changes: Iterable[ChangeId]) -> str:
    """Change ids as the answer ``known``."""
    return json.dumps([[device, seq] for device, seq in sorted(changes)], separators=(",", ":"))


def known_changes(text: object) -> frozenset[ChangeId]:
    """The change ids of an answer ``known``; nothing where it is anything else (a stranger may have written it)."""
    try:
        listed = json.loads(text) if isinstance(text, str) else []
    except (ValueError, RecursionError):
        return frozenset()
    pairs = [one for one in listed if isinstance(one, list) and len(one) == 2] if isinstance(listed, list) else []
    return frozenset(ChangeId(one[0], one[1]) for one in pairs if isinstance(one[0], str) and isinstance(one[1], int))
