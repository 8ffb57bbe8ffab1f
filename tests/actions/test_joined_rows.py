"""Whatever is joined, separated, changed and deleted, and in whatever order and pieces it comes: the rows are those of
a brute-force oracle, a refold finds nothing to mend, and separating everything leaves the rows as they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.verify import differences
from kampungkb_desktop.forms.alias import JOINABLE, Alias
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined
from tests.actions.joining import FORM_OF, Says, Writers, oracle, steps, take

_FORMS = sorted({*FORM_OF.values(), Alias.FORM})


class _Over(Exception):  # noqa: N818  not an error: it takes everything back
    pass


def said(conn: Connection) -> Says:
    """What the tables say of the invented records."""
    rows: dict[tuple[str, str], dict[str, Scalar]] = {}
    for name in _FORMS:
        columns = ("id", *fields_of(FORMS[name]))
        for row in read.rows(conn, FORMS[name], columns):
            rows[name, str(row[0])] = {n: v for n, v in zip(columns[1:], row[1:], strict=True) if v is not None}
    lines = {key: one for form in JOINABLE for key, one in joined.everybody(conn, form).items()}
    return Says(
        rows,
        {key: one.canonical for key, one in lines.items()},
        {key: one.late for key, one in lines.items() if one.late},
    )


def after(conn: Connection, changes: Sequence[Change], sizes: Sequence[int], *, bulk: bool = False) -> Says:
    """The tables after these changes came in pieces of these sizes."""
    left, at = list(changes), 0
    while left:
        size = sizes[at % len(sizes)]
        ledger.append(conn, left[:size], bulk=bulk)
        left, at = left[size:], at + 1
    return said(conn)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=steps, data=st.data())
def test_rows_are_what_the_oracle_says_in_any_order(officer: Session, happened: list[Any], data: st.DataObject) -> None:
    writers = Writers()
    for step in happened:
        take(writers, step)
    everything = writers.everything()
    expected = oracle(everything)
    for _ in range(2):
        order = data.draw(st.permutations(everything))
        twice = data.draw(st.lists(st.sampled_from(everything), max_size=4)) if everything else []
        sizes = data.draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
        try:
            with officer.database.write() as conn:
                found = after(conn, [*order, *twice], sizes, bulk=data.draw(st.booleans()))
                assert found.shown == expected.shown
                assert found.rows == expected.rows
                assert found.late == expected.late
                assert differences(conn) == ()
                raise _Over
        except _Over:
            pass
