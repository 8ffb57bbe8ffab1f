"""Mulai: the first run in a few steps, keyboard only. It asks; making keys and database is the program's work.

What was typed stays through every refusal (a full disk, a folder that may not be written): mend it and go on.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.ui.background import Job
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.pages.welcome_secret import PasswordStep, RecoveryStep
from kampungkb_desktop.ui.pages.welcome_steps import (
    Begin,
    ChoiceStep,
    PersonStep,
    RegencyStep,
    Step,
    VillagesStep,
)
from kampungkb_desktop.ui.pages.welcome_store import StoreStep
from kampungkb_desktop.ui.progress_view import ProgressLine
from kampungkb_desktop.ui.shrink_scroll import ShrinkScroll
from kampungkb_desktop.ui.speech import language_button
from kampungkb_desktop.ui.widgets import Card, button, label, row


@frozen
class FirstRun:
    """What the steps were answered with. ``password`` is empty for practice, whose password everyone knows."""

    begin: Begin
    person: Officer
    villages: tuple[str, ...] = ()
    regency: str | None = None
    password: str = ""
    server: Address | None = None


class WelcomePage(CoverPage):
    """``sample_wanted`` asks for practice data (or for practice that is there already), ``first_run`` for a new data
    folder, ``copy_wanted`` for data from a copy. Afterwards the program calls ``show_code`` and waits for ``noted``.
    ``left`` leads back to Masuk where ``may_leave`` says that there are other data."""

    help_topic = "mulai"

    sample_wanted = Signal(object)
    first_run = Signal(object)
    noted = Signal()
    copy_wanted = Signal()
    left = Signal()

    def __init__(self, *, today: date, existing: Collection[Begin] = ()) -> None:
        super().__init__()
        self._existing = frozenset(existing)
        self._begin = Begin.WORK
        self._leaves = False
        self.title, self.hint = label("", "title", wrap=True), label("", "soft", wrap=True)
        self.where, self.problem = label("", "small"), label("", "error", wrap=True)
        self.choice, self.person = ChoiceStep(self._chosen, self._existing), PersonStep(today)
        self.choice.copy.clicked.connect(self.copy_wanted)
        self.person.view.changed.connect(self._count)
        self.villages, self.regency, self.password = VillagesStep(), RegencyStep(), PasswordStep()
        self.store = StoreStep()
        self.stack = QStackedWidget()
        self.area = ShrinkScroll(self.stack)
        self.back = button("&Kembali", self.go_back)
        self.forward = button("&Lanjut", self.go_on, kind="primary")
        self.card = Card("", self.where, self.title, self.hint, 4, self.area, self.problem, padding=26)
        self.language = language_button(self.refused)
        self.card.body.addLayout(row(self.back, None, self.language, self.forward))
        self.set_card(self.card, 520)
        for step in (self.choice, self.person, self.villages, self.regency, self.store, self.password):
            self.stack.addWidget(step)
            step.forward.connect(self.go_on)
        self._show(self.choice)

    # --- walking

    def _road(self) -> list[Step]:
        """The steps of what was chosen, in order."""
        places: Step = self.regency if self.person.is_district() else self.villages
        where = [] if self.person.receives() else [places]
        real = self._begin is Begin.WORK
        office = self.person.is_district() or self.person.receives()
        return [self.person, *where, *([self.store] if real and office else []), *([self.password] if real else [])]

    def _chosen(self, begin: Begin) -> None:
        self._begin = begin
        if begin in self._existing or begin in (Begin.SAMPLE_OFFICER, Begin.SAMPLE_DISTRICT):
            self.sample_wanted.emit(begin)
        else:
            self._show(self.person)

    def go_on(self) -> None:
        """Enter on the last answer, or Lanjut: check this step, then the next one, or begin the work."""
        step = self._step()
        if not self.forward.isEnabled() or step is self.choice:
            return
        problem = step.problem()
        self._say("" if step.says_itself and not self.person.receives() else problem)
        if problem:
            return
        if isinstance(step, RecoveryStep):
            self.noted.emit()
            return
        road = self._road()
        at = road.index(step) + 1
        if at < len(road):
            self._show(road[at])
        else:
            self.first_run.emit(self.answers())

    def go_back(self) -> None:
        """One step back; the answers stay."""
        if self._step() is self.choice:
            self.left.emit()
            return
        road: list[Step] = [self.choice, *self._road()]
        self._show(road[max(0, road.index(self._step()) - 1)])

    def answers(self) -> FirstRun:
        """Everything typed so far."""
        person, road = self.person.person(), self._road()
        password = self.password.pair.password() if self.password in road else ""
        server = self.store.address() if self.store in road else None
        regency = next(iter(self.regency.codes()), None) if self.regency in road else None
        villages = tuple(self.villages.codes()) if self.villages in road else ()
        return FirstRun(self._begin, person, villages, regency, password, server)

    def may_leave(self, leaves: bool) -> None:
        """Whether there are data of somebody else to go back to."""
        self._leaves = leaves
        self._show(self._step())

    # --- what the program tells

    def busy(self, job: Job) -> None:
        """Keys and database are being made: show it and hold the buttons."""
        self.forward.setEnabled(False)
        self.back.setEnabled(False)
        self.stack.setEnabled(False)
        line = ProgressLine(job)
        line.stop.hide()
        self.card.body.insertWidget(self.card.body.count() - 1, line)
        job.ended.connect(line.deleteLater)
        job.ended.connect(self._ready)

    def refused(self, error: KnownError) -> None:
        """Say why; everything typed is still there."""
        self._say(f"{error.sentence} {error.next_step}".strip())

    def stays_here(self, error: KnownError) -> None:
        """The data were made, but the office's server would not have them."""
        self._say(f"Catatan disimpan di laptop ini dahulu. {error.sentence} Pindahkan nanti dari Pengaturan.")

    def show_code(self, code: str) -> None:
        """The data are there; the recovery code is shown this once."""
        self.password.pair.clear()
        officer = not (self.person.is_district() or self.person.receives())
        step = RecoveryStep(code, helped=officer)
        step.forward.connect(self.go_on)
        self.stack.addWidget(step)
        self._show(step)

    def showing_code(self) -> bool:
        """Whether the code stands on the screen and was not typed back yet."""
        return isinstance(self._step(), RecoveryStep)

    # --- the card

    def _step(self) -> Step:
        step = self.stack.currentWidget()
        assert isinstance(step, Step)
        return step

    def _ready(self) -> None:
        self.forward.setEnabled(True)
        self.back.setEnabled(True)
        self.stack.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _show(self, step: Step) -> None:
        self._say("")
        self.stack.setCurrentWidget(step)
        self.title.setText(step.heading)
        self.hint.setText(step.hint)
        code = isinstance(step, RecoveryStep)
        at, steps = self._count()
        self.back.setVisible((at >= 0 or self._leaves) and not code)
        self.forward.setVisible(at >= 0)
        self.language.setVisible(step is self.choice)  # nothing typed is lost by the new start
        self.forward.setText("S&udah saya catat" if code else "&Lanjut" if at + 1 < steps else "&Mulai")
        self.setFocusProxy(step.first())
        step.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> tuple[int, int]:
        """Say which step this is, and of how many: an office has another road than an officer, which is known as soon
        as the role is chosen. Returns its place on the road (-1 for none) and the road's length."""
        step, road = self._step(), self._road()
        at = len(road) if isinstance(step, RecoveryStep) else road.index(step) if step in road else -1
        total = len(road) + (self._begin is Begin.WORK)
        self.where.setText(f"Langkah {at + 1} dari {total}" if at >= 0 else "")
        self.where.setVisible(at >= 0)
        return at, len(road)
