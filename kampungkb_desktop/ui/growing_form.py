"""A long form that is built card by card: the first cards at once, the others one at a time when nothing else is to do.

Building sixty answers takes a tenth of a second, the first card a tenth of that; a person sees and types at once. Who
asks for what is not built yet (a draft, the findings, a jump to an answer) gets it built first. Until then a form in
sight keeps room free for it, so that the bar at its right stands from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from kampungkb_desktop.forms.kinds import Answer, Kind
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.ui.cell_grid import COLUMN_WIDTH, MOST_COLUMNS, CellGrid
from kampungkb_desktop.ui.editors import Editor, Lookup
from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.form_view import FormView, Section, Surroundings, nobody
from kampungkb_desktop.ui.look import tokens

ANSWER_HIGH, CARD_HIGH = 66, 76
"""Pixels at 100 % that a line of answers takes, and a card beside its lines: what waits is given so much room."""

LEAST_PASSES, MOST_PASSES = 3, 8
"""The page around a form hears of its new height one pass after the form does."""

_PART = 3
"""Answers that are built at a time: a blink of work."""


def settle(view: QWidget) -> None:
    """Give what was just added to a form its room before anything is painted: otherwise the cards are squashed into
    the room of those before, and jump."""
    for one in view.findChildren(QWidget):
        if not one.isVisible():
            QCoreApplication.sendPostedEvents(one, QEvent.Type.MetaCall.value)  # Qt shows it in a call of its own
    for done in range(1, MOST_PASSES + 1):  # a bar that appears makes lines break, and they then take more room
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if done >= LEAST_PASSES and view.height() >= view.sizeHint().height():
            break


class GrowingForm(FormView):
    """A ``FormView`` whose cards after the first ``at_once`` wait for ``grow``. ``cells`` are those built by now."""

    AT_ONCE = 1
    card_grew = Signal()
    """One more card stands there, answered."""

    def __init__(
        self,
        form: type[Record],
        *,
        today: date,
        sections: Sequence[Section],
        at_once: int | None = None,
        overrides: Mapping[str, Callable[[Kind], Editor]] | None = None,
        context: Callable[[Record], Iterable[Finding]] | None = None,
        lookup: Lookup = nobody,
        parent: QWidget | None = None,
    ) -> None:
        first = self.AT_ONCE if at_once is None else at_once
        self._later = list(sections[first:])
        self._half: tuple[CellGrid, list[str]] | None = None
        self._overrides, self._lookup = overrides or {}, lookup
        self._unread: Mapping[str, str] = {}
        self._kept_free = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        super().__init__(
            form, today=today, sections=sections[:first], overrides=overrides, context=context, lookup=lookup,
            parent=parent,
        )  # fmt: skip
        self._body.addItem(self._kept_free)
        self._keep_free()

    def grow(self) -> bool:
        """Build the next card and answer it from the record; whether there was one."""
        if not self.grow_part():
            return False
        while self._half is not None:
            self.grow_part()
        return True

    def grow_part(self) -> bool:
        """A few answers more, of a card that is shown when it stands whole; whether there were any."""
        if self._half is None:
            if not self._later:
                return False
            section = self._later.pop(0)
            grid = self._add_card(section)
            self._grids[-1][0].hide()
            self._half = grid, list(section.fields)
        grid, names = self._half
        around = Surroundings(self.today, self._lookup)
        self._filling = True
        for name in names[:_PART]:
            self._add_answer(name, grid, around, self._overrides)
            self._answer_from_record(name)
        self._filling = False
        del names[:_PART]
        if not names:
            self._half = None
            self._show_asked()
            self._keep_free()
            self.card_grew.emit()
        return True

    def _answer_from_record(self, name: str) -> None:
        cell = self.built[name]
        cell.editor.set_answer(getattr(self._record, name))
        if name in self._unread:
            cell.editor.set_typed(self._unread[name])
        cell.hush()
        for widget in cell.findChildren(QWidget):
            widget.ensurePolished()

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
        grew = False
        while self.grow():
            grew = True
        if grew and self.isVisible():
            settle(self)

    def grown(self) -> bool:
        """Whether every card is built."""
        return not self._later and self._half is None

    def half_grown(self) -> bool:
        """Whether a card is under way."""
        return self._half is not None

    def cell(self, name: str) -> FormCell:
        """The cell of an answer, built if need be."""
        if name not in self.built:
            self.grow_whole()
        return self.built[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._later:
            self._keep_free()

    def _lay_card(self, card: QWidget) -> None:
        """At the end, before the stretch and the room that is kept free."""
        self._body.insertWidget(self._body.count() - (2 if self._standing else 0), card)

    def _keep_free(self) -> None:
        """About the room of what waits."""
        look = tokens()
        across = max(1, min(MOST_COLUMNS, self.width() // look.px(COLUMN_WIDTH)))
        lines = sum(ceil(len(one.fields) / (one.columns or across)) for one in self._later)
        tall = look.px(lines * ANSWER_HIGH + len(self._later) * CARD_HIGH)
        self._kept_free.changeSize(0, tall, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._body.invalidate()

    # --- what needs the whole form

    def set_record(self, record: Record, typed: Mapping[str, str] | None = None) -> None:
        self._unread = dict(typed or {})
        super().set_record(record, typed)

    def typed(self) -> dict[str, str]:
        waiting = {name: text for name, text in self._unread.items() if name not in self.built}
        return waiting | super().typed()

    def findings(self) -> tuple[Finding, ...]:
        self.grow_whole()
        return super().findings()

    def answer(self, name: str, answer: Answer) -> None:
        self.cell(name)
        super().answer(name, answer)

    def focus_field(self, name: str) -> None:
        if name not in self.built:
            self.grow_whole()
        super().focus_field(name)

    def reveal_all(self) -> None:
        self.grow_whole()
        super().reveal_all()

    def _walk(self, widget: QWidget, step: int) -> None:
        self.grow_whole()
        super()._walk(widget, step)


class LaterForm(GrowingForm):
    """A form that opens with what fills a window; its ``cells`` are all answers: who asks for them gets them built."""

    AT_ONCE = 2

    @property
    def cells(self) -> dict[str, FormCell]:
        self.grow_whole()
        return self.built
