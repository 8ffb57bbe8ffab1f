"""A record as a form: its answers in the order of the paper, each with its editor and its findings.

The declaration gives a default layout and never a cage: ``sections`` chooses and orders fields, ``overrides`` brings a
hand-written editor for one of them. The view knows no database; ``RecordEditor`` keeps and saves what is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Answer, Blob, Kind, Link
from kampungkb_desktop.forms.record import Finding, Record, applies, check, fields_of
from kampungkb_desktop.ui.cell_grid import CellGrid
from kampungkb_desktop.ui.editors import Editor, Lookup
from kampungkb_desktop.ui.field_editors import EDITORS, Surroundings
from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.undo_key import passes_undo
from kampungkb_desktop.ui.widgets import Card, column

__all__ = ["EDITORS", "HIDDEN", "PAUSE_MS", "FormView", "Section", "Surroundings", "default_sections", "still"]

PAUSE_MS = 800
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HIDDEN = ("village", "status")
"""Fields every record has and no form shows: they are set by the page and by Ctrl+S or Ctrl+Enter."""

Overrides = Mapping[str, Callable[[Kind], Editor]]
"""Hand-written editors by field."""


@frozen
class Section:
    """A card of the form: its title and its fields, in order. ``columns`` 0 lets the width decide; ``grid`` makes a
    grid that places the answers by itself (a table as on paper)."""

    title: str
    fields: tuple[str, ...]
    columns: int = 0
    grid: Callable[[], CellGrid] | None = None


def default_sections(form: type[Record]) -> tuple[Section, ...]:
    """One card per ``group``, fields in the order of the declaration; links and blobs are left to the page."""
    groups: dict[str, list[str]] = {}
    for name, kind in fields_of(form).items():
        if name not in HIDDEN and not isinstance(kind, (Link, Blob)):
            groups.setdefault(kind.group or form.TITLE, []).append(name)
    return tuple(Section(title, tuple(names)) for title, names in groups.items())


def nobody(_kind: Kind) -> Sequence[tuple[str, str]]:
    """A lookup that knows none."""
    return ()


class FormView(QWidget):
    """Shows one record at a time. Enter and Tab walk; ``paused`` comes after a rest, ``finished`` with Ctrl+Enter.
    ``touched``: something was typed since the record was shown or saved."""

    changed = Signal()
    paused = Signal()
    finished = Signal()
    ended = Signal()
    """Enter on the last answer."""

    def __init__(
        self, form: type[Record], *, today: date, sections: Sequence[Section] | None = None,
        overrides: Overrides | None = None, context: Callable[[Record], Iterable[Finding]] | None = None,
        lookup: Lookup = nobody, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.form = form
        self.today = today
        self._context = context
        self._record: Record = form()
        self._filling = self.touched = False
        self._grids: list[tuple[Card, CellGrid]] = []
        self._standing = False
        self.built: dict[str, FormCell] = {}
        """The answers that stand there by now: all of them, but in a form that grows."""
        self._body = column(spacing=14)
        self.setLayout(self._body)
        around = Surroundings(today, lookup)
        for section in sections if sections is not None else default_sections(form):
            self._add_section(section, around, overrides or {})
        self._body.addStretch(1)
        self._standing = True
        self._rest = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._rest.timeout.connect(self.paused)

    @property
    def cells(self) -> dict[str, FormCell]:
        """Every answer by its field."""
        return self.built

    def set_record(self, record: Record, typed: Mapping[str, str] | None = None) -> None:
        """Show a record, with texts of a draft that could not be read as answers."""
        self._rest.stop()
        self._record, self._filling, self.touched = record, True, False
        for name, cell in self.built.items():
            cell.editor.set_answer(getattr(record, name))
            if typed and name in typed:
                cell.editor.set_typed(typed[name])
            cell.hush()
        self._filling = False
        self._show_asked()

    def record(self) -> Record:
        """The record as it stands on the screen; questions that do not apply keep what they held."""
        answers: dict[str, Any] = {name: cell.editor.answer() for name, cell in self.built.items()}
        return self._record.changed(**answers)

    def typed(self) -> dict[str, str]:
        """Texts that could not be read, by field."""
        return {name: text for name, cell in self.built.items() if (text := cell.editor.typed())}

    def findings(self) -> tuple[Finding, ...]:
        """Everything there is to say about the record as it stands, unreadable texts included."""
        record = self.record()
        unread = tuple(
            Finding(name, "problem", f"{cell.kind.label}: {cell.editor.unreadable()}", "tak_terbaca")
            for name, cell in self.built.items()
            if cell.editor.typed() and not cell.isHidden()
        )
        held = {f.field for f in unread}
        said = (f for f in self._check(record) if not (f.code == "belum_diisi" and f.field in held))
        return (*unread, *said)

    def answer(self, name: str, answer: Answer) -> None:
        """Set one answer as if the person had typed it."""
        self.built[name].editor.set_answer(answer)
        self._edited(name)
        self._left(name)

    def focus_field(self, name: str) -> None:
        """Bring a field into sight and give it the keys as Tab does: what stands there is marked to be replaced. Of a
        field that is not asked now, the next one that is."""
        names = list(self.built)
        if name not in names:
            return
        at = names.index(name)
        for cell in (self.built[one] for one in (*names[at:], *reversed(names[:at]))):
            if not cell.isHidden() and cell.editor.inputs():
                cell.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def focus_first(self) -> None:
        """The keys go to the first question that applies."""
        if name := next((n for n, cell in self.built.items() if not cell.isHidden() and cell.editor.inputs()), ""):
            self.focus_field(name)

    def reveal_all(self) -> None:
        """Say everything under every answer ("selesai" was pressed)."""
        findings = self._check(self.record())
        for name, cell in self.built.items():
            cell.reveal()
            cell.show_findings([f for f in findings if f.field == name], settle=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            return isinstance(watched, QWidget) and self._enter(watched, event)
        return (not self.touched and passes_undo(watched, event)) or super().eventFilter(watched, event)

    def _check(self, record: Record) -> tuple[Finding, ...]:
        extra = tuple(self._context(record)) if self._context is not None else ()
        return (*check(record, today=self.today), *extra)

    def _add_section(self, section: Section, around: Surroundings, overrides: Overrides) -> None:
        grid = self._add_card(section)
        for name in section.fields:
            self._add_answer(name, grid, around, overrides)

    def _add_card(self, section: Section) -> CellGrid:
        # From the outside in: a style sheet dresses a whole subtree anew whenever it gets another parent.
        card = Card(section.title)
        self._lay_card(card)
        grid = section.grid() if section.grid is not None else CellGrid(section.columns)
        card.body.addWidget(grid)
        self._grids.append((card, grid))
        return grid

    def _add_answer(self, name: str, grid: CellGrid, around: Surroundings, overrides: Overrides) -> None:
        kind = fields_of(self.form)[name]
        editor = overrides[name](kind) if name in overrides else EDITORS[type(kind)](kind, around)
        grid.add(cell := FormCell(name, kind, editor, grid, captioned=grid.captioned))
        self._add_cell(cell)

    def _lay_card(self, card: Card) -> None:
        """Put a card at the end, before the stretch where it already stands."""
        self._body.insertWidget(self._body.count() - (1 if self._standing else 0), card)

    def _add_cell(self, cell: FormCell) -> None:
        name = cell.name
        cell.editor.edited.connect(lambda: self._edited(name))
        cell.editor.left.connect(lambda: self._left(name))
        cell.fixed.connect(self.answer)
        for widget in cell.editor.inputs():
            widget.installEventFilter(self)
        self.built[name] = cell

    def _edited(self, name: str) -> None:
        if self._filling:
            return  # an editor of many boxes tells of each: nobody typed, and asking anew each time takes long
        self.touched = True
        self._show_asked()
        cell = self.built[name]
        if cell.revealed:
            cell.show_findings([f for f in self._check(self.record()) if f.field == name], settle=False)
        self._rest.start()
        self.changed.emit()

    def _left(self, name: str) -> None:
        """Findings appear under the answer that was left, and are renewed under those already spoken of."""
        findings = self._check(self.record())
        cell = self.built[name]
        mine = [f for f in findings if f.field == name and (f.code != "belum_diisi" or cell.revealed)]
        cell.show_findings(mine, settle=bool(mine) or cell.revealed or bool(cell.editor.unreadable()))
        for other, spoken in self.built.items():
            if other != name and spoken.revealed:
                spoken.show_findings([f for f in findings if f.field == other], settle=True)

    def _show_asked(self) -> None:
        record = self.record()
        for card, grid in self._grids:
            moved = False
            for cell in grid.cells:
                show = applies(record, cell.name)
                if cell.isHidden() == show:  # to show what is not hidden would dress it, before its time
                    moved = True
                    cell.setVisible(show)
            shown = any(not cell.isHidden() for cell in grid.cells)
            if card.isHidden() == shown:
                card.setVisible(shown)
            if moved:
                grid.place()

    def _enter(self, widget: QWidget, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return True
        if isinstance(widget, QPlainTextEdit):
            return False
        if any(widget in cell.editor.inputs() and cell.editor.takes_enter(widget) for cell in self.built.values()):
            return False
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._walk(widget, -1 if backwards else 1)
        return True

    def _walk(self, widget: QWidget, step: int) -> None:
        stops = [cell for cell in self.built.values() if not cell.isHidden() and cell.editor.inputs()]
        at = next(i for i, cell in enumerate(stops) if widget in cell.editor.inputs())
        if at + step >= len(stops):
            self.ended.emit()
            return
        stops[max(0, at + step)].editor.setFocus(Qt.FocusReason.TabFocusReason)


@contextmanager
def still(view: FormView) -> Iterator[None]:
    """Many answers change their height at once: the cards are laid out when all have."""
    grids = view.findChildren(CellGrid)
    for grid in grids:
        grid.hold(still=True)
    try:
        yield
    finally:
        for grid in grids:
            grid.hold(still=False)
