"""What joined records cost: a thousand merges, edits among them, and a star that a hostile file could bring, against a
save and a take-in of the same run. Run by hand.

python tests/benchmarks/bench_joined.py [families]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.alias import Alias, alias_id, ordered
from kampungkb_desktop.forms.change import NORMAL, PUT, TRUSTED, Change, ChangeId, encode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import to_scalars
from tests.benchmarks.bench_ledger import NOON, OTHER, change, families, fresh

VILLAGE = "64.03.06.2001"


class _Back(Exception):  # noqa: N818  not an error: it takes everything back
    pass


def taken(session: Session, changes: Sequence[Change], *, keep: bool = False) -> float:
    """Seconds of the processor for taking these in."""
    start = time.process_time()
    try:
        with session.database.write() as conn:
            ledger.append(conn, changes, bulk=len(changes) > 2_000)
            if not keep:
                raise _Back
    except _Back:
        pass
    return time.process_time() - start


def joining(seq: int, one: Family, other: Family) -> Change:
    """An alias as another laptop writes it."""
    a_id, b_id = ordered(one.id, other.id)
    values = {"village": VILLAGE, "of_form": "family", "a_id": a_id, "b_id": b_id}
    return Change(
        OTHER, seq, (), NOON + seq, TRUSTED, "a" * 32, f"{seq:032x}", "Gabungkan", Alias.FORM, alias_id(a_id, b_id),
        VILLAGE, PUT, NORMAL, encode_values(values), 1,
    )  # fmt: skip


def main(count: int) -> None:
    session = fresh("gabungan")
    homes = [one.changed(village=VILLAGE) for one in families(count)]
    new = [change(n + 1, one, _said(one), ()) for n, one in enumerate(homes)]
    plain = min(taken(session, new) for _ in range(3))
    taken(session, new, keep=True)
    start = time.process_time()
    for n in range(20):
        save(session, "Simpan", [homes[0].changed(rt=f"{n:03d}")])
    alone = (time.process_time() - start) / 20
    edits = [change(count * 2 + n, one, {"rt": "9"}, (ChangeId(OTHER, n + 1),)) for n, one in enumerate(homes[1:], 1)]
    before = taken(session, edits)
    merges = [joining(count * 4 + n, homes[2 * n], homes[2 * n + 1]) for n in range(min(1_000, count // 4))]
    print(f"{'a merge by a file':<40}{taken(session, merges, keep=True) / len(merges) / alone:8.2f} x a save")
    print(f"{'edits, a part of them of joined families':<40}{taken(session, edits) / before:8.2f} x before")
    start = time.process_time()
    for n in range(20):
        save(session, "Simpan", [homes[0].changed(rt=f"1{n:02d}")])
    print(f"{'a save of a joined family':<40}{(time.process_time() - start) / 20 / alone:8.2f} x a save")
    star = [joining(count * 8 + n, homes[-1], one) for n, one in enumerate(homes[count // 2 : -1])]
    print(f"{f'a star of {len(star)} aliases':<40}{taken(session, star) / plain:8.2f} x take in")


def _said(one: Family) -> dict[str, str | int | float | None]:
    return {name: value for name, value in to_scalars(one).items() if value is not None}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8_000)
