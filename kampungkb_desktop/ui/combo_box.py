"""A list to choose from that says what it asks. On Linux Qt tells a screen reader the chosen line as the name of the
list and leaves the question to a label beside it (QAccessibleComboBox in Qt's source); most lists here have none, or
one a widget further out. What is asked is told there as the description."""

from __future__ import annotations

import sys

from PySide6 import QtCore  # not ``Qt`` by name: Masuk has a list, and would build its two thousand members
from PySide6.QtWidgets import QComboBox

ANSWER_IS_NAME = sys.platform not in ("win32", "darwin")
"""Where the name that is told is the chosen line."""


class ComboBox(QComboBox):
    """The only kind of list to choose from; a test lets none be anything else."""

    _said_beside = ""

    def setAccessibleName(self, name: str) -> None:
        """What is asked."""
        super().setAccessibleName(name)
        self._say_asked()

    def setAccessibleDescription(self, words: str) -> None:
        """What there is to say beside it: a hint, a finding."""
        self._said_beside = words
        self._say_asked()

    def setToolTip(self, words: str) -> None:
        """Told where nothing else is, as Qt does by itself."""
        super().setToolTip(words)
        self._say_asked()

    def showPopup(self) -> None:
        """All lines, or as many as fit with a bar beside them. The sheet asks for a list under the box
        (``combobox-popup: 0``): the menu that Fusion would lay over it hides its first or last line behind an arrow."""
        self.view().setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        super().showPopup()

    def _say_asked(self) -> None:
        if not ANSWER_IS_NAME:
            super().setAccessibleDescription(self._said_beside)
            return
        parts = (self.accessibleName(), self._said_beside or self.toolTip())
        super().setAccessibleDescription(". ".join(dict.fromkeys(one.rstrip(".") for one in parts if one)))
