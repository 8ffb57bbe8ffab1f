"""First paint of the Masuk screen against the whole start of a bare PySide6 window, as whole processes in turn.

Run by hand: ``python tests/benchmarks/bench_window.py [rounds]``. The aim is a ratio of at most 1.3. Absolute times
only rank machines; the ratio is what counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Kampung KB"))
window.resize(1366, 768)
window.show()
app.processEvents()
"""

MASUK = """
import sys
from PySide6.QtWidgets import QApplication
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.qt_words import install
from kampungkb_desktop.ui.theme import apply_theme
app = QApplication(sys.argv)
apply_theme(app)
install(app)
window = MainWindow()
window.cover(LoginPage(lambda password: None, who="Kec. Tanjung Redeb"))
window.show()
app.processEvents()
"""


def whole(program: str, cache: str) -> float:
    """Milliseconds of a process from nothing until its window has painted and it has ended."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program + "\nimport os; os._exit(0)"], env=surroundings, check=True,
                   stderr=subprocess.DEVNULL)  # fmt: skip
    return (time.perf_counter() - began) * 1000


def main(rounds: int) -> None:
    """Interleave the two, so that a busy machine slows both."""
    bare, masuk = [], []
    with tempfile.TemporaryDirectory() as cache:
        whole(BARE, cache), whole(MASUK, cache)  # compiled once, as an installed program is
        for _ in range(rounds):
            bare.append(whole(BARE, cache))
            masuk.append(whole(MASUK, cache))
    floor, ours = statistics.median(bare), statistics.median(masuk)
    least = min(masuk) / min(bare)
    print(f"bare window {floor:.0f} ms, Masuk {ours:.0f} ms")
    print(f"ratio {ours / floor:.2f} (best runs {least:.2f}), aim <= 1.30")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
