"""Z-scores a second, against a floor of the bare arithmetic on rows that are already at hand.

Run by hand from the top of the repository: ``python -m tests.benchmarks.bench_growth``. The floor computes the same
four scores with no checks, no categories and no look-up; the growth CSV is the whole conversion, to be compared with
reading and writing the same file by the standard library. Processor time, best of several.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from kampungkb_desktop.actions.tables import GROWTH_RESULTS, growth_table
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.rules.growth import Measurement, assess
from kampungkb_desktop.rules.growth_tables import Row, table

CHILDREN = 20_000
ROUNDS = 5


def children() -> list[Measurement]:
    """Invented children near the middle of the standards, by a fixed seed."""
    chance = random.Random(20)
    found = []
    for _ in range(CHILDREN):
        sex: Literal["L", "P"] = chance.choice(("L", "P"))
        day = chance.randrange(1826)
        length = table("len", sex).rows[day][1] * chance.gauss(0.97, 0.04)
        weight = table("wei", sex).rows[day][1] * chance.gauss(0.95, 0.12)
        position: Literal["L", "H"] | None = chance.choice(("L", "H", None))
        found.append(Measurement(sex, day, round(weight, 1), round(length, 1), position, oedema=False))
    return found


def bare(measured: list[Measurement]) -> Callable[[], None]:
    rows: list[tuple[float, float, Row, Row, Row, Row]] = []
    for m in measured:
        day, length = int(m.age_days or 0), m.lenhei_cm or 0.0
        by_length = table("wfl" if day < 731 else "wfh", m.sex)
        at = min(max(round(length * 10) - by_length.first, 0), len(by_length.rows) - 1)
        rows.append(
            (m.weight_kg or 0.0, length, table("wei", m.sex).rows[day], table("len", m.sex).rows[day],
             table("bmi", m.sex).rows[day], by_length.rows[at])
        )  # fmt: skip

    def work() -> None:
        for weight, length, (l1, m1, s1), (l2, m2, s2), (l3, m3, s3), (l4, m4, s4) in rows:
            round(((weight / m1) ** l1 - 1) / (s1 * l1), 2)
            round(((length / m2) ** l2 - 1) / (s2 * l2), 2)
            round(((weight / (length / 100) ** 2 / m3) ** l3 - 1) / (s3 * l3), 2)
            round(((weight / m4) ** l4 - 1) / (s4 * l4), 2)

    return work


def seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def whole(measured: list[Measurement]) -> None:
    for m in measured:
        growth = assess(m)
        _ = growth.labels, growth.flen, growth.fwei, growth.fwfl, growth.fbmi


def copied(source: Path, target: Path) -> None:
    """The floor of a conversion: read and write with as many cells added."""
    added = ["-0.00"] * len(GROWTH_RESULTS)
    with source.open(newline="") as reading, target.open("w", newline="") as writing:
        writer = csv.writer(writing)
        for row in csv.reader(reading):
            writer.writerow([*row, *added])


def written(measured: list[Measurement], folder: Path) -> Path:
    source = folder / "anak.csv"
    with source.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "sex", "age_days", "weight", "lenhei", "measure", "oedema"])
        for number, m in enumerate(measured):
            writer.writerow([number, m.sex, m.age_days, m.weight_kg, m.lenhei_cm, m.position or "", "n"])
    return source


def loading() -> tuple[float, float]:
    """Milliseconds to read every standard in a fresh process, and to import the module."""
    script = (
        "import time; a = time.process_time(); from kampungkb_desktop.rules.growth import Measurement, assess; "
        "b = time.process_time(); "
        "[assess(Measurement('L', d, 9, 75, None, False, 45)) for d in (500, 900)]; c = time.process_time(); "
        "print(c - b, b - a)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(5)
    ]
    pairs = [tuple(float(word) * 1000 for word in run.stdout.split()) for run in runs]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def main() -> None:
    measured = children()
    floor = seconds(bare(measured))
    only = seconds(lambda: [assess(m) for m in measured])
    full = seconds(lambda: whole(measured))
    for name, taken in (("floor", floor), ("assess", only), ("and labels", full)):
        rate, each = 4 * CHILDREN / taken, taken / CHILDREN * 1e6
        print(f"{name:10} {rate:12,.0f} z-scores/s  {each:6.2f} us a child  {taken / floor:4.1f} x")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = written(measured, folder)
        plain = seconds(lambda: copied(source, folder / "salin.csv"))
        whole_table = seconds(lambda: growth_table(source, folder / "hasil.csv", silent()))
    print(f"copy a CSV {plain / CHILDREN * 1e6:6.2f} us a row")
    print(f"growth CSV {whole_table / CHILDREN * 1e6:6.2f} us a row  {whole_table / plain:5.1f} x a copy")
    load, imported = loading()
    print(f"read the standards {load:5.1f} ms, import {imported:5.1f} ms")


if __name__ == "__main__":
    main()
