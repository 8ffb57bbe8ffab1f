"""How long a person waits between the password and open data, and what each try costs: by hand, against the cost of one
Argon2id at the floor (64 MiB, three passes) in the same run.

    python -m tests.benchmarks.bench_unlock
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import unlocking
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import vault

PASSWORD = "padi menguning"
ROUNDS = 5


def best(work: Callable[[], object]) -> float:
    """Seconds of the quickest of some rounds."""
    found = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return min(found)


def main() -> None:
    """Measure, and say it in one table."""
    with tempfile.TemporaryDirectory(prefix="kampungkb-ukur-") as place:
        folder = Path(place) / "petugas"
        began = time.perf_counter()
        cost = vault.calibrate()
        measured = time.perf_counter() - began
        person = Officer(full_name="Contoh")
        sessions.close(first_run(folder, PASSWORD, role="petugas", person=person, cost=cost).session)
        keys = folder / vault.KEYS_NAME
        floor = best(lambda: vault._stretch(PASSWORD, bytes(16), vault.FLOOR))
        key = best(lambda: vault.unlock(keys, PASSWORD))
        whole = best(lambda: sessions.close(unlocking.open_by_password(folder, PASSWORD)))
        master = vault.unlock(keys, PASSWORD)
        change = best(lambda: vault.change_password(keys, master, PASSWORD, cost))
    lines = (
        ("floor: one Argon2id, 64 MiB, 3 passes", floor), ("key of this laptop's cost", key),
        ("password to open data", whole), ("change of password, cost known", change),
        ("measuring at first run", measured),
    )  # fmt: skip
    sys.stdout.write(f"cost chosen: {cost.memory_kib // 1024} MiB, {cost.passes} passes, {cost.lanes} lanes\n")
    for name, seconds in lines:
        sys.stdout.write(f"{name:40} {seconds * 1000:8.0f} ms {seconds / floor:6.2f} x\n")


if __name__ == "__main__":
    main()
