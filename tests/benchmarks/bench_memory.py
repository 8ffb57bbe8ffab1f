"""The most memory of taking in one file with very many changes, and how long it takes. By hand:
``python -m tests.benchmarks.bench_memory [--changes N]``.

The file is made by another process, so that only the taking in is measured; it holds new families, members and visits
of one officer, three answers each and more. The last line is [MB at most, MB before].
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kampungkb_desktop.actions.session import close
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.seal import pack, seal
from kampungkb_desktop.forms.change import Change, ChangeId, encode_values
from tests.benchmarks.bench_take_in import NOON, VILLAGES, laptop
from tests.bundle.forging import OFFICE, PERSON, Sender

MOST = 500
"""Megabytes (issue 4)."""
_FORMS = ("family", "member", "member", "member", "visit")


def changes(count: int, device: str) -> Iterator[Change]:
    """New records, and an edit of each fifth."""
    home = action = ""
    for seq in range(1, count + 1):
        form = _FORMS[seq % 5]
        record = hashlib.md5(str(seq).encode(), usedforsecurity=False).hexdigest()
        parents: tuple[ChangeId, ...] = ()
        if form == "family":
            home, action = record, record[::-1]
        said: dict[str, str | int | float | None] = {
            "village": VILLAGES[seq % 7], "status": "draf", **_answers(form, home, seq)
        }  # fmt: skip
        if seq % 10 == 0 and seq > 10:  # the family of ten changes before, once more
            record = hashlib.md5(str(seq - 5).encode(), usedforsecurity=False).hexdigest()
            form, parents, said = "family", (ChangeId(device, seq - 5),), {"phone": f"08{seq:010d}"}
        yield Change(
            device, seq, parents, NOON, 0, PERSON, action or "f" * 32, "Simpan keluarga", form, record,
            VILLAGES[(seq - 5 if parents else seq) % 7], 0, 1, encode_values(said), 1,
        )  # fmt: skip


def _answers(form: str, home: str, seq: int) -> dict[str, str | int | float | None]:
    if form == "family":
        return {"head_name": f"Ahmad {seq}", "kk": f"{seq * 7919 % 10**16:016d}", "rt": f"{seq % 20:03d}"}
    if form == "member":
        return {"family_id": home, "full_name": f"Siti {seq}", "nik": f"{seq * 104729 % 10**16:016d}"}
    return {"family_id": home, "visited_on": f"2026-{seq % 12 + 1:02d}-{seq % 28 + 1:02d}"}


def make(path: Path, count: int) -> None:
    """The sealed file."""
    sender = Sender(villages=VILLAGES)
    counts: dict[str, int] = {}

    def told() -> Iterator[Change]:
        for change in changes(count, sender.uid):
            counts[change.form] = counts.get(change.form, 0) + 1
            yield change

    def lines() -> Iterator[tuple[int, bytes]]:
        every = told()
        while some := fmt.encode_changes(islice(every, 1_000), {sender.uid: 0}):
            yield len(some), b"".join(some)

    packed = pack(lines(), lambda _: (), silent(), count)
    text, signature = sender.certificate()
    manifest = fmt.Manifest(
        format=fmt.FORMAT, major=fmt.MAJOR, minor=fmt.MINOR, bundle="e" * 32, number=1, kind=fmt.FULL,
        sender=sender.uid, certificate=text, certificate_sig=signature, recipients=[OFFICE.verify_key], made_at=NOON,
        app="ukur", forms={}, villages=[], devices=[sender.uid], cover={"*": {sender.uid: [(1, count)]}}, seen={},
        counts=counts, changes=count, members=packed.members,
    )  # fmt: skip
    seal(packed, manifest, sender.keys, [OFFICE.recipient], path)


def peak_mb() -> float:
    """The most this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Make the file in a process of its own, take it in, and tell."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--changes", type=int, default=1_000_000)
    asked.add_argument("--make", type=Path)
    options = asked.parse_args()
    if options.make:
        make(options.make, options.changes)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "besar.kkb"
        command = [sys.executable, "-m", "tests.benchmarks.bench_memory", "--changes", str(options.changes)]
        subprocess.run([*command, "--make", str(path)], check=True)
        district = laptop(Path(folder) / "kabupaten", "kabupaten")
        before, begin = peak_mb(), time.process_time()
        (report,) = take_in(district, [path]).files
        spent = time.process_time() - begin
        assert report.changes == options.changes, report
        size = district.database.path.stat().st_size
        close(district)
    print(f"{options.changes:,} changes in {spent:.0f} s of processor time, {options.changes / spent:,.0f} a second")
    print(f"file {path.name}: database of {size / 1e6:.0f} MB; limit {MOST} MB")
    print(json.dumps([round(peak_mb()), round(before)]))


if __name__ == "__main__":
    main()
