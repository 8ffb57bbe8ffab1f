"""Many tries on all the processor's cores, with the progress shown and everything that went wrong at the end."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from queue import Queue

Tried = Iterator[tuple[str, str]]
"""Per try what it counts as, and what is wrong ("" when all is well)."""
_EVERY = 10.0
"""Seconds between two lines that say how far it is."""


def in_memory() -> Path | None:
    """A folder that is no disk, where the machine has one: what is looked at there need not be flushed."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else None


def jobs_and_seed(options: argparse.ArgumentParser) -> None:
    """The options that every experiment has."""
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="so many at a time")


def try_all(parts: Sequence[Callable[[], Tried]], jobs: int) -> int:
    """Do all of them, ``jobs`` at a time; prints how far it is and the sum. 1 where something was wrong."""
    began, counted, wrong, left = time.perf_counter(), Counter[str](), list[str](), len(parts)
    told = began
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(jobs, context) as pool:
        answers = manager.Queue()
        pending = [pool.submit(_send, part, answers) for part in parts]
        while left:
            what, found = answers.get()
            if not what:
                left -= 1
                continue
            counted[what] += 1
            if found:
                wrong.append(found)
                sys.stdout.write(f"WRONG: {found}\n")
            if (now := time.perf_counter()) - told > _EVERY:
                told = now
                sys.stdout.write(f"{counted.total():>6} tried, {len(wrong)} wrong, {now - began:.0f} s\n")
            sys.stdout.flush()
        for one in pending:
            one.result()
    for name, count in sorted(counted.items()):
        sys.stdout.write(f"{name:<50} {count:>5}\n")
    sys.stdout.write("\n".join([*wrong, ""]))
    sys.stdout.write(f"{counted.total()} tried, {len(wrong)} wrong, {time.perf_counter() - began:.0f} s\n")
    return min(1, len(wrong))


def _send(part: Callable[[], Tried], answers: Queue[tuple[str, str]]) -> None:
    """In a process of its own: what was tried, one by one, then an empty word."""
    try:
        for one in part():
            answers.put(one)
    finally:
        answers.put(("", ""))
