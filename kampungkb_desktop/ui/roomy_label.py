"""Words that come later into a room kept for them: what stands below does not move when they arrive."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from kampungkb_desktop.ui.widgets import label


class RoomyLabel(QLabel):
    """A wrapped label as high as the longest words it will ever say; shorter ones stand in its middle."""

    def __init__(self, role: str, longest: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._longest = label(longest, role, wrap=True)  # never seen: it is asked how high it would be
        self._longest.setParent(self)
        self._longest.hide()
        self.setProperty("textFormat", self._longest.property("textFormat"))

    def keep_room_for(self, words: str) -> None:
        """The longest words that may come."""
        if words != self._longest.text():
            self._longest.setText(words)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Also while it says nothing."""
        return True

    def minimumSizeHint(self) -> QSize:
        """The height is asked at a width; while it says nothing, Qt would ask for none."""
        return super().minimumSizeHint() if self.text() else QSize(0, 0)

    def heightForWidth(self, width: int) -> int:
        self._longest.ensurePolished()
        return max(super().heightForWidth(width), self._longest.heightForWidth(width))
