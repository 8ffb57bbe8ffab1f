"""A tab of Pengaturan whose deeds go into the log: done on the worker, told in a sentence, read again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.ui.background import run


class ToldTab(QWidget):
    """``wrote(Saved, sentence)`` after every deed; a refusal is a dialog over the tab."""

    wrote = Signal(object, str)

    def load(self) -> None:
        """Read again what is shown: each tab's own."""
        raise NotImplementedError

    def do(self, deed: Callable[[], Saved], sentence: str) -> None:
        """Do it on the worker, then tell and read again."""
        run(self, lambda _p: deed(), done=lambda saved: self._written(saved, sentence))

    def _written(self, saved: Saved, sentence: str) -> None:
        self.wrote.emit(saved, sentence)
        self.load()
