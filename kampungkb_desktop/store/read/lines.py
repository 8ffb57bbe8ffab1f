"""Changes as lines of a sync file, put together by the database: for a file that carries them on nobody needs them as
values, and making values is most of the work. The same bytes as ``bundle.format.encode_changes`` gives, which the tests
hold to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from kampungkb_desktop.store import numbers
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Intervals
from kampungkb_desktop.store.fetch import batches
from kampungkb_desktop.store.read.log import outside

Row = tuple[str, str, str, str]
"""Form, record, the line with its line feed, and the parents as the store has them."""

# Words that are bounded to plain letters when they arrive (ids, forms, villages) need no care; names do.
_LINE = """SELECT c.form, c.record, concat('[{place},', c.seq, ',', coalesce(nullif(c.parents, ''), '[]'), ',', c.wall,
',', c.clock, ',"', a.author, '","', a.id, '",', json_quote(a.name), ',"', c.form, '","', c.record, '","', c.village,
'",', c.kind, ',', c.priority, ',', c.form_version, ',', coalesce(nullif(c.vals, ''), '{{}}'), ']
'), c.parents FROM change c JOIN action a ON a.n = c.action"""


def lines_since(
    conn: Connection,
    device: str,
    known: Intervals,
    places: Mapping[str, int],
    *,
    also: str = "",
    given: Sequence[str] = (),
) -> Iterator[list[Row]]:
    """The changes of one device outside the ``known`` intervals, by counter, some thousands at a time; devices by
    their ``places``. ``also`` is a further condition on ``c`` with the values ``given`` to it."""
    local = {n: places[uid] for n, uid in numbers.by_number(conn).items() if uid in places}
    sql = f"{_LINE.format(place=places[device])} WHERE {outside(known)}{also} ORDER BY c.seq"
    for rows in batches(conn, sql, (device, *given)):
        for at, (form, record, line, parents) in enumerate(rows):
            if parents:
                rows[at] = form, record, _placed(line, parents, local), parents
        yield rows


def _placed(line: str, parents: str, local: Mapping[int, int]) -> str:
    """The line with the places of the devices instead of their local numbers; parents are the first pairs in it."""
    if parents.count(",") == 1:  # one, as nearly always: faster than a JSON decoder
        n, seq = parents[2:-2].split(",")
        return line.replace(parents, f"[[{local[int(n)]},{seq}]]", 1)
    pairs = ",".join([f"[{local[n]},{seq}]" for n, seq in json.loads(parents)])
    return line.replace(parents, f"[{pairs}]", 1)
