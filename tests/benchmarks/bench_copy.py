"""What a verified copy costs over a plain copy of the same file, and how long the window waits meanwhile.

Run by hand: ``python tests/benchmarks/bench_copy.py --data-dir FOLDER`` (a practice folder; it is not changed). The
floor is copying the file, flushing it, reading it back and hashing it; processor seconds tell what a busy machine
hides. Promised: an officer's database in under two seconds, and no
wait of the event loop over 50 ms.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtTest import QTest

from kampungkb_desktop.actions import copies
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.ui.background import run, worker_of

PASSWORD = "latihan"
TURNS = 3
BEAT_MS = 2


class Gaps(QObject):
    """The longest time between two beats of a timer that wants to beat every two milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, time.perf_counter()


def floor(source: Path, folder: Path) -> float:
    """A plain copy that is on the disk and was read back."""
    began = time.perf_counter()
    target = folder / "plain"
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    with target.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    took = time.perf_counter() - began
    target.unlink()
    return took


def ours(app: QCoreApplication, session: Session, gaps: Gaps, stick: Path) -> tuple[float, float]:
    """Seconds of a copy on the worker, and the longest wait of the event loop."""
    owner, done = QObject(), list[object]()
    gaps.begin()
    began = time.perf_counter()
    run(owner, lambda progress: copies.copy_to_stick(session, stick, progress), done=done.append)
    while not done:
        QTest.qWait(1)
    return time.perf_counter() - began, gaps.longest


def idle(app: QCoreApplication, gaps: Gaps) -> float:
    """The longest wait while nothing is done: what this machine has anyway."""
    gaps.begin()
    until = time.perf_counter() + 1.5
    while time.perf_counter() < until:
        QTest.qWait(1)
    return gaps.longest


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data-dir", type=Path, required=True)
    asked = parser.parse_args()
    app = QCoreApplication(sys.argv)
    with tempfile.TemporaryDirectory() as name:
        folder, gaps = Path(name), Gaps()
        shutil.copytree(asked.data_dir, folder / "data", ignore=shutil.ignore_patterns("*.lock", "copies", "photos"))
        session = sessions.open_session(folder / "data", PASSWORD)
        database = folder / "data" / DATABASE_NAME
        print(f"database {database.stat().st_size / 1e6:.0f} MB; idle event loop waits {idle(app, gaps) * 1000:.0f} ms")
        for _ in range(TURNS):
            began = time.process_time()
            plain = floor(database, folder)
            between = time.process_time()
            took, gap = ours(app, session, gaps, folder / "stick")
            easy, hard = between - began, time.process_time() - between
            print(
                f"plain {plain:.2f} s, verified copy {took:.2f} s ({took / plain:.1f} x), gap {gap * 1000:.0f} ms; "
                f"processor {easy:.2f} and {hard:.2f} s ({hard / easy:.1f} x)"
            )
        sessions.close(session)
        worker_of().stop()


if __name__ == "__main__":
    main()
