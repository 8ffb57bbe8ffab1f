"""What the last search for doubles found, kept beside the log, so that the page opens at once and the next search asks
only what was written since. Of this laptop only: every other one searches its own tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.rules.duplicates import STRENGTHS, Strength
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

_KEY = "doubles"


class Pair(NamedTuple):
    """Two records that look like one: their form and ids (the smaller first), how strongly, and the points."""

    form: str
    first: str
    second: str
    strength: Strength
    points: int

    @property
    def key(self) -> tuple[str, str, str]:
        """The two records, whatever is thought of them."""
        return self.form, self.first, self.second


@frozen
class Kept:
    """The pairs, strongest first; the action up to which everything was asked (``-1``: never), and by which rule."""

    pairs: tuple[Pair, ...] = ()
    upto: int = -1
    rule: str = ""


def paired(form: str, one: str, other: str, strength: Strength, points: int) -> Pair:
    """A pair with the smaller id first."""
    first, second = sorted((one, other))
    return Pair(form, first, second, strength, points)


def in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The strongest first; of equally strong ones families before people."""
    return tuple(sorted(pairs, key=lambda one: (STRENGTHS.index(one.strength), one.form, -one.points, one.first)))


def read_kept(conn: Connection) -> Kept:
    """What is kept; nothing before the first search."""
    text = read.meta(conn, _KEY)
    if text is None:
        return Kept()
    said = json.loads(text)
    return Kept(tuple(Pair(*one) for one in said["pairs"]), said["upto"], said["rule"])


def keep(conn: Connection, kept: Kept) -> None:
    """Keep this instead of what was kept."""
    text = json.dumps({"pairs": kept.pairs, "upto": kept.upto, "rule": kept.rule}, separators=(",", ":"))
    write.put_meta(conn, _KEY, text)
