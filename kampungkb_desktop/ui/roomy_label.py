"""Words that come later into a room kept for them: what stands below does not move when they arrive."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from kampungkb_desktop.ui.text_flags import PLAIN_TEXT


class RoomyLabel(QLabel):
    """A wrapped label as high as the longest words it will ever say; shorter ones stand in its middle."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._longest = ""

    def keep_room_for(self, words: str) -> None:
        """The longest words that may come."""
        if words != self._longest:
            self._longest = words
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width), 1 << 14)
        kept = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, self._longest).height()
        return max(super().heightForWidth(width), kept if self._longest else 0)
