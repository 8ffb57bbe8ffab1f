"""What one searches in among the open cases: read when the first word is typed, in the background where there are
many, and not kept while nobody searches anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.referrals import CaseLines, case_words
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.ui.background import Job, run

AT_ONCE = 200
"""So many are read without waiting."""


class CaseSearch(QWidget):
    """``sifted`` gives the keys that hold every word, or ``None`` while they are being read: ``came`` then follows."""

    came = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.session = session
        self._lines = CaseLines()
        self._words: dict[str, str] | None = {}
        self._reading: Job | None = None

    def begin(self, lines: CaseLines) -> None:
        """Other cases from now on."""
        self._lines, self._words = lines, None

    def sifted(self, keys: Sequence[str], text: str) -> list[str] | None:
        """Those of these keys that are found by a text."""
        asked = fold(text).split()
        if asked and self._words is None and not self._read():
            return None
        words = self._words or {}
        return [key for key in keys if all(word in words.get(key, "") for word in asked)] if asked else list(keys)

    def _read(self) -> bool:
        lines, session = self._lines, self.session
        if len(lines.keys) <= AT_ONCE:
            self._words = case_words(session, lines.keys)
            return True
        if self._reading is None or self._reading.over:
            self._reading = run(self, lambda _progress: (lines, case_words(session, lines.keys)), done=self._read_all)
        return False

    def _read_all(self, found: tuple[CaseLines, dict[str, str]]) -> None:
        self._reading = None
        if found[0] is self._lines:
            self._words = found[1]
        self.came.emit()
