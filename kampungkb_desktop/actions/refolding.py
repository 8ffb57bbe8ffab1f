"""Rows written anew from the whole history of their records. What this means for records that are one is
``actions.groups``'; whoever is not one of the two calls ``ledger.refold``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from kampungkb_desktop.actions.effects import Effects, Outcome
from kampungkb_desktop.actions.histories import forgiven_of, histories
from kampungkb_desktop.bundle.merge import fold
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined

BATCH = 4_000
WITHDRAWN = "withdrawn"
"""The line of ``meta`` with the records that came without names and were withdrawn since."""


def refold_rows(conn: Connection, form: str, records: Sequence[str], *, bulk: bool = False) -> list[Outcome]:
    """Fold the whole history of these records of one form again and write what it says."""
    forgiven, outcomes = forgiven_of(conn), list[Outcome]()
    for start in range(0, len(records), BATCH):
        ids = records[start : start + BATCH]
        effects = Effects(form, FORMS.get(form), away=away(conn, form, ids))
        had = effects.with_row(conn, ids)
        for record, history in histories(conn, form, ids).items():
            effects.settle(record, history, fold(history, forgiven=forgiven), was=record in had)
        outcomes += effects.write(conn, bulk=bulk)
    return outcomes


def away(conn: Connection, form: str, ids: Iterable[str]) -> frozenset[str]:
    """Those of these records that have no row though they live: they are shown as another one, or whoever gave them
    has withdrawn them (``actions.withdrawing``)."""
    out = _withdrawn(conn)
    hidden = out.intersection(ids) if out else frozenset()
    if form not in JOINABLE or not joined.some(conn):
        return hidden
    return hidden.union(joined.canonical_of(conn, form, ids))


def _withdrawn(conn: Connection) -> frozenset[str]:
    text = read.meta(conn, WITHDRAWN)
    return frozenset(json.loads(text)) if text else frozenset()
