"""How long work shows itself: what it does, how far, about how long, and a Batal that works."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import USUAL, Job, run
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row

T = TypeVar("T")
PATIENCE_MS = 250
"""Work shorter than this never shows a dialog."""


def time_left(done: int, total: int | None, elapsed: float) -> str:
    """About how long still, in words; "" while nobody can know (no total, or the first second)."""
    if not total or done <= 0 or elapsed < 1 or done >= total:
        return ""
    left = elapsed * (total - done) / done
    if left < 8:
        return "beberapa detik lagi"
    if left < 55:
        return f"kira-kira {round(left / 5) * 5} detik lagi"
    minutes = round(left / 60)
    return f"kira-kira {minutes} menit lagi" if minutes < 60 else f"kira-kira {number(left / 3600, 1)} jam lagi"


class ProgressLine(QWidget):
    """A bar with words and Batal, for a place in a page. It follows one job and hides when that ends."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self._began = time.monotonic()
        self.what = label(job.text or "Sedang bekerja…")
        self.how_far = label("", "small")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(job.text)
        self.stop = button("&Batal", self.cancel)
        box = row(spacing=14)
        box.addLayout(column(self.what, self.bar, self.how_far, spacing=6), 1)
        box.addWidget(self.stop)
        self.setLayout(box)
        job.stepped.connect(self._step)
        job.ended.connect(self.hide)

    def cancel(self) -> None:
        """Ask the work to stop and say so until it has."""
        self.stop.setEnabled(False)
        self.what.setText("Menghentikan… yang sudah berjalan dikembalikan.")
        self.job.cancel()

    def _step(self, step: Step) -> None:
        if step.text and self.stop.isEnabled():
            self.what.setText(step.text)
        if step.total:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * min(1.0, step.done / step.total)))
            counted = f"{number(step.done)} dari {number(step.total)}"
            left = time_left(step.done, step.total, time.monotonic() - self._began)
            self.how_far.setText(f"{counted} · {left}" if left else counted)
        else:
            self.bar.setRange(0, 0)
            self.how_far.setText(number(step.done) if step.done else "")


class ProgressDialog(Dialog):
    """The line as a dialog over the window. Esc and the cross mean Batal; it closes when the work has
    ended."""

    def __init__(self, parent: QWidget | None, job: Job, *, stops: bool = True) -> None:
        super().__init__(parent)
        self._stops = stops
        self.setModal(True)
        self.setWindowTitle(job.text or "Sedang bekerja")
        self.line = ProgressLine(job)
        self.line.stop.setVisible(stops)
        self.setLayout(column(self.line, margins=(20, 18, 20, 18)))
        self.setFixedWidth(tokens().px(520))
        job.ended.connect(self._over)
        self._late = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._late.timeout.connect(self.show)
        self._late.start()

    def _over(self) -> None:
        self._late.stop()
        self.accept()
        self.deleteLater()

    def reject(self) -> None:
        if self._stops and not self.line.job.over:
            self.line.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.line.job.over)
        self.reject()


def run_shown(
    owner: QWidget,
    work: Callable[[Progress], T],
    *,
    done: Callable[[T], object],
    failed: Callable[[KnownError], object] | None = None,
    cancelled: Callable[[], object] | None = None,
    text: str,
    lane: str = USUAL,
    stops: bool = True,
) -> Job:
    """``background.run`` with a ``ProgressDialog`` over the window when it takes longer than a moment. ``stops``:
    whether the work can be stopped; one writing of many records cannot."""
    job = run(owner, work, done=done, failed=failed, cancelled=cancelled, text=text, lane=lane)
    ProgressDialog(owner.window(), job, stops=stops)
    return job
