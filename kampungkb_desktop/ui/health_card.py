"""The health light as lines: a shape, a sentence, and where something is to be done its state in words and a button.
Beranda's card shows what needs a look and sums up the rest; Pengaturan shows everything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from kampungkb_desktop.actions.health import STATES, Line, Remedy, quick, sorted_lines
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.palette import TONE_ICONS, Tone
from kampungkb_desktop.ui.widgets import button, column, label, row

Go = Callable[[str, str | None], object]
TONES = {"ok": Tone.OK, "warn": Tone.WARN, "bad": Tone.BAD}
_AGAIN_MS = 600_000
"""So long the look into the tables is believed."""
_SETTINGS = {"disk": "ms-settings:storagesense", "jam": "ms-settings:dateandtime"}
_KEPT = ("copy",)
"""Lines that Beranda shows even when all is well: how old the copy is, is asked every day."""


class HealthLine(QFrame):
    """One line. ``remedy`` is its button, ``None`` where nothing is to be done."""

    def __init__(self, line: Line, go: Go) -> None:
        super().__init__()
        tone, mark = TONES[line.mood], QLabel()
        set_icon(mark, TONE_ICONS[tone], f"{tone.value}_ink", 18)
        mark.setAccessibleName(STATES[line.mood])
        self.words = label(line.sentence, wrap=True)
        box = row(mark, spacing=10, margins=(8, 4, 8, 4))
        box.addWidget(self.words, 1)
        self.remedy = None
        if line.mood == "ok":
            self.setLayout(box)
            return
        below = row(28, Chip(STATES[line.mood], tone), spacing=8, margins=(8, 0, 8, 6))
        if line.remedy is not None:
            remedy = line.remedy
            self.remedy = button(remedy.words.replace("&", "&&"), lambda: follow(remedy, go), kind="quiet")
            self.remedy.setAccessibleDescription(line.sentence)
            below.addWidget(self.remedy)
        below.addStretch(1)
        self.setLayout(column(box, below, spacing=0))


class HealthCard(LineCard):
    """Beranda's card. ``show_quick`` says at once what a glance tells; ``look`` adds what the tables say. The lines of
    the keys ``elsewhere`` stand on another card and are not told twice."""

    def __init__(self, session: Session, go: Go, elsewhere: frozenset[str] = frozenset()) -> None:
        super().__init__("Kesehatan data", "", "Pe&riksa", lambda: go("pengaturan", "data"))
        self.session, self._go, self._elsewhere = session, go, elsewhere
        self._quick: Sequence[Line] = ()
        self._sampled: Sequence[Line] = ()
        self._looked_at: int | None = None

    def show_quick(self, lines: Sequence[Line]) -> None:
        """What a glance tells."""
        self._quick = lines
        self._show()

    def look(self) -> None:
        """Look into the tables on the worker, unless that was done a moment ago."""
        now = self.session.clock()
        if self._looked_at is None or not 0 <= now - self._looked_at < _AGAIN_MS:
            self._looked_at = now
            run(self, lambda _p: sample_lines(self.session), done=self._sampled_now, failed=lambda _error: None)

    def _sampled_now(self, lines: Sequence[Line]) -> None:
        self._sampled = lines
        self._show()

    def _show(self) -> None:
        found = sorted_lines([*self._quick, *self._sampled])
        lines = [one for one in found if one.key not in self._elsewhere]
        shown = [one for one in lines if one.mood != "ok" or one.key in _KEPT]
        rest = len(lines) - len(shown)
        made: list[QWidget] = [HealthLine(one, self._go) for one in shown]
        if rest:
            said = f"{number(rest)} pemeriksaan {'lain ' if shown else ''}baik."
            made.append(HealthLine(Line("rest", "ok", said), self._go))
        self.show_lines(made)


def sample_lines(session: Session) -> list[Line]:
    """A look into the tables. For the worker."""
    from kampungkb_desktop.actions.health_sample import sample  # noqa: PLC0415  start-up time: it brings the ledger

    return sample(session)


def all_lines(session: Session) -> list[Line]:
    """Everything a start can tell, the worst first. For the worker."""
    return sorted_lines([*quick(session), *sample_lines(session)])


def follow(remedy: Remedy, go: Go) -> None:
    """Go where a remedy leads. Settings of the laptop itself are Windows' own; elsewhere the guide tells the way."""
    if remedy.page != "sistem":
        go(remedy.page, remedy.record)
    elif sys.platform != "win32" or not QDesktopServices.openUrl(QUrl(_SETTINGS[str(remedy.record)])):
        go("bantuan", f"kesehatan#{remedy.record}")
