"""First paint and filled Beranda, as whole processes, against the whole start of a bare PySide6 window.

Run by hand: ``python tests/benchmarks/bench_start.py --data-dir PRACTICE [--rounds N]``. The three are started in turn,
so that a busy machine slows all of them; the best runs are compared, for other work only ever adds. Beranda is filled
when every tile and card in sight has its content. What Beranda counts was kept after the last write, as it always is
(decision 0058); who is to be visited was counted earlier that day (at the first start of a day it is counted a moment
later), and the card of deadlines appears after the rest.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figure import Figure, show

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "latihan"

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Kampung KB"))
window.resize(1366, 768)
window.show()
app.processEvents()
import os; os._exit(0)
"""

BEGIN = """
import sys
sys.argv = ["kampungkb", *sys.argv[1:]]
from kampungkb_desktop import __main__
def told(start):
    %s
def first():
    import kampungkb_desktop.app as program
    told(program.Start)
plain_window = __main__._window
def window(*given, **named):
    import gc; gc.disable()
    first()
    return plain_window(*given, **named)
__main__._window = window
sys.exit(__main__.main())
"""

MASUK = BEGIN % "import os; start._read_the_rest = lambda self, login: os._exit(0)"

BERANDA = (
    BEGIN
    % """
    import json, os, time
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLabel
    rest = start._read_the_rest
    marks, known = {}, os.environ.get("BENCH_MASTER")
    def read_the_rest(self, login):
        marks["painted"] = time.time()
        from kampungkb_desktop.store import vault
        unlock = vault.unlock
        def timed(*given):
            began = time.time()
            try:
                return bytes.fromhex(known) if known else unlock(*given)
            finally:
                marks["key"] = time.time() - began
        vault.unlock = timed
        rest(self, login)
        marks["read"] = time.time()
        timer = QTimer(self.window, interval=4)
        def look():
            page = self.window.page("beranda")
            if page is None or not page.isVisible():
                return
            marks.setdefault("shown", time.time())
            if any(line.isVisible() and line.text() == "Sedang dibaca…" for line in page.findChildren(QLabel)):
                return
            if any(tile.figure == "–" for tile in page.tiles.values()):
                return
            self.app.processEvents()
            marks["filled"] = time.time()
            print(json.dumps(marks), flush=True)
            os._exit(0)
        timer.timeout.connect(look)
        timer.start()
    start._read_the_rest = read_the_rest
"""
)


class Run(NamedTuple):
    """Wall and processor milliseconds of a whole process, and the moments it told (seconds after its start)."""

    wall: float
    cpu: float
    peak_mb: float
    marks: dict[str, float]


def whole(program: str, cache: str, *arguments: str, **more: str) -> Run:
    """Start a program and wait for its end."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache, **more}
    moment, began = time.time(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = (time.perf_counter() - began) * 1000
    if status != 0:
        raise SystemExit(f"a measured process failed with status {status}")
    marks = {name: (at if name == "key" else at - moment) for name, at in json.loads(told or "{}").items()}
    return Run(wall, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024, marks)


def settle(folder: Path) -> None:
    """What the program does four seconds after the last write of the day before: keep what Beranda counts."""
    from kampungkb_desktop.actions import home
    from kampungkb_desktop.actions import session as sessions
    from kampungkb_desktop.base.clock import day_of

    session = sessions.open_session(folder, PASSWORD)
    home.keep_counts(session, day_of(session.clock()))
    sessions.close(session)


def measure(folder: Path, rounds: int) -> list[Figure]:
    """The figures of the start. ``folder`` is a practice database."""
    from kampungkb_desktop.store import vault

    master = vault.unlock(folder / vault.KEYS_NAME, PASSWORD).hex()
    settle(folder)
    bare, masuk, beranda, keyless = list[Run](), list[Run](), list[Run](), list[Run]()
    with tempfile.TemporaryDirectory() as made:
        cache, empty = str(Path(made) / "cache"), Path(made) / "KampungKB"
        empty.mkdir()
        (empty / "kampungkb.kkdb").touch()  # Masuk asks for a password wherever there are data
        for turn in range(rounds + 1):  # the first turn compiles, as an installer does
            runs = (
                whole(BARE, cache),
                whole(MASUK, cache, XDG_DATA_HOME=made, LOCALAPPDATA=made),
                whole(BERANDA, cache, "--data-dir", str(folder), KAMPUNGKB_PASSWORD=PASSWORD),
                whole(BERANDA, cache, "--data-dir", str(folder), KAMPUNGKB_PASSWORD=PASSWORD, BENCH_MASTER=master),
            )
            if turn:
                for kept, run in zip((bare, masuk, beranda, keyless), runs, strict=True):
                    kept.append(run)
    floor = min(run.wall for run in bare)
    cpu = min(run.cpu for run in bare)
    is_ = "bare PySide6 window"
    for name, measured in (("with the key", beranda), ("key known", keyless)):
        best = min(measured, key=lambda run: run.wall)
        print(f"Beranda, {name}:", ", ".join(f"{mark} {at * 1000:.0f} ms" for mark, at in best.marks.items()))
    return [
        Figure("Masuk painted", min(run.wall for run in masuk), floor, is_, times=1.3),
        Figure("Masuk painted, processor time", min(run.cpu for run in masuk), cpu, is_, times=1.3),
        Figure("Beranda filled", min(run.wall for run in beranda), floor, is_, times=4),
        Figure("Beranda filled, key known", min(run.wall for run in keyless), floor, is_, times=4),
        Figure("Beranda filled, key known, processor time", min(run.cpu for run in keyless), cpu, is_, times=4),
    ]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data-dir", type=Path, required=True, help="a practice database")
    options.add_argument("--rounds", type=int, default=11)
    chosen = options.parse_args()
    show(measure(chosen.data_dir, chosen.rounds))
