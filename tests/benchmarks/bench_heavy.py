"""Files made to cost time and memory, each signed and sealed as it should be, and what refusing or taking one costs, in
a process of its own. By hand: ``python -m tests.benchmarks.fuzz_files --heavy``."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions.session import close
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.bundle.age_head import AGE_MARK
from tests.actions.exchanging import laptop
from tests.bundle.forging import DEVICE, VILLAGE, forge, line

MOST_MB, MOST_SECONDS = 300, 60
"""What one file may cost beyond what the program holds anyway. Processor time, on a machine with other work: three
hundred megabytes of answers take half of it, with progress and a way to stop."""
ONE = "9" * 32


def _endless_head(path: Path) -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    path.write_bytes(AGE_MARK + stanza * 300_000)


def _long_texts(path: Path) -> None:
    """Three hundred megabytes of answers, barely squeezed enough to pass for honest."""
    chance = random.Random(1)
    texts = ["".join(chance.choices("abcdefghij ", k=8_000)) * 110 for _ in range(4)]
    forge(path, [line(seq, {"village": VILLAGE, "note": texts[seq % 4]}) for seq in range(1, 330)])


def _fan(path: Path) -> None:
    """Nobody saw anybody's: as many heads as changes."""
    said = {"village": VILLAGE, **{f"isian_{n}": 0 for n in range(40)}}
    forge(path, [line(seq, {**said, "isian_0": seq}, record=ONE) for seq in range(1, 20_000)])


def _ladder(path: Path) -> None:
    """A history in which each saw two: neither a row nor a fan."""

    def parents(seq: int) -> list[list[int]]:
        return [[0, one] for one in {seq - 1, max(1, seq - 7)} if 0 < one < seq]

    forge(path, [
        line(seq, {"village": VILLAGE, "head_name": f"x{seq}"}, record=ONE, parents=parents(seq))
        for seq in range(1, 20_000)
    ])  # fmt: skip


def _parents(path: Path) -> None:
    forge(path, [line(200_000, parents=[[0, n] for n in range(1, 110_000)])])


def _many_answers(path: Path) -> None:
    forge(path, [line(1, {f"a{n}": n for n in range(80_000)})])


def _claims(path: Path) -> None:
    """A list of contents of eight megabytes: what the sender says to hold."""
    pieces = [[n, n] for n in range(1, 900_000, 2)]
    forge(path, [line(1)], manifest=lambda m: m.update(seen={"*": {DEVICE: pieces}}))


def _vouching(path: Path) -> None:
    pieces = [[n, n] for n in range(1, 300_000, 2)]
    forge(path, [line(n) for n in range(1, 20_000, 2)], manifest=lambda m: m.update(cover={"*": {DEVICE: pieces}}))


def _photos(path: Path) -> None:
    forge(path, [line(1)], photos=[random.Random(n).randbytes(60 << 20) for n in range(2)])


def _deep(path: Path) -> None:
    forge(path, [b"[" * 1_000_000 + b"\n"], manifest=lambda m: m.update(changes=1))


def _zeros(path: Path) -> None:
    forge(path, [line(1, {"note": "\x20" * 900_000})] * 200)


HEAVY: dict[str, Callable[[Path], None]] = {
    "a head of 30 MB": _endless_head, "texts of 300 MB": _long_texts, "20,000 heads": _fan,
    "20,000 changes of a ladder": _ladder, "110,000 parents": _parents, "80,000 answers": _many_answers,
    "a claim of 8 MB": _claims, "vouching in 150,000 pieces": _vouching, "photos of 120 MB": _photos,
    "a million brackets": _deep, "spaces of 180 MB": _zeros,
}  # fmt: skip


def _figures() -> Iterator[tuple[str, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        for name in HEAVY:
            path = str(Path(folder) / "a.kkb")
            _step("--make", name, path)
            yield name, json.loads(_step("--take", name, path).splitlines()[-1])


def _step(step: str, name: str, path: str) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.bench_heavy", step, name, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2_000:]}")
    return done.stdout


def weigh_all() -> int:
    """Each in turn; 1 where one costs more than it may."""
    status = 0
    for name, one in _figures():
        fits = one["mb"] <= MOST_MB and one["seconds"] <= MOST_SECONDS
        status |= not fits
        said = f"{one['result']} {one['code']}"
        print(f"{name:28} {said:20} {one['seconds']:6.2f} s  {one['mb']:5.0f} MB  {'' if fits else 'TOO MUCH'}")
    return status


def _take(path: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        session = laptop(Path(folder) / "k", "Budi", role="kabupaten")
        before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        (report,) = take_in(session, [path]).files
        spent = time.process_time() - begin
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        close(session)
    return {"result": report.result, "code": report.code, "seconds": spent, "mb": grown}


if __name__ == "__main__":
    step, name, where = sys.argv[1:]
    if step == "--make":
        HEAVY[name](Path(where))
    else:
        print(json.dumps(_take(Path(where))))
