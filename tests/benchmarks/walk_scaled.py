"""Every screen of both roles in a window that the system draws larger (``QT_SCALE_FACTOR``), as on a laptop of 1366×768
whose owner set 125, 150 or 200 %: what is cut off, out of reach, or makes the page scroll sideways is named.

Run by hand: ``python -m tests.benchmarks.walk_scaled --data-dir PRACTICE [--factor 1.5] [--pictures FOLDER]``. It looks
into a copy. The everyday suite does the same in windows of those sizes (``tests/journeys/test_untuk_semua.py``), where
a pixel stays a pixel; only here are lines, pictures and letters of a fraction of one drawn.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from tests.journeys.driving import Laptop

FACTORS = (1.25, 1.5, 2.0)
SCREEN = (1366, 768)
REST, PASSES, MOST_WAIT = 1.2, 12, 60


def walk(folder: Path, factor: float, pictures: Path | None) -> list[str]:
    """What does not fit on any screen of the practice data in ``folder``; this process must have been started with the
    factor."""
    from PySide6.QtCore import QEventLoop, QTimer

    from kampungkb_desktop.app import Start
    from kampungkb_desktop.ui.theme import application

    app = application([sys.argv[0]])
    start = Start(app, folder)
    start.show()

    def rest(seconds: float) -> None:
        waiting = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), waiting.quit)
        waiting.exec()

    window = start.window
    for _ in range(MOST_WAIT):
        rest(1)
        if "keluarga" in window.frame.entries:
            break
    window.setMinimumSize(1, 1)
    window.resize(round(SCREEN[0] / factor), round(SCREEN[1] / factor))
    found = []
    for place in _places(window, rest):
        window.frame.go(*place)
        rest(REST)
        found += [f"{factor:g} {place}: {words}" for words in _misfits(window, rest)]
        if pictures is not None:
            name = "-".join(str(part).replace("/", "_") for part in place if part)
            window.grab().save(str(pictures / f"{factor:g}-{name[:60]}.png"))
    return found


def _misfits(window: Any, rest: Any) -> list[str]:
    from tests.journeys.fitting import misfits

    found = misfits(window)
    for _ in range(PASSES):
        if not found:
            break
        rest(0.05)
        found = misfits(window)
    return found


def _places(window: Any, rest: Any) -> list[Any]:
    """As the walk of the suite has them, for some family of the practice data."""
    from kampungkb_desktop.forms.family import Family
    from kampungkb_desktop.store import read
    from tests.journeys.screens import places

    window.frame.go("keluarga")
    rest(REST)
    session = window.page("keluarga").session
    with session.database.read() as conn:
        family = next(iter(read.records(conn, Family)))
    return list(places(cast("Laptop", SimpleNamespace(session=session)), family.id, family.village or ""))


def main() -> int:
    """Each factor in a process of its own; the exit code is 1 where something does not fit."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data-dir", type=Path, required=True)
    asked.add_argument("--factor", type=float)
    asked.add_argument("--pictures", type=Path)
    given = asked.parse_args()
    if given.factor is None:
        ends = [
            subprocess.run([sys.executable, "-m", __spec__.name, *sys.argv[1:], "--factor", str(one)],
                           env={**os.environ, "QT_SCALE_FACTOR": str(one)}, check=False).returncode
            for one in FACTORS
        ]  # fmt: skip
        return max(ends)
    if given.pictures is not None:
        given.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(given.data_dir, copy)
        found = walk(copy, given.factor, given.pictures)
    sys.stdout.write("\n".join(dict.fromkeys([*found, f"{given.factor:g}: {len(found)} misfits"])) + "\n")
    sys.stdout.flush()
    os._exit(1 if found else 0)  # widgets and worker end with the process


if __name__ == "__main__":
    raise SystemExit(main())
