"""A program that lives on a USB stick with its data: it says when the stick is slow, and when it was pulled out."""

from __future__ import annotations

import os
import statistics
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import STICKS, run
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner

LOOK_MS = 2_000
SLOW_SECONDS = 0.25
"""What one saved answer may take before a person is told why the program feels sluggish."""
_TRIES, _BYTES = 7, 16 << 10
PULLED = (
    "Flashdisk tidak terbaca lagi. Jangan mengetik dahulu. Pasang kembali flashdisk yang sama, tutup aplikasi ini, "
    "lalu buka lagi dari flashdisk. Isian sampai jeda terakhir sudah tersimpan."
)
BACK = "Flashdisk terpasang lagi. Tutup aplikasi ini, lalu buka lagi dari flashdisk sebelum melanjutkan."


class StickHome(QObject):
    """Looks every two seconds whether ``folder`` is there, on a lane of its own: a stick that hangs must not hold the
    window. How fast it writes is measured once."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._window, self._folder = window, folder
        self._was_there = folder.is_dir()
        self._busy = False
        self.banner: Banner | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.uncovered.connect(self.measure)

    def look(self) -> None:
        """See whether the stick is there."""
        if not self._busy:
            self._busy = True
            run(self, lambda _p: self._folder.is_dir(), done=self.seen, lane=STICKS)

    def seen(self, there: bool) -> None:
        """Say it when the stick went, and when it came back."""
        self._busy = False
        if self._was_there and not there:
            self._say(PULLED, Tone.BAD)
        elif there and not self._was_there and self.banner is not None:
            self._say(BACK, Tone.WARN)
        self._was_there = there

    def measure(self) -> None:
        """Once, when the data are first opened: how long the stick takes to keep something."""
        self._window.uncovered.disconnect(self.measure)
        run(self, lambda _p: seconds_to_keep(self._folder), done=self.measured, lane=STICKS)

    def measured(self, seconds: float) -> None:
        """Say that a stick is slow."""
        if seconds > SLOW_SECONDS:
            self._say(
                f"Flashdisk ini lambat: menyimpan satu isian memakan sekitar {number(seconds, 1)} detik. Data tetap "
                "aman. Untuk kerja sehari-hari pakai flashdisk yang lebih cepat, atau pasang aplikasi di laptop.",
                Tone.WARN,
            )

    def _say(self, words: str, tone: Tone) -> None:
        if self.banner is None:
            self.banner = Banner(words, tone)
            self._window.frame.notices.addWidget(self.banner)
        self.banner.say(words, tone)


def seconds_to_keep(folder: Path) -> float:
    """Seconds until a small file is on the stick for good, as a rule; 0 where nothing can be written (that is told
    elsewhere)."""
    trial, took = folder / f"uji-{os.getpid()}.sementara", []
    try:
        for turn in range(_TRIES):
            begun = time.perf_counter()
            with trial.open("wb") as file:
                file.write(bytes([turn]) * _BYTES)
                file.flush()
                os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    except OSError:
        return 0.0
    finally:
        with suppress(OSError):
            trial.unlink()
    return statistics.median(took)
