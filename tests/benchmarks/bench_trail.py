"""A busy month of an officer in the trail of access: what a note costs, and how large the lines are on their way.

Run by hand: ``python tests/benchmarks/bench_trail.py``. Promised: a month under 100 kB compressed, a note under one
millisecond.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kampungkb_desktop.base import ids
from kampungkb_desktop.bundle.trail_lines import MOST, MOST_BYTES
from kampungkb_desktop.store import trail_parts
from kampungkb_desktop.store.trail import Trail

DAYS, LOOKS, FAMILIES = 22, 90, 4_000
BEGIN = 1_795_000_000_000
LISTS = ("keluarga:desa", "keluarga:kata", "jadwal", "kunjungan:bulan", "krs:desa")


def main() -> None:
    """Print the figures."""
    chance, took, at = random.Random(3), list[float](), BEGIN
    families = [ids.new_id(BEGIN - 5_000_000_000 + number * 977) for number in range(FAMILIES)]
    with tempfile.TemporaryDirectory() as name:
        trail, who = Trail(Path(name), lambda: bytes(32)), ids.new_id(BEGIN)
        for _ in range(DAYS):
            at += 86_400_000
            for _ in range(LOOKS):
                at += chance.randint(20_000, 200_000)
                began = time.perf_counter()
                if chance.random() < 0.6:
                    trail.later(at, who, "lihat", chance.choice(("family", "visit")), chance.choice(families))
                else:
                    trail.later(at, who, "lihat-daftar", count=chance.randint(1, FAMILIES), more=chance.choice(LISTS))
                took.append(time.perf_counter() - began)
        trail.flush()
        told = trail.told(0, MOST, MOST_BYTES)
        sent = len(zlib.compress(json.dumps(told.lines).encode(), 6))
        print(f"{len(told.lines)} lines; sealed on the laptop {trail.path.stat().st_size / 1e3:.0f} kB")
        print(f"in a file {sent / 1e3:.0f} kB, kept at the office {len(trail_parts.pack(told.lines)) / 1e3:.0f} kB")
    took.sort()
    half, most = took[len(took) // 2] * 1e3, took[len(took) * 99 // 100] * 1e3
    print(f"a note: median {half:.3f} ms, 99 of 100 under {most:.3f} ms")


if __name__ == "__main__":
    main()
