"""How fast practice data are made, against a floor of the same run: the same changes only inserted into the log.

By hand: ``python tests/benchmarks/bench_practice.py [families] [villages]`` (an officer's 1,200 and 5 by default).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from kampungkb_desktop.actions import practice
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.store import database as databases
from kampungkb_desktop.store import read, write


def main(families: int = 1200, villages: int = 5) -> None:
    """Make them once, then copy the log alone into an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        session = practice.create(Path(folder) / "latihan", families=families, villages=villages)
        made = time.perf_counter() - began
        try:
            changes = _log(session)
        finally:
            close(session)
        floor = _floor(Path(folder) / "floor.kkdb", changes)
    print(f"{families} families in {villages} villages: {len(changes)} records")
    print(f"made in      {made:7.2f} s  {len(changes) / made:9.0f} records/s")
    print(f"log alone    {floor:7.2f} s  {len(changes) / floor:9.0f} records/s")
    print(f"ratio        {made / floor:7.1f}")


def _log(session: Session) -> list[Change]:
    with session.database.read() as conn:
        return list(read.changes_since(conn, session.device))


def _floor(path: Path, changes: list[Change]) -> float:
    database = databases.create(path, bytes(32), practice=True)
    try:
        began = time.perf_counter()
        with database.write() as conn:
            for start in range(0, len(changes), 4_000):
                write.insert_changes(conn, changes[start : start + 4_000])
        return time.perf_counter() - began
    finally:
        database.close()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
