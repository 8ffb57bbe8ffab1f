"""A long form that is built card by card: the first cards at once, the others one at a time when nothing else is to do.

Building sixty answers takes a tenth of a second, the first card a tenth of that; a person sees and types at once. Who
asks for what is not built yet (a draft, the findings, a jump to an answer) gets it built first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.forms.kinds import Answer, Kind
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.form_view import FormView, Section, Surroundings


class GrowingForm(FormView):
    """A ``FormView`` whose cards after the first ``at_once`` wait for ``grow``. Links have no look-up here."""

    def __init__(
        self,
        form: type[Record],
        *,
        today: date,
        sections: Sequence[Section],
        at_once: int = 1,
        overrides: Mapping[str, Callable[[Kind], Editor]] | None = None,
        context: Callable[[Record], Iterable[Finding]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._later = list(sections[at_once:])
        self._overrides = overrides or {}
        self._unread: Mapping[str, str] = {}
        super().__init__(
            form, today=today, sections=sections[:at_once], overrides=overrides, context=context, parent=parent
        )

    def grow(self) -> bool:
        """Build the next card and answer it from the record; whether there was one."""
        if not self._later:
            return False
        built = set(self.cells)
        self._add_section(self._later.pop(0), Surroundings(self.today, lambda _kind: ()), self._overrides)
        self._filling = True
        for name in self.cells.keys() - built:
            cell = self.cells[name]
            cell.editor.set_answer(getattr(self._record, name))
            if name in self._unread:
                cell.editor.set_typed(self._unread[name])
            cell.hush()
        self._filling = False
        self._show_asked()
        return True

    def dress(self) -> None:
        """Let the style sheet look at everything built so far, before it is shown: the first showing is quick then."""
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()

    def grow_dressed(self) -> bool:
        """The next card, ready to be shown; whether there was one."""
        more = self.grow()
        if more:
            self.dress()
        return more

    def grow_whole(self) -> None:
        """Build everything that still waits."""
        while self.grow():
            pass

    def grown(self) -> bool:
        """Whether every card is built."""
        return not self._later

    def cell(self, name: str) -> FormCell:
        """The cell of an answer, built if need be."""
        if name not in self.cells:
            self.grow_whole()
        return self.cells[name]

    # --- what needs the whole form

    def set_record(self, record: Record, typed: Mapping[str, str] | None = None) -> None:
        self._unread = dict(typed or {})
        super().set_record(record, typed)

    def typed(self) -> dict[str, str]:
        waiting = {name: text for name, text in self._unread.items() if name not in self.cells}
        return waiting | super().typed()

    def findings(self) -> tuple[Finding, ...]:
        self.grow_whole()
        return super().findings()

    def answer(self, name: str, answer: Answer) -> None:
        self.cell(name)
        super().answer(name, answer)

    def focus_field(self, name: str) -> None:
        if name not in self.cells:
            self.grow_whole()
        super().focus_field(name)

    def reveal_all(self) -> None:
        self.grow_whole()
        super().reveal_all()

    def _walk(self, widget: QWidget, step: int) -> None:
        self.grow_whole()
        super()._walk(widget, step)
