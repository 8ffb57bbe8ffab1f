"""Taking changes in, against the floor of writing the same rows with a bare executemany. Run by hand.

python tests/benchmarks/bench_ledger.py [families]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.row_values import fitting
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base import ids
from kampungkb_desktop.forms.change import NORMAL, PUT, TRUSTED, Change, ChangeId, encode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import fields_of, to_scalars
from kampungkb_desktop.store import read
from kampungkb_desktop.store.vault import Cost

NOON = 1_795_233_600_000
OTHER = "f" * 32


def families(count: int) -> list[Family]:
    return [
        Family(
            id=ids.new_id(NOON + n), village=f"64.03.06.{2001 + n % 9}", status="selesai", head_name=f"Kepala {n}",
            kk=f"6499{n:012d}", rt=f"{n % 12:03d}", rw="001", address=f"Jl. Mawar {n}", members_expected=n % 7 + 1,
            roof="genteng", wall="tembok", floor="keramik", lived_6_months=True, welfare_rank=n % 10,
        )
        for n in range(count)
    ]  # fmt: skip


def change(
    seq: int, family: Family, values: dict[str, str | int | float | None], parents: tuple[ChangeId, ...]
) -> Change:
    return Change(
        OTHER, seq, parents, NOON + seq, TRUSTED, "a" * 32, f"{seq // 3:032x}", "Simpan keluarga", Family.FORM,
        family.id, family.village or "", PUT, NORMAL, encode_values(values), 1,
    )  # fmt: skip


def fresh(name: str) -> Session:
    folder = Path(tempfile.mkdtemp()) / name
    person = Officer(full_name="Bangku Uji")
    return first_run(folder, "uji coba", role="kabupaten", person=person, practice=True, cost=Cost(64, 1, 1)).session


def timed(label: str, floor: float | None, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    taken = time.perf_counter() - start
    print(f"{label:<46}{taken:8.3f} s" + (f"  {taken / floor:6.2f} x floor" if floor else ""))
    return taken


def raw_upsert(session: Session, rows: Sequence[Family]) -> None:
    """The floor: the same rows, one statement, the same encrypted file, with the table's own indexes."""
    columns = ["id", *fields_of(Family)]
    names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
    sets = ", ".join(f'"{c}" = excluded."{c}"' for c in columns[1:])
    sql = f"INSERT INTO family ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}"
    with session.database.write() as conn:
        values = [(one.id, *fitting(Family, to_scalars(one)).values()) for one in rows]
        conn.exec_driver_sql(sql, values)


def take(session: Session, changes: Sequence[Change], *, bulk: bool) -> None:
    with session.database.write() as conn:
        ledger.append(conn, changes, bulk=bulk)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rows = families(count)
    created = [
        change(n, one, {k: v for k, v in to_scalars(one).items() if v is not None}, ()) for n, one in enumerate(rows, 1)
    ]
    edits = [
        change(count + n, one, {"address": "Jl. Melati", "status": "draf"}, (ChangeId(OTHER, n),))
        for n, one in enumerate(rows, 1)
    ]
    bare, real = fresh("floor"), fresh("ledger")
    floor = timed(f"floor: executemany upsert of {count} rows", None, lambda: raw_upsert(bare, rows))
    timed("take in as many new records", floor, lambda: take(real, created, bulk=True))
    again = timed("floor: upsert of the same rows", None, lambda: raw_upsert(bare, rows))
    timed("take in an edit of each", again, lambda: take(real, edits, bulk=True))
    timed("take the same edits in again", again, lambda: take(real, edits, bulk=True))
    few = [
        change(2 * count + n, one, {"address": "Jl. Anggrek"}, (ChangeId(OTHER, count + n),))
        for n, one in enumerate(rows[:1000], 1)
    ]
    third = timed("floor: upsert of 1000 rows", None, lambda: raw_upsert(bare, rows[:1000]))
    timed("take in 1000 edits, search row by row", third, lambda: take(real, few, bulk=False))
    timed("verify everything", floor, lambda: verify(real))
    times = []
    with real.database.read() as conn:
        family = read.records(conn, Family, limit=1)[0]
    for n in range(100):
        start = time.perf_counter()
        save(real, "Simpan keluarga", [family.changed(address=f"Jl. {n}")])
        times.append(time.perf_counter() - start)
    print(f"save one family: median {sorted(times)[50] * 1000:.1f} ms, p95 {sorted(times)[95] * 1000:.1f} ms")
    for session in (bare, real):
        sessions.close(session)


if __name__ == "__main__":
    main()
