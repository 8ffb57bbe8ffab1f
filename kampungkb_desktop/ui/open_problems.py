"""What stands against *selesai*, as a list beside a form: shown when it was asked for, shorter with every answer that
is well again. What goes wrong meanwhile is said under its answer; the list grows only when it is asked for anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton

from kampungkb_desktop.forms.record import Finding
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.widgets import Card


class OpenProblems(Card):
    """Every problem as a line that leads to its answer; hidden while there is none. ``more`` finds what the form itself
    does not know."""

    def __init__(self, view: FormView, more: Callable[[], Sequence[Finding]] | None = None) -> None:
        super().__init__("Yang perlu diperbaiki")
        self._view, self._more = view, more
        self._listed: tuple[Finding, ...] = ()
        self.body.setSpacing(0)
        self.hide()
        view.changed.connect(self._typed)

    def against(self) -> list[Finding]:
        """What stands against *selesai* now, listed or not."""
        findings = (*self._view.findings(), *(self._more() if self._more is not None else ()))
        return [one for one in findings if one.strength == "problem"]

    def show_problems(self, problems: Sequence[Finding]) -> None:
        """List these instead of the last ones."""
        if tuple(problems) != self._listed:
            self._listed = tuple(problems)
            self._fill()
        self.setVisible(bool(problems))

    def _fill(self) -> None:
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for problem in self._listed:
            line = QPushButton(problem.sentence)
            line.setProperty("kind", "quiet")
            line.setStyleSheet("text-align: left")
            line.clicked.connect(lambda _on=False, name=problem.field: self._view.focus_field(name))
            self.body.addWidget(line)

    def _typed(self) -> None:
        """A line stays as long as anything stands against its answer, and says what does now."""
        if not self.isHidden():
            listed = {_about(one) for one in self._listed}
            self.show_problems([one for one in self.against() if _about(one) in listed])


def _about(problem: Finding) -> str:
    return problem.field or problem.code
