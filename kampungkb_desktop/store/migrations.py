"""Numbered steps from one layout of the file to the next. A step is plain SQL and knows nothing of today's forms and
tables: new fields need no step (``schema.complete`` adds them), only what changes or moves something does."""

from __future__ import annotations

from collections.abc import Callable

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.connection import Connection


@frozen
class Step:
    """Brings a file to layout ``to``; ``idea`` says why in a sentence for whoever reads this in ten years."""

    to: int
    idea: str
    run: Callable[[Connection], None]


BASE = 1
"""The first layout ever released."""

STEPS: tuple[Step, ...] = ()


def layout(steps: tuple[Step, ...] = STEPS) -> int:
    """The layout that these steps lead to."""
    return steps[-1].to if steps else BASE


def version_of(conn: Connection) -> int:
    """The layout of what is open."""
    return conn.layout()


def run(conn: Connection, steps: tuple[Step, ...]) -> None:
    """Run the steps the file has not had. The caller's one transaction holds them all: a failing step leaves the
    file as it was."""
    for step in steps:
        if step.to > version_of(conn):
            step.run(conn)
            conn.set_layout(step.to)
