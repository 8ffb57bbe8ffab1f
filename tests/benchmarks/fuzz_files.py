"""Every way to spoil every kind of file, tried by hand:
``python -m tests.benchmarks.fuzz_files [--every N] [--only KIND …]``, and ``--heavy`` for the files that were made to
cost time and memory.

Each spoilt file must be refused with a code that the guide explains, leave database, folders and temporary folder as
they were, and end nothing. The plain content is spoilt too, and sealed again as anybody can: then the file must be
refused, or be the one that is known already. The quick suite takes samples of this (``test_take_in_spoilt``).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyrage

from kampungkb_desktop.actions import parts_in
from kampungkb_desktop.actions.office_keys import office_keys
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import REFUSED
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.entries import IN
from tests.actions.spoiling import (
    DOCUMENTED,
    Real,
    cut,
    empty_quarantine,
    everything,
    flipped,
    grown,
    offer,
    real_files,
    swapped,
)
from tests.benchmarks.bench_heavy import weigh_all

_LOOK_EVERY = 250
PLAIN_ARE = {*DOCUMENTED, ""}
WAITS = "menunggu bagian lain"


def main() -> None:
    """Try, and tell what was tried; status 1 at the first file that was not refused as it should be."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--every", type=int, default=1, help="only each so many places")
    asked.add_argument("--only", nargs="*", default=[], help="perkenalan penugasan petugas jawaban foto bagian isi")
    asked.add_argument("--heavy", action="store_true", help="only the heavy files")
    options = asked.parse_args()
    if options.heavy:
        sys.exit(weigh_all())
    with tempfile.TemporaryDirectory() as folder, real_files(Path(folder) / "asli") as files:
        wanted = [one for one in files if not options.only or one.kind in options.only]
        for real in wanted:
            attempt(real, spoilt(real.content, options.every), Path(folder) / "a.kkb", {*DOCUMENTED, WAITS})
        if not options.only:
            halves = swapped([one.content for one in files])
            attempt(files[2], halves, Path(folder) / "a.kkb", DOCUMENTED, called="separuh-separuh")
        if not options.only or "isi" in options.only:
            plainly(next(one for one in files if one.kind == "petugas"), options.every, Path(folder) / "a.kkb")


def spoilt(content: bytes, every: int) -> Iterator[bytes]:
    """All that is done to one file. A photo is long and its inside all alike: there, more places are passed over."""
    step = every * max(1, len(content) // 12_000)
    yield from flipped(content, step)
    yield from cut(content, step)
    yield from grown(content)


def attempt(
    real: Real, tries: Iterable[bytes], path: Path, allowed: Iterable[str], *, called: str = ""
) -> Counter[str]:
    """Bring each to its laptop. AssertionError with the number of the try that was taken, or changed something."""
    before, codes, begin = everything(real.to), Counter[str](), time.monotonic()
    slowest, allowed = 0.0, frozenset(allowed)
    for number, content in enumerate(tries):
        path.write_bytes(content)
        started = time.monotonic()
        code = offer(real.to, path) or waited(real)
        slowest = max(slowest, time.monotonic() - started)
        codes[code or "known"] += 1
        assert code in allowed, f"{called or real.kind}, try {number}: {code!r}"
        if not number % _LOOK_EVERY:
            tidy(real.to)
            assert everything(real.to) == before, f"{called or real.kind}, before try {number}"
    tidy(real.to)
    assert everything(real.to) == before, called or real.kind
    told = ", ".join(f"{code} {count:,}" for code, count in codes.most_common())
    spent = f"{time.monotonic() - begin:.0f} s, the slowest {slowest * 1000:.0f} ms"
    print(f"{called or real.kind}: {codes.total():,} tries in {spent}: {told}")
    return codes


def tidy(session: Session) -> None:
    """Away with the refused files and their lines in the history: thousands of them would be read at every try."""
    empty_quarantine(session)
    with session.database.write() as conn:
        for one in read.files(conn, direction=IN):
            if one.result == REFUSED:
                write.drop_file(conn, one.id)


def waited(real: Real) -> str:
    """A part whose head was spoilt belongs to another file, as far as anybody can know, and waits for the rest of that;
    then it is forgotten. "" where nothing of the kind waits."""
    with real.to.database.read() as conn:
        found = [one for one in read.files(conn, direction=IN) if parts_in.can_forget(one)]
    for one in found:
        parts_in.forget(real.to, one.sha256)
    return WAITS if found and real.kind == "bagian" else ""


def plainly(real: Real, every: int, path: Path) -> None:
    """The content spoilt under a whole seal, when the honest file has been taken in."""
    path.write_bytes(real.content)
    assert offer(real.to, path) == ""
    with real.to.database.read() as conn:
        keys = office_keys(conn, real.to)
    assert keys is not None
    plain = bytes(pyrage.decrypt(real.content, [pyrage.x25519.Identity.from_str(keys.identity)]))
    to = [pyrage.x25519.Recipient.from_str(keys.recipient)]
    step = every * max(1, len(plain) // 12_000)
    sealed = (bytes(pyrage.encrypt(one, to)) for one in (*flipped(plain, step), *cut(plain, step), *grown(plain)))
    attempt(real, sealed, path, PLAIN_ARE, called="isi")


if __name__ == "__main__":
    main()
