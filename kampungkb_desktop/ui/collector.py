"""Collects garbage on the thread of the windows and on no other. The interpreter would do it in whichever thread just
asked for memory, and a widget of a closed dialog that is taken apart beside Qt's own thread ends the whole program."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

STEP_MS = 1000
"""A glance costs a microsecond; a second's garbage of a busy worker is some megabytes."""


ELDER = 10
"""How many turns of one generation come before one of the next, as the interpreter does it. Counted here, because its
own counts mean other things from one version to the next."""


class Collector(QObject):
    """Takes the interpreter's own collecting over, for the life of ``owner``; its measure of when stays in force."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        gc.disable()
        self._turns = 0
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self.step)
        self._timer.start()

    def step(self) -> int | None:
        """Collect when enough was made since the last time: the generation whose turn it was, or None."""
        if gc.get_count()[0] <= gc.get_threshold()[0]:
            return None
        self._turns += 1
        generation = 2 if self._turns % ELDER**2 == 0 else 1 if self._turns % ELDER == 0 else 0
        gc.collect(generation)
        return generation
