"""The health light at the foot of the window: one shape with one word for all checks, looked at now and then while one
works. A press leads to the lines behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from kampungkb_desktop.actions.health import Line, worst
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.health_card import TONES, all_lines
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.palette import TONE_ICONS
from kampungkb_desktop.ui.widgets import button

EVERY_MS = 900_000


class HealthWatch(QObject):
    """Looks at once and every quarter of an hour, on the worker."""

    def __init__(self, owner: QObject, window: MainWindow, session: Session) -> None:
        super().__init__(owner)
        self._session, self._busy = session, False
        self.mark = button("", lambda: window.go("pengaturan", "data"), kind="quiet")
        self.mark.setProperty("role", "strip")
        self.mark.hide()
        window.frame.status.add(self.mark)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look, one at a time. What keeps it from looking is told by whatever the person does next."""
        if not self._busy:
            self._busy = True
            run(self, lambda _p: all_lines(self._session), done=self._tell, failed=self._over, cancelled=self._over)

    def _over(self, _error: object = None) -> None:
        self._busy = False

    def _tell(self, lines: Sequence[Line]) -> None:
        self._busy = False
        mood, open_now = worst(lines), [one for one in lines if one.mood != "ok"]
        words = {"ok": "Data baik", "warn": f"{number(len(open_now))} hal perlu dilihat", "bad": "Data perlu tindakan"}
        tone = TONES[mood]
        set_icon(self.mark, TONE_ICONS[tone], f"{tone.value}_ink", 15)
        self.mark.setText(words[mood])
        sentences = [one.sentence for one in open_now] or [f"{number(len(lines))} pemeriksaan baik."]
        self.mark.setToolTip("\n".join(sentences))
        self.mark.setAccessibleName(f"Kesehatan data: {words[mood]}")
        self.mark.setAccessibleDescription(" ".join(sentences))
        self.mark.show()
